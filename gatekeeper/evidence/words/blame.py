"""Who can be recognised, and what is laid at their door: the loose half of accusations.

The turns of `accusations.py` tell in one sentence. These are read together with the sentences
beside them, and what comes of it may be harmless.
"""

from __future__ import annotations

from gatekeeper.evidence.words.turns import any_of

_TRADES = (
    "Taxis|Roofing|Builders|Coaches|Catering|Caterers|Ltd|Limited|Buses|Cars|Services|"
    "Plumbing|Motors|Travel|"
    "Homes|Kitchens|Estates|Stores|Foods|Photography|Photos|Uniforms|Schoolwear|"
    "Construction|Cleaning|Cleaners|"
    "Dairies|Dairy|Bakery|Electrics|Windows|Scaffolding|Landscapes|Playgrounds|Printers|"
    "Garage|Minibuses|Hire|"
    "Solutions|Supplies|Tutors|Security|Fencing|Surfacing|Trampolines|Inflatables|Entertainments"
)
_SORT = (
    "driver|owner|mum|dad|parent|mother|father|nan|grandparent|bloke|man|woman|lady|lad|"
    "chap|gentleman|neighbour|"
    "resident|photographer|coach|referee|ref|umpire|linesman|helper|volunteer|firm|company|"
    "supplier|shop|builder|"
    "contractor|landlord|farmer|dog[- ]walker|lowlife|person|family|caterer|agency|tutor|"
    "entertainer|charity|club|"
    "opposition|manager|captain|cyclist|councillor|inspector|plumber|roofer|electrician|"
    "decorator|lot|people|team|side"
)
STRANGER = any_of(
    rf"(?-i:[A-Z])[\w'&-]+ (?:& )?(?:(?-i:[A-Z])[\w'-]+ )?(?-i:{_TRADES})",
    r"(?-i:[A-Z])\w+ (?:&|and) (?-i:[A-Z])\w+(?= (?:photo|cater|coach|build|clean|school))",
    r"(?:the|that|a certain|one|some|this|whichever|whoever|our|to the) (?:[\w'-]+ "
    f"){{0,4}}?(?:{_SORT})s?",
    r"(?:number|no\.?) \d+\w? (?:on|in|of|at)? ?(?-i:[A-Z])\w+",
    "(?:some|a|an|the) (?:absolute |complete |utter |total |real )?(?:lowlife|thief|thieves|"
    "vandals?|yobs?|idiots?|coward|cheats?|liars?)",
    "whoever (?:it (?:is|was)|did|took|broke|left|stole|parked|keeps|you are)|only one "
    "(?:helper|person|of (?:us|them))|somebody's (?:dad|mum|child|son|daughter|dog)",
    r"@[\w.]+",
)
"""Somebody, or a firm, whom readers could tell."""

BLAME = any_of(
    r"steal\w*|stole|stolen|pinched|nicked|thie(?:f|ves|ving)|rob(?:bed|bing)|vandal\w*|"
    "smashed up|trashed|wrecked",
    r"cheat\w*|lie[sd] (?:to|about)|lying|liars?|spreading (?:\w+ )?(?:lies|rumours|gossip)|"
    r"rumours|fraud\w*|scam\w*|con(?:ned|men)|rip(?:ped)?[- ]off|cowboys?|sharks|crooks?",
    "never (?:came|delivered|arrived|turned up|showed|paid|refunded|replied|returned|"
    "answered|apologised|touched|gave|sent)|didn't (?:turn up|show|deliver|pay|bother|"
    r"apologise)|no[- ]shows?|left (?:us|our \w+|them) (?:standing|waiting|stranded)|left "
    r"standing|being left|let (?:us|our \w+|them|you) down",
    "(?:our|the|your) (?:money|cash|deposit|takings)(?:'s| is| has| are| were)? (?:gone|"
    r"missing|\w+ short|vanished)|(?:£\d+|pounds) (?:short|missing|down)|had the (?:key|code|"
    r"tin)|out of pocket|owes? (?:us|our|you)|refund|overcharg\w+",
    "(?:you|we'll let you) do the maths|just saying|funny how|funny that|strange how|"
    "coincidence|draw your own|make (?:of that )?what you will|knows? (?:it|what (?:he|she|"
    "they) did)|who we think it is|we know who|on camera|cctv|got (?:you|your) (?:plate|"
    r"number|reg\w*)",
    r"avoid(?= ?[.!:]|$)|avoid (?-i:[A-Z])\w+|steer clear|don't (?:use|book|trust|touch|"
    "bother with)|won't be (?:using|back|booking)|never again|wouldn't recommend|one star|"
    r"worst|shocking|disgust\w+|appalling|shambolic|a shambles|useless|incompeten\w+|"
    r"hopeless|unprofessional|shoddy|botched|filthy|unsafe|dangerous\w*|reckless\w*|lethal|"
    "drunk",
    "(?:late|cold|broken|dirty|missing|wrong|cancelled|rude|closed|raw|off) (?:yet )?again|"
    "(?:third|fourth|fifth|second|umpteenth) time (?:this|in|running)|reckons?|disagrees|"
    "claims?|tell us (?:the|it|that)|so (?:he|she|they) says?|excuses?|supposedly|so-called",
    r"(?:shout|swear|scream|yell|spit|spat|swore|hit|push|shov|threaten)\w* (?:at|our|one of "
    r"our)|abus\w+|bull(?:y|ies|ied|ying)|harass\w*|intimidat\w+|racist|the police|been "
    "reported|reported (?:him|her|them|you|to)|solicitors?|hearing from us|or else|shame on|"
    "name and shame|should be ashamed",
    "(?:park(?:s|ed|ing)?|stopped|mounted|drove|driving|sped|speeding|block(?:s|ed|ing)) "
    r"(?:\w+ ){0,2}?(?:on|across|over|our|the|up|past|through|like|at)|zig-?zags|dog (?:mess|"
    r"poo|muck)|fly[- ]?tip\w*|dump(?:ed|ing)|broke (?:our|the|every|his|her|their)",
    "to blame|(?:his|her|their|your) fault|thanks to (?:him|her|them)|because of (?:him|her|"
    "them)|idiots?|morons?|selfish|lazy|greedy|ignorant|clown",
)
"""What is laid at somebody's door."""
