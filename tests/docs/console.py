"""The console blocks of the documents, run for real: ``python tests/docs/console.py`` writes their output anew.

A block is fenced as ``console``; a line that begins with ``$ `` is typed, what follows is what the screen
showed. All blocks of a document run in one new, empty folder, in their order; ``export`` and ``cd`` last.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "reports" / "samples"
DOCUMENTS = (ROOT / "README.md", ROOT / "README.vi.md", SAMPLES / "journey.md", SAMPLES / "journey.vi.md")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def refreshed(document: Path, folder: Path) -> str:
    """The document with the output of every command as the program gives it now."""
    environment = clean_environment(folder)

    def run_block(block: re.Match[str]) -> str:
        typed = [line[2:] for line in block[1].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"$ {line}\n{run(line, folder, environment)}" for line in typed) + "```"

    return _BLOCK.sub(run_block, document.read_text(encoding="utf-8"))


def clean_environment(folder: Path) -> dict[str, str]:
    """An environment without settings of ours, its home in the folder, this Python's programs first on the path."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PARTYTRACK_", "XDG_", "LC_", "COV"))
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return kept | {"HOME": str(folder / "home"), "PATH": path, "LANG": "C.UTF-8", "COLUMNS": "80"}


def run(line: str, folder: Path, environment: dict[str, str]) -> str:
    """What the screen shows after a line was typed."""
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
