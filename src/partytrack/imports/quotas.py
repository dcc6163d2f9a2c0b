"""The list of quotas: each row a dated decision; another figure than the newest is a new version, never an overwrite."""

from collections.abc import Mapping
from datetime import date

from partytrack.core.amount import parse_amount
from partytrack.core.errors import ValueMissing
from partytrack.core.layout import column_word
from partytrack.core.span import Span, parse_span
from partytrack.imports.cells import Value
from partytrack.imports.current import QuotaKey, Values, current_quotas
from partytrack.imports.lines import Change, Incoming, Line
from partytrack.imports.plans import Entered, Figures, record_figures
from partytrack.record.act import Act
from partytrack.record.quotas import NewQuota, set_quota_within
from partytrack.store.engine import runner

FIGURES = Figures(
    {"amount": "", "course_amount": "course"}, ("unit", "years", "measure", "segment", "round", "decided_on")
)  # fmt: skip


def record(it: Act, incoming: Incoming) -> None:
    """Enter the quotas that are not on record yet."""
    for line in incoming.lines:
        line.require("quotas", ("unit", "years"))
    units = {str(line.values["unit"]) for line in incoming.waiting()}
    on_record = current_quotas(runner(it.session), it.today, units)
    record_figures(
        it, incoming, FIGURES, lambda line, measure, column: _enter(it, line, measure, column, on_record)
    )  # fmt: skip


def _enter(it: Act, line: Line, measure: str, column: str, on_record: Mapping[QuotaKey, Values]) -> Entered:
    told, span, line.about = line.values, parse_span(str(line.values["years"])), column
    new = _new(told, span, measure, column)
    same = [
        (key.decided_on, values) for key, values in on_record.items()
        if (key.unit, key.span, key.measure, key.segment, key.round)
        == (new.unit, span, measure, new.segment, new.round)
    ]  # fmt: skip
    newest = max(same, key=lambda version: version[0])[1] if same else None
    # a row without a day of decision tells what holds now; one with a day tells of that decision
    told_of = newest if new.decided_on is None else dict(same).get(new.decided_on)
    if told_of is not None and _agrees(told, column, told_of):
        return Entered("same")
    for name in () if new.assumed else ("decided_on", "document"):
        if told.get(name) is None:
            raise ValueMissing(column_word("quotas", name), name)
    set_quota_within(it, new)
    if newest is None:
        return Entered("add")
    return Entered("change", [Change(column, newest["amount"], told[column])])


def _new(told: Mapping[str, Value], span: Span, measure: str, column: str) -> NewQuota:
    base = told.get("base_count")
    amount = parse_amount(
        str(told[column]), base_count=base if isinstance(base, int) else None, base_on=_day(told, "base_on")
    )  # fmt: skip
    return NewQuota(
        str(told["unit"]), span, amount, _day(told, "decided_on"), _text(told, "document"), bool(told.get("assumed")),
        measure, _text(told, "segment") or "", _text(told, "round") or "",
    )  # fmt: skip


def _agrees(told: Mapping[str, Value], column: str, values: Values) -> bool:
    """Whether a version on record says what the row says; what the row leaves blank is as it is."""
    asked = {"amount": told[column]} | {
        name: told[name] for name in ("base_count", "base_on", "document", "assumed") if told.get(name) is not None
    }
    return all(values[name] == value for name, value in asked.items())


def _day(told: Mapping[str, Value], name: str) -> date | None:
    value = told.get(name)
    return value if isinstance(value, date) else None


def _text(told: Mapping[str, Value], name: str) -> str | None:
    value = told.get(name)
    return None if value is None else str(value)
