"""Form 1: how the number of members rose and fell, by ceremony always; this period against the same days of the year before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from partytrack.core.columns import columns, hidden
from partytrack.core.figures import percent
from partytrack.core.report import Cell, Column, Note, Report, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.lineage import Lineage, lineage, named, unit_label
from partytrack.counting.membership import (
    DECREASE,
    INCREASE,
    OF_THESE,
    Balance,
    Crossing,
    Line,
    Membership,
    before,
    from_the_eve,
    membership,
    not_recorded,
    of_these,
)
from partytrack.counting.rows import unit_columns
from partytrack.counting.subject import Question
from partytrack.reports import Params, Spec, asked, report_on


def _with_parts(criteria: Sequence[str]) -> Iterator[str]:
    for criterion in criteria:
        yield criterion
        if criterion in OF_THESE:
            yield OF_THESE[criterion]


CRITERIA = ("start", "increase", *_with_parts(INCREASE), "decrease", *_with_parts(DECREASE), "end")
"""The rows of the form in their order; after a criterion, what the form names as a part of it."""
SUMS = ("start", "increase", "decrease", "end")
WHERE_THEY_OCCUR = ("organisation_in", "entered", "organisation_out", "annulled", "left")
"""What form 1 does not have: it stands where there is any, so that the sum closes."""
ON_SCREEN = (
    "admitted", "moved_in", "moved_out", "died", "removed", "organisation_in", "organisation_out", "expelled", "withdrawn",
    "restored", "entered", "left", "annulled",
)  # fmt: skip
"""Which criteria the rows of units show first where 80 places do not hold them all."""
MOST_ON_SCREEN = 5


def build(run: Run, params: Params, say: Texts) -> Report:
    """Fill in the form for the unit asked about, then a row of the same figures for each unit under it.

    Membership begins with the ceremony, whatever basis was asked for; it knows no measure and no segment.
    """
    question = asked(run, replace(params, basis="ceremony", measure="admission", segment=""))
    found, year_ago = membership(run, question, params.depth), before(run, question)
    known = lineage(run, from_the_eve(question))
    return report_on(
        question,
        say,
        "movement",
        tables=(
            _form(found, year_ago, params, say),
            _units(found, known, say),
            *((_people(found, say),) if params.explain else ()),
        ),
        notes=(*_everybody(params, question, say), *_notes(found, year_ago, say)),
        lead=tuple(_lead(found, year_ago, say)),
    )


# the form


def _form(found: Membership, year_ago: Membership | None, params: Params, say: Texts) -> Table:
    """The criteria as rows: this period, the same days of the year before, and the one in per cent of the other."""
    now, ago = _figures(found), _figures(year_ago)
    rows = tuple(
        {
            "row": key,
            "name": say(f"reports.movement_{key}"),
            "this_period": now[key],
            "last_year": ago[key],
            "percent": percent(now[key], ago[key], params.decimals, params.rounding),
        }
        for key in CRITERIA
        if key not in WHERE_THEY_OCCUR or now[key] or ago[key]
    )
    before = "years_before" if found.question.period.years_long > 1 else "last_year"
    headings = {"name": "criterion", "last_year": before}
    shown = columns(say, headings, name="text", this_period="count", last_year="count", percent="percent")
    return Table("form", "", hidden(row="text") + shown, rows)


def _figures(found: Membership | None) -> dict[str, int | None]:
    """Every figure of the form; of a unit that did not exist then, none is known."""
    return {key: None if found is None else _figure(found, found.total, key) for key in CRITERIA}


def _figure(found: Membership, balance: Balance, key: str) -> int | None:
    """A figure; how many there will be at the start of a period that lies ahead is not known, nor at its end."""
    return None if key in {"start", "end"} and not found.question.has_begun else balance[key]


def _lead(found: Membership, year_ago: Membership | None, say: Texts) -> Iterator[str]:
    if found.question.has_begun:
        total = found.total
        yield say("reports.lead_movement", **{key: total[key] for key in SUMS})
    if year_ago is not None:
        days = year_ago.question.period
        yield say("reports.lead_year_before", first=days.first, last=days.last)


# the units


def _units(found: Membership, known: Lineage, say: Texts) -> Table:
    """The same criteria as columns, a row for each unit; the rows' transfers among themselves are not in the total."""
    rows = tuple(_unit_row(found, line, known, say) for line in found.rows)
    total = {"unit": found.question.unit.code, **_cells(found, found.total)}
    return Table("units", say("reports.movement_units"), (*unit_columns(say), *_columns(rows, say)), rows, total)


