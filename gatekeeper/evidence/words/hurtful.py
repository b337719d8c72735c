"""Swearing, insults and threats as they are written in Britain (clause G1).

Whole words only, so that Scunthorpe is a town; with exceptions, so that blue tits are birds.
Letters that are swapped for signs (`cr@p`) are read as what they stand for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.plain import Find, Plain
from gatekeeper.evidence.words.turns import any_of

_SIGNS = str.maketrans(
    {"@": "a", "$": "s", "0": "o", "1": "i", "3": "e", "5": "s", "!": "i", "*": "x", "_": " "}
)
_STRONG = any_of(
    r"f[uxc]+k\w*",
    r"(?:mother)?fu?x{2,}\w*",
    r"(?:bull)?sh[ix]x?t(?:s|ty|e|ting|head)?",
    "c[ux]nts?",
    r"w[ax]nk(?:er|ers|ing|s|y)?",
    "tw[ax]ts?",
    "bollocks",
    "b[ix]tch(?:es|y|ing)?",
    "(?:arse|ass)(?:holes?)?",
    "b[ax]stards?",
    "pricks?",
    "(?:dick|knob|dickhead|knobhead)s?",
    "tossers?",
    "piss(?:ed|ing)?(?: off)?",
    "wtf",
    "stfu",
    "cr[ax]p(?:py|s)?",
    "sl[au]gs?",
    "sluts?",
    "whores?",
    "nonces?",
    "paedos?",
    "retard(?:s|ed)?",
    r"spaz\w*",
    "spastics?",
    "chavs?",
    "pikeys?",
    "gyppos?",
    "poof(?:s|ters?)",
    "faggots?",
    "dykes?",
    "trann(?:y|ies)",
    "coons?",
    "golliwogs?",
    "mongs?",
)
_MILD = any_of(
    "bloody",
    r"bugger\w*",
    "damn(?:ed)?",
    "sod off",
    "tits?",
    "idiots?",
    "idiotic",
    "morons?",
    "stupid",
    "thick as",
    "pathetic",
    "losers?",
    "useless",
    "rubbish at",
    "hopeless at",
    "lazy",
    "embarrassing",
    "embarrassment",
    "flops?",
    "get a life",
    "needs? to grow up",
    "load of rubbish",
    "shut up",
    "(?:so|too|very|really|big|little|the) fat",
    "fatt(?:y|ies)",
    "ugly",
    "chubby",
    "dumb",
    "weirdos?",
    "freaks?",
    "slowest in",
    "worst (?:class|team|player|child|pupil|singer|reader)",
    "(?:run|throw|kick|cry|play)s? like (?:a girl|girls)",
    "man up",
    "boys will be boys",
    "can't tell the time",
    "not rocket science",
    "shame on",
    r"disgrac\w+",
    "clueless",
    "hasn't a clue",
    "jobsworths?",
    "can do one",
    "cry-?bab(?:y|ies)",
    "muppets?",
    "plonkers?",
    "(?:num|div)(?:pties|pty|vy|vies)",
    "(?:wally|wallies|prats?|pillocks?|twits?|wimps?|nerds?|geeks?|dunces?|airheads?|dopes?|clots?|"
    "snobs?|scumbags?|trash|swots?|drama queens?|snitch(?:es)?|tell-?tales?|show-?offs?)",
    r"low-?lifes?|arsed|moan(?:ing|ers?)|whing(?:e|ing|ers?)|wet lettuces?|losers|ate all the pies|"
    r"(?:a bunch|bunch|load) of \w+|hopeless|couldn't hit a|dozy|dopey|feckless|scroungers?|"
    "spineless|"
    "gutless|cretins?|imbeciles?|halfwits?|nitwits?|dimwits?|numb ?skulls?|thugs?|yobs?|"
    "brats?|hooligans?|"
    "sour ?puss|two[- ]faced|good riddance|shut (?:your|his|her|their) (?:mouth|face|trap)|"
    "no one likes|nobody likes|"
    "what a mess (?:she|he|they)|(?:shower|state) (?:of|we've got)|pull your finger out|"
    "grow a pair|get a grip",
    "butterfingers",
    "gobby|mouthy|gormless|scruffy|smelly (?:boy|girl|child|children|kids?)|brainless|spotty",
    r"(?:as )?(?:thick|dim|daft|dense|dumb|slow) as",
    r"built like \w+",
    "eats? like a",
    r"like (?:a )?(?:strangled|drowning|dying) \w+",
    "the (?:slow|thick|dim|weak) (?:ones?|kids?|children)",
    "worst (?:goalie|goalkeeper|\\w+er) ever",
    "(?:were|was|are|is) (?:a joke|a laughing stock|rubbish|awful|dreadful|hopeless|terrible) "
    "(?:on|at|in|as)",
    "wiped the floor with|(?:thrashed|hammered|humiliated|embarrassed) (?-i:[A-Z])\\w+",
    "class clown|two left feet|not the (?:sharpest|brightest)",
    "(?:some|certain|those|you) (?:parents?|mums?|dads?|families) (?:clearly |obviously "
    "|still |just )?"
    "(?:can't|cannot|don't|never|need|think|should|couldn't)",
    "(?:beyond|too (?:hard|difficult|much) for) (?:some|certain) (?:parents?|mums?|dads?|families)",
    "(?:could|can) be bothered|can't be bothered|couldn't be bothered",
    "(?:if|for those who) (?:you )?can(?:'t| not|not) read",
    "you know (?:who you are|we mean you)",
)
_THREAT = any_of(
    "make (?:you|them|him|her) (?:regret|pay|sorry)(?: it)?",
    "you(?:'ll| will) (?:regret|be sorry)",
    "(?:we|i) know where (?:you|they) live",
    "watch your back",
    "come and find you",
    "(?:we'll|we will|i'll|i will|gonna|going to) (?:get|hurt|hit|kill|smash|destroy) "
    "(?:you|him|her|them)",
    r"or else(?=\W*$)",
)
_BIRDS = "(?:blue|great|coal|long-tailed|marsh|willow|crested|bearded)"
_EXCEPT = any_of(
    f"{_BIRDS}[ -]tits?",
    r"tits? (?:and|or) (?:\w+ )?(?:robins?|finch(?:es)?|sparrows?|wrens?|blackbirds?)",
    "(?:robins?|finch(?:es)?|sparrows?|wrens?|blackbirds?) (?:and|or) tits?",
    "tom tits?",
    r"dick (?:whittington|king-smith|van dyke|turpin|bruna|barton)",
    "(?:spotted|moby)[- ]dick",
    "fat (?:balls?|cells?|controller|cakes?|feeders?|tuesday)",
    "ugly (?:duckling|sisters?|bug ball|bugs?|fish)",
    "bloody (?:mary|tower|assizes|sunday|chamber)",
    "little miss \\w+",
    "mr (?:stupid|lazy|rude|silly)",
    r"lazy (?:days?|sunday|river|summer|daisy)",
    "horrible histories",
    "(?:flip|belly|fosbury)[- ]flops?",
    "(?:offa's|wansdyke|the|van) dykes?",
    r"prick(?:s|ed|ing)? (?:out|your|the|a|his|her)",
    "finger pricks?",
    r"pancake tossers?",
    "slag heaps?",
    "maine coons?",
    "(?:winners?|gracious|good) (?:and|or|nor) losers?",
    "(?:no|good|gracious) losers?",
    "not (?:a )?losers?",
    r"(?:door)?knobs?(?= and \w+)",
    "door knobs?",
    "dumb ?bells?",
    "the (?:twits|muppets)",
)


def hurtful(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield threats and strong words as sure, mild ones as perhaps."""
    text = plain.text
    swapped = text.translate(_SIGNS)
    kept = [found.span() for found in _EXCEPT.finditer(text)]
    for found in _THREAT.finditer(text):
        yield Find(Kind.THREAT, found.start(), found.end())
    for pattern, sure in ((_STRONG, True), (_MILD, False)):
        read = chain(pattern.finditer(text), pattern.finditer(swapped))
        for found in {found.span(): found for found in read}.values():
            if not any(start <= found.start() < end for start, end in kept):
                yield Find(Kind.HURTFUL, found.start(), found.end(), sure=sure)
