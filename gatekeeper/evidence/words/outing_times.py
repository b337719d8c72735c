"""Signs of the time of an outing, and of what speaks against one: it is over, or at school."""

from __future__ import annotations

from gatekeeper.evidence.words.turns import any_of

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|weds?|thurs?|fri|sat|sun)"
_MONTH = (
    "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    "(?:uary|ruary|ch|il|ust|ember|tember|ober)?"
)
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_TIME = (
    r"(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)?|(?:half|quarter)(?: past| to)? \w+|noon|lunchtime|"
    r"\w+ o'clock|the bell)"
)

AHEAD = any_of(
    "tomorrow(?:'?s)?|tmrw|tonight",
    rf"(?:next|this|this coming|coming|on|for|from|until|till|by|is|now|last|first) (?:{_DAY})",
    rf"(?:{_DAY})(?: (?:morning|afternoon|evening|lunchtime))?(?: {_TIME})?",
    "next (?:week|month|term|half[ -]term|year|weekend|stop|time|up)",
    "this (?:week|weekend|month|term|coming)|at the weekend|(?:new|first) (?:day|week) back",
    r"the \d{1,2}(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd|th)",
    rf"\d{{1,2}} {_MONTH}",
    rf"{_MONTH} \d{{1,2}}",
    rf"in {_MONTH}",
    rf"{_MONTH}",
    r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?",
    "after (?:half[ -]term|easter|christmas|the (?:holidays?|break|weekend|bank holiday))",
    "in the (?:new year|holidays|morning)|over half[ -]term",
    f"{_NUMBER} (?:more )?(?:sleeps?|days?|hours?|weeks?|school days?)(?= (?:to go|until|"
    "till|to|left|away|and counting|from|time|today|tomorrow))",
    "(?:more |only \\w+ |\\w+ )sleeps",
    "t ?-?minus(?: \\w+)*",
    "count(?:ing)?[- ]?down|counting (?:the )?(?:down|days|sleeps)|to go(?! (?:home|wrong))",
    f"(?:a|one|two) (?:week|fortnight|month)s?(?: from)? (?:today|tomorrow|now|{_DAY})",
    "this time (?:next|tomorrow)|coming (?:up|soon)|soon|not long now|any (?:day|minute) now",
    "in \\d+ (?:days?|weeks?|hours?)",
    "fortnight|last (?:day|week|thursday|friday) of (?:the )?(?:term|half)|first thing",
    "bright and early|at dawn|early start|half term",
)

COMING = any_of(
    r"will|\w+'ll|won't|going to|gonna",
    "(?:is|are|'re|'s) (?:going|off|heading|leaving|visiting|playing|taking|travelling|"
    "coming|hosting|performing|singing|meeting|walking|swimming|joining|staying|camping)",
    "goes|leaves?|begins?|starts?|about to",
    "(?:set|due|booked|invited|hoping|planning|looking forward|ready|chosen|picked|"
    "selected) (?:to|for|on|in)",
    "shall|can't wait|looking forward|here we come|(?:are you|get|getting|so|all|at the) ready",
    "ready for|wish (?:us|the|them|our)|(?:good|best of) luck|fingers crossed|remember|reminder",
    "don't forget|please|bring|wear|need(?:s|ed)?|must|should",
    "reveal\\w*",
    "announce\\w*",
    "excit(?:ed|ing|ement)|nerves?|butterflies|see you",
    "doors (?:open )?\\d",
    "volunteers?|welcome to|hope|off to|next stop|to be|for the (?:very )?first time|awaits?",
    "spend(?:s|ing)?|find out|learn to|practi[cs]ing|rehearsing|getting ready|preparing",
    "(?:we|they|you)'ve been invited",
)

NOW = any_of(
    "(?:right|just|so far|by) now|currently|at (?:the|this) moment|this (?:minute|second|very)",
    "as (?:we|i) (?:speak|type|write)|live|so far|still (?:no|waiting|going|here|dry|to)",
    "about to",
    "in \\d+ min\\w*",
    r"#?day ?(?:\d|one|two|three|four|five)(?: ?of ?\d)?|#day\w+|nighty? ?night|good ?night",
    "good ?morning from|(?:hello|hi|greetings|morning|evening|postcard) from",
    "(?:is|are|'re|'s|am|i'm) (?:\\w+ly )?(?:all |now |both |also |out |busy |still |"
    "currently |already ){0,3}\\w+ing",
    "(?:is|are|'re) (?:all |now |both |currently )?(?:out|away|off|at|in|on|here|up|under|"
    "inside|aboard|back (?:by|about|at))",
    "already|today|this (?:morning|afternoon|evening|lunchtime)",
    f"back (?:by|about|around|at) {_TIME}",
    f"home (?:by|about|around|at|a bit after) {_TIME}",
    "(?:new )?eta|on (?:our|their|the) way|wish you were here|lunch (?:with|stop|on|at|in)",
    "(?:tucking|settling|settled|snuggled|tucked) (?:in|into|down)|guess where",
    "here (?:we|they) are|look(?:ing)? who|somewhere (?:under|in|behind|on|near|among)",
    "first (?:stop|look|glimpse|impressions)",
    "(?:has|have|'ve) (?:just |now |safely |all |finally )*(?:arrived|landed|reached|made "
    "it|set off|left|checked in|stopped|met|found|spotted|seen|got|had)",
    "squashed",
    "(?:^|[.!?\\n] ?)\\w+ing (?:in|at|on|by|down|up|through|to|our|the)",
)

