"""Every seam on one page: what the desk needs from the outside, as Protocols.

`version` of an evidence port names everything that can change its result (library, model
digests, parameters): it is part of the cache key and of a decision's basis.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from gatekeeper.domain.answer import Answer, RollCall
from gatekeeper.domain.biometrics import Gallery, Portrait, Template
from gatekeeper.domain.channel import ChannelName, ChannelRecord
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.dossier import NameFound
from gatekeeper.domain.evidence import FaceSearch, Reading
from gatekeeper.domain.face import FoundFace, Sighting
from gatekeeper.domain.ledger import Entry
from gatekeeper.domain.people import Device, Person, PublicKey, Scheme, Setup, StandIn
from gatekeeper.domain.picture import Box, PictureFacts, Recipe
from gatekeeper.domain.post import Version
from gatekeeper.domain.register import Adult, Bar, Consent, Pupil, RegisterImport
from gatekeeper.domain.release import Grant, Published, Recall, Task
from gatekeeper.domain.rules import Adoption
from gatekeeper.domain.sign_off import Request, Return, SignOff, Submission
from gatekeeper.domain.suggestion import Suggestion
from gatekeeper.domain.trip import Trip

T = TypeVar("T")


class Clock(Protocol):
    """Tells the time; tests hand in a frozen one."""

    def now(self) -> datetime:
        """Return the present moment, with UTC as its zone."""


# --- evidence ------------------------------------------------------------------------------


class PictureReader(Protocol):
    """Opens an uploaded file within limits of size, pixels, frames, memory and time."""

    @property
    def version(self) -> str:
        """Everything that can change what is read."""

    def read(self, data: bytes, filename: str) -> PictureFacts:
        """Return the facts of one still picture.

        Raises:
            PictureRefused: with a sentence for the person who chose the file.
        """


class FaceFinder(Protocol):
    """Finds every face in a picture."""

    @property
    def version(self) -> str:
        """Detectors, model digests, parameters."""

    def find(self, data: bytes) -> tuple[FoundFace, ...]:
        """Return all faces of the upright picture, left to right; boxes in its pixels.

        Raises:
            CouldNotCheck: a model is missing or altered, or the search did not finish.
        """

    def find_again(self, jpeg: bytes) -> tuple[Box, ...]:
        """Search a finished file once more at a lower threshold; boxes in the file's own pixels."""


class FaceMatcher(Protocol):
    """Measures faces and says whom they resemble. Called only where the lock allows it."""

    @property
    def version(self) -> str:
        """Networks, model digests, parameters: templates of another version are not compared."""

    def portrait(self, data: bytes) -> Portrait:
        """Return the templates and the reference picture of the one child in a picture.

        Raises:
            PictureRefused: no face, two faces, too small, blurred or turned; the sentence says
                which, and what picture would do.
            CouldNotCheck: a model is missing or altered.
        """

    def reference(self, data: bytes) -> bytes:
        """Return the reference picture alone; nothing is measured, so the lock may be shut.

        Raises:
            PictureRefused, CouldNotCheck: as `portrait`.
        """

    def resembling(self, templates: tuple[Template, ...], gallery: Gallery) -> tuple[str, ...]:
        """Return the pupils (ids) who are too like these templates to be told apart by them."""

    def suggest(
        self, data: bytes, faces: Mapping[str, Box], gallery: Gallery
    ) -> tuple[Suggestion, ...]:
        """Compare the faces of one picture with the gallery; one suggestion a face, in its order.

        `faces` maps sightings' ids to boxes in pixels of the upright picture. Nobody comes first
        for two faces. What was measured of the faces is kept nowhere.

        Raises:
            CouldNotCheck: a model is missing or altered, or templates are of another version.
        """


class RenditionMaker(Protocol):
    """Makes the finished file for a channel, and pictures for a person to look at."""

    def make(self, data: bytes, recipe: Recipe, channel: ChannelName) -> bytes:
        """Return a JPEG without any metadata, cropped, covered and within the channel's limits."""

    def metadata_left(self, jpeg: bytes) -> tuple[str, ...]:
        """Return plain names of whatever metadata a finished file still holds; empty is right."""

    def size(self, jpeg: bytes) -> tuple[int, int]:
        """Return width and height in pixels."""

    def numbered(
        self, data: bytes, sightings: tuple[Sighting, ...], marks: Mapping[str, str]
    ) -> bytes:
        """Return a JPEG of the upright original with a numbered box for each sighting.

        `marks` maps a sighting's id to `open`, `fine`, `no` or `perhaps`, told apart by the
        box's shape and line as well as by colour.
        """


class NameFinder(Protocol):
    """Finds pupils' names in words."""

    @property
    def version(self) -> str:
        """Everything that can change what is found."""

    def find(self, texts: Mapping[str, str], pupils: tuple[Pupil, ...]) -> tuple[NameFound, ...]:
        """Return every name of a pupil; `texts` maps where (`words`, `alt text 1`) to the text."""


# --- keys ----------------------------------------------------------------------------------


