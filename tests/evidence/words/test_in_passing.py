"""What is told without being said: near misses first, then what must be asked about."""

from __future__ import annotations

import pytest

from gatekeeper.evidence.words.accusations import accusations
from gatekeeper.evidence.words.addresses import house_addresses
from gatekeeper.evidence.words.adults import families, private_details
from gatekeeper.evidence.words.birth_dates import birth_dates
from gatekeeper.evidence.words.links import accounts
from gatekeeper.evidence.words.messages import private_messages
from gatekeeper.evidence.words.missing_child import missing_children
from gatekeeper.evidence.words.plain import Finder
from gatekeeper.evidence.words.promises import commitments
from gatekeeper.evidence.words.sensitive import sensitive
from gatekeeper.evidence.words.telephones import telephones
from gatekeeper.evidence.words.views import views
from tests.evidence.words.finding import kinds


@pytest.mark.parametrize(
    ("finder", "text"),
    [
        (missing_children, "Everyone bar none had a go on the cello."),
        (missing_children, "Not one child went without a bonnet."),
        (missing_children, "All but one of our chicks has hatched!"),
        (missing_children, "Thirty out of thirty in Oak Class have read a book."),
        (missing_children, "One of our caterpillars has not moved all week."),
        (sensitive, "Scrooge met Tiny Tim and the poor children of London."),
        (sensitive, "Our new book is about a boy with a wheelchair."),
        (sensitive, "He's behind you! A panto in the hall."),
        (sensitive, "The children painted the wood behind the hall."),
        (accusations, "The giant stole the harp, and the man next door was hopeless."),
        (accusations, "The driver waved at us. What a lovely day."),
        (views, "Persuasive letters: homework should be banned!"),
        (views, "School council voted for a new bench."),
        (views, "Uniform should be labelled, please."),
        (commitments, "I promise to water the tadpoles, says our promise tree."),
        (commitments, "Year 4 are building bridges this week."),
        (private_details, "Our cook made a splendid roast."),
        (private_details, "The weather was poorly suited to cricket."),
        (families, "Whose hat is this?"),
        (families, "Her mum has got a job."),
        (private_messages, "Please don't send us a message here, ring the office."),
        (accounts, "Follow us on Instagram!"),
        (telephones, "ISBN 978-0-14-132480-0"),
        (birth_dates, "Birthday of Shakespeare, Stratford 26.4.1564"),
        (house_addresses, "Thank you to The Old Forge, and to everyone."),
    ],
)
def test_harmless_words_tell_nothing(finder: Finder, text: str) -> None:
    assert kinds(finder, text) == []


@pytest.mark.parametrize(
    ("finder", "text"),
    [
        (missing_children, "Every child in Year 2 dressed up. Every child but one."),
        (missing_children, "Twenty-nine smiles out of thirty in Oak Class."),
        (missing_children, "Somebody still goes home at lunch."),
        (missing_children, "Sorry for the fuzzy shapes, two families don't do photos!"),
        (missing_children, "We're only waiting on one family now."),
        (missing_children, "The three shall remain nameless."),
        (sensitive, "Our four fasting children spend lunch with a quiet book."),
        (sensitive, "Ten children with anxiety, ten jars of glitter."),
        (sensitive, "Well done to the boy who managed a whole week without biting."),
        (sensitive, "Thanks to our free school meals children."),
        (sensitive, "From P-scales to a whole page. Maya, we're in bits."),
        (accusations, "Our orders never came. A word on the photographer from Snaptastic."),
        (accusations, "The Hillside coach cheated with the clock and knows it."),
        (accusations, "Number 22 on School Lane has been shouting at our children."),
        (views, "In my book you can't call that a rehearsal."),
        (views, "Strike day tomorrow. Teachers are worth every penny."),
        (views, "Ofsted is lipstick on a pig."),
        (commitments, "No homework, ever. You have our word."),
        (commitments, "It's official: there will be a new climbing frame."),
        (commitments, "Every applicant will hear back from us."),
        (private_details, "Our cook tested positive, get well soon!"),
        (private_details, "New baby twins for one of our TAs."),
        (families, "Goodbye to our friend, whose mum has got a job in the Navy."),
        (families, "Maya is leaving us, because her dad lost his job."),
        (private_messages, "Missed the letter? Slide into our messages."),
        (private_messages, "Don't clog up the office, just drop us a DM."),
        (accounts, "Add our caretaker Colin on Facebook for tips."),
        (telephones, "Ring oh-one-six-three-two, 960 oh-double-seven."),
        (birth_dates, "Birthday wall! Maya 14.3.21"),
        (house_addresses, "Bags to The Old Forge, Pound Lane, before six."),
    ],
)
def test_what_is_told_in_passing_is_found(finder: Finder, text: str) -> None:
    assert kinds(finder, text)
