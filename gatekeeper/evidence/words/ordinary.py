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

_OF_THREE_LETTERS = """
    ace act add ado age ago aid aim air ale all and ant any ape apr apt arc are ark arm art ash
    ask ate aug awe axe bad bag ban bar bat bay bed bee beg bet bid big bin bit boa bob bow box
    boy bud bug bun bus but buy bye cab can cap car cat cow cry cub cue cup cut dab dad day dec
    den des dew did die dig dim dip doe dog don dot dry due duo dye ear eat ebb eel egg ego elf
    elk elm end era eve ewe eye fan far fat fax feb fee few fig fin fir fit fix flu fly foe fog
    for fox fri fry fun fur gag gap gas gem get gig god got gum gun gut guy gym had hag ham has
    hat hay hen her hey hid him hip his hit hob hog hop hot how hub hue hug hum hut ice icy ill
    imp ink inn ion its jam jan jar jaw jay jet job jog joy jug jul jun keg key kid kin kit lab
    lad lag lap law lay leg les let lid lie lip lit log lot low mac mad man map mar mat may men
    met mid mix mob mon mop mud mug mum nan nap net new nil nip nit nod nor not nov now nut oak
    oar oat oct odd off oil old one opt orb ore our out owl own pad pan pat paw pay pea peg pen
    pet pie pig pin pip pit pod pop pot pro pub pug put rag ram ran rap rat raw ray red rib rid
    rig rim rip rob rod rot row rub rug run rut sad sap sat saw say sea see sep set sew she shy
    sip sir sit six ski sky sly sob son sow spa spy sub sue sum sun tab tag tan tap tar tax tea
    ten the thu tie tin tip toe too top toy try tub tue tug two use van vet via vow wag war was
    wax way web wed wet who why wig win wit won wow yes yet you zap zip zoo
"""

ORDINARY = frozenset(_WORDS.split())
SHORT_AND_ORDINARY = frozenset(_OF_THREE_LETTERS.split())
"""Everyday words of three letters, days and months among them: any of them may be a name too."""

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
