"""Who belongs to a segment on the day of an event, and of whom nobody can tell."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partytrack.core import segments
from partytrack.core.codes import code_list
from partytrack.core.dates import PartialDate
from partytrack.core.errors import CodeUnknown
from partytrack.core.facts import values_of, with_value
from partytrack.core.segments import Subject, check_segment, count, fits, full_years

YES, NO, UNKNOWN = True, False, None
DAY = date(2021, 5, 19)


def born(text):
    """A birth date from ISO text, as exact as it is written; nothing from nothing."""
    if not text:
        return None
    parts = [*(int(part) for part in text.split("-")), 1, 1][:3]
    return PartialDate(date(*parts), {4: "year", 7: "month", 10: "day"}[len(text)])


def person(sex=None, birth=None, area=None, source="other", **facts):
    """A person on the day of an event; whatever is not said is not recorded."""
    return Subject(sex, born(birth), facts, area, source)


# What an organiser would say of each, on 19/5/2021.
JUDGED = {
    "a woman": ("women", person(sex="f"), YES),
    "a man": ("women", person(sex="m"), NO),
    "nobody wrote down the sex": ("women", person(), UNKNOWN),
    "a Women's Union source is no record of the sex": ("women", person(source="womens_union"), UNKNOWN),
    "18 today": ("aged_18_30", person(birth="2003-05-19"), YES),
    "18 tomorrow": ("aged_18_30", person(birth="2003-05-20"), NO),
    "31 tomorrow": ("aged_18_30", person(birth="1990-05-20"), YES),
    "31 today": ("aged_18_30", person(birth="1990-05-19"), NO),
    "31 today, in the next group": ("aged_31_35", person(birth="1990-05-19"), YES),
    "no birth date": ("aged_18_30", person(), UNKNOWN),
    "born in the year that turns 18: before or after the day?": ("aged_18_30", person(birth="2003"), UNKNOWN),
    "born in the month that turns 18: before or after the day?": ("aged_18_30", person(birth="2003-05"), UNKNOWN),
    "born the month before: 18 whichever day it was": ("aged_18_30", person(birth="2003-04"), YES),
    "born the month after: 17 whichever day it was": ("aged_18_30", person(birth="2003-06"), NO),
    "born in the year that turns 31": ("aged_18_30", person(birth="1990"), UNKNOWN),
    "born in the year that turns 31, the other side": ("aged_31_35", person(birth="1990"), UNKNOWN),
    "born in a year that leaves no doubt": ("aged_18_30", person(birth="1995"), YES),
    "born in the month that turns 31": ("aged_18_30", person(birth="1990-05"), UNKNOWN),
    "60 years and some days": ("aged_over_60", person(birth="1961-05-01"), NO),
    "61 today": ("aged_over_60", person(birth="1960-05-19"), YES),
    "Kinh": ("ethnic_minority", person(ethnicity="kinh"), NO),
    "Mường": ("ethnic_minority", person(ethnicity="muong"), YES),
    "ethnicity not recorded": ("ethnic_minority", person(), UNKNOWN),
    "Catholic": ("religious", person(religion="catholicism"), YES),
    "without religion, and that was asked": ("religious", person(religion="none"), NO),
    "religion not recorded": ("religious", person(), UNKNOWN),
    "in the Youth Union": ("youth_union", person(youth_union="yes"), YES),
    "not in the Youth Union": ("youth_union", person(youth_union="no"), NO),
    "listed from the Youth Union, which may have ended": ("youth_union", person(source="youth_union"), UNKNOWN),
    "demobilised": ("demobilised_soldier", person(military="demobilised"), YES),
    "listed as a demobilised soldier, which cannot end": (
        "demobilised_soldier", person(source="demobilised_soldier"), YES),
    "another source says nothing of the army": ("demobilised_soldier", person(source="youth_union"), UNKNOWN),
    "a member of the roll has no source": ("demobilised_soldier", person(source=None), UNKNOWN),
    "never served": ("demobilised_soldier", person(military="none"), NO),
    "what is recorded is stronger than the source": (
        "demobilised_soldier", person(military="serving", source="demobilised_soldier"), NO),
    "works in a private enterprise": ("private_worker", person(occupation="private_worker"), YES),
    "works in a foreign one": ("private_worker", person(occupation="fdi_worker"), NO),
    "foreign is not state either": ("non_state_worker", person(occupation="fdi_worker"), YES),
    "the cell of a neighbourhood": ("residential_area", person(area="residential"), YES),
    "the cell of a school": ("residential_area", person(area="school"), NO),
    "nobody said what the cell is": ("residential_area", person(), UNKNOWN),
}  # fmt: skip


@pytest.mark.parametrize(("code", "subject", "expected"), JUDGED.values(), ids=JUDGED.keys())
def test_who_belongs_to_a_segment(code, subject, expected):
    """Yes, no, or not recorded; unknown is never taken for no."""
    assert fits(code, subject, DAY) is expected


A, B = {"sex": "f"}, {"area": ["school"]}
COMBINED = [
    # condition, sex, area, answer
    ({"all": [A, B]}, "f", "school", YES),
    ({"all": [A, B]}, "f", None, UNKNOWN),
    ({"all": [A, B]}, "m", None, NO),
    ({"all": [A, B]}, None, "police", NO),
    ({"all": [A, B]}, None, None, UNKNOWN),
    ({"any": [A, B]}, "m", "police", NO),
    ({"any": [A, B]}, "f", None, YES),
    ({"any": [A, B]}, None, "school", YES),
    ({"any": [A, B]}, "m", None, UNKNOWN),
    ({"any": [A, B]}, None, None, UNKNOWN),
    ({"all": [A, {"any": [B, {"age": {"to": 30}}]}]}, "f", "police", UNKNOWN),
]


@pytest.mark.parametrize(("told", "sex", "area", "expected"), COMBINED)
def test_conditions_combine(told, sex, area, expected):
    """Of all one no decides, of any one yes decides; else what is unknown stays unknown."""
    assert segments._condition(told)(person(sex=sex, area=area), DAY) is expected


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        ("2000-02-29", "2018-02-27", 17), ("2000-02-29", "2018-02-28", 18), ("2000-02-29", "2020-02-28", 19),
        ("2000-02-29", "2020-02-29", 20), ("2000-03-01", "2018-02-28", 17), ("2000-12-31", "2018-12-30", 17),
        ("2000-12-31", "2019-01-01", 18), ("2000-01-01", "2000-01-01", 0), ("2000-05-01", "1999-05-01", -1),
    ],
)  # fmt: skip
def test_age_in_full_years(birth, on, age):
    """The birthday itself adds a year; who was born on 29 February has it on the 28th of a common year."""
    assert full_years(date.fromisoformat(birth), date.fromisoformat(on)) == age


def test_a_segment_is_known_by_its_code():
    """Small letters or capitals; an unknown one is answered with the known ones, the nearest first."""
    assert check_segment(" Women ") == "women"
    with pytest.raises(CodeUnknown) as caught:
        check_segment("student_")
    assert caught.value.known[0] == "student"
    assert set(caught.value.known) == set(code_list("segments"))


FACT_VALUES = {fact: sorted(code_list(row["values"])) for fact, row in code_list("facts").items()}
BIRTHS = st.dates(date(1940, 1, 1), date(2003, 5, 18))


@st.composite
def known_people(draw):
    """A person of whom everything is recorded, and nothing contradicts itself."""
    facts = {fact: draw(st.sampled_from(values)) for fact, values in FACT_VALUES.items()}
    source = draw(st.sampled_from(sorted(code_list("sources"))))
    if source == "demobilised_soldier":
        facts["military"] = "demobilised"
    area = draw(st.sampled_from(sorted(code_list("areas"))))
    return Subject(draw(st.sampled_from("fm")), PartialDate(draw(BIRTHS), "day"), facts, area, source)


@st.composite
def half_known_people(draw):
    """A person as they are, and what the records have of them."""
    full = draw(known_people())
    precision = draw(st.sampled_from(["day", "month", "year", None]))
    day = full.born.first
    first = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}.get(precision)
    kept = draw(st.sets(st.sampled_from(sorted(full.facts))))
    return full, Subject(
        draw(st.sampled_from([full.sex, None])),
        PartialDate(first, precision) if precision else None,
        {fact: full.facts[fact] for fact in kept},
        draw(st.sampled_from([full.area, None])),
        draw(st.sampled_from([full.source, None])),
    )


@given(half_known_people())
def test_a_thin_record_never_says_otherwise(both):
    """Of whom all is known every segment says yes or no, and a thinner record says the same or nothing."""
    full, thin = both
    for code in code_list("segments"):
        truth, told = fits(code, full, DAY), fits(code, thin, DAY)
        assert truth is not None
        assert told in {truth, None}


@given(st.lists(half_known_people()))
def test_a_person_counts_in_each_segment_that_fits(people):
    """Each segment judges everyone once: those it fits, those it does not, and those of whom nobody knows."""
    judged = [(thin, DAY) for _, thin in people]
    counts = count(judged)
    assert list(counts) == list(code_list("segments"))
    for code, found in counts.items():
        answers = [fits(code, *each) for each in judged]
        assert (found.fits, found.does_not, found.unknown) == tuple(answers.count(a) for a in (YES, NO, UNKNOWN))
        assert found.total == len(people)


@given(known_people())
def test_an_adult_has_one_age(someone):
    """Of whom the birth day is known belongs to exactly one segment by age."""
    assert sum(fits(code, someone, DAY) for code in code_list("segments") if code.startswith("aged_")) == 1


DAYS = [date(2020, 1, 1) + timedelta(number) for number in range(8)]


def value_on(history, day):
    """What a fact was on a day."""
    known = [value for start, value in sorted(history.items()) if start <= day]
    return known[-1] if known else None


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(DAYS)), max_size=8),
    st.sampled_from("abc"),
    st.sampled_from(DAYS),
)
def test_a_value_holds_from_its_day_to_the_next(entries, value, on):
    """A new value changes the days from its own to the next change and no others; no value stands twice in a row."""
    history = {}
    for former, day in entries:
        history = with_value(history, former, day)
    after = with_value(history, value, on)
    following = min((day for day in history if day > on), default=date.max)
    for day in DAYS:
        assert value_on(after, day) == (value if on <= day < following else value_on(history, day))
    values = [after[day] for day in sorted(after)]
    assert all(one != other for one, other in pairwise(values))


def test_every_fact_has_values_that_are_there():
    """The list of values that a fact names can be read."""
    for fact in code_list("facts"):
        assert code_list(values_of(fact))
