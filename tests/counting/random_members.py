"""Random lives of members over a forest: in by a ceremony, a transfer or nothing recorded, moved, and out in every way."""

from datetime import date

from forest import MemberFact, TurnFact
from hypothesis import strategies as st
from random_forests import CHANGE_DAYS, DAY, DAYS, forests

from partytrack.core.dates import BEGINNING

COMES = ["admission_ceremony", "admission_ceremony", "transfer_in", "restoration", "roll"]
MOVES = ["transfer", "transfer", "shift"]
GOES = [
    *("removal", "expulsion", "withdrawal", "death", "transfer_out"),
    *("decision_annulled", "removed_in_probation", "died", "lapse"),
]
BY_STEP = {"decision_annulled", "removed_in_probation", "died"}


@st.composite
def peopled_forests(draw):
    """An organisation that changes, with members; everything is recorded."""
    forest = draw(forests(recorded=True))
    forest.cases.clear()
    for number in range(1, draw(st.integers(1, 6)) + 1):
        member = draw(lives(forest, f"M{number}"))
        forest.members += [member] if member.turns else []
    return forest


@st.composite
def lives(draw, forest, person):
    """The turns of one person, each on a day of its own; often on a day on which the organisation changed."""
    changed = sorted(
        {edge.from_on + move * DAY for edge in forest.edges if edge.from_on > BEGINNING for move in (-1, 0)}
    )
    days = st.one_of(DAYS, CHANGE_DAYS, st.sampled_from(changed or [date(2020, 3, 3)]))
    wanted = {BEGINNING} if draw(st.booleans()) else set()
    wanted |= set(draw(st.lists(days, min_size=1, max_size=6)))
    life = MemberFact(person, (), draw(st.one_of(st.just(BEGINNING), days)))
    for day in sorted(wanted):
        turn = draw(turns(forest, life, day))
        if turn is not None:
            life = MemberFact(person, (*life.turns, turn), life.full_on)
    return life


@st.composite
def turns(draw, forest, life, day):
    """What can become of a person on a day: who is there moves or goes, who is not comes; in a closed unit nobody stays."""
    eve, now = life.eve(forest, day), life.unit_on(forest, day)
    there = [code for code in forest.units if forest.stands(code, day) and code != eve]
    if day == BEGINNING:
        return TurnFact(day, "roll", draw(st.sampled_from(there)))
    if eve is None:
        return TurnFact(day, draw(st.sampled_from(COMES)), draw(st.sampled_from(there))) if there else None
    ways = [*(MOVES if there else []), *([] if now is None else GOES)]
    if not any(turn.what == "admission_ceremony" for turn in life.turns):
        ways = [way for way in ways if way not in BY_STEP]
    what = draw(st.sampled_from(ways)) if ways else None
    return what and TurnFact(day, what, draw(st.sampled_from(there)) if what in MOVES else None)
