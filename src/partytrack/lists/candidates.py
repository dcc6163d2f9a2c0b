"""Candidates' cases, sorted by given name in Vietnamese order, with where each stands."""

from datetime import date

from partytrack.core.columns import hidden
from partytrack.core.lifecycle import LISTING, ends
from partytrack.core.report import Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.core.words import Word
from partytrack.counting.case_facts import LATER_STAY, OF_A_LATER_CASE
from partytrack.counting.listed import listed
from partytrack.counting.people import binding_closing
from partytrack.counting.subject import as_day, known_day
from partytrack.lists.search import SHOWN_UNDER, below, best_first, birth, search
from partytrack.lists.table import columns


def candidates(run: Run, say: Texts, unit: str | None, as_of: date, text: str = "", *, everyone: bool = False) -> Table:
    """Cases at or under a unit, the open ones unless everyone is asked for; ``text`` finds by the start of any word."""
    statement, closing = binding_closing(_CASES)
    statement, ending = listed(statement, ending=ends())
    rows: list[Row] = []
    for code, name, born_on, precision, where, source, opened, step, on, closed in best_first(
        run(statement, below(run, unit, as_of) | search(text) | closing | ending), text
    ):
        if closed and not everyone:
            continue
        rows.append(
            {
                "case": code, "name": name, "born": birth(born_on, precision), "unit": where,
                "source": source, "opened_on": as_day(opened), "step": step,
                "standing": standing(say, step), "date": known_day(on), "open": not closed,
            }
        )  # fmt: skip
    shown = columns(say, case="text", name="text", unit="text", standing="text", date="date")
    more = hidden(born="date", source="text", opened_on="date", step="text", open="flag")
    return Table(
        "candidates",
        say("lists.all_candidates" if everyone else "lists.candidates", as_of=as_of),
        shown + more,
        tuple(rows),
    )


def standing(say: Texts, step: str | None) -> str:
    """Where a case stands, or how it ended; opened without a day of listing, it stands on the source list."""
    return say.word(Word("steps", step or LISTING))


_NEWEST = """
(SELECT e.{0} FROM step_event e WHERE e.candidacy_id = c.id AND e.happened_on <= :as_of
 ORDER BY e.step IN (:ending) DESC, e.happened_on DESC, e.id DESC LIMIT 1)
"""
# Where the case "c" stood on a day and since when: at its stage, else at the step that ended it, or its newest.
STANDS = f"coalesce(k.step, {_NEWEST.format('step')}), coalesce(k.since_on, {_NEWEST.format('happened_on')})"
STANDING = "LEFT JOIN case_stage k ON k.candidacy_id = c.id AND k.from_on <= :as_of AND k.to_on > :as_of"
_ELSEWHERE = f"""(EXISTS (SELECT 1 FROM step_event o
             WHERE o.candidacy_id = c.id AND o.step IN (:ending) AND o.happened_on < {{stay}}.from_on)
     OR {OF_A_LATER_CASE}
        AND EXISTS (SELECT 1 FROM step_event o
                    WHERE o.candidacy_id = c.id AND o.step IN (:closing) AND o.happened_on <= {{stay}}.from_on))"""
# A case is open until it has ended or led to an admission, as the reports count it; it is in the unit in which its
# person was a candidate on the day, or last before it; what comes after its end is with their next case.
_CASES = rf"""
SELECT c.code, p.name, p.born_on, p.born_precision, u.code, c.source, c.opened_on,
       {STANDS},
       (SELECT count(*) FROM step_event e
        WHERE e.candidacy_id = c.id AND e.happened_on <= :as_of AND e.step IN (:closing))
FROM today_version x CROSS JOIN today_version v CROSS JOIN stay s CROSS JOIN candidacy c
JOIN person p ON p.id = c.person_id
JOIN unit u ON u.id = s.unit_id
{STANDING}
WHERE {SHOWN_UNDER}
  AND s.unit_id = v.unit_id AND s.role = 'candidate' AND s.from_on <= :as_of
  AND c.person_id = s.person_id AND c.opened_on <= s.from_on AND NOT {_ELSEWHERE.format(stay="s")}
  AND NOT EXISTS (SELECT 1 FROM stay l
                  WHERE l.person_id = s.person_id AND l.role = 'candidate' AND l.from_on BETWEEN c.opened_on AND :as_of
                    AND {LATER_STAY}
                    AND NOT {_ELSEWHERE.format(stay="l")})
  AND ' ' || p.name_folded LIKE :text ESCAPE '\'
ORDER BY p.name_key, c.code
"""
