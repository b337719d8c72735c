"""What is private about an adult of the school, and how families are spoken of."""

from __future__ import annotations

from gatekeeper.evidence.words.turns import any_of

_HER = "(?:his|her|their)"
_BODY = (
    "(?:back|knee|hip|heart|foot|feet|ankle|shoulder|wrist|arm|leg|eyes?|hand|appendix|"
    "gall ?bladder|nerves|chest)"
)
STAFF = any_of(
    r"(?:one of our|our|a|the|her|his|another) (?:\w+ ){0,2}?(?:ta|teaching assistant|"
    "teacher|nqt|ect|caretaker|cook|chef|"
    "assistant|cleaner|secretary|business manager|site manager|senco|deputy|headteacher|"
    "governor|volunteer|"
    "lunchtime (?:lady|supervisor)|dinner lad(?:y|ies)|lollipop (?:lady|man)|crossing "
    "patrol|colleague|member of staff|staff member|librarian|coach|nurse)s?(?:'s)?",
    "one of our (?:tas|teachers|staff|team|colleagues|governors|own)",
)
"""A member of staff of whom no name is told."""

PRIVATE_OF_STAFF = any_of(
    "off (?:again|sick|poorly|ill|work|with|for (?:a while|the rest))|with (?:his|her|"
    f"their) {_BODY}|{_BODY} (?:operation|op|replacement|surgery|done|replaced)",
    r"recover(?:y|s|ing|ed)|recuperat\w+|on the mend|under the weather|illness|unwell|poorly|"
    "get well|get (?:both|all|them) well|wishing (?:him|her|them) well|speedy|feel better",
    f"test(?:ed|s) positive|covid|shingles|pneumonia|broken {_BODY}|broke {_HER}|fell (?:off|"
    "down)|operation|surgery|scan results?|in hospital|hospitalised|treatment|physio|signed "
    r"off|breakdown|burnt? out|stress\w*|menopaus\w+|hot flush\w*|hormone\w*|diet|slimming|"
    "weight loss|sober|rehab|hangover|hungover",
    "special care|premature|weeks early|due (?:in|on|any|date)|bab(?:y|ies)|twins|bump|on "
    r"the way|expecting|pregnan\w+|ivf|\d+ ?lbs?|maternity|paternity|adopt(?:ed|ing)|new "
    "arrival|little (?:brother|sister)",
    rf"los(?:t|s of|ing) {_HER}|grie\w+|condolences|sorry for (?:your|{_HER}) loss|bereave\w*|"
    "funeral|passed away|sending (?:so much |all our |our |lots of )?love",
    rf"{_HER} (?:wife|husband|partner|other half|fianc\w+|mum|dad|mother|father|son|daughter|"
    "kids|children|family|boyfriend|girlfriend|ex|new (?:man|woman|house|home|flat))",
    "wedding|tied the knot|got married|hitched|engaged|honeymoon|hen do|stag do|divorce|"
    r"separat\w+|split up|single|dating|valentine",
    r"happy \d\dth|\d\dth birthday|birthday|turns? \d\d|turned \d\d|big (?:four|five|six)[- "
    "]?oh?|years young",
    r"handed in (?:her|his|their) notice|resign\w+|leaving (?:us )?(?:because|due|after)|"
    r"suspend\w+|disciplin\w+|investigat\w+|sacked|redundan\w+|pay rise|interview (?:for|at)|"
    "nearer home|moving (?:house|in|to|home)|new (?:house|home|flat)|lives? (?:in|on|near|"
    "next|by|opposite)|neighbour",
    r"(?:in|at|down|outside) the (?-i:[A-Z])\w+ (?:Lion|Arms|Inn|Horse|Head|Crown|Bell)|"
    "local pub|(?:her|his) (?:church|mosque|faith|vote|politics)",
)
"""Private where an adult of the school is spoken of; always a question."""

RELATIVE = (
    "(?:mums?|mummy|dads?|daddy|mother|father|mam|nans?|nanny|gran(?:ny|ma|dad|dma|ddad|dpa|"
    "dmother|dfather)?s?|step-?(?:mum|dad)|"
    "(?:big |little |older |younger |baby |twin )?(?:brother|sister)s?|parents|famil(?:y|"
    "ies)|uncle|aunt(?:ie)?|cousin|carers?)"
)
TOLD_OF_FAMILY = any_of(
    rf"whose {RELATIVE}(?: \w+)? (?:is|are|was|were|has|have|had|got|works?|lost|left|died|"
    "just|lives?|serves?|plays?|came|runs?|owns?|makes?|used|passed|who|can)",
    r"(?:one of our|our) (?:\w+ )?(?:mums|dads|nans|grandads|parents|families) (?:\w+ "
    ")?(?:who|has|is|works|runs|lost|owns)",
    "(?-i:(?:since|because|when|after|while|now) (?:Dad|Mum|Nan|Grandad|Daddy|Mummy)) "
    "(?:lost|left|died|got|went|was|is|has|had|started)",
    r"(?:somebody|someone)'s (?:mum|dad|nan|gran\w*|brother|sister|parents)",
    r"(?:two|both) (?:mums|dads)(?! (?:and|bodies))",
)
"""Of a family, without a name beside it."""

OF_A_NAMED_CHILD = any_of(
    rf"{_HER} {RELATIVE}(?: (?-i:[A-Z])\w+)? (?:is|are|was|were|has|have|had|got|works?|lost|"
    "left|died|just|lives?|runs?|owns?|makes?|came|who|also|says?)",
    rf"{RELATIVE} of (?-i:[A-Z])\w+",
)
"""Of a family, in a post that names a pupil."""
