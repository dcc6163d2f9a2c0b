"""Random wards for the laws of imports: units that begin, move, merge, split and close; people with cases, lives and facts; plans.

A deed is a tuple that Hypothesis can shrink: its name and what is told. ``live`` does them at a desk, those that a rule
refuses left out. The days lie before the tests' today, 26 April 2022.
"""

from contextlib import suppress
from datetime import date, timedelta
from itertools import groupby

from hypothesis import strategies as st

from partytrack.core.amount import parse_amount
from partytrack.core.dates import PartialDate
from partytrack.core.errors import PartytrackError
from partytrack.core.period import Period
from partytrack.core.span import parse_span, parse_term
from partytrack.record.act import act
from partytrack.record.arrivals import arrive_within, come_back, restore
from partytrack.record.candidates import add_candidate_within
from partytrack.record.departures import leave_within, transfer_within
from partytrack.record.facts import NewFact, record_fact_within
from partytrack.record.life import Happening
from partytrack.record.lookup import person_by_code
from partytrack.record.mentors import assign_mentor_within
from partytrack.record.merging import merge_people
from partytrack.record.moves import move_case_away, move_case_within, return_case_within
from partytrack.record.people import NewPerson, add_member_within
from partytrack.record.quotas import NewQuota, set_quota_within
from partytrack.record.reorganisation import close_unit, move_unit
from partytrack.record.steps import NewStep, record_step_within
from partytrack.record.succession import merge_units, split_unit
from partytrack.record.tallies import set_tally_within
from partytrack.record.terms import set_term
from partytrack.record.units import add_unit_within, rename_unit

TODAY = date(2022, 4, 26)
CODES = ["TG", "BP", "TG-01", "TG-02", "TG-03", "tg-4/a", "X1"]
CELLS = [*CODES[2:6], "TG-01", "TG-01"]
NAMES = [
    "Trần Thị Bích", "Lê Văn Ba", "Nguyễn Văn An", "Nguyễn Văn Ân", "Lê Thị Hoà", "Lê Thị Hòa", "Lê Thị Hoa", "Lê Hoa",
    "Đặng Đức", "Đỗ Thị Ước", "Phạm Thị Thuý Uyên", "Hồ A",
]  # fmt: skip
FACTS = {
    "ethnicity": ["kinh", "tay"], "religion": ["none", "buddhism"], "youth_union": ["yes", "no"], "militia": ["yes", "no"],
    "occupation": ["farmer", "student"],
}  # fmt: skip
NUMBERS = ["001201012345", "001201012346", "079301000001"]
DOCUMENTS = [
    "12-QĐ/ĐU",
    "05",
    "3-4",
    "1E5",
    "=1+1",
    "-7",
    "+5",
    "'5",
    "@a",
    'Số 7; “mật”, "x"',
    "12/5",
    "TRUE",
    "a&b <c>",
]
SOURCES = ["youth_union", "student", "farmer"]
STEPS = [
    "outstanding_listed", "sympathiser_listed", "course_completed", "application", "cell_resolution",
    "executive_resolution", "admission_decision", "decision_received", "admission_ceremony", "confirmation_decision",
    "decision_annulled", "refused_by_vote", "removed_in_probation",
]  # fmt: skip
AMOUNTS = ["0", "3", "2+", "1-3", "avg:2", "3%", "3.5%+", "3-4%"]
SPANS = ["2020", "2021", "2022", "2021-2022", "term:2020-2025"]
FIRST = date(2019, 6, 1)
LAST = (TODAY - FIRST).days