def _unit_row(found: Membership, line: Line, known: Lineage, say: Texts) -> Row:
    name = unit_label(line.node, found.question, known, say)
    if line.is_share:
        name = say("reports.own_share", name=name)
    return {"unit": line.node.unit.code, "name": name, "own": line.own, **_cells(found, line.balance)}


def _cells(found: Membership, balance: Balance) -> dict[str, Cell]:
    return {key: _figure(found, balance, key) for key in CRITERIA}


def _columns(rows: Sequence[Row], say: Texts) -> Iterator[Column]:
    """The criteria as columns: people see those of which there is any, and on the screen as many as it has room for."""
    filled = {key for key in CRITERIA if any(row[key] for row in rows)}.union(SUMS)
    on_paper = filled.difference([key for key in ON_SCREEN if key in filled][:MOST_ON_SCREEN], SUMS)
    for key in CRITERIA:
        yield Column(key, "count", say(f"columns.{key}"), hidden=key not in filled, paper=key in on_paper)


# who stands behind the figures


def _people(found: Membership, say: Texts) -> Table:
    """Everyone who came, went or changed places, by day; ``row``: of the form; ``of_these``: the part that it names."""
    shown = columns(
        say, date="date", person="text", name="text", change="text", left_unit="text", joined_unit="text",
        document="text",
    )  # fmt: skip
    rows = tuple(_person(each, say) for each in found.crossings)
    return Table("movements", say("reports.movements"), hidden(row="text", of_these="text") + shown, rows)


def _person(crossing: Crossing, say: Texts) -> Row:
    """A turn as the unit asked about sees it; where one side of it lies outside of the store, with the place told."""
    turn, criterion = crossing
    part = None if criterion is None else of_these(turn, criterion)
    key = part or criterion or f"{turn.cause}_within"
    left, joined = turn.codes
    return {
        "row": criterion or key,
        "of_these": part,
        "date": turn.on,
        "person": turn.person,
        "name": turn.name,
        "change": say(f"columns.{key}"),
        "left_unit": left or (turn.told.place if joined else None) or "",
        "joined_unit": joined or turn.told.place or "",
        "document": turn.told.document or "",
    }


# what a reader must know


def _everybody(params: Params, question: Question, say: Texts) -> Iterator[Note]:
    """That a segment or a measure was asked for, which the form does not know."""
    if params.segment or params.measure != "admission":
        yield Note("of_everybody", say("notes.of_everybody"), (question.unit.code,))


def _notes(found: Membership, year_ago: Membership | None, say: Texts) -> Iterator[Note]:
    question = found.question
    code = (question.unit.code,)
    ago = question.year_before().period
    if not question.has_begun:
        yield Note("part_year", say("notes.not_begun", first=question.period.first), code)
    elif question.window != question.period:
        text = say("notes.movement_so_far", last=question.window.last, first=ago.first, until=ago.last)
        yield Note("part_year", text, code)
    if lacking := not_recorded(found):
        yield Note("not_recorded", say("notes.roll_only", units=lacking), tuple(lacking))
    if year_ago is not None and (lacking := not_recorded(year_ago)):
        text = say("notes.movement_before", note=say("notes.roll_only", units=lacking))
        yield Note("not_recorded", text, tuple(lacking))
    elif year_ago is None and question.has_begun:
        yield Note("not_recorded", say("notes.movement_none_before", unit=question.unit.code, last=ago.last), code)
    yield from _unexplained(found, say)
    if found.within:
        yield Note("moved_within", say("notes.moved_within", count=found.within), code)


def _unexplained(found: Membership, say: Texts) -> Iterator[Note]:
    """Who came or went in a way that form 1 does not have."""
    for criterion, key in (
        ("entered", "entered_without_case"), ("left", "left_without_reason"), ("annulled", "admission_annulled"),
    ):  # fmt: skip
        turns = found.behind(criterion)
        if turns:
            people = named([turn.person for turn in turns], say)
            yield Note(key, say(f"notes.{key}", count=len(turns), people=people), (found.question.unit.code,))


SPEC = Spec("movement", build)
