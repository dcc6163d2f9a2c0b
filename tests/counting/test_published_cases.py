"""Six published cases, each with the decimals and rounding it was printed with, through the command itself."""

import json
import sqlite3
from contextlib import closing

import pytest
from factbook import read, write

QUAN_11 = """
committee Q11, records from 2011-01-01
cell Q11-1 under Q11
quota Q11 2011 120
"""
DIEN_HONG = """
committee DH, records from 2026-01-01
quota DH 2021 21
quota DH 2022 21
quota DH 2023 21
quota DH 2024 21
quota DH 2025 21
tally DH 2021 19
tally DH 2022 20
tally DH 2023 22
tally DH 2024 21
tally DH 2025 21
"""
HAI_DUONG = """
committee HD, records from 2024-01-01
cell HD-1 under HD
quota HD 2024 2200
"""
TIEN_GIANG = """
committee TIG, records from 2021-01-01
quota TIG 2016 1300
quota TIG 2017 1300
quota TIG 2018 1300
quota TIG 2019 1300
quota TIG 2020 1300
tally TIG 2016 1758
tally TIG 2017 1758
tally TIG 2018 1759
tally TIG 2019 1759
tally TIG 2020 1759
"""
QUANG_NAM = "committee QN, records from 2024-01-01\nquota QN 2024 1905\n" + "".join(
    f"section QN-{number:02} under QN\nquota QN-{number:02} 2024 {89 if number <= 14 else 88}\n"
    for number in range(1, 23)
)
TAN_GIANG = """
committee TG, records from 2022-01-01
tally TG 2019 6
tally TG 2020 4
tally TG 2021 5
"""


@pytest.fixture
def printed(empty_store, cli):
    """Run ``report quota`` on the facts, as on the day after they were published."""

    def printed(facts, *asked, today, form="json"):
        with closing(sqlite3.connect(empty_store)) as connection:
            write(read(facts), connection)
        done = cli("--today", today, "--lang", "vi", "report", "quota", *asked, "--format", form, db=empty_store)
        assert done.code == 0, done.err
        return json.loads(done.out) if form == "json" else done.out

    return printed


def total(document):
    """The total of a report's first table."""
    return document["tables"][0]["total"]


def codes(document):
    """The codes of a report's notes."""
    return [note["code"] for note in document["notes"]]


def test_quan_11_first_half_of_2011(printed):
    """46 of 120 in half a year are 38,33 %, set against the quota of the whole year, and the report says so."""
    facts = QUAN_11 + "case Q11-1, decision 2011-05-19\n" * 46
    document = printed(facts, "--period", "2011H1", today="2011-07-10")
    assert total(document) | {"quota": 120, "admitted": 46, "percent": "38.33", "shortfall": 74} == total(document)
    assert "part_year" in codes(document)


def test_quan_11_as_it_is_read_in_vietnamese(printed):
    """On paper the percentage has its comma: 38,33%."""
    facts = QUAN_11 + "case Q11-1, decision 2011-05-19\n" * 46
    assert "38,33%" in printed(facts, "--period", "2011H1", today="2011-07-10", form="text")


@pytest.mark.parametrize(("rounding", "percent"), [("truncate", "98.09"), ("half-up", "98.10")])
def test_dien_hong_term_2020_2025(printed, rounding, percent):
    """103 of 105 were printed as 98,09 %, which is truncated; half-up gives 98,10."""
    document = printed(DIEN_HONG, "--period", "2021..2025", "--rounding", rounding, today="2026-01-15")
    assert total(document) | {"quota": 105, "admitted": 103, "percent": percent} == total(document)
    assert "part_year" not in codes(document)


def test_hai_duong_first_half_of_2024(printed):
    """848 of 2.200 are 38,5 % at one decimal."""
    facts = HAI_DUONG + "case HD-1, decision 2024-06-30\n" * 848
    document = printed(facts, "--period", "2024H1", "--decimals", "1", today="2024-07-05")
    assert total(document) | {"quota": 2200, "admitted": 848, "percent": "38.5"} == total(document)
    assert "part_year" in codes(document)


def test_tien_giang_term_2015_2020(printed):
    """8.793 against 6.500 is a surplus of 2.293 and more than 100 %, which is normal and no error."""
    document = printed(TIEN_GIANG, "--period", "2016..2020", today="2020-12-31")
    expected = {"quota": 6500, "admitted": 8793, "surplus": 2293, "shortfall": 0, "percent": "135.28"}
    assert total(document) | expected == total(document)
    assert codes(document) == []


def test_quang_nam_2024_allocation(printed):
    """22 allotments that add up to 1.950 against a quota of 1.905: both figures are told."""
    document = printed(QUANG_NAM, "--period", "2024", today="2024-12-31")
    assert len(document["tables"][0]["rows"]) == 22
    assert total(document) | {"quota": 1905, "allocated": 1950} == total(document)
    (note,) = [note for note in document["notes"] if note["code"] == "allocation_differs"]
    assert note["units"] == ["QN"]
    assert "1950" in note["text"]
    assert "1905" in note["text"]


def test_tan_giang_2019_2021(printed):
    """15 admissions without a published plan are 15 admissions and no percentage."""
    document = printed(TAN_GIANG, "--period", "2019..2021", today="2022-04-26")
    expected = {"quota": None, "admitted": 15, "percent": None, "shortfall": None, "surplus": None}
    assert total(document) | expected == total(document)
    assert codes(document) == ["quota_not_set"]
