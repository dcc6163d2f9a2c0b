"""Form 2 adds up whatever is recorded: partitions to the report on quotas, both maps at the root, nobody guessed or lost."""

from contextlib import suppress
from datetime import date

import pytest
from by_hand import Reckoning
from factbook import read
from forest_reports import built as built_on_forest
from forest_reports import opened as planted
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_books import DAYS, books, periods
from random_forests import DAYS as FOREST_DAYS
from random_forests import LAST, forests
from random_forests import periods as forest_periods

from partytrack.core.codes import code_list
from partytrack.core.errors import PartytrackError
from partytrack.core.facts import values_of
from partytrack.core.period import Period
from partytrack.counting.form import NO_ROW, NOT_RECORDED

BASES = st.sampled_from(["decision", "ceremony"])
STEADY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
FACTS = ("ethnicity", "religion", "youth_union", "occupation", "schooling", "professional_level")
PARTITIONS = ("occupation", "age", "schooling", "professional_level")


@st.composite
def described(draw, people):
    """What is recorded of each of some people, by key: their sex, birth date and facts, each of them or not."""
    values = {fact: [None, *code_list(values_of(fact))] for fact in FACTS}
    return {
        person: {
            "sex": draw(st.sampled_from([None, "f", "m"])),
            "born": draw(st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2000, 1, 1)))),
            "precision": draw(st.sampled_from(["day", "month", "year"])),
            **{fact: draw(st.sampled_from(values[fact])) for fact in FACTS},
        }
        for person in people
    }


def record(run, told):
    """Write down what is told of people."""
    for person, known in told.items():
        born, first = known["born"], {"day": {}, "month": {"day": 1}, "year": {"month": 1, "day": 1}}
        run(
            "UPDATE person SET sex = :sex, born_on = :born, born_precision = :precision WHERE code = :code",
            {
                "sex": known["sex"],
                "born": born and born.replace(**first[known["precision"]]),
                "precision": born and known["precision"],
                "code": person,
            },
        )
        for fact in FACTS:
            if known[fact]:
                record_fact(run, person, fact, known[fact])


def record_fact(run, person, fact, value):
    """Write down a fact that always held."""
    run(
        "INSERT INTO person_fact (person_id, fact, value, from_on, to_on)"
        " SELECT id, :fact, :value, '0001-01-01', '9999-12-31' FROM person WHERE code = :code",
        {"fact": fact, "value": value, "code": person},
    )


def tables(report):
    """The tables of a report by name."""
    return {table.name: table for table in report.tables}


def column(table, key):
    """A figure of every row."""
    return {row["row"]: row[key] for row in table.rows}


def check_sums(report, admitted, key="this_period"):
    """Each partition adds up to what the report on quotas counts; no group is larger than that with those not recorded."""
    found = tables(report)
    unknown = {"this_period": "not_recorded", "last_year": "last_not_recorded"}[key]
    for name in PARTITIONS:
        assert found[name].total[key] == admitted
        rows = column(found[name], key).values()
        assert set(rows) == {None} if admitted is None else sum(rows) == admitted
    for row in found["groups"].rows:
        assert (row[key], row[unknown]) == (None, None) if admitted is None else row[key] + row[unknown] <= admitted
    cells = column(found["cells"], key).values()
    assert found["cells"].total[key] == (None if None in cells else sum(cells))


@STEADY
@given(data=st.data(), book=books(), period=periods(), as_of=DAYS, basis=BASES)
def test_partitions_add_up_to_the_quota_report(opened, built, data, book, period, as_of, basis):
    """This period and the year before each add up to the figure of the quota report for those days; by unit too."""
    told = data.draw(described([case.person for case in book.cases]))
    unit = data.draw(st.sampled_from([fact.code for fact in book.units]))
    asked = {"unit": unit, "as_of": as_of, "basis": basis}
    by_hand = Reckoning(book, period.first, period.last, as_of, basis)
    if not by_hand.is_shown(unit):
        return
    with opened(book) as run:
        record(run, told)
        report = built(run, "profile", period=period, **asked)
        quota = built(run, period=period, **asked)
        before = period.within(as_of).years_before(period.years_long)
        admitted_before = None
        with suppress(PartytrackError):
            if period.first <= as_of:
                admitted_before = built(run, period=before, **asked).tables[0].total["admitted"]
    check_sums(report, quota.tables[0].total["admitted"])
    check_sums(report, admitted_before, "last_year")
    groups, units = (tables(report)[name] for name in ("groups", "units"))
    for code in ("women", "religious", "youth_union"):
        (told_of,) = [row["this_period"] for row in groups.rows if row["row"] == code]
        assert units.total[code] == told_of
        if all(row["admitted"] is not None for row in units.rows):
            assert sum(row[code] for row in units.rows) == told_of
    assert [(row["unit"], row["own"], row["admitted"]) for row in units.rows] == [
        (row["unit"], row["own"], row["admitted"]) for row in quota.tables[0].rows
    ]
    check_people(report, by_hand, unit, book, told)


