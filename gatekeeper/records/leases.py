"""The job table: leases that end by themselves when their holder died."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from gatekeeper.records.engine import require_writing
from gatekeeper.records.holder import gone, holder
from gatekeeper.records.tables import JOB


class SqlJobs:
    """Leases, so that two processes never do the same evidence job at once."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def claim(self, key: str, lease: timedelta) -> bool:
        """Take the job, unless somebody else's lease on it still runs or it is finished."""
        require_writing(self._connection)
        until = self._now + lease
        if not self._known(key):
            return self._insert(key, until)
        free = update(JOB).where(
            JOB.c.key == key, JOB.c.finished_at.is_(None), JOB.c.leased_until <= self._now
        )
        values = free.values(leased_until=until, holder=holder())
        return self._connection.execute(values).rowcount == 1

    def renew(self, key: str, lease: timedelta) -> bool:
        """Hold one's own job for longer; False if another took it meanwhile, or nobody has it."""
        require_writing(self._connection)
        own = update(JOB).where(
            JOB.c.key == key, JOB.c.holder == holder(), JOB.c.finished_at.is_(None)
        )
        values = own.values(leased_until=self._now + lease)
        return self._connection.execute(values).rowcount == 1

    def finish(self, key: str) -> None:
        """Mark the job as done."""
        require_writing(self._connection)
        if not self._known(key):
            self._insert(key, self._now)
        done = update(JOB).where(JOB.c.key == key)
        self._connection.execute(done.values(finished_at=self._now))

    def release(self, key: str) -> None:
        """Give the job back, after a failure that may pass."""
        require_writing(self._connection)
        self._connection.execute(delete(JOB).where(JOB.c.key == key, JOB.c.finished_at.is_(None)))

    def free_dead(self, *, besides: tuple[str, ...] = ()) -> int:
        """Give back what processes of this machine held that are no more; return how much."""
        require_writing(self._connection)
        held = select(JOB.c.key, JOB.c.holder).where(
            JOB.c.finished_at.is_(None), JOB.c.holder.is_not(None), JOB.c.leased_until > self._now
        )
        rows = self._connection.execute(held).all()
        dead = [r.key for r in rows if gone(r.holder) and not r.key.startswith(besides)]
        for key in dead:
            self.release(key)
        return len(dead)

    def taken(self, key: str) -> bool:
        """Whether somebody's lease on the job runs, or it is finished."""
        runs = or_(JOB.c.finished_at.is_not(None), JOB.c.leased_until > self._now)
        row = self._connection.execute(select(JOB.c.key).where(JOB.c.key == key, runs)).first()
        return row is not None

    def sweep(self, prefix: str) -> None:
        """Remove the leases whose keys begin so and whose time is over."""
        require_writing(self._connection)
        over = delete(JOB).where(
            JOB.c.key.startswith(prefix, autoescape=True),
            JOB.c.finished_at.is_(None),
            JOB.c.leased_until <= self._now,
        )
        self._connection.execute(over)

    def _known(self, key: str) -> bool:
        return (
            self._connection.execute(select(JOB.c.key).where(JOB.c.key == key)).first() is not None
        )

    def _insert(self, key: str, until: datetime) -> bool:
        try:
            with self._connection.begin_nested():
                self._connection.execute(
                    insert(JOB).values(key=key, leased_until=until, holder=holder())
                )
        except IntegrityError:
            return False
        return True
