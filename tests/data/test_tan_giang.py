"""The demonstration ward keeps to the article's figures, and its records do not contradict each other."""

import csv
import tomllib
import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from math import ceil
from pathlib import Path

import pytest

from partytrack.core.codes import code_list
from partytrack.core.dates import parse_partial
from partytrack.core.regulation import regulation

DATA = Path(__file__).parents[2] / "data"
WARD = DATA / "tan-giang"
TODAY = date(2022, 4, 26)
YEARS = range(2019, 2022)
# SHA-256 of the names in the article, folded: no real person is named in the repository
REAL = {
    "c1405c22faac64cb790f7a0a6d38739c0c2d283467211956cc7d8dcb92da016a",
    "0786c3f52ee935cc5a35d538d955af23b892b6b16d4223d007761f9dae84aaff",
    "b7d106f0a63654445c1cc0ced78df3c41ea53b6d06bb19ffbb5cb7bcdfd85f47",
}
HEADS = {
    "units": "code name kind under since records_from area",
    "members": "ref name sex born unit admitted_on confirmed_on",
    "candidates": "ref former name sex born ethnicity religion youth_union trade_union occupation military schooling professional_level cell source listed_on mentor mentor_on reason dropped_on return_on note",
    "steps": "ref step on document entitled present for member together_since cell",
    "quotas": "unit year amount decided_on assumed",
    "lives": "ref kind on unit place document reason",
    "courses": "ref name kind provider first last document result_on result_document",
    "learners": "course ref attendance mark certificate_on certificate",
    "waivers": "ref rule on until authority document reason",
}

FACTS = (
    "ethnicity", "religion", "youth_union", "trade_union", "occupation", "military", "schooling", "professional_level"
)  # fmt: skip


