"""What a report is asked about: a unit, a period, an as-of day, a basis."""

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from partytrack.core.errors import StoreEmpty, UnitNotYet, UnitUnknown
from partytrack.core.lifecycle import BASES
from partytrack.core.period import Period
from partytrack.core.report import Run, Unit


@dataclass(frozen=True)
class Question:
    """The unit asked about (by key), its own days (half-open), the period, the as-of day, and what an admission rests on."""

    unit_id: int
    unit: Unit
    unit_from: date
    unit_to: date
    period: Period
    as_of: date
    basis: str = "decision"
    measure: str = "admission"

    @property
    def step(self) -> str:
        """The step whose day an admission takes."""
        return BASES[self.basis]

    @property
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

    def binds(self) -> dict[str, object]:
        """What the statements of this package ask for by name."""
        return {
            "unit": self.unit_id,
            "first": self.window.first,
            "last": self.window.last,
            "end": self.window.end,
            "as_of": self.as_of,
            "step": self.step,
            "measure": self.measure,
            "first_year": self.period.first.year,
            "last_year": self.period.last.year,
        }


def ask(run: Run, code: str | None, period: Period, as_of: date, *, basis: str = "decision") -> Question:
    """Find the unit of a code, or the root without one; it must have existed by the as-of day."""
    rows = run(_ROOT if code is None else _UNIT, {"code": (code or "").strip(), "as_of": as_of})
    if not rows:
        raise _unknown(run, code)
    unit_id, found, kind, name, *days = rows[0]
    unit_from, unit_to = (date.fromisoformat(str(day)) for day in days)
    if unit_from > as_of:
        raise UnitNotYet(found, as_of, unit_from)
    return Question(unit_id, Unit(found, name, kind), unit_from, unit_to, period, as_of, basis)


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

_UNIT = f"""
SELECT u.id, u.code, u.kind, {NAME}, u.from_on, u.to_on FROM unit u
WHERE u.id = coalesce((SELECT e.id FROM unit e WHERE e.code = :code),
                      (SELECT min(e.id) FROM unit e WHERE upper(e.code) = upper(:code)))
"""

_ROOT = f"""
SELECT u.id, u.code, u.kind, {NAME}, u.from_on, u.to_on FROM unit u
WHERE NOT EXISTS (SELECT 1 FROM unit_edge e WHERE e.unit_id = u.id)
ORDER BY u.id LIMIT 1
"""
