"""What was decided of rows: each decision settles a row, or is refused rather than missed."""

import pytest

from partytrack.core.errors import DecisionAstray, SaidTwice
from partytrack.imports.importing import Asked, import_list, open_list
from partytrack.record.people import NewPerson, add_member


@pytest.fixture
def bring_in(desk, tmp_path):
    """Import a list of members in a text file: what became of its rows."""

    def go(*rows, **settings):
        path = tmp_path / "ds.csv"
        path.write_text("\n".join(("code;name;born;unit", *rows)))
        return import_list(desk, open_list(Asked("members", path, **settings))).incoming.lines

    return go


@pytest.mark.parametrize(
    ("place", "decision"),
    [
        ("3", "new"), ("A3", "new"), ("ds!A3", "file"), ("ds2!A2", "P00001"), ("ZZ2", "P00001"), ("D2", "P00001"),
        ("D2", "new"), ("a2", "new"), ("ds2!D2", "file"), ("ds!ZZ2", "store"),
    ],
)  # fmt: skip
def test_a_decision_that_fits_no_row_refuses_the_list(bring_in, desk, rows, place, decision):
    """Another row, another sheet, or one cell of what a whole row is: the row would be taken as if nobody had decided."""
    add_member(desk, NewPerson("Lê Văn An"), "TG-01")
    before = rows(desk.store)
    with pytest.raises(DecisionAstray):
        bring_in(";Lê Văn Bảo;1980;TG-01", decided={place: decision})
    assert rows(desk.store) == before


@pytest.mark.parametrize("names", [("2", "A2"), ("A2", "ds!A2"), ("ds!A2", "2")])
def test_two_decisions_on_one_row_refuse_the_list(bring_in, desk, names):
    """Neither is known to be the one that was meant; the same thing said twice is one decision."""
    add_member(desk, NewPerson("Lê Văn An"), "TG-01")
    with pytest.raises(SaidTwice) as refused:
        bring_in(";Lê Văn Bảo;1980;TG-01", decided=dict.fromkeys(names, "new") | {names[0]: "P00001"})
    assert {refused.value.first, refused.value.second} == {"P00001", "new"}
    (line,) = bring_in(";Lê Văn Bảo;1980;TG-01", decided=dict.fromkeys(names, "new"))
    assert line.outcome == "add"


@pytest.mark.parametrize("place", ["2", "A2", "ds!A2"])
def test_a_decision_names_a_row(bring_in, desk, place):
    """By its number, or by its first cell with the sheet or without."""
    add_member(desk, NewPerson("Lê Văn An"), "TG-01")
    (line,) = bring_in(";Lê Văn Bảo;1980;TG-01", decided={place: "p00001"})
    assert (line.outcome, line.key) == ("change", "P00001")


@pytest.mark.parametrize(
    ("decision", "outcome"), [("P00001", "same"), ("p00001", "same"), ("P00002", "refuse"), ("new", "refuse")]
)
def test_a_row_with_a_code_is_decided_already(bring_in, desk, decision, outcome):
    """Its code holds; a decision for another record, or for a new one, contradicts the list."""
    for name in ("Lê Văn An", "Lê Văn Bảo"):
        add_member(desk, NewPerson(name), "TG-01")
    (line,) = bring_in("P00001;Lê Văn An;;TG-01", decided={"2": decision})
    assert line.outcome == outcome
    assert [remark.code for remark in line.remarks] == ["decided_otherwise"] * (outcome == "refuse")


@pytest.mark.parametrize("named", ["tcvn3", "TCVN3"])
def test_an_old_font_may_be_named_in_any_letters(bring_in, named):
    """Else its texts would be taken as they stand."""
    (line,) = bring_in(";NguyÔn V¨n §øc;1980;TG-01", encoding=named)
    assert (line.outcome, line.values["name"]) == ("add", "Nguyễn Văn Đức")
