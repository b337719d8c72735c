"""Posts as hypothesis makes them up, in the language of the cases; and one with nothing wrong."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gatekeeper.domain.dossier import Dossier
from gatekeeper.policy.cases.answers import SAID
from tests.checks.case_language import dossier

PUPILS = ("alfie", "bea", "carl")
ANSWERS = (
    *(f"pupil {pupil}" for pupil in PUPILS),
    "adult bako",
    "visitor Ann Ash",
    "visitor Ann Ash; asked by the office",
    "school Hillside",
    "school Hillside; e-mail of 12 November",
    "covered",
    "covered carl",
    "unrecognisable",
    "nobody",
    "stands",
    "roll-call roll-0",
)
assert {text.split()[0].rstrip(";") for text in ANSWERS} == set(SAID) - {"fine"}

USES = ("group", "portrait", "named")
CHANNELS = ("instagram", "linkedin")

people = st.sampled_from(["teacher", "deputy"])
answers = st.tuples(people, st.sampled_from(ANSWERS[:4]) | st.sampled_from(ANSWERS)).map(": ".join)
looks = st.fixed_dictionaries(
    {},
    optional={
        "seen": st.sampled_from(["face", "perhaps", "added", "from_behind"]),
        "height": st.sampled_from([20, 34, 36, 120]),
        "sharpness": st.sampled_from([3, 300]),
        "turn": st.sampled_from(["front", "half", "side", "unknown"]),
    },
)
faces = st.builds(
    lambda said, look: {"said": said} | look,
    st.lists(answers, min_size=1, max_size=1) | st.lists(answers, max_size=2),
    st.just({}) | looks,
)
"""Mostly one answer, mostly a pupil's name, often nothing odd about the face."""

CROPS = ([0, 0, 200, 600], [220, 0, 500, 600])
AGAIN = ([60, 110, 110, 110], [255, 95, 110, 120], [900, 0, 50, 50])
amiss = st.fixed_dictionaries(
    {},
    optional={
        "searched": st.booleans(),
        "unreadable": st.sampled_from(["", "This is a video."]),
        "carried": st.sampled_from([[], ["place", "time"]]),
        "left": st.sampled_from([[], ["place"]]),
        "finished": st.sampled_from([[], ["instagram"]]),
        "alt_text": st.sampled_from(["", "Children on a bench"]),
    },
)


@st.composite
def pictures(draw: st.DrawFn) -> dict[str, Any]:
    """Make a picture; what the second search found lies in what goes out."""
    picture: dict[str, Any] = {"faces": draw(st.lists(faces, max_size=4))}
    numbers = range(1, len(picture["faces"]) + 1)
    match draw(st.sampled_from(["as it is", "cropped", "covered", "found again"])):
        case "cropped":
            picture["crop"] = draw(st.sampled_from(CROPS))
        case "covered":
            picture["cover"] = [n for n in numbers if draw(st.booleans())]
            picture["again"] = draw(st.lists(st.sampled_from(AGAIN), min_size=1, max_size=3))
        case "found again":
            picture["again"] = draw(st.lists(st.sampled_from(AGAIN), max_size=2))
    return picture | draw(st.just({}) | amiss)


names = st.fixed_dictionaries(
    {
        "pupil": st.sampled_from(PUPILS),
        "text": st.just("Alfie"),
        "sure": st.sampled_from(["full", "first"]),
    }
)
rolls = st.fixed_dictionaries(
    {},
    optional={
        "by": st.sampled_from(["teacher", "deputy"]),
        "perhaps": st.lists(st.sampled_from(PUPILS), unique=True),
        "here": st.lists(st.sampled_from(PUPILS), unique=True, max_size=1),
    },
)
GIVEN = [f"{p} {u} {c}" for p in PUPILS for u in USES for c in CHANNELS]
masks = st.integers(1, 2 ** len(GIVEN) - 1)
given = st.builds(
    lambda one, two: [yes for bit, yes in enumerate(GIVEN) if (one | two) >> bit & 1], masks, masks
)
"""Each permission is given three times in four."""

whole = {
    "channels": st.sampled_from([["instagram"], ["linkedin"], ["instagram", "linkedin"]]),
    "pictures": st.lists(pictures(), min_size=1, max_size=2),
    "may": given,
    "adults": st.sampled_from([["bako instagram"], ["bako"]]),
    "names": st.lists(names, max_size=2),
    "roll_calls": st.lists(rolls, max_size=2),
}
broken = {
    "words": st.sampled_from(["", "Well done!"]),
    "groups": st.sampled_from([[], ["Year 4"]]),
    "comments_off": st.booleans(),
    "names_searched": st.booleans(),
    "trip": st.sampled_from([{"id": "zoo"}, {"id": "zoo", "back": True}]),
    "register": st.sampled_from([{"pupils": 0}, {"pupils": 9}, {"pupils": 9, "age": 3}]),
}
peopled = st.fixed_dictionaries(whole).map(dossier)
"""Posts full of people: nothing is amiss but who is shown, how, and who agreed."""
bare: dict[str, st.SearchStrategy[Any]] = {"channels": st.just([]), "pictures": st.just([])}
dossiers = st.fixed_dictionaries({}, optional=whole | broken | bare).map(
    dossier
) | st.fixed_dictionaries(whole, optional=broken).map(dossier)
"""Anything: with much missing, or with people and something amiss."""


def fine() -> Dossier:
    """Return a post that uses every kind of evidence, and against which nothing stands."""
    return dossier(
        {
            "words": "Well done, Alfie Penrose!",
            "names": [{"pupil": "alfie", "text": "Alfie Penrose"}],
            "pictures": [
                {
                    "faces": ["pupil alfie", "adult bako", "covered", "covered"],
                    "cover": [3, 4],
                    "alt_text": "A child and an adult",
                },
                {"faces": ["roll-call roll-0", "roll-call roll-0"], "alt_text": "Two children"},
            ],
            "roll_calls": [{"picture": 2, "perhaps": ["bea", "carl"]}],
            "may": ["alfie group", "alfie named", "bea group", "carl group"],
            "adults": ["bako"],
            "trip": {"id": "zoo", "back": True},
            "groups": ["Year 4"],
        }
    )
