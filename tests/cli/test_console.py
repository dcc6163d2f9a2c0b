"""The program among others: pipes, encodings, narrow terminals, stores and files in all conditions."""

import json
import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from partytrack import __version__

REPORTS = ("quota", "shortfall", "zero")
root_only = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions and devices")


def test_both_ways_in(cli):
    """``partytrack`` and ``python -m partytrack`` are the same function; the version is shown without a command."""
    (script,) = entry_points(group="console_scripts", name="partytrack")
    assert script.value == "partytrack.__main__:main"
    assert cli("--version") == cli("--version", "unit", "list")
    assert (cli("--version").code, cli("--version").out) == (0, f"partytrack {__version__}\n")


@root_only
def test_the_users_own_store(cli, tmp_path):
    """Without --db the store lies in the data folder, in a folder and a file that only its owner can read."""
    assert cli("unit", "list").code == 5
    assert cli("init", "--code", "TG", "--name", "Đảng bộ phường Tân Giang").code == 0
    store = tmp_path / "home/data/partytrack/partytrack.db"
    assert oct(store.stat().st_mode)[-3:] == "600"
    assert oct(store.parent.stat().st_mode)[-3:] == "700"
    assert cli("unit", "list").code == 0


@root_only
def test_reports_are_private(run, demo, tmp_path):
    """A report names people: its file is readable by its owner only, and its folder is made."""
    done = run("report", "quota", "--format", "xlsx", db=demo)
    written = tmp_path / "reports/quota-TG-2022.xlsx"
    assert (done.code, done.out, oct(written.stat().st_mode)[-3:]) == (0, "", "600")


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2021", "quota-TG-2021.xlsx"),
        ("2019..2021", "quota-TG-2019-2021.xlsx"),
        ("2021H1", "quota-TG-2021-01-01-2021-06-30.xlsx"),
        ("term:2020-2025", "quota-TG-term-2020-2025.xlsx"),
        ("term:2020–2025", "quota-TG-term-2020-2025.xlsx"),
    ],
)
def test_a_workbook_is_named_after_its_period(run, ward, tmp_path, period, name):
    """The name of a file says of which years, days or term it is."""
    assert run("unit", "term", "TG", "2020-2025", "--from", "1/1/2021", "--to", "31/12/2025", db=ward).code == 0
    assert run("report", "quota", "--period", period, "--format", "xlsx", db=ward).code == 0
    assert [path.name for path in (tmp_path / "reports").iterdir()] == [name]


def test_a_report_on_a_term(run, ward):
    """The units under a committee share its term; the report is that of the term's days and names it."""
    assert run("unit", "term", "TG", "2020-2025", "--from", "15/8/2020", "--to", "14/8/2025", db=ward).code == 0
    for unit in ("TG", "TG-01"):
        term, days = (
            run("report", "quota", "--unit", unit, "--period", period, "--format", "json", db=ward).out
            for period in ("term:2020-2025", "15/8/2020..14/8/2025")
        )
        assert term == days
        shown = run("report", "quota", "--unit", unit, "--period", "term:2020-2025", db=ward, lang="vi").out
        assert "Nhiệm kỳ 2020–2025 (từ 15/8/2020 đến 14/8/2025)" in shown


@pytest.mark.parametrize("form", ["text", "json", "csv", "xlsx"])
def test_a_file_is_replaced_only_by_force(run, demo, tmp_path, form):
    """What lies there stays, until --force says otherwise; nothing half-written is left."""
    target = tmp_path / "báo cáo" / f"q.{form}"
    asked = ("report", "quota", "--format", form, "--output", target)
    assert run(*asked, db=demo).code == 0
    first = target.read_bytes()
    target.write_bytes(b"mine")
    refused = run(*asked, db=demo)
    assert (refused.code, refused.out, target.read_bytes()) == (1, "", b"mine")
    assert run(*asked, "--force", db=demo).code == 0
    assert len(target.read_bytes()) == pytest.approx(len(first), abs=50)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@root_only
