"""Records in memory: one transaction at a time, thrown away when its block raises."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from gatekeeper.domain.ledger import START, Entry, seal
from gatekeeper.domain.register import Pupil, folded
from gatekeeper.errors import CouldNotCheck, NotFound, OnlyReading
from gatekeeper.ports import Clock, UnitOfWork
from gatekeeper.records.nouns import NOUNS, Noun, changed, erased, moved, not_enrolled, taken

T = TypeVar("T")


@dataclass
class State:
    """Everything on record. Items are immutable, so a copy of the containers is a snapshot."""

    shelves: dict[str, dict[str, list[Any]]] = field(
        default_factory=lambda: {name: {} for name in NOUNS}
    )
    salts: dict[str, bytes] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    mis_ids: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    leases: dict[str, datetime | None] = field(default_factory=dict)
    """Until when each job is taken; None: it is finished."""
    blobs: dict[tuple[str, str], bytes] = field(default_factory=dict)
    only_read: bool = False

    def require_writing(self) -> None:
        """Refuse to be changed where it is only read."""
        if self.only_read:
            raise OnlyReading

    def copy(self) -> State:
        """Return a state that can be changed without changing this one."""
        shelves = {
            name: {item: list(versions) for item, versions in shelf.items()}
            for name, shelf in self.shelves.items()
        }
        return State(
            shelves,
            dict(self.salts),
            set(self.erased),
            dict(self.mis_ids),
            list(self.entries),
            dict(self.leases),
            dict(self.blobs),
        )

    def knows(self, owner: str) -> bool:
        """Whether the owner has, or had, a salt."""
        return owner in self.salts or owner in self.erased

    def claim_owner(self, owner: str) -> bytes:
        """Return the owner's salt, made at the first use."""
        if owner in self.erased:
            raise erased(owner)
        if owner not in self.salts:
            self.require_writing()
        return self.salts.setdefault(owner, f"salt of {owner}".encode())


class FakeShelf(Generic[T]):
    """The versions of one noun, in a dict."""

    def __init__(self, state: State, name: str) -> None:
        self._state = state
        self._noun: Noun = NOUNS[name]
        self._items: dict[str, list[T]] = state.shelves[name]

    def get(self, item_id: str) -> T | None:
        """Return the newest version."""
        versions = self._items.get(item_id)
        return versions[-1] if versions else None

    def version(self, item_id: str) -> int:
        """Return how many versions there are."""
        return len(self._items.get(item_id, ()))

    def put(self, item: T, seen: int = 0) -> None:
        """Write the version after `seen`."""
        self._state.require_writing()
        item_id, owner = self._noun.id_of(item), self._noun.owner_of(item)
        if self._noun.enrolled and not self._state.knows(owner):
            raise not_enrolled(owner)
        self._state.claim_owner(owner)
        before = self.get(item_id)
        if before is not None and self._noun.owner_of(before) != owner:
            raise moved(self._noun, item)
        if self.version(item_id) != seen:
            raise changed(self._noun, item)
        self._items.setdefault(item_id, []).append(item)

    def forget_earlier(self, item_id: str) -> None:
        """Leave the newest version alone, and its number."""
        self._state.require_writing()
        versions = self._items.get(item_id, [])
        versions[:-1] = versions[-1:] * (len(versions) - 1)

    def of(self, owner: str) -> tuple[T, ...]:
        """Return the owner's items."""
        return tuple(item for item in self.all() if self._noun.owner_of(item) == owner)

    def all(self) -> tuple[T, ...]:
        """Return every item."""
        return tuple(versions[-1] for versions in self._items.values())

    def beginning(self, name: str) -> tuple[T, ...]:
        """Return the items whose ids begin so."""
        return tuple(item for item in self.all() if self._noun.id_of(item).startswith(name))

    def drop(self, owner: str) -> None:
        """Forget what an owner owned."""
        for item in self.of(owner):
            del self._items[self._noun.id_of(item)]


class FakePupils(FakeShelf[Pupil]):
    """The pupils' shelf, which keeps the MIS ids findable."""

    def put(self, item: Pupil, seen: int = 0) -> None:
        """Write the version after `seen`; its MIS id must not be another pupil's."""
        if self._state.mis_ids.get(folded(item.mis_id), item.id) != item.id:
            raise taken(item.mis_id)
        super().put(item, seen)
        self._state.mis_ids[folded(item.mis_id)] = item.id


