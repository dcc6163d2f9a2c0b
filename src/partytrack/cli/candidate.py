"""``partytrack candidate``: the people on their way into the Party."""

from typing import TYPE_CHECKING, Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.options import (
    AsOf,
    Born,
    CaseCode,
    Document,
    DryRun,
    InUnit,
    Listing,
    OnDay,
    PersonName,
    SearchText,
    Sex,
)
from partytrack.cli.output import put_tables
from partytrack.core.words import Word

if TYPE_CHECKING:
    from partytrack.record.steps import Recorded

APP = noun("candidate")


@APP.command("add", cls=Command, help="candidate_add")
def add(
    ctx: typer.Context,
    name: PersonName,
    cell: Annotated[str, typer.Option(metavar="CODE", help="opt.cell")],
    source: Annotated[str, typer.Option(metavar="CODE", help="opt.source")],
    born: Born = None,
    sex: Sex = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.listed_on")] = None,
) -> None:
    """Open a case and print its code."""
    from partytrack.record.candidates import add_candidate  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    recorded = add_candidate(
        face.desk(), face.new_person(name, born, sex), cell=cell, source=source, listed_on=face.past_day(on)
    )
    print(recorded.case)
    face.tell("candidate_added", case=recorded.case, name=name, cell=cell)
    if recorded.namesakes:
        face.tell("namesakes", people=recorded.namesakes)


@APP.command("step", cls=Command, help="candidate_step")
def step(
    ctx: typer.Context,
    case: CaseCode,
    step: Annotated[str, typer.Argument(metavar="STEP", help="arg.step")],
    on: OnDay,
    document: Document = None,
    by: Annotated[str | None, typer.Option(metavar="UNIT", help="opt.by")] = None,
    votes: Annotated[str | None, typer.Option(metavar="ENTITLED/PRESENT/FOR", help="opt.votes")] = None,
    dry_run: DryRun = False,
) -> None:
    """Record a step of a case."""
    from partytrack.record.steps import NewStep, parse_votes, record_step  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    day = face.required_past_day(on)
    new = NewStep(step, day, document=document, by=by, votes=parse_votes(votes) if votes else None)
    recorded = record_step(face.desk(), case, new, rehearse=dry_run)
    _told(face, recorded)
    face.tell("rehearsed" if dry_run else "step_recorded", case=recorded.case, step=Word("steps", step), on=day)


@APP.command("mentor", cls=Command, help="candidate_mentor")
def mentor(
    ctx: typer.Context,
    case: CaseCode,
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="arg.member")],
    on: OnDay,
) -> None:
    """Assign a mentor."""
    from partytrack.record.mentors import assign_mentor  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_past_day(on)
    recorded = assign_mentor(face.desk(), case, member, on=day)
    _told(face, recorded)
    face.tell("mentor_assigned", case=recorded.case, member=member, on=day)


@APP.command("drop", cls=Command, help="candidate_drop")
def drop(
    ctx: typer.Context,
    case: CaseCode,
    reason: Annotated[str, typer.Option(metavar="CODE", help="opt.reason")],
    on: OnDay,
    return_on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.return_on")] = None,
) -> None:
    """End a case without admission."""
    from partytrack.record.candidates import drop_candidate  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_past_day(on)
    recorded = drop_candidate(face.desk(), case, reason=reason, on=day, return_on=face.day(return_on))
    _told(face, recorded)
    face.tell("candidate_dropped", case=recorded.case, reason=Word("loss_reasons", reason), on=day)


def _told(face: Face, recorded: "Recorded") -> None:
    """Tell what rules noted without refusing."""
    for finding in recorded.findings:
        face.tell("noted", finding=finding)


@APP.command("list", cls=Command, help="candidate_list")
def list_candidates(
    ctx: typer.Context,
    unit: InUnit = None,
    as_of: AsOf = None,
    everyone: Annotated[bool, typer.Option("--all", help="opt.all_cases")] = False,
    form: Listing = "text",
) -> None:
    """List cases by given name."""
    _put(ctx.obj, unit, as_of, form, everyone=everyone)


@APP.command("find", cls=Command, help="candidate_find")
def find(ctx: typer.Context, text: SearchText, unit: InUnit = None, as_of: AsOf = None, form: Listing = "text") -> None:
    """Find cases by the start of any word of the name, with or without marks."""
    _put(ctx.obj, unit, as_of, form, text, everyone=True)


def _put(face: Face, unit: str | None, as_of: str | None, form: Listing, text: str = "", *, everyone: bool) -> None:
    from partytrack.lists.people import candidates  # noqa: PLC0415  # each command loads its own

    day = face.day(as_of) or face.today
    with face.reading() as run:
        put_tables(face, "candidates", [candidates(run, face.say, unit, day, text, everyone=everyone)], form)


@APP.command("show", cls=Command, help="candidate_show")
def show(ctx: typer.Context, case: CaseCode, form: Listing = "text") -> None:
    """Show one case."""
    from partytrack.lists.people import case as case_tables  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    with face.reading() as run:
        put_tables(face, "candidate", case_tables(run, face.say, case), form)
