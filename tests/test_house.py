"""The house style, where a machine sees it: names, sizes, pins, what a commit never holds."""

from __future__ import annotations

import ast
import re
import socket
import statistics
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pytest_socket import SocketConnectBlockedError

from tests.conftest import LONGEST, NOT_WATCHED, WATCHED, is_watched
from tests.forked import RUN

TOP_LEVEL = {
    *("gatekeeper", "rules", "consent_data", "fixtures", "tests", "docs", ".ci"),
    *("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore", ".gitattributes"),
}
NEVER_COMMITTED = {
    "the host of a package index": r"pypi[.]org|pythonhosted[.]org|npmjs[.](org|com)|deb[.]debian",
    "a path of one machine": r"(^|[\s\"'`(=:])/(work|root|home|farm|Users)/\w",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
}
VAGUE = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
LONGEST_MODULE = 300
DEEPEST = 3
BRANCHING = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".avif"}


@pytest.fixture(scope="module")
def committed(checkout: Path) -> list[Path]:
    """Return every file that git keeps here, relative to the top."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=checkout, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("this is not a git checkout, so what is committed cannot be told")
    names = [Path(name) for name in listed.stdout.split("\0") if name]
    return [name for name in names if (checkout / name).is_file()]


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict[str, object]:
    """Return the `[project]` table of pyproject.toml."""
    text = (checkout / "pyproject.toml").read_text(encoding="utf-8")
    table: dict[str, object] = tomllib.loads(text)["project"]
    return table


@pytest.fixture(scope="module")
def asked_for(project: dict[str, object]) -> list[Requirement]:
    """Return every package that we ask for by name, to run and to test."""
    running, extras = project["dependencies"], project["optional-dependencies"]
    assert isinstance(running, list)
    assert isinstance(extras, dict)
    return [Requirement(line) for line in [*running, *extras["test"]]]


@pytest.fixture(scope="module")
def pins(checkout: Path) -> dict[str, str]:
    """Return the pinned version of each package by its name."""
    text = (checkout / ".ci" / "constraints.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))


def _text(path: Path) -> str:
    """Return a file's text, or nothing where it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def _modules(checkout: Path, *folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (checkout / folder).rglob("*.py"))


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(_text(path))


