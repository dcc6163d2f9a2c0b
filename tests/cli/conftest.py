"""The command run inside the test's own process, for tables of many cases; ``cli`` starts a real one."""

import os
import subprocess
import sys
from typing import NamedTuple

import pytest

from partytrack.cli.app import call


class Outcome(NamedTuple):
    """What a run left behind: its exit code, the data and the messages."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run a command line: ``run("unit", "list", db=ward)``; in English and on the ward's day, unless told otherwise."""
    for name in [name for name in os.environ if name.startswith("PARTYTRACK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def go(*args, db=None, lang="en", today="2022-04-26"):
        named = () if db is None else ("--db", str(db))
        capsys.readouterr()
        code = call([*named, "--lang", lang, "--today", today, "--actor", "secretary", *(str(arg) for arg in args)])
        return Outcome(code, *capsys.readouterr())

    return go


@pytest.fixture
def held(rows):
    """Everything a store holds, the journal too, to see that nothing changed."""
    return lambda store: (rows(store), rows(store, journal=True))


@pytest.fixture
def start(tmp_path, clean_environment):
    """Start a real process with streams of its own: ``start("unit", "list", db=ward, stdout=file)``."""

    def go(*args, db=None, env=None, stdout=subprocess.PIPE, stderr=subprocess.PIPE):
        settings = {"PARTYTRACK_DB": str(db)} if db is not None else {}
        done = subprocess.run(
            [sys.executable, "-m", "partytrack", *(str(arg) for arg in args)],
            env={**clean_environment, **settings, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            cwd=tmp_path,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return Outcome(done.returncode, done.stdout or "", done.stderr or "")

    return go


@pytest.fixture
def quick_demo(demo, monkeypatch):
    """Let ``demo`` take its records from the store that was built once; all else it does itself."""
    monkeypatch.setattr("partytrack.record.demo.build", lambda desk, _lang: desk.store.write_bytes(demo.read_bytes()))
