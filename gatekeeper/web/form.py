"""What a browser hands in, read in memory: no picture lies on the disk unsealed."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from gatekeeper.web.body import MOST

MOST_FILES, MOST_FIELDS = 40, 500


class InMemory(MultiPartParser):
    """Writes no part to a temporary file; `body.MOST` bounds all of them together."""

    spool_max_size = MOST


async def read_form(request: Request) -> FormData:
    """Return the form of a request.

    Raises:
        HTTPException: it is none, or has too many parts.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.form(max_fields=MOST_FIELDS)
    parser = InMemory(
        request.headers, request.stream(), max_files=MOST_FILES, max_fields=MOST_FIELDS
    )
    try:
        return await parser.parse()
    except MultiPartException as error:
        raise HTTPException(400, error.message) from error
