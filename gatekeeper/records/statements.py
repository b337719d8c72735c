"""The four questions that a shelf asks its table, each built once."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Table, bindparam, func, select

from gatekeeper.records.tables import OWNER


@cache
def newest(table: Table) -> Select[Any]:
    """Return the newest version of one `item`, with its owner's key."""
    rows = table.c
    mine = rows.id == bindparam("item")
    return _rows(table).where(mine).order_by(rows.version.desc()).limit(1)


@cache
def newest_of_owner(table: Table) -> Select[Any]:
    """Return the newest version of each item of one `of_owner`, oldest item first."""
    return _newest_of_each(table, table.c.owner == bindparam("of_owner"))


@cache
def newest_beginning(table: Table) -> Select[Any]:
    """Return the newest version of each item whose id is `beginning` and more, oldest first."""
    name = bindparam("beginning", type_=String)
    return _newest_of_each(table, func.substr(table.c.id, 1, func.length(name)) == name)


@cache
def newest_of_all(table: Table) -> Select[Any]:
    """Return the newest version of each item, oldest item first."""
    return _newest_of_each(table)


def _newest_of_each(table: Table, *where: ColumnElement[bool]) -> Select[Any]:
    rows = table.c
    heads = (
        select(
            rows.id,
            func.max(rows.version).label("version"),
            func.min(rows.seq).label("first"),
        )
        .where(*where)
        .group_by(rows.id)
        .subquery()
    )
    same = (rows.id == heads.c.id) & (rows.version == heads.c.version)
    return _rows(table).join(heads, same).where(*where).order_by(heads.c.first)


def _rows(table: Table) -> Select[Any]:
    rows = table.c
    # An outer join: a row without an owner must be seen, and stop the reader, not be left out.
    return (
        select(rows.id, rows.version, rows.owner, rows.sealed, OWNER.c.key, OWNER.c.erased_at)
        .select_from(table)
        .join(OWNER, OWNER.c.id == rows.owner, isouter=True)
    )
