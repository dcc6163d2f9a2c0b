"""Quotas: how many a unit shall admit in a year, by dated decisions; a change is a new version."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from partytrack.core.codes import check_code
from partytrack.core.errors import DocumentNeeded, QuotaAlready, UnitGone, UnitNotYet
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import unit_by_code
from partytrack.store.tables import Quota, Unit


@dataclass(frozen=True)
class NewQuota:
    """A quota as decided: unit, year, number of people, and by which document, or that it is assumed."""

    unit: str
    year: int
    amount: int
    decided_on: date | None = None
    document: str | None = None
    assumed: bool = False
    measure: str = "admission"


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
    unit, measure = unit_by_code(it.session, new.unit), check_code("measures", new.measure)
    if unit.from_on > date(new.year, 12, 31):
        raise UnitNotYet(unit.code, date(new.year, 12, 31), unit.from_on)
    if unit.to_on <= date(new.year, 1, 1):
        raise UnitGone(unit.code, date(new.year, 1, 1), unit.to_on - timedelta(days=1))
    decided_on = new.decided_on or it.today
    same_day = next((old for old in versions(it, unit, new.year, measure) if old.decided_on == decided_on), None)
    if same_day is not None:
        raise QuotaAlready(unit.code, new.year, decided_on, same_day.low or 0)
    it.add(
        Quota(
            unit_id=unit.id or 0, measure=measure, first_year=new.year, last_year=new.year, kind="number",
            low=new.amount, decided_on=decided_on, document=new.document, assumed=new.assumed,
        )
    )  # fmt: skip


def versions(it: Act, unit: Unit, year: int, measure: str) -> list[Quota]:
    """Every version of a unit's quota for one year, oldest decision first."""
    rows = it.session.exec(
        select(Quota)
        .where(Quota.unit_id == unit.id, Quota.first_year == year, Quota.last_year == year, Quota.measure == measure)
        .order_by(col(Quota.decided_on))
    )
    return list(rows)
