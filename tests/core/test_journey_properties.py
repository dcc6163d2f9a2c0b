"""Two laws of the journey, on random cases: a past day never changes, and nothing that is due leaves without a reason."""

from datetime import date, timedelta
from operator import itemgetter

from hypothesis import given, settings
from hypothesis import strategies as st

from partytrack.core.case import Case, Event, Mentor, Waiver
from partytrack.core.dates import OPEN
from partytrack.core.dues import dues
from partytrack.core.journey import stages
from partytrack.store.judging import judge

JUDGE = judge()
STEPS = [key for key, step in JUDGE.book.steps.items() if not step.derived]
WAY = [key for key in STEPS if not JUDGE.book.steps[key].ends]
RANK = {key: step.rank for key, step in JUDGE.book.steps.items()}
OTHERWISE_DONE = {rule.step: rule.done_by for rule in JUDGE.book.limits}
LIMITS = [*["CL-01"] * 4, "MN-06", "PR-01", "TL-01", "TL-02", "TL-04", "TL-06", "TL-07", "TL-09"]
DAY = timedelta(days=1)

openings = st.dates(date(2015, 1, 1), date(2026, 10, 1))
later = st.integers(0, 2600).map(timedelta)


@st.composite
def ways(draw, opened_on):
    """Steps in the order of the journey, some left out, with weeks, months or years between them, perhaps to an end."""
    on, events = opened_on, []
    for step in WAY:
        on += timedelta(draw(st.sampled_from([0, 0, 1, 10, 45, 60, 200, 400, 2000])))
        if draw(st.integers(0, 9)) < 7:
            events.append(Event(step, on))
    cut = draw(st.integers(0, len(events)))
    if draw(st.booleans()):
        events[cut:] = [Event(draw(st.sampled_from([key for key in STEPS if key not in WAY])), on)]
    return events[: cut + 1]


@st.composite
def cases(draw):
    """A case of steps in their order, and of others on any day at all."""
    opened_on = draw(openings)
    strays = st.builds(lambda step, after: Event(step, opened_on + after), st.sampled_from(STEPS), later)
    events = draw(ways(opened_on)) + draw(st.lists(strays, max_size=6))
    events.sort(key=lambda event: (event.on, RANK[event.step]))
    spans = draw(st.lists(st.tuples(later, st.integers(0, 900)), max_size=3))
    mentors = [
        Mentor(opened_on + start, OPEN if days > 800 else opened_on + start + timedelta(days), draw(REASONS))
        for start, days in sorted(spans)
    ]
    granted = draw(st.lists(st.tuples(later, st.sampled_from(LIMITS), st.none() | st.integers(0, 400)), max_size=3))
    waivers = [
        Waiver(rule, opened_on + after, None if days is None else opened_on + after + timedelta(days), "1-CV")
        for after, rule, days in sorted(granted, key=itemgetter(0))
    ]
    certificates = sorted(opened_on - after for after in draw(st.lists(later, max_size=2)))
    return Case(opened_on, tuple(events), tuple(mentors), tuple(waivers), tuple(certificates))


REASONS = st.sampled_from([None, "moved", "replaced", "case_ended"])


def turning_days(case):
    """The days on which anything about a case changes, each with the days beside it."""
    intervals = [*stages(case, JUDGE), *dues(case, JUDGE)]
    days = {case.opened_on, *(day for each in intervals for day in (each.from_on, each.to_on))}
    days |= {event.on for event in case.events} | {waiver.granted_on for waiver in case.waivers}
    days |= {day for mentor in case.mentors for day in (mentor.from_on, mentor.to_on)}
    return sorted({beside for day in days if day < OPEN for beside in (day - DAY, day, day + DAY)})


def seen(case, on):
    """Where a case stands on a day and since when, and what stands due."""
    stood = [(stage.step, stage.from_on) for stage in stages(case, JUDGE) if stage.from_on <= on < stage.to_on]
    return stood, [due._replace(to_on=OPEN) for due in dues(case, JUDGE) if due.from_on <= on < due.to_on]


@settings(deadline=None)
@given(cases())
def test_what_happens_later_changes_no_past_day(case):
    """On every day the case stands where it stood when nothing later was known, and the same was due by the same day."""
    for on in turning_days(case):
        assert seen(case, on) == seen(case.until(on), on)


@settings(deadline=None)
@given(cases())
def test_nothing_due_leaves_without_a_reason(case):
    """What ends on a day was done, waived or carried on by the same rule that day, or the case was over."""
    standing = dues(case, JUDGE)
    for due in standing:
        if due.to_on == OPEN:
            continue
        on_that_day = {event.step for event in case.events if event.on == due.to_on}
        carried_on = any(other.rule == due.rule and other.from_on == due.to_on for other in standing)
        done = on_that_day & (JUDGE.book.later[due.step] | OTHERWISE_DONE.get(due.step, frozenset()))
        over = any(JUDGE.book.steps[step].ends for step in on_that_day)
        waived = any(waiver.rule == due.rule and waiver.granted_on == due.to_on for waiver in case.waivers)
        replaced = any(mentor.from_on == due.to_on for mentor in case.mentors) and due.rule == "MN-06"
        assert carried_on or done or over or waived or replaced


@settings(deadline=None)
@given(cases())
def test_a_case_stands_at_one_stage_until_it_is_over(case):
    """Stages follow each other without gap or overlap, each of some days, and the last is cut by the end of the case."""
    stood = stages(case, JUDGE)
    assert all(stage.from_on < stage.to_on for stage in stood)
    assert [stage.from_on for stage in stood[1:]] == [stage.to_on for stage in stood[:-1]]
    ended = [event.on for event in case.events if JUDGE.book.steps[event.step].ends]
    assert not stood or stood[-1].to_on == min(ended, default=OPEN)


@settings(deadline=None)
@given(cases())
def test_an_obligation_stands_once(case):
    """On no day is the same asked twice under one rule, and nothing is due before its time began to run."""
    standing = dues(case, JUDGE)
    for due in standing:
        assert due.from_on < due.to_on
        twins = [other for other in standing if other is not due and (other.rule, other.step) == (due.rule, due.step)]
        assert not [twin for twin in twins if twin.from_on < due.to_on and due.from_on < twin.to_on]
