"""Promises and prices in the school's name (clause O17)."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.plain import Find, Plain
from gatekeeper.evidence.words.turns import any_of, sentences

_WE = "(?:we|the school|our school|oakfield|the governors)"
_SUM = r"£\d+(?:[.,]\d+)?"
_PROMISE = any_of(
    "guarantee(?:d|s)?",
    "the school (?:promises|pledges|commits)",
    "we (?:promise|commit) (?:that|every|to (?:provide|give|pay|build|open|offer|refund|replace))",
    f"(?:we'll|{_WE} will) (?:always |never |all )?(?:be )?(?:refund|pay|build|provid|"
    r"(?:giv|buy)(?:e|ing)? every|reimburs|replac|open(?:ing)? (?:a|our)|extend|fund|"
    r"subsidis|cover the cost)\w*",
    r"free \w+ for (?:all|every)",
    "on us",
    "free of charge",
    f"(?:grants?|bursar(?:y|ies)|vouchers?) of {_SUM}",
    f"{_WE} (?:have|has) (?:decided|agreed) (?:to|that)",
    r"every (?:child|pupil|family) will (?:get|have|receive|be given) (?:an? )?(?:free|new|ipad|"
    "laptop|tablet|place)",
    "no (?:child|family|parent) will (?:ever )?(?:have to )?pay",
    r"from (?:september|january|easter|next (?:term|year)),? (?:we will|we'll|we are|all|every)",
    r"\d+ ?% (?:off|discount)",
)
_GIVEN_WORD = any_of(
    "(?:that's|it's|this is|here's) (?:a|our) (?:promise|pledge|guarantee)|you have (?:our|"
    "my) word|on our honour|cross our hearts",
    r"promise(?=[ ,]*(?:[.!\u2728-\U0001faff]|$))|we (?:hereby )?(?:vow|pledge|swear|"
    "undertake|commit)|mark our words",
    "(?:we can|happy to|delighted to|pleased to|able to|now) (?:now )?(?:confirm|announce|"
    "reveal|guarantee|promise|assure)|it's official|officially",
    "(?:we've|we have|governors? (?:have|has)|the (?:governors|head|pta|trust|board) "
    "(?:have|has)|(?:it's|has|have) been) (?:now |just |finally |all |unanimously "
    ")?(?:decided|agreed|voted|approved|signed off|confirmed|nodded|settled|chosen to)",
    r"(?:there will|there'll) (?:\w+ )?be (?:no|a|an|free|new|more|extra|always)|will "
    "(?:always|never|no longer|all|each) (?:be|have|get|receive|ever|need|pay)|will ever|"
    r"(?:is|are) gone from|(?:is|are) here to stay|(?:never|no) \w+,? ever",
    r"(?:every|each|all|any|no|nobody|no one|whoever|anyone) (?:[\w'-]+ ){1,6}?will (?:ever |"
    "always |all )?(?:be|get|have|hear|receive|find|go|miss|lose|pay|start|keep)|can start "
    "on",
    r"within (?:\w+ )?(?:\w+ )?(?:hours?|days?|weeks?|working days?)|by the (?:end of|summer|"
    "start of)|(?:we're|we are) (?:building|buying|opening|scrapping|keeping|getting rid|"
    "launching|introducing|extending|replacing|paying|funding)|you asked,? we",
    "(?:your|a|their) (?:place|space|job|money|refund) (?:is|are) (?:safe|guaranteed|"
    "secure)|money back|no questions asked|whatever it (?:takes|costs)|we(?:'ll| will) "
    "(?:match|beat|sort|fix|put) (?:it|that|any|every)",
    r"one of (?:us|the \w+(?: \w+)?(?: team)?) will (?:get|be|call|ring|reply)|we(?:'ll| "
    r"will) (?:get|have) (?:them|it|that|these) (?:\w+ )?(?:by|done|ready|printed|to you)",
)
_PRICE = any_of(
    rf"(?:from|just|only|now|costs?|to|at|for) {_SUM}",
    rf"{_SUM} (?:a|an|per|each) \w+",
    rf"{_SUM} (?:each|pp)",
)
_NO_PRICE = any_of(
    "rais(?:ed|ing|e)",
    "donat(?:ed|ing|ions?)",
    "spent",
    "saved",
    "won",
    "collected",
    r"total\w*",
    "worth",
    "made",
    "change",
    "shops?",
    "maths",
    "coins?",
    "entry",
    "entrance",
    "tickets?",
    "stalls?",
    "cakes?",
    "raffle",
    "tombola",
    "fair",
    "fayre",
    "fete",
    "disco",
    "squash",
    "non-uniform",
    "mufti",
    "teas?",
    "bacon",
    "hot dogs?",
    "bring",
    "enterprise",
    "budget",
)
_CHILDRENS = any_of(
    "(?:class|school|our|eco|tooth|reading|kindness|earth day|promise) (?:promise|pledge|"
    "charter|tree)s?",
    r"'i promise|i promise|pinky promise|debat\w+|persua\w+|stor(?:y|ies)|book|chapter|play|"
    "experiment|maths|science",
)
"""A promise of a lesson, or of the children themselves."""


def commitments(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield sentences with promises and prices; not what was raised, nor the cakes of a fair."""
    childrens = _CHILDRENS.search(plain.text) is not None
    for start, sentence in sentences(plain.text):
        priced = _PRICE.search(sentence) and not _NO_PRICE.search(sentence)
        word_given = not childrens and _GIVEN_WORD.search(sentence)
        if priced or word_given or _PROMISE.search(sentence):
            yield Find(Kind.COMMITMENT, start, start + len(sentence))