def check_people(report, by_hand, unit, book, told):
    """Who they were, counted one by one from what was told of them."""
    if tables(report)["groups"].total["this_period"] is None:
        assert tables(report)["age"].total["ages_known"] == 0
        return
    person = {case.code: case.person for case in book.cases}
    events = [(told[person[case]], day) for case, day, _ in by_hand.explained(unit)]
    tallied = tables(report)["groups"].total["this_period"] - len(events)
    groups = {row["row"]: (row["this_period"], row["not_recorded"]) for row in tables(report)["groups"].rows}
    sexes = [known["sex"] for known, _ in events]
    assert groups["women"] == (sexes.count("f"), sexes.count(None) + tallied)
    faiths = [known["religion"] for known, _ in events]
    assert groups["religious"] == (
        len(events) - faiths.count("none") - faiths.count(None), faiths.count(None) + tallied,
    )  # fmt: skip
    levels = [known["schooling"] for known, _ in events]
    expected = {level: levels.count(level) for level in code_list("schooling")}
    assert column(tables(report)["schooling"], "this_period") == expected | {NOT_RECORDED: levels.count(None) + tallied}
    ages = [age_of(known, day) for known, day in events]
    assert column(tables(report)["age"], "this_period")["aged_over_60"] == sum(age[0] > 60 for age in ages if age)
    total = tables(report)["age"].total
    known_ages = [age[0] for age in ages if age and age[0] == age[1]]
    assert total["ages_known"] == len(known_ages)
    assert (total["average_age"] is None) == (not known_ages)


def age_of(known, day):
    """The least and the greatest age that a birth date allows, a day at a time; nothing without a birth date."""
    born, precision = known["born"], known["precision"]
    if born is None:
        return None
    days = [
        date.fromordinal(n) for n in range(date(born.year, 1, 1).toordinal(), date(born.year + 1, 1, 1).toordinal())
    ]
    fitting = [
        each for each in days if precision == "year" or (each.month == born.month and precision == "month") or each == born
    ]  # fmt: skip
    ages = [day.year - each.year - ((day.month, day.day) < birthday_in(each, day.year)) for each in fitting]
    return min(ages), max(ages)


def birthday_in(born, year):
    """Month and day on which somebody turns a year older in a year."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (2, 28) if (born.month, born.day) == (2, 29) and not leap else (born.month, born.day)


@STEADY
@given(
    data=st.data(), forest=forests(), period=forest_periods(), as_of=st.one_of(st.just(LAST), FOREST_DAYS), basis=BASES
)
def test_both_maps_add_up_and_agree_at_the_root(schema, data, forest, period, as_of, basis):
    """However units moved, merged and split: each partition adds up on both maps, and for the root they say the same."""
    said = {}
    with planted(schema, forest) as run:
        codes = [code for (code,) in run("SELECT code FROM person", {})]
        record(run, data.draw(described(codes)))
        for on_map in ("then", "today"):
            for unit in [None, data.draw(st.sampled_from(sorted(forest.units)))]:
                asked = {"unit": unit, "period": period, "as_of": as_of, "basis": basis, "map": on_map}
                with suppress(PartytrackError):
                    report = built_on_forest(run, "profile", depth="cells", **asked)
                    quota = built_on_forest(run, depth="cells", **asked).tables[0]
                    check_sums(report, quota.total["admitted"])
                    rows = [(row["unit"], row["admitted"]) for row in tables(report)["units"].rows]
                    assert rows == [(row["unit"], row["admitted"]) for row in quota.rows]
                    if unit is None:
                        kept = [table for table in report.tables if table.name in {"groups", *PARTITIONS}]
                        said[on_map] = [[(row["row"], row["this_period"]) for row in table.rows] for table in kept]
    assert said.get("then") == said.get("today")


WARD = """
committee TG, records from 2015-01-01
cell A under TG
cell B under TG
"""


def group(answer, row):
    """A group's figures: this period, not recorded, the year before, not recorded then."""
    (found,) = [each for each in answer.tables["groups"] if each["row"] == row]
    return tuple(found[key] for key in ("this_period", "not_recorded", "last_year", "last_not_recorded"))


@pytest.mark.parametrize(
    ("earlier", "readmitted"),
    [
        ("decision 2016-01-05, ceremony 2016-02-03, removed 2016-12-01", (1, 0)),
        ("listed 2016-01-05, dropped 2016-12-01", (0, 1)),
        ("decision 2016-01-05, ceremony 2016-02-03, annulled 2016-12-01", (0, 1)),
        ("decision 2016-01-05, annulled 2016-12-01", (0, 1)),
    ],
    ids=["removed from probation", "never admitted", "annulled", "annulled before the ceremony"],
)
def test_a_former_member_is_re_admitted(reported, earlier, readmitted):
    """Who had been a member before the case was opened; of nobody else is it known without being recorded."""
    facts = f"{WARD}case A, person P1, {earlier}\ncase B, person P1, listed 2020-01-05, decision 2021-03-01"
    answer = reported(facts, "profile", period="2021")
    assert group(answer, "readmitted")[:2] == readmitted
    assert group(reported(facts, "profile", period="2016"), "readmitted")[0] == 0