class FakeLedger:
    """A chained list."""

    def __init__(self, state: State, now: datetime) -> None:
        self._state = state
        self._entries = state.entries
        self._now = now

    def append(
        self, what: str, *, actor: str, subject: str, details: Mapping[str, str] | None = None
    ) -> Entry:
        """Write the next entry."""
        self._state.require_writing()
        before = self._entries[-1].hash if self._entries else START
        entry = Entry(
            len(self._entries) + 1, self._now, what, actor, subject, dict(details or {}), before
        )
        self._entries.append(replace(entry, hash=seal(entry)))
        return self._entries[-1]

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries."""
        return tuple(self._entries)

    def newest(self) -> int:
        """Return how many there are."""
        return len(self._entries)


class FakeJobs:
    """Leases in a dict."""

    def __init__(self, state: State, now: datetime) -> None:
        self._state = state
        self._leases = state.leases
        self._now = now

    def claim(self, key: str, lease: timedelta) -> bool:
        """Take a job that is free."""
        self._state.require_writing()
        until = self._leases.get(key, self._now)
        if until is None or until > self._now:
            return False
        self._leases[key] = self._now + lease
        return True

    def renew(self, key: str, lease: timedelta) -> bool:
        """Hold a job for longer; in memory there is nobody else who could have it."""
        self._state.require_writing()
        if self._leases.get(key) is None:
            return False
        self._leases[key] = self._now + lease
        return True

    def finish(self, key: str) -> None:
        """Mark as done."""
        self._state.require_writing()
        self._leases[key] = None

    def release(self, key: str) -> None:
        """Give back, unless it is done."""
        self._state.require_writing()
        if self._leases.get(key) is not None:
            del self._leases[key]

    def free_dead(self, *, besides: tuple[str, ...] = ()) -> int:
        """Free nothing: in memory, who holds a lease dies with it."""
        self._state.require_writing()
        return len(besides) * 0

    def taken(self, key: str) -> bool:
        """Whether it is not free."""
        until = self._leases.get(key, self._now)
        return until is None or until > self._now

    def sweep(self, prefix: str) -> None:
        """Forget what is over."""
        self._state.require_writing()
        for key, until in list(self._leases.items()):
            if key.startswith(prefix) and until is not None and until <= self._now:
                del self._leases[key]


class FakeBlobs:
    """Files in a dict."""

    def __init__(self, state: State) -> None:
        self._state = state

    def put(self, owner: str, data: bytes) -> str:
        """Store the bytes."""
        self._state.require_writing()
        self._state.claim_owner(owner)
        digest = hashlib.sha256(data).hexdigest()
        self._state.blobs[owner, digest] = data
        return digest

    def get(self, owner: str, digest: str) -> bytes:
        """Return the bytes."""
        try:
            return self._state.blobs[owner, digest]
        except KeyError:
            message = "A stored file is missing."
            raise CouldNotCheck(message) from None


class FakeUnitOfWork(UnitOfWork):
    """One transaction over a copy of the state."""

    def __init__(self, state: State, now: datetime, minted: Iterator[int]) -> None:
        self.state = state
        self._now = now
        self._minted = minted
        for name in NOUNS:
            setattr(self, name, FakeShelf[Any](state, name))
        self.pupils = FakePupils(state, "pupils")
        self.ledger = FakeLedger(state, now)
        self.jobs = FakeJobs(state, now)
        self.blobs = FakeBlobs(state)

    @property
    def now(self) -> datetime:
        """The moment at which the transaction began."""
        return self._now

    def mint(self) -> str:
        """Return a new id."""
        return f"id{next(self._minted):06}"

    def secret(self, owner: str) -> bytes:
        """Return the owner's salt."""
        return self.state.claim_owner(owner)

    def pupil_id(self, mis_id: str) -> str | None:
        """Look the MIS id up."""
        return self.state.mis_ids.get(folded(mis_id))

    def enrol_pupil(self, pupil: Pupil) -> None:
        """Put a pupil on the roll."""
        self.state.claim_owner(pupil.id)
        self.pupils.put(pupil)

    def erase(self, owner: str) -> None:
        """Forget an owner and all that it owned."""
        self.state.require_writing()
        if not self.state.knows(owner):
            message = f"There is nothing on record of {owner}."
            raise NotFound(message)
        self.state.salts.pop(owner, None)
        self.state.erased.add(owner)
        for name in NOUNS:
            FakeShelf[Any](self.state, name).drop(owner)
        mis_ids = {mis: pupil for mis, pupil in self.state.mis_ids.items() if pupil != owner}
        self.state.mis_ids = mis_ids
        self.state.blobs = {key: data for key, data in self.state.blobs.items() if key[0] != owner}

    def erased(self, owner: str) -> bool:
        """Whether the owner was forgotten."""
        return owner in self.state.erased

    def destroyed(self, owner: str) -> bool:
        """Whether the owner was forgotten."""
        return owner in self.state.erased


class FakeRecords:
    """A home in memory."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._state = State()
        self._minted = iter(range(1, 1_000_000))
        self._open = False

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """Open one transaction; a second one inside it would wait for ever, so it is refused."""
        if self._open:
            message = "a unit of work is already open"
            raise AssertionError(message)
        self._open = True
        try:
            # The loop over NOUNS fills in every shelf, which mypy cannot see.
            uow = FakeUnitOfWork(  # type: ignore[abstract]
                self._state.copy(), self._clock.now(), self._minted
            )
            yield uow
            self._state = uow.state
        finally:
            self._open = False

    def finish(self) -> None:
        """Nothing is ever left: there is no disk."""

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Open what is on record to read it; beside an open transaction it would see the past."""
        with self.begin() as uow:
            uow.state.only_read = True  # type: ignore[attr-defined]
            yield uow
            uow.state.only_read = False  # type: ignore[attr-defined]
