"""``partytrack report pack``: one workbook of the reports as they would be written singly, and what it does not take."""

import json
from contextlib import contextmanager

import pytest
from openpyxl import load_workbook

from partytrack.cli.face import Face
from partytrack.reports.pack import MAIN, PARTS

PERIOD = ("--period", "2019..2021")
FILE = "reports/pack-TG-2019-2021.xlsx"


def cover_figures(path, label):
    """The value column of the cover's main figures, under its heading."""
    sheet = load_workbook(path).worksheets[0]
    head = next(row for row in range(1, 40) if sheet.cell(row, 4).value == label)
    rows = range(head + 1, head + 1 + sum(len(keys) for _, keys in MAIN.values()))
    return [sheet.cell(row, 4).value for row in rows]


@pytest.mark.parametrize(
    "options", [("--unit", "TG"), ("--unit", "TG-03"), ("--as-of", "2021-06-30"), ("--by", "ceremony")]
)
def test_the_cover_tells_what_the_single_reports_tell(run, demo, tmp_path, options):
    """Every main figure is the one that the report's own JSON has in its total; the pipeline is that of everybody."""
    done = run("report", "pack", *PERIOD, *options, "--output", "pack.xlsx", db=demo)
    assert (done.code, done.out, done.err) == (0, "", "Wrote pack.xlsx.\n")
    wanted = []
    for name, (table, keys) in MAIN.items():
        period = () if name == "pipeline" else PERIOD
        told = json.loads(run("report", name, *period, *options, "--format", "json", db=demo).out)
        total = next(each["total"] for each in told["tables"] if each["name"] == table)
        wanted += [float(total[key]) / 100 if key == "percent" else total[key] for key in keys]
    assert cover_figures(tmp_path / "pack.xlsx", "Value") == pytest.approx(wanted)


def test_where_it_is_written(run, demo, tmp_path):
    """Without --output it lies where reports do; what lies there stays unless --force says otherwise."""
    first, second, third = (run("report", "pack", *PERIOD, *more, db=demo) for more in ((), (), ("--force",)))
    assert (first.code, first.err) == (0, f"Wrote {FILE}.\n")
    assert second.code == 1
    assert (third.code, third.err) == (0, f"Wrote {FILE}.\n")
    assert load_workbook(tmp_path / FILE).sheetnames[0] == "Cover"


@pytest.mark.parametrize("form", ["text", "json", "csv", "ics"])
def test_another_format_is_refused(run, demo, tmp_path, form):
    """It is wrong usage, the single reports are named, and nothing is written."""
    done = run("report", "pack", "--format", form, "--output", "pack.out", db=demo)
    assert (done.code, done.out) == (2, "")
    assert f"cannot be written as {form}" in done.err
    assert ", ".join(PARTS) in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [("--segment", "women"), ("--measure", "course")])
def test_an_option_that_counts_others_is_refused(run, demo, options):
    """The pack is about every admission: what is due is not counted by segment, nor a pipeline by course."""
    done = run("report", "pack", *options, db=demo)
    assert (done.code, done.out) == (2, "")
    assert options[0] in done.err


@pytest.mark.parametrize(
    ("options", "code"), [(("--unit", "TG-99"), 3), (("--as-of", "31/02"), 4), (("--period", "x"), 4)]
)
def test_wrong_values_are_refused_as_for_every_report(run, demo, tmp_path, options, code):
    """An unknown unit, a day that is none: the exit codes are those of the single reports, and nothing is written."""
    done = run("report", "pack", *options, db=demo)
    assert (done.code, done.out) == (code, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("lang", "title"), [("vi", "Bộ báo cáo công tác"), ("en", "Report pack on membership")])
def test_help_lists_the_pack(run, lang, title):
    """The pack stands among the reports to choose from, and a misspelt name is told of it."""
    assert "  pack  " in run("report", "--help", lang=lang).out
    assert title in run("report", "--help", lang=lang).out
    assert "pack" in run("report", "pak", lang=lang).err


def test_everything_is_read_at_one_moment(run, demo, monkeypatch):
    """The store is opened for reading once, as the law of now has it, for all the reports together."""
    asked, reading = [], Face.reading

    @contextmanager
    def watched(self, *, judged=False):
        asked.append(judged)
        with reading(self, judged=judged) as statements:
            yield statements

    monkeypatch.setattr(Face, "reading", watched)
    assert run("report", "pack", *PERIOD, db=demo).code == 0
    assert asked == [True]


def test_explain_opens_each_count_once(run, demo, tmp_path):
    """What was counted stands behind the quota and the cases behind the pipeline, and behind no other report again."""
    run("report", "pack", *PERIOD, "--explain", "--output", "pack.xlsx", db=demo)
    names = load_workbook(tmp_path / "pack.xlsx").sheetnames
    assert [name for name in names if "counted" in name or "behind the counts" in name] == [
        "1.1 What was counted",
        "4.5 The cases behind the counts",
    ]
