"""Facts of a person (``data/facts.toml``): their codes, and how a value recorded from a day on joins the others.

The history of a fact is the value from each day on: it holds until the next one, the last still holds.
Before the first day nobody knows.
"""

from collections.abc import Mapping
from datetime import date

from partytrack.core.codes import check_code, code_list
from partytrack.core.errors import BadFact


def check_fact(fact: str, value: str) -> tuple[str, str]:
    """The codes of a fact and its value when both are known; ``CodeUnknown`` names those that are."""
    fact = check_code("facts", fact)
    return fact, check_code(values_of(fact), value)


def values_of(fact: str) -> str:
    """The code list that the values of a fact come from."""
    listing: str = code_list("facts")[fact]["values"]
    return listing


def for_life(fact: str) -> bool:
    """Whether a fact never changes, so that it has no day."""
    lasting: bool = code_list("facts")[fact]["for_life"]
    return lasting


def parse_fact(text: str) -> tuple[str, str]:
    """Read ``FACT=VALUE``."""
    fact, equals, value = text.partition("=")
    if not equals:
        raise BadFact(text)
    return check_fact(fact, value)


def with_value(history: Mapping[date, str], value: str, on: date) -> dict[date, str]:
    """The history with a value from a day on, in place of what began that day; no value twice in a row."""
    joined = sorted({**history, on: value}.items())
    former = [None, *(value for _, value in joined)]
    return {day: value for (day, value), before in zip(joined, former, strict=False) if value != before}
