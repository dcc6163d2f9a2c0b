"""Quotas: how many a unit shall admit in a year, in years or in a term, by dated decisions; a change is a new version."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import select

from partytrack.core.amount import Amount, number
from partytrack.core.codes import check_code
from partytrack.core.errors import DocumentNeeded, QuotaAlready, RoundNeedsYear
from partytrack.core.period import whole_years
from partytrack.core.span import Span, year
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import unit_by_code
from partytrack.record.terms import check_lives, term_days
from partytrack.store.tables import Quota


@dataclass(frozen=True)
class NewQuota:
    """A quota as decided: for which unit, when, how many, and by which document, or that it is assumed.

    A whole number stands for a calendar year or a plain number of people. ``segment`` (some of the people) and
    ``round`` (up to an anniversary of the year) make it a part of the plan, which stands beside the whole.
    """

    unit: str
    span: Span | int
    amount: Amount | int
    decided_on: date | None = None
    document: str | None = None
    assumed: bool = False
    measure: str = "admission"
    segment: str = ""
    round: str = ""


def set_quota(desk: Desk, new: NewQuota) -> None:
    """Enter a version of a quota."""
    with act(desk, "quota.set", new.unit) as it:
        set_quota_within(it, new)


def set_quota_within(it: Act, new: NewQuota) -> None:
    """Enter a version as part of an open act; one day brings one version of the same quota.

    A decision names its day and document; an assumed quota may name a day, else it stands from today.
    """
    if not new.assumed and (new.decided_on is None or not new.document):
        raise DocumentNeeded
    span = new.span if isinstance(new.span, Span) else year(new.span)
    amount = new.amount if isinstance(new.amount, Amount) else number(new.amount)
    unit = unit_by_code(it.session, new.unit)
    quota = Quota(
        unit_id=unit.id or 0, measure=check_code("measures", new.measure), segment=_segment(new),
        round=_round(new, span), first_year=span.first, last_year=span.last, term=span.term, **_columns(amount),
        decided_on=new.decided_on or it.today, document=new.document, assumed=new.assumed,
    )  # fmt: skip
    check_lives(unit, term_days(it, unit, span.term) if span.term else whole_years(span.first, span.last))
    same_day = _same_day(it, quota)
    if same_day is not None:
        raise QuotaAlready(unit.code, span.told, same_day.decided_on, amount_of(same_day).told)
    it.add(quota)


def _segment(new: NewQuota) -> str:
    from partytrack.core.segments import check_segment  # noqa: PLC0415  # only a part of a plan needs it

    return check_segment(new.segment) if new.segment else ""


def _round(new: NewQuota, span: Span) -> str:
    """The admission round, which lies in one calendar year."""
    if not new.round:
        return ""
    code = check_code("rounds", new.round)
    if not span.is_year:
        raise RoundNeedsYear(Word("rounds", code), span.told)
    return code


def _columns(amount: Amount) -> dict[str, Any]:
    """The amount as the table holds it: rates are exact decimals kept as text."""
    rates = {"rate_low": amount.rate_low, "rate_high": amount.rate_high}
    return {
        "kind": amount.kind, "low": amount.low, "high": amount.high, "base_count": amount.base_count,
        "base_on": amount.base_on, **{name: None if rate is None else f"{rate:f}" for name, rate in rates.items()},
    }  # fmt: skip


def _same_day(it: Act, new: Quota) -> Quota | None:
    """The version of the same quota that was decided on the same day."""
    same = (
        Quota.unit_id == new.unit_id, Quota.measure == new.measure, Quota.segment == new.segment,
        Quota.round == new.round, Quota.first_year == new.first_year, Quota.last_year == new.last_year,
        Quota.term == new.term, Quota.decided_on == new.decided_on,
    )  # fmt: skip
    return it.session.exec(select(Quota).where(*same)).first()


def amount_of(quota: Quota) -> Amount:
    """The amount of a quota on record."""
    return Amount.from_row(
        quota.kind, quota.low, quota.high, quota.rate_low, quota.rate_high, quota.base_count, quota.base_on
    )  # fmt: skip
