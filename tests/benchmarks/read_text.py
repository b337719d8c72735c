"""How many words are found in pictures, and what it costs.

    python -m tests.benchmarks.read_text FOLDER

FOLDER is the samples' `ocr`: `sroie/img` and `sroie/box`, receipts with the words of each line
(`x1,y1,...,x4,y4,WORDS`). A word counts as found when it stands, letter for letter but for case, in
what was read. Beside them: labels and name badges on Oakfield's class photograph, of known heights.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from gatekeeper.evidence.guard import TEXT, TEXT_LIMITS, Guard, GuardedText
from gatekeeper.evidence.pictures.decode import Pixels
from gatekeeper.evidence.text.read import Reader
from gatekeeper.evidence.text.version import text_version
from gatekeeper.settings import from_environment

OAKFIELD = Path(__file__).parents[2] / "fixtures" / "oakfield" / "groups" / "class_hall.jpg"
RECEIPTS = 12
LABELS = ("Amelia Hughes", "Femi Adeyemi", "Oakfield Primary", "Mrs Chen", "Year 4 Owls")
HEIGHTS = (12, 16, 20, 28, 40)
"""Pixels of the font on a picture of 2,000 x 1,250; capitals are some 0.7 of it."""
LARGE = {"12 megapixels": (4000, 3000), "65 megapixels": (9300, 6975)}


def main(folder: Path) -> None:
    """Measure and print."""
    reader = Reader(from_environment().models)
    reader.read_in(label("warm up", 30))
    receipts(reader, folder)
    for height in HEIGHTS:
        pages = [(words, label(words, height)) for words in LABELS]
        found = sum(hits(words, text_of(reader, page)) for words, page in pages)
        say(f"labels {height} pixels: {found} of {sum(len(w.split()) for w in LABELS)} words")
    post = np.asarray(Image.open(OAKFIELD).convert("RGB").resize((1350, 1080)))
    costs = [seconds(reader, post) for _ in range(3)]
    say(f"CPU seconds for 1350 x 1080: {statistics.median(costs):.2f}")
    for name, size in LARGE.items():
        large = np.asarray(Image.open(OAKFIELD).convert("RGB").resize(size))
        say(f"CPU seconds for {name}: {seconds(reader, large):.2f}")
        del large
    say(f"peak memory of the guarded child, 12 and 65 megapixels: {guarded()} MB")


def receipts(reader: Reader, folder: Path) -> None:
    """Print how many words of the receipts are found."""
    known = found = lines = 0
    cost = []
    for file in sorted((folder / "sroie" / "img").glob("*.jpg"))[:RECEIPTS]:
        truth = (folder / "sroie" / "box" / f"{file.stem}.csv").read_text("utf-8", "replace")
        words = " ".join(row.split(",", 8)[8] for row in truth.splitlines() if row.count(",") > 7)
        page = np.asarray(Image.open(file).convert("RGB"))
        start = time.process_time()
        text = reader.read_in(page)
        cost.append(time.process_time() - start)
        known += len(split(words))
        found += hits(words, " ".join(line.text for line in text.lines))
        lines += len(text.lines)
    if known:
        say(f"receipts: {found} of {known} words ({found / known:.2f}) in {len(cost)} pictures")
        say(
            f"  {lines / len(cost):.0f} lines and {statistics.median(cost):.2f} CPU s each (median)"
        )


def hits(words: str, text: str) -> int:
    """Return how many of the words stand in the text, each as often as it stands there."""
    return sum((Counter(split(words)) & Counter(split(text))).values())


def split(text: str) -> list[str]:
    """Return words as one compares them."""
    return re.findall(r"[a-z0-9]+", text.lower())


def text_of(reader: Reader, page: Pixels) -> str:
    """Return everything that is read."""
    return " ".join(line.text for line in reader.read_in(page).lines)


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
    with Guard({TEXT: make}, TEXT_LIMITS) as guard:
        reader = GuardedText(guard, text_version())
        for size in LARGE.values():
            file = BytesIO()
            Image.open(OAKFIELD).convert("RGB").resize(size).save(file, "JPEG", quality=85)
            reader.read(file.getvalue())
        status = Path(f"/proc/{guard.pid}/status").read_text("utf-8")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) // 1024


def make() -> Reader:
    """Return the reader, in the child."""
    return Reader(from_environment().models)


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
