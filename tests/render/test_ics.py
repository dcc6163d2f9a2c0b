"""The calendar file: what every calendar reads back, names nobody, and takes the place of an older one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from partytrack.core.period import Period
from partytrack.core.report import Reminder
from partytrack.core.texts import Texts
from partytrack.render.ics import render

MADE_AT = datetime(2022, 4, 26, 8, 30, tzinfo=UTC)
AS_OF = date(2022, 4, 26)
NAME = "Nguyễn Thị Đức Hạnh"


def remind(on, number=1, **changes):
    """An obligation due on a day."""
    fields = {
        "key": f"TG-C{number:05}-TL-01-2022-03-21", "on": on, "case": f"C{number:05}", "name": NAME, "unit": "TG-01",
        "what": "tổ chức lễ kết nạp", "who": "chi bộ", "ground": "TL-01: 24-QĐ/TW 2021, mục 4.1",
    }  # fmt: skip
    return Reminder(**{**fields, **changes})


@pytest.fixture
def written(make):
    """Write reminders as a calendar, in Vietnamese unless told otherwise."""

    def written(*reminders, lang="vi", made_at=MADE_AT, **asked):
        period = Period(AS_OF, date(2022, 5, 26))
        report = make(lang, name="due", period=period, as_of=AS_OF, basis="", reminders=reminders)
        return render(report, Texts(lang), made_at, **asked)

    return written


def events(text):
    """The events of a calendar as the library reads them back."""
    return Calendar.from_ical(text).walk("VEVENT")


def test_every_obligation_is_read_back(written):
    """A hundred of them, each on its own day and for the whole day, with its UID and the moment of writing."""
    reminders = [remind(AS_OF + timedelta(days=number - 50), number) for number in range(100)]
    found = events(written(*reminders))
    assert [event.decoded("dtstart") for event in found] == [reminder.on for reminder in reminders]
    assert all(event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1) for event in found)
    assert {str(event["uid"]) for event in found} == {f"{reminder.key}@partytrack" for reminder in reminders}
    assert {event.decoded("dtstamp") for event in found} == {MADE_AT}


def test_nobody_is_named_unless_asked(written):
    """The file goes to telephones: case codes alone, until --names says otherwise; the UID never has a name."""
    reminder = remind(date(2022, 5, 3))
    assert NAME not in written(reminder)
    (masked,), (named,) = events(written(reminder)), events(written(reminder, names=True))
    assert str(masked["summary"]) == "C00001: tổ chức lễ kết nạp"
    assert str(named["summary"]) == f"{NAME} (C00001): tổ chức lễ kết nạp"
    assert masked["uid"] == named["uid"] == "TG-C00001-TL-01-2022-03-21@partytrack"
    assert {str(event["class"]) for event in (masked, named)} == {"PRIVATE"}


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("vi", ["Đơn vị: TG-01", "Thực hiện: chi bộ", "Hạn: 3/5/2022", "Căn cứ: TL-01: 24-QĐ/TW 2021, mục 4.1"]),
        ("en", ["Unit: TG-01", "Who acts: chi bộ", "Due: 3 May 2022", "Ground: TL-01: 24-QĐ/TW 2021, mục 4.1"]),
    ],
)
def test_an_event_says_who_acts_and_by_which_article(written, lang, lines):
    """Commas, colons and line ends of the description come back as they were."""
    (event,) = events(written(remind(date(2022, 5, 3)), lang=lang))
    assert str(event["description"]).splitlines() == lines


@pytest.mark.parametrize(
    ("days", "overdue", "alarm"),
    [
        (-1, True, None),
        (0, False, timedelta(hours=9)),
        (7, False, timedelta(hours=9)),
        (8, False, timedelta(days=-7, hours=9)),
        (30, False, timedelta(days=-7, hours=9)),
    ],
)
def test_the_alarm_rings_a_week_before(written, days, overdue, alarm):
    """At nine in the morning; where that has gone by, on the day itself; what is overdue says so and rings no more."""
    text = written(remind(AS_OF + timedelta(days=days)))
    (event,) = events(text)
    assert str(event["summary"]).startswith("QUÁ HẠN ") is overdue
    assert [each.decoded("trigger") for each in Calendar.from_ical(text).walk("VALARM")] == ([alarm] if alarm else [])


def test_lines_are_folded_and_end_as_the_standard_asks(written):
    """No line has more than 75 bytes, each ends with CR LF, and the Vietnamese letters come back whole."""
    text = written(remind(date(2022, 5, 3), what="xét công nhận đảng viên chính thức " * 5), names=True)
    lines = text.encode().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)
    assert lines[0] == b"BEGIN:VCALENDAR"
    (event,) = events(text)
    assert "xét công nhận đảng viên chính thức" in str(event["summary"])


def test_a_newer_file_takes_the_place_of_an_older(written):
    """The same obligation put off keeps its UID and has a later stamp."""
    (before,) = events(written(remind(date(2022, 5, 3))))
    (after,) = events(written(remind(date(2022, 5, 20)), made_at=MADE_AT + timedelta(days=1)))
    assert before["uid"] == after["uid"]
    assert before.decoded("dtstamp") < after.decoded("dtstamp")


def test_a_calendar_without_obligations_is_a_calendar(written):
    """Nothing due is an empty calendar with its title, which other programs read."""
    found = Calendar.from_ical(written())
    assert (found.walk("VEVENT"), str(found["version"]), str(found["method"])) == ([], "2.0", "PUBLISH")
    assert "Đảng bộ phường Tân Giang" in str(found["x-wr-calname"])
