"""The school's own lists: `school.toml` (contacts, links, accounts), `curriculum.toml` (names).

Either may be absent; nothing is listed then, and more is asked.
"""

from __future__ import annotations

from gatekeeper.domain.words import SchoolLists
from gatekeeper.policy.tables import Table


def read_lists(school: Table, curriculum: Table) -> SchoolLists:
    """Return what is listed, noting faults."""
    lists = SchoolLists(
        telephones=_texts(school, "telephones"),
        emails=_texts(school, "emails"),
        addresses=_texts(school, "addresses"),
        links=_texts(school, "links"),
        accounts=_texts(school, "accounts"),
        curriculum=(*_texts(curriculum, "people"), *_texts(curriculum, "places")),
    )
    school.close()
    curriculum.close()
    return lists


def _texts(table: Table, key: str) -> tuple[str, ...]:
    table.asked.add(key)
    values = table.data.get(key, [])
    texts = (
        [v for v in values if isinstance(v, str) and v.strip()] if isinstance(values, list) else []
    )
    if texts != values:
        table.fault(f"`{key}` must be a list of texts, each of which says something.")
    return tuple(texts)
