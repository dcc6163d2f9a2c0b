"""Courses for candidates and new members: attendance, marks out of ten, and what the regulation of the day says of them.

The values are those of the course regulation (QĐ 1147 of 1/12/2025, articles 5 to 9); on an earlier day none is known,
and where no value is known nothing is remarked.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from partytrack.core.errors import BadAttendance, BadMark
from partytrack.core.finding import Finding
from partytrack.core.regulation import Regulation, Value

HIGHEST_MARK = Decimal(10)
WHOLE_COURSE = 100  # per cent

_MARK = r"[0-9]{1,2}(?:[.,][0-9]{1,2})?"
_ATTENDANCE = r"([0-9]{1,3}) ?%?"


class Taught(NamedTuple):
    """A course as its rules see it: its days, the day of the decision on its results, the step that it completes."""

    from_on: date
    to_on: date
    decided_on: date | None
    step: str


class Result(NamedTuple):
    """What a learner achieved: attendance in per cent, the mark, and that of the second attempt; ``None`` is not recorded."""

    attendance: int | None = None
    mark: Decimal | None = None
    retake_mark: Decimal | None = None
    retake_on: date | None = None

    @property
    def final(self) -> Decimal | None:
        """The mark that counts: that of the second attempt, where there was one."""
        return self.mark if self.retake_mark is None else self.retake_mark


def parse_mark(text: str) -> Decimal:
    """Read a mark from 0 to 10 with at most two decimals: ``8``, ``7.5``, ``7,25``."""
    text = text.strip()
    if not re.fullmatch(_MARK, text) or (mark := Decimal(text.replace(",", "."))) > HIGHEST_MARK:
        raise BadMark(text)
    return mark


def parse_attendance(text: str) -> int:
    """Read the share of the lessons attended, a whole number of per cent: ``85`` or ``85%``."""
    match = re.fullmatch(_ATTENDANCE, text.strip())
    if match is None or int(match[1]) > WHOLE_COURSE:
        raise BadAttendance(text)
    return int(match[1])


def grade(taught: Taught, result: Result, law: Regulation) -> str | None:
    """The grade of the final mark (``data/codes/course_grades.toml``); none below the pass mark, and none without a mark."""
    grades = law.find("class_grades", _judged_on(taught, result))
    if result.final is None or grades is None:
        return None
    least = {code: Decimal(str(mark)) for code, mark in grades.value.items()}
    reached = (code for code in least if result.final >= least[code])
    return max(reached, key=lambda code: least[code], default=None)


def failed(taught: Taught, result: Result, law: Regulation) -> Finding | None:
    """The finding that the final mark lies below the pass mark; none where it does not, or nobody knows."""
    least = law.find("pass_mark", _judged_on(taught, result))
    if result.final is None or least is None or result.final >= (pass_mark := Decimal(str(least.value))):
        return None
    return _finding("class_failed", taught, least, mark=result.final, least=pass_mark)


def judge_result(taught: Taught, result: Result, law: Regulation) -> list[Finding]:
    """Attendance and mark below what the course asks for, and a second attempt that came late."""
    found = []
    least = law.find("class_attendance", taught.to_on)
    if least is not None and result.attendance is not None and result.attendance < least.value:
        found.append(_finding("class_attendance", taught, least, attendance=result.attendance, least=least.value))
    failure = failed(taught, result, law)
    found += [failure] if failure is not None else []
    days = None if result.retake_on is None else law.find("retake_days", result.retake_on)
    if days is not None and result.retake_on is not None:
        last = taught.to_on + timedelta(days=days.value)
        if result.retake_on > last:
            found.append(
                _finding("class_retake_late", taught, days, last, retaken=result.retake_on, days=days.value)
            )  # fmt: skip
    return found


def judge_second_retake(taught: Taught, before: Result, now: Result, law: Regulation) -> list[Finding]:
    """Whoever failed may write once more, not twice; the same day told again corrects the mark."""
    if before.retake_on is None or now.retake_on is None or before.retake_on == now.retake_on:
        return []
    once = law.find("retakes", now.retake_on)
    return [] if once is None else [_finding("class_retake_again", taught, once, before.retake_on, times=once.value)]


def judge_size(taught: Taught, learners: int, law: Regulation) -> list[Finding]:
    """A course of fewer learners than it takes to open one."""
    least = law.find("class_minimum", taught.from_on)
    if least is None or learners >= least.value:
        return []
    return [_finding("class_size", taught, least, learners=learners, least=least.value)]


def judge_certificate(taught: Taught, issued_on: date, law: Regulation) -> list[Finding]:
    """A certificate issued more than so many days after the decision, under the law of the day of that decision."""
    if taught.decided_on is None or (days := law.find("certificate_days", taught.decided_on)) is None:
        return []
    last = taught.decided_on + timedelta(days=days.value)
    if issued_on <= last:
        return []
    return [_finding("certificate_late", taught, days, last, issued=issued_on, days=days.value)]


def with_waivers(found: Iterable[Finding], papers: Mapping[str, str]) -> list[Finding]:
    """The findings, those of a rule that was waived for the case with the paper that says so; they stay visible."""
    return [
        replace(finding, weight="note", waived_by=papers[finding.code]) if finding.code in papers else finding
        for finding in found
    ]


def _judged_on(taught: Taught, result: Result) -> date:
    """The day whose law judges a mark: that of the second attempt, else the last day of the course."""
    return taught.to_on if result.retake_mark is None else result.retake_on or taught.to_on


def _finding(sentence: str, taught: Taught, law: Value, on: date | None = None, **values: object) -> Finding:
    """What a value of the course regulation remarks about the step that the course completes."""
    return Finding(
        sentence, "warn", taught.step, law.source, on, code=law.rule, verified=law.verified, values=values
    )  # fmt: skip
