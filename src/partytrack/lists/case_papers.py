"""What lies beside a case on its page: courses, waivers, and the person's other cases."""

from datetime import date
from decimal import Decimal

from partytrack.core.columns import hidden
from partytrack.core.lifecycle import ends
from partytrack.core.report import Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.listed import listed
from partytrack.counting.subject import as_day, known_day
from partytrack.lists.candidates import STANDING, STANDS, standing
from partytrack.lists.table import columns, where_known


def case_courses(run: Run, say: Texts, case_id: int) -> Table:
    """The courses that the candidate was sent to, and their certificates."""
    rows: list[Row] = [
        {
            "course": code, "name": name, "from_on": as_day(start), "mark": _mark(say, retake or mark), "attendance": attendance,
            "certificate": certificate, "certificate_on": known_day(on),
        }
        for code, name, start, attendance, mark, retake, certificate, on in run(_COURSES, {"case": case_id})
    ]  # fmt: skip
    shown = columns(say, course="text", name="text", from_on="date", mark="text", certificate="text")
    return Table(
        "case_courses",
        say("lists.case_courses"),
        shown + hidden(attendance="count", certificate_on="date"),
        tuple(rows),
    )


def _mark(say: Texts, mark: str | None) -> str | None:
    return None if mark is None else say.decimal(Decimal(mark))


def case_waivers(run: Run, say: Texts, case_id: int) -> Table:
    """The rules that do not hold for the case, by whose authority and on which paper."""
    rows: list[Row] = [
        {
            "rule": rule, "date": as_day(on), "by": by, "document": document, "reason": reason,
            "until_on": known_day(until),
        }
        for rule, on, by, document, reason, until in run(_WAIVERS, {"case": case_id})
    ]  # fmt: skip
    shown = columns(say, rule="text", date="date", by="text", document="text", reason="text", until_on="date")
    return Table("case_waivers", say("lists.case_waivers"), where_known(shown, rows, "until_on"), tuple(rows))


def cases_of(
    run: Run, say: Texts, person_id: int, as_of: date, name: str = "cases", *, beside: int = 0
) -> Table:  # fmt: skip
    """The cases of a person, but for the one on whose page they stand (``beside``): every episode is kept."""
    statement, ending = listed(_CASES, ending=ends())
    rows: list[Row] = [
        {
            "case": code, "unit": unit, "opened_on": as_day(opened), "step": step, "standing": standing(say, step),
            "date": known_day(on),
        }
        for code, unit, opened, step, on in run(statement, {"person": person_id, "beside": beside, "as_of": as_of} | ending)
    ]  # fmt: skip
    shown = columns(say, case="text", unit="text", opened_on="date", standing="text", date="date")
    return Table(name, say(f"lists.{name}"), shown + hidden(step="text"), tuple(rows))


_COURSES = """
SELECT o.code, o.name, o.from_on, n.attendance, n.mark, n.retake_mark, n.certificate_no, n.certificate_on
FROM enrolment n JOIN course o ON o.id = n.course_id WHERE n.candidacy_id = :case ORDER BY o.from_on, o.id
"""
_WAIVERS = """
SELECT w.rule, w.granted_on, u.code, w.document, w.reason, w.until_on
FROM waiver w JOIN unit u ON u.id = w.authority_id WHERE w.candidacy_id = :case ORDER BY w.granted_on, w.id
"""
_CASES = f"""
SELECT c.code, u.code, c.opened_on, {STANDS}
FROM candidacy c JOIN unit u ON u.id = c.unit_id
{STANDING}
WHERE c.person_id = :person AND c.id <> :beside ORDER BY c.opened_on, c.id
"""
