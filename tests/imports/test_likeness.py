"""Whom a row is about: the table of cases, what holds for any two people, and how people are found in a store.

``same_person.csv`` opens in Excel: what a row of a list tells, what is on record, and whether they are one person
(``cùng một người``), two (``hai người``), or somebody is asked (``hỏi: …``). A new row is a new case.
"""

import csv
import tomllib
import unicodedata
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partytrack.core.dates import PartialDate, parse_partial
from partytrack.core.vietnamese import fold
from partytrack.imports.likeness import NAMED, SAME, STAND_IN, Known, Likeness, Who, within
from partytrack.imports.same_person import compare, spelt_the_same

TODAY = date(2022, 4, 26)
VERDICTS = {
    "cùng một người": SAME,
    "hai người": None,
    "hỏi: khác dấu": "spelling",
    "hỏi: chỉ biết tháng năm khác đơn vị": "other_unit",
    "hỏi: một bên không có ngày sinh": "birth_unknown",
    "hỏi: lệch một ngày": "one_day",
    "hỏi: đổi chỗ ngày tháng": "swapped",
    "hỏi: kém chính xác": "coarser",
    "hỏi: tên gần giống": "alike",
    "hỏi: thiếu tên đệm": "middle_name",
    "hỏi: cùng số": "number",
    "hỏi: khác số": "other_number",
}


def somebody(name, born=None, unit=None, number=None):
    """A person as a row tells of them; ``born`` as it is typed."""
    partial = parse_partial(born, TODAY) if isinstance(born, str) and born else born or None
    return Who(name, fold(name), partial, int(unit) if unit else None, number or None)


def on_record(who, key=1, **more):
    """The same as a person on record."""
    units = frozenset(() if who.unit_id is None else (who.unit_id,))
    return Known(key, f"P{key:05}", who.name, who.folded, who.born, units, who.number, **more)


def cases():
    """The rows of the table."""
    with (Path(__file__).parent / "same_person.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    return rows


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[0]}: {case[1]} - {case[5]}")
def test_the_table_of_cases(case):
    """One person, two, or a question: as the table says, for a row and a record, two rows, and either way round."""
    row, record, expected = somebody(*case[1:5]), somebody(*case[5:9]), VERDICTS[case[9]]
    known = on_record(record)
    match = Likeness([known]).match(row)
    assert (match.same, match.near) == verdicts_on(known, expected)
    assert compare(record, on_record(row)) == expected
    assert within([row, record]) == ({0: ((1, expected),), 1: ((0, expected),)} if expected else {})


def verdicts_on(known, expected):
    """What a match says where one person is on record."""
    if expected == SAME:
        return (known,), ()
    return (), ((known, expected),) if expected else ()


def test_every_reason_has_its_term_and_its_case():
    """Each reason is a code with its term, and no code is without a case."""
    codes = tomllib.loads((Path(__file__).parents[2] / "data/codes/likeness.toml").read_text(encoding="utf-8"))
    assert set(codes) == {*VERDICTS.values(), "several", "merged"} - {None}
    assert {case[9] for case in cases()} == set(VERDICTS)


# --- one of several ------------------------------------------------------------------------------

DUC = somebody("Nguyễn Văn Đức", "3/5/2001", 1)
UNDATED = DUC._replace(born=None)
NUMBER = "001201012345"


@pytest.mark.parametrize(
    ("row", "records", "one"),
    [
        (DUC, [DUC, DUC._replace(unit_id=2)], 0),  # alike but for the unit
        (DUC, [somebody("Nguyen Van Duc", "3/5/2001", 1), DUC], 1),  # alike but for the marks
        (somebody("NGUYỄN VĂN ĐỨC", "3/5/2001", 1), [somebody("Nguyen Van Duc", "3/5/2001", 1), DUC], 1),
        (DUC, [DUC._replace(born=PartialDate(date(2001, 5, 4), "day")), DUC], 1),  # the other one is near
        (UNDATED, [UNDATED, DUC], 0),
        (DUC._replace(number=NUMBER), [DUC, DUC._replace(number=NUMBER, unit_id=2)], 1),
    ],
)
def test_the_one_who_fits_best_in_everything_is_meant(row, records, one):
    """Where several fit, the number decides, else who alone has both the spelling and the unit of the row."""
    known = [on_record(record, key) for key, record in enumerate(records)]
    assert Likeness(known).match(row) == ((known[one],), ())


