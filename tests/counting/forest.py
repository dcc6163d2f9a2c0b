"""Facts of an organisation that changes: units, their dated places, who carried on whom, plans, tallies and cases.

Intervals are half-open as in the store. The changes are told by their acts (``found``, ``move``, ``close``,
``merge``, ``split``), each of which does to the facts what the program's act of that name does to the store;
they must be told in the order of their days and are kept in ``acts``. Nothing here counts anything.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta

from partytrack.core.dates import BEGINNING, OPEN

ENTERED = date(2022, 4, 26)
BEFORE_ALL = date(2000, 1, 1)


@dataclass(frozen=True)
class UnitFact:
    """A unit; ``to_on`` is the first day on which it is gone."""

    code: str
    kind: str
    from_on: date = BEGINNING
    to_on: date = OPEN
    records_from: date | None = None
    entered: date = ENTERED
    name: str = ""


@dataclass(frozen=True)
class EdgeFact:
    """The unit that a unit stood directly under, and when."""

    unit: str
    parent: str
    from_on: date
    to_on: date


@dataclass(frozen=True)
class LinkFact:
    """Who carried on a unit from a day on; the main one inherits its history."""

    unit: str
    successor: str
    on: date
    kind: str
    main: bool


@dataclass(frozen=True)
class AmountFact:
    """How many: people (``high`` of a range only), or per cent of the members of a base day."""

    kind: str = "number"
    low: int | None = None
    high: int | None = None
    rate_low: str | None = None
    rate_high: str | None = None
    base: int | None = None


@dataclass(frozen=True)
class QuotaFact:
    """One version of a unit's quota for a year, for several, or for a term."""

    unit: str
    first: int
    last: int
    amount: AmountFact
    decided: date
    term: str = ""
    segment: str = ""
    round: str = ""
    measure: str = "admission"
    assumed: bool = False


@dataclass(frozen=True)
class TermFact:
    """The days of a unit's term of office."""

    unit: str
    term: str
    from_on: date
    to_on: date


@dataclass(frozen=True)
class TallyFact:
    """A count for a whole year, from a document."""

    unit: str
    year: int
    count: int
    measure: str = "admission"


@dataclass(frozen=True)
class CaseFact:
    """A case: its cell on the day it was opened, and for each step its day and the cell of that day."""

    code: str
    person: str
    cell: str
    opened: date
    steps: dict[str, tuple[date, str]]


@dataclass(frozen=True)
class TurnFact:
    """What became of a member on a day: a life event or a step by its name in the store, ``roll`` or ``shift`` by nothing.

    ``unit``: where they are from then on; nowhere after what ended membership.
    """

    day: date
    what: str
    unit: str | None = None


@dataclass(frozen=True)
class MemberFact:
    """Somebody's life as a member, turn by turn; up to ``full_on`` a probationer."""

    person: str
    turns: tuple[TurnFact, ...]
    full_on: date = BEGINNING

    def eve(self, forest, day):
        """The unit in which they were a member on the eve of a day, if any."""
        return self.unit_on(forest, day - timedelta(days=1)) if day > BEGINNING else None

    def unit_on(self, forest, day):
        """The unit in which they are a member on a day: that of their last turn, or whoever carries it on by then."""
        last = max((turn for turn in self.turns if turn.day <= day), key=lambda turn: turn.day, default=None)
        return None if last is None or last.unit is None else forest.carried(last.unit, day)


def _short(fact):
    """A fact without what is as it mostly is."""
    told = [
        f"{each.name}={getattr(fact, each.name)}"
        for each in fields(fact)
        if getattr(fact, each.name) != each.default and getattr(fact, each.name) != OPEN
    ]
    return f"{type(fact).__name__.removesuffix('Fact')} {' '.join(told)}"


