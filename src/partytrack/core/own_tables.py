"""The tables of an own data file, checked by the pattern of the program's own: a slip is told, never passed over.

A table has the fields that all of the program's tables of its file have, each of a kind that one of them has, and no
others. What a field names is there.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple, NoReturn

from partytrack.core.data import as_written, put_aside, read_toml, toml_names, unsound

Tables = Mapping[str, Any]
_LAW = "regulations"
_SHOWN = 12  # of many names that a field may have
_LAYOUTS = tuple(f"layouts/{name}" for name in ("units", "members", "candidates", "quotas", "tallies"))
_REFERS = {
    "lifecycle": {
        **dict.fromkeys(("after", "expects", "needs", "unless"), "lifecycle"),
        "stage": "codes/stages",
        "actor": "glossary",
        "only_under": "codes/unit_kinds",
    },
    "rules": {
        **dict.fromkeys(("at", "start", "step", "law_of", "of", "first", "then"), "lifecycle"),
        "value": _LAW,
    },
    "facts": {"values": "codes"},
    **{name: {"values": "codes", "step": "lifecycle"} for name in _LAYOUTS},
}
"""Fields that name tables of a file, or values of the legal texts, or files of a folder."""
_CLOSED = {
    ("rules", "kind"),
    ("rules", "aspect"),
    ("rules", "weight"),
    ("profile", "counts"),
    *((name, "kind") for name in _LAYOUTS),
}
"""Fields whose values only the program can add to."""
_CONDITIONS = (
    {"sex"}, {"age"}, {"fact", "is"}, {"fact", "is", "shown_by_source"}, {"fact", "is_not"}, {"area"}, {"any"}, {"all"},
)  # fmt: skip
"""The fields of a condition as ``segments.toml`` tells them."""
_CONDITION_LISTS = {"sex": "codes/sexes", "area": "codes/areas", "fact": "facts", "shown_by_source": "codes/sources"}
_CODES = {"vi": "", "en": "", "source": ""}
"""The pattern of a code list that the program does not have."""


class Place(NamedTuple):
    """A file, and the table in it that is looked at."""

    path: Path
    table: str = ""

    def within(self, key: str) -> "Place":
        """A table inside this one."""
        return Place(self.path, f"{self.table}.{key}" if self.table else key)


def check_tables(name: str, merged: Tables, program: Tables, keys: Iterable[str], path: Path) -> None:
    """Check the tables that an own file adds or changes."""
    tables = list(program.values())
    for key in keys:
        row, place = merged[key], Place(path, key)
        if not isinstance(row, dict):
            refuse(place, "not_a_table")
        alike = [each for each in tables if _kind(name, each) == _kind(name, row)]
        _check_row(row, alike or tables or [_CODES], place)
        for field, value in row.items():
            _check_field(name, field, value, merged, tables, place)
        if name.startswith("texts/") and key in program:
            _check_sentences(row, program[key], place)


def _kind(name: str, row: Tables) -> object:
    """What sets tables of a file apart that have other fields: rules by kind, the place of the facts in a layout."""
    if name == "rules":
        return row.get("kind"), row.get("aspect")
    return name in _LAYOUTS and "in_template" in row


def _check_row(row: Tables, pattern: Sequence[Tables], place: Place) -> None:
    """A table has the fields of the pattern, each of its kind."""
    for field in pattern[0]:
        if field not in row and all(field in other for other in pattern):
            refuse(place, "field_missing", field=field)
    for field, value in row.items():
        examples = [each[field] for each in pattern if field in each]
        if not examples:
            known = dict.fromkeys(field for each in pattern for field in each)
            refuse(place, "field_unknown", field=field, known=tuple(known))
        if not any(_alike(value, example) for example in examples):
            refuse(place, "field_bad", field=field, value=as_written(value))
        if field == "where" and not all(map(_is_condition, value)):
            refuse(place, "field_bad", field=field, value=as_written(value))
        for key, child in value.items() if _is_map(examples) else ():
            children = [each for example in examples for each in example.values()]
            if not isinstance(child, dict):
                refuse(place.within(f"{field}.{key}"), "not_a_table")
            _check_row(child, children, place.within(f"{field}.{key}"))


def _alike(value: object, example: object) -> bool:
    """Whether a value is of the kind of an example; a list by its elements, a table by its fields unless it holds tables."""
    if type(value) is not type(example):
        return False
    if isinstance(value, dict) and isinstance(example, dict):
        return _is_map([example]) or set(value) == set(example)
    if isinstance(value, list) and isinstance(example, list):
        return {type(each) for each in value} <= ({type(each) for each in example} or {str})
    return not isinstance(value, str) or bool(value.strip()) or not str(example).strip()


def _is_map(examples: list[Any]) -> bool:
    """Whether a field holds tables by their names."""
    return all(
        isinstance(example, dict) and all(isinstance(each, dict) for each in example.values()) for example in examples
    )


def _check_field(name: str, field: str, value: Any, merged: Tables, tables: Sequence[Tables], place: Place) -> None:
    """What a field names is there: a table of a list, or what the program's own tables name in its place."""
    listed = _REFERS.get(name, {}).get(field)
    if listed is None and (name, field) not in _CLOSED:
        return
    used = [other for row in tables if field in row for other in _names(row[field])]
    known: Collection[str] = {} if listed is None else merged if listed == name else _listed(listed)
    strange = [other for other in _names(value) if other not in known and other not in used]
    if strange:
        choice = list(dict.fromkeys([*used, *known]))
        shown = dict.fromkeys([*get_close_matches(strange[0], choice), *choice[:_SHOWN]])
        refuse(place, "not_among", field=field, value=strange[0], known=tuple(shown))