def _functions(checkout: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield `path:name` and the definition of every function of the package."""
    for module in _modules(checkout, "gatekeeper"):
        for node in ast.walk(_parsed(module)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module.relative_to(checkout)}:{node.name}", node


def _lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the number of lines of a function without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    end = function.end_lineno or function.lineno
    return end - body[0].lineno + 2 if body else 1


def _depth(node: ast.AST) -> int:
    """Return how deeply branches and loops are nested; `elif` counts as its `if`."""
    depths = [0]
    for child in ast.iter_child_nodes(node):
        another_branch = isinstance(node, ast.If) and child in node.orelse
        deeper = isinstance(child, BRANCHING) and not (another_branch and isinstance(child, ast.If))
        depths.append(_depth(child) + deeper)
    return max(depths)


def test_the_top_level_is_as_planned(committed: list[Path]) -> None:
    assert {path.parts[0] for path in committed} <= TOP_LEVEL


@pytest.mark.parametrize("what", NEVER_COMMITTED)
def test_no_committed_file_names(what: str, committed: list[Path], checkout: Path) -> None:
    pattern = re.compile(NEVER_COMMITTED[what], re.IGNORECASE | re.MULTILINE)
    found = {str(path): pattern.search(_text(checkout / path)) for path in committed}
    assert not {path: match.group() for path, match in found.items() if match}


@pytest.mark.samples
def test_no_shared_sample_is_committed(
    committed: list[Path], checkout: Path, samples: Path
) -> None:
    ours = {path: checkout / path for path in committed if path.suffix.lower() in PICTURES}
    sizes = {path.stat().st_size for path in ours.values()}
    alike = [path for path in samples.rglob("*") if path.is_file() and path.stat().st_size in sizes]
    theirs = {sha256(path.read_bytes()).hexdigest() for path in alike}
    assert not [
        str(name) for name, path in ours.items() if sha256(path.read_bytes()).hexdigest() in theirs
    ]


def test_no_module_is_too_long(checkout: Path) -> None:
    lengths = {
        str(path.relative_to(checkout)): len(_text(path).splitlines())
        for path in _modules(checkout, "gatekeeper", ".ci", "fixtures")
    }
    assert not {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE}


def test_no_file_has_a_vague_name(committed: list[Path]) -> None:
    assert not [str(path) for path in committed if VAGUE & set(re.split(r"[_\W]", path.stem))]


def test_every_module_says_what_it_is(checkout: Path) -> None:
    silent = [
        str(path.relative_to(checkout))
        for path in _modules(checkout, "gatekeeper", "tests", ".ci")
        if _text(path).strip() and not ast.get_docstring(_parsed(path))
    ]
    assert not silent


def test_functions_are_short(checkout: Path) -> None:
    lengths = sorted(_lines_of_code(function) for _, function in _functions(checkout))
    assert statistics.median(lengths) < 10
    assert lengths[int(len(lengths) * 0.9)] < 30


def test_no_function_is_nested_deeply(checkout: Path) -> None:
    assert not [name for name, function in _functions(checkout) if _depth(function) > DEEPEST]


def test_every_package_asked_for_is_pinned_within_what_is_asked(
    asked_for: list[Requirement], pins: dict[str, str]
) -> None:
    assert not [
        str(wanted)
        for wanted in asked_for
        if not wanted.specifier.contains(pins.get(canonicalize_name(wanted.name), "0"))
    ]


def test_every_pin_has_a_hash(checkout: Path) -> None:
    for name in ("constraints.txt", "uv.txt"):
        text = (checkout / ".ci" / name).read_text(encoding="utf-8").replace("\\\n", " ")
        pinned = [line for line in text.splitlines() if "==" in line]
        assert pinned
        assert all("--hash=sha256:" in line for line in pinned)


def test_every_package_asked_for_has_its_reason(
    asked_for: list[Requirement], checkout: Path
) -> None:
    told = (checkout / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert not [wanted.name for wanted in asked_for if f"| {wanted.name} |" not in told]


def test_nothing_is_explained_that_is_not_asked_for(
    asked_for: list[Requirement], checkout: Path
) -> None:
    told = (checkout / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Za-z0-9_.-]+) \| \d", told, re.MULTILINE)
    assert set(rows) == {wanted.name for wanted in asked_for}


def test_the_reasons_name_the_pinned_versions(checkout: Path, pins: dict[str, str]) -> None:
    told = (checkout / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Za-z0-9_.-]+) \| (\d\S*) \|", told, re.MULTILINE)
    assert dict(rows) == {name: pins[canonicalize_name(name)] for name, _ in rows}


def test_ci_runs_both_parts_of_the_tests_and_watches_what_decides(checkout: Path) -> None:
    run = (checkout / ".ci" / "run").read_text(encoding="utf-8")
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    assert re.findall(r"^tests (\w+) .*?(--\S*cov\b)", run, re.MULTILINE) == [
        ("watched", "--cov"),
        ("unwatched", "--no-cov"),
    ]
    assert "report --fail-under=100" in run
    rooms = {f"gatekeeper/{room}" for room in ("checks", "desk", "domain", "policy")}
    assert set(project["tool"]["coverage"]["run"]["source"]) == rooms | {"gatekeeper.pipeline"}
    assert all((checkout / room).is_dir() for room in rooms)


def test_every_test_is_in_one_part(checkout: Path) -> None:
    named = [checkout / "tests" / name for name in (*WATCHED, *NOT_WATCHED)]
    assert not [str(path) for path in named if not path.exists()]
    assert is_watched(checkout / "tests" / "desk" / "new" / "test_new.py")
    assert not is_watched(checkout / "tests" / "new" / "test_new.py")
    assert not [long for long in LONGEST if not (checkout / "tests" / long).exists()]


def test_what_is_forked_has_imported_what_it_runs(checkout: Path) -> None:
    assert all((checkout / f"{name.replace('.', '/')}.py").is_file() for name in RUN)


@pytest.mark.parametrize("task", ["demo", "test"])
def test_the_readme_gives_the_line_that(task: str, checkout: Path) -> None:
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    assert f"\npython3 .ci/set_up.py {task}\n" in readme


def test_no_page_points_to_what_is_not_there(committed: list[Path], checkout: Path) -> None:
    pages = [path for path in committed if path.suffix == ".md"]
    assert not [
        f"{page}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", _text(checkout / page))
        if not (checkout / page).parent.joinpath(target).exists()
    ]


def test_what_the_readme_says_is_where_it_says(checkout: Path) -> None:
    rooms = "|".join(sorted(TOP_LEVEL - {"README.md"}, key=len, reverse=True))
    named = re.findall(rf"`((?:{rooms})[^`<\s]*)`", (checkout / "README.md").read_text("utf-8"))
    assert len(named) > 10
    assert not [path for path in named if not (checkout / path).exists()]


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_a_test_cannot_reach_a_network() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as line,
        pytest.raises(SocketConnectBlockedError),
    ):
        line.connect(("192.0.2.1", 443))
