"""Which door opens an archive, told by what lies in it."""

from __future__ import annotations

from pathlib import Path

from gatekeeper.archive.export import InstagramExport, post_lists
from gatekeeper.archive.files import Files, Folder
from gatekeeper.archive.instaloader_folder import InstaloaderFolder, saved_posts
from gatekeeper.archive.linkedin import LinkedInExport, share_tables
from gatekeeper.archive.plain import PlainFolder
from gatekeeper.archive.zipped import ZipFiles
from gatekeeper.domain.channel import ChannelName
from gatekeeper.errors import UsageError
from gatekeeper.ports import Archive


def open_door(source: Path, channel: ChannelName) -> Archive:
    """Return the archive in a folder or a ZIP; `channel` is asked of a plain folder only.

    Raises:
        UsageError: there is no folder and no ZIP, or the ZIP is not safe to open.
    """
    return door_of(ZipFiles(source) if source.is_file() else Folder(source), channel)


def door_of(files: Files, channel: ChannelName) -> Archive:
    """Return the archive that these files are.

    Raises:
        UsageError: a ZIP is not safe to open, or it is more than one archive.
    """
    names = files.names()
    doors: list[Archive] = []
    if post_lists(names):
        doors.append(InstagramExport(files))
    if saved_posts(names):
        doors.append(InstaloaderFolder(files))
    if share_tables(names):
        doors.append(LinkedInExport(files))
    if len(doors) > 1:
        both = " and ".join(door.name for door in doors)
        raise UsageError(f"This is more than one archive: {both}.", "Audit each by itself.")
    return doors[0] if doors else PlainFolder(files, channel)
