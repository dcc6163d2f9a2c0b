"""A forest noted as text, one fact a line, in the order in which things happened.

What stands in brackets may be left out::

    committee TG [, since 2019-06-01] [, records from 2019-01-01] [, entered 2022-04-26] [, named Tân Giang]
    section S under TG [, as above]
    cell A under S [, as above]
    on 2025-07-01 move A under S
    on 2025-07-01 close A
    on 2025-07-01 merge A B into M [under S]
    on 2025-07-01 split M into P Q main P
    term 2020-2025 of TG 2020-05-15..2025-06-14
    quota A 2019|2019-2021|term:2020-2025 15|15+|15-20|3% of 101|3%+ of 101|3-4% of 101|avg:15
          [, decided 2018-12-15] [, measure course] [, segment women] [, round 19/5] [, assumed]
    tally A 2018 4 [, measure course]
    case A [, person C1] [, listed 2018-05-01] [, course 2018-09-01] [, decision 2019-05-03]
           [, ceremony 2019-05-19 in B] [, annulled 2020-01-10] [, dropped 2020-01-10]
    member An in A [since 2025-03-03 by admission_ceremony] [, full 2026-03-03] [, 2025-05-05 transfer to B]
           [, 2026-01-01 removal]

A step is in the cell named, else in whichever carries on the cell of the case on that day. Cases are
called C1, C2 … in the order of their lines. A member who is there since nobody knows when is there since ever; what
becomes of them is a life event or a step by its name, or "lapse", of which nothing is recorded.
"""

import re
from datetime import date, timedelta

from forest import ENTERED, AmountFact, CaseFact, Forest, MemberFact, QuotaFact, TallyFact, TermFact, TurnFact
from forest_store import STEPS

from partytrack.core.dates import BEGINNING

KINDS = {"committee": "committee", "section": "section_committee", "cell": "cell"}
WORDS = ("records from", "since", "entered", "named", "decided", "measure", "segment", "round", "person", "full", *STEPS)  # fmt: skip
DATED = {"records from", "since", "entered", "decided", "full"}


def read(text):
    """Read the lines of a forest."""
    forest = Forest()
    for line in filter(None, (line.partition("#")[0].strip() for line in text.splitlines())):
        head, *parts = (part.strip() for part in line.split(", "))
        kind, *words = head.split()
        told = dict(_told(part) for part in parts)
        _ENTER["unit" if kind in KINDS else kind](forest, kind, words, told)
    return forest


def _told(part):
    if part == "assumed" or part[0].isdigit():
        return part, True
    word = next(word for word in WORDS if part.startswith(f"{word} "))
    value = part.removeprefix(f"{word} ")
    return word, date.fromisoformat(value) if word in DATED else value


def _unit(forest, kind, words, told):
    under = words[2] if words[1:] else None
    more = {"records_from": told.get("records from"), "entered": told.get("entered", ENTERED)}
    forest.found(words[0], KINDS[kind], under, told.get("since"), name=told.get("named", ""), **more)


def _change(forest, _kind, words, _told):
    on, act, *named = words
    on, options, key = date.fromisoformat(on), {"": []}, ""
    for word in named:
        if word in {"under", "into", "main"}:
            key = word
        options.setdefault(key, []).extend([] if word == key else [word])
    first = {key: found[0] for key, found in options.items()}
    if act == "move":
        forest.move(first[""], first["under"], on)
    elif act == "close":
        forest.close(first[""], on)
    elif act == "merge":
        forest.merge(options[""], first["into"], on, first.get("under"))
    else:
        forest.split(first[""], options["into"], first["main"], on)


def _term(forest, _kind, words, _told):
    term, _, unit, days = words
    first, last = (date.fromisoformat(day) for day in days.split(".."))
    forest.terms.append(TermFact(unit, term, first, last + timedelta(days=1)))


def _quota(forest, _kind, words, told):
    unit, span, *amount = words
    years = span.removeprefix("term:")
    first, last = (int(year) for year in (*years.split("-"), years)[:2])
    more = {key: told[key] for key in ("segment", "round", "measure", "assumed") if key in told}
    more |= {"term": years} if span != years else {}
    decided = told.get("decided", date(first - 1, 12, 15))
    forest.quotas.append(QuotaFact(unit, first, last, amount_of(" ".join(amount)), decided, **more))


def amount_of(text):
    """An amount as it is typed; a rate names its base: ``3-4% of 101``."""
    form, _, base = text.partition(" of ")
    low, high = re.fullmatch(r"(?:avg:)?([\d.]+)(?:-([\d.]+))?%?\+?", form).groups()
    if base:
        kind = "rate_range" if high else "rate_at_least" if form.endswith("+") else "rate"
        return AmountFact(kind, rate_low=low, rate_high=high, base=int(base))
    kind = "average" if form.startswith("avg:") else "range" if high else "at_least" if form.endswith("+") else "number"
    return AmountFact(kind, int(low), int(high) if high else None)


def _tally(forest, _kind, words, told):
    unit, year, count = words
    forest.tallies.append(TallyFact(unit, int(year), int(count), told.get("measure", "admission")))


def _case(forest, _kind, words, told):
    code, steps = f"C{len(forest.cases) + 1}", {}
    for step in STEPS.keys() & told.keys():
        day, _, cell = told[step].partition(" in ")
        day = date.fromisoformat(day)
        steps[step] = (day, cell or forest.carried(words[0], day))
    opened = min(day for day, _ in steps.values())
    forest.cases.append(CaseFact(code, told.get("person", code), words[0], opened, steps))


def _member(forest, _kind, words, told):
    name, _, unit, *since = words
    day, what = (since[1], since[3]) if since else (BEGINNING.isoformat(), "roll")
    lines = [f"{day} {what} to {unit}", *(part for part in told if part[0].isdigit())]
    turns = [line.split() for line in lines]
    forest.members.append(
        MemberFact(
            name,
            tuple(TurnFact(date.fromisoformat(day), what, *into[1:]) for day, what, *into in turns),
            told.get("full", BEGINNING),
        )
    )


_ENTER = {"unit": _unit, "on": _change, "term": _term, "quota": _quota, "tally": _tally, "case": _case, "member": _member}  # fmt: skip
