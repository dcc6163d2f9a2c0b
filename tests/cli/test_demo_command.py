"""The demo: the seed's ward in a store of its own, for everyone to try, and nobody's store the worse for it."""

import json
import shlex
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from partytrack.core.texts import LANGS

quick = pytest.mark.usefixtures("quick_demo")
AFTER = "2025-12-31"


@pytest.fixture
def built(run, quick_demo, tmp_path):  # noqa: ARG001  # a fixture cannot be marked
    """A folder in which the demo was built."""
    assert run("demo", lang="vi").code == 0
    return tmp_path


def test_a_fresh_folder(built):
    """The store lies in the current folder, the workbook under reports/, and the user's own store is not even made."""
    assert sorted(str(path.relative_to(built)) for path in built.rglob("*") if path.is_file()) == [
        "partytrack-demo.db",
        "reports/quota-TG-2019-2021.xlsx",
    ]


def test_what_the_screen_shows(run):
    """First the shortfall in five lines, then the quota report, in the reader's language; nothing wider than 80."""
    done = run("demo", lang="vi")
    lines = done.out.splitlines()
    assert lines[:6] == [
        "Kết nạp 15 đảng viên, chỉ tiêu 24 (số giả định).",
        "Cả đơn vị thiếu 9; riêng các đơn vị chưa đạt thiếu 11 (nơi vượt che mất 2).",
        "Thiếu nhiều nhất: TG-03, TG-06, TG-08.",
        "4 chi bộ không kết nạp được đảng viên nào trong kỳ, trên tổng số 12 chi bộ.",
        "25 người đang được theo dõi, bồi dưỡng.",
        "",
    ]
    assert "62,50%" in done.out
    assert max(len(line) for line in lines) <= 80


@quick
def test_it_can_be_built_again(run, built):
    """A demo takes the place of a demo, whatever was tried in it."""
    store = built / "partytrack-demo.db"
    run("unit", "rename", "TG-01", "Thử", "--on", "2022-01-01", db=store)
    assert run("demo").code == 0
    assert "Thử" not in run("unit", "list", db=store).out
    assert not list(built.glob("*-wal"))


@quick
@pytest.mark.parametrize("named", ["option", "environment"])
def test_nothing_but_a_demo_is_replaced(run, ward, held, named, monkeypatch):
    """A store that is none of ours to play with is refused, and stays as it was."""
    before = held(ward)
    if named == "environment":
        monkeypatch.setenv("PARTYTRACK_DB", str(ward))
    done = run("demo", db=ward if named == "option" else None)
    assert (done.code, done.out) == (1, "")
    assert "not a demo store" in done.err
    assert held(ward) == before


@quick
@pytest.mark.parametrize("content", [b"", b"a letter", b"SQLite format 3\x00"], ids=["empty", "text", "half a store"])
def test_another_file_is_refused(run, tmp_path, content):
    """A file that is no store stays what it is."""
    mine = tmp_path / "partytrack-demo.db"
    mine.write_bytes(content)
    assert run("demo").code == 1
    assert mine.read_bytes() == content


@quick
def test_the_users_own_store_is_never_touched(run, tmp_path):
    """With a store of one's own at its place, the demo still goes to the current folder."""
    run("init", "--code", "TG", "--name", "Đảng bộ xã", db=None)
    own = next((tmp_path / "data").rglob("*.db"))
    before = own.read_bytes()
    assert run("demo").code == 0
    assert (own.read_bytes(), (tmp_path / "partytrack-demo.db").exists()) == (before, True)


@quick
def test_folders_of_ones_choice(run, tmp_path):
    """The store goes where --db says and the workbook where --output says; folders are made."""
    assert run("demo", "--output", "a/b", db=tmp_path / "c" / "d.db").code == 0
    assert (tmp_path / "a/b/quota-TG-2019-2021.xlsx").is_file()
    assert (tmp_path / "c/d.db").is_file()
    assert not (tmp_path / "partytrack-demo.db").exists()


