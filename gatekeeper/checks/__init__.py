"""Every check, listed by hand: a check that is not on this page does not exist."""

from __future__ import annotations

from gatekeeper.checks import (
    adult_without_agreement,
    alone_without_portrait_consent,
    answers_differ,
    child_may_not_be_shown,
    clear_face_called_unrecognisable,
    comments_not_promised_off,
    face_found_late,
    face_left_after_covering,
    face_without_answer,
    metadata_left,
    no_channel_chosen,
    one_child_twice,
    other_school_child,
    picture_unreadable,
    pupil_named_in_words,
    register_stale,
    roll_call_open,
    rule_book_out_of_date,
    singled_out_by_covering,
    trip_not_over,
    wanted_later,
)
from gatekeeper.domain.check import Check

CHECKS: tuple[Check, ...] = (
    face_without_answer.check,
    child_may_not_be_shown.check,
    adult_without_agreement.check,
    other_school_child.check,
    face_left_after_covering.check,
    clear_face_called_unrecognisable.check,
    answers_differ.check,
    alone_without_portrait_consent.check,
    roll_call_open.check,
    face_found_late.check,
    one_child_twice.check,
    singled_out_by_covering.check,
    pupil_named_in_words.check,
    picture_unreadable.check,
    metadata_left.check,
    trip_not_over.check,
    wanted_later.check,
    comments_not_promised_off.check,
    no_channel_chosen.check,
    register_stale.check,
    rule_book_out_of_date.check,
)
"""In the order of their rules' codes."""
