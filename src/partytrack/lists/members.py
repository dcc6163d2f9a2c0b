"""Members, sorted by given name in Vietnamese order."""

from datetime import date

from partytrack.core.columns import hidden
from partytrack.core.report import Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.subject import known_day
from partytrack.lists.search import below, best_first, birth, search
from partytrack.lists.table import columns, on_paper


def members(run: Run, say: Texts, unit: str | None, as_of: date, text: str = "") -> Table:
    """Probationary and full members at or under a unit on a day; ``text`` finds by the start of any word."""
    rows: list[Row] = []
    for code, name, born_on, precision, sex, where, role, admitted, ceremony, confirmed in best_first(
        run(_MEMBERS, below(run, unit, as_of) | search(text)), text
    ):
        rows.append(
            {
                "code": code, "name": name, "born": birth(born_on, precision), "sex": sex,
                "unit": where, "role": role, "role_text": say.term("roles", role),
                "admitted_on": known_day(admitted or ceremony),
                "confirmed_on": known_day(confirmed),
            }
        )  # fmt: skip
    shown = columns(say, code="text", name="text", born="date", unit="text", role_text="text", admitted_on="date")
    more = on_paper(say, confirmed_on="date") + hidden(sex="text", role="text")
    return Table("members", say("lists.members", as_of=as_of), shown + more, tuple(rows))


_MEMBERS = r"""
SELECT p.code, p.name, p.born_on, p.born_precision, p.sex, u.code, s.role, p.admitted_on,
       (SELECT max(e.happened_on) FROM candidacy c JOIN step_event e ON e.candidacy_id = c.id
        WHERE c.person_id = p.id AND e.step = 'admission_ceremony' AND e.happened_on <= :as_of),
       p.confirmed_on
FROM path_version x
JOIN path_version v ON v.path >= x.path AND v.path < x.path || '~' AND v.from_on <= :as_of AND v.to_on > :as_of
JOIN stay s ON s.unit_id = v.unit_id AND s.role IN ('probationary', 'full') AND s.from_on <= :as_of AND s.to_on > :as_of
JOIN person p ON p.id = s.person_id
JOIN unit u ON u.id = s.unit_id
WHERE x.unit_id = :unit AND x.from_on <= :as_of AND x.to_on > :as_of
  AND ' ' || p.name_folded LIKE :text ESCAPE '\'
ORDER BY p.name_key, p.code
"""
