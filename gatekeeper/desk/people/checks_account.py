"""Who sees whether it was really somebody: never the one whose account it is."""

from __future__ import annotations

from gatekeeper.desk.school import School
from gatekeeper.desk.tell import tell
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import Duty, Person
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.ports import UnitOfWork


def who_checks(uow: UnitOfWork, subject: str) -> tuple[Person, ...]:
    """Return who looks at an alarm about a person's (id) account.

    The headteacher; about the headteacher, the DSLs and whoever stands in today; where the school
    has none of them, anybody else of the staff.
    """
    others = [p for p in uow.people.all() if p.id != subject and p.ended_at is None]
    today = School.day(uow.now)
    standing_in = {item.person for item in uow.stand_ins.all() if item.on(today)}
    heads = [p for p in others if p.may(Duty.ENROL)]
    seconds = [p for p in others if p.may(Duty.HOLD) or p.id in standing_in]
    return tuple(heads or seconds or [p for p in others if p.may(Duty.FINISH_TASK)])


def raise_alarm(uow: UnitOfWork, subject: str, say: str) -> None:
    """Ask, by a task and by e-mail, whether it was really the person (id) whose account it is."""
    task = Task(uow.mint(), TaskKind.CHECK_ACCOUNT, subject, say, uow.now)
    uow.tasks.put(task)
    checkers = [person.id for person in who_checks(uow, subject)]
    tell(uow, NoticeKind.CHECK_ACCOUNT, checkers, task.id)
