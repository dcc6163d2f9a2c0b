"""The tables of law cases (README.md): read into the facts that the rules judge, and what the rules say written in the tables' words."""

import csv
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from partytrack.core.ahead import next_steps
from partytrack.core.case import Case, Departure, Event, Mentor, Subject, Votes, Waiver
from partytrack.core.dates import OPEN, PartialDate, parse_partial, say_day
from partytrack.core.dues import dues
from partytrack.core.entry import entry
from partytrack.core.journey import stages
from partytrack.core.rules import findings_at
from partytrack.store.judging import judge

FOLDER = Path(__file__).parent
COLUMNS = ["mã", "tình huống", "người", "hồ sơ", "xét", "mong đợi"]
NOTHING, NOTHING_ELSE = "không", "ngoài ra chưa ghi gì"
KNOWN_SINCE = date(2000, 1, 1)
BORN, SCHOOLED = PartialDate(date(1985, 1, 1), "day"), ((KNOWN_SINCE, "upper_secondary"),)
UNKNOWN = {"chưa ghi ngày sinh": {"born": None}, "chưa ghi học vấn": {"facts": {"schooling": ()}}}
VALUES = {"học vấn": "học vấn", "án tích": "án tích"}
DATES = {
    "party_age_from": "tuổi đảng từ", "entered_on": "vào Đảng", "probation_from": "dự bị từ",
    "probation_until": "dự bị đến", "official_on": "chính thức từ", "exempt_until": "xếp loại từ",
}  # fmt: skip
_DAY = r"(\d{1,2}/\d{1,2}/\d{4})"


@dataclass(frozen=True)
class LawCase:
    """One row of a table: the facts, what is asked of them and for which day, and what is expected."""

    code: str
    case: Case
    asked: str
    on: date | None
    event: Event | None
    expected: list[str]


