"""Comparing the faces of an audit's pictures, on this machine alone: a child's numbers go nowhere.

On a cluster, too, it is done where the home is.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

from gatekeeper.batch.file_of import bytes_of
from gatekeeper.desk.audit.compare_old import keep_suggested, old_comparisons
from gatekeeper.desk.checking.suggest_names import Comparison, compared
from gatekeeper.domain.audit import AuditRun
from gatekeeper.domain.suggestion import Suggestion
from gatekeeper.ports import Archive, FaceMatcher, Records

Found = dict[str, tuple[Comparison, tuple[Suggestion, ...]]]


def compare(
    records: Records,
    matchers: Sequence[FaceMatcher],
    archive: Archive,
    run: AuditRun,
    lives: Sequence[str],
) -> None:
    """Compare what may be compared of some posts, and keep what is suggested; often nothing.

    What could not be compared is left for the next audit: it stops nothing and clears nobody.
    """
    if not matchers:
        return
    with records.read() as uow:
        wanted = old_comparisons(uow, matchers[0], run, lives)
        posts = {one.post: uow.live_posts.get(one.post) for one in wanted}
    files = {m.digest: m for live in posts.values() if live for m in live.post.pictures}
    free: SimpleQueue[FaceMatcher] = SimpleQueue()
    for matcher in matchers:
        free.put(matcher)

    def said(one: Comparison) -> tuple[Comparison, tuple[Suggestion, ...], str]:
        matcher = free.get()
        try:
            return one, *compared(matcher, one, lambda: bytes_of(archive, files[one.original]))
        finally:
            free.put(matcher)

    with ThreadPoolExecutor(len(matchers), "compare") as pool:
        done = list(pool.map(said, wanted))
    found: Found = {one.key: (one, names) for one, names, refusal in done if not refusal}
    with records.begin() as uow:
        keep_suggested(uow, matchers[0], run, found)
