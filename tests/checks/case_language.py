"""The language of `fixtures/cases`: a dossier in a few lines of TOML. `fixtures/cases/README.md`.

A key that is not known here is an error, so that no case can be about something it misspells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from gatekeeper.checks import singled_out_by_covering
from gatekeeper.checks.pupil_named_in_words import subject_of
from gatekeeper.domain.answer import Answer, How, RollCall, Said
from gatekeeper.domain.channel import ChannelName, ChannelRecord, Purpose
from gatekeeper.domain.dossier import (
    AdultPermission,
    Dossier,
    NameFound,
    RegisterState,
    SeenPicture,
    Sureness,
    Worker,
)
from gatekeeper.domain.face import FoundFace, Seen, Sighting, Turn
from gatekeeper.domain.history import history_of
from gatekeeper.domain.known_picture import Fate, SeenBefore
from gatekeeper.domain.permission import Permission
from gatekeeper.domain.phrases import key
from gatekeeper.domain.picture import (
    Box,
    Carried,
    Fingerprint,
    Original,
    Picture,
    PictureFacts,
    Recipe,
    Rendition,
)
from gatekeeper.domain.picture_text import Code, CodeKind, PictureText, TextLine
from gatekeeper.domain.post import Format, Post
from gatekeeper.domain.register import Use
from gatekeeper.domain.release import Published
from gatekeeper.domain.suggestion import Candidate, Suggestion, WhyAsk
from gatekeeper.domain.trip import Trip
from gatekeeper.domain.words import Kind, Passage
from gatekeeper.policy.channels import read_sheet
from tests.conftest import CHECKOUT

TODAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
LIMITS = tuple(
    read_sheet((CHECKOUT / "rules" / "channels" / f"{c}.toml").read_text("utf-8")).limits
    for c in ChannelName
)
SAID = {
    "pupil": Said.PUPIL,
    "adult": Said.ADULT,
    "visitor": Said.VISITOR,
    "school": Said.OTHER_SCHOOL,
    "covered": Said.COVERED,
    "unrecognisable": Said.UNRECOGNISABLE,
    "roll-call": Said.ROLL_CALL,
    "nobody": Said.NOBODY,
    "stands": Said.MAY_STAND,
    "fine": Said.FINE,
}
DONE = date(2026, 9, 7)
ON_RECORD: Mapping[str, Any] = {
    "risk_assessed": DONE,
    "review_by": date(2027, 9, 1),
    "approved_by_headteacher": DONE,
    "two_factor_seen": DONE,
    "linked_from_website": DONE,
    "school_email_seen": DONE,
    "notice_to_families": DONE,
    "notice_names_tool": DONE,
    "notice_names_audit": DONE,
    "tool_risk_assessed": DONE,
}
WORKERS = [
    {"id": "deputy", "uploads": True, "signed": DONE},
    {"id": "teacher", "wrote": True, "read": DONE},
]
PAST = ["2026-09-21 Farm", "2026-10-26 Farm"]
PURPOSE = ["celebrate learning", "families see the work"]
Case = Mapping[str, Any]


def dossier(case: Case) -> Dossier:
    """Return the dossier that a case describes."""
    fields = dict(case)
    fields.pop("name", None)
    fields.pop("expect", None)
    channels = tuple(ChannelName(c) for c in fields.pop("channels", ["instagram", "linkedin"]))
    pictures = [_Picture(n, dict(p), channels) for n, p in enumerate(fields.pop("pictures", []), 1)]
    names = fields.pop("names", [])
    trip = fields.pop("trip", None)
    wanted = fields.pop("wanted", None)
    post = Post(
        id="post",
        words=fields.pop("words", "Sports day was fun."),
        written_at=NOON,
        channels=channels,
        pictures=tuple(p.picture for p in pictures),
        wanted_at=None if wanted is None else NOON + timedelta(seconds=wanted),
        objective=fields.pop("objective", PURPOSE[0]),
        intended_outcome=fields.pop("intended_outcome", PURPOSE[1]),
        groups=frozenset(fields.pop("groups", [])),
        trip=trip["id"] if trip else None,
        elsewhere=fields.pop("elsewhere", ""),
        comments_off=fields.pop("comments_off", True),
        format=Format(fields.pop("format", "post")),
        also_on=frozenset(fields.pop("also_on", [])),
        location_tag=fields.pop("location_tag", ""),
        not_about=frozenset(fields.pop("not_about", [])),
    )
    rolls = tuple(_roll(n, r) for n, r in enumerate(fields.pop("roll_calls", [])))
    answers = tuple(a for p in pictures for a in p.answers)
    pupils = {a.who for a in answers if a.said is Said.PUPIL} | {n["pupil"] for n in names}
    pupils |= {pupil for roll in rolls for pupil in roll.perhaps | roll.here}
    may, agreed = fields.pop("may", []), fields.pop("adults", [])
    pupils |= {line.split()[0] for line in may}
    alike = frozenset(frozenset(pair.split()) for pair in fields.pop("alike", []))
    suggested = tuple(s for p in pictures for s in p.suggestions)
    reach = {c.pupil for s in suggested for c in s.candidates} | {p for pair in alike for p in pair}
    adults = {a.who for a in answers if a.said is Said.ADULT} | {a.split()[0] for a in agreed}
    made = Dossier(
        post=post,
        now=NOON,
        today=TODAY,
        pictures=tuple(p.seen for p in pictures if not p.forgotten),
        answers=answers,
        roll_calls=rolls,
        names=tuple(_name(n) for n in names),
        names_searched=fields.pop("names_searched", True),
        not_pupils=frozenset(map(key, fields.pop("not_pupils", []))),
        passages=tuple(_passage(p) for p in fields.pop("passages", [])),
        words_read=fields.pop("words_read", True),
        permissions=_permissions(sorted(pupils), may, channels),
        adults=_adults(sorted(adults), agreed, channels),
        called={person: person.title() for person in pupils | adults | reach},
        trip=_trip(trip) if trip and trip.get("known", True) else None,
        trips_under_way=tuple(map(_trip, fields.pop("under_way", []))),
        groups_shown=post.groups,
        history=history_of(map(_past, fields.pop("past", PAST)), TODAY),
        channels=_records(channels, **fields.pop("records", {})),
        purposes={
            ChannelName(name): Purpose(*said)
            for name, said in fields.pop("purposes", dict.fromkeys(ChannelName, PURPOSE)).items()
        },
        workers=tuple(_worker(**worker) for worker in fields.pop("workers", WORKERS)),
        register=_register(**fields.pop("register", {"pupils": 28, "age": 3})),
        suggestions=suggested,
        alike=alike,
        reach=tuple(p for p in _permissions(sorted(reach), may, channels) if p.use is Use.GROUP),
        rules_review_by=fields.pop("review_by", date(2027, 7, 31)) or None,
        seen_before=tuple(_seen_before(**seen) for seen in fields.pop("seen_before", [])),
        limits=LIMITS if fields.pop("limits", True) else (),
        school_name="Oakfield Primary",
    )
    said = [_answer(thing, 0, text) for thing, text in fields.pop("said", {}).items()]
    stands = fields.pop("stands", [])
    if fields:
        raise KeyError(f"unknown in a case: {sorted(fields)}")
    return replace(
        made, answers=(*made.answers, *said, *_about_words(made, names), *_stand(made, stands))
    )


class _Picture:
    """One picture of a case: what is posted, what was seen, what was answered."""

    def __init__(self, number: int, table: dict[str, Any], channels: Sequence[ChannelName]) -> None:
        self.number, self.digest = number, f"picture-{table.pop('same_as', number)}"
        faces = [dict({"said": f} if isinstance(f, str) else f) for f in table.pop("faces", [])]
        said = [face.pop("said", "") for face in faces]
        told = [_suggestion(f"{number}.{n}", face) for n, face in enumerate(faces, 1)]
        self.suggestions = tuple(s for s in told if s is not None)
        sightings = tuple(self._sighting(n, face) for n, face in enumerate(faces, 1))
        self.answers = tuple(
            _answer(sighting.id, n, text)
            for sighting, texts in zip(sightings, said, strict=True)
            for n, text in enumerate([texts] if isinstance(texts, str) else texts)
            if text
        )
        self.forgotten = table.pop("forgotten", False)
        self.seen = self._seen(table, sightings)
        about = [sightings[n - 1] for n in table.get("cover", [])]
        self.picture = self._posted(table, sightings, channels)
        self.answers += self._about_covers(table.pop("points_at", []), about)
        if table:
            raise KeyError(f"unknown in a picture: {sorted(table)}")

    def _about_covers(self, said: str | list[str], covered: list[Sighting]) -> tuple[Answer, ...]:
        subject = singled_out_by_covering.subject_of(self.picture, covered)
        texts = [said] if isinstance(said, str) else said
        return tuple(_answer(subject, minute, text) for minute, text in enumerate(texts))

    def _sighting(self, number: int, face: dict[str, Any]) -> Sighting:
        height = face.pop("height", 120)
        box = Box(*face.pop("box", (200 * number - 150, 100, height, height)))
        found = FoundFace(
            box,
            score=900,
            seen_by=("yunet",),
            seen=Seen[face.pop("seen", "face").upper()],
            sharpness=face.pop("sharpness", 300),
            turn=Turn[face.pop("turn", "front").upper()],
        )
        added_by = face.pop("added_by", None)
        if face:
            raise KeyError(f"unknown in a face: {sorted(face)}")
        return Sighting(f"{self.number}.{number}", "post", self.digest, number, found, added_by)

    def _seen(self, table: dict[str, Any], sightings: tuple[Sighting, ...]) -> SeenPicture:
        unreadable = table.pop("unreadable", "")
        credit = tuple(table.pop("credits", []))
        carried = Carried(tuple(table.pop("carried", [])), credits=credit)
        width, height = table.pop("size", [4000, 3000])
        facts = PictureFacts("image/jpeg", width, height, carried, Fingerprint("0" * 64, 100))
        text = _text(table)
        return SeenPicture(
            self.digest,
            facts=None if unreadable else facts,
            refusal=unreadable,
            faces_searched=table.pop("searched", not unreadable),
            search_refusal=table.pop("search_refusal", ""),
            no_names=table.pop("no_names", ""),
            sightings=sightings,
            text=None if unreadable else text,
            taken_at=table.pop("taken", None),
            metres_away=table.pop("metres", None),
        )

    def _posted(
        self, table: dict[str, Any], faces: tuple[Sighting, ...], channels: Sequence[ChannelName]
    ) -> Picture:
        crop = table.pop("crop", None)
        covers = tuple(faces[n - 1].face.box.grown(120) for n in table.pop("cover", []))
        patches = tuple(Box(*box) for box in table.pop("patches", []))
        left = tuple(table.pop("left", []))
        again = tuple(Box(*box) for box in table.pop("again", []))
        return Picture(
            Original(self.digest, table.pop("file", f"{self.digest}.jpg"), 1),
            Recipe(Box(*crop) if crop else None, covers, patches),
            alt_text=table.pop("alt_text", ""),
            renditions=tuple(
                Rendition(self.digest, ChannelName(c), f"{c}-{self.number}", 9, 9, 9, left, again)
                for c in table.pop("finished", channels)
            ),
        )


def _suggestion(sighting: str, face: dict[str, Any]) -> Suggestion | None:
    """Read `suggest`, each `pupil thousandths`, and `ask`; the gap follows from them."""
    names, ask = face.pop("suggest", None), face.pop("ask", [])
    if names is None:
        return None
    pairs = [name.split() for name in names]
    candidates = tuple(Candidate(pupil, int(close)) for pupil, close in pairs)
    first, second = (*(c.closeness for c in candidates[:2]), 0, 0)[:2]
    return Suggestion(sighting, candidates, first - second, tuple(WhyAsk[a.upper()] for a in ask))


def _text(table: dict[str, Any]) -> PictureText | None:
    """Read `text`, a line each, from the top; `codes`, each `kind: what it says`; `read`."""
    lines = tuple(
        TextLine(line, Box(100, 40 * n, 300, 30), 990)
        for n, line in enumerate(table.pop("text", []), 1)
    )
    said = [code.partition(": ") for code in table.pop("codes", [])]
    codes = tuple(
        Code(CodeKind[kind.upper()], says, Box(600, 100 * n, 80, 80))
        for n, (kind, _, says) in enumerate(said, 1)
    )
    read = table.pop("read", "all")
    return PictureText(lines, codes, read == "all") if read else None


def _answer(sighting: str, minute: int, text: str) -> Answer:
    """Read `[by:] kind [who] [; agreement] [| how]`."""
    text, _, how = text.partition(" | ")
    body, _, agreement = text.partition(";")
    by, colon, rest = body.partition(":")
    kind, _, who = (rest if colon else by).strip().partition(" ")
    return Answer(
        id=f"{sighting}-{minute}",
        post="post",
        sighting=sighting,
        said=SAID[kind],
        by=by if colon else "teacher",
        at=NOON + timedelta(minutes=minute),
        who=who.strip(),
        how=How[how.upper()] if how else How.SINGLY,
        agreement=agreement.strip(),
    )


def _roll(minute: int, roll: Mapping[str, Any]) -> RollCall:
    def pupils(key: str) -> frozenset[str]:
        return frozenset(roll.get(key, []))

    return RollCall(
        id=f"roll-{minute}",
        post="post",
        original=f"picture-{roll.get('picture', 1)}",
        groups=frozenset({"Year 4"}),
        absent=pupils("absent"),
        here=pupils("here"),
        not_here=pupils("not_here"),
        perhaps=pupils("perhaps"),
        by=roll.get("by", "teacher"),
        at=NOON + timedelta(minutes=minute),
    )


def _name(name: Mapping[str, Any]) -> NameFound:
    where, sure = name.get("where", "words"), Sureness[name.get("sure", "full").upper()]
    return NameFound(name["pupil"], where, name["text"], sure, name.get("around", name["text"]))


def _about_words(made: Dossier, names: Sequence[Mapping[str, Any]]) -> list[Answer]:
    """Return answers about names; `said_about` is the text as it was when somebody answered."""
    answers = []
    for found, name in zip(made.names, names, strict=True):
        if "said" in name:
            text = name.get("said_about", made.post.words)
            then = replace(made, post=replace(made.post, words=text))
            answers.append(_answer(subject_of(then, found), 0, name["said"]))
    return answers


def _passage(passage: Mapping[str, Any]) -> Passage:
    kind = Kind[passage["kind"].upper()]
    sure, who = passage.get("sure", True), passage.get("who", "")
    return Passage(kind, passage.get("where", "words"), passage["text"], sure, who)


def _stand(made: Dossier, stands: Sequence[str]) -> list[Answer]:
    """Read the text of a passage, or `beside:pupil`: somebody said that these words may stand."""
    subjects = [made.subject_of(passage) for passage in made.passages if passage.text in stands]
    subjects += [made.subject("words", about) for about in stands if about.startswith("beside:")]
    return [_answer(subject, 0, "stands") for subject in subjects]


def _permissions(
    pupils: Sequence[str], given: Sequence[str], channels: Sequence[ChannelName]
) -> tuple[Permission, ...]:
    """Read `pupil use [channel]`; whatever is not given is no."""
    yes = {tuple(line.split()) for line in given}
    return tuple(
        Permission(p, c, use, bool({(p, use.value), (p, use.value, c.value)} & yes))
        for p in pupils
        for c in channels
        for use in Use
    )


def _adults(
    adults: Sequence[str], given: Sequence[str], channels: Sequence[ChannelName]
) -> tuple[AdultPermission, ...]:
    return tuple(
        AdultPermission(a, c, a in given or f"{a} {c.value}" in given)
        for a in adults
        for c in channels
    )


def _seen_before(*, fate: str, bits: int, picture: int = 1) -> SeenBefore:
    return SeenBefore(f"picture-{picture}", Fate[fate.upper()], bits, NOON - timedelta(days=20))


def _register(*, pupils: int, age: int | None = None) -> RegisterState:
    return RegisterState(pupils, NOON, age)


def _trip(trip: Mapping[str, Any]) -> Trip:
    return Trip(
        id=trip.get("found", trip["id"]),
        name=trip.get("name", "Zoo"),
        place=trip.get("place", "Zoo"),
        groups=frozenset(trip.get("groups", ["Year 4"])),
        starts=NOON - timedelta(hours=4),
        ends=NOON - timedelta(hours=1),
        leader="teacher",
        all_back_at=NOON if trip.get("back") else None,
        news=tuple(trip.get("news", [])),
    )


def _records(
    channels: Sequence[ChannelName], only: str = "", **changes: date | str
) -> tuple[ChannelRecord, ...]:
    """Return the record of each channel, or of only one; an empty text is no day."""
    days: dict[str, Any] = {**ON_RECORD, **{name: day or None for name, day in changes.items()}}
    wanted = [channel for channel in channels if only in ("", channel)]
    return tuple(ChannelRecord(channel, "oakfield", **days) for channel in wanted)


def _worker(
    *,
    id: str,  # noqa: A002 - as the case writes it
    wrote: bool = False,
    uploads: bool = False,
    read: date | None = None,
    signed: date | None = None,
) -> Worker:
    return Worker(id, id.title(), wrote, uploads, read, signed)


def _past(line: str) -> tuple[date, Published]:
    """Read `day place` of a published post."""
    day, _, place = line.partition(" ")
    traits = {"place": place} if place else {}
    made = Published(line, "", ChannelName.INSTAGRAM, "", NOON, "deputy", "", traits=traits)
    return date.fromisoformat(day), made
