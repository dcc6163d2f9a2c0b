"""``partytrack candidate correct``: a step on record that was entered wrong."""

from typing import Annotated

import typer

from partytrack.cli.face import Face
from partytrack.cli.options import CaseCode, Document, DryRun
from partytrack.core.lifecycle import step as step_of
from partytrack.core.words import Word


def correct(
    ctx: typer.Context,
    case: CaseCode,
    step: Annotated[str, typer.Argument(metavar="STEP", help="arg.step")],
    was: Annotated[str | None, typer.Option(metavar="DATE", help="opt.was")] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.correct_on")] = None,
    document: Document = None,
    votes: Annotated[str | None, typer.Option(metavar="ENTITLED/PRESENT/FOR", help="opt.votes")] = None,
    by: Annotated[str | None, typer.Option(metavar="UNIT", help="opt.by")] = None,
    dry_run: DryRun = False,
) -> None:
    """Correct a step of a case."""
    from partytrack.record.corrections import Correction, correct_step  # noqa: PLC0415  # only acts pay for SQLModel
    from partytrack.record.steps import parse_votes  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    key = step_of(step).key
    new = Correction(
        key, face.past_day(was), face.past_day(on), document, None if votes is None else parse_votes(votes), by
    )
    recorded = correct_step(face.desk(), case, new, rehearse=dry_run)
    face.tell_findings(recorded.findings)
    said = "correction_rehearsed" if dry_run else "step_corrected_on" if new.on else "step_corrected"
    face.tell(said, case=recorded.case, step=Word("steps", key), on=new.on)
