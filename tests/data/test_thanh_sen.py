"""The ward after the reform: its files name the units of the resolution, and its records do not contradict each other."""

import csv
import tomllib
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from test_tan_giang import FACTS, LEARNERS, REAL

from partytrack.core.amount import parse_amount
from partytrack.core.codes import code_list
from partytrack.core.dates import parse_partial
from partytrack.core.span import parse_span, parse_term

DATA = Path(__file__).parents[2] / "data"
REFORM, TODAY = "2025-07-01", date(2025, 12, 31)
HEADS = {
    "units": "code name kind under since records_from area",
    "changes": "on act units into main under name shares document",
    "terms": "unit term first last document",
    "members": "ref name sex born unit admitted_on confirmed_on",
    "candidates": "ref name sex born ethnicity religion youth_union occupation military cell source listed_on mentor mentor_on reason dropped_on return_on note",
    "steps": "ref step on document member reason return_on",
    "quotas": "unit span amount base_count base_on segment round measure decided_on",
    "tallies": "unit year count document",
}
# Resolution 1665/NQ-UBTVQH15, article 1, clauses 59 to 61 (regulation.md, section 3, has the first)
RESOLUTION = {
    "Thành Sen": ["Bắc Hà", "Thạch Quý", "Tân Giang", "Thạch Hưng", "Nam Hà", "Trần Phú", "Hà Huy Tập", "Văn Yên"],
    "Trần Phú": ["Thạch Trung", "Đồng Môn", "Thạch Hạ", "Hộ Độ"],
    "Hà Huy Tập": ["Tân Lâm Hương", "Thạch Đài"],
}


