"""Signs of an outing, kind by kind: that children are away from school, and when.

No sign tells by itself; `outing.py` weighs those of a whole text. Those of time are in
`outing_times.py`.
"""

from __future__ import annotations

from gatekeeper.evidence.words.turns import any_of

_TIME = (
    r"(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)?|(?:half|quarter)(?: past| to)? \w+|noon|lunchtime|"
    r"\w+ o'clock|the bell)"
)

JOURNEY = any_of(
    "coach(?:es)?(?! (?:from|came|visited|taught|led))|mini-?bus(?:es)?",
    "(?:double[- ]decker|number \\d+) bus",
    r"(?:the|by|our|a|its|in|on) (?:bus|train|ferry|boat|tram|tube)|motorway|[ma]\d{1,3}",
    "services|lay-?by|on foot",
    r"walk(?:s|ing|ed)? (?:down|up|over|round|across|along|into|to)(?= )",
    "wander (?:down|up|over|round|to)|strolls?|hikes?|hiking|stretch our legs|crocodile line",
    "set(?:s|ting)? (?:off|out|sail)|depart(?:s|ing|ure)?",
    f"leav(?:e|es|ing)(?: \\w+){{0,2}}? at {_TIME}",
    "leav(?:e|es|ing) (?:school|oakfield|from)|en[- ]?route|on (?:our|their|the) way|on the road",
    "travel(?:s|ling)?|journey|eta|traffic|stuck (?:in|on|at)|running late|delay(?:ed|s)?",
    "pull(?:s|ed|ing) (?:in|up|out)",
    "(?:back|home) (?:here |at school |in school |at the (?:school )?gates? )?(?:by|about|"
    r"around|approx\w*|at|for|before|after|until|till|soon|a bit|late) ?(?:about |around "
    f")?(?:{_TIME})?",
    "back (?:at|in|to|on) (?:the )?(?:school|site|oakfield|playground|gates?)",
    "home(?:ward)? bound|homewards?",
    "(?:pick(?:ed)?[- ]?up|collect(?:ed|ion)?|drop[- ]?off) (?:is )?(?:from|at|by|there|point)",
    "meet(?:ing)? (?:us |there |them )?(?:at|outside|by|in) the|see you (?:there|at)",
    "seats? ?belts?|all aboard|boarding|passports?|head ?counts?",
    "tickets? (?:in hand|at the ready|please)",
    "travel sick\\w*",
    "sick (?:bags?|buckets?)|bags? (?:by|at) the door|walking bus|crossing the road|car ?park",
    "car pool\\w*",
    "lifts? (?:to|there)|drivers?|safely (?:there|here|arrived)",
)

OUTING = any_of(
    "trips?|outings?|excursion|residentials?|expedition|visit(?:s|ing)?(?: to| the| a)?|day out",
    "days? (?:out|away)|out (?:for the|all|today|and about)",
    r"away (?:game|match|fixture|day|at|to|in(?! a manger))|\(a(?:way)?\)",
    "(?:fixtures?|tournament|gala|festival|championships?|(?<!dead )heats?|finals?)",
    "camp(?:ing|site|fire)?|hostels?|lodge|dorm(?:s|itor(?:y|ies))?|cabins?|bunks?(?: beds?)?",
    r"bunk ?house|tents?|sleep(?:ing)? ?overs?|\w*hostel\w*|\w*residential\w*",
    r"(?:farm|beach|museum|zoo|castle|trip|camp|theatre|swim\w*|forest) ?(?:day|trip|life|week)s?",
    "school journey",
    "(?:taster|transition|induction|moving[- ]up|move[- ]up) (?:day|morning|visit)s?",
    "(?:big |new |their |the |our )+(?:new )?(?:secondary|high|senior|big|upper|middle) schools?",
    "swim(?:ming)?(?: lessons?| bags?| kit| gala| hats?)?(?! club)|swimmers",
    "rehears\\w+ (?:at|in) the",
    "perform(?:s|ing)? (?:at|in|to)|sing(?:s|ing)? (?:at|for|to) the|invited (?:to|by|along|us)",
    "young voices|host(?:s|ed|ing) (?:us|by)|first visit|let(?:ting)? .{0,20}(?:loose|visit)",
    "guess where|where (?:are|were|is|will) .{0,24}(?:going|off to|today|now|heading)|say where",
    "mystery (?:trip|tour|destination)|(?:big|great) adventure",
    "carol(?:s| singing| service) (?:at|in|round|for)",
    "(?:church|cathedral|easter|christmas|harvest|carol|christingle|leavers'?) service|off to",
    "we're off|are off|here we come|(?:heading|headed|bound|destined) (?:to|for|out|off|up|down)",
    "going (?:out|to (?:the|see|visit|meet|stay|play|watch|swim|sing|be))|next stop",
    "open(?:s|ing|ed)? (?:its|their) doors|guides? (?:is|are|was|showing|told)|rangers?",
    "instructors?|zoo ?keepers?|front row|curtain (?:up|goes up|rises)",
    "rows? [a-z](?: (?:to|and) [a-z])?|interval",
)

