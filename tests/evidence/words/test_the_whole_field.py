"""The whole field as a safeguarding lead thinks it through, in many voices; near misses first."""

from __future__ import annotations

import pytest

from gatekeeper.evidence.words.accusations import accusations
from gatekeeper.evidence.words.hurtful import hurtful
from gatekeeper.evidence.words.missing_child import missing_children
from gatekeeper.evidence.words.plain import Finder
from gatekeeper.evidence.words.sensitive import sensitive
from gatekeeper.evidence.words.views import views
from tests.evidence.words.finding import kinds

_INNOCENT: dict[Finder, str] = {
    sensitive: """
        Year 3 wrote about the planet Mars and its moons.
        Our phonics workshop for parents was full again.
        Welcome back everyone, we missed you!
        Attendance this week: 97 per cent across the school, well done all.
        The support from the crowd was wonderful.
        Doctors and nurses from the surgery read to Year 1.
        We learned how the heart pumps blood.
        Our caring Year 6s looked after the hens.
        We broke the record for the longest daisy chain.
        Year 2 explored Eid, Diwali and Hanukkah.
        The new reading corner is open.
        Children in Need: spots everywhere!
        Our second-hand uniform rail is open to everyone.
        Progress on the new hall is steady.
        What a lively group of dancers we have.
        The bird with the broken wing flew away.
        Thank you to all the mums and dads who came.
        Our therapy dog Biscuit visited the library.
        The moving van brought our new shelves.
        We are improving our garden.
    """,
    missing_children: """
        The rest of the day was spent baking.
        Most of the paint dried in time.
        A few of us teachers tried the zip wire.
        The youngest children led the procession.
        Our smallest seeds grew tallest.
        Everybody joined in the song.
        Nearly all the tickets have gone.
        Half of Year 4 sang and half danced.
        The oldest tree in the grounds came down.
        Ninety per cent of the shelves are full.
        The newest library books arrived.
        We all stayed dry in the tent.
        Nine out of ten for effort!
        Without the sun we would have no plants.
    """,
    hurtful: """
        We scored a silly goal and laughed.
        The ugly bug ball was a hit.
        Gracious in defeat, our team shook hands.
        The clowns were very funny.
        What a smashing day out.
        Some parents asked for the date.
        The rubbish was recycled by Year 5.
        Our worst fears about the rain did not come true.
        The monkeys at the zoo were noisy.
        It was a dull morning but we went anyway.
    """,
    accusations: """
        Mr Okoro broke the school record.
        Thank you to Swift Coaches for a smooth ride.
        The storm damaged our shed.
        Well done to the lads from Eastfield for a fair game.
        Harper Builders finished on time.
        Mrs Bako lost her voice after the singing.
        Dear Santa failed to fit down the chimney.
        We left our muddy boots by the door.
    """,
    views: """
        The council sent us fifty trees.
        Ofsted called our reading outstanding.
        We believe every child can shine.
        Our school council discussed plastic.
        It is about time we showed you the pond.
        Year 6 debated whether homework should be banned.
        Our MP opened the new library.
        The union jack flew over the hall.
        Funding for the pond came from the PTA.
    """,
}
_TOLD: dict[Finder, str] = {
    sensitive: """
        Maya starts her new treatment at the clinic on Tuesday.
        So brave after her stitches this week.
        He is back with us after a spell in a psychiatric ward.
        Two of our little ones are still in pull-ups.
        She wears her new glasses and eye patch with pride.
        His crutches did not stop him.
        One pupil has sickle cell and still ran.
        Our ADD boys loved it.
        She has been diagnosed at last.
        He takes tablets to help him focus.
        Only the lower ability group did the easier sheet.
        He is finally off the red reading band and onto yellow.
        She failed her phonics screening but never gave up.
        He has a learning support assistant all day.
        Her first words in English since arriving from Sudan.
        Thanks to the hardship fund he could join the trip.
        Her family could not afford the uniform.
        The food bank helped three of our families.
        He does not eat pork so he had the veggie roast.
        She is fasting this month and sat out PE.
        She took off her headscarf for swimming.
        He now lives with his nan.
        His parents have split up.
        Her mum is in custody.
        After her grandad's funeral she sang for us.
        He misses his daddy who is away with the army.
        They were evicted last week and are in a hostel.
        She has just become a big sister.
        His father lost his job at the factory.
        It was his first week without a sanction.
        She spent lunch in isolation.
        Once our naughtiest boy, now a prefect.
        From 62% attendance to 91%: what a turnaround.
        He was late every day last term.
        She scored 84 in her SATs paper.
        He is working towards the expected standard.
        She has caught up with her classmates at last.
        He cried every morning at drop-off.
        She has found this year hard at home.
        Her ex-carer came to watch.
    """,
    missing_children: """
        Nearly everyone passed their swimming badge.
        Almost all of the class brought their forms.
        The rest of the class stayed behind with Miss Lowe.
        A few of us didn't make the coach.
        Nine tenths of our class have finished; you know the others.
        29/30 children handed in homework.
        97% of Year 5 have paid.
        Everyone went, excluding two.
        With the exception of one boy, all wore costume.
        All of us save one got a certificate.
        Sadly one of our number had to stay home.
        You won't see him in this picture.
        Our class photo, minus somebody.
        Someone is missing from our line-up.
        Not everybody was able to come on the trip.
        The youngest in our class lit the candle.
        Our tallest boy held the flag.
        Our newest pupil comes all the way from Peru.
        Her being the sole girl on the team is no problem.
        Most children went; some stayed at school.
    """,
    hurtful: """
        What a bunch of cry-babies.
        Some parents clearly can't read a newsletter.
        Parking skills seem beyond certain mums.
        St Luke's were a joke on the pitch.
        He is built like a tank and eats like a pig.
        Butterfingers strikes again, worst goalie ever.
        She is as dim as they come.
        What a muppet!
        They sang like strangled cats.
        Even the slow ones managed it.
        Scruffy as ever, this one.
        We wiped the floor with Eastfield.
        Our class clown, the gobby one.
        If you could be bothered to turn up.
        What a plonker.
    """,
    accusations: """
        Swift Coaches never turned up. Our children stood in the rain for an hour.
        We booked Harper Builders. They took our money and vanished.
        Mr Dunn of Mill Lane parks across our gate every day.
        It is the fault of the council.
        Bright Photography lost all our pictures.
        The driver swore at our pupils.
        Avoid Bright Photography like the plague.
        Thanks to Mrs Hill next door our fair was stopped.
        The referee was biased.
        Fresh Catering made forty children ill.
    """,
    views: """
        It is a disgrace that our budget has been cut again.
        About time the government funded schools properly.
        We support the teachers' strike.
        We oppose academisation.
        Ofsted inspections are cruel.
        The council has let our community down.
        Cuts are destroying our schools.
        Get this lot out of Downing Street.
        Our children deserve better from ministers.
        Sats are pointless.
        We back the union in this dispute.
        Write to your MP and tell them enough is enough.
    """,
}


def _each(told: dict[Finder, str]) -> list[tuple[Finder, str]]:
    return [(f, line.strip()) for f, lines in told.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("finder", "text"), _each(_INNOCENT))
def test_an_innocent_sentence_is_let_be(finder: Finder, text: str) -> None:
    assert kinds(finder, text) == []


@pytest.mark.parametrize(("finder", "text"), _each(_TOLD))
def test_what_is_told_of_somebody_is_asked_about(finder: Finder, text: str) -> None:
    assert kinds(finder, text)
