"""What may tell of one pupil's private life, field by field: all of it is a question, never sure.

`PRIVATE` tells by itself; `OF_ONE` does only where one child, or a few, are spoken of.
"""

from __future__ import annotations

from gatekeeper.evidence.words.turns import any_of

_CHILD = "(?:child|children|pupils?|boys?|girls?|ones?|learners?|families)"
_WHOSE = "(?:his|her|their|whose)"
_PARENT = "(?:mum|dad|mummy|daddy|mam|mother|father|parents?|family)"
_KIN = f"(?:{_PARENT}|nan|nanny|gran\\w*|brother|sister|uncle|aunt\\w*|guardian)"

PRIVATE = any_of(
    # health
    "psychiatr\\w+",
    "camhs",
    "sickle cell",
    "cystic fibrosis",
    "hyperactiv\\w+",
    "(?:add|adhd|autistic|ocd) (?:boys?|girls?|kids?|children|pupils?)",
    "(?:been|was|is|were|being) diagnosed",
    "under the consultant",
    "pull-ups",
    "potty[- ]train\\w*",
    "still in nappies",
    "scabies|impetigo|threadworms?|ringworm|measles|scarlet fever",
    "eating disorder|anorex\\w+|depress(?:ed|ion)",
    "feeding tube|tube[- ]fed|catheter|insulin|ritalin|melatonin",
    # needs and attainment
    r"from \d+ ?% (?:attendance )?to \d+ ?%",
    f"(?:low(?:er|est)?|least|less)[- ](?:ability|able|attain\\w+)(?: {_CHILD}| group)?",
    "working (?:towards|below) (?:the )?(?:expected|age|national)\\w*",
    "greater depth (?:group|children|pupils)",
    "gifted and talented",
    f"(?:sen|send|eal|fsm|pp|vulnerable|disadvantaged) {_CHILD}",
    "mainstream (?:isn't|wasn't|was not|is not)",
    "educational psychologist",
    # money and home
    "hardship (?:fund|grant|payment)",
    "(?:couldn't|could not|can't|cannot|struggl\\w+ to) afford",
    "(?:food ?bank|food parcels?) (?:help\\w*|for|went)(?: \\w+){0,3}",
    "evict\\w+",
    "women's refuge",
    "child protection|safeguarding (?:concern|case|plan)",
    "custody|contact (?:centre|visits?)|care order|kinship care",
    "asylum[- ]seek\\w+|home office",
    f"{_CHILD} (?:whose|with) (?:no|absent|working|poor) {_PARENT}",
    # conduct and attendance
    "(?:naughtiest|worst[- ]behaved|most (?:difficult|challenging|disruptive)) \\w+",
    "(?:without|another|his|her|their|a|first) sanctions?",
    "internal exclusion|time[- ]out room|managed move|pupil referral",
)

OF_ONE = any_of(
    # health
    "treatment",
    "clinic",
    "stitches",
    "flu spray|vaccinat\\w+",
    "surgery",
    "physio\\w*",
    "crutches",
    "plaster cast",
    "(?:in|out of) plaster",
    "splints?",
    "eye patch",
    "(?:new )?glasses",
    "(?:in|on) (?:a|the|children's) ward",
    "tablets to",
    "(?:takes?|taking|on|off) (?:his |her |their )?(?:tablets|medicine|meds|pills)",
    "inhaler",
    "specialist",
    "condition",
    "illness",
    "injur(?:y|ies|ed)",
    "concuss\\w+",
    "fractur\\w+",
    "(?:cried|cries|crying|in tears|sobb\\w+|screamed|scream\\w+)",
    "(?:is|was|has been|being) (?:so |very )?(?:anxious|unwell|ill|poorly|fragile|withdrawn)",
    "therapy",
    "sensory (?:needs|overload|processing)",
    "stammer\\w*|stutter\\w*",
    "accident",
    # needs and attainment
    "learning support",
    "teaching assistant all",
    "(?:extra|additional|individual) (?:help|support|needs|tuition)",
    "phonics (?:screening|check|test)",
    "(?:red|pink|yellow|blue|green|lower|bottom|purple|orange) (?:reading |book )?"
    "(?:band|group|set|table)",
    "reading (?:band|level|score)",
    "(?:first|any|no|little|a word of) (?:words? )?(?:in |of )?english",
    "(?:scored?|got|gained) \\d+ (?:%|per cent|marks?|in|on) (?:(?:his|her|their) )?(?:sats|test)?",
    "(?:sats|spelling test|maths test|mock|11\\+|eleven[- ]plus)(?: results?| scores?| paper)?",
    "(?:caught|catch\\w*) up(?: with)?",
    "behind (?:in|with|his|her|their|the others)",
    # faith and custom
    "fast(?:ing|ed|s)",
    "(?:headscarf|hijab|turban|patka|kippah|burka|niqab)",
    "(?:(?:does not|doesn't|can't|cannot|never|not allowed to) eat|halal|kosher)",
    "(?:baptis\\w+|christened|first communion|bar mitzvah|bat mitzvah)",
    "mosque|synagogue|gurdwara|kingdom hall",
    # home
    f"(?:live|lives|living|stays?|staying|moved in) with {_WHOSE} {_KIN}",
    f"{_KIN} (?:have |has )?(?:split|separat\\w+|remarri\\w+|lost|left|died|moved out)(?: up)?",
    f"{_KIN} (?:is|are|was|were|who is) (?:[\\w']+ ){{0,2}}?"
    "(?:ill|away|in|out of work|unemployed|deported|detained|expecting|pregnant|deployed)",
    f"{_WHOSE} (?:{_KIN}'s )(?:funeral|death|illness|job|trial|sentence|ashes)",
    "funeral",
    f"{_WHOSE} (?:late|ex|foster|former) \\w+",
    f"{_WHOSE} ex-\\w+",
    f"(?:misses|missing|without) {_WHOSE} {_KIN}",
    "(?:hostel|refuge|b&b|council flat)",
    "arriv(?:ed|ing) from (?-i:[A-Z])\\w+",
    "visa",
    "(?:become|became|becoming) a (?:big|older) (?:brother|sister)",
    "(?:new )?baby (?:brother|sister)",
    "(?:at|from) home (?:life|problems|troubles)|hard at home|troubles? at home",
    "(?:(?:cares?|caring) for|looks after) (?:his|her|their) (?:mum|dad|brother|sister"
    "|mother|father|gran\\w*)",
    # conduct and attendance
    "in isolation",
    "sent (?:out|home|to the head\\w*)",
    "(?:once|used to be|formerly) (?:\\w+ ){0,3}(?:naught\\w+|trouble\\w*|diffic\\w+|disrupt\\w+)",
    "tempers?",
    "(?:\\d+ ?% |\\d+ per cent )?attendance",
    "late (?:every|each|most|again|to school)",
    "turn(?:ed)? (?:a corner|it around|things around|himself around|herself around)",
    "turnaround",
)
ONE = any_of(
    "he",
    "she",
    "his",
    "her",
    "him",
    "one (?:pupil|child|boy|girl|of our)",
    "(?:two|three|some|a few|several|certain) (?:of our )?(?:pupils|children|boys|girls"
    "|little ones)",
    "our (?:little|brave) (?:boy|girl|one|man|lad|lady)s?",
    "(?:this|that|a) (?:child|pupil|boy|girl|lad|young (?:man|lady))",
    "whose",
    "so brave",
)
