"""Drafts as somebody brings them to the command line: a folder with `post.toml` and pictures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tests.fakes.examiners import picture

FINE: Mapping[str, object] = {
    "words": "Lovely work this week.",
    "written_at": datetime.fromisoformat("2026-11-20T10:15:00+00:00"),
    "channels": ["instagram"],
    "objective": "celebrate learning",
    "intended_outcome": "families see the work",
    "groups": ["Year 5"],
    "elsewhere": "Newsletter of 27 November",
    "comments_off": True,
}
"""What a draft with nothing wrong says."""


def bring(folder: Path, pictures: Mapping[str, bytes] | None = None, **lines: object) -> Path:
    """Write a draft into a folder and return it; `lines` change what it says, None leaves out."""
    folder.mkdir(parents=True, exist_ok=True)
    said = [f"{key} = {_toml(value)}" for key, value in ({**FINE, **lines}).items() if value]
    for name, data in (pictures or {}).items():
        (folder / name).write_bytes(data)
        said += ["", "[[picture]]", f"file = {_toml(name)}", 'alt_text = "Children at work."']
    (folder / "post.toml").write_text("\n".join(said) + "\n", encoding="utf-8")
    return folder


def with_faces(folder: Path, faces: int, **lines: object) -> Path:
    """Write a draft with one made-up picture of so many faces."""
    return bring(folder, {"a.jpg": picture(folder.name, faces)}, **lines)


def answers(file: Path, *pupils: str) -> Path:
    """Write a file of answers: these pupils, face by face, in the first picture."""
    tables = [
        f"[[answer]]\npicture = 1\nface = {number}\npupil = {_toml(pupil)}\n"
        for number, pupil in enumerate(pupils, start=1)
    ]
    file.write_text("\n".join(tables), encoding="utf-8")
    return file


def _toml(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else json.dumps(value)
