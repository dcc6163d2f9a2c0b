"""The shape of the house: small files, short functions, tests that say what they show, nothing of this machine."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path
from statistics import median

import pytest

from partytrack.core.texts import LANGS

ROOT = Path(__file__).parents[2]
SOURCES = [path for path in sorted((ROOT / "src").rglob("*.py")) if "migrations" not in path.parts]
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_files_are_small() -> None:
    """Half the source files have fewer than 130 lines, none more than 400."""
    sizes = {path.name: lines(path) for path in SOURCES}
    assert median(sizes.values()) < 130
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_functions_are_short() -> None:
    """Nine functions in ten have fewer than 30 lines."""
    sizes = sorted((node.end_lineno or 0) - node.lineno + 1 for path in SOURCES for node in functions(path))
    assert sizes[len(sizes) * 9 // 10] < 30


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_test_says_what_it_shows(path: Path) -> None:
    """Every test has a docstring of one sentence."""
    silent = [node.name for node in functions(path) if node.name.startswith("test_") and not ast.get_docstring(node)]
    assert silent == []


def test_nothing_names_a_registry_or_this_machine() -> None:
    """No file of the repository names a host that packages come from, or a path of the machine it was written on."""
    # put together here, so that this file does not name them itself
    hosts = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]
    hosts += [f"/{folder}/" for folder in ("work", "root", "farm")]
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    found = []
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        found += [(name, host) for host in hosts if host in text]
    assert found == []


def test_the_clock_is_read_by_faces_only() -> None:
    """Time is an argument: only the command line asks the clock what day or moment it is."""
    asking = re.compile(r"\b(date\.today|datetime\.now|time\.time)\(")
    asked = [path for path in SOURCES if asking.search(path.read_text(encoding="utf-8"))]
    assert {path.parent.name for path in asked} == {"cli"}


def test_every_heading_and_code_has_its_term() -> None:
    """Every column that a report or list names has a heading in both languages."""
    headings = tomllib.loads((ROOT / "data/texts/columns.toml").read_text(encoding="utf-8"))
    named = {key for path in SOURCES for key in re.findall(r'"columns\.(\w+)"', path.read_text(encoding="utf-8"))}
    assert named <= set(headings)
    assert all(heading[lang].strip() for heading in headings.values() for lang in LANGS)
