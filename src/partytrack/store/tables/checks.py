"""CHECK constraints that several tables share, each with a name that a migration can refer to."""

from sqlalchemy import CheckConstraint

CODE_LENGTH = 40
NAME_LENGTH = 200


def filled(table: str, column: str) -> CheckConstraint:
    """A text that must not be empty."""
    return CheckConstraint(f"{column} <> ''", name=f"ck_{table}_{column}_filled")


def interval(table: str) -> CheckConstraint:
    """A half-open interval that does not run backward; an empty one never was."""
    return CheckConstraint("from_on <= to_on", name=f"ck_{table}_interval")


def one_of(table: str, column: str, *values: str) -> CheckConstraint:
    """A closed list of values that the program's rules depend on."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}")


def holds(table: str, name: str, condition: str) -> CheckConstraint:
    """Any other condition on the columns of one row."""
    return CheckConstraint(condition, name=f"ck_{table}_{name}")
