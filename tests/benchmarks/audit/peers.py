"""Beside their peers, in one run and on the same pictures: finding, matching, covering.

    python -m tests.benchmarks.audit.peers [--posts 200] [--deface PATH] [finding matching ...]

Both sides are whole programs on two cores: the search of `face_recognition` (`hog.py`),
`face_recognition known unknown --cpus 2`, `deface PICTURES`, and `tests.benchmarks.audit.ours`.
Pictures and the truth about them come from `fixtures.make.many`. `audit` has no peer: it is all
that we do, text in pictures included.

`deface` brings a model of its own, so it stays out of our environment: install it in another one
(`python -m venv D; D/bin/pip install deface onnxruntime`) and name `D/bin/deface`, or put it on the
PATH; where it is neither, that line is left out, and says so.

Counted is the processor time of all processes of a side (`processes.py`), start-up included; our
modules are compiled before, as those of a program that was installed, the peer's among them, are. A
rate is given for two minutes of processor time, which two quiet cores give in one minute: so it
holds on a busy machine too.
"""

from __future__ import annotations

import argparse
import compileall
import csv
import json
import shutil
import sys
import sysconfig
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

import gatekeeper
import tests.benchmarks.audit
from fixtures.make.many import make
from tests.benchmarks.audit.processes import Ran, ran

CORES = 2
UPSAMPLED = 0, 1, 2
"""How often the peer doubles a picture first: `face_detection` never, `face_recognition` once."""
PRINTED = "picture", "name"
"""What the peer prints in a line."""
HIDDEN = 8.0
"""Levels by which the middle of a face has to differ, on the average, to count as covered."""
Truth = dict[str, list[dict[str, Any]]]


