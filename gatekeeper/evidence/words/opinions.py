"""What makes a sentence an opinion: somebody speaks for themselves, or weighs a public matter."""

from __future__ import annotations

from gatekeeper.evidence.words.turns import any_of

OWN_VOICE = any_of(
    "i (?:really |just |honestly |personally |do |still |also |for one )?(?:think|believe|"
    "reckon|feel|doubt|suspect"
    "|object|disagree|agree|support|oppose|hate|despair|refuse)",
    "i(?:'m| am) (?:sorry but|afraid|against|all for|sick of|fed up|tired of|no fan|not a "
    "fan|with (?:the|them))",
    "i(?:'d| would) (?:never|rather|vote|ban|scrap|love to see|like to see|argue|say that)",
    "(?:in|to) my (?:humble |honest )?(?:book|mind|opinion|view|experience|eyes)|imh?o|for "
    "my money",
    "from where (?:i|we) (?:sit|stand)|if you ask (?:me|us)|call me old[- ]fashioned|call "
    "us old[- ]fashioned",
    "(?:as|speaking as) an? (?:mum|dad|parent|teacher|head|christian|voter|taxpayer|"
    "governor|mother|father)",
    "my (?:own )?(?:two pence|two pennies'?|opinion|view|take|vote)|hot take|unpopular "
    "opinion|rant(?: over)?",
    "full stop(?! at)|end of(?= ?[.!]|$)|there,? (?:i|we)(?:'ve| have)? said it|enough said|"
    "say no more|just saying",
    "(?:i|we)(?:'m| are|'re) not (?:going to|being) (?:apologise|political)|sorry not sorry|"
    "you'll hear no moaning",
    "each to their own|common sense|let's be honest|let's face it|frankly|to be honest|"
    "quite honestly|we all know",
)
"""An opinion by itself, unless it stands in quotation marks."""

_POLITICS = (
    (
        "ofsted|inspect(?:ors?|ions?|orate)|sats|league tables?|phonics (?:check|screening)|"
        "national curriculum|report card"
    ),
    (
        "academ(?:y|ies|isation|y trusts?)|free schools?|private schools?|grammar schools?|"
        r"faith schools?|home[- ]school\w*"
    ),
    (
        "government|ministers?|prime minister|westminster|downing street|whitehall|politicians?|"
        "mps?|(?:education )?secretary"
    ),
    (
        "(?<!school )(?<!eco )(?:county |borough |town |city )?councils?(?! (?:of|reps?|"
        "members?|have chosen))|councillors?|mayor|local authority|county hall|dfe|department "
        "for education"
    ),
    (
        r"labour|tor(?:y|ies)|conservatives?|lib(?:eral)? dem\w*|greens?(?= (?:party|candidate|"
        "mp|vote))|green candidate|reform(?: uk)?|ukip|candidates?|election|polling|referendum|"
        "brexit|manifesto|ballot"
    ),
    (
        r"strikes?|striking|(?:teaching )?unions?|picket\w*|neu|nasuwt|pay (?:rise|offer|award|"
        "cut)|funding|cuts|budget|austerity|tax(?:es|payers?)?|vat"
    ),
)
POLITICAL = any_of(*_POLITICS)
PUBLIC = any_of(
    *_POLITICS,
    "smart ?phones?|phones?|tik ?tok|social media|screens?|vap(?:es|ing)|uniform|homework|"
    r"fines?|term[- ]time holidays?|immigra\w+|migrants?|asylum|palestin\w+|israel\w*|gaza|"
    "ukraine war|climate (?:strike|protest|emergency)|net zero|trans|pride|woke|gender|"
    r"abortion|monarchy|royals?|capital punishment|vaccin\w+|lockdowns?|halloween|jesus|"
    r"christmas|religion|gambling|fox hunting|vegan\w*",
    "bypass|new (?:estate|houses|development)|planning|low traffic|speed (?:limit|bumps?)|"
    r"library clos\w+|close our library|the profession",
)
"""What people hold views about."""

_PRAISE_AND_BLAME = (
    (
        "breath of fresh air|if only|about time|at (?:long )?last|finally some|hear,? hear|well "
        "said|spot on|better than|best (?:party|mp|candidate|leader)|can't call it|isn't "
        "something|no (?:decent|proper|sensible)|any (?:decent|proper|sensible|right)|real "
        "(?:teachers?|schools?)|actually (?:fund|care|listen)|vote (?:for|against|them|"
        "accordingly)|whoever you vote|get (?:them|him|her) out|stand (?:with|up|against)|"
        "support(?:s|ing)? (?:the|our|their)|fight(?:ing)? (?:for|against)|back(?:ing)? (?:the|"
        "our|them|their)|petition|write to your|make (?:a|some) noise|every penny|yet "
        "(?:another|again)|half a million|millions? (?:on|of)|(?:they|he|she)(?:'ve| have| "
        "has)? no (?:idea|clue)|proud to (?:oppose|say)|glad we're not|thank (?:god|goodness) we"
    ),
)
WEIGHED = any_of(
    "should(?:n't| not)?|must|ought|need(?:s)? to|has to|have to|got to go|deserves?|"
    "deserved|owes?|worth (?:every|it|more)|has no place|have no place|no place (?:in|for)|"
    r"ban(?:ned|ning)?|scrap(?:ped)?|ditch|abolish\w*|stop(?= (?:the|this))",
    r"wrong|right to|shame\w*|disgrac\w+|scandal\w*|outrage\w*|joke|shambles|madness|mad|"
    "nonsense|ridiculous|pointless|useless|cruel|toxic|unfair|broken|failing|failed|fails|"
    r"ruin\w*|betray\w*|clueless|out of touch|a waste|lipstick|shower|mess|farce|crisis|"
    r"starv\w+|obscene|disappoint\w+|appall\w+|awful|dreadful|stupid|daft|bonkers|barmy",
    *_PRAISE_AND_BLAME,
)
"""How they weigh it."""

STRONGLY = any_of(*_PRAISE_AND_BLAME)
"""Enough anywhere in a post about politics."""