@pytest.mark.parametrize(
    ("row", "records", "reasons"),
    [
        (DUC, [DUC, DUC], ["several", "several"]),
        (UNDATED, [UNDATED, UNDATED], ["several", "several"]),
        (DUC._replace(unit_id=None), [DUC, DUC._replace(unit_id=2)], ["several", "several"]),
        # one has the row's spelling, the other its unit
        (DUC, [DUC._replace(unit_id=2), somebody("Nguyen Van Duc", "3/5/2001", 1)], ["several", "several"]),
        # written without marks, the row may be either of them
        (
            somebody("NGUYEN VAN DUC", "3/5/2001", 1),
            [DUC, somebody("Nguyễn Văn Dực", "3/5/2001", 1)],
            ["several", "several"],
        ),
        (DUC._replace(number=NUMBER), [DUC, somebody("Lê Lan", "1/1/1990", 1, NUMBER)], ["several", "number"]),
        (UNDATED, [DUC, DUC._replace(born=PartialDate(date(1990, 1, 1), "year"))], ["birth_unknown"] * 2),
    ],
)
def test_which_of_several_is_asked(row, records, reasons):
    """Where nobody alone fits best, or number and name point at two people, each is named with the reason."""
    known = [on_record(record, key) for key, record in enumerate(records)]
    assert Likeness(known).match(row) == ((), tuple(zip(known, reasons, strict=True)))


def test_a_person_is_known_in_every_unit_in_which_they_were():
    """Without birth dates, the name in a former unit is the same person too."""
    known = on_record(UNDATED)._replace(unit_ids=frozenset((1, 2)))
    assert Likeness([known]).match(UNDATED._replace(unit_id=2)).same == (known,)


