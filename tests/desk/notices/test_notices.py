"""Who is told of what, in which words, and that a letter goes out once and nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from gatekeeper.desk.incidents.open_incident import (
    AddNote,
    OpenIncident,
    add_note,
    open_incident,
)
from gatekeeper.desk.notices.send_notices import LEASE, SUBJECT, Sent, send_notices
from gatekeeper.desk.people.keep_address import keep_address
from gatekeeper.desk.posts.recall import recall
from gatekeeper.desk.publishing.return_post import SendBack, return_post
from gatekeeper.desk.publishing.stop_queue import start_queue, stop_queue
from gatekeeper.domain.incident import Done, IncidentKind
from gatekeeper.domain.notice import GIVEN_UP, SEVERAL, Letter, Notice, NoticeKind, retry_after
from gatekeeper.domain.people import StandIn
from gatekeeper.domain.queue_stop import WhyStarted, WhyStopped
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.errors import CouldNotCheck, NotAllowed, NotFound, UsageError
from tests.desk.made_school import DAY, MadeSchool
from tests.fakes.examiners import picture

ORIGIN = "https://gate.oakfield.test"


@dataclass
class FakeMailer:
    """Keeps letters instead of sending them, and fails when told to."""

    letters: list[Letter] = field(default_factory=list)
    fails: bool = False

    def send(self, letter: Letter) -> None:
        """Take one letter, or do not."""
        if self.fails:
            raise CouldNotCheck("The mail server did not take a notice.")
        self.letters.append(letter)


@pytest.fixture
def school() -> MadeSchool:
    made = MadeSchool()
    for who in ("teacher", "deputy", "head", "office", "dsl"):
        at(made, who, f"{who}@oakfield.test")
    return made


def at(school: MadeSchool, who: str, address: str, by: str = "") -> None:
    actor = school.actor(by or who)
    with school.begin() as uow:
        keep_address(uow, actor, who, address)


def waiting(school: MadeSchool) -> None:
    school.write(picture("a", 1))
    school.check()
    school.say("amina")
    school.send()


def send_back(school: MadeSchool) -> None:
    head = school.actor("head")
    with school.begin() as uow:
        return_post(uow, school.school, head, SendBack("news", "Amina looks sad here."))


def notices(school: MadeSchool) -> list[tuple[str, NoticeKind]]:
    with school.begin() as uow:
        return [(notice.person, notice.kind) for notice in uow.notices.all()]


def only(school: MadeSchool) -> Notice:
    with school.begin() as uow:
        (notice,) = uow.notices.all()
    return notice


def test_who_may_sign_off_is_told_that_a_post_waits(school: MadeSchool) -> None:
    waiting(school)
    assert notices(school) == [("head", NoticeKind.WAITING)]


def test_a_stand_in_of_today_is_told_too_and_an_author_is_not(school: MadeSchool) -> None:
    with school.begin() as uow:
        for number, who in enumerate(("dsl", "deputy")):
            uow.stand_ins.put(StandIn(f"s{number}", who, DAY, DAY, "head", uow.now))
    waiting(school)
    assert [who for who, _ in notices(school)] == ["dsl", "head"]


def test_who_made_it_is_told_that_it_came_back(school: MadeSchool) -> None:
    waiting(school)
    send_back(school)
    back = [who for who, kind in notices(school) if kind is NoticeKind.RETURNED]
    assert back == ["deputy", "teacher"]


def test_who_made_it_is_told_that_the_yes_no_longer_holds(
    school: MadeSchool,
) -> None:
    school.signed(picture("a", 1), names=("amina",))
    school.change("amina", ConsentState.WITHDRAWN)
    school.release()
    void = [who for who, kind in notices(school) if kind is NoticeKind.LAPSED]
    assert void == ["deputy", "teacher"]


def test_nobody_is_told_without_an_address(school: MadeSchool) -> None:
    at(school, "head", "", by="head")
    waiting(school)
    assert not notices(school)


def test_a_letter_says_what_waits_and_nothing_of_it(school: MadeSchool) -> None:
    waiting(school)
    send_back(school)
    mailer = FakeMailer()
    assert send_notices(school.records, mailer, ORIGIN) == Sent(2, 0)
    assert {letter.to for letter in mailer.letters} == {
        "deputy@oakfield.test",
        "teacher@oakfield.test",
    }
    for letter in mailer.letters:
        assert letter.subject == SUBJECT
        assert letter.words == f"A post came back to you.\n\nSign in: {ORIGIN}/\n"


def test_several_notices_are_one_letter(school: MadeSchool) -> None:
    waiting(school)
    for slug in ("second", "third"):
        school.write(picture(slug, 0), slug=slug)
        school.send(slug)
    mailer = FakeMailer()
    assert send_notices(school.records, mailer, ORIGIN) == Sent(1, 0)
    assert mailer.letters[0].words.startswith("3 posts are waiting for you.\n")


def test_what_was_sent_is_not_sent_again_and_stands_in_the_ledger(school: MadeSchool) -> None:
    waiting(school)
    mailer = FakeMailer()
    assert send_notices(school.records, mailer, ORIGIN) == Sent(1, 0)
    assert send_notices(school.records, mailer, ORIGIN) == Sent()
    assert len(mailer.letters) == 1
    with school.begin() as uow:
        entry = uow.ledger.entries()[-1]
    assert (entry.what, entry.details) == ("notice.sent", {"to": "head", "kind": "waiting"})
    assert "@" not in repr(entry)


def test_what_was_dealt_with_meanwhile_is_not_sent(school: MadeSchool) -> None:
    waiting(school)
    teacher, mailer = school.actor("teacher"), FakeMailer()
    with school.begin() as uow:
        recall(uow, teacher, "news", "another picture")
    assert send_notices(school.records, mailer, ORIGIN) == Sent()
    assert only(school).dropped_at is not None


def test_a_letter_that_the_server_did_not_take_is_tried_again_later(school: MadeSchool) -> None:
    waiting(school)
    mailer = FakeMailer(fails=True)
    assert send_notices(school.records, mailer, ORIGIN) == Sent(0, 1)
    assert send_notices(school.records, mailer, ORIGIN) == Sent()  # not yet
    assert only(school).tries == 1
    school.clock.move(minutes=3)
    mailer.fails = False
    assert send_notices(school.records, mailer, ORIGIN) == Sent(1, 0)


def test_each_try_waits_longer_and_none_for_ever() -> None:
    waits = [retry_after(tries) for tries in range(1, 30)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=2)
    assert waits[-1] == timedelta(hours=2)


def test_old_news_is_not_sent(school: MadeSchool) -> None:
    waiting(school)
    school.clock.move(seconds=GIVEN_UP.total_seconds())
    mailer = FakeMailer()
    assert send_notices(school.records, mailer, ORIGIN) == Sent()
    assert not mailer.letters
    assert only(school).dropped_at is not None


def test_a_second_server_does_not_send_the_same_letter(school: MadeSchool) -> None:
    waiting(school)
    mailer = FakeMailer()
    with school.begin() as uow:
        assert uow.jobs.claim("notices:head", LEASE)
    assert send_notices(school.records, mailer, ORIGIN) == Sent()
    school.clock.move(minutes=6)  # the first one was killed
    assert send_notices(school.records, mailer, ORIGIN) == Sent(1, 0)


def test_somebody_who_left_or_took_the_address_away_gets_nothing(school: MadeSchool) -> None:
    waiting(school)
    with school.begin() as uow:
        head = uow.people.get("head")
        assert head is not None
        gone = replace(head, ended_at=uow.now)
        uow.people.put(gone, seen=uow.people.version("head"))
    assert send_notices(school.records, FakeMailer(), ORIGIN) == Sent()


def test_a_notice_of_a_post_that_is_no_more_is_dropped(school: MadeSchool) -> None:
    with school.begin() as uow:
        uow.notices.put(Notice("n", NoticeKind.WAITING, "head", "gone", uow.now))
    assert send_notices(school.records, FakeMailer(), ORIGIN) == Sent()
    assert only(school).dropped_at is not None


# --- addresses ----------------------------------------------------------------------------


def test_each_keeps_the_own_address_and_the_headteacher_anybodys(school: MadeSchool) -> None:
    at(school, "teacher", "t@oakfield.test", by="head")
    at(school, "teacher", " t2@oakfield.test ")
    with pytest.raises(NotAllowed):
        at(school, "teacher", "evil@oakfield.test", by="office")
    with school.begin() as uow:
        person = uow.people.get("teacher")
        entry = uow.ledger.entries()[-1]
    assert person is not None
    assert person.email == "t2@oakfield.test"
    assert (entry.what, entry.subject, entry.details) == ("person.address_kept", "teacher", {})


def test_the_same_address_again_writes_nothing(school: MadeSchool) -> None:
    with school.begin() as uow:
        before = uow.ledger.entries()
    at(school, "teacher", "teacher@oakfield.test")
    with school.begin() as uow:
        assert uow.ledger.entries() == before


@pytest.mark.parametrize(
    "address", ["no", "a@", "@b", "a b@c", "a@b\nBcc: x@y", "a@b,c@d", "<a@b>", "a@" + "b" * 300]
)
def test_what_is_no_plain_address_is_refused(school: MadeSchool, address: str) -> None:
    with pytest.raises(UsageError, match="no e-mail address"):
        at(school, "teacher", address)


def test_nobody_keeps_an_address_for_somebody_who_is_not_here(school: MadeSchool) -> None:
    head = school.actor("head")
    with pytest.raises(NotFound), school.begin() as uow:
        keep_address(uow, head, "nobody", "a@oakfield.test")


@pytest.mark.parametrize(("worked_through", "sent"), [(False, 1), (True, 0)])
def test_an_audit_is_told_of_as_long_as_it_is_to_be_worked_through(
    school: MadeSchool, worked_through: int, sent: int
) -> None:
    with school.begin() as uow:
        task = Task("t", TaskKind.WORK_THROUGH, "run", "Work it through.", uow.now)
        uow.tasks.put(replace(task, done_at=uow.now if worked_through else None))
        uow.notices.put(Notice("n", NoticeKind.AUDITED, "head", "t", uow.now))
    mailer = FakeMailer()
    assert send_notices(school.records, mailer, ORIGIN) == Sent(sent)
    assert [NoticeKind.AUDITED in letter.words for letter in mailer.letters] == [True] * sent


@pytest.mark.parametrize(
    ("notice", "kind"),
    [
        (NoticeKind.CHECK_ACCOUNT, TaskKind.CHECK_ACCOUNT),
        (NoticeKind.DELETE_FROM_GALLERY, TaskKind.DELETE_FROM_GALLERY),
        (NoticeKind.SEARCH_PUBLISHED, TaskKind.SEARCH_PUBLISHED),
    ],
)
def test_what_is_to_be_done_is_told_while_it_is_and_without_a_name(
    school: MadeSchool, notice: NoticeKind, kind: TaskKind
) -> None:
    with school.begin() as uow:
        for number in range(3):
            task = Task(f"t{number}", kind, "amina", "Look for Amina.", uow.now)
            uow.tasks.put(replace(task, done_at=uow.now if number else None))
            uow.notices.put(Notice(f"n{number}", notice, "head", f"t{number}", uow.now))
        uow.notices.put(Notice("again", notice, "head", "t0", uow.now))
    mailer = FakeMailer()
    send_notices(school.records, mailer, ORIGIN)
    assert mailer.letters[0].words == f"{SEVERAL[notice].format(count=2)}\n\nSign in: {ORIGIN}/\n"


def test_every_kind_can_be_said_of_several() -> None:
    assert list(SEVERAL) == list(NoticeKind)
    assert all("2" in SEVERAL[kind].format(count=2) for kind in NoticeKind)


def test_whoever_publishes_is_told_that_what_was_fetched_was_stopped(school: MadeSchool) -> None:
    at(school, "teacher", "", by="head")
    school.signed(picture("a", 1), names=("amina",))
    school.fetch(school.granted())
    teacher = school.actor("teacher")
    with school.begin() as uow:
        recall(uow, teacher, "news", "another picture")
    assert ("deputy", NoticeKind.DELETE_FROM_GALLERY) in notices(school)
    with school.begin() as uow:
        (notice,) = (n for n in uow.notices.all() if n.kind is NoticeKind.DELETE_FROM_GALLERY)
        task = uow.tasks.get(notice.post)
    assert task is not None
    assert task.kind is TaskKind.DELETE_FROM_GALLERY


# --- stops and incidents ------------------------------------------------------------------


def stopped(school: MadeSchool, by: str = "teacher") -> str:
    actor = school.actor(by)
    with school.begin() as uow:
        return stop_queue(uow, actor, WhyStopped.SOMEBODY, "Is it Amina?").id


def noted(school: MadeSchool, by: str = "office") -> str:
    actor = school.actor(by)
    with school.begin() as uow:
        command = OpenIncident(IncidentKind.SHOWN, uow.now, "Amina is on it.")
        return open_incident(uow, actor, command).id


def test_who_leads_is_told_of_a_stop_and_nobody_of_the_own(school: MadeSchool) -> None:
    stopped(school)
    assert notices(school) == [(who, NoticeKind.STOPPED) for who in ("deputy", "dsl", "head")]
    stopped(school, by="head")
    assert [who for who, _ in notices(school)][3:] == ["deputy", "dsl"]


def test_who_must_know_is_told_of_an_incident(school: MadeSchool) -> None:
    at(school, "dpo", "dpo@oakfield.test")
    noted(school)
    assert notices(school) == [(who, NoticeKind.INCIDENT) for who in ("dpo", "dsl", "head")]


def test_a_letter_says_what_it_is_most_urgent_first_and_no_name(school: MadeSchool) -> None:
    mailer = FakeMailer()
    noted(school)
    stopped(school)
    stopped(school)
    send_notices(school.records, mailer, ORIGIN)
    [letter] = [one for one in mailer.letters if one.to == "head@oakfield.test"]
    assert letter.words.splitlines()[:2] == [
        "Everything is stopped: the red button was pressed 2 times.",
        NoticeKind.INCIDENT.value,
    ]
    assert "Amina" not in letter.subject + letter.words


def test_nobody_is_told_of_what_is_over(school: MadeSchool) -> None:
    mailer, head = FakeMailer(), school.actor("head")
    stopped(school)
    incident = noted(school)
    with school.begin() as uow:
        start_queue(uow, school.school, head, WhyStarted.FALSE_ALARM)
        add_note(uow, head, AddNote(incident, Done.NOT_TO_ICO, "Nothing got out."))
        add_note(uow, head, AddNote(incident, Done.CLOSED, "It was nothing."))
    assert send_notices(school.records, mailer, ORIGIN) == Sent(0, 0)


def test_a_notice_of_no_stop_at_all_is_dropped(school: MadeSchool) -> None:
    with school.begin() as uow:
        uow.notices.put(Notice("n", NoticeKind.STOPPED, "head", "none", uow.now))
    assert send_notices(school.records, FakeMailer(), ORIGIN) == Sent(0, 0)
