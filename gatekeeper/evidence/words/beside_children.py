"""What is private as soon as it is said of children: what they have, need or are kept from."""

from __future__ import annotations

import re

from gatekeeper.evidence.words.turns import any_of

_BELIEVERS = "(?:muslim|jewish|hindu|sikh|catholic|christian|buddhist|humanist|atheist)s?"
_FROM_AFAR = (
    "(?:ukrainian|syrian|afghan|romanian|albanian|kurdish|somali|iraqi|iranian|sudanese|nigerian|"
    "polish|bulgarian|roma|gypsy|traveller|hong kong)s?"
)
OF_SOME = any_of(
    # health
    "coeliacs?|diabetics?|asthmatics?|epileptics?",
    "poorly|unwell|in bed|in hospital|wheelchair\\w*|crutches|transplants?|kidney|tumours?|"
    "operations?|surgery|stitches|treatment|medicine|medication|tablets",
    "inhalers?|puffers|epi-?pens?|allerg\\w+|intoleran\\w+|(?:sick|vomiting|tummy) bugs?|norovirus|"
    "threadworms?|nits|pull-ups|nappies|toilet[- ]?train\\w*|wet(?:ting)? (?:the bed|themselves)",
    "anxi(?:ety|ous)\\w*|panic\\w*|meltdowns?|trauma\\w*|griev\\w+|grief|bereave\\w*|self[- "
    "]esteem|"
    "tearful|depress\\w+|mental health needs",
    "hearing[- ]impaired|visual(?:ly)?[- ]impair\\w+|partially sighted|tics|autis\\w+|adhd|"
    "dyslex\\w+|"
    "disab\\w+|syndrome|neuro-?di\\w+",
    # needs and attainment
    "nurture|elsa|thrive|(?:play|lego|drawing|art|music|speech) therap\\w+|counsel\\w+|senco|"
    "(?:calm|sensory|regulation|safe) (?:club|room|corner|space|den)",
    "send?|eal|fsm|pp|lac|pupil premium|ehcps?|1:1|one[- ]to[- ]one",
    "p[- ]scales?|re-?sit\\w*|re-?tak(?:e|ing)|booster|interventions?|catch[- ]?up|phonics "
    "(?:screening|check)",
    "(?:couldn't|could not|can't|cannot|unable to|not yet able to) (?:read|write|count|"
    "spell|speak|talk|sit|"
    "hold a pencil|swim a)",
    "(?:find|finds|found|finding) (?:\\w+ ){1,3}(?:tough|hard|difficult|tricky|too much|"
    "overwhelming)",
    "struggl\\w+|reluctant|weak(?:er|est)|slow(?:er|est)|bottom|low(?:er|est)[- ]\\w+|lower",
    "below (?:\\w+ )?(?:expect\\w+|average|age|standard)|behind(?! (?:you|the|a|our|us|them|"
    "it))|working towards|greater "
    "depth|expected standard|mocks",
    # money and home
    "free[- ]school[- ]meals?|without (?:a |any )?(?:breakfast|lunch|coats?|shoes|internet|"
    "a garden|a dad|a mum)",
    "hungry|afford|food ?banks?|food parcels?|hardship|poverty|poor|benefits|disadvantaged|"
    "vulnerable|in need(?! day)",
    "(?:lost|losing|lose|without|missing) (?:a|an|his|her|their) (?:mum|dad|mummy|daddy|"
    "mother|father|parents?"
    "|brother|sister|gran\\w*|nan|job|home|house)",
    "out of work|laid off|redundan\\w+|been through|evict\\w+|temporary (?:housing|"
    "accommodation)|homeless|refuges?|"
    "refugees?|asylum|new to (?:the country|england|english)|newly arrived|young carers?|in "
    "care|foster\\w*|adopted|"
    "looked[- ]after|social worker|separated|divorc\\w+|in prison|deport\\w+|forces|deployed",
    f"{_FROM_AFAR}(?= (?:pupils?|child|children|boys?|girls?|famil(?:y|ies)|learners?))",
    # faith
    f"fasting|ramadan|{_BELIEVERS}(?= (?:pupils?|child|children|boys?|girls?|famil(?:y|"
    "ies)))|jehovah'?s?",
    "(?:doesn't|don't|does not|do not|not allowed to|can't) (?:do|celebrate|sing|eat|take "
    "part|join in|pray|say|touch)"
    "(?! (?:it|that|so|this)\\b)",
    # conduct and attendance
    "biting|bites|hitting|kicking|punching|fighting|swearing|spitting|running (?:off|away)|"
    "lashing out",
    "kept in|(?:sticker|reward|behaviour) charts?|(?:lost|missed|losing|missing) (?:\\w+ "
    ")?(?:playtime|break|golden time)",
    "time[- ]?out|sent (?:home|out)|behaviou?r|naught\\w+|detention|on report|excluded|"
    "suspended|part[- ]time timetable",
    "never (?:a day |been |missed |had a day )?(?:off|late|absent|a day)|late (?:marks?|"
    "every)|lates|days? off|absences?",
)
"""Private when it stands close to children who are spoken of."""

KIDS = any_of(
    "children|child|kids?|pupils?|boys?|girls?|lads?|famil(?:y|ies)|learners?|readers?|"
    "little (?:ones?|man|lady)",
    "(?:group|gang|crew|club|bunch|lot|gaggle)(?! (?:work|photo of|reading))",
    "(?:these|those|our) (?:two|three|four|five|six|seven|eight|[2-9])",
    "somebody|someone|siblings?|twins?|classmates?|(?:one|some|a few|several) of (?:our|us|them)",
    "he|she|him",
    "our (?:little|brave|youngest|newest|dear) \\w+",
)

GAP = re.compile(r"^\W*(?:[\w'%,-]+\W+){0,6}$")
"""What may stand between the two: six words at most."""

BY_ITSELF = any_of(
    "attendance|100 ?% (?:so far|all|this|attend\\w*)|full attendance|never (?:a day |been |"
    "missed )?(?:off|late|absent|a day)",
    "p[- ]scales?|re-?sit\\w*|booster|interventions?|nurture|elsa|senco|ehcps?|pupil premium",
    "inhalers?|puffers|epi-?pens?|coeliac|poorly|in hospital|operation|surgery|therap\\w+|"
    "counsel\\w+",
    "fasting|kept in|behaviou?r|detention|biting|sticker charts?|reading age|mocks|greater "
    "depth|(?:lost|losing) (?:his|her) (?:mum|dad)",
)
"""Private in a sentence beside the one that names a pupil."""
