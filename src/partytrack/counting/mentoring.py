"""The statements behind the mentors: open cases with their assignments, what mentors did, and members who could be one."""

from datetime import date, timedelta

from partytrack.core.dates import add_months
from partytrack.core.lifecycle import ANNULMENT, CEREMONY, DECISION, DECISION_LAPSED, ends, steps
from partytrack.core.regulation import regulation
from partytrack.counting.listed import listed
from partytrack.counting.scope import TODAY
from partytrack.counting.subject import Question


def probation_over_from(as_of: date) -> date:
    """The last day of entry whose months of probation are over by a day."""
    value = regulation().next("probation_months", as_of)
    months = value.value if value else 0
    day = add_months(as_of, -months)
    while add_months(day + timedelta(days=1), months) <= as_of:  # 29 February has no day of its own a year later
        day += timedelta(days=1)
    return day


def bound(statement: str, question: Question) -> tuple[str, dict[str, object]]:
    """A statement with a place for each step of its lists, and all that it asks for by name."""
    statement, steps_named = listed(
        statement,
        beyond=[key for key, each in steps().items() if each.stage == "full"],
        admitting=(DECISION, CEREMONY),
        undoing=(ANNULMENT, DECISION_LAPSED),
        ending=ends(),
    )
    return statement, question.binds() | {"entered_by": probation_over_from(question.as_of)} | steps_named


# A stay of somebody who can mentor on its days; "t" is the stay, "q" the person.
_FULL = "(t.role = 'full' OR (t.role = 'probationary' AND coalesce(q.admitted_on, t.from_on) <= :entered_by))"
_NOW = "{0}.from_on <= :as_of AND {0}.to_on > :as_of"
_ON_ITS_WAY = f"{_NOW.format('s')} AND s.step NOT IN (:beyond)"
_STANDS = f"t.person_id = q.id AND {_NOW.format('t')} AND {_FULL}"
_WORK = f"""
(SELECT f.value FROM person_fact f WHERE f.person_id = {{0}}.id AND f.fact = 'occupation' AND {_NOW.format("f")} LIMIT 1)
"""
CASES = f"""
SELECT c.code, p.name, u.code, s.step, c.opened_on, {_WORK.format("p")}, q.id, q.code, q.name,
       (SELECT w.code FROM stay t JOIN unit w ON w.id = t.unit_id WHERE {_STANDS} ORDER BY t.from_on DESC LIMIT 1),
       m.from_on, m.to_on, m.end_reason,
       (SELECT max(t.to_on) FROM stay t WHERE t.person_id = q.id AND t.to_on <= :as_of AND {_FULL})
FROM {TODAY.units} CROSS JOIN case_stage s CROSS JOIN candidacy c CROSS JOIN person p CROSS JOIN unit u
LEFT JOIN mentorship m ON m.candidacy_id = c.id AND m.from_on <= :as_of
LEFT JOIN person q ON q.id = m.mentor_id
WHERE {TODAY.inside} AND s.unit_id = v.unit_id AND {_ON_ITS_WAY}
  AND c.id = s.candidacy_id AND p.id = c.person_id AND u.id = s.unit_id
ORDER BY u.code, p.name_key, c.code, m.from_on, m.id
"""


def _first_day(steps_of: str) -> str:
    return f"""
(SELECT min(e.happened_on) FROM step_event e
 WHERE e.candidacy_id = m.candidacy_id AND e.step IN (:{steps_of}) AND e.happened_on <= :as_of)
"""


RECORDS = f"""
SELECT m.mentor_id, m.from_on, m.to_on, m.end_reason,
       EXISTS (SELECT 1 FROM case_stage s WHERE s.candidacy_id = m.candidacy_id AND {_ON_ITS_WAY}),
       {_first_day("admitting")}, {_first_day("undoing")}, {_first_day("ending")}
FROM mentorship m
WHERE m.from_on <= :as_of AND m.mentor_id IN (
    SELECT h.mentor_id FROM {TODAY.units} CROSS JOIN case_stage s CROSS JOIN mentorship h
    WHERE {TODAY.inside} AND s.unit_id = v.unit_id AND {_ON_ITS_WAY}
      AND h.candidacy_id = s.candidacy_id AND {_NOW.format("h")}
    UNION
    SELECT t.person_id FROM {TODAY.units} CROSS JOIN stay t
    WHERE {TODAY.inside} AND t.unit_id = v.unit_id AND t.role IN ('probationary', 'full') AND {_NOW.format("t")})
"""
_LACKS = f"""
EXISTS (SELECT 1 FROM case_stage s
        WHERE s.unit_id = v.unit_id AND {_ON_ITS_WAY}
          AND NOT EXISTS (SELECT 1 FROM mentorship m CROSS JOIN person q CROSS JOIN stay t
                          WHERE m.candidacy_id = s.candidacy_id AND {_NOW.format("m")} AND q.id = m.mentor_id AND {_STANDS}))
"""
MEMBERS = f"""
SELECT q.id, q.code, q.name, u.code, t.role, q.born_on, q.born_precision, {_WORK.format("q")}
FROM {TODAY.units} CROSS JOIN stay t CROSS JOIN person q CROSS JOIN unit u
WHERE {TODAY.inside} AND (v.unit_id = :alone OR {_LACKS})
  AND t.unit_id = v.unit_id AND q.id = t.person_id AND {_NOW.format("t")} AND {_FULL} AND u.id = t.unit_id
ORDER BY u.code, q.name_key, q.code
"""
