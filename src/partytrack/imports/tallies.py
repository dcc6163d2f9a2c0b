"""The list of tallies: how many a unit admitted, or sent to the class, in a whole past year, by a document."""

from collections.abc import Mapping

from sqlmodel import select

from partytrack.core.errors import PartytrackError
from partytrack.core.period import parse_year
from partytrack.imports.current import TallyKey, Values, current_tallies
from partytrack.imports.lines import Incoming, Line
from partytrack.imports.plans import Entered, Figures, record_figures
from partytrack.imports.settling import settle
from partytrack.record.act import Act
from partytrack.record.lookup import unit_by_code
from partytrack.record.tallies import set_tally_within
from partytrack.store.engine import runner
from partytrack.store.tables import Tally

FIGURES = Figures({"count": "", "course_count": "course"}, ("unit", "year", "measure"))


def record(it: Act, incoming: Incoming) -> None:
    """Enter the tallies that are not on record yet, and change those that are told otherwise."""
    for line in incoming.lines:
        line.require("tallies", ("unit", "year", "document"))
    units = {str(line.values["unit"]) for line in incoming.waiting()}
    on_record = current_tallies(runner(it.session), it.today, units)
    record_figures(
        it, incoming, FIGURES, lambda line, measure, column: _enter(it, incoming, line, measure, column, on_record)
    )  # fmt: skip


def _enter(
    it: Act, incoming: Incoming, line: Line, measure: str, column: str, on_record: Mapping[TallyKey, Values]
) -> Entered:  # fmt: skip
    line.about = column
    unit, year, count, document = (line.values[name] for name in ("unit", "year", column, "document"))
    key = TallyKey(str(unit), parse_year(str(year)), measure)
    held = on_record.get(key)
    if held is None:
        set_tally_within(it, key.unit, key.year, int(str(count)), measure=measure, document=str(document))
        return Entered("add")
    changes = settle(incoming, line, {column: held["count"], "document": held["document"]}, (column, "document"))
    for remark in line.remarks:
        if remark.refuses and isinstance(remark.said, PartytrackError):
            raise remark.said
    if not changes:
        return Entered("same")
    where = (Tally.unit_id == unit_by_code(it.session, key.unit).id, Tally.year == key.year, Tally.measure == measure)
    told = {"count" if change.field == column else change.field: change.new for change in changes}
    it.change(it.session.exec(select(Tally).where(*where)).one(), **told)
    return Entered("change", changes)
