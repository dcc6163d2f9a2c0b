"""JSON is what scripts rely on: the contract's shape, exact values, unknown as null."""

import json as stdlib_json
from datetime import date
from decimal import Decimal

import pytest

from partytrack.core.dates import PartialDate
from partytrack.core.report import Column, Fraction, Table
from partytrack.render import json


def test_document_has_the_contract_shape(report):
    """The keys of the document are those of the contract, in its order."""
    document = stdlib_json.loads(json.render(report))
    assert list(document) == ["report", "title", "unit", "period", "as_of", "basis", "map", "tables", "notes"]
    assert document["unit"] == {"code": "TG", "name": "Đảng bộ phường Tân Giang"}
    assert document["period"] == {"from": "2019-01-01", "to": "2021-12-31"}
    assert (document["as_of"], document["basis"], document["map"]) == ("2022-04-26", "decision", "then")
    assert list(document["tables"][0]) == ["name", "columns", "rows", "total"]
    assert document["notes"][1]["code"] == "quota_not_set"
    assert document["notes"][1]["units"] == ["TG-12"]


def test_columns_tell_key_type_and_label(report):
    """Every column is described, hidden ones too, since scripts read them."""
    columns = stdlib_json.loads(json.render(report))["tables"][0]["columns"]
    assert columns[2] == {"key": "own", "type": "flag", "label": report.tables[0].columns[2].label}
    assert [column["type"] for column in columns].count("count") == 3


def test_rows_carry_every_key_and_exact_values(make):
    """A row is given whole: keys beyond the columns, exact decimals as text, ISO days, flags as booleans."""
    rows = stdlib_json.loads(json.render(make("vi")))["tables"][0]["rows"]
    assert rows[2] == {
        "unit": "TG-03",
        "name": "Chi bộ Tổ dân phố 3",
        "own": False,
        "quota": 5,
        "admitted": 2,
        "fraction": "2/5",
        "percent": "40.00",
        "shortfall": 3,
        "zero": False,
        "quota_text": "5",
        "latest": "2021-03-03",
    }
    assert "latest" not in rows[3]


def test_total_keeps_its_further_keys(report):
    """The total has keys that no column has, such as the shortfall summed over units."""
    total = stdlib_json.loads(json.render(report))["tables"][0]["total"]
    assert (total["unit"], total["percent"], total["gross_shortfall"]) == ("TG", "62.50", 11)


def test_unknown_is_null_and_never_zero(report):
    """A quota that was not set is null, and so is everything reckoned from it."""
    row = stdlib_json.loads(json.render(report))["tables"][0]["rows"][11]
    assert [row[key] for key in ("quota", "percent", "shortfall", "fraction")] == [None] * 4
    assert row["admitted"] == 0


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (Fraction(15, 24), "15/24"),
        (Fraction(15, None), None),
        (Fraction(None, 24), None),
        (Fraction(None, None), None),
        (Decimal("98.10"), "98.10"),
        (Decimal("0E-8"), "0.00000000"),
        (PartialDate(date(2001, 5, 1), "month"), "2001-05"),
        (PartialDate(date(2001, 5, 3), "day"), "2001-05-03"),
        (date(2022, 4, 26), "2022-04-26"),
        ("=cmd()", "=cmd()"),
        (True, True),
        (None, None),
    ],
)
def test_cells(cell, written):
    """Each kind of value has one form in JSON."""
    table = Table("t", "", (Column("it", "text", "It"),), ({"it": cell},))
    assert stdlib_json.loads(json.render_table("things", table)) == {"list": "things", "rows": [{"it": written}]}


def test_a_table_without_total_says_null(make):
    """No total is null, so that a script need not ask whether the key is there."""
    table = Table("t", "", (), ())
    document = stdlib_json.loads(json.render(make("en", tables=(table,))))
    assert document["tables"] == [{"name": "t", "columns": [], "rows": [], "total": None}]


def test_letters_stay_letters_and_the_document_ends_with_a_newline(make):
    """Vietnamese is readable in the document itself."""
    written = json.render(make("vi"))
    assert "Đảng bộ phường Tân Giang" in written
    assert written.endswith("}\n")