def test_what_was_recorded_of_a_former_membership_counts_too(opened, built):
    """A membership elsewhere is told as a fact; a record of this store is stronger than a "no"."""
    facts = read(
        f"{WARD}case A, decision 2021-03-01\ncase A, decision 2021-03-01\n"
        "case B, person P, decision 2016-01-05, ceremony 2016-02-03, removed 2016-12-01\n"
        "case B, person P, listed 2020-01-05, decision 2021-03-01"
    )
    with opened(facts) as run:
        for code, value in (("C1", "yes"), ("C2", "no"), ("P", "no")):
            record_fact(run, code, "former_member", value)
        (row,) = [
            row for row in built(run, "profile", period="2021").tables[0].rows if row["row"] == "readmitted"
        ]  # fmt: skip
    assert (row["this_period"], row["not_recorded"]) == (2, 0)


def test_tallied_people_stand_under_not_recorded(reported):
    """A tally of three beside one recorded: four in the total, three of them not recorded in every table, and a note."""
    facts = WARD + "tally A 2018 3\ncase B, decision 2018-05-03"
    answer = reported(facts, "profile", period="2018")
    assert answer.total["this_period"] == 4
    for name in PARTITIONS:
        (unknown,) = [row["this_period"] for row in answer.tables[name] if row["row"] == NOT_RECORDED]
        assert unknown == 4
    assert group(answer, "women") == (0, 4, 0, 0)
    assert "3 of the total" in answer.texts["not_recorded"]
    assert [(row["unit"], row["admitted"], row["not_recorded"]) for row in answer.tables["units"]] == [
        ("A", 3, 3), ("B", 1, 1),
    ]  # fmt: skip


def test_an_age_outside_of_the_form_has_a_line_of_its_own(opened, built):
    """Somebody of 17 whose admission was recorded all the same is in none of the rows, and the table still adds up."""
    with opened(read(WARD + "case A, decision 2021-03-01")) as run:
        run("UPDATE person SET born_on = '2003-06-01', born_precision = 'day'", {})
        ages = column(tables(built(run, "profile", period="2021"))["age"], "this_period")
    assert (ages[NO_ROW], sum(ages.values())) == (1, 1)


@pytest.mark.parametrize(
    ("period", "as_of", "expected"),
    [
        ("2021", "2022-04-26", (2, 3, "66.67")),
        ("2021H1", "2022-04-26", (1, 2, "50.00")),
        ("2021", "2021-06-30", (1, 2, "50.00")),
        ("2021", "2021-05-02", (0, 1, "0.00")),
        ("2021", "2021-05-03", (1, 2, "50.00")),
        ("2020..2021", "2022-04-26", (5, 0, None)),
        ("2020-07-01..2021-06-30", "2022-04-26", (2, 2, "100.00")),
        ("2022", "2021-06-30", (0, None, None)),
    ],
)
def test_this_period_against_the_same_days_of_the_year_before(reported, period, as_of, expected):
    """The same days a year before, or as many years before as the period has; cut where the as-of day cuts the period."""
    days = ("2020-05-02", "2020-05-03", "2020-11-01", "2021-05-03", "2021-07-01")
    facts = WARD + "\n".join(f"case A, decision {day}" for day in days)
    answer = reported(facts, "profile", period=period, as_of=as_of)
    assert tuple(answer.total[key] for key in ("this_period", "last_year", "percent")) == expected
    assert ("part_year" in answer.notes) == (as_of < "2022-01-01")


def test_nothing_is_said_in_per_cent_of_what_is_not_wholly_known(reported):
    """Records that begin within the year before, or a unit formed in it: its figure is shown, compared it is not."""
    facts = """
    committee TG, records from 2020-07-01
    cell A under TG
    cell B under TG, since 2020-07-01
    case A, decision 2020-08-03
    case B, decision 2020-08-03
    case A, decision 2021-08-03
    case B, decision 2021-08-03
    """
    whole = reported(facts, "profile", period="2021")
    assert (whole.total["this_period"], whole.total["last_year"], whole.total["percent"]) == (2, 2, None)
    assert whole.texts["not_recorded"].startswith("The same period before: ")
    young = reported(facts, "profile", period="2021", unit="B")
    assert (young.total["last_year"], young.total["percent"]) == (1, None)
    assert "B exists from 1 Jul 2020 only" in young.texts["part_year"]
    new = reported(facts, "profile", period="2020", unit="B")
    assert (new.total["this_period"], new.total["last_year"], new.total["percent"]) == (1, None, None)


def test_a_period_that_has_not_begun_is_compared_with_nothing(reported):
    """Of a year ahead nothing can be said, and so nothing of the year before it."""
    answer = reported(WARD, "profile", period=Period(date(2023, 1, 1), date(2023, 12, 31)))
    assert (answer.total["this_period"], answer.total["last_year"]) == (0, None)
    assert answer.texts["part_year"].startswith("The period begins on 1 Jan 2023")
