"""Which column of a table is which field of its layout, and which two columns are one field together.

Names from left to right are no guess where the headers tell the order: “Họ và tên đệm” beside “Tên”, or one “Họ và tên”
merged over two columns. English headers do not tell it, and of three parts nobody knows which is which.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from partytrack.core.errors import HeaderSpans, NameInParts, PartytrackError, TwoColumns
from partytrack.core.layout import column_word, header_key
from partytrack.imports.pairs import Pair
from partytrack.imports.sheets import column_letters
from partytrack.imports.table import Table, is_of_people

_GIVEN_NAME = "ten"
_FAMILY_NAME_FIRST = re.compile("ho.*ten.*")
_PARTS = 2


def settled(
    table: Table, filled: Collection[int], pairs: Mapping[str, Pair]
) -> tuple[Mapping[str, int], tuple[PartytrackError, ...]]:
    """One column for each field, the first where two are it, and what stands against it.

    ``filled``: the columns with values in them, of those that are without a title or under one of several.
    """
    columns: dict[str, int] = {}
    faults: list[PartytrackError] = []
    for field, places in table.fields.items():
        if field in pairs:
            columns[field] = pairs[field].columns[0]
            continue
        exact = [column for column in places if table.meant[column].exact]
        several = exact if len(exact) == 1 else places
        spanned = spanned_by(table, several[0])
        used = [column for column in sorted(spanned) if column in filled]
        columns[field] = used[0] if used else several[0]
        others = [column for column in several[1:] if column not in spanned]
        word, at = column_word(table.layout, field), table.at(several[0])
        if len(used) > 1:
            faults.append(HeaderSpans(word, at, tuple(map(column_letters, used))))
        elif others:
            faults.append(TwoColumns(word, at, table.at(others[0])))
    return columns, (*faults, *_names_in_parts(table, pairs))


def pairs_of(table: Table, filled: Collection[int]) -> Mapping[str, Pair]:
    """The fields that two columns tell together; what tells the birth date by sex tells the sex, too."""
    if not is_of_people(table.layout):
        return {}
    name = _parted_name(table, filled)
    pairs = {} if name is None else {"name": name}
    for pair in _by_sex(table):
        if len(table.fields[pair.field]) == len(table.fields["sex"]) == len(pair.columns):
            pairs |= {pair.field: pair, "sex": pair}
    return pairs


def spanned_by(table: Table, column: int) -> frozenset[int]:
    """The columns that a header is merged over; over names also the next one where it has no title of its own."""
    columns, titles = {column}, table.titles
    for (top, left), (bottom, right) in table.sheet.merged:
        if top <= table.last and table.rows[0].number <= bottom and left <= column <= right:
            columns.update(beside for beside in range(left, right + 1) if titles.get(beside) in {None, titles[column]})
    meant = table.meant.get(column)
    if meant is not None and meant.field == "name" and is_of_people(table.layout) and column + 1 not in table.titles:
        columns.add(column + 1)
    return frozenset(columns)


def _parted_name(table: Table, filled: Collection[int]) -> Pair | None:
    """The two columns of a name whose headers tell the order of its parts."""
    names, left = table.fields.get("name", ()), table.of_meaning("family_part")
    if not names or table.of_meaning("name_part"):
        return None
    spanned = spanned_by(table, names[0])
    used = sorted(column for column in spanned if column in filled)
    said = header_key(table.titles[names[0]].parts[-1])
    if left:
        beside = left[0] < names[0] and not any(
            column in table.titles or column in filled for column in range(left[0] + 1, names[0])
        )
        single = len(left) == len(names) == 1 and len(used) < _PARTS
        return Pair("name", (left[0], names[0])) if beside and single and said == _GIVEN_NAME else None
    if len(used) == _PARTS and {*used} <= {*names} <= spanned and _FAMILY_NAME_FIRST.fullmatch(said):
        return Pair("name", (used[0], used[1]))
    return None


def _by_sex(table: Table) -> Iterator[Pair]:
    """The pairs of columns for the two sexes."""
    told: dict[str, list[int]] = {}
    for column, meant in table.meant.items():
        if meant.sex:
            told.setdefault(meant.field, []).append(column)
    for field, (first, second) in told.items():
        yield Pair(field, (first, second), (table.meant[first].sex, table.meant[second].sex))


def _names_in_parts(table: Table, pairs: Mapping[str, Pair]) -> Iterator[PartytrackError]:
    """What refuses names in parts that nobody can join."""
    parts = sorted((*table.of_meaning("family_part"), *table.of_meaning("name_part")))
    if parts and "name" not in pairs and is_of_people(table.layout):
        yield NameInParts(table.at(parts[0]))
