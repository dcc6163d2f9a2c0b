"""Courses, and one course with its learners: attendance, marks, grades, certificates, and what its regulation remarks."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NamedTuple

from partytrack.core.codes import code_list
from partytrack.core.columns import hidden
from partytrack.core.courses import Result, Taught, grade, judge_certificate, judge_result, judge_size, with_waivers
from partytrack.core.errors import CourseUnknown
from partytrack.core.finding import Finding
from partytrack.core.regulation import regulation
from partytrack.core.report import Cell, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.subject import as_day, known_day
from partytrack.lists.table import columns, on_paper, where_known


class _Learner(NamedTuple):
    """A learner as the list reads them."""

    case: str
    name: str
    unit: str
    attendance: int | None
    mark: str | None
    retake_mark: str | None
    retake_on: Any
    certificate: str | None
    certificate_on: Any

    @property
    def result(self) -> Result:
        """What they achieved."""
        mark, again = (None if text is None else Decimal(text) for text in (self.mark, self.retake_mark))
        return Result(self.attendance, mark, again, known_day(self.retake_on))


def courses(run: Run, say: Texts) -> Table:
    """Every course, the newest first, with how many attend and how many have the certificate."""
    rows = tuple(_row(say, found) for found in run(f"{_COURSES} ORDER BY c.from_on DESC, c.code DESC", {}))
    shown = columns(
        say, course="text", name="text", kind_text="text", from_on="date", to_on="date", learners="count",
        certificates="count",
    )  # fmt: skip
    more = on_paper(say, provider="text", result_on="date")
    return Table("courses", say("lists.courses"), shown + more + _RAW, rows)


def course(run: Run, say: Texts, code: str) -> tuple[Table, ...]:
    """The course of a code: what is known of it, its learners by given name, and what its regulation remarks."""
    found = run(f"{_COURSES} WHERE c.code = :code", {"code": code.strip().upper()})
    if not found:
        known = [str(known) for (known,) in run("SELECT code FROM course", {})]
        raise CourseUnknown(code, tuple(get_close_matches(code.strip().upper(), known, n=3)))
    head = _row(say, found[0])
    learners = [_Learner(*row) for row in run(_LEARNERS, {"code": head["course"]})]
    step = code_list("course_kinds")[str(head["kind"])]["step"]
    taught = Taught(as_day(head["from_on"]), as_day(head["to_on"]), known_day(head["result_on"]), step)
    return _head(say, head), _learners(say, taught, learners), _remarks(say, taught, learners, _waivers(run, head))


def _waivers(run: Run, head: Row) -> dict[str, dict[str, str]]:
    """By learner the rules that were waived for them, each with the newest paper."""
    papers: dict[str, dict[str, str]] = {}
    for case, rule, document in run(_WAIVERS, {"code": head["course"]}):
        papers.setdefault(case, {})[rule] = document
    return papers


def _row(say: Texts, found: Sequence[Any]) -> Row:
    code, name, kind, provider, from_on, to_on, document, result_on, result_document, learners, certificates = found
    return {
        "course": code, "name": name, "kind": kind, "kind_text": say.term("course_kinds", kind), "provider": provider,
        "from_on": as_day(from_on), "to_on": as_day(to_on), "document": document, "result_on": known_day(result_on),
        "result_document": result_document, "learners": learners, "certificates": certificates,
    }  # fmt: skip


def _head(say: Texts, row: Row) -> Table:
    shown = columns(
        say, course="text", name="text", kind_text="text", from_on="date", to_on="date", provider="text",
        document="text", result_on="date", result_document="text", learners="count", certificates="count",
    )  # fmt: skip
    title = say("lists.course", name=row["name"], code=row["course"])
    return Table("course", title, shown + hidden(kind="text"), (row,))


def _learners(say: Texts, taught: Taught, learners: Iterable[_Learner]) -> Table:
    law = regulation()
    rows: list[Row] = []
    for each in learners:
        result = each.result
        reached = grade(taught, result, law)
        rows.append(
            {
                "case": each.case, "name": each.name, "unit": each.unit, "attendance": result.attendance,
                "mark": result.mark, "retake_mark": result.retake_mark, "retake_on": result.retake_on,
                "grade": reached, "grade_text": reached and say.term("course_grades", reached),
                "certificate": each.certificate, "certificate_on": known_day(each.certificate_on),
            }
        )  # fmt: skip
    shown = columns(
        say, case="text", name="text", attendance="percent", mark="text", retake_mark="text", grade_text="text",
        certificate="text", certificate_on="date",
    )  # fmt: skip
    shown = where_known(shown, rows, "retake_mark")
    more = hidden(unit="text", retake_on="date", grade="text")
    return Table("learners", say("lists.learners"), shown + more, tuple(rows))


def _remarks(
    say: Texts, taught: Taught, learners: Sequence[_Learner], papers: Mapping[str, Mapping[str, str]]
) -> Table:  # fmt: skip
    """What the course regulation remarks: of the course once its results are recognised, and of each learner."""
    law = regulation()
    size = [] if taught.decided_on is None else judge_size(taught, len(learners), law)
    rows = [_remark(say, None, None, finding) for finding in size]
    for each in learners:
        found = judge_result(taught, each.result, law)
        if each.certificate_on is not None:
            found += judge_certificate(taught, as_day(each.certificate_on), law)
        judged = with_waivers(found, papers.get(each.case, {}))
        rows += [_remark(say, each.case, each.name, finding) for finding in judged]
    shown = columns(say, case="text", name="text", finding="text")
    return Table("findings", say("lists.course_findings"), shown + hidden(rule="text"), tuple(rows))


def _remark(say: Texts, case: Cell, name: Cell, finding: Finding) -> Row:
    return {"case": case, "name": name, "finding": say.finding(finding), "rule": finding.code}


_RAW = hidden(kind="text", document="text", result_document="text")
_COURSES = """
SELECT c.code, c.name, c.kind, c.provider, c.from_on, c.to_on, c.document, c.result_on, c.result_document,
       (SELECT count(*) FROM enrolment e WHERE e.course_id = c.id),
       (SELECT count(e.certificate_no) FROM enrolment e WHERE e.course_id = c.id)
FROM course c
"""
_WAIVERS = """
SELECT k.code, w.rule, w.document
FROM course c JOIN enrolment e ON e.course_id = c.id JOIN candidacy k ON k.id = e.candidacy_id
JOIN waiver w ON w.candidacy_id = k.id
WHERE c.code = :code ORDER BY w.granted_on
"""
_LEARNERS = """
SELECT k.code, p.name, u.code, e.attendance, e.mark, e.retake_mark, e.retake_on, e.certificate_no, e.certificate_on
FROM course c JOIN enrolment e ON e.course_id = c.id JOIN candidacy k ON k.id = e.candidacy_id
JOIN person p ON p.id = k.person_id JOIN unit u ON u.id = k.unit_id
WHERE c.code = :code ORDER BY p.name_key, k.code
"""
