"""``partytrack member``: the roll of members."""

from typing import Annotated

import typer

from partytrack.cli import life
from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.facts import tell_fact
from partytrack.cli.lists import Wanted, put_list
from partytrack.cli.options import (
    AsOf,
    Born,
    Correct,
    DryRun,
    FactCode,
    FactDay,
    Facts,
    FactValue,
    Force,
    InUnit,
    Listing,
    NationalId,
    Output,
    PersonName,
    Reveal,
    SearchText,
    Sex,
    Showing,
)
from partytrack.cli.output import put_tables
from partytrack.cli.streams import put

APP = noun("member")


@APP.command("add", cls=Command, help="member_add", epilog="facts")
def add(
    ctx: typer.Context,
    name: PersonName,
    unit: Annotated[str, typer.Option(metavar="CODE", help="opt.member_unit")],
    born: Born = None,
    sex: Sex = None,
    national_id: NationalId = None,
    fact: Facts = None,
    admitted_on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.admitted_on")] = None,
    confirmed_on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.confirmed_on")] = None,
) -> None:
    """Enter a member and print their code."""
    from partytrack.record.people import add_member  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    code = add_member(
        face.desk(), face.new_person(name, born, sex, fact, national_id), unit,
        admitted_on=face.past_day(admitted_on), confirmed_on=face.past_day(confirmed_on),
    )  # fmt: skip
    put(f"{code}\n")
    face.tell("member_added", code=code, name=" ".join(name.split()), unit=unit)


@APP.command("fact", cls=Command, help="member_fact", epilog="facts")
def fact(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="arg.member")],
    fact: FactCode,
    value: FactValue,
    on: FactDay = None,
    correct: Correct = False,
    dry_run: DryRun = False,
) -> None:
    """Record a fact of a person."""
    from partytrack.record.facts import NewFact, record_person_fact  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    new = NewFact(fact, value, face.past_day(on), correct=correct)
    tell_fact(face, record_person_fact(face.desk(rehearse=dry_run), person, new), dry_run=dry_run)


@APP.command("list", cls=Command, help="member_list")
def list_members(
    ctx: typer.Context,
    unit: InUnit = None,
    as_of: AsOf = None,
    form: Listing = "text",
    output: Output = None,
    force: Force = False,
    reveal: Reveal = None,
) -> None:
    """List members by given name."""
    _put(ctx.obj, unit, as_of, Wanted(form, output, force, reveal))


@APP.command("find", cls=Command, help="member_find")
def find(
    ctx: typer.Context,
    text: SearchText,
    unit: InUnit = None,
    as_of: AsOf = None,
    form: Listing = "text",
    output: Output = None,
    force: Force = False,
    reveal: Reveal = None,
) -> None:
    """Find members by the start of any word of the name, with or without marks."""
    _put(ctx.obj, unit, as_of, Wanted(form, output, force, reveal), text)


@APP.command("show", cls=Command, help="member_show")
def show(ctx: typer.Context, person: life.MemberCode, reveal: Reveal = None, form: Showing = "text") -> None:
    """Show one member."""
    from partytrack.lists.persons import person as person_tables  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    with face.reading(judged=True) as run:
        tables = person_tables(run, face.say, person, face.today, revealed=reveal is not None)
    code, asked = tables[0].rows[0]["code"], person.strip().upper()
    if reveal is not None:
        face.reveal(f"member {code}", reveal, 1)
    if asked != code:
        face.tell("record_merged", asked=asked, code=code)
    put_tables(face, "member", form, tables)


APP.command("transfer", cls=Command, help="member_transfer")(life.transfer)
APP.command("arrive", cls=Command, help="member_arrive", epilog="facts")(life.arrive)
APP.command("return", cls=Command, help="member_return")(life.come_back)
APP.command("remove", cls=Command, help="member_remove")(life.remove)
APP.command("die", cls=Command, help="member_die")(life.die)
APP.command("restore", cls=Command, help="member_restore")(life.restore)


def _put(face: Face, unit: str | None, as_of: str | None, wanted: Wanted, text: str = "") -> None:
    from partytrack.lists.members import members  # noqa: PLC0415  # each command loads its own

    day = face.day(as_of) or face.today
    put_list(face, wanted, lambda run: members(run, face.say, unit, day, text), unit, day)
