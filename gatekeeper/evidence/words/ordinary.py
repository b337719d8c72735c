"""Ordinary English words that are also first names, and the words that tags are made of.

The first list only keeps a word in *small letters* from being asked about. With a capital letter
every one of them is asked about, wherever it stands.
"""

from __future__ import annotations

_WORDS = """
    amber angel april archer aspen august autumn basil bear berry bill blaze blessing blue brook
    brooks buddy chance chase cherish cherry chip clay cliff clover comfort cook coral crystal daisy
    dale dash dawn dean delight destiny diamond divine dove duke early echo ember faith favour fern
    finch fisher flint flora ford forest fortune frank free gene gift ginger glory goodness grace
    grant gray green grey happy harmony haven hazel heath heather heaven hero holly honey honour
    hope hunter iris jack jade jean jersey jewel journey joyful juniper justice king lane lark
    laurel lavender legend liberty lily link lion long love lucky lyric magnolia many maple mark
    mason melody mercy merit merry miles miracle moon moss myrtle nick noble north nova ocean olive
    opal page patience peace peaches pearl penny pepper petal phoenix piper pixie poppy porter
    praise precious prince princess promise prosper prudence queen rain rainbow raven reed reef rich
    ridge river robin rock rocky rose rosemary rosy rowan royal ruby rush rusty saffron sage sailor
    saint sandy scarlet scout serenity shade shadow silver sing skip song sonny sparrow spirit
    spring star stone storm story success summer sunny swift teal testimony tiger treasure trinity
    true unique unity valentine victory violet wade walker ward warren wave will willow wing winter
    wisdom wolf wonder wren young
"""

ORDINARY = frozenset(_WORDS.split())

TAG_WORDS = (
    "congratulations",
    "happybirthday",
    "christmas",
    "birthday",
    "welldone",
    "goodluck",
    "congrats",
    "primary",
    "school",
    "super",
    "bravo",
    "class",
    "proud",
    "team",
    "love",
    "star",
    "year",
    "for",
    "our",
    "go",
)
"""They mark where a name may begin or end in a tag that is written without capitals."""