@pytest.mark.parametrize(
    ("target", "code"), [("{folder}", 5), ("/dev/full", 5), ("/dev/null/q.json", 5), ("{folder}/link.json", 0)]
)
def test_places_that_are_no_plain_file(run, demo, tmp_path, target, code):
    """A folder is refused, a device is written to and stays a device, a link stays a link."""
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    place = Path(target.format(folder=tmp_path))
    done = run("report", "quota", "--format", "json", "--output", place, "--force", db=demo)
    assert done.code == code, done.err
    assert (tmp_path / "link.json").is_symlink()
    assert not place.is_file() or json.loads((tmp_path / "real.json").read_text("utf-8"))
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(
    ("env", "lang"),
    [
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": ""}, "vi"),
        ({"LC_ALL": "vi_VN.TCVN", "PARTYTRACK_LANG": "en"}, "en"),
        ({"LC_ALL": "C", "PARTYTRACK_LANG": "vi"}, "vi"),
        ({"LC_ALL": "en_US.UTF-8", "PARTYTRACK_LANG": "xx"}, "en"),
        ({"LC_ALL": "fr_FR.UTF-8"}, "en"),
        ({"PYTHONIOENCODING": "cp1258", "PARTYTRACK_LANG": "vi"}, "vi"),
        ({"PYTHONIOENCODING": "cp1252", "PARTYTRACK_LANG": "vi"}, "vi"),
        ({"PYTHONIOENCODING": "ascii", "PARTYTRACK_LANG": "vi", "NO_COLOR": "1"}, "vi"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PARTYTRACK_LANG": "vi"}, "vi"),
    ],
    ids=str,
)
def test_languages_and_consoles(cli, demo, env, lang):
    """The language is picked as documented, and no console's encoding breaks a line; there is no colour in a pipe."""
    done = cli("report", "zero", "--period", "2019..2021", db=demo, env=env)
    assert (done.code, done.err) == (0, "")
    assert ("Chi bộ không kết nạp" in done.out) == (lang == "vi")
    assert "Chi bộ Tổ dân phố 6" in done.out
    assert "\x1b" not in done.out
    refused = cli("unit", "show", "XX", db=demo, env=env)
    assert ("Không có đơn vị" in refused.err) == (lang == "vi")


def test_the_stores_own_language(run, tmp_path, capsys, monkeypatch):
    """The language chosen at ``init`` holds where nobody says otherwise, for help and wrong usage too."""
    from partytrack.cli.app import call  # noqa: PLC0415  # without the fixture's --lang

    store = tmp_path / "s.db"
    run("init", "--code", "TG", "--name", "Đảng bộ xã", db=store, lang="vi")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    for line, vietnamese in (
        ("unit list", "Các tổ chức đảng"),
        ("unit --help", "Cách dùng"),
        ("frob", "Không có lệnh"),
    ):
        call(["--db", str(store), *line.split()])
        assert vietnamese in "".join(capsys.readouterr())


@root_only
def test_a_reader_who_has_seen_enough(demo, clean_environment):
    """``| head -1`` is no failure and prints nothing else."""
    for line in ("member list", "--help", "report shortfall --explain --period 2019..2021"):
        program = f"set -o pipefail; {shlex.quote(sys.executable)} -m partytrack {line} | head -1"
        done = subprocess.run(
            ["bash", "-c", program],
            env={**clean_environment, "PARTYTRACK_DB": str(demo)}, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 1)


@root_only
def test_a_list_that_is_not_for_everybody(run, demo, tmp_path, monkeypatch):
    """Whether a file can be read is told by a sentence of its own, not as a wrong value of an option."""

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "list.csv").write_text("Họ tên;Chi bộ\n", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_, **__: False)  # what root may read, others may not
    monkeypatch.setattr(Path, "read_bytes", refuse)
    done = run("import", "members", tmp_path / "list.csv", db=demo)
    assert (done.code, "list.csv” cannot be read" in done.err, "Permission denied" in done.err) == (5, True, True)


@root_only
def test_a_name_that_is_too_long_for_the_system(run, demo, tmp_path):
    """The file is named, not the store."""
    done = run("member", "list", "--format", "csv", "--output", tmp_path / f"{'y' * 300}.csv", db=demo)
    assert (done.code, "y.csv” cannot be read or written" in done.err) == (5, True)


