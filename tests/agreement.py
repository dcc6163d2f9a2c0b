"""What every store must show: the reports agree with each other, and with the rules, as of any day.

Each check raises ``AssertionError`` with the question that was asked. Where two reports differ on purpose, the words of
the check say so: an annulled admission is a line of its own in form 1, a case whose cell was closed has nobody on a roll.
"""

from contextlib import suppress
from datetime import date, timedelta
from itertools import product

from partytrack.core.dues import dues
from partytrack.core.errors import PartytrackError
from partytrack.core.period import Period
from partytrack.core.texts import Texts
from partytrack.counting.dossiers import dossiers
from partytrack.counting.people import open_candidates
from partytrack.counting.subject import ask
from partytrack.reports import Params, spec
from partytrack.store.judging import judge

EVER = date(1930, 1, 1)
MAPS, DEPTHS, BASES = ("then", "today"), ("children", "cells"), ("decision", "ceremony")
FAR = 36_500
"""Days ahead within which everything falls due that stands."""


def check_agreement(run, units, as_of, period):
    """Ask every report about each unit, on both maps, at both depths and by both bases, and hold them against each other."""
    for unit, on_map, depth in product(units, MAPS, DEPTHS):
        asked = {"unit": unit, "as_of": as_of, "map": on_map, "depth": depth}
        for basis in BASES:
            with suppress(PartytrackError):  # a unit that was not there, or not any more, is refused by all alike
                _cases_close(run, **asked, basis=basis)
            with suppress(PartytrackError):
                _forms_agree(run, **asked, basis=basis, period=period)
        with suppress(PartytrackError):
            _what_waits_agrees(run, **asked)
    _due_is_what_the_rules_say(run, as_of)


def _built(run, name, **asked):
    """The tables of a report by name."""
    return {table.name: table for table in spec(name).build(run, Params(**asked), Texts("en")).tables}


def _total(table, key):
    """A figure of the total, which is the sum of the rows'."""
    assert table.total[key] == sum(row[key] for row in table.rows), (table.name, key)
    return table.total[key]


def _cases_close(run, **asked):
    """Those who entered are open, admitted or lost: in the pipeline, by source, by reason, by unit."""
    ever = {**asked, "period": Period(EVER, asked["as_of"])}
    pipeline = _built(run, "pipeline", **ever, every_year=True)
    (balance,) = pipeline["balance"].rows
    assert balance["entered"] == balance["open"] + balance["admitted"] + balance["lost"], asked
    assert {_total(pipeline[name], "open") for name in ("units", "sources", "stages")} == {balance["open"]}, asked
    sources = _built(run, "sources", **ever, every_year=True)["sources"]
    assert {key: _total(sources, key) for key in balance} == balance, asked
    losses = _built(run, "losses", **ever)
    assert {_total(losses[name], "lost") for name in ("stages", "sources")} == {balance["lost"]}, asked
    assert len(losses["people"].rows) == balance["lost"], asked


def _forms_agree(run, **asked):
    """Form 2 takes in those whom the report on quotas counts, row by row; form 1 those of them by the ceremony."""
    quota = _built(run, "quota", **asked)["units"]
    admitted = quota.total["admitted"]
    for name, table in _built(run, "profile", **asked).items():
        if name == "cells":
            continue
        counted = "admitted" if "admitted" in table.total else "this_period"
        assert table.total[counted] == admitted, (asked, name)
        overlap = any(column.key == "not_recorded" for column in table.columns)
        if counted == "admitted":
            rows = [{(row["unit"], row["own"]): row["admitted"] for row in each.rows} for each in (table, quota)]
            assert rows[0] == rows[1], (asked, name)
        elif admitted is not None and not overlap:
            assert _total(table, counted) == admitted, (asked, name)
    if asked["basis"] == "ceremony":
        _form_1_closes(run, admitted, **asked)


def _form_1_closes(run, admitted, **asked):
    """Start, increase and decrease make the end; who was admitted is counted, and stays so in its period when that is annulled."""
    found = _built(run, "movement", **asked, explain=True)
    total = found["units"].total
    if total["start"] is None:
        return
    for row in (*found["units"].rows, total):
        assert row["start"] + row["increase"] - row["decrease"] == row["end"], (asked, row)
    if admitted is not None and not run("SELECT 1 FROM tally LIMIT 1", {}):  # who was only tallied is on no roll
        came = [row["person"] for row in found["movements"].rows if row["row"] == "admitted"]
        gone = sum(bool(run(_ANNULLED, {"person": person, "on": asked["as_of"]})) for person in came)
        assert total["admitted"] - gone <= admitted <= total["admitted"], asked


def _what_waits_agrees(run, **asked):
    """The open candidates of a unit are those of its pipeline who are on a roll; its lists hold so many as they say."""
    as_of, unit = asked["as_of"], asked["unit"]
    day = Period(as_of, as_of)
    due = _built(run, "due", **asked, period=day, within=FAR)
    assert _total(due["units"], "overdue") == len(due["overdue"].rows), asked
    assert _total(due["units"], "soon") == len(due["soon"].rows), asked
    if asked["map"] == "today":
        return
    listed = sum(open_candidates(run, ask(run, unit, day, as_of)).values())
    ever = {**asked, "period": Period(EVER, as_of)}
    people = _built(run, "pipeline", **ever, every_year=True, explain=True)["cases"].rows
    still_open = [row["case"] for row in people if row["outcome"] == "open"]
    assert listed == sum(bool(run(_ON_A_ROLL, {"case": case, "on": as_of})) for case in still_open), asked


def _due_is_what_the_rules_say(run, as_of):
    """The root's list as of a day is what the pure rules give on the case as it was on that day."""
    codes = dict(run("SELECT id, code FROM candidacy", {}))
    expected = sorted(
        (codes[dossier.case_id], due.rule, due.step, due.since_on, due.due_on)
        for dossier in dossiers(run)
        for due in dues(dossier.case.until(as_of), judge())
        if due.from_on <= as_of < due.to_on and due.due_on <= as_of + timedelta(FAR)
        and list(dossier.stays.pieces(as_of, as_of + timedelta(1), dossier.unit_id))
    )  # fmt: skip
    asked = {"unit": None, "as_of": as_of, "period": Period(as_of, as_of), "within": FAR}
    found = _built(run, "due", **asked)
    rows = [row for name in ("overdue", "soon") for row in found[name].rows]
    assert sorted((row["case"], row["rule"], row["step"], row["since_on"], row["due_on"]) for row in rows) == expected


_ANNULLED = """
SELECT 1 FROM person p JOIN candidacy c ON c.person_id = p.id JOIN step_event e ON e.candidacy_id = c.id
WHERE p.code = :person AND e.step = 'decision_annulled' AND e.happened_on <= :on
"""
_ON_A_ROLL = """
SELECT 1 FROM candidacy c JOIN stay s ON s.person_id = c.person_id
WHERE c.code = :case AND s.role = 'candidate' AND s.from_on <= :on AND s.to_on > :on
  AND NOT EXISTS (SELECT 1 FROM step_event e
                  WHERE e.candidacy_id = c.id AND e.step = 'admission_ceremony' AND e.happened_on <= :on)
"""
