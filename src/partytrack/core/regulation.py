"""The regulation: what the legal texts under ``data/regulations/`` add up to on a day.

On each day a value is that of the text in force that sets it; where several do, the latest, and a committee's own
text before the program's. A text ends where another replaces it. One that adopts another lets its values hold on.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from partytrack.core.data import unsound
from partytrack.core.dates import BEGINNING, OPEN
from partytrack.core.legal_texts import Clause, LegalText, legal_texts
from partytrack.core.words import Citation


class Value(NamedTuple):
    """What holds from one day to another (half-open) under one text.

    ``source``: the article that sets it, perhaps of an older text that ``document`` lets hold on.
    ``verified``: whether the wording of both was seen. ``overlay``: whether a committee's own text sets it.
    """

    key: str
    rule: str
    value: Any
    unit: str
    start: str | None
    source: Citation
    confidence: str
    verified: bool
    document: str
    overlay: bool
    from_on: date
    to_on: date


class _Claim(NamedTuple):
    """A clause as a text brings it into force on some days."""

    text: LegalText
    clause: Clause
    is_verified: bool
    from_on: date
    to_on: date

    @property
    def is_own(self) -> bool:
        """Whether it comes from the committee's own folder."""
        return self.text.is_own or self.clause.is_own

    @property
    def rank(self) -> tuple[bool, date, date]:
        """Of several claims on one day the highest wins."""
        return self.is_own, self.text.from_on, self.text.issued_on


class Regulation:
    """The values of all texts, by key and day.

    ``texts``: every text by its number. ``rules``: the numbers of the rules that a value serves.
    """

    def __init__(self, texts: Iterable[LegalText]) -> None:
        self.texts: Mapping[str, LegalText] = _by_number(texts)
        clauses = [clause for text in self.texts.values() for clause in text.clauses.values()]
        self.rules = frozenset(clause.rule for clause in clauses if clause.rule)
        self._stretches = {key: _stretches(claims) for key, claims in _claims(self.texts).items()}

    def find(self, key: str, on: date) -> Value | None:
        """The value in force on a day; ``None`` where no text sets one."""
        found = self._stretches.get(key)
        return None if found is None else found[1][bisect_right(found[0], on) - 1]

    def next(self, key: str, on: date) -> Value | None:
        """The value in force on a day, else the first that came into force after it."""
        starts, values = self._stretches.get(key, ([], []))
        return self.find(key, on) or next((value for value in values[bisect_right(starts, on) :] if value), None)

    def history(self, key: str) -> tuple[Value, ...]:
        """Every value that a key has had, in the order of the days."""
        return tuple(value for value in self._stretches.get(key, ([], []))[1] if value is not None)

    def keys(self) -> tuple[str, ...]:
        """Every key that a text sets."""
        return tuple(self._stretches)

    def behind(self, rule: str, on: date) -> Value | None:
        """The value that bears a rule's number: in force on a day, else the newest before it, else the first after.

        A limit keeps the text by which it began, though another may hold by the day from which it runs.
        """
        values = self._by_rule.get(rule, ())
        before = [value for value in values if value.from_on <= on]
        return before[-1] if before else next(iter(values), None)

    @cached_property
    def _by_rule(self) -> Mapping[str, list[Value]]:
        """The values of all texts by the number of their rule, in the order of their days."""
        found: dict[str, list[Value]] = {}
        for value in sorted((value for key in self.keys() for value in self.history(key)), key=attrgetter("from_on")):
            found.setdefault(value.rule, []).append(value)
        return found


@cache
def regulation() -> Regulation:
    """The regulation of the program and of the own folder, read once."""
    return Regulation(legal_texts())


def _by_number(texts: Iterable[LegalText]) -> dict[str, LegalText]:
    """The texts by their numbers, when no number stands twice and those that one builds on were there before it."""
    found: dict[str, LegalText] = {}
    for text in texts:
        twin = found.setdefault(text.number, text)
        if twin is not text:
            first, second = (text, twin) if twin.is_own else (twin, text)
            raise unsound(second.file, "document", "number_twice", number=text.number, file=first.file)
    for text in found.values():
        for field, number in (("replaces", text.replaces), ("adopts", text.adopts)):
            if number is not None and number not in found:
                raise unsound(text.file, "document", "text_unknown", field=field, number=number)
            if number is not None and found[number].from_on >= text.from_on:
                raise unsound(text.file, "document", "text_later", field=field, number=number, day=text.from_on)
    return found


def _claims(texts: Mapping[str, LegalText]) -> dict[str, list[_Claim]]:
    """By key, what each text brings into force, cut to the days on which it is."""
    found: dict[str, list[_Claim]] = {}
    for text in texts.values():
        end = min([text.to_on, *(other.from_on for other in texts.values() if other.replaces == text.number)])
        for key, (setter, clause) in _holds(text, texts).items():
            from_on, to_on = max(text.from_on, clause.from_on), min(end, clause.to_on)
            if from_on < to_on:
                is_verified = text.is_verified and setter.is_verified
                found.setdefault(key, []).append(_Claim(text, clause, is_verified, from_on, to_on))
    return found


def _holds(text: LegalText, texts: Mapping[str, LegalText]) -> dict[str, tuple[LegalText, Clause]]:
    """The clauses that hold under a text: its own, and those of the text that it adopts where it sets none; each with its setter."""
    adopted = {} if text.adopts is None else _holds(texts[text.adopts], texts)
    return adopted | {key: (text, clause) for key, clause in text.clauses.items()}


def _stretches(claims: list[_Claim]) -> tuple[list[date], list[Value | None]]:
    """The days on which what is in force changes, and the value from each of them on; nothing before the first."""
    days = sorted({BEGINNING, OPEN, *(day for claim in claims for day in (claim.from_on, claim.to_on))})
    starts: list[date] = []
    winners: list[_Claim | None] = []
    for day in days[:-1]:
        winner = _winner([claim for claim in claims if claim.from_on <= day < claim.to_on], day)
        if not winners or winner is not winners[-1]:
            starts.append(day)
            winners.append(winner)
    return starts, [_value(claim, *days) for claim, days in zip(winners, pairwise([*starts, OPEN]), strict=True)]


def _winner(claims: list[_Claim], day: date) -> _Claim | None:
    """The claim that holds on a day; two texts of one origin that both set a value contradict each other."""
    ranked = sorted(claims, key=lambda claim: claim.rank, reverse=True)
    if len(ranked) > 1 and ranked[0].is_own == ranked[1].is_own:
        first, second = ranked[0], ranked[1]
        raise unsound(first.text.file, first.clause.key, "overlap", day=day, number=second.text.number)
    return ranked[0] if ranked else None


def _value(claim: _Claim | None, from_on: date, to_on: date) -> Value | None:
    """What a claim says on its days; nothing where it switches a value off."""
    if claim is None or not claim.clause.is_enabled:
        return None
    clause = claim.clause
    return Value(
        clause.key, clause.rule, clause.value, clause.unit, clause.start, clause.source, clause.confidence,
        claim.is_verified, claim.text.number, claim.is_own, from_on, to_on,
    )  # fmt: skip