@root_only
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_takes_a_part(demo, clean_environment, tmp_path, unbuffered):
    """What is cut off is told, whatever the environment asks of Python; the limit stands for a disk that fills up."""
    program = f"ulimit -f 40; {shlex.quote(sys.executable)} -m partytrack member list --format csv > part.csv"
    done = subprocess.run(
        ["bash", "-c", program],
        env={**clean_environment, "PARTYTRACK_DB": str(demo), "PYTHONUNBUFFERED": unbuffered},
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (tmp_path / "part.csv").stat().st_size == 40 * 1024
    assert (done.returncode, "Traceback" in done.stderr, len(done.stderr.splitlines())) == (5, False, 1)


@root_only
@pytest.mark.parametrize("line", ["template members", "member list --format xlsx", "report pack"])
def test_a_workbook_that_the_disk_does_not_take(demo, clean_environment, tmp_path, line):
    """One sentence, and nothing is left of the file; nothing is tried again when the program ends."""
    program = f"ulimit -f 20; {shlex.quote(sys.executable)} -m partytrack {line} --output t.xlsx"
    done = subprocess.run(
        ["bash", "-c", program],
        env={**clean_environment, "PARTYTRACK_DB": str(demo)},
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, len(done.stderr.splitlines()), list(tmp_path.glob("*.xlsx"))) == (5, 1, []), done.stderr


@root_only
@pytest.mark.parametrize(("redirect", "code"), [(">&-", 3), ("2>&-", 3), ("2>/dev/full", 3), (">&- 2>&-", 3)])
def test_closed_streams(demo, clean_environment, redirect, code):
    """A stream that is closed or full does not change what the exit code says."""
    program = f"{shlex.quote(sys.executable)} -m partytrack unit show XX {redirect}"
    done = subprocess.run(
        ["sh", "-c", program],
        env={**clean_environment, "PARTYTRACK_DB": str(demo)}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", REPORTS)
def test_reports_fit_eighty_columns(run, demo, name, lang):
    """No line of a text report on the demo is longer than 80 characters, whatever is asked."""
    for asked in ((), ("--explain",), ("--period", "2019..2021", "--explain"), ("--unit", "TG-03", "--explain"),
                  ("--as-of", "2020-12-31", "--period", "2019..2021"), ("--by", "ceremony")):  # fmt: skip
        out = run("report", name, *asked, db=demo, lang=lang).out
        assert [line for line in out.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "line",
    ["unit list", "unit show TG", "member list", "candidate list --all", "candidate show C00003", "candidate show C00002",
     "quota list TG", "quota history TG-01", "tally list", "journal list", "journal show 1"],
)  # fmt: skip
def test_lists_fit_eighty_columns(run, demo, line, lang):
    """Neither does a list need more."""
    assert [row for row in run(*line.split(), db=demo, lang=lang).out.splitlines() if len(row) > 80] == []


@pytest.mark.parametrize(("columns", "widest"), [("40", 70), ("100", 100), ("500", 120), ("0", 80), ("wide", 80)])
def test_other_widths(run, demo, monkeypatch, columns, widest):
    """The width of the terminal is used up to 120; numbers are never broken for a narrow one."""
    monkeypatch.setenv("COLUMNS", columns)
    out = run("report", "shortfall", "--period", "2019..2021", db=demo).out
    assert max(len(line) for line in out.splitlines()) <= widest
    assert "100.00%" in out


def conditions(folder, good):
    """Stores that do not serve, by what is the matter with them."""
    newer = folder / "newer.db"
    newer.write_bytes(good.read_bytes())
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    (folder / "text.db").write_text("no database at all, but a letter", encoding="utf-8")
    (folder / "empty.db").write_bytes(b"")
    (folder / "cut.db").write_bytes(good.read_bytes()[:6000])
    return (
        newer, folder, folder / "missing.db", folder / "no/such/folder.db", folder / "text.db", folder / "empty.db",
        folder / "cut.db", folder / "text.db" / "inside.db", "", "postgresql://u:secret@host/db",
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "line",
    ["unit list", "report quota", "unit rename TG-01 X --on 1/1/2022", "doctor", "journal verify", "backup b.db"],
)
def test_stores_that_do_not_serve(run, ward, tmp_path, line, lang):
    """A missing, foreign, damaged or newer store is exit 5 with one sentence, and no secret of an address in it."""
    folder = tmp_path / "stores"
    folder.mkdir()
    for store in conditions(folder, ward):
        done = run(*line.split(), db=store, lang=lang)
        assert (store, done.code, done.out) == (store, 5, ""), done.err
        assert done.err.count("\n") == 1
        assert "secret" not in done.err
        assert not (tmp_path / "b.db").exists()
    assert not (folder / "missing.db").exists()


@pytest.mark.parametrize("place", ["", "text.db", "text.db/inside.db"])
def test_no_store_is_founded_where_something_lies(run, tmp_path, place):
    """``init`` leaves a folder and a foreign file alone."""
    (tmp_path / "text.db").write_text("mine", encoding="utf-8")
    done = run("init", "--code", "TG", "--name", "X", db=tmp_path / place)
    assert (done.code, (tmp_path / "text.db").read_text("utf-8")) == (5, "mine")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["text.db"]


def test_a_locked_store(run, ward, monkeypatch, held):
    """Who finds the store held by another is told so; reading goes on beside a writer."""
    monkeypatch.setattr("partytrack.store.connection.BUSY_SECONDS", 0.1)
    before = held(ward)
    with closing(sqlite3.connect(ward, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = run("unit", "rename", "TG-01", "Chi bộ mới", "--on", "1/1/2022", db=ward)
        assert (done.code, "Another program is using the store" in done.err) == (5, True)
        assert run("unit", "list", db=ward).code == 0
        other.execute("ROLLBACK")
    assert held(ward) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_that_may_only_be_read(run, ward):
    """A read-only file can be read; an act is refused with what to do."""
    ward.chmod(0o400)
    assert run("unit", "list", db=ward).code == 0
    assert run("unit", "rename", "TG-01", "X", "--on", "1/1/2022", db=ward).code == 5