def main() -> None:
    """Measure what was asked for and print a line for each side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("works", nargs="*", default=list(WORKS))
    parser.add_argument("--posts", type=int, default=200)
    parser.add_argument("--deface", default=shutil.which("deface") or "")
    told = parser.parse_args()
    for package in (gatekeeper, tests.benchmarks.audit):
        compileall.compile_dir(package.__path__[0], quiet=1)
    with tempfile.TemporaryDirectory(prefix="gatekeeper-benchmark-") as name:
        folder = Path(name)
        make(folder, told.posts)
        truth: Truth = json.loads((folder / "truth.json").read_text("utf-8"))
        faces = sum(map(len, truth.values()))
        print(f"{told.posts} pictures, {faces} faces", flush=True)
        for work in told.works:
            WORKS[work](folder, truth, told.deface)


def finding(folder: Path, truth: Truth, _: str) -> None:
    """Compare the search for faces: as `face_recognition` does it, and with smaller faces, too."""
    mine = ran(*OURS, "finding", folder)
    told("finding", "gatekeeper", mine, truth, missed(truth, json.loads(mine.out)))
    for upsample in UPSAMPLED:
        peer = ran(sys.executable, "-m", "tests.benchmarks.audit.hog", folder, upsample)
        told("", f"HOG, doubled {upsample}", peer, truth, missed(truth, json.loads(peer.out)))
        compared(mine, peer)


def matching(folder: Path, truth: Truth, _: str) -> None:
    """Compare finding and naming; the peer measures the known portraits each time, we once."""
    once = ran(*OURS, "enrolling", folder)
    mine = ran(*OURS, "matching", folder)
    peer = ran(script("face_recognition"), folder / "known", folder / "posts", "--cpus", CORES)
    names = defaultdict(list)
    # Its two processes write into one pipe: where two lines became one, both are left out.
    for path, name in (
        row for row in csv.reader(peer.out.splitlines()) if len(row) == len(PRINTED)
    ):
        names[Path(path).name].append(name)
    known = {path.stem for path in (folder / "known").glob("*.jpg")}
    told("finding and matching", "gatekeeper", mine, truth, None)
    print(
        f"{'':>8}{named(truth, json.loads(mine.out), known)}; enrolled once, {once.cpu:.1f} CPU s"
    )
    told("", "face_recognition", peer, truth, None)
    print(f"{'':>8}{named(truth, names, known)}; faces are found as by HOG, doubled 1")
    compared(mine, peer)


def covering(folder: Path, truth: Truth, deface: str) -> None:
    """Compare covering every face; a face counts as missed where its middle is as it was."""
    mine = ran(*OURS, "covering", folder)
    told("covering", "gatekeeper", mine, truth, seen_still(truth, folder, "covered/{}.jpg"))
    if not deface:
        print("covering: there is no deface here; see the top of this file", flush=True)
        return
    copies = shutil.copytree(folder / "posts", folder / "defaced")
    peer = ran(deface, *sorted(copies.glob("*.jpg")))
    left = seen_still(truth, folder, "defaced/{}_anonymized.jpg")
    told("", "deface", peer, truth, left)
    compared(mine, peer)


def audit(folder: Path, truth: Truth, _: str) -> None:
    """Tell what everything costs, text in pictures and rules included."""
    mine = ran(*OURS, "audit", folder)
    told("audit, with text", "gatekeeper", mine, truth, None)


WORKS = {"finding": finding, "matching": matching, "covering": covering, "audit": audit}
OURS = sys.executable, "-m", "tests.benchmarks.audit.ours"


def a_minute(count: int, side: Ran) -> float:
    """Return how many pictures two cores do in a minute."""
    return count * 60 * CORES / side.cpu


def script(name: str) -> Path:
    """Return a program of our own environment."""
    return Path(sysconfig.get_path("scripts")) / name


def missed(truth: Truth, found: dict[str, list[list[int]]]) -> int:
    """Return how many true faces no finding has its middle in."""
    return sum(
        not any(middle_in(box, face["box"]) for box in found.get(name, ()))
        for name, faces in truth.items()
        for face in faces
    )


def middle_in(box: list[int], true: list[int]) -> bool:
    """Whether the middle of one box lies in another."""
    across, down = box[0] + box[2] / 2, box[1] + box[3] / 2
    return 0 <= across - true[0] <= true[2] and 0 <= down - true[1] <= true[3]


def named(truth: Truth, found: dict[str, list[str]], known: set[str]) -> str:
    """Return how many of the known are named where they are, and how many where they are not."""
    there = right = wrong = 0
    for name, faces in truth.items():
        people = {face["person"] for face in faces} & known
        said = set(found.get(name, ())) & known
        there += len(people)
        right += len(said & people)
        wrong += len(said - people)
    return f"named {right} of {there} where they are, {wrong} where they are not"


def seen_still(truth: Truth, folder: Path, made: str) -> int:
    """Return how many true faces look as before in the finished pictures."""
    return sum(
        not hidden(folder / "posts" / name, folder / made.format(Path(name).stem), face["box"])
        for name, faces in truth.items()
        for face in faces
    )


def hidden(before: Path, after: Path, box: list[int]) -> bool:
    """Whether the middle half of a face was changed by more than another compression does."""
    with Image.open(before) as one, Image.open(after) as other:
        size = one.size
        pair = [image.convert("L").resize(size) for image in (one, other)]
    left, top, width, height = box
    middle = left + width // 4, top + height // 4, left + 3 * width // 4, top + 3 * height // 4
    first, second = (np.asarray(image.crop(middle), np.float32) for image in pair)
    return bool(np.abs(first - second).mean() > HIDDEN)


def told(work: str, who: str, side: Ran, truth: Truth, gone: int | None) -> None:
    """Print one side."""
    said = "" if gone is None else f"missed {gone} of {sum(map(len, truth.values()))} faces"
    rate = f"{a_minute(len(truth), side):>7.0f} pictures a minute ({side.cpu:.1f} CPU s)"
    print(f"{work:<22}{who:<20}{rate}  {said}", flush=True)


def compared(mine: Ran, peer: Ran) -> None:
    """Print how many times as fast we are as the peer of the line above."""
    print(f"{'':>8}gatekeeper: {peer.cpu / mine.cpu:.2f} times as many a minute", flush=True)


if __name__ == "__main__":
    main()
