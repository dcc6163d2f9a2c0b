"""Segments (``data/segments.toml``): groups of people told apart by facts of the event's day.

Every answer is yes, no or unknown (``None``): a fact that nobody recorded never counts as its opposite.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from partytrack.core.codes import check_code, code_list
from partytrack.core.dates import PartialDate, add_months

Answer: TypeAlias = "bool | None"


@dataclass(frozen=True)
class Subject:
    """A person on the day of an event: what was known of them that day, and of the case and its cell."""

    sex: str | None
    born: PartialDate | None
    facts: Mapping[str, str]
    area: str | None
    source: str | None


Test: TypeAlias = Callable[[Subject, date], Answer]


@dataclass(frozen=True)
class Count:
    """Of how many events a segment fits, does not fit, or nobody can tell."""

    fits: int = 0
    does_not: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All events that were judged."""
        return self.fits + self.does_not + self.unknown


def check_segment(code: str) -> str:
    """The code itself when there is such a segment; ``CodeUnknown`` with the known ones, nearest first, when not."""
    return check_code("segments", code)


def fits(code: str, subject: Subject, on: date) -> Answer:
    """Whether a person belongs to a segment on a day; ``None`` where what is recorded does not say."""
    return _test(code)(subject, on)


def count(people: Iterable[tuple[Subject, date]], codes: Sequence[str] = ()) -> dict[str, Count]:
    """How people on the days of their events fall for each of the segments, all of them when none is named."""
    tests = {code: _test(code) for code in codes or code_list("segments")}
    answers: dict[str, list[Answer]] = {code: [] for code in tests}
    for subject, on in people:
        for code, test in tests.items():
            answers[code].append(test(subject, on))
    return {code: Count(given.count(True), given.count(False), given.count(None)) for code, given in answers.items()}


def full_years(born: date, on: date) -> int:
    """Age in full years; who was born on 29 February is a year older on the 28th where there is no 29th."""
    years = on.year - born.year
    return years if add_months(born, 12 * years) <= on else years - 1


@cache
def _test(code: str) -> Test:
    """The test of a segment, made from its conditions once."""
    return all_of(code_list("segments")[code]["where"])


def _condition(told: Mapping[str, Any]) -> Test:
    """The test of one condition as ``data/segments.toml`` tells it."""
    match told:
        case {"sex": sex}:
            return lambda who, _: _among(who.sex, (sex,))
        case {"age": ages}:
            return lambda who, on: _aged(who.born, on, ages.get("from"), ages.get("to"))
        case {"fact": fact}:
            values, sources = told.get("is", ()), told.get("shown_by_source", ())
            return _not(_is(fact, told["is_not"])) if "is_not" in told else _is(fact, values, sources)
        case {"area": areas}:
            return lambda who, _: _among(who.area, areas)
        case {"any": parts}:
            return _any(parts)
    return all_of(told["all"])


def _is(fact: str, values: Sequence[str], sources: Sequence[str] = ()) -> Test:
    """The fact has one of the values; where nobody recorded it, a source may tell that it has."""

    def test(who: Subject, _: date) -> Answer:
        return True if fact not in who.facts and who.source in sources else _among(who.facts.get(fact), values)

    return test


def all_of(parts: Iterable[Mapping[str, Any]]) -> Test:
    """The test that all of these conditions make: one no is a no; else one unknown leaves all unknown."""
    tests = [_condition(part) for part in parts]

    def test(who: Subject, on: date) -> Answer:
        answers = {each(who, on) for each in tests}
        return False if False in answers else None if None in answers else True

    return test


def _any(parts: Iterable[Mapping[str, Any]]) -> Test:
    """One yes is a yes; else one unknown leaves all unknown."""
    tests = [_condition(part) for part in parts]

    def test(who: Subject, on: date) -> Answer:
        answers = {each(who, on) for each in tests}
        return True if True in answers else None if None in answers else False

    return test


def _not(other: Test) -> Test:
    """The opposite answer; unknown stays unknown."""

    def test(who: Subject, on: date) -> Answer:
        answer = other(who, on)
        return None if answer is None else not answer

    return test


def _among(value: str | None, values: Sequence[str]) -> Answer:
    return None if value is None else value in values


def _aged(born: PartialDate | None, on: date, youngest: int | None, oldest: int | None) -> Answer:
    """Whether the age lies in a range; of a partial birth date the first and the last day must agree."""
    if born is None:
        return None
    ages = {full_years(day, on) for day in (born.first, born.last)}
    answers = {(youngest is None or age >= youngest) and (oldest is None or age <= oldest) for age in ages}
    return answers.pop() if len(answers) == 1 else None