def test_its_own_today(cli, tmp_path):
    """The demo answers as of 26 April 2022 unless told otherwise."""
    assert cli("demo").code == 0
    store = tmp_path / "partytrack-demo.db"
    asked = ("report", "quota", "--format", "json")
    assert json.loads(cli(*asked, db=store).out)["as_of"] == "2022-04-26"
    assert json.loads(cli("--today", "2021-12-31", *asked, db=store).out)["as_of"] == "2021-12-31"
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("SELECT max(entered_on) FROM unit").fetchone() == ("2022-04-26",)


@pytest.fixture(scope="module")
def reformed(templates, empty_template, desk_at):
    """The store of the demo after the reform, for reading only."""
    from partytrack.record.demo_reform import build  # noqa: PLC0415  # as in conftest.py

    store = templates / "after-reform.db"
    store.write_bytes(empty_template.read_bytes())
    build(desk_at(store, today=date.fromisoformat(AFTER)))
    return store


@pytest.fixture
def quick_reform(reformed, monkeypatch):
    """Let ``demo --after-reform`` take its records from the store that was built once; all else it does itself."""
    monkeypatch.setattr(
        "partytrack.record.demo_reform.build", lambda desk, _lang: desk.store.write_bytes(reformed.read_bytes())
    )


after_reform = pytest.mark.xdist_group("after-reform")  # the store is built once


@after_reform
def test_after_the_reform(cli, tmp_path):
    """The ward is carried through 1/7/2025: on the screen the new ward in five lines and the province on both maps."""
    done = cli("--lang", "en", "demo", "--after-reform")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[1] == "Đảng bộ phường Thành Sen (TS)"
    assert lines[5:10] == [
        "Admitted 20, quota 23 (an assumption).",
        "Short by 3 net, by 8 over the units that fell short (surplus hides 5).",
        "Furthest behind: BH-03, HHT-01, TG-02.",
        "10 of 29 cells admitted nobody in the period.",
        "16 candidates are on the way.",
    ]
    totals = [line.split() for line in lines if line.startswith("HT ")]
    assert totals == [["HT", "Total", "74", "55", "74.32%", "19", "0", "5"]] * 2
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.glob("[!h]*/*")) == [
        "reports/quota-TS-2024-2025-today.xlsx"
    ]
    asked = ("report", "quota", "--format", "json")
    assert json.loads(cli(*asked, db=tmp_path / "partytrack-demo.db").out)["as_of"] == AFTER


@after_reform
@pytest.mark.usefixtures("quick_reform")
@pytest.mark.parametrize("lang", LANGS)
def test_after_the_reform_it_fits_the_screen(run, lang):
    """In both languages nothing is wider than 80 columns, and a new name is told from an old one by its code."""
    done = run("demo", "--after-reform", lang=lang, today=AFTER)
    assert max(len(line) for line in done.out.splitlines()) <= 80
    assert "TP2   Đảng bộ phường Trần Phú" in done.out


@after_reform
@pytest.mark.usefixtures("quick_reform")
@pytest.mark.parametrize("lang", LANGS)
def test_what_to_try_after_the_reform(run, lang):
    """Every hint names the store and is a command that works."""
    done = run("demo", "--after-reform", db="thử.db", lang=lang, today=AFTER)
    hints = [shlex.split(line) for line in done.err.splitlines() if line.startswith("  partytrack ")]
    assert len(hints) == 7
    for hint in hints:
        assert hint[:3] == ["partytrack", "--db", "thử.db"]
        assert run(*hint[3:], db=hint[2], lang=lang, today=AFTER).code == 0


@after_reform
@pytest.mark.usefixtures("quick_demo", "quick_reform")
def test_one_demo_gives_way_to_the_other(run, tmp_path):
    """The ward and the ward after the reform take each other's place in the same file, and nothing else's."""
    store = tmp_path / "partytrack-demo.db"
    for asked, root in ((("--after-reform",), "HT"), ((), "TG"), (("--after-reform",), "HT")):
        assert run("demo", *asked, today=AFTER).code == 0
        assert run("unit", "list", "--format", "csv", db=store, today=AFTER).out.splitlines()[1].startswith(f"{root},")
    store.write_bytes(b"a letter")
    assert run("demo", "--after-reform", today=AFTER).code == 1
    assert store.read_bytes() == b"a letter"
