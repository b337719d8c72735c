"""Meta's Graph API, as far as an account's own posts are read from it.

The token goes into a header and nowhere else: into no address, so into no log and no error.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

import requests
import urllib3
from requests.auth import AuthBase

from gatekeeper.archive.stream import stream
from gatekeeper.errors import AskedToStop, CouldNotCheck

VERSION = "v26.0"
SECONDS = 30
"""For a server to begin to answer, and between two pieces of an answer."""
LARGEST_ANSWER = 20_000_000
"""Bytes of JSON. A page of 25 posts has about 60,000."""
RENEW = (
    "Make a new token in the app’s dashboard at Meta and set GATEKEEPER_INSTAGRAM_TOKEN to it. "
    "A token ends after 60 days, and when the account’s password is changed."
)
LATER = "Wait an hour, then run the same line again: what was checked before is kept."
REFUSING = (401, 403, 429)
"""Statuses after which nothing is asked again."""
_TOKEN_ENDED = frozenset({102, 190})
_TOO_MANY = frozenset({4, 17, 32, 613, *range(80_000, 80_015)})
_FAILURES = (requests.RequestException, urllib3.exceptions.HTTPError, OSError)


class _Bearer(AuthBase):
    """Sends the token in a header; no `.netrc` can put another one there."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Graph:
    """Asks one server, on behalf of one account."""

    def __init__(self, host: str, token: str) -> None:
        self._host = host.rstrip("/")
        self._token = token

    def __reduce__(self) -> tuple[type[Graph], tuple[str, str]]:
        return Graph, (self._host, self._token)

    def get(self, path: str, **asked: str) -> dict[str, Any]:
        """Return the answer to one question.

        Raises:
            CouldNotCheck: nobody answers, or Instagram refuses; the remedy says what helps.
        """
        try:
            with requests.get(
                f"{self._host}/{VERSION}/{path}",
                params=asked,
                auth=_Bearer(self._token),
                timeout=SECONDS,
                allow_redirects=False,
                stream=True,
            ) as answer:
                return _told(answer)
        except _FAILURES as error:
            raise _silent(type(error).__name__) from None

    def download(self, url: str) -> BinaryIO:
        """Open a picture or film; the token is not sent there.

        Raises:
            CouldNotCheck: it is not to be had.
        """
        try:
            answer = requests.get(url, timeout=SECONDS, stream=True)
        except _FAILURES as error:
            raise _silent(type(error).__name__) from None
        if answer.status_code != requests.codes.ok:
            answer.close()
            raise CouldNotCheck(f"Instagram does not hand out a picture ({answer.status_code}).")
        answer.raw.decode_content = True
        return stream(answer.raw, _FAILURES, "the download broke off")


def _told(answer: requests.Response) -> dict[str, Any]:
    body = answer.raw.read(LARGEST_ANSWER, decode_content=True)
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise _refused(answer.status_code, None)
    if "error" in told or answer.status_code != requests.codes.ok:
        error = told.get("error")
        raise _refused(answer.status_code, error.get("code") if isinstance(error, dict) else None)
    return told


def _refused(status: int, code: object) -> CouldNotCheck:
    """Return what a refusal means for a person; Meta's own sentence may hold anything."""
    if code in _TOKEN_ENDED:
        return AskedToStop("Instagram does not accept the token any more.", RENEW)
    if code in _TOO_MANY or status == requests.codes.too_many_requests:
        return AskedToStop("Instagram says that it was asked too often.", LATER)
    message = f"Instagram refused to answer (status {status}, code {code})."
    refusal = AskedToStop if status in REFUSING else CouldNotCheck
    return refusal(message, "Check that the app may read the account’s media and comments.")


def _silent(what: str) -> CouldNotCheck:
    return CouldNotCheck(f"Instagram does not answer ({what}).", f"Check the network. {LATER}")
