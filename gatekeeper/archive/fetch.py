"""Let instaloader download what an account shows to everybody: without log-in, slowly, resumable.

Instagram does not like to be read by programs. So nothing is tried twice: at its first refusal the
download ends, and says what is safer. gatekeeper never logs in with the school's account.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import instaloader
import requests
from instaloader import (
    AbortDownloadException,
    InstaloaderException,
    LoginRequiredException,
    NodeIterator,
    Post,
    Profile,
    ProfileNotExistsException,
    QueryReturnedNotFoundException,
    RateController,
    load_structure_from_file,
    resumable_iteration,
    save_structure_to_file,
)

from gatekeeper.archive import not_had
from gatekeeper.errors import CouldNotCheck, UsageError

REFUSING = (401, 403, 429)
GONE_IN_A_ROW = 3
"""Posts that cannot be had one after another, until it is Instagram and not the posts."""
SAFER = (
    "Do not try again today, and do not log in with the school’s account: that account could be "
    "locked. Two doors are safer: Instagram’s own export (in the app: Your information and "
    "permissions, Export your information, as JSON), or the official API with a token "
    "(GATEKEEPER_INSTAGRAM_TOKEN). What was downloaded is kept; the same line goes on from there."
)
AGAIN = "Check the network and run the same line again: it goes on from where it stopped."
_NAME = re.compile(r"[A-Za-z0-9._]{1,30}")
_REFUSED = re.compile(r"\b(302|400|401|403|429)\b")
_CHANGED = (LookupError, TypeError, ValueError, AttributeError, AssertionError)


@dataclass(frozen=True, slots=True)
class Fetched:
    """How many posts were gone through in this run, and how many could not be had."""

    posts: int
    gone: int


class _Slow(RateController):
    """Waits before every question, whatever instaloader's own limits allow."""

    def __init__(self, context: instaloader.InstaloaderContext, pause: float) -> None:
        super().__init__(context)
        self._pause = pause

    def wait_before_query(self, query_type: str) -> None:
        """Wait."""
        super().wait_before_query(query_type)
        self.sleep(self._pause)


def fetch(account: str, folder: Path, told: Callable[[int], None], pause: float) -> Fetched:
    """Download an account's posts into a folder, newest first; `told` hears of each by number.

    `pause` is in seconds, before each question, beside instaloader's own pauses.

    Raises:
        UsageError: there is no such account.
        CouldNotCheck: Instagram refused, does not answer, or has changed; what was downloaded is
            kept, and the next call goes on from there.
    """
    if not _NAME.fullmatch(account):
        message = f"{account!r} is no name of an account."
        raise UsageError(message, "Write it as it stands in the app, without @.")
    loader = _loader(folder, pause)
    with redirect_stderr(io.StringIO()), _plainly(account):
        try:
            posts = Profile.from_username(loader.context, account).get_posts()
            return _downloaded(loader, posts, folder, told)
        finally:
            loader.close()  # type: ignore[no-untyped-call]


def _loader(folder: Path, pause: float) -> instaloader.Instaloader:
    loader = instaloader.Instaloader(
        sleep=pause > 0,
        quiet=True,
        dirname_pattern=str(folder).replace("{", "{{").replace("}", "}}"),
        download_geotags=False,
        download_comments=False,
        max_connection_attempts=1,
        rate_controller=partial(_Slow, pause=pause),
        fatal_status_codes=list(REFUSING),
        iphone_support=False,
    )
    loader.context.raise_all_errors = True
    return loader


def _downloaded(
    loader: instaloader.Instaloader,
    posts: NodeIterator[Post],
    folder: Path,
    told: Callable[[int], None],
) -> Fetched:
    """Download one post after another; where it ends early, instaloader notes the place."""
    gone = number = 0
    with resumable_iteration(
        context=loader.context,
        iterator=posts,
        load=load_structure_from_file,
        save=save_structure_to_file,
        format_path=lambda mark: str(folder / f"iterator_{mark}.json.xz"),
    ) as (goes_on, start):
        if not goes_on:
            not_had.forget(folder)
        for number, held in enumerate(_each(loader, posts, folder, start), start=1):
            gone += not held
            told(start + number)
    return Fetched(number, gone)


def _each(
    loader: instaloader.Instaloader, posts: NodeIterator[Post], folder: Path, begun: int
) -> Iterator[bool]:
    """Yield for each post whether it could be had. One may be deleted just now; not many."""
    in_a_row = 0
    for number in count(begun + 1):
        code = f"post {number}"
        try:
            post = next(posts)
            code = post.shortcode
            loader.download_post(post, target="")
            in_a_row = 0
        except StopIteration:
            return
        except (InstaloaderException, instaloader.PostChangedException) as error:
            in_a_row += 1
            if not _is_gone(error) or in_a_row > GONE_IN_A_ROW:
                raise
            not_had.note(folder, code)
        yield in_a_row == 0


def _is_gone(error: Exception) -> bool:
    """Whether it is this one post, or a picture of it, that is not there any more."""
    kinds = (QueryReturnedNotFoundException, instaloader.BadResponseException)
    return isinstance(error, kinds) or isinstance(error.__context__, QueryReturnedNotFoundException)


@contextmanager
def _plainly(account: str) -> Iterator[None]:
    """Turn whatever instaloader raises into a sentence, with what is safer."""
    try:
        yield
    except ProfileNotExistsException as error:
        message = f"Instagram shows no account called {account}."
        raise UsageError(message, "Check the spelling. A private account shows nothing.") from error
    except (AbortDownloadException, LoginRequiredException) as error:
        raise _stopped() from error
    except (InstaloaderException, requests.RequestException) as error:
        if _REFUSED.search(str(error)):
            raise _stopped() from error
        raise CouldNotCheck("Instagram does not answer, or broke off.", AGAIN) from error
    except OSError as error:
        message = f"What was downloaded could not be written: {error.strerror}."
        raise CouldNotCheck(message, "Make room on the disk. " + AGAIN) from error
    except _CHANGED as error:
        message = "Instagram answers otherwise than instaloader expects; it changes often."
        raise CouldNotCheck(message, SAFER) from error


def _stopped() -> CouldNotCheck:
    return CouldNotCheck("Instagram has asked us to stop, so we did, at once.", SAFER)
