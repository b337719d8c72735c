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
from gatekeeper.ports import Archive


def open_door(source: Path, channel: ChannelName) -> Archive:
    """Return the archive in a folder or a ZIP; `channel` is asked of a plain folder only.

    Raises:
        UsageError: there is no folder and no ZIP, or the ZIP is not safe to open.
    """
    return door_of(ZipFiles(source) if source.is_file() else Folder(source), channel)


def door_of(files: Files, channel: ChannelName) -> Archive:
    """Return the archive that these files are. Raises: UsageError, a ZIP is not safe to open."""
    names = files.names()
    if post_lists(names):
        return InstagramExport(files)
    if saved_posts(names):
        return InstaloaderFolder(files)
    if share_tables(names):
        return LinkedInExport(files)
    return PlainFolder(files, channel)
