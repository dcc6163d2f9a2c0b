"""What a row changes of a record: column by column against what is on record now, and what had been sent."""

from collections.abc import Iterable, Mapping

from partytrack.core.codes import code_list
from partytrack.core.errors import Conflict
from partytrack.core.layout import CellKind, Field
from partytrack.core.masking import masked
from partytrack.core.words import Word
from partytrack.imports.cells import Value
from partytrack.imports.lines import FROM_FILE, FROM_STORE, Change, Incoming, Line
from partytrack.imports.returned import Verdict, three_way


def settle(incoming: Incoming, line: Line, now: Mapping[str, Value], fields: Iterable[str]) -> list[Change]:
    """The changes that a row asks for; blank never erases, and a conflict waits for a decision.

    What was given for the whole list fills in what is not on record and changes nothing that is; another unit than the
    one given is told, since the list is then not the one that it was taken for.

    A list that came back asks only for what it changed of what was sent: the rest may have gone on in the store.
    """
    sent = incoming.sent_of(line)
    changes = []
    for name in fields:
        told, held = line.values.get(name), now.get(name)
        if name in line.given and held is not None and incoming.fields[name].kind != "unit":
            told = line.values[name] = held
        if sent is None:
            if told is not None and told != held:
                changes.append(Change(name, held, told))
            continue
        verdict = three_way(sent.get(name), told, held)
        if verdict == "conflict":
            verdict = _decided(incoming, line, name, sent.get(name), held)
        if verdict == "change":
            changes.append(Change(name, held, told))
        elif verdict == "blank_kept":
            line.note("blank_kept", name, value=as_told(held, incoming.fields[name]))
    return changes


def _decided(incoming: Incoming, line: Line, name: str, sent: Value, held: Value) -> Verdict:
    """What was decided of a conflict; an open one refuses the row."""
    decision = incoming.decision(line, name) or incoming.decision(line)
    if decision == FROM_FILE:
        return "change"
    if decision != FROM_STORE:
        field = incoming.fields[name]
        was, came, now = (as_told(value, field) for value in (sent, line.values.get(name), held))
        line.refuse(Conflict(was, came, now, line.row), name)
    return "same"


def as_told(value: Value, field: Field) -> "Value | Word":
    """A value as people read it in a sentence or a table: codes by their terms, national numbers masked."""
    if field.kind == "code" and value in code_list(field.values):
        return Word(field.values, str(value))
    return as_seen(value, field.kind)


def as_seen(value: Value, kind: CellKind) -> Value:
    """A value as messages and documents may hold it: national numbers are masked, as they are logged and sent around."""
    return masked(str(value)) if kind == "number12" and value is not None else value