OVER = any_of(
    "yesterday(?:'?s)?",
    "last (?:night|week|month|term|year|weekend|half[ -]term|mon\\w*|tue\\w*|wed\\w*|"
    "thu\\w*|fri\\w*|sat\\w*|sun\\w*)(?! of)",
    "ago|(?:back|home|returned?|fresh) from",
    "(?:are|is|'re|all|were|got|safely|now|everybody|everyone|everyone's) (?:all |safely |"
    "both |safe |back )*(?:back|home)(?! (?:by|about|around|at|soon|for|in|before|a))",
    "came (?:home|back)|(?:slept|sang|sung) all the way (?:home|back)",
    "(?:what|was) (?:a|an) (?:\\w+ )?(?:day|trip|week|treat|visit|time|night)(?: out)?(?: "
    "(?:we|they|it) (?:had|was|were))?",
    "went|met|we (?:were|had|did|saw|got)|they (?:were|had|did|saw)|was|were|returned",
    "thank you (?:for having|again|to everyone who came)|(?:memories|looking back)",
    "still (?:hoarse|talking|buzzing|damp|picking)|(?:are|is) done|all done|done and dusted",
    "ended|loved|beaten|won|lost|drew|came (?:first|second|third|home)|finished|laid|visited",
    "sang|sung|played|stayed|spent|enjoyed|travelled|swam|ran|gave",
)

IN_SCHOOL = any_of(
    "video call|(?:on|by|over) (?:zoom|teams|video|skype)|online|virtual(?:ly)?|pen ?pals?",
    "inset|term dates|start back|stock ?cupboard|nativity|production|bonnet|(?:hall|"
    r"school), (?:on )?\w+day|open (?:morning|evening|day)s?",
    "in (?:our|your|their) (?:own )?(?:hall|garden|classroom|school|playground)|(?:ring|"
    "call|through) the office|without leaving",
    "families (?:are )?(?:warmly )?(?:welcome|invited)|parents welcome|everyone's invited|"
    "stay[- ]and[- ]play|tea party",
    "(?:the|our|school|in|this|that|your|small|main) hall|class(?:room)?s?|playground",
    "(?:school|our) (?:field|garden|pond|wood|kitchen|library|grounds|stage)",
    "the (?:field|pond|hive|carpet|classroom|corridor|mud kitchen|allotment|quad)|on site",
    "assembly|corridor|our wood|reading (?:corner|table|shed|area)|role[- ]play|small world",
    "display|cardboard|papier|carpet|wet play|breaktime|forest school(?! (?:at|in) )",
    "came (?:in )?to (?:us|school|visit|show|read|talk|see)|come to us",
    "(?:visited|visits|joined|joins|with) us|came in|popped in|dropped in",
    "(?:is|are|was|were|came|come|coming|pop|drop) in(?: (?:school|today|to))?(?= (?:to|for|"
    "school|today))",
    "workshop|spaghetti|made of|sports day|bear hunt|pretend",
    "imagin\\w+",
    "costume|the gate",
)

LESSON = any_of(
    r"noah's|the body|small intestine|great fire|volcano\w*|rivers?(?=,)|estuary|memories|"
    "persuasive|spaceship|experience student|how do",
    "topic|lessons?|learn(?:t|ed|ing) (?:about|how|that|to|all)|book|stor(?:y|ies)|chapter",
    "poems?|poetry|novel|author|writ(?:e|ing|ten|es)|wrote|read(?:ing)?(?! festival)|drew",
    "drawings?|paint(?:ed|ing|ings)?|built a|model|map|geography|history|maths|science|english",
    "phonics|grammar|spelling|map(?:s|ped)?|ancient",
    "captain \\w+",
    "in \\d{4}(?!-)",
    "born|king|queen|rabbit hole|bears?|space(?:ship| ship|craft|suit)?s?|rockets?|mars|moon",
    "planets?|amazon|arctic",
    "hot seat\\w*",
    "viking|felt",
)
