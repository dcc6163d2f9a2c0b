"""What ``partytrack import`` shows on the screen: the columns, long tables, and a bar while a long list is worked through."""

import os
import subprocess
import sys
import threading

import pytest

from partytrack.imports.importing import Asked, import_list, open_list

HEADERS = "Danh sách\n;\nHọ và tên đệm;Tên;Năm sinh;Chi bộ;Ghi chú"


def list_of(path, rows):
    """A list of members in a text file, under a title."""
    path.write_text("\n".join((HEADERS, *rows)))
    return path


def people(number):
    """So many people whose names are not alike."""
    letters = "abcdeghiklmnopqrstuvxy"
    some = (f"{a}{b}{c}" for a in letters for b in letters for c in letters)
    return [
        f"Lê {name.capitalize()};An;{1950 + place % 50};TG-01;"
        for place, name in zip(range(number), some, strict=False)
    ]


def test_the_columns_are_shown_by_their_cells(run, ward, tmp_path):
    """The sheet stands in the title once; what is not read is named with a dash for its field."""
    told = run("import", "members", list_of(tmp_path / "ds.csv", people(1)), "--dry-run", db=ward)
    assert told.err.splitlines()[:7] == [
        "Columns of the list on the sheet “ds” (layout members)",
        "Cell  Header in the file  Column",
        "────────────────────────────────────",
        "A3    Họ và tên đệm       Full name",
        "B3    Tên                 Full name",
        "C3    Năm sinh            Birth date",
        "D3    Chi bộ              Unit",
    ]
    assert told.err.splitlines()[7].split() == ["E3", "Ghi", "chú", "–"]


def test_of_many_refused_rows_none_is_hidden(run, ward, tmp_path):
    """A long table is written in plain lines, each finding with its address."""
    rows = [row.replace("TG-01", "TG-99") for row in people(300)]
    told = run("import", "members", list_of(tmp_path / "ds.csv", rows), db=ward)
    assert told.code == 4
    found = [line.split()[0] for line in told.out.splitlines() if line.startswith("ds!D")]
    assert found == [f"ds!D{row}" for row in range(4, 304)]
    assert max(map(len, told.out.splitlines())) <= 80


def test_each_row_ticks_as_it_is_read_and_as_it_is_recorded(desk, tmp_path):
    """So the bar covers both halves of the work."""
    ticks = []
    opened = open_list(Asked("members", list_of(tmp_path / "ds.csv", people(7))))
    import_list(desk, opened, lambda: ticks.append(1))
    assert len(ticks) == 2 * 7


def on_a_terminal(command, environment):
    """What a command shows on a terminal, and its exit code."""
    import pty  # noqa: PLC0415  # Windows has none

    ours, theirs = pty.openpty()
    shown = []

    def listen():
        try:
            while read := os.read(ours, 4096):
                shown.append(read)
        except OSError:  # the other end was closed
            return

    listener = threading.Thread(target=listen)
    listener.start()
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=theirs, check=False, timeout=120)
    os.close(theirs)
    listener.join()
    os.close(ours)
    return b"".join(shown).decode(), done.returncode


@pytest.mark.skipif(os.name == "nt", reason="pseudo terminals")
@pytest.mark.parametrize(("number", "drawn"), [(1_000, True), (3, False)])
def test_a_long_list_has_a_bar_on_a_terminal(ward, tmp_path, clean_environment, number, drawn):
    """It goes from nothing to all of the rows and leaves the screen; a short list needs none."""
    path = list_of(tmp_path / "ds.csv", people(number))
    command = [sys.executable, "-m", "partytrack", "--db", str(ward), "import", "members", str(path), "--dry-run"]
    shown, code = on_a_terminal(command, {**clean_environment, "TERM": "xterm", "COLUMNS": "100"})
    assert code == 0
    assert ("━" in shown, "100%" in shown, "ds.csv" in shown) == (drawn, drawn, drawn)
