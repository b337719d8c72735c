"""Somebody, or a firm, is blamed in public (clause O15). No verdict of law is given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.blame import BLAME, STRANGER
from gatekeeper.evidence.words.plain import Find, Plain
from gatekeeper.evidence.words.turns import any_of, sentences

_DEED = any_of(
    "stole",
    "stolen",
    "steals?",
    "stealing",
    "nick(?:ed|ing)",
    "robbed",
    r"vandalis\w+",
    "damaged",
    "smashed",
    "trashed",
    "cheat(?:ed|s|ing)?",
    "lied",
    "lies",
    "lying (?:to|about)",
    "liars?",
    r"fraud\w*",
    r"scam\w*",
    "conned",
    "overcharged",
    "ripped (?:us|you|people) off",
    "rip[- ]off",
    "dump(?:ed|s|ing) (?:rubbish|waste|litter|his|her|their)",
    r"fly[- ]?tip\w*",
    "(?:break(?:s|ing)?|broke) (?:every|his|her|their|its) (?:promise|word)s?",
    "drives? (?:like|too fast)",
    "speeding",
    "dodgy",
    "shoddy",
    "botched",
    "cowboys",
    r"(?:dangerous|reckless) driv\w+",
    r"assault\w*",
    r"abus(?:ed|ive)",
    "bull(?:y|ies|ied)",
    r"harass\w*",
    r"neglect\w*",
    r"incompeten\w+",
    r"corrupt\w*",
    "to blame",
    "let (?:us|you|our children) down",
    "let (?:his|her|their) dog",
    "(?:don't|do not|never) (?:use|trust|buy from|book)",
    "refus(?:es|ed) to (?:pay|help|fix|stop|answer)",
    "ruined",
    "short-?changed",
    "(?:was|were|is|are) (?:so |very |really )?rude",
    r"left (?:our|the|us|\w+) (?:\w+ )?(?:stranded|waiting|in tears)",
    "left (?:a|such a|behind a) (?:dangerous )?mess",
    "poisoned",
    "unsafe",
    "never (?:turned up|showed up|arrived|paid|replied|came back)",
    "(?:took|taken|kept|pocketed) (?:our|the|your|their) (?:money|cash|deposit)",
    "vanished|disappeared with",
    "parks? (?:across|on|over|in front)",
    "(?:the )?fault of|(?:is|was|are|were) (?:all )?(?:his|her|their) fault",
    "(?:lost|broke|wrecked|spoil(?:ed|t)|messed up) (?:all )?(?:our|the) (?!hearts?"
    "|voices?|record|ice)\\w+",
    r"(?:swore|swears|shout(?:s|ed)|spat|threaten(?:s|ed)|yell(?:s|ed)) at",
    "avoid (?=(?-i:[A-Z]))",
    "like the plague",
    "thanks to (?:[\\w']+ ){1,6}?(?:was|were|is|are) (?:stopped|cancelled|ruined|closed|banned)",
    "(?:is|was|were|are) (?:clearly )?(?:biased|useless|negligent|dishonest|drunk|racist)",
    "made (?:[\\w']+ ){1,4}(?:ill|sick|cry)",
    "(?:gave|given) (?:us|our children|everyone) food poisoning",
    "(?:stood|left|waited) (?:[\\w']+ )?(?:in the (?:rain|cold)|for (?:an|two|three) hours?)",
    "complain(?:ed|t) about",
    "(?:owes?|still owe) us",
)
_FIRM = (
    "Taxis|Roofing|Builders|Coaches|Catering|Council|Ltd|Limited|Academy|Primary|School|Buses|"
    "Cars|Services|Group|Plumbing|Motors|FC|Farm|Travel|Homes|Kitchens|Estates|Stores|Foods|"
    "Photography|Uniforms|Trust|United|Rovers"
)
_NAMED = any_of(
    r"(?:mr|mrs|ms|miss|dr|cllr|councillor|sir) (?-i:[A-Z])\w+",
    rf"(?-i:[A-Z])[\w'-]+ (?:(?-i:[A-Z])[\w'-]+ )?(?-i:{_FIRM})",
    r"st (?-i:[A-Z])\w+'s",
    r"(?-i:[A-Z][a-z]+ [A-Z][a-z]+)",
    "(?:somebody|someone)'s (?:dad|mum|nan|brother|dog|son|daughter)",
    r"the (?:lads|girls|boys|kids|team|parents?|players?|staff) (?:from|of|at) (?-i:[A-Z])\w+",
    "(?:the|our|that|their|this) (?:referee|driver|landlord|owner|neighbours?|council|coach firm|"
    "photographer|builders?|supplier|caterers?)",
    "a certain (?:parent|dad|mum|family|neighbour|somebody|someone)",
)
_TALE = any_of(
    "stor(?:y|ies)",
    "book(?! fair| bag)",
    "chapter",
    "assembly",
    "play",
    "pantomime",
    "drama",
    "performance",
    "wolf",
    "fox",
    "goldilocks",
    "(?:burglar|beanstalk|giant|grinch|gruffalo)",
    "robin hood",
    "guy fawkes",
    "anti-?bullying",
    "fraudulent",
    "history",
    "(?:king|queen|prince|emperor|pharaoh)",
    "(?:roman|viking|tudor|saxon|egyptian|victorian)s?",
    "(?:stole|stolen|steal|steals) (?:the show|our hearts?|hearts?|the limelight)",
    "(?:broke|breaks?|smashed) (?:the|our|his|her|their|a) (?:[\\w']+ )?records?",
    "smashed (?:it|their|his|her|the)",
    "nick of time",
    "year (?:two|three|four|five|six)",
)


_THEY = any_of(
    "they", "he", "she", "it", "our children", "we (?:were|had|waited|stood)", "the result"
)
"""How a sentence begins that goes on about whoever the one before named."""


def accusations(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield each sentence in which somebody can be recognised and something bad was done.

    What is only hinted at, in it and the sentence before or after, is found once a text: not sure.
    """
    said = list(sentences(_without_stops(plain.text)))
    surely = [
        place
        for place, before in zip(said, ["", *(s for _, s in said)], strict=False)
        if _accuses(place[1], before)
    ]
    for start, sentence in surely or _hinted(said):
        yield Find(Kind.ACCUSATION, start, start + len(sentence), sure=bool(surely))


def _accuses(sentence: str, before: str) -> bool:
    named = _NAMED.search(sentence) or (_THEY.match(sentence) and _NAMED.search(before))
    tale = _TALE.search(sentence) or _TALE.search(before)
    return bool(named and _DEED.search(sentence) and not tale)


def _hinted(said: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the sentence that lays something at a stranger's door, told beside it or in it."""
    if any(_TALE.search(sentence) for _, sentence in said):
        return
    for number, (start, sentence) in enumerate(said):
        beside = " ".join(text for _, text in said[max(0, number - 1) : number + 2])
        if STRANGER.search(sentence) and BLAME.search(beside):
            yield start, sentence
            return


def _without_stops(text: str) -> str:
    """Return a text of the same length in which `Mr.` ends no sentence."""
    return re.sub(r"(?<=\b(?:Mr|Ms|Dr|St))\.|(?<=\bMrs)\.|(?<=\bCllr)\.", " ", text)
