"""``partytrack candidate waive``: a rule that does not hold for a case, with the paper that says so."""

from typing import TYPE_CHECKING, Annotated

import typer

from partytrack.cli.face import Face
from partytrack.cli.options import CaseCode, DryRun, OnDay, filled
from partytrack.core.errors import WaiverIncomplete

if TYPE_CHECKING:
    from partytrack.record.waivers import NewWaiver


def waive(
    ctx: typer.Context,
    case: CaseCode,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="arg.rule")],
    on: OnDay,
    authority: Annotated[str, typer.Option(metavar="UNIT", help="opt.authority")],
    document: Annotated[str, typer.Option(metavar="NO", callback=filled, help="opt.waiver_document")],
    reason: Annotated[str, typer.Option(metavar="TEXT", callback=filled, help="opt.waiver_reason")],
    until: Annotated[str | None, typer.Option(metavar="DATE", help="opt.waived_until")] = None,
    dry_run: DryRun = False,
) -> None:
    """Waive a rule for a case, or put its time limit off."""
    from partytrack.record import waivers  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_past_day(on)
    new = waivers.NewWaiver(rule, authority, document, reason, face.day(until))
    granted = waivers.waive(face.desk(rehearse=dry_run), case, new, on=day)
    face.tell(
        "waived" if granted.until_on is None else "waived_until", case=case.strip().upper(), rule=granted.rule, on=day,
        until=granted.until_on, document=document, authority=authority.strip(),
    )  # fmt: skip
    if dry_run:
        face.tell("nothing_changed")


def told_waiver(
    rule: str | None, authority: str | None, document: str | None, reason: str | None
) -> "NewWaiver | None":
    """The waiver that goes with a step: all of it is told, or nothing."""
    from partytrack.record.waivers import NewWaiver  # noqa: PLC0415  # as above

    told = {"--waive": rule, "--authority": authority, "--waiver-document": document, "--reason": reason}
    missing = tuple(option for option, text in told.items() if text is None or not text.strip())
    if len(missing) == len(told):
        return None
    if missing:
        raise WaiverIncomplete(missing)
    return NewWaiver(rule or "", authority or "", document or "", reason or "")