def rows(name):
    """The rows of one file by column."""
    with (WARD / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name):
    """The keys of a TOML file under ``data/``."""
    return list(tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8")))


UNITS, MEMBERS, CANDIDATES, STEPS, QUOTAS, LIVES, COURSES, LEARNERS, WAIVERS = (rows(name) for name in HEADS)
CELLS = [unit["code"] for unit in UNITS if unit["kind"] == "cell"]
MEMBER = {member["ref"]: member for member in MEMBERS}
CASE = {case["ref"]: case for case in CANDIDATES}
PERSONS = [case for case in CANDIDATES if not case["former"]]
PEOPLE = [*MEMBERS, *PERSONS]
COURSE = {course["ref"]: course for course in COURSES}
TAUGHT = {"awareness": "course_completed", "new_member": "new_member_course"}
CERTIFIED = [
    {"ref": row["ref"], "step": TAUGHT[COURSE[row["course"]]["kind"]], "on": row["certificate_on"]}
    for row in LEARNERS
    if row["certificate"]
]
HAPPENED = [*STEPS, *CERTIFIED]


def days(step):
    """The day of a step in each case that has it."""
    return {row["ref"]: date.fromisoformat(row["on"]) for row in HAPPENED if row["step"] == step}


DECIDED, HELD = days("admission_decision"), days("admission_ceremony")
FIFTEEN = {ref for ref, on in DECIDED.items() if on.year <= 2021}
OFFICIAL = {ref: HELD[ref].replace(year=HELD[ref].year + 1) for ref in days("confirmation_decision")}


def stays():
    """Where each member of the roll was as a full member, from one day to another."""
    for member in MEMBERS:
        unit, start = member["unit"], member["confirmed_on"]
        for event in (row for row in LIVES if row["ref"] == member["ref"]):
            if event["kind"] != "transfer_in":
                yield member["ref"], unit, start, event["on"]
            unit, start = event["unit"] or unit, event["on"]
            if event["kind"] not in {"transfer", "transfer_in"}:
                break
        else:
            yield member["ref"], unit, start, "9999-12-31"


STAYS = list(stays())


def cell_of(ref, on):
    """The cell of a case on a day: it may have moved."""
    moved = [row["cell"] for row in STEPS if row["ref"] == ref and row["step"] == "moved" and row["on"] <= on]
    return moved[-1] if moved else CASE[ref]["cell"]


def full_members(cell, on, *, but):
    """How many full members a cell has on a day beside the person of a case, those among them who came through a case."""
    others = [(ref, official) for ref, official in OFFICIAL.items() if ref != but]
    by_case = sum(CASE[ref]["cell"] == cell and official.isoformat() <= on for ref, official in others)
    return by_case + sum(unit == cell and start <= on < end for _, unit, start, end in STAYS)


def admitted(first=2019, last=2021):
    """Admissions by decision for each cell over whole years."""
    return Counter(CASE[ref]["cell"] for ref, on in DECIDED.items() if first <= on.year <= last)


def quota(unit, *years):
    """The sum of a unit's yearly quotas."""
    return sum(int(row["amount"]) for row in QUOTAS if row["unit"] == unit and int(row["year"]) in (years or YEARS))


def working_days(first, last):
    """Days from Monday to Friday after the first up to the last: at least as many as working days."""
    return sum((first + timedelta(n)).weekday() < 5 for n in range(1, (last - first).days + 1))


@pytest.mark.parametrize("name", HEADS)
def test_a_file_is_plain_csv(name):
    """UTF-8 without mark, LF, composed letters, the agreed header, no stray spaces."""
    raw = (WARD / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    text = raw.decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.splitlines()[0] == HEADS[name].replace(" ", ",")
    assert all(value == value.strip() for row in rows(name) for value in row.values())


def test_the_ward_has_twelve_cells_and_597_members():
    """12 cells under one committee; 582 left on the roll and 15 through cases make 597 on 26/4/2022."""
    assert len(CELLS) == 12
    assert {unit["under"] for unit in UNITS if unit["code"] in CELLS} == {"TG"}
    assert {member["unit"] for member in MEMBERS} == set(CELLS)
    here = {ref for ref, _, start, end in STAYS if start <= TODAY.isoformat() < end}
    assert (len(here), len(HELD)) == (582, 15)
    assert (len(MEMBERS) - len(here), len(here) + len(HELD)) == (5, 597)


def test_what_happens_to_members_is_of_several_kinds():
    """Some came, some went: two moved in, two out, one was removed, two died, two changed cells; each once."""
    kinds = Counter(row["kind"] for row in LIVES)
    assert kinds == {"transfer_in": 2, "transfer_out": 2, "removal": 1, "death": 2, "transfer": 2}
    assert {row["on"][:4] for row in LIVES} == {"2021", "2022"}
    assert len({row["ref"] for row in LIVES}) == len(LIVES)
    for row in LIVES:
        assert bool(row["place"]) == (row["kind"] in {"transfer_in", "transfer_out"})
        assert bool(row["reason"]) == (row["kind"] == "removal")
        assert bool(row["unit"]) == (row["kind"] == "transfer")


def test_admissions_of_the_three_years():
    """6, 4 and 5 decisions, one more in 2022 without ceremony; one ceremony falls into the next year: the basis matters."""
    assert Counter(on.year for on in DECIDED.values()) == {2019: 6, 2020: 4, 2021: 5, 2022: 1}
    assert Counter(on.year for on in HELD.values()) == {2019: 6, 2020: 3, 2021: 6}
    later = [ref for ref in HELD if HELD[ref].year != DECIDED[ref].year]
    assert [(DECIDED[ref].month, HELD[ref].month) for ref in later] == [(12, 1)]


def test_quotas_are_eight_a_year_shared_out_whole():
    """Every unit has one assumed quota a year, zeros too, decided on 15/12 before; the cells add up to the ward's 8."""
    assert Counter((row["unit"], row["year"]) for row in QUOTAS) == {
        (code, str(year)): 1 for code in ["TG", *CELLS] for year in range(2019, 2023)
    }
    assert all(row["decided_on"] == f"{int(row['year']) - 1}-12-15" and row["assumed"] == "true" for row in QUOTAS)
    for year in range(2019, 2023):
        assert quota("TG", year) == sum(quota(cell, year) for cell in CELLS) == 8


def test_shortfalls_of_the_three_years():
    """9 short of 24 in the whole, 11 summed over the cells that fell short, TG-03 with 2 of 5."""
    gaps = [quota(cell) - admitted()[cell] for cell in CELLS]
    assert (quota("TG"), sum(gaps)) == (24, 9)
    assert sum(gap for gap in gaps if gap > 0) == 11
    assert sum(-gap for gap in gaps if gap < 0) == 2
    assert (quota("TG-03"), admitted()["TG-03"]) == (5, 2)


def test_four_cells_admitted_nobody():
    """Four cells have no admission, one of them with a quota of 0."""
    zero = [cell for cell in CELLS if not admitted()[cell]]
    assert zero == ["TG-06", "TG-08", "TG-09", "TG-10"]
    assert [cell for cell in zero if quota(cell) == 0] == ["TG-10"]


def test_cases_by_standing():
    """15 admitted, one decided, 25 open and 20 lost, one of whom came back; sources and reasons are the article's."""
    lost = {case["ref"] for case in CANDIDATES if case["dropped_on"]}
    assert (len(CASE), len(FIFTEEN), len(DECIDED), len(lost)) == (61, 15, 16, 20)
    (back,) = (case for case in CANDIDATES if case["former"])
    assert CASE[back["former"]]["dropped_on"] < back["listed_on"]
    assert not lost & set(DECIDED)
    sources = {case["source"] for case in CANDIDATES}
    assert sources == {"youth_union", "womens_union", "veterans_association", "demobilised_soldier"}
    reasons = {case["reason"] for case in CANDIDATES if case["ref"] in lost}
    assert reasons == {"left_to_study", "left_to_work", "no_will"}
    assert all(not case["reason"] and not case["return_on"] for case in CANDIDATES if case["ref"] not in lost)


def test_references_resolve():
    """Units, cells, mentors, cases, steps and codes that a row names are there, and no key is used twice."""
    assert len(MEMBER) == len(MEMBERS)
    assert len(CASE) == len(CANDIDATES)
    assert {case["cell"] for case in CANDIDATES} <= set(CELLS)
    assert {row["ref"] for row in STEPS} <= set(CASE)
    assert {row["step"] for row in STEPS} <= set(codes("lifecycle")) - {"source_listed", "dropped"}
    assert {row["ref"] for row in LIVES} | {row["member"] for row in STEPS} - {""} <= set(MEMBER)
    assert {row["ref"] for row in (*LEARNERS, *WAIVERS)} | {case["former"] for case in CANDIDATES} - {""} <= set(CASE)
    assert {row["course"] for row in LEARNERS} == set(COURSE)
    assert {row["kind"] for row in COURSES} == set(codes("codes/course_kinds"))
    assert {row["rule"] for row in WAIVERS} <= set(regulation().rules)
    assert {case["source"] for case in CANDIDATES} <= set(codes("codes/sources"))
    assert {case["reason"] for case in CANDIDATES} - {""} <= set(codes("codes/loss_reasons"))
    assert {unit["kind"] for unit in UNITS} <= set(codes("codes/unit_kinds"))
    assert {person["sex"] for person in PEOPLE} == set(codes("codes/sexes"))


def tasks():
    """Who was assigned as mentor to whom, and when."""
    first = [(case["ref"], case["mentor"], case["mentor_on"]) for case in CANDIDATES if case["mentor"]]
    return first + [(row["ref"], row["member"], row["on"]) for row in STEPS if row["step"] == "mentor_assigned"]


def introductions():
    """The introductions by members."""
    return [row for row in STEPS if row["step"] == "introduction_member"]


def is_full(ref, cell, on):
    """Whether somebody is a full member in a cell on a day."""
    return any((who, unit) == (ref, cell) and start <= on < end for who, unit, start, end in STAYS)


@pytest.mark.parametrize(("case", "mentor", "on"), tasks(), ids=lambda value: value)
def test_a_mentor_is_a_full_member_of_the_same_cell(case, mentor, on):
    """On the day of the assignment the mentor is a full member of the candidate's cell."""
    assert is_full(mentor, cell_of(case, on), on)
    assert CASE[case]["listed_on"] <= on


@pytest.mark.parametrize("row", introductions(), ids=lambda row: f"{row['ref']}-{row['on']}")
def test_who_introduces_is_a_full_member_of_the_cell(row):
    """Whoever introduces stands in the same cell and says since when the two know each other; nobody does so twice."""
    assert is_full(row["member"], cell_of(row["ref"], row["on"]), row["on"])
    assert row["together_since"] < row["on"]
    assert sum((each["ref"], each["member"]) == (row["ref"], row["member"]) for each in introductions()) == 1


@pytest.mark.parametrize("case", CANDIDATES, ids=lambda case: case["ref"])
def test_the_steps_of_a_case_are_in_order(case):
    """Days and steps follow the lifecycle, between the listing and the loss, on working days."""
    order = codes("lifecycle")
    own = [row for row in STEPS if row["ref"] == case["ref"]]
    for one, other in pairwise(own):
        assert one["on"] <= other["on"]
    path = [row["step"] for row in own if row["step"] not in {"moved", "mentor_assigned"}]
    assert path == sorted(path, key=order.index)
    known = [case["listed_on"], *(row["on"] for row in own), case["dropped_on"] or TODAY.isoformat()]
    assert known == sorted(known)
    assert all(date.fromisoformat(on).weekday() < 5 for on in known)


def test_a_ceremony_follows_its_decision_in_time():
    """Each decision has its own number; of the 15 one was received by nobody knows when, two ceremonies were late."""
    received = days("decision_received")
    assert (set(DECIDED) - set(HELD), set(DECIDED) - set(received)) == ({"C45"}, {"C18"})
    numbers = [row["document"] for row in STEPS if row["step"] == "admission_decision"]
    assert all(number.endswith("-QĐ/ThU") for number in numbers)
    assert len(set(numbers)) == 16
    for ref, on in HELD.items():
        assert DECIDED[ref] <= received.get(ref, DECIDED[ref]) < on
    late = {ref for ref, on in HELD.items() if working_days(received.get(ref, DECIDED[ref]), on) > 30}
    assert late == {"C12", "C28"}
    assert [(row["ref"], row["until"]) for row in WAIVERS if row["rule"] == "TL-01"] == [("C28", "2021-11-30")]


def test_an_admission_has_its_papers_and_both_votes():
    """Each of them has the papers that come before the decision, and two introductions."""
    keys = defaultdict(Counter)
    for row in HAPPENED:
        keys[row["ref"]][row["step"]] += 1
    papers = {
        "course_completed",
        "application",
        "personal_history",
        "opinions",
        "cell_resolution",
        "executive_resolution",
    }
    for ref in DECIDED:
        assert papers <= set(keys[ref])
        assert keys[ref]["introduction_member"] + keys[ref]["introduction_union"] == 2


@pytest.mark.parametrize(
    "row", [row for row in STEPS if row["entitled"]], ids=lambda row: f"{row['ref']}-{row['step']}"
)
def test_a_vote_is_possible_and_won(row):
    """For ≤ present ≤ entitled, two thirds of those entitled in favour; in a cell all its full members are entitled."""
    entitled, present, votes_for = (int(row[field]) for field in ("entitled", "present", "for"))
    assert ceil(entitled * 2 / 3) <= votes_for <= present <= entitled
    if "cell_resolution" in row["step"]:
        assert entitled == full_members(cell_of(row["ref"], row["on"]), row["on"], but=row["ref"])


def test_the_area_of_a_cell_is_that_of_its_name():
    """Neighbourhoods, police, military and school; the committee has no area."""
    words = {"residential": "Tổ dân phố", "police": "Công an", "military": "Quân sự", "school": "Trường"}
    for unit in UNITS:
        assert [area for area, word in words.items() if word in unit["name"]] == (
            [unit["area"]] if unit["area"] else []
        )
    assert Counter(unit["area"] for unit in UNITS) == {"residential": 9, "police": 1, "military": 1, "school": 1, "": 1}


@pytest.mark.parametrize("fact", FACTS)
def test_facts_are_known_values_and_some_are_missing(fact):
    """Every value is one that the fact can have; for each fact somebody's is not recorded, also among the 15."""
    values = codes(f"codes/{code_list('facts')[fact]['values']}")
    assert {case[fact] for case in PERSONS} - {""} <= set(values)
    assert any(not case[fact] for case in PERSONS)
    assert 0 < sum(not CASE[ref][fact] for ref in FIFTEEN) <= 3


def test_facts_fit_the_person():
    """Facts agree with the sex, the age at listing and the source; a soldier's source may stand in for the fact."""
    for case in PERSONS:
        age = int(case["listed_on"][:4]) - parse_partial(case["born"], TODAY).first.year
        assert case["youth_union"] != "yes" or age <= 30
        assert case["occupation"] not in {"student", "pupil"} or age <= 25
        assert case["occupation"] != "retired" or age >= 50
        assert case["military"] in {"none", ""} or case["sex"] == "m"
        if case["source"] == "youth_union":
            assert case["youth_union"] == "yes"
        if case["source"] in {"demobilised_soldier", "veterans_association"}:
            assert case["military"] in {"demobilised", ""}
        if case["source"] == "womens_union":
            assert case["sex"] == "f"
        assert case["occupation"] != "student" or case["schooling"] in {"upper_secondary", ""}
    assert any(case["source"] == "demobilised_soldier" and not case["military"] for case in PERSONS)


def test_nothing_is_dated_ahead():
    """No day lies after 26/4/2022 but that of an expected return, of a course still to come, of a limit put off."""
    for row in [*MEMBERS, *CANDIDATES, *STEPS, *QUOTAS, *LIVES, *COURSES, *LEARNERS, *WAIVERS]:
        for field, value in row.items():
            if (field in {"on", "together_since"} or field.endswith("_on")) and field != "return_on" and value:
                assert date.fromisoformat(value) <= TODAY
    assert all(case["return_on"] > case["dropped_on"] for case in CANDIDATES if case["return_on"])


def test_birth_days_can_be_read_and_fit():
    """Birth days are whole or partial, some of each; members joined at 18 or later, candidates are 18 when listed."""
    born = {person["ref"]: parse_partial(person["born"], TODAY) for person in PEOPLE}
    assert {day.precision for day in born.values()} == {"day", "month", "year"}
    for person in PEOPLE:
        start = date.fromisoformat(person.get("admitted_on") or person["listed_on"])
        assert start.year - born[person["ref"]].first.year >= 18


def test_all_on_the_roll_were_confirmed_before_the_period():
    """Members of the roll are full members for the whole of 2019–2021, one year after their admission."""
    for member in MEMBERS:
        assert member["confirmed_on"] < "2019-01-01"
        assert int(member["confirmed_on"][:4]) == int(member["admitted_on"][:4]) + 1


def test_people_are_synthetic():
    """No two people share a name, and none has the name of a person in the article."""
    names = [person["name"] for person in PEOPLE]
    assert len(set(names)) == len(names)
    assert not {sha256(name.casefold().encode()).hexdigest() for name in names} & REAL
    assert any(name.startswith("Đ") for name in names)
    assert {"Hòa", "Hoà"} <= {name.split()[-1] for name in names}
