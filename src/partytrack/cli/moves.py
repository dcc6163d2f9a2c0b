"""The verbs of ``partytrack candidate`` about who introduces a candidate, and about moves and returns."""

from typing import Annotated

import typer

from partytrack.cli.face import Face
from partytrack.cli.life import Away, To, tell_unmentored, where_to
from partytrack.cli.options import CaseCode, Document, DryRun, OnDay
from partytrack.cli.streams import put


def introduce(
    ctx: typer.Context,
    case: CaseCode,
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="arg.member")],
    on: OnDay,
    together_since: Annotated[str | None, typer.Option(metavar="DATE", help="opt.together_since")] = None,
    document: Document = None,
    dry_run: DryRun = False,
) -> None:
    """Record that a full member introduces the candidate."""
    from partytrack.record import introductions  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_past_day(on)
    recorded = introductions.introduce(
        face.desk(rehearse=dry_run), case, member, on=day, together_since=face.past_day(together_since),
        document=document,
    )  # fmt: skip
    face.tell_findings(recorded.findings)
    face.tell("candidate_introduced", case=recorded.case, member=member.strip().upper(), on=day)
    if dry_run:
        face.tell("nothing_changed")


def move(
    ctx: typer.Context,
    case: CaseCode,
    on: OnDay,
    to: To = None,
    away: Away = None,
    document: Document = None,
    dry_run: DryRun = False,
) -> None:
    """Let a case go on in another cell, or in another organisation."""
    from partytrack.record import moves  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    where, day, desk = where_to(to, away), face.required_past_day(on), face.desk(rehearse=dry_run)
    if away is None:
        moved = moves.move_case(desk, case, to=where, on=day, document=document)
    else:
        moved = moves.move_case_away(desk, case, place=where, on=day, document=document)
    face.tell_findings(moved.findings)
    face.tell("candidate_moved", case=moved.case, unit=moved.unit, to=where, on=day)
    if away is None:
        tell_unmentored(face, moved.unmentored, day)
        face.tell("together_not_asked")
    if dry_run:
        face.tell("nothing_changed")


def return_to_list(
    ctx: typer.Context,
    case: CaseCode,
    on: OnDay,
    cell: Annotated[str | None, typer.Option(metavar="CODE", help="opt.return_cell")] = None,
    source: Annotated[str | None, typer.Option(metavar="CODE", help="opt.return_source")] = None,
    dry_run: DryRun = False,
) -> None:
    """Open a new case for a person whose case has ended, and print its code."""
    from partytrack.record import moves  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_past_day(on)
    recorded = moves.return_case(face.desk(rehearse=dry_run), case, on=day, cell=cell, source=source)
    if not dry_run:
        put(f"{recorded.case}\n")
    face.tell("candidate_returned", case=recorded.case, former=case.strip().upper(), on=day)
    if dry_run:
        face.tell("nothing_changed")