class Signer(Protocol):
    """A private key that was unlocked for one step."""

    @property
    def key(self) -> str:
        """The id of its public key."""

    def sign(self, message: bytes) -> bytes:
        """Return the proof over a message."""

    def unseal(self, sealed: bytes) -> str:
        """Open a text that was sealed to this key's holder."""


class Keyring(Protocol):
    """Makes and unlocks private keys, checks proofs, seals texts to DSLs."""

    def create(self, holder: str, passphrase: str) -> PublicKey:
        """Make a key for a person or device and keep its private half under the passphrase.

        `enrolled_at` and `enrolled_by` of the result are filled in by the deed that enrols it.
        """

    def unlock(self, key: PublicKey, passphrase: str) -> Signer:
        """Return the signer.

        Raises:
            NotAllowed: the passphrase is wrong or the key is not on this machine.
        """

    def recovery(self) -> tuple[str, str]:
        """Make a recovery pair for the safe: (recipient, secret to print once)."""

    def verifies(self, scheme: Scheme, public: bytes, message: bytes, proof: bytes) -> bool:
        """Whether the proof over the message was made with this key."""

    def seal(self, text: str, recipients: tuple[str, ...]) -> bytes:
        """Seal a text to some recipients; only they can open it."""


# --- records -------------------------------------------------------------------------------


class Shelf(Protocol[T]):
    """All values of one noun, append-only: a change is a new version of the same id."""

    def get(self, item_id: str) -> T | None:
        """Return the newest version of an item."""

    def version(self, item_id: str) -> int:
        """Return the number of the newest version; 0 when there is none."""

    def put(self, item: T, seen: int = 0) -> None:
        """Write the version after `seen` (0: the item is new).

        Raises:
            StaleWrite: somebody else wrote it in between.
        """

    def of(self, owner: str) -> tuple[T, ...]:
        """Return the newest versions of an owner's items, oldest item first."""

    def all(self) -> tuple[T, ...]:
        """Return the newest version of every item, oldest item first."""


class Ledger(Protocol):
    """The chained entries of this home."""

    def append(
        self,
        what: str,
        *,
        actor: str,
        subject: str,
        details: Mapping[str, str] | None = None,
    ) -> Entry:
        """Write the next entry in the same transaction as the change that it tells of."""

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries, oldest first."""


class Jobs(Protocol):
    """Leases, so that two processes never do the same evidence job at once."""

    def claim(self, key: str, lease: timedelta) -> bool:
        """Take the job, unless somebody else's lease on it still runs or it is finished."""

    def finish(self, key: str) -> None:
        """Mark the job as done."""

    def release(self, key: str) -> None:
        """Give the job back, after a failure that may pass."""


class Blobs(Protocol):
    """Files, encrypted under their owner's key, on disk before the row that names them commits."""

    def put(self, owner: str, data: bytes) -> str:
        """Store the bytes and return their SHA-256 in hexadecimal."""

    def get(self, owner: str, digest: str) -> bytes:
        """Return the bytes.

        Raises:
            CouldNotCheck: the file is missing or was altered.
        """


class UnitOfWork(Protocol):
    """Everything on record, over one transaction: state, ledger and tasks commit together."""

    @property
    def now(self) -> datetime:
        """The moment of this transaction, read once, UTC."""

    def mint(self) -> str:
        """Return a new random id (26 lower-case letters and digits at most)."""

    def secret(self, owner: str) -> bytes:
        """Return the salt of an owner, which goes when the owner is erased."""

    def pupil_id(self, mis_id: str) -> str | None:
        """Return the id of the pupil with this MIS id, by HMAC; None if never on the roll."""

    def enrol_pupil(self, pupil: Pupil) -> None:
        """Give a new pupil an own data key and put it on the roll."""

    def erase(self, owner: str) -> None:
        """Destroy an owner's data key and salt: what was sealed with it can never be read again."""

    setup: Shelf[Setup]
    people: Shelf[Person]
    keys: Shelf[PublicKey]
    devices: Shelf[Device]
    stand_ins: Shelf[StandIn]
    pupils: Shelf[Pupil]
    consents: Shelf[Consent]
    bars: Shelf[Bar]
    adults: Shelf[Adult]
    imports: Shelf[RegisterImport]
    trips: Shelf[Trip]
    channels: Shelf[ChannelRecord]
    adoptions: Shelf[Adoption]
    posts: Shelf[Version]
    readings: Shelf[Reading]
    face_searches: Shelf[FaceSearch]
    sightings: Shelf[Sighting]
    answers: Shelf[Answer]
    roll_calls: Shelf[RollCall]
    decisions: Shelf[Decision]
    submissions: Shelf[Submission]
    requests: Shelf[Request]
    sign_offs: Shelf[SignOff]
    returns: Shelf[Return]
    grants: Shelf[Grant]
    published: Shelf[Published]
    recalls: Shelf[Recall]
    tasks: Shelf[Task]
    ledger: Ledger
    jobs: Jobs
    blobs: Blobs


class Records(Protocol):
    """Opens units of work on one home."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Open one transaction; it commits when the block ends and rolls back when it raises."""
