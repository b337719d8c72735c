"""A child who is known by being left out, or by being the only one."""

from __future__ import annotations

from collections.abc import Iterator
from re import Pattern

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
_SOME = (
    "(?:one|two|three|four|[1-4]|a (?:few|couple|pair)(?: of)?|some(?:one|body)?|a certain|"
    "a lone|a single|"
    "just (?:one|the one)|only (?:one|the one)|the last|the odd)"
)
_ONES = (
    "(?:child|children|kids?|pupils?|boys?|girls?|lads?|lass|little ones?|famil(?:y|ies)|"
    "parents?|mums?|dads?|"
    r"classmates?|of (?:us|them|our [\w-]+|the class|you)|in (?:year|reception|nursery|the "
    r"\w+|y\d))"
)
_LACKS = (
    r"(?:\w+n't|not|never|no|none|without|missing|absent|away|still|stays?|stayed|alone|on "
    "(?:his|her|their) own|"
    r"left (?:out|behind)|goes|went home|waiting|owes?|forgot\w*|refus\w+|nameless|opted?|"
    "keeping|sat out|"
    r"allowed|poorly|ill|late|yet to|to go|except\w*)"
)
_HINTED = any_of(
    # all of them, and yet not all
    r"(?:every(?:one|body)?|all|each|nobody|none|no one|whole|entire)\b[^.!?\n]{0,80}?"
    rf"(?:\W{{1,6}}(?:well,? )?(?:all )?)(?:but|bar|except\w*|save|minus|apart from|aside "
    "from|other than"
    rf"|with the exception of) (?:for )?(?:{_SOME}|our|the|a|his|her|year|those|poor)",
    "(?:nearly|almost|practically|virtually|not quite|just about) (?:every(?:one|body)|"
    "every child|all of)",
    r"(?:should|ought to|used to) be \d+",
    r"(?P<few>\w+)(?:-\w+)? [\w ]{0,24}?out of (?:our |the |all )?(?!(?P=few))(?:twenty|"
    r"thirty|2\d|3\d|1\d)[\w-]*",
    "(?:waiting|missing|short) (?:on|for|of|by)? ?(?:just |only )?(?:one|two|three|four|a "
    "few)(?! (?:more )?"
    r"(?:days?|weeks?|sleeps?|hours?|minutes?|pieces?|things?|points?|goals?|pages?))",
    # nobody is named, and everybody knows
    "(?:remain|be|stay|go) nameless|naming no names|no names? mentioned|mentioning no names",
    "(?:you|we|they) (?:all )?know (?:exactly )?who(?:m| you| we| it| they|)",
    "look who(?:'s| is) back|guess who(?:'s| is) back",
    "part(?:y|ies) of one|team of one|on (?:his|her) tod|all by (?:him|her)self",
    r"a certain (?:[\w-]+ ){0,2}?(?:someone|somebody|child|boy|girl|pupil|lad|dad|mum|"
    r"\w+(?:er|or|ist))",
    # one, told by what marks it
    r"(?<!not )(?:somebody|someone|one (?:person|little one|child|pupil|boy|girl)) (?:in|from|of) "
    r"(?:year|reception|nursery|y\d|our|the|\w+ class)",
    r"(?:the|that|our|one) (?:year \d|y\d|reception|nursery|ks\d|\w+ class) (?:boy|girl|"
    "child|pupil|lad)(?!')",
    r"(?<!not )(?:even|apart from|bar|except) our (?:little|one|youngest|\w+ one) ?\w*",
    r"the (?:last|one|lone|single|only) (?:one|child|boy|girl|pupil|famil(?:y|ies)|dad|mum|parent)",
    "(?:our|the|these|those) (?:two|three|four|[2-4]|pair of|trio of|handful of) "
    r"(?!year)(?:[\w'-]+ ){1,3}"
    r"(?:children|pupils|boys|girls|kids|famil(?:y|ies)|learners)",
    r"our (?-i:[A-Z])[\w']+(?: (?-i:[A-Z])[\w']+)? (?:pair|twins?|two|trio|child|pupil|boy|girl)",
    r"(?:only|just|even) (?:[\w'-]+ ){0,2}(?:one|two|three|four|a few|a couple of) (?:[\w'-]+ )?"
    r"(?:child|children|kids?|pupils?|boys?|girls?|famil(?:y|ies))",
    r"one (?:very |rather |slightly |particularly )?\w+ (?:school )?(?:cardigan|jumper|"
    "uniform|tie|face|coat) ",
    "(?:usually|always) (?:there's |there is )?(?:one|an) empty (?:chair|peg|place|seat)|"
    "empty (?:chair|peg|seat)",
)
_WHO = rf"(?<!not )(?:someone|somebody|{_SOME} (?:[\w'-]+ ){{0,2}}?{_ONES})"
_SOME_LACK = any_of(rf"{_WHO} (?:[\w',-]+ ){{0,4}}?{_LACKS}")
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
    "(?:chick|caterpillar|planet|hen|tadpole|butterfl|woodl|worm|egg|snail|puppet|donkey|"
    "reindeer|camel"
    r"|sheep|goat|guinea pig|bulb|bean|potato|tooth|teeth|shoe|glove|sock|mitten|balloon|bird)\w*",
    "bar none|all in|times tables?|(?:not|nobody) one",
)


_PERHAPS = (_REMAINDER, _ONLY, _HINTED, _SOME_LACK)
FOLLOWING = 40
"""Characters within which a thing that is left out is named."""


def missing_children(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield each sentence that does it: surely by leaving somebody out, perhaps by *the only one*.

    Things and grown-ups that are left out are nobody's child.
    """
    for start, sentence in sentences(plain.text):
        surely = _child_in(_LEFT_OUT, sentence)
        if surely or any(_child_in(told, sentence) for told in _PERHAPS):
            yield Find(Kind.MISSING_CHILD, start, start + len(sentence), sure=surely)


def _child_in(told: Pattern[str], sentence: str) -> bool:
    """Whether it is told, and what follows it is neither a thing nor a grown-up."""
    found = told.search(sentence)
    around = sentence[found.start() : found.end() + FOLLOWING] if found else ""
    return found is not None and not _HARMLESS.search(around)
