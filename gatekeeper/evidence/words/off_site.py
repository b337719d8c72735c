"""Places as a school's posts name them: its own, and those that it cannot have itself."""

from __future__ import annotations

import re

from gatekeeper.evidence.words.turns import any_of

_FAR = (
    "(?:theme |safari |wildlife |water |country |skate |trampoline |animal )?park",
    "(?:swimming )?pool",
    "baths",
    "lido",
    "theatre",
    "beach",
    "seaside",
    "castle",
    "museum",
    "gallery",
    "zoo",
    "aquarium",
    "farm",
    "church",
    "cathedral",
    "minster",
    "mosque",
    "temple",
    "synagogue",
    "gurdwara",
    (
        r"(?:shopping|leisure|sports|science|garden|outdoor|activity|adventure|community|"
        "discovery|arts|visitor|town|city) centre"
    ),
    "stadium",
    "arena",
    "academy",
    "college",
    "(?:high|grammar) school",
    "town(?: (?:hall|square))?",
    "village hall",
    "market(?: (?:square|place))?",
    "(?:fire|police|railway|train|bus|lifeboat) station",
    r"(?:the|a|[\d.]+) (?:bus|coach|train|ferry)",
    "(?:tennis |netball )?courts",
    "bandstand",
    "rec(?:reation ground)?",
    "common",
    "woods?",
    "forest",
    "reservoir",
    "river",
    "lake",
    "canal",
    "harbour",
    "pier",
    "lighthouse",
    "(?:care|nursing) home",
    "high street",
    "cinema",
    "(?:ice )?rink",
    "bowling(?: alley)?",
    "camp(?:site)?",
    "hostel",
    "(?:county |agricultural )?show(?:ground)?",
    "university",
    "palace",
    "abbey",
    "(?:nature )?reserve",
    "moor",
    "planetarium",
    "observatory",
    "caves?",
    "caverns?",
    "supermarket",
    "airport",
    "golf (?:club|course)",
    "(?:cricket|rugby|football|tennis|athletics) (?:club|ground|track)",
    "roads?",
    "corner",
    "velodrome",
    "panto(?:mime)?",
    "circus",
    "carnival(?: parade)?",
    "tower of london",
    "gorge",
    "parliament",
    "aquaria|bird hide|boathouse|boating lake|bowling green|bridge|canyon|caravan park",
    "chapel|cliffs?|coast|concert hall|country house|dam|docks?|estuary|factory|ferry port",
    "fort|fountain|garden centre|hill ?fort|hotel|jetty|law courts?|leisure pool",
    "library in town|marina|meadows?|mill|mine|monument|motorway|nature trail|opera house",
    "promenade|quarry|quay|racecourse|riding (?:school|stables)|ruins|sailing club|sculpture trail",
    "ski slope|stables|stately home|tram|viaduct|vineyard|war memorial|waterfall",
    "guildhall|mandir|vihara|arboretum|allotments|vet's|bakery|restaurant|pizzeria|garage|surgery",
    (
        "hospital|barracks|air ?field|airbase|depot|recycling (?:centre|plant)|dairy|"
        "newsagent's?|bus stop"
    ),
    "(?:building|construction) site|community (?:plot|garden|hall|orchard)|plot|station|soft play",
    "arcade|amphitheatre|corn exchange|civic centre|auditorium|studios?|tor|crag|downs|dunes",
    "marsh(?:es)?|mere|island|isle|peak|nursing home|day room|residential home",
    "water ?park|wetlands?|youth club|youth hostel|zip ?wire",
)
_NO_PLACE = (
    "(?:Mr|Mrs|Miss|Ms|Dr|Year|Years|Reception|Nursery|KS|PE|English|Maths|Science|History|"
    "Art|Music|"
    "Christmas|Easter|Harvest|Diwali|Eid|Ramadan|Halloween|Advent|Arbor|Google|Instagram|LinkedIn|"
    "Facebook|Oakfield|Autumn|Spring|Summer|Winter|Term|World|Book|National|January|February|March|"
    "April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|I|INSET|SATs|Forest|Lego|Makaton|French|Spanish|German|Latin|"
    r"British|Roman|Viking|Tudor|Victorian)\b"
)
PROPER = rf"(?-i:(?!{_NO_PLACE})[A-Z])[\w'-]+"
_FAR_PLACE = any_of(
    "(?:to|at|in|into|from|round|around|through|near|on|by|outside|behind|beside|opposite|"
    "inside|via|up|down|along|"
    r"past|visit\w*"
    r"|exploring) "
    rf"(?:[\w'-]+ ){{0,4}}?(?:{'|'.join(_FAR)})",
    rf"{PROPER} (?:{PROPER} )?(?:Centre|Lodge|Manor|Grange|Hostel|{'|'.join(_FAR)})",
    r"away (?:at|to|on|against|match|game|fixture|this|next)",
    r"(?<=s )away",
)
_PLACE = re.compile(
    rf"(?<!\w)(?:(?<!thank you )(?<!thanks )to|at|in|visit(?:s|ing)?|round|around|for|up) "
    rf"(?:the )?{PROPER}"
    r"|(?<!\w)(?:residential|(?:school )?trip|outing|swimming lessons?|parkrun|cross[- ]country|"
    r"swimming gala|tournament)(?!\w)",
    re.IGNORECASE,
)
_OURS = any_of(
    "(?:visitors?|visit|officers?|students?|players?|authors?|poets?|actors?|musicians?|"
    r"people|friends|staff|volunteers?) from (?:[\w'-]+ ?){1,4}",
    r"(?:our|the school|school|the) (?:school )?(?:field|hall|playground|garden|gates?|library|"
    "kitchen|car park|pond|stage|reception|office|classrooms?|site|grounds|orchard|forest school|"
    "allotment|staff ?room|foyer|gym|canteen|dining hall|quad|courtyard)",
    r"(?:our|school|class|mini|pop-up) (?:(?!at |in |to |from )[\w'-]+ ){0,2}?"
    r"(?:pool|farm|museum|gallery|stalls?|pta|shop|"
    "woods?|woodland|theatre|zoo|market|cinema|beach)",
    "(?:at|in|to) our school",
    "(?:in|at|on|into|to|after|before|during|back (?:in|at|to)|round) "
    "(?:school|assembly|class|the classroom|their classrooms?|your classroom|class time|here)",
    "(?:at|to|round) oakfield(?! (?:park|road|farm|station|church|library))",
    "oakfield(?: primary)?'?s? (?:field|hall|playground|garden|library)",
    "on site",
    "(?:in )?(?:school|class) (?:hall|library|field)",
    "zoom|online|virtual(?:ly)?|(?:by|on a|over) video(?: call)?",
    "visit(?:s|ing|ors?)? (?:us|our school|school)",
    "(?:visiting|visitors?|coming (?:in )?to (?:us|see us|our school))",
    "workshop|open (?:morning|afternoon|evening|day)|parents' evening",
    "assembly|sports day|fete|fayre|book fair|disco|inset",
    r"(?:learn\w*|read\w*|writ\w+|book|story|lesson|topic|project|role[- ]play|pretend|model|"
    "paint\\w*|draw\\w*) (?:about|of|called|on)",
    "role[- ]play|imaginary|pretend",
)


def away_from_school(sentence: str) -> str:
    """Return a sentence without the places that are the school's own."""
    return _OURS.sub(" ", sentence)


def at_school(sentence: str) -> bool:
    """Whether a sentence puts what it tells on the school's own site, or into a lesson."""
    return _OURS.search(sentence) is not None


def far(text: str) -> bool:
    """Whether a place stands in it that the school cannot have itself."""
    return _FAR_PLACE.search(text) is not None


def off_site(text: str) -> bool:
    """Whether any place stands in it, once the school's own are taken out."""
    return far(text) or _PLACE.search(text) is not None
