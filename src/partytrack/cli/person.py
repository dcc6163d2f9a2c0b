"""``partytrack person``: who is who, candidate or member: one human being recorded twice, the national number."""

from typing import Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.life import MemberCode
from partytrack.cli.options import Born, Correct, DryRun, Sex
from partytrack.core.masking import masked

APP = noun("person")


@APP.command("merge", cls=Command, help="person_merge")
def merge(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="arg.merge_keep")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="arg.merge_other")],
    dry_run: DryRun = False,
) -> None:
    """Merge two records of one person."""
    from partytrack.record.merging import merge_people  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    merged = merge_people(face.desk(rehearse=dry_run), person, other)
    said = "merge_rehearsed" if dry_run else "person_merged"
    face.tell(said, person=merged.person, other=merged.other, cases=merged.cases)
    if dry_run:
        face.tell("nothing_changed")


@APP.command("correct", cls=Command, help="person_correct")
def correct(
    ctx: typer.Context,
    person: MemberCode,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="arg.person_name")] = None,
    born: Born = None,
    sex: Sex = None,
    dry_run: DryRun = False,
) -> None:
    """Correct a person's name, birth date or sex."""
    from partytrack.record.particulars import correct_person  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    told = {"name": name, "born_on": face.birth(born), "sex": sex}
    code = correct_person(
        face.desk(rehearse=dry_run), person, {key: value for key, value in told.items() if value is not None}
    )  # fmt: skip
    face.tell("nothing_changed" if dry_run else "person_corrected", person=code)


@APP.command("national-id", cls=Command, help="person_national_id")
def national_id(
    ctx: typer.Context,
    person: MemberCode,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="opt.national_id")],
    correct: Correct = False,
    dry_run: DryRun = False,
) -> None:
    """Enter or correct a person's national number."""
    from partytrack.record.numbers import set_national_id  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    code = set_national_id(face.desk(rehearse=dry_run), person, number, correct=correct)
    face.tell("national_id_recorded", person=code, number=masked(number.strip()))
    if dry_run:
        face.tell("nothing_changed")
