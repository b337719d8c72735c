"""A child who is known by being left out, or by being the only one."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.plain import Find, Plain
from gatekeeper.evidence.words.turns import any_of, sentences

_FEW = r"(?:one|two|three|1|2|3|a (?:certain )?few|a couple)"
_CHILD = "(?:child|children|pupils?|boys?|girls?)"
_NOT = "(?:hasn't|haven't|didn't|couldn't|wouldn't|isn't|aren't|wasn't|weren't|can't)"
_LEFT_OUT = any_of(
    r"(?:every(?:one|body)|every child|the whole (?:class|team|year)|all) "
    r"(?:[\w',%-]+ ){0,10}?(?:except(?: for)?|apart from|bar|other than|minus)",
    rf"every(?:one|body) but {_FEW}",
    rf"all but {_FEW}",
    rf"(?:only|just) (?:one|two|three|1|2|3) (?:{_CHILD}|famil(?:y|ies))",
    r"(?P<came>1\d|2\d|3[01]) (?:out )?of (?:our |the |all )?(?!(?P=came))(?:1\d|2\d|3[01])",
    "a certain (?:someone|somebody|child|boy|girl|pupil)",
    r"gap in (?:the|our) (?:[\w-]+ ){1,4}where",
    f"those {_FEW} who",
    f"the {_FEW} (?:{_CHILD} )?who (?:stayed|{_NOT}|missed|forgot)",
    f"(?:one|two|three) (?:of (?:us|our \\w+|them|the class) |{_CHILD} )(?:who )?(?:{_NOT}|missed|"
    "stayed|refused|forgot|(?:is|are|was|were) (?:not|missing|away|absent|too|ill|poorly|off))",
    "(?:chose|decided|had) to (?:sit (?:it )?out|stay (?:behind|in school|at home))",
    "(?:we're|we are|weren't|isn't|aren't) (?:not )?allowed to (?:show|be (?:shown|in))",
    f"{_NOT[:-1]}|cannot) be (?:shown|in the (?:photo|picture))",
    "not pictured",
    "(?:missing|absent) from (?:the|this|our) (?:photo|picture)",
    "you know who you are",
    r"(?:every(?:one|body)|all) (?:[\w',-]+ ){0,8}?(?:excluding|save|with the exception of)",
    f"with the exception of {_FEW}",
    r"(?P<part>\d\d) ?/ ?(?!(?P=part))\d\d (?:children|pupils|of|have|had|were|passed|\w+ed)",
    r"(?:[89]\d ?%|[89]\d per cent) of (?:our |the |all )?(?:year|reception|class|children|pupils|"
    r"us|them|\w+ class)",
    f"(?:minus|without) (?:somebody|someone|{_FEW} {_CHILD})",
    "(?:someone|somebody) (?:is|was) (?:missing|not here|absent)",
    "not every(?:one|body|\\W+child) (?:was|were|could|can|managed|came|got|made|passed)",
    "one of our number",
    "won't (?:see|find|spot) (?:him|her|them)",
)
_MOST = "(?:(?:nearly|almost|practically|virtually) (?:every(?:one|body)|every child|all)|most)"
_REMAINDER = any_of(
    rf"{_MOST}(?= (?:of )?(?:us|our|the class|them|year|{_CHILD}|passed|made|came|got|had|did|went|"
    r"took|brought|managed))",
    "the (?:rest|remainder|others) (?:of (?:us|the (?:class|group|year|children)) )?(?:had|stayed|"
    f"{_NOT}|were|missed|will|waited)",
    f"(?:a few|some|several|a couple|a handful) of (?:us|them|our {_CHILD}) (?:{_NOT}"
    f"|missed|stayed)",
    "some (?:stayed|couldn't|didn't|were not|weren't|missed)",
    r"\w+ tenths of (?:our|the) (?:class|year)",
)
_TRAIT = (
    "(?:youngest|oldest|eldest|smallest|tallest|shortest|newest|quietest|shyest|biggest|tiniest|"
    "littlest|lone|sole)"
)
_ONLY = any_of(
    rf"our (?:only|one|single|first ever) (?:[\w-]+ )?{_CHILD}",
    r"our new (?:[\w-]+ )?(?:child|pupil|boy|girl)",
    r"the (?:one|boy|girl|child) (?:with|in|who has) (?:the|a|an) \w+",
    f"the (?:only|two|three|four) {_CHILD} (?:in|of|from|on) (?:year|reception|the|our|\\w+ class)",
    f"(?:our|the|their) {_TRAIT} (?:\\w+ )?(?:boy|girl|pupil|child|lad|member|player)",
    f"(?:the|our) {_TRAIT} (?:in|of) (?:our|the|year|reception)",
    f"the only (?:[\\w-]+ )?{_CHILD}",
)
_HARMLESS = any_of(
    "the (?:rain|weather|head)",
    "(?:except(?: for)?|apart from|bar|but|other than|minus|save|excluding|only"
    "|us) (?:mr|mrs|miss|ms)",
    "teachers?",
    "the (?:ducks?|chickens?|cats?|dogs?|animals?|sun|wind)",
    r"(?:one|two|three|1|2|3) (?:jumper|hat|glove|ball|book|egg|cake|seed|plant|sunflower|answer|"
    "question|point|goal|place|minute|day|week|raffle|ticket|space|chick|duckling)s?",
    "closed",
    "wolf",
    "witch",
    "giant",
    "king",
    "queen",
    "dragon",
    "villain",
    "story",
    "grown-ups?",
    "places left",
)


def missing_children(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield each sentence that does it: surely by leaving somebody out, perhaps by *the only one*.

    Things and grown-ups that are left out are nobody's child.
    """
    for start, sentence in sentences(plain.text):
        left_out = _LEFT_OUT.search(sentence) is not None
        perhaps = _REMAINDER.search(sentence) or _ONLY.search(sentence)
        if (left_out or perhaps) and not _HARMLESS.search(sentence):
            yield Find(Kind.MISSING_CHILD, start, start + len(sentence), sure=left_out)
