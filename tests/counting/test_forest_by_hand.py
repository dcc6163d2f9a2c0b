"""The recomputation for forests, held against the one for books: where nothing moves the two agree, in both maps."""

from datetime import timedelta

import random_books
from by_hand import Reckoning as BookReckoning
from factbook import Book
from forest import AmountFact, CaseFact, Forest, QuotaFact, TallyFact
from forest_by_hand import Reckoning, View
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FIGURES = ("quota", "admitted", "percent", "shortfall", "surplus", "zero_units")
NOTES = {"quota_not_set", "allocation_differs", "part_year", "not_recorded", "tally_not_divided"}


def planted(book: Book) -> Forest:
    """The facts of a book as a forest in which nothing changes but that cells are founded and closed."""
    forest = Forest()
    for unit in book.units:
        forest.found(unit.code, unit.kind, unit.under, unit.since, records_from=unit.records_from, entered=unit.entered)
    for unit in book.units:
        if unit.until:
            forest.close(unit.code, unit.until + timedelta(days=1))
    forest.quotas = [
        QuotaFact(fact.unit, fact.year, fact.year, AmountFact("number", fact.amount), fact.decided)
        for fact in book.quotas
    ]
    forest.tallies = [TallyFact(fact.unit, fact.year, fact.count) for fact in book.tallies]
    forest.cases = [
        CaseFact(
            case.code, case.person, case.cell, case.opened, {key: (day, case.cell) for key, day in case.days.items()}
        )
        for case in book.cases
    ]
    return forest


@settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.data(),
    book=random_books.books(),
    period=random_books.periods(),
    as_of=random_books.DAYS,
    basis=st.sampled_from(["decision", "ceremony"]),
)
def test_where_nothing_moves_both_recomputations_agree(data, book, period, as_of, basis):
    """Figures, totals and notes of a committee whose units never move are those of the plainer recomputation."""
    unit = data.draw(st.sampled_from([fact.code for fact in book.units]))
    plain = BookReckoning(book, period.first, period.last, as_of, basis)
    reckoning = Reckoning(planted(book), period.first, period.last, as_of, basis)
    for shown_by in ("then", "today"):
        view = View(reckoning, unit, shown_by)
        assert view.is_answered == plain.is_shown(unit)
        if view.is_answered:
            expected = {(row["unit"], row["own"]): [row[key] for key in FIGURES] for row in plain.rows(unit)}
            assert {key: [row[each] for each in FIGURES] for key, row in view.rows().items()} == expected
            keys = (*FIGURES, "allocated", "gross_shortfall")
            assert [view.total()[key] for key in keys] == [plain.total(unit)[key] for key in keys]
            expected = {code: units for code, units in plain.notes(unit).items() if code in NOTES}
            assert view.notes() == expected
            assert view.counted() == plain.explained(unit)
