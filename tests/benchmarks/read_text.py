"""How many words are found in pictures, beside Tesseract where it is installed, and what it costs.

    python -m tests.benchmarks.read_text FOLDER [--limit N] [--keep FILE] [--only PART]

FOLDER is the samples' `ocr`: `sroie/img` and `sroie/box`, receipts with the words of each line
(`x1,y1,...,x4,y4,WORDS`). A word counts as found when it stands, letter for letter but for case, in
what was read. Beside them: labels and name badges on Oakfield's class photograph, of known heights.

Each picture is told of as it is done. `--limit` takes the first N receipts and the first N labels
of each height; with `--keep` a run that was stopped goes on after the last picture that it wrote
down there. On one core a receipt takes some seconds, a photograph some three.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from gatekeeper.evidence.guard import TEXT, TEXT_LIMITS, Guard, GuardedText
from gatekeeper.evidence.guard.tools import make_text_reader
from gatekeeper.evidence.pictures.decode import Pixels
from gatekeeper.evidence.text.read import Reader
from gatekeeper.evidence.text.version import text_version
from gatekeeper.settings import from_environment

OAKFIELD = Path(__file__).parents[2] / "fixtures" / "oakfield" / "groups" / "class_hall.jpg"
RECEIPTS = 20
LABELS = ("Amelia Hughes", "Femi Adeyemi", "Oakfield Primary", "Mrs Chen", "Year 4 Owls")
HEIGHTS = (12, 16, 20, 28, 40)
"""Pixels of the font on a picture of 2,000 x 1,250; capitals are some 0.7 of it."""
LARGE = {"12 megapixels": (4000, 3000), "65 megapixels": (9300, 6975)}
PARTS = ("receipts", "labels", "cost")
PEER = "tesseract"


@dataclass(frozen=True, slots=True)
class Page:
    """One picture with the words that stand in it."""

    part: str
    name: str
    words: str
    picture: Callable[[], Pixels]


@dataclass(frozen=True, slots=True)
class Found:
    """How many of a picture's words one reader found, and the CPU seconds it took."""

    reader: str
    part: str
    name: str
    words: int
    found: int
    seconds: float


def main(arguments: argparse.Namespace) -> None:
    """Measure and print."""
    every = (*receipts(arguments), *labels(arguments))
    pages = [page for page in every if arguments.only in ("", page.part.split()[0])]
    rows = list(measured(pages, arguments.keep)) if pages else []
    for row in summary(rows):
        say(row)
    if arguments.only in ("", "cost"):
        costs()


def readers() -> dict[str, Callable[[Pixels], str]]:
    """Return what reads, by name; the peer only where it is installed."""
    ours = Reader(from_environment().models)
    ours.read_in(label("warm up", 30))
    known: dict[str, Callable[[Pixels], str]] = {
        "ours": lambda page: " ".join(line.text for line in ours.read_in(page).lines)
    }
    if shutil.which(PEER):
        return known | {PEER: peer}
    say(f"{PEER} is not installed: without it.")
    return known


def peer(page: Pixels) -> str:
    """Return what Tesseract reads, told that words stand anywhere (`--psm 11`)."""
    file = BytesIO()
    Image.fromarray(page).save(file, "PNG")
    command = [PEER, "stdin", "stdout", "--psm", "11", "-l", "eng"]
    done = subprocess.run(command, input=file.getvalue(), capture_output=True, check=True)
    return done.stdout.decode()


def measured(pages: list[Page], keep: Path | None) -> Iterator[Found]:
    """Yield one row for each page and reader, taking those that were kept from there."""
    kept = keep.read_text("utf-8").splitlines() if keep and keep.is_file() else []
    known = {
        (row.reader, row.part, row.name): row for row in (Found(**json.loads(r)) for r in kept)
    }
    by_name = readers()
    for number, page in enumerate(pages, start=1):
        for name, read in by_name.items():
            row = known.get((name, page.part, page.name)) or measure(page, name, read)
            if keep and (name, page.part, page.name) not in known:
                with keep.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(row)) + "\n")
            said = f"{row.found} of {row.words} words, {row.seconds:.1f} CPU s"
            say(f"{number} of {len(pages)}: {page.part}, {page.name}, {name}: {said}")
            yield row


