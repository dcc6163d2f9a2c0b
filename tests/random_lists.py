"""Random lists for the laws of imports: rows of new records, of ones on record by code or by name, and of ones that a rule refuses.

A row is what stands in its cells, by the columns of the layout; ``write_list`` writes rows as a committee would send them.
"""

import csv
from datetime import timedelta

from hypothesis import strategies as st

from partytrack.core.layout import layout
from random_wards import AMOUNTS, DOCUMENTS, FACTS, FIRST, NAMES, NUMBERS, SOURCES, SPANS, TODAY

CELLS = ["TG-01", "TG-01", "Chi bộ Tổ dân phố 2", "X1", "tg-4/a"]
UNITS = ["N-1", "N-01", "N-2", "N-10", "n-1"]
STEPS = [
    "sympathiser_listed", "mentor_assigned", "course_completed", "application", "cell_resolution", "admission_decision",
    "admission_ceremony",
]  # fmt: skip


def written(day):
    """A day as it is typed."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


recent = st.integers(0, (TODAY - FIRST).days).map(lambda number: written(FIRST + timedelta(number)))
births = st.sampled_from(
    ["03/05/2001", "04/05/2001", "05/03/2001", "05/2001", "2001", "1995", "01/01/1995", "12/12/1999", "7/7/1988"]
)
said = {fact: st.sampled_from(values) for fact, values in FACTS.items()}
of_a_person = {
    "born_on": births, "born_on ": births, "sex": st.sampled_from(["nam", "nữ"]), "national_id": st.sampled_from(NUMBERS),
    **said,
}  # fmt: skip
OTHERS = [
    f"{family} {given}"
    for family in ("Bùi Xuân", "Cao Thanh", "Võ Ngọc")
    for given in ("Chi", "Giang", "Minh", "Sơn", "Yến")
]
names = st.sampled_from([*NAMES, *OTHERS, "LÊ THỊ HOÀ", "Le Thi Hoa", "Trần  Thị Bích"])


@st.composite
def some(draw, optional, most=4):
    """Some of the columns, with values."""
    keys = draw(st.lists(st.sampled_from(sorted(optional)), max_size=most, unique=True))
    return {key.strip(): draw(optional[key]) for key in keys}


@st.composite
def journeys(draw):
    """Days of steps in their order, a document or the mentor here and there."""
    day, told = FIRST + timedelta(draw(st.integers(300, 700))), {}
    for key in ["source_listed", *STEPS][: draw(st.integers(0, len(STEPS) + 1))]:
        if day <= TODAY and draw(st.integers(0, 2)):
            told[key] = written(day)
        day += timedelta(draw(st.integers(0, 120)))
    if "mentor_assigned" in told or draw(st.integers(0, 19)) == 19:
        told["mentor"] = draw(st.sampled_from(["Nguyễn Văn An", "Nguyễn Văn An", "P00002", "P00003"]))
    if "course_completed" in told and draw(st.booleans()):
        told["course_completed_document"] = draw(st.sampled_from(["7/CN", "8/CN"]))
    return told


@st.composite
def candidates(draw):
    """A new candidate, or one on record by code or name, with facts and steps."""
    code = draw(st.none() | st.none() | st.integers(1, 3).map("C{:05d}".format))
    if code is None:
        row = {"name": draw(names), "cell": draw(st.sampled_from(CELLS)), "source": draw(st.sampled_from(SOURCES))}
    else:
        row = {"case": code} | draw(some({"name": names, "source": st.sampled_from(SOURCES)}, 1))
    return row | draw(some(of_a_person)) | draw(journeys())


@st.composite
def members(draw):
    """A new member, or one on record by code or name, with facts and days on the roll."""
    code = draw(st.none() | st.none() | st.integers(1, 5).map("P{:05d}".format))
    row = {"name": draw(names), "unit": draw(st.sampled_from([*CELLS, "TG"]))} if code is None else {"member": code}
    days = sorted([draw(recent), draw(recent)], key=lambda text: text.split("/")[::-1])
    roll = dict(zip(("admitted_on", "confirmed_on"), days, strict=True))
    return row | draw(some(of_a_person)) | {key: roll[key] for key in draw(st.sets(st.sampled_from(sorted(roll))))}


units = st.builds(
    lambda row, more: row | more,
    st.fixed_dictionaries(
        {
            "code": st.sampled_from([*UNITS, *UNITS, "TG-01", "tg-4/a"]), "name": st.sampled_from(["Chi bộ A", "Chi bộ B"]),
            "kind": st.sampled_from(["cell", "section_committee"]), "under": st.sampled_from(["TG", "BP", "N-1", "N-2"]),
        }
    ),
    some({"since": recent, "records_from": recent, "area": st.sampled_from(["school", "police"])}, 2),
)  # fmt: skip
quotas = st.builds(
    lambda row, more: row | more,
    st.fixed_dictionaries(
        {
            "unit": st.sampled_from(["TG", "TG-01", "X1"]), "years": st.sampled_from(SPANS[:4]),
            "decided_on": st.sampled_from(["15/12/2019", "20/12/2020"]), "document": st.sampled_from(DOCUMENTS[:2]),
        }
    ),
    some(
        {
            "amount": st.sampled_from(AMOUNTS[:5]), "amount ": st.sampled_from(AMOUNTS[:5]),
            "course_amount": st.sampled_from(["4", "5"]), "measure": st.sampled_from(["admission", "course"]),
            "segment": st.just("women"), "round": st.just("youth_union_day"), "assumed": st.just("x"),
        }, 3,
    ),
)  # fmt: skip
tallies = st.builds(
    lambda row, more: row | more,
    st.fixed_dictionaries(
        {
            "unit": st.sampled_from(["TG-01", "TG-02", "X1", "TG"]), "year": st.sampled_from(["2016", "2017"]),
            "document": st.sampled_from(DOCUMENTS[:2]),
        }
    ),
    some(
        {
            "count": st.sampled_from(["2", "3"]), "count ": st.sampled_from(["2", "3"]), "course_count": st.just("4"),
            "measure": st.sampled_from(["admission", "course"]),
        }, 2,
    ),
)  # fmt: skip
ROWS = {"candidates": candidates(), "members": members(), "units": units, "quotas": quotas, "tallies": tallies}


def lists(*layouts, most=6):
    """A layout and the rows of a list for it; lists of people more often than others."""
    named = st.sampled_from(layouts or ("candidates", "candidates", "candidates", "members", "members", *ROWS))
    return named.flatmap(lambda name: st.tuples(st.just(name), st.lists(ROWS[name], min_size=1, max_size=most)))


def write_list(path, name, rows):
    """Write rows under the headers of their layout; one lies in line 2 of the file."""
    used = {key for row in rows for key in row}
    columns = [field for field in layout(name).values() if field.required or field.key in used]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow([field.vi for field in columns])
        table.writerows([row.get(field.key, "") for field in columns] for row in rows)
    return path
