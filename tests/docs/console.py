"""The console blocks of the documents, run for real: ``python tests/docs/console.py`` writes their output anew.

A block is fenced as ``console``; a line that begins with ``$ `` is typed, those with ``> `` right after it go on with it,
what follows is what the screen showed. All blocks of a document run in one new, empty folder, in their order; ``export``
and ``cd`` last. What somebody types into a workbook in between stands in a comment, a cell a line::

    <!-- filled in: reports/template-candidates-TG-03.xlsx -> tg-03.xlsx
    E6 19/5/2000
    -->
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from warm import warm

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "reports" / "samples"
DOCUMENTS = (
    ROOT / "README.md", ROOT / "README.vi.md", SAMPLES / "journey.md", SAMPLES / "journey.vi.md",
    SAMPLES / "import.md", SAMPLES / "import.vi.md",
)  # fmt: skip
_PART = re.compile(
    r"^```console\n(?P<block>.*?)^```$|^<!-- filled in: (?P<sent>\S+) -> (?P<back>\S+)\n(?P<cells>.*?)^-->$",
    re.MULTILINE | re.DOTALL,
)
_TYPED = re.compile(r"^\$ (.*\n(?:> .*\n)*)", re.MULTILINE)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def refreshed(document: Path, folder: Path) -> str:
    """The document with the output of every command as the program gives it now."""
    with warm() as programs:
        return _refreshed(document, folder, clean_environment(folder, programs))


def _refreshed(document: Path, folder: Path, environment: dict[str, str]) -> str:
    def run_part(part: re.Match[str]) -> str:
        if part["block"] is None:
            fill_in(folder / part["sent"], folder / part["back"], part["cells"])
            return part[0]
        typed = _TYPED.findall(part["block"])
        return "```console\n" + "".join(f"$ {lines}{run(lines, folder, environment)}" for lines in typed) + "```"

    return _PART.sub(run_part, document.read_text(encoding="utf-8"))


def fill_in(sent: Path, back: Path, cells: str) -> None:
    """Type into the first sheet of a workbook and save it under its new name, as a cell does that sends a list back.

    A day is a day where the cell is formatted as one, as a spreadsheet program has it.
    """
    book = load_workbook(sent)
    sheet = book.worksheets[0]
    for line in cells.splitlines():
        place, _, text = line.partition(" ")
        day = _DAY.fullmatch(text) if sheet[place].number_format != "@" else None
        sheet[place] = date(int(day[3]), int(day[2]), int(day[1])) if day else text
    book.save(back)


def clean_environment(folder: Path, programs: Path) -> dict[str, str]:
    """An environment without settings of ours, its home in the folder, these programs and this Python's first on the path."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PARTYTRACK_", "XDG_", "LC_", "COV"))
    }
    path = os.pathsep.join((str(programs), str(Path(sys.executable).parent), os.environ["PATH"]))
    return kept | {"HOME": str(folder / "home"), "PATH": path, "LANG": "C.UTF-8", "COLUMNS": "80"}


def run(typed: str, folder: Path, environment: dict[str, str]) -> str:
    """What the screen shows after a line was typed, or several of which the shell reads the later ones as the input."""
    line = typed.rstrip("\n").replace("\n> ", "\n")
    if line.startswith("export "):
        name, _, value = shlex.split(line)[1].partition("=")
        environment[name] = value
        return ""
    done = subprocess.run(  # noqa: S602  # the lines are the document's own
        line, shell=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stdout


def main() -> None:
    """Write the documents, or those that are named, with fresh output."""
    named = [Path(name).resolve() for name in sys.argv[1:]]
    for document in named or DOCUMENTS:
        with tempfile.TemporaryDirectory() as folder:
            document.write_text(refreshed(document, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
