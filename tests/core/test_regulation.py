"""How legal texts are laid over each other, and what makes one unusable."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partytrack.core.dates import BEGINNING, OPEN
from partytrack.core.errors import DataUnsound
from partytrack.core.legal_texts import Clause, LegalText
from partytrack.core.regulation import Regulation, regulation
from partytrack.core.texts import Texts
from partytrack.core.words import Citation

FIRST = date(2020, 1, 1)


def on(number):
    """A day of the time in which these texts are in force."""
    return FIRST + timedelta(days=number)


def clause(value, first=None, last=None, *, is_enabled=True, is_own=False, key="limit"):
    """A value of some days, under an article named after it."""
    cited = Citation(f"mục {value}", f"art. {value}")
    from_on, to_on = on(first or 0), OPEN if last is None else on(last)
    return Clause(key, "TL-01", value, "days", None, is_enabled, cited, from_on, to_on, "A", is_own)


def text(number, first, last=None, clauses=(), *, replaces=None, adopts=None, is_verified=True, is_own=False):
    """A text in force on some days (half-open)."""
    return LegalText(
        f"{number}.toml", number, Citation(number, number), on(first), on(first), OPEN if last is None else on(last),
        replaces, adopts, "A", is_verified, is_own, {each.key: each for each in clauses},
    )  # fmt: skip


def found(law, days, key="limit"):
    """The value and the text in force on each of some days."""
    values = [law.find(key, on(day)) for day in days]
    return [value and (value.value, value.document) for value in values]


def test_a_value_holds_on_the_days_of_its_text():
    """Nothing holds before the first day of a text or after its last."""
    law = Regulation([text("1", 10, 20, [clause(5)])])
    assert found(law, (9, 10, 19, 20)) == [None, (5, "1"), (5, "1"), None]
    assert law.find("other", on(10)) is None


def test_a_value_may_have_days_of_its_own():
    """A value can begin later and end earlier than its text."""
    law = Regulation([text("1", 10, 20, [clause(5, 12, 15)])])
    assert found(law, (11, 12, 14, 15)) == [None, (5, "1"), (5, "1"), None]


def test_a_text_ends_where_another_replaces_it():
    """The text that takes its place ends all that the older one sets, also what it does not set itself."""
    older = text("1", 0, None, [clause(5), clause(7, key="other")])
    law = Regulation([older, text("2", 10, None, [clause(6)], replaces="1")])
    assert found(law, (9, 10)) == [(5, "1"), (6, "2")]
    assert found(law, (9, 10), "other") == [(7, "1"), None]


def test_a_text_lets_the_values_of_another_hold_on():
    """What a text adopts holds under it with the older article; unseen wording of either marks it."""
    texts = [
        text("1", 0, None, [clause(5), clause(7, key="other")]),
        text("2", 10, None, [clause(6)], replaces="1", adopts="1", is_verified=False),
        text("3", 20, None, [], replaces="2", adopts="2"),
    ]
    law = Regulation(texts)
    assert found(law, (9, 10, 20)) == [(5, "1"), (6, "2"), (6, "3")]
    assert found(law, (9, 10, 20), "other") == [(7, "1"), (7, "2"), (7, "3")]
    assert [law.find("limit", on(day)).verified for day in (9, 10, 20)] == [True, False, False]
    assert [law.find("other", on(day)).verified for day in (9, 10, 20)] == [True, False, True]
    assert law.find("other", on(20)).source == Citation("mục 7", "art. 7")


def test_an_adopted_value_ends_on_its_own_last_day():
    """A last day of the value itself holds under the following text as well."""
    law = Regulation([text("1", 0, 10, [clause(5, 0, 15)]), text("2", 10, None, adopts="1")])
    assert found(law, (9, 14, 15)) == [(5, "1"), (5, "2"), None]


def test_a_committees_own_text_goes_before_the_programs():
    """On its days the own value holds, whatever central text comes; before and after it the central one."""
    texts = [
        text("1", 0, 10, [clause(5)]),
        text("2", 10, None, [clause(6)], replaces="1"),
        text("own", 5, 15, [clause(4)], is_own=True),
    ]
    law = Regulation(texts)
    assert found(law, (4, 5, 14, 15)) == [(5, "1"), (4, "own"), (4, "own"), (6, "2")]
    assert [law.find("limit", on(day)).overlay for day in (4, 5)] == [False, True]


def test_a_value_can_be_switched_off():
    """An own text that switches a value off leaves none on its days; the next that holds is found."""
    off = clause(4, is_enabled=False)
    law = Regulation([text("1", 0, None, [clause(5)]), text("own", 5, 15, [off], is_own=True)])
    assert found(law, (4, 5, 15)) == [(5, "1"), None, (5, "1")]
    assert law.next("limit", on(5)).from_on == on(15)


def test_what_comes_into_force_later_can_be_asked_for():
    """The value in force on a day, else the first that came later; none where none came."""
    law = Regulation([text("1", 10, 20, [clause(5)])])
    assert [value and value.value for value in (law.next("limit", on(day)) for day in (0, 19, 20))] == [5, 5, None]
    assert law.next("other", on(0)) is None


def test_a_stretch_runs_as_long_as_one_text_sets_one_value():
    """The days of a value are those on which nothing else holds, and its history has them in order."""
    law = Regulation([text("1", 0, None, [clause(5)]), text("own", 5, 15, [clause(4)], is_own=True)])
    days = [(value.value, value.from_on, value.to_on) for value in law.history("limit")]
    assert days == [(5, on(0), on(5)), (4, on(5), on(15)), (5, on(15), OPEN)]
    assert law.rules == {"TL-01"}
    assert law.keys() == ("limit",)


# what is wrong, the texts, and the clause that tells it
UNSOUND = (
    ("two texts set one value", [text("1", 0, None, [clause(5)]), text("2", 10, None, [clause(6)])], "overlap"),
    ("one number twice", [text("1", 0, 5), text("1", 5)], "number_twice"),
    ("replaces what is not there", [text("1", 0, replaces="0")], "text_unknown"),
    ("adopts what is not there", [text("1", 0, adopts="0")], "text_unknown"),
    ("adopts what comes later", [text("1", 0, adopts="2"), text("2", 1)], "text_later"),
    ("replaces itself", [text("1", 0, replaces="1")], "text_later"),
)


@pytest.mark.parametrize(("texts", "fault"), [row[1:] for row in UNSOUND], ids=[row[0] for row in UNSOUND])
def test_texts_that_contradict_each_other_are_refused(texts, fault):
    """A contradiction is told with file, table and reason, in both languages."""
    with pytest.raises(DataUnsound) as refused:
        Regulation(texts)
    assert refused.value.fault.name == f"data.{fault}"
    assert all("{" not in Texts(lang).error(refused.value) for lang in ("vi", "en"))


def test_two_texts_may_set_one_value_on_different_days():
    """Where one ends before the other begins nothing contradicts."""
    law = Regulation([text("1", 0, 10, [clause(5)]), text("2", 10, None, [clause(6)])])
    assert found(law, (9, 10)) == [(5, "1"), (6, "2")]


days = st.integers(0, 40)


@given(st.lists(st.tuples(days, st.integers(1, 20), st.integers(1, 9)), max_size=4), st.lists(days, max_size=8))
def test_finding_agrees_with_going_through_the_texts(spans, asked):
    """For texts one after the other and own ones between, the value found is that of the one whose days hold the day."""
    texts, first = [], 0
    for number, (gap, length, value) in enumerate(spans):
        first += gap
        own = number % 2 == 1
        texts.append(text(str(number), first, first + length, [clause(value)], is_own=own))
        first += 0 if own else length
    central = [each for each in texts if not each.is_own]
    own_texts = [each for each in texts if each.is_own]
    if any(a.to_on > b.from_on for a, b in pairwise(own_texts)):
        return
    law = Regulation(texts)
    for number in asked:
        holding = [each for each in (*own_texts, *central) if each.from_on <= on(number) < each.to_on]
        value = law.find("limit", on(number))
        assert (value and value.document) == (holding[0].number if holding else None)


def test_the_first_and_the_last_of_days_can_be_asked_about():
    """No day is beyond the regulation: an unknown start and an open end are days like others."""
    law = regulation()
    assert law.find("cell_vote", BEGINNING) is None
    assert law.find("cell_vote", OPEN).value == "2/3"
