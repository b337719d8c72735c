"""Views that are not the school's own (clause R4): somebody's, or a party's."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.opinions import OWN_VOICE, POLITICAL, PUBLIC, STRONGLY, WEIGHED
from gatekeeper.evidence.words.plain import Find, Plain
from gatekeeper.evidence.words.turns import any_of, sentences

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


_LESSON = any_of(
    "(?:mock|class|pretend) (?:election|vote|ballot|parliament)",
    r"debat(?:e|ed|ing|es)|persua\w+|philosoph\w+|descartes|learn(?:t|ed|ing)|lesson|assembly",
    r"stor(?:y|ies)|(?<!my )book|chapter|play|panto\w*|prime ministers|henry viii",
    r"year \d (?:think|say|wrote|asked|argued|voted|decided)",
)
_ASKED_OF_FAMILIES = any_of(
    r"please|bring|wear|send|label\w*|reminder|letter|form|arbor|website|newsletter"
)


def views(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield sentences with opinions; not a vote of the children, nor what somebody is quoted as."""
    lesson = _LESSON.search(plain.text) is not None
    political = POLITICAL.search(plain.text) is not None
    for start, sentence in sentences(plain.text):
        quoted = plain.text.count('"', 0, start) % 2 == 1 or '"' in sentence
        voting = _VOTE.search(sentence) and not _BALLOT.search(sentence)
        held = _OPINION.search(sentence) or (not lesson and _holds_a_view(sentence, political))
        if voting or (held and not quoted):
            yield Find(Kind.VIEW, start, start + len(sentence))


def _holds_a_view(sentence: str, political: bool) -> bool:  # noqa: FBT001 - of the whole post
    """Whether somebody speaks for themselves, or weighs what people hold views about."""
    if OWN_VOICE.search(sentence) or (political and STRONGLY.search(sentence)):
        return True
    weighed = PUBLIC.search(sentence) and WEIGHED.search(sentence)
    return weighed is not None and not _ASKED_OF_FAMILIES.search(sentence)
