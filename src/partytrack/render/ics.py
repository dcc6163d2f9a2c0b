"""Reports as an iCalendar file (RFC 5545): each obligation a whole-day event, which every calendar shows.

Tasks (VTODO) are lost on most phones, so there are none. The file leaves the store: it names nobody unless asked to.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from partytrack.core.report import Reminder, Report
from partytrack.core.texts import Texts

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_AT_NINE = timedelta(hours=9)  # a whole day begins at midnight, when nobody looks at an alarm
_A_WEEK = timedelta(days=7)


def render(report: Report, say: Texts, made_at: datetime, *, names: bool = False) -> str:
    """The reminders of a report as one calendar; ``made_at`` is the moment of writing, in UTC."""
    from icalendar import Calendar  # noqa: PLC0415  # only this format pays for the library

    calendar = Calendar()
    calendar.add("prodid", f"-//partytrack//{report.name}//{say.lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{report.title}: {report.unit.name}")
    for reminder in report.reminders or ():
        calendar.add_component(_event(reminder, report, say, made_at, names=names))
    written: bytes = calendar.to_ical()
    return written.decode()


def _event(reminder: Reminder, report: Report, say: Texts, made_at: datetime, *, names: bool) -> "Event":
    """One obligation on its last day; the same one keeps its UID, so that a newer file takes the place of an older."""
    from icalendar import Event  # noqa: PLC0415  # as above

    summary = _summary(reminder, report, say, names=names)
    event = Event()
    event.add("uid", f"{reminder.key}@partytrack")
    event.add("dtstamp", made_at)
    event.add("dtstart", reminder.on)
    event.add("dtend", reminder.on + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", _description(reminder, say))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day because of it
    if reminder.on >= report.as_of:
        event.add_component(_alarm(summary, lead=reminder.on - report.as_of))
    return event


def _summary(reminder: Reminder, report: Report, say: Texts, *, names: bool) -> str:
    """What is to be done and for which case; what is overdue says so."""
    case = say("layout.ics_named", name=reminder.name, case=reminder.case) if names else reminder.case
    summary = say("layout.ics_summary", what=reminder.what, case=case)
    return summary if reminder.on >= report.as_of else say("layout.ics_overdue", summary=summary)


def _description(reminder: Reminder, say: Texts) -> str:
    """Where, who acts, and on what ground, a line each."""
    lines = (
        say("layout.ics_unit", unit=reminder.unit),
        say("layout.ics_who", who=reminder.who),
        say("layout.ics_due", on=reminder.on),
        say("layout.ics_ground", ground=reminder.ground),
    )
    return "\n".join(lines)


def _alarm(summary: str, lead: timedelta) -> "Alarm":
    """At nine in the morning a week before; where that has gone by, on the day itself."""
    from icalendar import Alarm  # noqa: PLC0415  # as above

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", _AT_NINE - _A_WEEK if lead > _A_WEEK else _AT_NINE)
    return alarm