def measure(page: Page, name: str, read: Callable[[Pixels], str]) -> Found:
    """Read one page."""
    picture = page.picture()
    start = spent()
    text = read(picture)
    seconds = spent() - start
    return Found(
        name, page.part, page.name, len(split(page.words)), hits(page.words, text), seconds
    )


def spent() -> float:
    """Return the CPU seconds of this process and of the programs that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def summary(rows: list[Found]) -> Iterator[str]:
    """Yield a line for each part and reader, and one over all labels."""
    parts = dict.fromkeys(row.part for row in rows)
    for name in dict.fromkeys(row.reader for row in rows):
        for part in [*parts, "labels"]:
            here = [r for r in rows if r.reader == name and r.part.startswith(part)]
            if here:
                words, found = sum(r.words for r in here), sum(r.found for r in here)
                cost = statistics.median(r.seconds for r in here)
                said = f"{found} of {words} words ({found / words:.2f}) in {len(here)} pictures"
                yield f"{name}, {part}: {said}, {cost:.1f} CPU s each (median)"


def receipts(arguments: argparse.Namespace) -> Iterator[Page]:
    """Yield the receipts with what their makers wrote down."""
    folder = arguments.folder / "sroie"
    for file in sorted((folder / "img").glob("*.jpg"))[: min(arguments.limit, RECEIPTS)]:
        truth = (folder / "box" / f"{file.stem}.csv").read_text("utf-8", "replace")
        words = " ".join(row.split(",", 8)[8] for row in truth.splitlines() if row.count(",") > 7)
        yield Page("receipts", file.stem, words, partial(pixels, file))


def labels(arguments: argparse.Namespace) -> Iterator[Page]:
    """Yield the class photograph with each label at each height."""
    for height in HEIGHTS:
        for words in LABELS[: arguments.limit]:
            part = f"labels {height} pixels"
            yield Page(part, words, words, partial(label, words, height))


def costs() -> None:
    """Print what one picture costs, in time and in memory."""
    reader = Reader(from_environment().models)
    reader.read_in(label("warm up", 30))
    post = np.asarray(Image.open(OAKFIELD).convert("RGB").resize((1350, 1080)))
    took = [seconds(reader, post) for _ in range(3)]
    say(f"CPU seconds for 1350 x 1080: {statistics.median(took):.2f}")
    for name, size in LARGE.items():
        large = np.asarray(Image.open(OAKFIELD).convert("RGB").resize(size))
        say(f"CPU seconds for {name}: {seconds(reader, large):.2f}")
        del large
    say(f"peak memory of the guarded child, 12 and 65 megapixels: {guarded()} MB")


def hits(words: str, text: str) -> int:
    """Return how many of the words stand in the text, each as often as it stands there."""
    return sum((Counter(split(words)) & Counter(split(text))).values())


def split(text: str) -> list[str]:
    """Return words as one compares them."""
    return re.findall(r"[a-z0-9]+", text.lower())


def pixels(file: Path) -> Pixels:
    """Return a picture as it is."""
    return np.asarray(Image.open(file).convert("RGB"))


def label(words: str, height: int) -> Pixels:
    """Return the class photograph with a label on somebody's jumper."""
    image = Image.open(OAKFIELD).convert("RGB")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(height)
    left, top, right, bottom = pen.textbbox((700, 900), words, font)
    pen.rectangle((left - 8, top - 8, right + 8, bottom + 8), fill=(250, 248, 240))
    pen.text((700, 900), words, (30, 30, 60), font)
    return np.asarray(image)


def seconds(reader: Reader, page: Pixels) -> float:
    """Return the CPU seconds for one picture."""
    start = time.process_time()
    reader.read_in(page)
    return time.process_time() - start


def guarded() -> int:
    """Return the most memory that the child held, in MB, after its largest pictures."""
    maker = partial(make_text_reader, from_environment().models)
    with Guard({TEXT: maker}, TEXT_LIMITS) as guard:
        reader = GuardedText(guard, text_version())
        for size in LARGE.values():
            file = BytesIO()
            Image.open(OAKFIELD).convert("RGB").resize(size).save(file, "JPEG", quality=85)
            reader.read(file.getvalue())
        status = Path(f"/proc/{guard.pid}/status").read_text("utf-8")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) // 1024


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def asked() -> argparse.Namespace:
    """Return what was asked for at the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.read_text")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=RECEIPTS)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", choices=PARTS, default="")
    return parser.parse_args()


if __name__ == "__main__":
    main(asked())
