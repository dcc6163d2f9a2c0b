"""What the lists of quotas and of tallies share: rows that tell of several figures of one unit and its years."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from partytrack.core.codes import check_code
from partytrack.core.errors import PartytrackError, RowTwice, ValueMissing
from partytrack.core.layout import column_word
from partytrack.imports.lines import OUTCOMES, Change, Incoming, Line, Outcome
from partytrack.record.act import Act


class Entered(NamedTuple):
    """What became of one figure of a row."""

    outcome: Outcome
    changes: Sequence[Change] = ()


class Figures(NamedTuple):
    """How rows tell of figures.

    ``columns``: those of figures with the measure of each, none for that of the row's own column. ``parts``: the columns
    that make a figure one; each is entered once.
    """

    columns: Mapping[str, str]
    parts: tuple[str, ...]

    def key(self, line: Line) -> tuple[str, ...]:
        """What a row is about, as far as it tells."""
        return tuple("" if line.values.get(name) is None else str(line.values[name]) for name in self.parts)

    def order(self, line: Line) -> tuple[tuple[str, ...], Sequence[tuple[str, str]]]:
        """What puts the rows in order, whatever the order of the list."""
        return self.key(line), self.told(line)

    def told(self, line: Line) -> list[tuple[str, str]]:
        """The measures that a row tells a figure for, each with its column."""
        own = str(line.values.get("measure") or "admission")
        return [(measure or own, name) for name, measure in self.columns.items() if name in line.values]


def record_figures(
    it: Act, incoming: Incoming, figures: Figures, enter: Callable[[Line, str, str], Entered]
) -> None:  # fmt: skip
    """Enter the figures of each row, all of them or none; the row is what the first of add, change, same says."""
    lines = sorted(incoming.waiting(), key=figures.order)
    for line in lines:
        line.key = " ".join(filter(None, figures.key(line)))
    _refuse_repeated(lines, figures)
    for line in lines:
        if not line.refused:
            _record(it, incoming, line, figures, enter)
        incoming.tick()


def _record(
    it: Act, incoming: Incoming, line: Line, figures: Figures, enter: Callable[[Line, str, str], Entered]
) -> None:  # fmt: skip
    try:
        told = figures.told(line)
        if not told:
            name = next(iter(figures.columns))
            raise ValueMissing(column_word(incoming.layout, name), name)
        with it.attempt():
            entered = [enter(line, check_code("measures", measure), column) for measure, column in told]
    except PartytrackError as error:
        if not line.refused:  # a conflict is remarked at its cell already
            line.refuse(error)
    else:
        line.changes = list(dict.fromkeys(change for each in entered for change in each.changes))
        line.outcome = min((each.outcome for each in entered), key=OUTCOMES.index)


def _refuse_repeated(lines: Sequence[Line], figures: Figures) -> None:
    """Refuse the rows that tell of one figure, all of them: nobody says which of them holds."""
    rows: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in lines:
        whole = dict(zip(figures.parts, figures.key(line), strict=True))
        for measure, _ in figures.told(line):
            rows[tuple((whole | {"measure": measure}).values())].append(line)
    for several in rows.values():
        for line in several:
            others = tuple(other.row for other in several if other is not line)
            if others and not line.refused:
                line.refuse(RowTwice(line.key, others))
