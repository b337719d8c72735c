"""The cases' language with what the channels of the repository's own rule book take."""

from __future__ import annotations

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.dossier import Dossier
from gatekeeper.policy.cases.language import read_case
from gatekeeper.policy.cases.told import Case
from gatekeeper.policy.channels import read_sheet
from tests.conftest import CHECKOUT

LIMITS = tuple(
    read_sheet((CHECKOUT / "rules" / "channels" / f"{c}.toml").read_text("utf-8")).limits
    for c in ChannelName
)


def dossier(case: Case) -> Dossier:
    """Return the dossier that a case describes."""
    return read_case(case, LIMITS)
