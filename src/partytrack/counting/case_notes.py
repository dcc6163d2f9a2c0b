"""What a reader must know about counts of cases: the days that some lack, segments, units that crossed the border."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from partytrack.core.errors import UnitGone, UnitNotYet
from partytrack.core.report import Note, Run
from partytrack.core.texts import Texts
from partytrack.counting.case_facts import Case
from partytrack.counting.cases import Cases, cases, entered
from partytrack.counting.lineage import named
from partytrack.counting.moved import OTHER
from partytrack.counting.notes import MOST_MOVED
from partytrack.counting.subject import Question


def case_notes(run: Run, counted: Cases, say: Texts, *, ever: bool) -> tuple[Note, ...]:
    """Every note that the cases which entered in the question's period call for; ``ever``: that is everybody."""
    other = partial(entered, run, ever=ever)
    return (*basis_notes(counted, say), *_segment_note(counted, say), *_moved_note(counted, other, say))


def lost_notes(run: Run, lost: Cases, say: Texts) -> tuple[Note, ...]:
    """Every note that the cases lost in the question's period call for."""

    def other(question: Question) -> Cases:
        return cases(run, question).lost_in(question.period)

    return (*_segment_note(lost, say), *_moved_note(lost, other, say))


def basis_notes(counted: Cases, say: Texts) -> Iterator[Note]:
    """The cases that the basis makes seem other than they are: named, never counted otherwise (F2)."""
    undated = [case for case in counted.of("open") if {case.held_on, case.confirmed_on} != {None}]
    if undated:
        yield _naming("basis_missing", f"admitted_without_{counted.question.basis}", undated, say)
    ended = [case for case in counted.of("admitted") if case.left_by is not None and case.held_on is None]
    if ended:
        yield _naming("ended_before_ceremony", "ended_before_ceremony", ended, say)


def _naming(code: str, text: str, some: Sequence[Case], say: Texts) -> Note:
    named_cases = tuple(sorted(case.code for case in some))
    units = tuple(sorted({case.unit for case in some}))
    return Note(code, say(f"notes.{text}", count=len(some), cases=named_cases), units)


def _segment_note(counted: Cases, say: Texts) -> Iterator[Note]:
    if counted.unknown:
        segment = say.term("segments", counted.question.segment)
        text = say("notes.facts_not_recorded", count=len(counted.unknown), segment=segment)
        yield Note("not_recorded", text, (counted.question.unit.code,))


def _moved_note(counted: Cases, read: Callable[[Question], Cases], say: Texts) -> Iterator[Note]:
    """The units by whose cases the two maps differ, with how many more or fewer this one counts (F3)."""
    question, net = counted.question, Counter(case.unit for case in counted.found)
    if question.is_root or question.unit_to <= question.as_of:
        return  # nothing can cross the root's border, and today's map does not show a unit that is gone
    with suppress(UnitGone, UnitNotYet):  # it stood on no day there: all that counts here counts elsewhere
        net.subtract(case.unit for case in read(question.on_map(OTHER[question.map])).found)
    crossed = sorted((code, difference) for code, difference in net.items() if difference)
    if crossed:
        told = named([f"{code} {difference:+d}" for code, difference in crossed], say, MOST_MOVED)
        text = say(
            "notes.moved_units", moved=told, net=f"{net.total():+d}", other=say.term("maps", OTHER[question.map])
        )  # fmt: skip
        yield Note("moved_units", text, tuple(code for code, _ in crossed))
