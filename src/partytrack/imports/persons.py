"""A person as a row tells of them: entered new, or changed on record; facts among it."""

from collections.abc import Mapping

from partytrack.core.codes import code_list
from partytrack.core.dates import PartialDate
from partytrack.core.errors import CodeOfAnother
from partytrack.core.facts import for_life
from partytrack.core.vietnamese import fold, same_spelling
from partytrack.imports.cells import Value
from partytrack.imports.lines import FROM_FILE, FROM_STORE, NEW, Incoming, Line
from partytrack.imports.same_person import names_alike
from partytrack.record.act import Act
from partytrack.record.facts import NewFact, fact_history, record_fact_within
from partytrack.record.particulars import change_particulars_within
from partytrack.record.people import NewPerson
from partytrack.store.tables import Person

PARTICULARS = ("name", "sex", "born_on", "national_id")


def meet(incoming: Incoming, line: Line, now: Mapping[str, Value]) -> None:
    """Hold a row against the record it is about, where no template tells what had been sent."""
    if incoming.sent_of(line) is None:
        if incoming.decision(line) in {None, NEW, FROM_FILE, FROM_STORE}:
            _check_same_person(line, now)
        _keep_spelling(line, now["name"])
        _keep_day(line, now["born_on"])


def _check_same_person(line: Line, now: Mapping[str, Value]) -> None:
    """Refuse a row whose code names somebody of another name and birth date: a code of another store, or a slip."""
    told, held, born = line.values.get("name"), str(now["name"]), line.values.get("born_on")
    if told is None:
        return
    one, other = fold(str(told)), fold(held)
    if one != other and not names_alike(one, other) and (born is None or born != now["born_on"]):
        line.refuse(CodeOfAnother(line.key, held, str(told), line.row), "name")


def _keep_spelling(line: Line, name: Value) -> None:
    """Let a name on record stay where a list writes it without marks, or in the other style of tone placement."""
    told, held = line.values.get("name"), str(name)
    if told is None or told == held or fold(str(told)) != fold(held):
        return
    if same_spelling(str(told)) == same_spelling(held):
        line.values["name"] = held
    elif str(told).isascii():
        line.values["name"] = held
        line.note("name_unmarked", "name", written=told, name=held)


def _keep_day(line: Line, born: Value) -> None:
    """Let a birth date on record stay where a list tells no more than its year or month."""
    told = line.values.get("born_on")
    if not isinstance(told, PartialDate) or not isinstance(born, PartialDate) or told == born:
        return
    if told.first <= born.first and born.last <= told.last:
        line.values["born_on"] = born
        line.note("born_coarser", "born_on", written=told, born=born)


def new_person(values: Mapping[str, Value]) -> NewPerson:
    """What a row tells of somebody who is not on record; its facts hold since an unknown day."""
    born, sex, number = values.get("born_on"), values.get("sex"), values.get("national_id")
    facts = tuple((fact, str(values[fact])) for fact in code_list("facts") if fact in values)
    return NewPerson(
        str(values["name"]), None if sex is None else str(sex), born if isinstance(born, PartialDate) else None,
        facts, None if number is None else str(number),
    )  # fmt: skip


def change_person(it: Act, person: Person, told: Mapping[str, Value]) -> None:
    """Change what a row tells otherwise of a person.

    A fact of which nothing is on record holds since an unknown day. One with another value holds from today on: when it
    changed the list does not say, and what was true before stays. One that never changes is corrected.
    """
    particulars = {name: told[name] for name in PARTICULARS if name in told}
    if particulars:
        change_particulars_within(it, person, particulars)
    for fact in code_list("facts"):
        if fact in told:
            on_record = fact_history(it.session, person.id or 0, fact)
            on = it.today if on_record and not for_life(fact) else None
            record_fact_within(it, person, NewFact(fact, str(told[fact]), on, correct=True))