@pytest.mark.parametrize(
    ("others", "row", "expected"),
    [
        ([], DUC, "merged"),
        ([DUC], DUC, SAME),
        ([somebody("Nguyễn Văn Đức", "4/5/2001", 1)], DUC, "merged"),
        ([somebody("Nguyễn Văn Đức", "5/5/2001", 1)], somebody("Nguyễn Văn Đức", "4/5/2001", 1), "one_day"),
        ([], somebody("Nguyễn Văn Đức", "4/5/2001", 1), None),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_merged_record_leads_to_its_person(others, row, expected, first):
    """Whether the person of a merged record is meant is asked, unless their own record fits without a doubt."""
    merged, own = on_record(DUC, merged=True), [on_record(other) for other in others]
    found = Likeness([merged, *own] if first else [*own, merged]).found(row)
    assert [(known.person_id, why) for known, why in found] == ([(1, expected)] if expected else [])


# --- the rows of a list among themselves ---------------------------------------------------------


def test_the_rows_about_one_person_name_each_other():
    """Of three rows about one person each names the two others, and the one that is near."""
    near = DUC._replace(born=PartialDate(date(2001, 3, 5), "day"))
    lan = somebody("Lê Thị Lan", "3/5/2001", 1)
    assert within([DUC, lan, DUC, near, DUC]) == {
        0: ((2, SAME), (3, "swapped"), (4, SAME)),
        2: ((0, SAME), (3, "swapped"), (4, SAME)),
        3: ((0, "swapped"), (2, "swapped"), (4, "swapped")),
        4: ((0, SAME), (2, SAME), (3, "swapped")),
    }


def test_a_row_repeated_without_end_names_the_first_ones():
    """A row that comes a thousand times names ten others, or it would be a million pairs."""
    pairs = within([DUC] * 1000)
    assert {len(others) for row, others in pairs.items() if row >= NAMED} == {NAMED}
    assert [len(pairs[row]) for row in range(NAMED)] == [999] * NAMED


def test_a_day_that_stands_for_an_unknown_one_is_no_birth_date():
    """On a day on which more than 500 people were born no misspelt names are looked for; the name itself is."""
    words = [letter * 3 for letter in "bcdghklm"]
    others = [somebody(" ".join(name), "3/5/2001", 1) for name in islice(product(words, repeat=3), STAND_IN)]
    slip = somebody("Nguyễn Vn Đức", "3/5/2001", 2)
    known = on_record(DUC, STAND_IN)
    crowd = [known, *map(on_record, others)]
    assert Likeness(crowd).match(DUC).same == (known,)
    assert Likeness(crowd).match(slip).near == ()
    assert Likeness(crowd[:-1]).match(slip).near == ((known, "alike"),)
    assert within([DUC, slip, *others]) == {}
    assert within([DUC, slip, *others[2:]]) == {0: ((1, "alike"),), 1: ((0, "alike"),)}


# --- what holds for anybody ----------------------------------------------------------------------

WORDS = "Nguyễn Nguyên Nguyễnn Lê Văn Vân Thị Hoà Hòa Hoa Hóa Thuỷ Thủy Thúy Đức Dức Dũng Quý An Anh Ánh hoa nguyen"
NAMES = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=4).map(" ".join)
DAYS = st.sampled_from([date(2001, 1, 1) + timedelta(n) for n in (-1, 0, 1, 31, 32, 122, 123, 365)])
BIRTHS = st.one_of(
    st.none(),
    DAYS.map(lambda day: PartialDate(day, "day")),
    DAYS.map(lambda day: PartialDate(day.replace(day=1), "month")),
    DAYS.map(lambda day: PartialDate(day.replace(month=1, day=1), "year")),
)
PEOPLE = st.builds(somebody, NAMES, BIRTHS, st.sampled_from([None, 1, 2]), st.sampled_from([None, None, "1", "2"]))
LISTS = st.lists(PEOPLE, max_size=NAMED)


@given(PEOPLE, PEOPLE)
def test_two_people_are_alike_either_way_round(one, other):
    """What a row says of a person on record, it would say the other way round."""
    assert compare(one, on_record(other)) == compare(other, on_record(one))


@given(PEOPLE, PEOPLE, st.sampled_from([str.upper, str.lower, lambda name: unicodedata.normalize("NFD", name)]))
def test_case_and_composition_change_nothing(one, other, written):
    """A name in capitals, in small letters or in decomposed Unicode is the same name."""
    name = written(one.name)
    assert compare(one._replace(name=name, folded=fold(name)), on_record(other)) == compare(one, on_record(other))


@given(PEOPLE, PEOPLE)
def test_the_style_of_tone_placement_changes_nothing(one, other):
    """``Hoà`` and ``Hòa``, ``Thuỷ`` and ``Thủy`` are one name in two spellings."""
    name = one.name.replace("Hoà", "Hòa").replace("Thuỷ", "Thủy")
    assert compare(one._replace(name=name), on_record(other)) == compare(one, on_record(other))


@given(LISTS, PEOPLE, st.randoms())
def test_a_row_that_tells_what_is_on_record_is_that_person(people, who, random):
    """A row identical to a person on record is about them, unless it fits another one just as well or tells too little."""
    holders = [other for other in people if who.number is not None and other.number == who.number]
    rivals = [other for other in people if fits_as_well(who, other)]
    assume(compare(who, on_record(who)) == SAME and not holders and not rivals)
    known = [on_record(other, key) for key, other in enumerate([who, *people])]
    him = known[0]
    random.shuffle(known)
    assert Likeness(known).match(who) == ((him,), ())


def fits_as_well(who, other):
    """Whether a row tells nothing by which the other one is another person."""
    alike = spelt_the_same(who.name, other.name) and who.born == other.born
    return alike and who.unit_id in {None, other.unit_id}


@given(LISTS, PEOPLE)
def test_the_keys_find_everybody_whom_the_rules_join(people, who):
    """No one is missed whom a comparison with everybody would find."""
    known = [on_record(other, key) for key, other in enumerate(people)]
    every = [(other, why) for other in known if (why := compare(who, other)) is not None]
    assert Likeness(known).found(who) == every


@given(LISTS, st.randoms())
def test_the_order_of_rows_does_not_matter(people, random):
    """The pairs of a list are the same in whichever order its rows stand, and each of a pair names the other."""
    order = list(range(len(people)))
    random.shuffle(order)
    shuffled = within([people[place] for place in order])
    pairs = {(order[row], order[other], why) for row, others in shuffled.items() for other, why in others}
    assert pairs == {(row, other, why) for row, others in within(people).items() for other, why in others}
    assert pairs == {(other, row, why) for row, other, why in pairs}
