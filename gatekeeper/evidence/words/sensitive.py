"""What is nobody's business about a pupil: health, needs, faith, meals, behaviour, care."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.beside_children import BY_ITSELF, GAP, KIDS, OF_SOME
from gatekeeper.evidence.words.plain import Find, Plain
from gatekeeper.evidence.words.private_life import OF_ONE, ONE, PRIVATE
from gatekeeper.evidence.words.turns import any_of, first_names, names_somebody, sentences

_HEALTH = (
    r"autis\w+",
    "adhd",
    "asd",
    r"dyslexi\w+",
    r"dyspraxi\w+",
    r"epilep\w+",
    r"diabet\w+",
    r"asthma\w*",
    r"allerg(?:y|ies|ic)",
    r"anaphyla\w+",
    "tourette'?s?",
    "down'?s syndrome",
    "cerebral palsy",
    "selective mutism",
    "(?:heart|medical) condition",
    "cancer",
    "leukaemia",
    r"chemo\w*",
    "eczema",
    "nits",
    "head lice",
    "chicken ?pox",
    "hand,? foot and mouth",
    "(?:an|his|her|their) operation",
    "(?:in|from|to|out of) hospital",
    "hospital appointment",
    "broken (?:arm|leg|wrist|ankle|collarbone)",
    "seizures?",
    "meltdowns?",
    "tantrums?",
    "(?:separation |his |her |their )anxiety",
    "panic attacks?",
    "self[- ]harm",
    "counselling",
    "therapist",
    "speech (?:therapy|and language)",
    r"medicat\w+",
    "(?:his|her|their) inhaler",
    "epipen",
    "wet(?:s|ting)? (?:him|her|them)(?:self|selves)",
    "too (?:ill|poorly|sick|upset|anxious) to",
    "nappy",
    "nappies",
    "toilet accident",
    "overweight",
    r"obes\w+",
    "get well soon",
)
_NEEDS = (
    "sen[d]? (?:children|pupils|register|group)",
    "special needs",
    "ehcps?",
    "1:1s?",
    "one-to-one support",
    "disab(?:led|ility|ilities)",
    "wheelchair",
    "walking frame",
    "hearing aids?",
    "deaf",
    r"learning (?:difficult\w+|support group)",
    "non-?verbal",
    "(?:lowest|bottom) (?:set|group|table)",
    "below (?:average|expected|age)",
    "reading age",
    r"(?:catch-up|intervention|booster) (?:group|children|pupils)",
    r"struggl\w+ (?:with|to) (?:his |her |their )?(?:read|writ|spell|maths|phonics|behav)\w*",
    "(?:don't|doesn't|can't|couldn't) speak (?:any |a word of )?english",
    "new to english",
)
_HOME = (
    "free school meals?",
    "fsm",
    "pupil premium",
    "poor(?:est)? families",
    "(?:on|from) benefits",
    "universal credit",
    "homeless",
    "temporary accommodation",
    "looked-after",
    "looked after (?:child|children|pupils?)",
    "(?:children|child|pupils?) in care",
    "foster (?:child|children|family|carers?|mum|dad|home|parents?)",
    "foster care",
    "fostered",
    "adopted (?:child|children|pupils?|son|daughter|boy|girl)",
    "young carers?'?",
    "social (?:worker|services)",
    "refugees?",
    "asylum",
    "from ukraine",
    "eal (?:children|pupils)",
    "traveller (?:children|pupils|family|families)",
    (
        r"(?:lost|losing) (?:his|her|their) (?:dad|mum|daddy|mummy|father|"
        r"mother|brother|sister|gran\w*)"
    ),
    r"(?:his|her) (?:dad|mum|father|mother) (?:left|died|is in prison|lost (?:his|her) job)",
    "single[- ](?:parent|mum|dad)",
    r"divorc\w+",
    "in prison",
    r"domestic (?:abuse|violence)",
    r"bereave\w+",
    "passed away",
)
_FAITH = (
    "(?:his|her|their) (?:religion|faith)",
    (
        "(?:only|our) (?:sikh|muslim|jewish|hindu|catholic|christian|buddhist) "
        "(?:pupils?|child|children|boys?|girls?|family|families)"
    ),
    "jehovah's",
    "(?:doesn't|don't|not allowed to) celebrate",
)
_CONDUCT = (
    "(?:was|been|day|fixed-term|after an?) (?:suspen(?:ded|sion)|exclu(?:ded|sion))",
    "excluded from school",
    "(?:without|another|first|second|third) (?:an? )?(?:exclusion|suspension)",
    r"(?:hit|bit|kick|punch|hurt)\w* (?:any(?:one|body)|a teacher|staff)",
    "(?:two|three|one)-day exclusion",
    "detention",
    "red cards?",
    "badly behaved",
    "(?:best |most )?improve(?:d|ment) (?:in )?behaviour",
    "behaviour (?:plan|chart|support)",
    "on report",
    "attendance would",
    r"(?:lowest|poor|worst) attendance",
    "persistently absent",
    r"truan\w+",
    "missed a paper",
    "failed (?:the|his|her|their)",
    "(?:lowest|worst) (?:score|mark|results?)",
    "bottom of the class",
    "always late",
    "late again",
)
_SENSITIVE = any_of(*_HEALTH, *_NEEDS, *_HOME, *_FAITH, *_CONDUCT)
_LESSON = any_of(
    r"fundrais\w*",
    "raising",
    "charity",
    "charities",
    "awareness",
    "acceptance (?:week|day|month)",
    "in aid of",
    r"donat\w+",
    "sale for",
    "guide dogs?",
    r"sponsor\w*",
    "air ambulance",
    "appeal",
    "harvest",
    "collection for",
    "hospice",
    "florence nightingale",
    "doctor foster|henry viii|beheaded|tudors?|gruffalo|matildas?|caterpillars?|chapters?",
    "mary seacole",
    "louis braille",
    "helen keller",
    "children's hospital",
    "teddy",
    "teddies",
    "qualification",
    "vacancy",
    "vacancies",
    "(?<!his )(?<!her )(?<!their )job",
    "role",
    "colleagues",
    "no (?:nuts|pets)",
    "(?:assembly|learn(?:t|ed|ing)?|lessons?|talk(?:ed)?|workshop|topic|unit|taught|knows?|"
    "think\\w*) (?:[\\w']+ ){0,3}?(?:about|on|how|why)",
    "signed",
    "sign language",
    "makaton",
    "stor(?:y|ies)",
    "author",
    "books?",
    "poems?",
    "play(?:ed|ing)? hospital",
    "paralympi\\w+",
    "role[- ]play",
    "science week",
)
_LOOSE = any_of(
    "staff",
    "football",
    "referee",
    "match",
    "bridge",
    "course",
    "training",
    "raised",
    "policy",
)
"""Signs of a lesson or a job only where nobody is spoken of."""


_OF_A_STORY = any_of(
    "stor(?:y|ies)",
    "chapter",
    "novel",
    "character",
    "(?:fund)?rais(?:ed|ing|e)",
    "in aid of",
    "charit(?:y|ies)",
    "learn(?:t|ed|ing) (?:about|how|that)",
    "wrote|written|writing",
    "scrooge|dickens",
    "tiny tim|humpty|goldilocks|wolf|king|queen|giant",
    "assembly|workshop|awareness|paralympi\\w+",
    "panto\\w*|braille|makaton|sign language",
    "vacanc\\w+|qualification|training|policy|report is",
    "victorian|evacuee\\w*",
    "florence|doctor foster|henry viii|beheaded|gruffalo|matildas?|caterpillars?|wood|woods",
    "no nuts|nut[- ]free|(?:new|class) books?|books? (?:is|was|are|about|day|called)",
    "children in need|guide dogs?|air ambulance|harvest",
)


def sensitive(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield each word of this kind; not where it is plainly about a lesson, a charity or a job.

    It is sure where a pupil of the register is named in the same sentence. Of a private life that
    shows only in passing, and of what is said of some children, there is one question a sentence.
    """
    names = first_names(known.pupils)
    somebody = names_somebody(plain.text, names)
    for start, sentence in sentences(plain.text):
        named = names_somebody(sentence, names)
        lesson = _LESSON.search(sentence) is not None
        surely = () if lesson or _of_nobody(sentence, named=named) else _surely(sentence)
        for found in surely:
            yield Find(Kind.SENSITIVE, start + found.start(), start + found.end(), sure=named)
        perhaps = None if surely else _in_passing(sentence, named=named, lesson=lesson)
        beside = BY_ITSELF.search(sentence) if somebody and not (surely or perhaps) else None
        perhaps = beside.span() if beside and not _OF_A_STORY.search(sentence) else perhaps
        if perhaps:
            yield Find(Kind.SENSITIVE, start + perhaps[0], start + perhaps[1], sure=False)


def _surely(sentence: str) -> tuple[re.Match[str], ...]:
    return tuple(_SENSITIVE.finditer(sentence))


def _of_nobody(sentence: str, *, named: bool) -> bool:
    """Whether it looks like a lesson or a job, and no one child is spoken of."""
    return bool(_LOOSE.search(sentence) and not (named or ONE.search(sentence)))


def _in_passing(sentence: str, *, named: bool, lesson: bool) -> tuple[int, int] | None:
    """Find what tells by itself, because one child is spoken of, or because it is of children."""
    if not (lesson or _of_nobody(sentence, named=named)):
        of_one = named or ONE.search(sentence)
        found = PRIVATE.search(sentence) or (OF_ONE.search(sentence) if of_one else None)
        if found:
            return found.span()
    return _of_children(sentence)


def _of_children(sentence: str) -> tuple[int, int] | None:
    """Find what is said of children, from the one to the other."""
    if _OF_A_STORY.search(sentence):
        return None
    children = [found.span() for found in KIDS.finditer(sentence)]
    for found in OF_SOME.finditer(sentence):
        for first, last in children:
            start, end = min(found.start(), first), max(found.end(), last)
            if GAP.match(sentence[min(found.end(), last) : max(found.start(), first)]):
                return start, end
    return None