def _listed(what: str) -> Collection[str]:
    """The names that a field may have: codes, values of the legal texts, or code lists that have a term."""
    if what == _LAW:
        return sorted({key for name in toml_names(_LAW) for key in read_toml(name)} - {"document"})
    if what == "codes":
        return sorted({name.partition("/")[2] for name in toml_names("codes")} & set(read_toml("texts/words")))
    return read_toml(what)


def _names(value: Any) -> list[str]:
    """One name, or several."""
    return value if isinstance(value, list) else [value]


def _is_condition(told: object) -> bool:
    """Whether a condition is of a kind that segments know, and names facts and values that there are."""
    if not isinstance(told, dict) or set(told) not in _CONDITIONS:
        return False
    if "any" in told or "all" in told:
        parts = told.get("any", told.get("all"))
        return isinstance(parts, list) and all(map(_is_condition, parts))
    if "age" in told:
        ages = told["age"]
        return isinstance(ages, dict) and set(ages) <= {"from", "to"} and all(type(age) is int for age in ages.values())
    fact = str(told.get("fact"))
    values = f"codes/{read_toml('facts').get(fact, {}).get('values')}"
    lists = {**_CONDITION_LISTS, "is": values, "is_not": values}
    return all(
        isinstance(name, str) and name in read_toml(lists[field])
        for field, value in told.items()
        for name in _names(value)
    )


def _check_sentences(row: Tables, program: Tables, place: Place) -> None:
    """A sentence fills in only what the program's own fills in."""
    for lang, pattern in row.items():
        known, blanks = _blanks(program[lang]) or frozenset(), _blanks(pattern)
        if blanks is None or not blanks <= known:
            shown = tuple(f"{{{blank}}}" for blank in sorted(known))
            refuse(place, "sentence_bad", field=lang, known=shown)


def _blanks(pattern: str) -> frozenset[str] | None:
    """The ``{names}`` of a sentence; ``None`` where its braces do not close."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(pattern) if name is not None)
    except ValueError:
        return None


def refuse(place: Place, fault: str, **values: object) -> NoReturn:
    """Refuse a table of an own file, with the reason (``data/texts/data.toml``)."""
    raise put_aside(unsound(str(place.path), place.table, fault, **values))
