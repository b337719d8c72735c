"""Promises and prices in the school's name (clause O17), and views that are not its own (R4)."""

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
_POWER = (
    "(?:government|(?<!school )(?<!eco )council|ofsted|dfe|mps?|ministers?|politicians|labour|"
    "tories|academy trust|local authority)"
)
_OPINION = any_of(
    "imh?o",
    "in my (?:humble |honest )?(?:opinion|view)",
    "i (?:really |just |honestly |personally )?(?:think|believe|reckon|feel) "
    "(?:that|the|it|we|this)",
    "if you ask me",
    "personally,? i",
    "(?:government|(?<!school )(?<!eco )council|ofsted|mps?|prime minister|ministers?|labour|"
    r"tories|tory|conservatives|"
    r"greens|reform|lib dems|politicians) (?:[\w']+ ){0,3}?(?:hasn't|haven't|should|must|"
    "(?:are|is) "
    "(?:wrong|failing|ruining|clueless|useless|a joke)|don't care|doesn't care|needs? to|clueless|"
    "failing|ruining|lets? (?:us|our))",
    "only one candidate",
    "brexit",
    "(?:is|are) (?:a|an absolute|such a) (?:joke|disgrace|shambles)",
    "we (?:stand|march) (?:with|for|against)",
    "say no to",
    "(?:it is|it's|what|this is|such) an? (?:absolute |utter |total |real )?(?:disgrace"
    "|scandal|outrage)",
    f"about time (?:the |our )?{_POWER}",
    r"we (?:fully |all |proudly )?(?:support|back|oppose|condemn|reject"
    r"|are against) (?:[\w']+ ){0,3}?"
    "(?:strikes?|striking|(?:teaching )?unions?|academi\\w+|cuts|ban|merger|campaign"
    "|protest|government|"
    "closures?|policy)",
    "(?:ofsted|sats|academ(?:y|ies|isation)|league tables?|phonics (?:check|screening)"
    "|inspections?) "
    "(?:[\\w']+ )?(?:is|are|do|does) (?:not |no )?(?:so |just )?(?:cruel|pointless"
    "|unfair|wrong|useless|"
    "outdated|nonsense|harmful|damaging|a waste|a joke|toxic|good)",
    "cuts (?:are|is|have|will|to) (?:our |school )?\\w+",
    f"{_POWER} (?:has|have|had) (?:[\\w']+ )?(?:let|failed|betrayed|ignored|abandoned|cut"
    f"|forgotten)",
    f"(?:better|more) from (?:our |the |this )?{_POWER}",
    "downing street|whitehall",
    "enough is enough",
    "(?:write to|tell|email|lobby) your (?:mp|councillor)",
    "(?:under)?funding (?:crisis|cuts?)|underfunded|budget (?:[\\w']+ ){0,3}cut",
    "(?:shame|scandal) (?:on|of) (?:the )?\\w+",
    "(?:sign|back) (?:the|our|this) petition",
)
_VOTE = any_of("vote (?:for|against)", "vote (?:labour|tory|conservative|green|reform|lib dem)")
_BALLOT = any_of(
    "school council",
    r"(?:house|sports|team|class|vice)[- ]captains?",
    "books?",
    "stor(?:y|ies)",
    "name",
    "logo",
    "favourites?",
    "class",
    "eco",
    "playground",
    "people's",
    "online",
    "awards?",
    "reading",
    "menu",
    "mascot",
    "us",
    "our (?:school|garden|project|entry)",
)


def commitments(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield sentences with promises and prices; not what was raised, nor the cakes of a fair."""
    for start, sentence in sentences(plain.text):
        priced = _PRICE.search(sentence) and not _NO_PRICE.search(sentence)
        if priced or _PROMISE.search(sentence):
            yield Find(Kind.COMMITMENT, start, start + len(sentence))


def views(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield sentences with opinions; not a vote of the children, nor what somebody is quoted as."""
    for start, sentence in sentences(plain.text):
        quoted = plain.text.count('"', 0, start) % 2 == 1 or '"' in sentence
        voting = _VOTE.search(sentence) and not _BALLOT.search(sentence)
        if voting or (_OPINION.search(sentence) and not quoted):
            yield Find(Kind.VIEW, start, start + len(sentence))
