"""What every command is given: the language, the store, the day taken for today, who is at work."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from partytrack.cli.streams import warn
from partytrack.core.dates import Lang, PartialDate, parse_day, parse_partial, parse_past_day
from partytrack.core.errors import DayAhead, PartytrackError, StoreKindUnknown, StoreMissing
from partytrack.core.finding import Finding
from partytrack.core.report import Run
from partytrack.core.texts import LANGS, Texts
from partytrack.store.connection import connect, reading

if TYPE_CHECKING:
    from partytrack.record.act import Desk
    from partytrack.record.people import NewPerson


@dataclass
class Face:
    """One run of the program, as its user set it up."""

    say: Texts
    store: Path = Path()
    store_named: bool = False
    today: date = date.min
    today_named: bool = False
    actor: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)

    def tell(self, name: str, /, **values: object) -> None:
        """Write a message to the reader, beside the data."""
        warn(self.say(f"messages.{name}", **values))

    def tell_findings(self, findings: Iterable[Finding]) -> None:
        """Tell what rules warned of or noted without refusing."""
        for finding in findings:
            self.tell("warned" if finding.weight == "warn" else "noted", finding=finding)

    @contextmanager
    def reading(self, *, judged: bool = False) -> Iterator[Run]:
        """The store for reading, all statements at one moment; where cases stand is as the law of now has it, if asked."""
        with reading(self.store) as run:
            if judged:
                from partytrack.store.judging import check_judged  # noqa: PLC0415  # not every report asks for it

                check_judged(run, str(self.store))
            yield run

    def desk(self, *, rehearse: bool = False) -> "Desk":
        """Where acts are recorded, or only rehearsed; this alone loads the database library."""
        from partytrack.record.act import Desk  # noqa: PLC0415  # reports never pay for SQLModel

        return Desk(self.store, self.actor, self.today, datetime.now(UTC), rehearse)

    def desk_at(self, store: Path) -> "Desk":
        """The desk of a store that is still being made."""
        return replace(self.desk(), store=store)

    def reveal(self, what: str, reason: str, count: int) -> None:
        """Enter in the journal that national numbers are shown in full, before they are (``record/revealing.py``)."""
        from partytrack.record.revealing import reveal  # noqa: PLC0415  # only who asks for numbers pays for SQLModel

        reveal(self.desk(), what, reason, count)

    def new_person(
        self, name: str, born: str | None, sex: str | None, facts: Sequence[str] | None, national_id: str | None = None
    ) -> "NewPerson":
        """A person as told on the command line."""
        from partytrack.core.facts import parse_fact  # noqa: PLC0415  # as below
        from partytrack.record.people import NewPerson, check_national_id, check_sex  # noqa: PLC0415  # only acts pay for SQLModel

        told = tuple(parse_fact(fact) for fact in facts or ())
        number = None if national_id is None else check_national_id(national_id)
        return NewPerson(name, None if sex is None else check_sex(sex), self.birth(born), told, number)

    def birth(self, text: str | None) -> PartialDate | None:
        """A birth date as typed; nobody on record is born after today."""
        born = None if text is None else parse_partial(text, self.today)
        if born is not None and born.first > self.today:
            raise DayAhead(born.first, self.today)
        return born

    def required_day(self, text: str) -> date:
        """A day as typed; it may lie ahead."""
        return parse_day(text, self.today)

    def required_past_day(self, text: str) -> date:
        """The day of something that has happened, as typed."""
        return parse_past_day(text, self.today)

    def day(self, text: str | None) -> date | None:
        """A day as typed; it may lie ahead."""
        return None if text is None else self.required_day(text)

    def past_day(self, text: str | None) -> date | None:
        """The day of something that has happened, as typed."""
        return None if text is None else self.required_past_day(text)


def store_path(named: str | None) -> Path:
    """The store that was named, or the user's own in their data folder."""
    if named is None:
        from platformdirs import user_data_path  # noqa: PLC0415  # asked only when no store is named

        return user_data_path("partytrack", appauthor=False) / "partytrack.db"
    if not named.strip():
        raise StoreMissing(named)
    if named.startswith("sqlite:///"):
        return Path(named.removeprefix("sqlite:///"))
    if "://" in named:
        raise StoreKindUnknown(named.partition("://")[0] + "://…")
    return Path(named)


def store_settings(path: Path) -> dict[str, str]:
    """What the store says of itself; nothing where none can be read: the command will say why."""
    try:
        with closing(connect(path, read_only=True, older_too=True)) as connection:
            return dict(connection.execute("SELECT key, value FROM setting").fetchall())
    except PartytrackError:
        return {}


def pick_lang(option: str | None, settings: Mapping[str, str]) -> Lang:
    """The language: the option, PARTYTRACK_LANG, the store's own, the system's, English."""
    for wanted in (option, os.environ.get("PARTYTRACK_LANG"), settings.get("lang"), _system_lang()):
        if wanted in LANGS:
            return wanted
    return "en"


def _system_lang() -> str:
    if os.name == "nt":
        import locale  # noqa: PLC0415  # only Windows does not tell it in the environment

        return "vi" if str(locale.getlocale()[0]).lower().startswith("viet") else "en"
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return named[:2]


def pick_today(named: str | None, settings: Mapping[str, str]) -> date:
    """The day taken for today: as named, a demo's own, the calendar's."""
    real = datetime.now().astimezone().date()
    if named:
        return parse_day(named, real)
    return date.fromisoformat(settings["today"]) if "today" in settings else real


def pick_actor(named: str | None) -> str:
    """Who is at work: as named, else the user of the system."""
    if named and named.strip():
        return " ".join(named.split())
    import getpass  # noqa: PLC0415  # asked only when nobody is named

    try:
        return getpass.getuser().encode(errors="replace").decode()
    except (OSError, KeyError):
        return "unknown"
