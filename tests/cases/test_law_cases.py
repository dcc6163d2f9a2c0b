"""The law cases: every row of the tables beside this file, judged by the law of its day; and no rule without a row."""

import re
from dataclasses import replace
from datetime import date

import pytest
from law_tables import NOTHING, answers, read_case, read_tables, words

from partytrack.core.case import Case, Event, Waiver
from partytrack.core.codes import code_list
from partytrack.core.dues import dues
from partytrack.core.regulation import Regulation
from partytrack.core.rules import KINDS, findings_at
from partytrack.core.rules.matter import Matter
from partytrack.store.judging import judge

ROWS = list(read_tables())
JUDGE = judge()

# The rules of section 7 of the reference that two sources or the text itself bear out, in the families that a case is judged by.
FAMILIES = {
    "EL": (1, 2, 3, 4, 5, 6, 8, 9),
    "MN": (1, 2, 3, 4, 5),
    "UN": (1, 2, 3),
    "VT": (1, 2, 3, 4, 5, 7, 8, 9, 10),
    "PR": (1, 2, 4, 6),
    "AG": (1, 2),
    "RE": (1, 2, 3, 4),
    "CL": (1,),
    "DO": (1, 2),
    "TL": (1, 3, 4, 5, 6, 7, 8),
    "OR": (1,),
}
SURE = [f"{family}-{number:02}" for family, numbers in FAMILIES.items() for number in numbers]
BY_SILENCE = {"EL-03", "MN-04", "UN-03", "VT-03", "VT-10"}
"""Rules that say how another one is counted or that something is no fault: no finding carries their number."""
OFF = {"papers"}
"""What is judged only where a committee switches it on."""


class Heard:
    """The law, and which of its values were in force when they were asked for."""

    def __init__(self, law):
        self.law, self.keys = law, set()

    def find(self, key, on):
        """As the law answers, and remembered."""
        value = self.law.find(key, on)
        self.keys |= {key} if value is not None else set()
        return value

    def next(self, key, on):
        """As above."""
        value = self.law.next(key, on)
        self.keys |= {key} if value is not None else set()
        return value


@pytest.mark.parametrize("row", [row for _, row in ROWS], ids=[f"{file} {row['mã']}" for file, row in ROWS])
def test_a_case_is_judged_as_the_table_says(row):
    """The same findings, days and articles, none more and none less."""
    law_case = read_case(row)
    expected = [] if law_case.expected == [NOTHING] else law_case.expected
    found = answers(law_case)
    assert found == (sorted(expected) if law_case.asked == "bước" else expected), row["tình huống"]


def test_a_case_has_a_number_and_a_sentence_of_its_own():
    """Each row can be named, and says what it shows."""
    numbers = [row["mã"] for _, row in ROWS]
    assert len(numbers) == len(set(numbers)) >= 120
    assert all(row["tình huống"].strip() for _, row in ROWS)


@pytest.mark.parametrize("rule", SURE)
def test_every_sure_rule_has_a_case(rule):
    """Each rule of the reference has rows under its number, and a finding or date that carries it unless it speaks by silence."""
    assert [row for _, row in ROWS if row["mã"].startswith(f"{rule}.")]
    carried = {number for _, row in ROWS for number in re.findall(r"\b[A-Z]{2}-\d\d\b", row["mong đợi"])}
    assert (rule in carried) is (rule not in BY_SILENCE)


def test_only_what_is_sure_blocks():
    """No row is blocked by a rule that rests on one source, on a guess or on a setting."""
    blocking = {rule for _, row in ROWS for rule in re.findall(r"(?:^|; )([A-Z]{2}-\d\d) chặn", row["mong đợi"])}
    assert blocking <= set(SURE)


@pytest.mark.parametrize("on", [date(2012, 3, 1), date(2018, 3, 1), date(2024, 3, 1), date(2026, 9, 1)], ids=str)
def test_a_step_by_itself_contradicts_nothing(on):
    """Whatever the step, with nothing else on record there are notes, and only what cannot be without another step blocks."""
    for step in JUDGE.book.steps.values():
        event = Event(step.key, on)
        found = findings_at(Case(on, (event,)), event, JUDGE)
        assert {finding.rule for finding in found if finding.weight == "block"} == ({"needed"} if step.needs else set())
        assert not [finding for finding in found if finding.weight == "warn"]


