"""The longer words of the page."""

from __future__ import annotations

IN_SHORT = (
    "What goes wrong with gatekeeper, the most frequent first. In brackets: how often, and "
    "within which bounds the true figure lies (95 %)."
)
FOR_CHILDREN = (
    (
        "A face that is not found is a child whom nobody is asked about. So finding is tuned "
        "to see too much rather than too little, whoever makes a post can add somebody, and "
        "the number of faces is shown to be counted."
    ),
    (
        "A wrong name never clears a child. Whatever these figures are, a name is a "
        "suggestion that a person takes or refuses, and a face without an answer stops the "
        "post."
    ),
    (
        "A child who may not be enrolled is not in the register, so the right answer for that "
        "face is: nobody. Where another child's name is suggested all the same, the person "
        "who answers has to refuse it."
    ),
    (
        "These networks were trained on photographs of adults. Children are harder to tell "
        "apart, so figures from pictures of adults are better than what a school will see. "
        "Measure on your own pictures before you rely on any of this."
    ),
)
MISSED = (
    "A face counts as found when the middle of what was found lies in the marked box, or a "
    "marked nose lies in it; one finding finds one person at most. The leading figure is for "
    "faces of 24 pixels and more, and for those whose height is not said: nobody is named by "
    "a smaller one."
)
BARS = (
    "Share of faces missed, by their height in pixels. Thin lines: 95 % intervals. Filled: "
    "gatekeeper; outlined: face_recognition; outlined in dashes: gatekeeper, quickly."
)
QUICK = (
    "“gatekeeper, quickly” is how an audit of what is published already looks: the slower of two "
    "detectors sees only places where the quicker one suspects a face. It clears nobody: what it "
    "finds is counted for people to look at. A post that is to go out is always looked at "
    "thoroughly."
)
FALSE = (
    "In pictures without people. Each is one question too many for whoever makes a post. "
    "gatekeeper calls those of which it is not sure “perhaps a face”; they are counted here "
    "like the others."
)
NEVER = (
    (
        "Whether the figures are alike for girls and boys, for every colour of skin, for "
        "glasses and headscarves: nothing of the kind is known about the pictures."
    ),
    ("People whom whoever marked the faces left out: backs of heads, profiles, the far row."),
    ("How children change: pictures of one person may have been taken on one day."),
    ("What a person does with a suggestion. That decides in the end."),
)
HOW = (
    (
        "Both sides saw the same upright pixels. A picture that one of them could not judge "
        "counts for neither and is counted above as left out."
    ),
    (
        "gatekeeper was measured with the functions that judge a post; face_recognition as "
        "its README says: HOG finder, one upsampling, one encoding a face, distance 0.6."
    ),
    (
        "A picture of one person may show others behind: the largest face, preferring the "
        "middle, is taken for the one whom it is of."
    ),
    (
        "Intervals hold 95 %. Faces and pictures that stand for themselves: Wilson. Wherever "
        "cases share people, people are drawn anew 400 times, all their cases with them; "
        "where no error was seen, Wilson over the number of people."
    ),
    (
        "Nothing that was measured of a face was written to a disk, and neither this page nor "
        "the figures behind it name anybody."
    ),
)
SAME = "the same command on the same pictures gives the same figures."
