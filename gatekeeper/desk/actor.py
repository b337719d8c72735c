"""Who does it: a person whose passphrase or passkey was just checked."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.domain.people import Duty, Person
from gatekeeper.errors import NotAllowed
from gatekeeper.ports import Signer, UnitOfWork


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at the desk; `signer` is there after a fresh step-up."""

    person: Person
    signer: Signer | None = None

    @property
    def id(self) -> str:
        """The person's id, as it stands in the ledger."""
        return self.person.id

    def require(self, uow: UnitOfWork, duty: Duty) -> None:
        """Stop unless the person may do this, by the roles on record now.

        Raises:
            NotAllowed: none of the person's roles carries the duty.
        """
        person = uow.people.get(self.id)
        if person is None or not person.may(duty):
            message = f"{self.person.name} may not {duty.value}."
            raise NotAllowed(message)

    def stepped_up(self) -> Signer:
        """Return the unlocked key.

        Raises:
            NotAllowed: there was no fresh step-up.
        """
        if self.signer is None:
            message = "This step needs your own key, unlocked just now."
            raise NotAllowed(message, "Enter your passphrase for this step.")
        return self.signer
