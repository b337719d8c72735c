"""A term in numbers: each is counted from what happened, and no name is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.incidents.open_incident import OpenIncident, open_incident
from gatekeeper.desk.publishing.break_glass import break_glass
from gatekeeper.desk.publishing.publish import prove_comments
from gatekeeper.desk.publishing.return_post import SendBack, return_post
from gatekeeper.desk.publishing.stop_queue import stop_queue
from gatekeeper.desk.reports.audited import Fate
from gatekeeper.desk.reports.term_counts import Counts, Week, spans, term_counts
from gatekeeper.desk.rights.complaints import Received, acknowledge_complaint, record_complaint
from gatekeeper.desk.school import School
from gatekeeper.domain.audit import AuditRun, Call, Judgement, judgement_id
from gatekeeper.domain.calendar import SchoolCalendar, Span
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.incident import IncidentKind
from gatekeeper.domain.people import StandIn
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.domain.queue_stop import WhyStopped
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.release import Comments
from gatekeeper.domain.take_down import Gone, SeenBy, TakeDown
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotAllowed
from tests.desk.made_school import DAY, MadeSchool
from tests.desk.register.test_permission_changed import holds
from tests.fakes.examiners import picture

TERM = Span("Autumn", date(2026, 9, 2), date(2026, 12, 18))


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def report(school: MadeSchool, who: str = "governor", span: Span = TERM) -> Counts:
    actor = school.actor(who)
    with school.begin() as uow:
        return term_counts(uow, school.school, actor, span)


def test_an_empty_term_is_all_noughts(school: MadeSchool) -> None:
    found = report(school)
    assert (found.made, found.sent, found.judged, found.minutes_to_yes) == (0, 0, 0, None)


def test_a_post_is_counted_at_every_step_of_its_way(school: MadeSchool) -> None:
    school.write(picture("a", 1))
    school.check()
    school.say("amina")
    school.send()
    school.clock.move(minutes=45)
    school.sign()
    school.fetch(school.granted())
    found = report(school)
    assert (found.made, found.sent, found.signed, found.minutes_to_yes) == (1, 1, 1, 45)
    assert dict(found.verdicts) == {Verdict.ASK: 1}
    assert [count for _, count in found.rules] == [1] * len(found.rules) != []


def test_what_was_published_waits_for_its_proof(school: MadeSchool) -> None:
    item = school.published(picture("a", 1), names=("amina",))
    assert (report(school).published, report(school).proved) == (1, 0)
    school.clock.move(minutes=3)
    actor = school.actor("deputy")
    with school.begin() as uow:
        prove_comments(uow, actor, item.id, Comments.OFF, "looked at it in the app")
    found = report(school)
    assert (found.proved, found.minutes_to_proof) == (1, 3)


def test_what_was_returned_and_recalled_is_counted(school: MadeSchool) -> None:
    school.write()
    school.send()
    head = school.actor("head")
    with school.begin() as uow:
        return_post(uow, school.school, head, SendBack("news", "Another picture, please."))
    assert (report(school).sent, report(school).returned, report(school).signed) == (1, 1, 0)


def test_a_sign_off_that_no_longer_held_is_counted(school: MadeSchool) -> None:
    school.signed(picture("a", 1), names=("amina",))
    holds(school)
    assert (report(school).signed, report(school).voided) == (1, 1)


def test_a_sign_off_that_stops_holding_changes_no_number_of_a_term_that_was_over(
    school: MadeSchool,
) -> None:
    school.signed(picture("a", 1), names=("amina",))
    signed_on = School.day(school.clock.now())
    school.clock.move(days=1)
    holds(school)
    actor = school.actor("governor")
    spans_of = (Span("over", TERM.starts, signed_on), Span("now", signed_on, TERM.ends))
    with school.begin() as uow:
        told = [term_counts(uow, school.school, actor, span).voided for span in spans_of]
    assert told == [0, 1]


def test_what_could_not_be_checked_is_counted_by_post(school: MadeSchool) -> None:
    school.clock.move(days=25)
    school.write()
    school.check()
    found = report(school)
    assert (found.unchecked, found.judged) == (1, 1)
    assert Verdict.UNCHECKED not in found.verdicts


def test_a_post_is_judged_by_its_first_look_alone(school: MadeSchool) -> None:
    school.change("amina", ConsentState.REFUSED)
    school.write(picture("a", 1))
    school.check()
    school.say("amina")
    school.check()
    assert dict(report(school).verdicts) == {Verdict.ASK: 1}


def test_another_term_s_posts_are_not_counted(school: MadeSchool) -> None:
    school.signed(picture("a", 1), names=("amina",))
    found = report(school, span=Span("Spring", date(2027, 1, 4), date(2027, 4, 1)))
    assert (found.made, found.sent, found.signed, found.judged) == (0, 0, 0, 0)


def test_the_terms_that_have_begun_are_offered_newest_first(school: MadeSchool) -> None:
    earlier = Span("Summer", date(2026, 4, 20), date(2026, 7, 22))
    later = Span("Spring", date(2027, 1, 4), date(2027, 4, 1))
    calendar = SchoolCalendar("Oakfield", (earlier, TERM, later))
    with school.begin() as uow:
        offered = spans(replace(school.school, calendar=calendar), uow)
        without = spans(replace(school.school, calendar=SchoolCalendar("Oakfield", ())), uow)
    assert offered == (TERM, earlier)
    assert [(span.starts, span.ends) for span in without] == [
        (date(2026, 8, 25), date(2026, 11, 16))
    ]


def test_every_emergency_is_counted(school: MadeSchool) -> None:
    dsl = school.actor("dsl")
    with school.begin() as uow:
        break_glass(uow, dsl, "the deputy is on a train")
    for _ in range(2):
        with school.begin() as uow:
            stop_queue(uow, dsl, WhyStopped.LOOK)
    for _ in range(3):
        with school.begin() as uow:
            open_incident(uow, dsl, OpenIncident(IncidentKind.DATA, uow.now, "a list was lost"))
    found = report(school)
    assert (found.glass, found.stopped, found.incidents) == (1, 2, 3)
    spring = report(school, span=Span("Spring", date(2027, 1, 4), date(2027, 4, 1)))
    assert (spring.glass, spring.stopped, spring.incidents) == (0, 0, 0)


def test_a_notice_by_its_pattern_is_told_apart(school: MadeSchool) -> None:
    school.signed()
    assert (report(school).signed, report(school).by_pattern) == (1, 0)
    with school.begin() as uow:
        (mine,) = uow.sign_offs.all()
        uow.sign_offs.put(replace(mine, patterns="p"), seen=uow.sign_offs.version(mine.id))
    assert report(school).by_pattern == 1


@pytest.mark.parametrize("who", ["teacher", "office", "dsl"])
def test_others_read_no_report(school: MadeSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="reports"):
        report(school, who)


def test_complaints_stand_ins_and_the_ledgers_head_are_counted(school: MadeSchool) -> None:
    head = school.actor("head")
    for day in (DAY - timedelta(days=40), DAY - timedelta(days=10)):
        with school.begin() as uow:
            record_complaint(uow, head, Received(day, "A parent", "A list was lost."))
    with school.begin() as uow:
        first, _ = uow.complaints.all()
        acknowledge_complaint(uow, head, first.id, DAY)
        uow.stand_ins.put(StandIn("s", "dsl", DAY, DAY, "head", uow.now))
    found = report(school)
    assert (found.complaints, found.late_complaints, found.stand_ins) == (2, 1, 1)
    with school.begin() as uow:
        assert (found.entries, found.head) == (3, uow.ledger.entries()[-1].hash)


def test_each_week_has_its_posts_monday_first(school: MadeSchool) -> None:
    school.published(picture("a", 1), names=("amina",))
    school.clock.move(days=21)
    school.write(slug="later")
    school.check("later")
    weeks = report(school).weeks
    assert weeks[0].starts == date(2026, 8, 31)
    assert weeks[-4:] == (
        Week(date(2026, 11, 16), 1, 0, 1),
        Week(date(2026, 11, 23), 0, 0, 0),
        Week(date(2026, 11, 30), 0, 0, 0),
        Week(date(2026, 12, 7), 1, 1, 0),
    )


def audited(school: MadeSchool, **calls: Call) -> None:
    """Have an audit of one archive end, with these judgements."""
    school.clock.move(days=1)
    with school.begin() as uow:
        run = AuditRun(uow.mint(), "archive", "head", uow.now, "book", finished_at=uow.now)
        uow.audits.put(run)
        for live, call in calls.items():
            name = judgement_id(run.id, live)
            said = Judgement(name, run.id, live, call, (), (), 0, (), uow.now, uow.now)
            uow.judgements.put(said)


def test_a_post_that_was_to_go_is_gone_when_its_take_down_says_so_and_by_no_absence(
    school: MadeSchool,
) -> None:
    audited(school, a=Call.TAKE_DOWN, b=Call.TAKE_DOWN, c=Call.ASK, d=Call.TAKE_DOWN)
    found = report(school)
    assert (found.audits, found.audited[Fate.STILL_UP], found.audited[Fate.ASK]) == (1, 3, 1)
    audited(school, b=Call.TAKE_DOWN, c=Call.FINE, d=Call.TAKE_DOWN)
    with school.begin() as uow:
        gone = Gone(uow.now, "deputy", SeenBy.PERSON, "looked")
        order = TakeDown("t", "d", "d", ChannelName.INSTAGRAM, "", "head", uow.now, uow.now)
        uow.take_downs.put(replace(order, gone=gone))
    found = report(school)
    told = {fate: count for fate, count in found.audited.items() if count}
    assert (found.audits, told) == (2, {Fate.STILL_UP: 2, Fate.GONE: 1, Fate.FINE: 1})


def test_a_post_that_was_seen_gone_and_ordered_down_again_is_up(school: MadeSchool) -> None:
    audited(school, a=Call.TAKE_DOWN)
    with school.begin() as uow:
        order = TakeDown("t", "a", "a", ChannelName.INSTAGRAM, "", "head", uow.now, uow.now)
        gone = Gone(uow.now, "deputy", SeenBy.PERSON, "looked")
        uow.take_downs.put(replace(order, gone=gone))
        uow.take_downs.put(replace(order, id="u"))
    found = report(school)
    assert (found.audited[Fate.STILL_UP], found.audited[Fate.GONE]) == (1, 0)


def test_a_post_that_was_released_here_is_gone_when_its_release_is_and_nothing_came_back(
    school: MadeSchool,
) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    out = PublishedPost("X", released.channel, "Words.", released.at, link=released.link)
    with school.begin() as uow:
        live = take_in(uow, out).id
    audited(school, **{live: Call.TAKE_DOWN})
    with school.begin() as uow:
        gone = Gone(uow.now, "deputy", SeenBy.PERSON, "looked")
        order = TakeDown("t", "p", released.id, released.channel, "", "head", uow.now, uow.now)
        uow.take_downs.put(replace(order, gone=gone))
    assert report(school).audited[Fate.GONE] == 1
    with school.begin() as uow:
        uow.take_downs.put(replace(order, id="u", post=live, of=live))
    assert report(school).audited[Fate.STILL_UP] == 1


def test_a_trial_and_an_audit_as_of_a_day_are_not_told_as_the_schools(school: MadeSchool) -> None:
    for other in ({"trial": True}, {"as_of": date(2026, 11, 16)}):
        audited(school, a=Call.TAKE_DOWN)
        with school.begin() as uow:
            run = uow.audits.all()[-1]
            uow.audits.put(replace(run, **other), seen=uow.audits.version(run.id))

    found = report(school)
    assert (found.audits, sum(found.audited.values())) == (0, 0)


def test_one_that_judged_no_post_is_no_audit(school: MadeSchool) -> None:
    audited(school)
    assert report(school).audits == 0


def test_what_a_later_run_left_out_is_not_told_as_gone(school: MadeSchool) -> None:
    audited(school, a=Call.TAKE_DOWN, b=Call.FINE)
    audited(school, b=Call.FINE)
    found = report(school)
    assert (found.audits, found.audited[Fate.STILL_UP], found.audited[Fate.GONE]) == (2, 1, 0)


def test_no_name_and_no_word_is_in_it(school: MadeSchool) -> None:
    school.signed(picture("a", 1), names=("amina",), words="Lovely work on our wall.")
    told = str(report(school))
    assert "amina" not in told.casefold()
    assert "Lovely" not in told