KIT = any_of(
    "packed lunch(?:es)?|lunch ?boxes|picnic(?:s| lunch| baskets?)?|sandwiches|wellies",
    "wellingtons|welly boots|waterproofs?|walking boots|sturdy shoes",
    "sun ?(?:cream|screen|hats?|block)|bucket hats?|caps?|ruck ?sacks?|back ?packs?",
    "swim(?:ming)? (?:kits?|bags?|things|costumes?|hats?)|trunks|towels?|goggles|kit lists?",
    "packing(?: lists?)?|pack(?:ed)? (?:your|a|their)|suitcases?|sleeping bags?|torch(?:es)?",
    "hard hats?|hi-?vis",
    "high[- ]vis\\w*",
    "steel toe\\w*",
    "spending money|pocket money|gift shop|life ?jackets?|buoyancy aids?|wetsuits?|helmets?",
    "harness(?:es)?|boots on|coats? on|warm (?:coats?|layers)|change of clothes",
    "spare (?:socks|clothes)|shoes that can get|water bottles?|buckets? and spades?|a bucket$",
    "shin ?pads|phones? (?:stay|at) home|medication|slips?|consent|letters? (?:in|home|out)",
    "volunteers? (?:for|to walk)|spare hands|helpers",
)

SIGHTS = any_of(
    "tide|sand|waves?|sea|shore|rock ?pools?|crabs?|seagulls?|gulls|fish and chips|ice creams?",
    "the view|views?|summit|top of (?:a|the)|hill(?:s|top)?|mountains?|valley|cliffs?|animals?",
    "lions?|tigers?|giraffes?|penguins?|elephants?|goats?|lambs?|tractors?",
    "\U0001f981",
    "\U0001f418",
    "\U0001f992",
    "\U0001f42f",
    "\U0001f427",
    "\U0001f68c",
    "\U0001f68d",
    "\U0001f3d4\ufe0f?",
    "⛺",
    "\U0001f3d5\ufe0f?",
    "\U0001f3d6\ufe0f?",
    "\U0001f3b3",
    "\U0001f3a2",
    "\U0001f682",
    "rafts?|raft[- ]building",
    "canoe\\w*",
    "kayak\\w*",
    "abseil\\w*",
    "zip ?wire|archery|climb(?:ed|ing)",
    "crate stack\\w*",
    "orienteering|gorge|high ropes|low ropes|night walk|campfire|marshmallows?|owls?|stars above",
    "very dark|pews?|vicar|altar|organ|stained glass|exhibits?|exhibitions?|galler(?:y|ies)",
    "dinosaurs?|mummies|actors?|stage|audience|residents?|day room|farmer|fire ?fighters?",
    "blue watch|mayor|judges?|opponents?|kick[- ]?off|lanes?|shallow end|deep end|lifeguards?",
)

QUIET = any_of(
    "(?:strangely|eerily|very|too|so|far too|unusually|awfully|oddly) (?:quiet|tidy|"
    "peaceful|empty|calm|still)",
    "quiet (?:in school|here|without|today)|peaceful|rattling around",
    "(?:corridor|classroom|school|building)s? .{0,20}(?:empty|quiet|tidy|without)",
    "without (?:them|year|y\\d|our)",
    "miss(?:ing)? (?:them|you|our)",
)
