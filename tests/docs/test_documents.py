"""The documents tell the truth: their commands run, their output is the program's own, what they name exists."""

import re
from pathlib import Path

import pytest
from console import DOCUMENTS, ROOT, refreshed

README = ROOT / "README.md"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_output_in_documents_is_what_the_program_prints(document: Path, tmp_path: Path) -> None:
    """Every console block of a document, typed anew in an empty folder, shows what stands there."""
    assert document.read_text(encoding="utf-8") == refreshed(document, tmp_path)


def test_the_test_command_is_what_ci_runs() -> None:
    """The script of the continuous build ends with the README's second command, word for word."""
    commands = re.findall(r"^python3 -m venv .*$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_places_on_the_map_exist() -> None:
    """Every folder that the README's map of the code names is there, and every package is on the map."""
    text = README.read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([\w/]+/)`", text, re.MULTILINE))
    assert all((ROOT / place).is_dir() for place in named)
    packages = {f"src/partytrack/{path.parent.name}/" for path in (ROOT / "src/partytrack").glob("*/__init__.py")}
    assert packages <= named