def test_what_is_waived_stays_visible():
    """Whatever a row finds under a number is still found when that number is waived from the day of the step: as a note."""
    for _, row in ROWS:
        law_case = read_case(row)
        if law_case.event is None:
            continue
        for finding in findings_at(law_case.case, law_case.event, JUDGE):
            waiver = Waiver(finding.code, law_case.on, None, "1-CV/TU")
            case = replace(law_case.case, waivers=(waiver, *law_case.case.waivers))
            after = {each.code: each for each in findings_at(case, law_case.event, JUDGE)}
            if finding.code:
                assert (after[finding.code].weight, bool(after[finding.code].waived_by)) == ("note", True)
                assert (after[finding.code].source, after[finding.code].step) == (finding.source, finding.step)


@pytest.mark.parametrize(("applied_on", "old"), [(date(2023, 2, 28), True), (date(2023, 3, 1), False)], ids=str)
def test_papers_grow_old_where_a_committee_says_so(applied_on, old):
    """Switched on, the setting warns of an application of more than twelve months (DO-05), and never blocks."""
    texts = [replace(text, clauses={key: replace(each, is_enabled=True) for key, each in text.clauses.items()})
             for text in JUDGE.law.texts.values()]  # fmt: skip
    meeting = Event("cell_resolution", date(2024, 3, 1))
    case = Case(applied_on, (Event("application", applied_on), meeting))
    found = findings_at(case, meeting, replace(JUDGE, law=Regulation(texts)))
    warned = [(each.code, each.weight, each.step, each.on) for each in found if each.rule == "paper_old"]
    assert warned == ([("DO-05", "warn", "application", applied_on)] if old else [])


def test_the_words_of_the_tables_are_the_keys_of_the_data():
    """Every step of the lifecycle has a word, and no word stands for nothing."""
    assert {key for kind, _, key in words() if kind == "bước"} == set(JUDGE.book.steps)
    assert {key for kind, _, key in words() if kind == "học vấn"} == set(code_list("schooling"))
    assert {key for kind, _, key in words() if kind == "thông tin"} <= set(code_list("facts"))
    assert len({(kind, said) for kind, said, _ in words()}) == len(words())


def test_every_rule_of_the_data_finds_something_in_a_case():
    """No rule of data/rules.toml is without a row in which it speaks, be it a finding or an obligation."""
    heard = set()
    for _, row in ROWS:
        law_case = read_case(row)
        if law_case.event is None:
            due = {each.rule for each in dues(law_case.case, JUDGE)}
            named = [*JUDGE.book.limits, *JUDGE.book.gaps]
            heard |= {rule.key for rule in named if {value.rule for value in JUDGE.law.history(rule.value)} & due}
            continue
        for rule in JUDGE.book.at.get(law_case.event.step, ()):
            value = JUDGE.law.find(rule.value, law_case.on)
            matter = Matter(rule, law_case.case, law_case.event, JUDGE, value)
            if (value or rule.law_of) and any(KINDS[rule.kind][rule.aspect](matter)):
                heard.add(rule.key)
    known = {rule.key for rules in JUDGE.book.at.values() for rule in rules}
    known |= {rule.key for rule in [*JUDGE.book.limits, *JUDGE.book.gaps, *JUDGE.book.validity]}
    assert known - heard == OFF


def test_every_value_that_a_rule_names_is_asked_for_in_a_case(monkeypatch):
    """Each key of the legal texts that data/rules.toml names was in force in some case, but for what is switched off."""
    law = Heard(JUDGE.law)
    monkeypatch.setattr("law_tables.judge", lambda: replace(JUDGE, law=law))
    for _, row in ROWS:
        answers(read_case(row))
    rules = [rule for rules in JUDGE.book.at.values() for rule in rules] + [*JUDGE.book.limits, *JUDGE.book.gaps]
    named = {field for rule in rules for field in rule.more.values() if isinstance(field, str)} & set(JUDGE.law.keys())
    assert named - law.keys == {"paper_months"}
