"""Ordinary posts in which none of the readers of tone and place finds anything.

And posts that tell where children are, as schools write them.
"""

from __future__ import annotations

import pytest

from gatekeeper.evidence.words.accusations import accusations
from gatekeeper.evidence.words.hurtful import hurtful
from gatekeeper.evidence.words.missing_child import missing_children
from gatekeeper.evidence.words.promises import commitments
from gatekeeper.evidence.words.sensitive import sensitive
from gatekeeper.evidence.words.views import views
from gatekeeper.evidence.words.whereabouts import whereabouts
from tests.evidence.words.finding import kinds

READERS = (whereabouts, sensitive, missing_children, hurtful, accusations, commitments, views)


@pytest.mark.parametrize(
    "text",
    [
        "Our Year 4 team finished third at the Eastfield cross-country. Well done all!",
        "Thank you to Tesco for the donation; our gardeners will plant on Monday.",
        "Year 2 are learning about the Great Fire of London this week.",
        "Year 5 start their topic on Ancient Greece on Monday.",
        "Parents' evening is on Tuesday 10th in the hall.",
        "We are closed on Monday for INSET. See you on Tuesday!",
        "The book fair comes to school next week.",
        "PTA disco this Friday 6-8 in the hall. Tickets at the office.",
        "Year 6 performed Oliver at the Playhouse last week: what a show!",
        "Come along to our summer fair on Saturday 12-3! Stalls, games and a bouncy castle.",
        "This afternoon we planted seeds in our garden.",
        "On Thursday we will celebrate World Book Day. Come as your favourite character!",
        "Reception are enjoying the sunshine on our field today.",
        "Our new Reception children start on Monday. Welcome!",
        "Swimming was great: 22 badges at Wellfield Pool last term.",
        "Our harvest assembly is on Friday at 9, families welcome.",
        "Bring your own mug to the coffee morning on Wednesday in the library.",
        "We are having a lovely time making castles from boxes.",
        "Year 3 have been to the Roman Museum and are making mosaics this week.",
        "Happy half term everyone! Back on Monday 2nd.",
        "Year 4 built bridges today and tested them on the playground.",
        "Our Christmas play is on Tuesday at 2 and 6 in the school hall.",
        "Join us for a Macmillan coffee morning on Friday at 9.",
        "In PE this week Year 1 are throwing and catching.",
        "We are so proud of our Year 6s, off to secondary school in September!",
        "Welcome to the Spring term! This week Year 2 meet the Owl Babies.",
        "Today we said hello to our visitors from Kenya.",
        "Science week starts on Monday: slime, and a visit from the planetarium dome in the hall.",
        "The Year 5 cake sale in aid of the air ambulance is on Friday at the gate.",
        "A reminder that reading records go home on Fridays.",
        "Our chess players meet every Monday in Year 4's classroom.",
        "Remembrance: Year 6 lay a wreath at our school memorial on Wednesday.",
        "What a fantastic week Year 4 have had!",
        "Thank you to our PTA for raising £1,200.",
        "Our children are so proud of their work on inclusion.",
        "All of Year 2 took part, and everyone had a go on the drums.",
        "We are looking for a SEND teaching assistant, closing date Friday.",
        "The whole school said thank you to Mrs Bako.",
        "World Book Day: Horrid Henry, Fantastic Mr Fox and The Twits came to class.",
        "Our football team lost 3-2 but played brilliantly.",
        "Anti-bullying week: we talked about what a bully is.",
        "Maya read beautifully in assembly.",
        "Year 5 debated: should the council build a bypass?",
        "We think the sunflowers are as tall as Mr Haddad.",
        "I think therefore I am, said Year 6 in philosophy.",
        "The King came to see Year 6 in their Tudor costumes.",
        "A stolen crown, a cheating dragon: Year 3's story machine.",
        "Tickets £3, children free, at the door.",
        "A huge thank you to Asda, who gave us £500.",
        "We will be learning about money: 5p, 10p and £2.",
        "Congratulations to our new house captains.",
        "Only three sleeps until our show!",
        "The only way is up! Our balloons flew.",
        "It was raining cats and dogs but all of us got wet except the ducks.",
        "It's Autism Acceptance Week and we wore odd socks.",
        "Our nurse visited to talk about asthma and inhalers.",
        "Children in Need day: wear spots, bring £1.",
        "Our girls' team is on fire.",
        "Two of our Year 6s are going to be mentors.",
        "Reception used the hospital role-play corner today.",
        "Maya and friends sold cakes for the hospice.",
        "Maya learned to sign for our deaf awareness day.",
    ],
)
def test_nothing_is_found_in_an_ordinary_post(text: str) -> None:
    assert [found for reader in READERS for found in kinds(reader, text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Year 6 have arrived safely at PGL. Beds made!",
        "Our Year 3 children are at the pantomime this afternoon.",
        "We're off! 60 excited children heading to the Tower of London.",
        "Bon voyage Year 6, have a great week in Normandy!",
        "Next Tuesday, Year 1 walk to St Peter's Church for their harvest service at 10.",
        "Cricket festival tomorrow at Eastfield Recreation Ground. Good luck to our Year 5 team!",
        "Reminder: Forest school for Year 2 takes place at Bluebell Woods on Wednesday.",
        "Good luck to our netball team, who travel to Hillside Academy on Thursday.",
        "Carols at the care home this Friday at 2pm with our choir.",
        "Our children will be performing at the town hall on Saturday evening.",
        "The coach leaves at 8 on Monday for Cheddar Gorge. Year 5, don't be late!",
        "We'll be at Jubilee Park all day on Friday for the athletics championships.",
        "Year 4 swimming is at 1.15 every Thursday at the leisure centre.",
        "After-school football is on Mondays at the rec until 5.",
        "Chess club meets at the village hall each Wednesday.",
        "Having a fab time at Longleat! Monkeys everywhere.",
        "Currently stuck in traffic on the M5, Year 6 back at about 5.",
        "Two of our pupils are at the Royal Albert Hall tonight singing with Young Voices.",
        "Our Eco Council is litter-picking at Mill Beach on Sunday morning, join us!",
        "Year 5 will stay at Beaudesert Park Farm from 8th to 10th June.",
        "Today Year 3 are at the Natural History Museum.",
        "Trip day! Year 1 are in London seeing the sights.",
        "Our tag rugby squad will play in the finals at Twickenham next week.",
        "Half way up Snowdon with Year 6!",
        "Sandwiches eaten, feet wet, heading to the beach next.",
        "Catch our samba band in the carnival parade down the High Street on Saturday.",
        "Year 6 cycle to the skate park after school on Fridays.",
        "It's quiet here: KS2 are at the theatre.",
    ],
)
def test_where_children_are_is_found_in_other_words_too(text: str) -> None:
    assert any(kind.startswith("THERE_") for kind in kinds(whereabouts, text))
