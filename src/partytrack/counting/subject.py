"""What a report is asked about: a unit, a period, an as-of day, what is counted, and on which map."""

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from typing import Any

from partytrack.core.errors import StoreEmpty, UnitCarriedOn, UnitNotYet, UnitUnknown
from partytrack.core.measures import Measure, measure
from partytrack.core.period import Period
from partytrack.core.report import Run, Unit
from partytrack.counting.scope import MAPS, Scope


@dataclass(frozen=True)
class Question:
    """The unit asked about (by key), its own days (half-open), the period, the as-of day, what is counted, and where.

    ``is_root``: nothing stands above the unit, so nothing can cross its border. ``map``: ``then`` or ``today`` (F3).
    """

    unit_id: int
    unit: Unit
    unit_from: date
    unit_to: date
    is_root: bool
    period: Period
    as_of: date
    basis: str = "decision"
    measure: str = "admission"
    segment: str = ""
    map: str = "then"

    @property
    def scope(self) -> Scope:
        """The map as SQL."""
        return MAPS[self.map]

    @cached_property
    def counted(self) -> Measure:
        """What makes one count."""
        return measure(self.measure)

    @property
    def step(self) -> str:
        """The step whose day an admission takes."""
        return self.counted.steps[self.basis]

    @cached_property
    def window(self) -> Period:
        """The days of the period that had come by the as-of day; the as-of day alone when all lie ahead."""
        return self.period.within(self.as_of)

    @property
    def has_begun(self) -> bool:
        """Whether any day of the period had come by the as-of day."""
        return self.period.first <= self.as_of

    @property
    def last_complete_year(self) -> int:
        """The last calendar year that had ended by the as-of day, whose last day is included (F1)."""
        return self.as_of.year - (self.as_of < date(self.as_of.year, 12, 31))

    def over(self, period: Period) -> "Question":
        """The same question about another period."""
        return replace(self, period=period)

    def year_before(self) -> "Question":
        """The question about the same days of the year before, of several years as many before.

        Where the as-of day cuts the period those days are cut alike, so that like is compared with like.
        """
        return self.over(self.window.years_before(self.period.years_long))

    def on_map(self, name: str) -> "Question":
        """The same question on the other map."""
        return replace(self, map=name)

    def binds(self) -> dict[str, object]:
        """What the statements of this package ask for by name."""
        return {
            "unit": self.unit_id,
            "first": self.window.first,
            "last": self.window.last,
            "end": self.window.end,
            "as_of": self.as_of,
            "step": self.step,
            "annulment": self.counted.annulled_by,
            "measure": self.measure,
            "segment": self.segment,
            "first_year": self.period.first.year,
            "last_year": self.period.last.year,
            "years_first": date(self.period.first.year, 1, 1),
            "years_last": date(self.period.last.year, 12, 31),
        }


def ask(
    run: Run, code: str | None, period: Period, as_of: date, *, basis: str = "decision", counted: str = "admission",
    segment: str = "", on_map: str = "then",
) -> Question:  # fmt: skip
    """Find the unit of a code, or the root without one; it must have existed by the as-of day.

    On today's map a unit that another had carried on by then is no longer to be found: ``UnitCarriedOn`` names the other.
    """
    rows = run(_ROOT if code is None else _UNIT, {"code": (code or "").strip(), "as_of": as_of})
    if not rows and code is not None and (same := _in_other_letters(run, code)):
        rows = run(_UNIT, {"code": same, "as_of": as_of})
    if not rows:
        raise _unknown(run, code)
    unit_id, found, kind, name, first, end, is_root = rows[0]
    unit_from, unit_to = as_day(first), as_day(end)
    if unit_from > as_of:
        raise UnitNotYet(found, as_of, unit_from)
    if on_map == "today" and unit_to <= as_of:
        for heir, since in run(_HEIR, {"unit": unit_id}):
            raise UnitCarriedOn(found, as_day(since), heir)
    basis = measure(counted).basis(basis)
    unit = Unit(found, name, kind)
    return Question(
        unit_id, unit, unit_from, unit_to, bool(is_root), period, as_of, basis, counted, segment, on_map
    )  # fmt: skip


@cache
def as_day(value: Any) -> date:
    """A day as either database hands it over; each is made once, for many rows share few days."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def known_day(value: Any) -> date | None:
    """A day that a row may lack."""
    return as_day(value) if value else None


def _in_other_letters(run: Run, code: str) -> str | None:
    """The code in small letters or capitals; SQLite knows those of A to Z only, not that of đ."""
    wanted = code.strip().upper()
    known = run("SELECT code FROM unit", {}) if not wanted.isascii() else ()
    return next((str(found) for (found,) in known if str(found).upper() == wanted), None)


def _unknown(run: Run, code: str | None) -> Exception:
    if code is None:
        return StoreEmpty()
    folded = {str(known).upper(): str(known) for (known,) in run("SELECT code FROM unit", {})}
    near = get_close_matches(code.upper(), list(folded), n=3, cutoff=0.5)
    return UnitUnknown(code, tuple(folded[match] for match in near))


NAME = """
    coalesce(
        (SELECT n.name FROM unit_name n WHERE n.unit_id = u.id AND n.from_on <= :as_of
         ORDER BY n.from_on DESC LIMIT 1),
        (SELECT n.name FROM unit_name n WHERE n.unit_id = u.id ORDER BY n.from_on LIMIT 1))
"""

_NO_PARENT = "NOT EXISTS (SELECT 1 FROM unit_edge e WHERE e.unit_id = u.id)"

_UNIT = f"""
SELECT u.id, u.code, u.kind, {NAME}, u.from_on, u.to_on, {_NO_PARENT} FROM unit u
WHERE u.id = coalesce((SELECT e.id FROM unit e WHERE e.code = :code),
                      (SELECT min(e.id) FROM unit e WHERE upper(e.code) = upper(:code)))
"""

_ROOT = f"""
SELECT u.id, u.code, u.kind, {NAME}, u.from_on, u.to_on, 1 FROM unit u
WHERE {_NO_PARENT}
ORDER BY u.id LIMIT 1
"""

_HEIR = """
SELECT u.code, s.from_on FROM successor s JOIN unit u ON u.id = s.successor_id
WHERE s.unit_id = :unit AND s.main ORDER BY s.from_on DESC LIMIT 1
"""