recent = st.integers(0, LAST).map(lambda number: FIRST + timedelta(number))
late = st.integers(LAST - 120, LAST).map(lambda number: FIRST + timedelta(number))
ago = st.sampled_from([date(2001, 5, 3), date(2001, 5, 4), date(2001, 3, 5), date(1995, 1, 1), date(1900, 2, 28)])
births = st.none() | st.builds(
    lambda day, precision: PartialDate(
        {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[precision], precision
    ),
    ago,
    st.sampled_from(["day", "day", "day", "month", "year"]),
)
facts = st.dictionaries(st.sampled_from(sorted(FACTS)), st.integers(0, 1), max_size=2).map(
    lambda told: tuple((fact, FACTS[fact][place]) for fact, place in told.items())
)
people = st.builds(
    NewPerson, st.sampled_from(NAMES), st.none() | st.sampled_from(["f", "m"]), births, facts,
    st.none() | st.none() | st.sampled_from(NUMBERS),
)  # fmt: skip


def _year(year):
    return PartialDate(date(year, 1, 1), "year")


codes, cells = st.sampled_from(CODES), st.sampled_from(CELLS)
persons = st.integers(1, 6).map("P{:05d}".format)
cases = st.integers(1, 4).map("C{:05d}".format)
documents = st.sampled_from(DOCUMENTS)

reforms = (
    st.tuples(st.just("rename"), codes, st.sampled_from(["Chi bộ Tân Quý", "Chi bộ  Tân Trung"]), late)
    | st.tuples(st.just("move"), codes, st.sampled_from(["TG", "BP"]), late)
    | st.tuples(st.just("merge"), cells, cells, late)
    | st.tuples(st.just("split"), cells, late)
    | st.tuples(st.just("close"), codes, late)
)
entries = (
    st.tuples(st.just("member"), people, codes, st.none() | recent, st.none() | recent)
    | st.tuples(st.just("candidate"), people, cells, st.sampled_from(SOURCES), st.none() | recent)
    | st.tuples(st.just("arrive"), people, codes, recent, st.none() | recent)
)
steps_taken = st.tuples(st.just("step"), cases, st.sampled_from(STEPS), recent, st.none() | documents) | st.tuples(
    st.just("mentor"), cases, persons, recent
)
lives = (
    st.tuples(st.just("transfer"), persons, codes, recent)
    | st.tuples(st.just("leave"), persons, st.sampled_from(["transfer_out", "removal", "death"]), recent)
    | st.tuples(st.just("back"), persons, codes, recent)
    | st.tuples(st.just("restore"), persons, codes, recent)
    | st.tuples(st.just("drop"), cases, recent)
    | st.tuples(st.just("move_case"), cases, cells, recent)
    | st.tuples(st.just("move_away"), cases, recent)
    | st.tuples(st.just("return"), cases, late)
    | st.tuples(st.just("one_person"), persons, persons)
    | st.tuples(st.just("fact"), persons, st.sampled_from(sorted(FACTS)), st.integers(0, 1), st.none() | recent)
)
plans = (
    st.tuples(
        st.just("quota"), codes, st.sampled_from(SPANS), st.sampled_from(AMOUNTS), recent, st.none() | documents,
        st.sampled_from(["admission", "admission", "course"]), st.sampled_from(["", "", "women"]),
        st.sampled_from(["", "", "youth_union_day"]),
    )
    | st.tuples(st.just("term"), codes, st.just("2020-2025"))
    | st.tuples(st.just("tally"), codes, st.integers(2015, 2021), st.integers(0, 5), documents)
)  # fmt: skip


FOUNDING = (
    ("unit", "BP", "section_committee", "TG", None, None, None),
    ("unit", "X1", "cell", "BP", None, date(2020, 1, 1), "school"),
    ("unit", "tg-4/a", "cell", "TG", date(2020, 2, 1), None, None),
    ("member", NewPerson("Nguyễn Văn An"), "TG-01", None, None),
    ("member", NewPerson("Lê Thị Hoà", "f", _year(1970)), "TG-02", date(2015, 1, 5), date(2016, 1, 5)),
    ("candidate", NewPerson("Trần Thị Bích", "f", None, (("ethnicity", "tay"),)), "TG-01", "student", date(2019, 6, 5)),
    ("candidate", NewPerson("Đặng Đức", "m", _year(1995)), "TG-02", "farmer", None),
)
"""What is there before the deeds: sections, cells, members P00001 and P00002, cases C00001 and C00002."""


@st.composite
def journeys(draw):
    """Steps of one case in their order, each some days after the one before it."""
    case, day, gone = draw(cases), FIRST + timedelta(30), []
    for key in STEPS[: draw(st.integers(1, 10))]:
        day += timedelta(draw(st.integers(0, 90)))
        if day <= TODAY and draw(st.integers(0, 3)):
            gone.append(("step", case, key, day, draw(st.none() | documents)))
    return gone


@st.composite
def deeds(draw, *, most=12):
    """What is done after the founding, in an order in which much of it succeeds: people, what becomes of them, reforms."""
    done = draw(st.lists(entries, max_size=4))
    done += draw(st.lists(st.one_of(steps_taken, steps_taken, lives, plans), max_size=most))
    done += draw(st.just([]) | journeys())
    for reform in draw(st.lists(reforms, max_size=2)):
        done.insert(draw(st.integers(0, len(done))), reform)
    return done + draw(st.lists(steps_taken | lives, max_size=most // 3))


def live(desk, done):
    """Do the deeds at the desk; those that are a part of an act stand in one with their neighbours."""
    for within, some in groupby(done, key=lambda deed: deed[0] in WITHIN):
        if within:
            with act(desk, "demo", "random") as it:
                for name, *told in some:
                    with suppress(PartytrackError), it.attempt():
                        WITHIN[name](it, *told)
        else:
            for name, *told in some:
                with suppress(PartytrackError):
                    WHOLE[name](desk, *told)


def _unit(it, code, kind, under, since, records_from, area):
    add_unit_within(
        it, code, f"Đơn vị {code}", kind=kind, under=under, since=since, records_from=records_from, area=area
    )


def _quota(it, unit, span, amount, on, document, measure, segment, part):
    base = {"base_count": 40, "base_on": date(2020, 12, 31)} if "%" in amount else {}
    set_quota_within(
        it,
        NewQuota(
            unit, parse_span(span), parse_amount(amount, **base), on, document, document is None, measure, segment, part
        ),
    )


WITHIN = {
    "unit": _unit,
    "member": lambda it, new, unit, admitted, confirmed: add_member_within(
        it, new, unit, admitted_on=admitted, confirmed_on=confirmed
    ),
    "candidate": lambda it, new, cell, source, on: add_candidate_within(
        it, new, cell=cell, source=source, listed_on=on
    ),
    "arrive": lambda it, new, unit, on, admitted: arrive_within(
        it, new, unit, on=on, place="Đảng bộ xã X", admitted_on=admitted
    ),
    "step": lambda it, case, key, on, document: record_step_within(it, case, NewStep(key, on, document=document)),
    "mentor": lambda it, case, member, on: assign_mentor_within(it, case, member, on=on),
    "transfer": lambda it, person, unit, on: transfer_within(it, person, to=unit, on=on, document="5-QĐ"),
    "leave": lambda it, person, kind, on: leave_within(it, person, Happening(kind, on, "5-QĐ")),
    "drop": lambda it, case, on: record_step_within(it, case, NewStep("dropped", on, reason="left_to_study")),
    "move_case": lambda it, case, cell, on: move_case_within(it, case, to=cell, on=on, document="5-GT"),
    "return": lambda it, case, on: return_case_within(it, case, on=on),
    "fact": lambda it, person, fact, place, on: record_fact_within(
        it, person_by_code(it.session, person), NewFact(fact, FACTS[fact][place], on)
    ),
    "quota": _quota,
    "tally": lambda it, unit, year, count, document: set_tally_within(
        it, unit, year, count, measure="admission", document=document
    ),
}
"""The deeds that are done as a part of an open act."""
WHOLE = {
    "rename": lambda desk, code, name, on: rename_unit(desk, code, name, on=on, document="5-QĐ"),
    "move": lambda desk, code, under, on: move_unit(desk, code, under=under, on=on, document="7-QĐ"),
    "merge": lambda desk, code, into, on: merge_units(desk, (code,), into=into, on=on, document="7-QĐ"),
    "split": lambda desk, code, on: split_unit(
        desk, code, into=(f"{code}A", f"{code}B"), main=f"{code}A", on=on, document="7-QĐ", names={}
    ),
    "close": lambda desk, code, on: close_unit(desk, code, on=on, document="7-QĐ"),
    "back": lambda desk, person, unit, on: come_back(desk, person, unit, on=on, place="Đảng bộ xã X"),
    "restore": lambda desk, person, unit, on: restore(desk, person, unit, on=on, document="6-QĐ"),
    "move_away": lambda desk, case, on: move_case_away(desk, case, place="Đảng bộ xã X", on=on, document="5-GT"),
    "one_person": merge_people,
    "term": lambda desk, unit, term: set_term(
        desk, unit, parse_term(term), Period(date(2020, 6, 1), date(2025, 5, 31)), document=None
    ),
}
"""The deeds that are acts."""