@dataclass(repr=False)
class Forest:
    """All the facts of one store; the first unit is the root."""

    units: dict[str, UnitFact] = field(default_factory=dict)
    edges: list[EdgeFact] = field(default_factory=list)
    links: list[LinkFact] = field(default_factory=list)
    terms: list[TermFact] = field(default_factory=list)
    quotas: list[QuotaFact] = field(default_factory=list)
    tallies: list[TallyFact] = field(default_factory=list)
    cases: list[CaseFact] = field(default_factory=list)
    members: list[MemberFact] = field(default_factory=list)
    acts: list[tuple] = field(default_factory=list)

    def __repr__(self):
        """Every fact on a line of its own, so that a failed example can be read."""
        facts = (self.units.values(), self.edges, self.links, self.terms, self.quotas, self.tallies, self.cases)
        facts += (self.members,)
        return "\n".join(("Forest", *(f"  {_short(fact)}" for some in facts for fact in some)))

    def _repr_pretty_(self, printer, _cycle):
        printer.text(repr(self))

    @property
    def root(self):
        """The code of the root."""
        return next(iter(self.units))

    # what the acts ask

    def stands(self, code, day):
        """Whether a unit existed on a day."""
        unit = self.units[code]
        return unit.from_on <= day < unit.to_on

    def ever_stood(self, code):
        """Whether a unit existed on any day: one that is carried on the day it is formed never did."""
        return self.units[code].from_on < self.units[code].to_on

    def parent(self, code):
        """The unit that a unit stands under since its newest change, if any."""
        return next((edge.parent for edge in reversed(self.edges) if edge.unit == code), None)

    def children(self, code, day):
        """The units that stand under a unit from a day on."""
        return [edge.unit for edge in self.edges if edge.parent == code and edge.to_on > day]

    def stands_within(self, inner, outer, day):
        """Whether a unit is another or stands under it from a day on."""
        return inner == outer or any(self.stands_within(inner, child, day) for child in self.children(outer, day))

    def heir(self, code):
        """The unit that carries on the history of one that ended, if any."""
        return next((link.successor for link in self.links if link.unit == code and link.main), None)

    def carried(self, code, day):
        """The unit itself while it stands on a day, else whoever carries it on then; nobody where it was closed."""
        while code is not None and self.units[code].to_on <= day:
            code = self.heir(code)
        return code

    # what the acts do

    def found(self, code, kind, under, on=None, **more):
        """A new unit; the first is the root and stands under nobody."""
        self.acts.append(("found", code, kind, under, on))
        self._found(code, kind, under, on, **more)

    def _found(self, code, kind, under, on, **more):
        from_on = on or (self.units[under].from_on if under else BEGINNING)
        self.units[code] = UnitFact(code, kind, from_on, **more)
        if under:
            self.edges.append(EdgeFact(code, under, from_on, OPEN))

    def move(self, code, under, on):
        """A unit, with all under it, stands under another from a day on."""
        self.acts.append(("move", code, under, on))
        self._move(code, under, on)

    def _move(self, code, under, on):
        place, edge = self._newest_edge(code)
        self.edges[place] = replace(edge, to_on=on)
        self.edges.append(EdgeFact(code, under, on, edge.to_on))

    def close(self, code, on):
        """A unit ends and nobody carries it on."""
        self.acts.append(("close", code, on))
        self._close(code, on)

    def _close(self, code, on):
        place, edge = self._newest_edge(code)
        self.edges[place] = replace(edge, to_on=on)
        self.units[code] = replace(self.units[code], to_on=on)

    def merge(self, codes, into, on, under=None):
        """Units end and one carries them on: one that stands, or a new one under their parent."""
        self.acts.append(("merge", tuple(codes), into, on, under))
        codes = [code for code in codes if code != into]
        if into not in self.units:
            self._found(into, self.units[codes[0]].kind, under or self.parent(codes[0]), on)
        for code in codes:
            self._hand_over(code, into, on)
            self.links.append(LinkFact(code, into, on, "merge", main=True))

    def split(self, code, into, main, on):
        """A unit is split into parts, new or standing; it may be one of them itself and then goes on."""
        self.acts.append(("split", code, tuple(into), main, on))
        for part in into:
            if part not in self.units:
                self._found(part, self.units[code].kind, self.parent(code), on)
        goes_on = code in into
        for part in into:
            if part != code:
                self.links.append(LinkFact(code, part, on, "split", main=part == main and not goes_on))
        if not goes_on:
            self._hand_over(code, main, on)

    def _hand_over(self, code, to, on):
        if self.units[to].kind != "cell":
            for child in self.children(code, on):
                self._move(child, to, on)
        self._close(code, on)

    def _newest_edge(self, code):
        return next((place, edge) for place, edge in reversed(list(enumerate(self.edges))) if edge.unit == code)

    # what was known on a day

    def known_on(self, day):
        """The same facts without anything that is dated after a day; what ends after it is still open."""

        def so_far(fact):
            return replace(fact, to_on=fact.to_on if fact.to_on <= day else OPEN)

        units = {code: so_far(unit) for code, unit in self.units.items() if unit.from_on <= day}
        return Forest(
            units,
            [so_far(edge) for edge in self.edges if edge.from_on <= day],
            [link for link in self.links if link.on <= day],
            list(self.terms),
            [quota for quota in self.quotas if quota.unit in units and quota.decided <= day],
            [tally for tally in self.tallies if tally.unit in units and tally.year <= day.year],
            [
                replace(case, steps={step: told for step, told in case.steps.items() if told[0] <= day})
                for case in self.cases
                if case.opened <= day
            ],
            [
                replace(member, turns=tuple(turn for turn in member.turns if turn.day <= day))
                for member in self.members
                if member.turns[0].day <= day
            ],
        )