def rows(name, folder="thanh-sen"):
    """The rows of one file by column."""
    with (DATA / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


UNITS, CHANGES, TERMS, MEMBERS, CANDIDATES, STEPS, QUOTAS, TALLIES = (rows(name) for name in HEADS)
WARD = {name: rows(name, "tan-giang") for name in ("units", "members", "candidates", "steps", "quotas")}
OLD = {row["code"]: row for row in (*UNITS, *WARD["units"][1:])}
NEW = {row["into"]: row for row in CHANGES if row["act"] == "merge"} | {"TS-02": CHANGES[-1]}
CODES = {*OLD, *NEW}
MEMBER = {row["ref"]: row for row in (*MEMBERS, *WARD["members"])}
CASE = {row["ref"]: row for row in (*CANDIDATES, *WARD["candidates"])}


def steps_of(ref):
    """The steps of a case in both folders, in their order."""
    return [row for row in (*WARD["steps"], *STEPS) if row["ref"] == ref]


@pytest.mark.parametrize("name", HEADS)
def test_a_file_is_plain_csv(name):
    """UTF-8 without mark, LF, composed letters, the agreed header, no stray spaces."""
    raw = (DATA / "thanh-sen" / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    text = raw.decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.splitlines()[0] == HEADS[name].replace(" ", ",")
    assert all(value == value.strip() for row in rows(name) for value in row.values())


def test_every_unit_of_the_resolution_is_there():
    """Each ward and commune that the resolution names stood under the city, and became a part of the ward it says."""
    names = {row["name"]: row for row in UNITS}
    for new, olds in RESOLUTION.items():
        (merger,) = (row for row in CHANGES if row["name"] == f"Đảng bộ phường {new}")
        found = [next(row for name, row in names.items() if name.endswith(f" {old}")) for old in olds]
        assert sorted(row["code"] for row in found) == sorted(merger["units"].split())
        assert {(row["kind"], row["under"]) for row in found} == {("committee", "TPHT")}
        assert merger["under"] == "HT"
    (split,) = (row for row in CHANGES if row["units"] == "DN")
    assert (split["act"], set(split["into"].split()), split["main"]) == ("split", {"TS", "HHT2"}, "HHT2")


def test_the_reform_is_one_day_and_one_resolution():
    """The wards change on 1/7/2025 by the resolution, and the city committee is closed when nothing is left under it."""
    (closing,) = (row for row in CHANGES if row["act"] == "close")
    assert (closing["units"], closing["on"]) == ("TPHT", REFORM)
    gone = {code for row in CHANGES[: CHANGES.index(closing)] for code in row["units"].split()}
    assert {row["code"] for row in UNITS if row["under"] == "TPHT"} <= gone
    assert {row["document"] for row in CHANGES if row["on"] == REFORM and row["units"] != "TG-08 TG-09"} == {
        "1665/NQ-UBTVQH15"
    }
    assert [row["on"] for row in CHANGES] == sorted(row["on"] for row in CHANGES)


def test_two_names_serve_two_wards_each():
    """Trần Phú and Hà Huy Tập are old wards that end and new ones elsewhere, under codes of their own."""
    names = Counter([row["name"] for row in OLD.values()] + [row["name"] for row in NEW.values()])
    assert {name for name, count in names.items() if count > 1} == {
        "Đảng bộ phường Trần Phú",
        "Đảng bộ phường Hà Huy Tập",
    }
    assert (OLD["TP"]["name"], OLD["HHT"]["name"]) == (NEW["TP2"]["name"], NEW["HHT2"]["name"])


def test_the_ward_is_that_of_the_plain_demo():
    """Tân Giang comes in with its name and the day of its records, its cells from its own file, under the city."""
    (before,) = (row for row in WARD["units"] if row["kind"] == "committee")
    assert OLD["TG"] == before | {"under": "TPHT"}
    assert sum(row["under"] == "TG" for row in OLD.values()) == 12


def test_cells_say_their_area_and_committees_have_cells():
    """Every cell says where its people live or work, every ward has at least one, no committee has an area."""
    for row in OLD.values():
        assert row["area"] in code_list("areas") if row["kind"] == "cell" else not row["area"]
    wards = {row["code"] for row in UNITS if row["under"] == "TPHT" and row["kind"] == "committee"}
    assert wards == {row["under"] for row in OLD.values() if row["kind"] == "cell"} - {"TPHT"}


def test_references_resolve():
    """Units, cells, mentors, cases, steps and codes that a row names are there, and no key is used twice."""
    assert len(MEMBER) == len(MEMBERS) + len(WARD["members"])
    assert len(CASE) == len(CANDIDATES) + len(WARD["candidates"])
    assert len(OLD) == len(UNITS) + len(WARD["units"]) - 1
    assert {row["unit"] for row in (*QUOTAS, *TALLIES, *TERMS)} <= CODES
    assert {row["unit"] for row in MEMBERS} | {row["cell"] for row in CANDIDATES} <= CODES
    assert {row["ref"] for row in STEPS} <= set(CASE)
    assert {row["member"] for row in STEPS} | {row["mentor"] for row in CANDIDATES} - {""} <= {*MEMBER, ""}
    assert {row["source"] for row in CANDIDATES} <= set(code_list("sources"))
    assert {row["reason"] for row in (*STEPS, *CANDIDATES)} - {""} <= set(code_list("loss_reasons"))
    for fact in set(FACTS) & set(CANDIDATES[0]):
        assert {row[fact] for row in CANDIDATES} - {""} <= set(code_list(code_list("facts")[fact]["values"]))


def test_people_are_synthetic():
    """No two people of both folders share a name, and none has the name of a person in the article."""
    names = [row["name"] for row in (*MEMBER.values(), *CASE.values()) if not row.get("former")]
    assert len(set(names)) == len(names)
    assert not {sha256(name.casefold().encode()).hexdigest() for name in names} & REAL


def test_the_data_says_that_it_is_made_up():
    """The folder's own page says that people are synthetic, plans assumed, and names the source of the reform."""
    told = (DATA / "thanh-sen" / "README.md").read_text(encoding="utf-8")
    for words in ("**Every person is synthetic**", "**every quota and tally is assumed.**", "1665/NQ-UBTVQH15"):
        assert words in told


def test_people_are_of_age():
    """Members joined at 18 or later and were confirmed a year after; candidates are 18 when listed."""
    for row in (*MEMBERS, *CANDIDATES):
        start = int((row.get("admitted_on") or row["listed_on"])[:4])
        assert start - parse_partial(row["born"], TODAY).first.year >= 18
    assert all(int(row["confirmed_on"][:4]) == int(row["admitted_on"][:4]) + 1 for row in MEMBERS)


@pytest.mark.parametrize("case", CASE.values(), ids=lambda case: case["ref"])
def test_the_steps_of_a_case_are_in_order(case):
    """Days and steps follow the lifecycle from the listing on, from Monday to Friday, on either side of the reform."""
    order = list(tomllib.loads((DATA / "lifecycle.toml").read_text(encoding="utf-8")))
    own = [row for row in steps_of(case["ref"]) if row["step"] not in {"mentor_assigned", "moved"}]
    for one, other in pairwise(own):
        assert one["on"] <= other["on"]
        assert order.index(one["step"]) <= order.index(other["step"])
    known = [case["listed_on"], *(row["on"] for row in own), case["dropped_on"] or TODAY.isoformat()]
    assert known == sorted(known)
    assert all(date.fromisoformat(row["on"]).weekday() < 5 for row in own)


@pytest.mark.parametrize("case", [case for case in CANDIDATES if case["mentor"]], ids=lambda case: case["ref"])
def test_a_mentor_is_a_full_member_of_the_cell(case):
    """The mentor is a full member of the candidate's cell, or of one that it carries on, and assigned after the listing."""
    mentor = MEMBER[case["mentor"]]
    assert mentor["unit"] in {case["cell"], *NEW.get(case["cell"], {"units": ""})["units"].split()}
    assert mentor["confirmed_on"] <= case["listed_on"] <= case["mentor_on"]
    assert (case["listed_on"] < REFORM) == (case["mentor_on"] < REFORM)


def test_an_admission_has_its_papers():
    """Every admission has a course, both resolutions, and a numbered decision; the city decides until the reform, then the ward."""
    keys = defaultdict(dict)
    for row in (*WARD["steps"], *STEPS):
        keys[row["ref"]][row["step"]] = row
    certified = {row["ref"] for row in LEARNERS if row["certificate"]}
    decided = {ref: steps["admission_decision"] for ref, steps in keys.items() if "admission_decision" in steps}
    for ref, decision in decided.items():
        assert {"cell_resolution", "executive_resolution"} <= set(keys[ref])
        assert "course_completed" in keys[ref] or ref in certified
        assert decision["document"].endswith("-QĐ/ThU" if decision["on"] < REFORM else "-QĐ/ĐU")
    assert len({(row["document"], row["on"][:4]) for row in decided.values()}) == len(decided)
    assert [ref for ref in decided if "admission_ceremony" not in keys[ref]] == ["D39"]


def test_two_ceremonies_lie_on_the_other_side_of_the_reform():
    """Two decisions of June 2025 had their ceremonies in July: the basis matters there."""
    on = {(row["ref"], row["step"]): row["on"] for row in STEPS}
    late = [
        ref
        for (ref, step), day in on.items()
        if step == "admission_decision" and day < REFORM <= on[ref, "admission_ceremony"]
    ]
    assert [CASE[ref]["cell"] for ref in late] == ["TG-08", "TG-01"]


def test_quotas_of_every_kind_can_be_read():
    """Each row is a quota that the command would take; the plan has every kind, segments, a round, another measure."""
    kinds = set()
    for row in QUOTAS:
        base_on = date.fromisoformat(row["base_on"]) if row["base_on"] else None
        base = int(row["base_count"]) if row["base_count"] else None
        kinds.add(parse_amount(row["amount"], base_count=base, base_on=base_on).kind)
        parse_span(row["span"])
        assert not row["segment"] or row["segment"] in code_list("segments")
    assert kinds == {"number", "at_least", "range", "rate", "average"}
    assert {row["round"] for row in QUOTAS} - {""} <= set(code_list("rounds"))
    assert {row["measure"] for row in QUOTAS} == {"", "course"}
    assert [parse_term(row["term"]).term for row in TERMS] == ["2025-2030"]


def test_plans_are_given_out_but_where_the_story_says_so():
    """Every ward gives out its year whole, but Tân Giang, lowered to 7 for 2025 after 8 were given out."""
    plain = [row for row in QUOTAS if not row["segment"] and not row["round"] and not row["measure"]]
    for year in ("2024", "2025"):
        of = {row["unit"]: row for row in plain if row["span"] == year}  # a later version comes later in the file
        figure = {code: people(row) for code, row in of.items()}
        for ward in ("TG", "BH", "TQ", "TH", "NH", "TP", "HHT", "VY", "DN", "TTR", "DM", "THA", "HD", "TLH", "TDA"):
            cells = sum(figure[code] for code, row in OLD.items() if row["under"] == ward)
            assert cells - figure[ward] == (1 if (ward, year) == ("TG", "2025") else 0)


def people(row):
    """What a year's quota comes to."""
    base_on = date.fromisoformat(row["base_on"]) if row["base_on"] else None
    base = int(row["base_count"]) if row["base_count"] else None
    return parse_amount(row["amount"], base_count=base, base_on=base_on).goal(1).low


def test_tallies_stand_for_the_years_before_the_records():
    """Every unit under the city but Tân Giang has a tally for 2022 and 2023; records begin in 2024."""
    expected = {row["code"] for row in UNITS if row["under"] == "TPHT"} - {"TG"}
    assert Counter((row["unit"], row["year"]) for row in TALLIES) == {
        (code, year): 1 for code in expected for year in ("2022", "2023")
    }
    assert OLD["HT"]["records_from"] == "2024-01-01"


def test_probation_leaves_nothing_undone_for_years():
    """Whoever entered since the rule of 2022 and is not confirmed has a member file, but the few whose reports are late."""
    on = defaultdict(dict)
    for row in STEPS:
        on[row["step"]][row["ref"]] = row["on"]
    probing = {ref for ref in on["admission_ceremony"] if ref not in on["confirmation_decision"]}
    assert len(probing) == 30
    without = {ref for ref in probing if ref not in on["member_file"] and on["admission_ceremony"][ref] < "2025-11-01"}
    assert without == {"D32", "D40"}
    assert all(on["admission_ceremony"][ref] < on["member_file"][ref] for ref in on["member_file"])
