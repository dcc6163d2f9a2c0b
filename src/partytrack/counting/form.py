"""The tables of form 2 as data (``data/profile.toml``): whom each row takes in, and how the rows of a table count."""

from dataclasses import dataclass
from typing import Any

from partytrack.core.data import read_toml
from partytrack.core.dates import Lang
from partytrack.core.segments import Answer, Test, all_of
from partytrack.counting.segments import Event

NOT_RECORDED, NO_ROW = "not_recorded", "no_row"


@dataclass(frozen=True)
class Criterion:
    """One row of the form: whom it takes in."""

    code: str
    told: dict[str, Any]
    test: Test

    def name(self, lang: Lang) -> str:
        """What the row is called."""
        return str(self.told[lang])

    def answer(self, event: Event) -> Answer:
        """Whether it takes in the person of an event, as they were on its day."""
        return self.test(event.subject, event.on)


@dataclass(frozen=True)
class Section:
    """One table of the form; ``counts``: its groups overlap, or it parts everybody, or it goes through the units."""

    code: str
    told: dict[str, Any]
    criteria: tuple[Criterion, ...]

    @property
    def counts(self) -> str:
        """How its rows count: ``groups``, ``partition`` or ``units``."""
        return str(self.told["counts"])

    @property
    def has_age(self) -> bool:
        """Whether the average age belongs to it."""
        return bool(self.told.get("age"))

    def title(self, lang: Lang) -> str:
        """What the table is called."""
        return str(self.told[lang])

    def row_of(self, event: Event) -> str:
        """The one row of a partition in which a person stands; not recorded, or in no row though all is known."""
        answers = {criterion.code: criterion.answer(event) for criterion in self.criteria}
        fitting = next((code for code, answer in answers.items() if answer), None)
        return fitting or (NOT_RECORDED if None in answers.values() else NO_ROW)


def sections() -> tuple[Section, ...]:
    """The tables of the form in their order."""
    return tuple(
        Section(
            code, told, tuple(Criterion(key, row, all_of(row["where"])) for key, row in told["rows"].items())
        )
        for code, told in read_toml("profile").items()
    )  # fmt: skip
