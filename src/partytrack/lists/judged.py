"""What the law says of a case on one page: the steps that come next, the days of the membership, remarks on the path walked."""

from datetime import date

from partytrack.core.ahead import Next, next_steps
from partytrack.core.case import Case, Event
from partytrack.core.columns import hidden
from partytrack.core.entry import entry
from partytrack.core.finding import Finding
from partytrack.core.journey import Judge
from partytrack.core.report import Row, Table
from partytrack.core.rules import findings_at
from partytrack.core.texts import Texts
from partytrack.core.words import Word
from partytrack.lists.table import columns

DATES = ("party_age_from", "entered_on", "probation_until", "official_on", "exempt_until")
"""What a page tells of a membership; probation begins with the entry."""
_ORDER = ("block", "warn", "note")


def ahead(say: Texts, case: Case, judge: Judge, today: date) -> Table:
    """The steps that come next: who acts, by when, and which article says so; the most urgent first."""
    rows = tuple(_next(say, each, judge, today) for each in next_steps(case, judge, today))
    shown = columns(say, step_text="text", actor_text="text", due_on="date", days_left="count", rule="text")
    more = hidden(step="text", actor="text", form="text", source="text", verified="flag")
    return Table("next", say("lists.next"), shown + more, rows)


def _next(say: Texts, each: Next, judge: Judge, today: date) -> Row:
    step, due = judge.book.steps[each.step], each.due
    law = None if due is None else judge.law.behind(due.rule, due.since_on)
    return {
        "step": step.key, "step_text": say.word(Word("steps", step.key)), "form": step.form or None,
        "actor": step.actor, "actor_text": say.glossary(step.actor),
        "due_on": due.due_on if due else None, "days_left": (due.due_on - today).days if due else None,
        "rule": due.rule if due else None,
        "source": say.value(law.source if law else step.article), "verified": law.verified if law else None,
    }  # fmt: skip


def membership(say: Texts, case: Case, judge: Judge, today: date) -> Table:
    """The days that follow from an admission, each with the article that sets it; none before the ceremony."""
    dates = entry(case.until(today), judge.law)
    known = {key: dated for key, dated in dates._asdict().items() if key in DATES and dated and dates.entered_on}
    rows: tuple[Row, ...] = tuple(
        {
            "row": key, "milestone": say(f"lists.entry_{key}"), "date": dated.on,
            "ground": say.article(dated.law.source, verified=dated.law.verified),
            "source": say.value(dated.law.source), "verified": dated.law.verified,
        }
        for key, dated in known.items()
    )  # fmt: skip
    shown = columns(say, milestone="text", date="date", ground="text")
    more = hidden(row="text", source="text", verified="flag")
    return Table("membership", say("lists.membership"), shown + more, rows)


def said(say: Texts, case: Case, judge: Judge) -> Table:
    """What the rules say of each step on record: contradictions first, then warnings, then notes."""
    found = [(event, finding) for event in case.events for finding in findings_at(case, event, judge)]
    found.sort(key=lambda pair: _ORDER.index(pair[1].weight))
    shown = columns(say, weight_text="text", at_step="text", finding="text")
    more = hidden(
        weight="text", rule="text", step="text", date="date", due_on="date", source="text", verified="flag",
        waived_by="text",
    )  # fmt: skip
    return Table("findings", say("lists.findings"), shown + more, tuple(_said(say, *pair) for pair in found))


def _said(say: Texts, event: Event, finding: Finding) -> Row:
    """A remark as a row; the step that it is about is named in it only where that is another one."""
    at_step = say.word(Word("steps", event.step))
    return {
        "weight": finding.weight, "weight_text": say(f"words.weight_{finding.weight}"),
        "at_step": at_step, "finding": say.finding(finding).removeprefix(f"“{at_step}”: "),
        "rule": finding.code or finding.rule, "step": event.step, "date": event.on, "due_on": finding.on,
        "source": say.value(finding.source), "verified": finding.verified, "waived_by": finding.waived_by,
    }  # fmt: skip