@cache
def words():
    """What the tables call things: kind, word and key of each."""
    with (FOLDER / "words.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(row["loại"], row["từ"], row["mã"]) for row in csv.DictReader(file)]


def key_of(kind, word):
    """The key of a word of the tables; a word that is not in the list is named."""
    found = [key for listing, said, key in words() if (listing, said) == (kind, word)]
    assert found, f"words.csv has no {kind} “{word}”"
    return found[0]


def word_of(kind, key):
    """The word of the tables for a key."""
    return next(said for listing, said, known in words() if (listing, known) == (kind, key))


def read_day(text):
    """A day as the tables write it: 15/1/2020."""
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  # a day of the calendar has no zone


def read_tables():
    """Every case of every table, by the file and the number of the case."""
    for path in sorted(FOLDER.glob("*.csv")):
        if path.name == "words.csv":
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            assert rows.fieldnames == COLUMNS, path.name
            for row in rows:
                yield path.stem, row


def read_case(row):
    """One row as facts for the rules."""
    asked, event = row["xét"], None
    case = Case(OPEN, subject=_subject(_items(row["người"])))
    records = _items(row["hồ sơ"])
    for item in records:
        case = _with(case, item)
    matched = re.fullmatch(rf"(.+?) {_DAY}(?: \((.*)\))?", asked)
    on = read_day(matched[2]) if matched else None
    if matched and any(kind == "bước" and said == matched[1] for kind, said, _ in words()):
        asked, event = "bước", _event(*matched.groups())
        case = replace(case, events=(*case.events, event))
        case = case if NOTHING_ELSE in records else _completed(case, event)
    elif matched:
        asked = matched[1]
    events = tuple(sorted(case.events, key=lambda each: (each.on, judge().book.steps[each.step].rank)))
    opened_on = min([case.opened_on, *(each.on for each in events)])
    case = replace(case, events=events, opened_on=opened_on)
    return LawCase(row["mã"], case, asked, on, event, _items(row["mong đợi"]))


def _items(cell):
    """The parts of a cell, between semicolons; none of those inside the brackets of an article."""
    return [part.strip() for part in re.split(r";(?![^\[]*\])", cell) if part.strip()]


def _subject(items):
    """The person; of whom nothing is told is born in 1985 and finished upper secondary school."""
    person = Subject(BORN)
    for item in items:
        if item in UNKNOWN:
            person = replace(person, **UNKNOWN[item])
        elif told := re.fullmatch(r"sinh (.+)", item):
            person = replace(person, born=parse_partial(told[1], date(2030, 1, 1)))
        elif told := re.fullmatch(r"đã kết nạp lại (\d) lần", item):
            person = replace(person, readmissions=int(told[1]))
        elif told := re.fullmatch(rf"(.+?): (.+?)(?: từ {_DAY})?", item):
            fact = key_of("thông tin", told[1])
            known = (read_day(told[3]) if told[3] else KNOWN_SINCE, key_of(VALUES.get(told[1], "có không"), told[2]))
            person = replace(person, facts={**person.facts, fact: (*person.facts.get(fact, ()), known)})
        else:
            told = re.fullmatch(rf"(.+?) {_DAY}", item)
            assert told, f"not understood: {item}"
            left = Departure(key_of("ra Đảng", told[1]), read_day(told[2]))
            person = replace(person, departures=(*person.departures, left))
    return replace(person, facts={"schooling": SCHOOLED, **person.facts})


def _with(case, item):
    """The case with one more thing on record."""
    if item == NOTHING_ELSE:
        pass
    elif told := re.fullmatch(rf"mở {_DAY}", item):
        case = replace(case, opened_on=read_day(told[1]))
    elif told := re.fullmatch(rf"giấy chứng nhận của hồ sơ trước {_DAY}", item):
        case = replace(case, certificates=(*case.certificates, read_day(told[1])))
    elif told := re.fullmatch(r"thuộc (.+)", item):
        case = replace(case, above=case.above | {key_of("đơn vị", told[1])})
    elif told := re.fullmatch(rf"miễn (\S+) từ {_DAY}(?: đến {_DAY})? theo (.+)", item):
        until = read_day(told[3]) if told[3] else None
        case = replace(case, waivers=(*case.waivers, Waiver(told[1], read_day(told[2]), until, told[4])))
    elif told := re.fullmatch(rf"có người giúp đỡ từ {_DAY}(?: đến {_DAY} \((.+)\))?", item):
        ended = (read_day(told[2]), key_of("thôi giúp đỡ", told[3])) if told[2] else (OPEN, None)
        case = replace(case, mentors=(*case.mentors, Mentor(read_day(told[1]), *ended)))
    else:
        told = re.fullmatch(rf"(.+?) {_DAY}(?: \((.*)\))?", item)
        assert told, f"not understood: {item}"
        case = replace(case, events=(*case.events, _event(*told.groups())))
    return case


def _event(word, day, more):
    """A step: its word, its day, and in brackets what it tells beside."""
    event = Event(key_of("bước", word), read_day(day))
    for part in (more or "").split(", ") if more else ():
        name, _, value = part.partition(" ")
        if name == "phiếu":
            event = event._replace(votes=Votes(*map(int, value.split("/"))))
        elif part.startswith("danh sách "):
            event = event._replace(full_members=int(part.removeprefix("danh sách ")))
        elif part.startswith("cùng từ "):
            event = event._replace(together_since=read_day(part.removeprefix("cùng từ ")))
        elif name in {"ông", "bà"}:
            event = event._replace(introducer=part)
        else:
            event = event._replace(introducer_role=key_of("vai trò", part))
    return event


def _completed(case, event):
    """The case with the papers that usually come before a step, where the row does not tell otherwise: on the same day."""
    step = judge().book.steps[event.step]
    recorded = {each.step for each in case.events}
    missing = [key for key in (*step.after, *step.expects) if key not in recorded]
    papers = [Event(key, event.on) for key in missing]
    if "introduction_member" in missing:
        papers.append(Event("introduction_member", event.on))
    return replace(case, events=(*case.events, *papers))


def answers(law_case):
    """What the rules say to a case, in the words of the tables."""
    case, on, by = law_case.case, law_case.on, judge()
    if law_case.asked == "bước":
        return sorted(_said(findings_at(case, law_case.event, by)))
    if law_case.asked == "đang ở":
        return [
            f"{word_of('bước', stage.step)} từ {_day(stage.from_on)}"
            for stage in stages(case, by) if stage.from_on <= on < stage.to_on
        ]  # fmt: skip
    if law_case.asked == "việc phải làm":
        return [_due(due) for due in dues(case, by) if due.from_on <= on < due.to_on]
    if law_case.asked == "bước tiếp theo":
        return [
            word_of("bước", each.step) + (f" hạn {_day(each.due.due_on)}" if each.due else "")
            for each in next_steps(case, by, on)
        ]  # fmt: skip
    assert law_case.asked == "các mốc", f"not understood: {law_case.asked}"
    dates = entry(case, by.law)._asdict()
    return [_dated(DATES[name], dated) for name, dated in dates.items() if dated is not None]


def _said(findings):
    """Findings as the tables write them; how many steps are not recorded stands for the notes on each."""
    unrecorded = [finding for finding in findings if finding.rule == "not_recorded"]
    for finding in findings:
        if finding in unrecorded:
            continue
        about = finding.code or f"thứ tự “{word_of('bước', finding.step)}”"
        day = f" {_day(finding.on)}" if finding.on else ""
        unseen = "" if finding.verified else " (chưa kiểm chứng)"
        waived = f" (theo {finding.waived_by})" if finding.waived_by else ""
        yield f"{about} {word_of('mức', finding.weight)}{day} [{finding.source.vi}]{unseen}{waived}"
    if unrecorded:
        yield f"chưa ghi {len(unrecorded)} bước"


def _due(due):
    return f"{due.rule} {word_of('bước', due.step)} từ {_day(due.since_on)} hạn {_day(due.due_on)}"


def _dated(said, dated):
    unseen = "" if dated.law.verified else " (chưa kiểm chứng)"
    return f"{dated.law.rule} {said} {_day(dated.on)} [{dated.law.source.vi}]{unseen}"


def _day(day):
    return say_day(day, "vi")
