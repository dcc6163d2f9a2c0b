"""``partytrack candidate``: the people on their way into the Party."""

from typing import Annotated

import typer

from partytrack.cli import moves
from partytrack.cli.commands import Command, noun
from partytrack.cli.correct import correct
from partytrack.cli.face import Face
from partytrack.cli.facts import tell_fact
from partytrack.cli.lists import Wanted, put_list
from partytrack.cli.options import (
    AsOf,
    Born,
    CaseCode,
    Correct,
    Document,
    DryRun,
    FactCode,
    FactDay,
    Facts,
    FactValue,
    Force,
    InUnit,
    Listing,
    NationalId,
    OnDay,
    Output,
    PersonName,
    Reveal,
    SearchText,
    Sex,
    Showing,
)
from partytrack.cli.output import put_tables
from partytrack.cli.streams import put
from partytrack.cli.waive import told_waiver, waive
from partytrack.core.codes import check_code
from partytrack.core.lifecycle import DROPPING, MENTORING
from partytrack.core.lifecycle import step as step_of
from partytrack.core.words import Word

APP = noun("candidate")


@APP.command("add", cls=Command, help="candidate_add", epilog="sources facts")
def add(
    ctx: typer.Context,
    name: PersonName,
    cell: Annotated[str, typer.Option(metavar="CODE", help="opt.cell")],
    source: Annotated[str, typer.Option(metavar="CODE", help="opt.source")],
    born: Born = None,
    sex: Sex = None,
    national_id: NationalId = None,
    fact: Facts = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.listed_on")] = None,
) -> None:
    """Open a case and print its code."""
    from partytrack.record.candidates import add_candidate  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    recorded = add_candidate(
        face.desk(), face.new_person(name, born, sex, fact, national_id), cell=cell, source=source,
        listed_on=face.past_day(on),
    )  # fmt: skip
    put(f"{recorded.case}\n")
    face.tell("candidate_added", case=recorded.case, name=" ".join(name.split()), cell=cell)
    if recorded.namesakes:
        face.tell("namesakes", people=recorded.namesakes)


@APP.command("fact", cls=Command, help="candidate_fact", epilog="facts")
def fact(
    ctx: typer.Context,
    case: CaseCode,
    fact: FactCode,
    value: FactValue,
    on: FactDay = None,
    correct: Correct = False,
    dry_run: DryRun = False,
) -> None:
    """Record a fact of the person whose case it is."""
    from partytrack.record.facts import NewFact, record_case_fact  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    new = NewFact(fact, value, face.past_day(on), correct=correct)
    tell_fact(face, record_case_fact(face.desk(rehearse=dry_run), case, new), dry_run=dry_run)


@APP.command("step", cls=Command, help="candidate_step", epilog="steps")
def step(
    ctx: typer.Context,
    case: CaseCode,
    step: Annotated[str, typer.Argument(metavar="STEP", help="arg.step")],
    on: OnDay,
    document: Document = None,
    by: Annotated[str | None, typer.Option(metavar="UNIT", help="opt.by")] = None,
    votes: Annotated[str | None, typer.Option(metavar="ENTITLED/PRESENT/FOR", help="opt.votes")] = None,
    waive: Annotated[str | None, typer.Option(metavar="RULE", help="opt.waive")] = None,
    authority: Annotated[str | None, typer.Option(metavar="UNIT", help="opt.authority")] = None,
    waiver_document: Annotated[str | None, typer.Option(metavar="NO", help="opt.waiver_document")] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="opt.waiver_reason")] = None,
    dry_run: DryRun = False,
) -> None:
    """Record a step of a case."""
    from partytrack.record.steps import NewStep, parse_votes, record_step  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    day, key = face.required_past_day(on), step_of(step).key
    new = NewStep(
        key, day, document=document, by=by, votes=parse_votes(votes) if votes is not None else None,
        waiver=told_waiver(waive, authority, waiver_document, reason),
    )  # fmt: skip
    recorded = record_step(face.desk(), case, new, rehearse=dry_run)
    face.tell_findings(recorded.findings)
    face.tell("rehearsed" if dry_run else "step_recorded", case=recorded.case, step=Word("steps", key), on=day)


@APP.command("mentor", cls=Command, help="candidate_mentor")
def mentor(
    ctx: typer.Context,
    case: CaseCode,
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="arg.member")],
    on: OnDay,
    dry_run: DryRun = False,
) -> None:
    """Assign a mentor."""
    from partytrack.record.mentors import assign_mentor  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_past_day(on)
    recorded = assign_mentor(face.desk(), case, member, on=day, rehearse=dry_run)
    face.tell_findings(recorded.findings)
    if dry_run:
        face.tell("rehearsed", case=recorded.case, step=Word("steps", MENTORING), on=day)
    else:
        face.tell("mentor_assigned", case=recorded.case, member=member, on=day)


@APP.command("drop", cls=Command, help="candidate_drop", epilog="loss_reasons")
def drop(
    ctx: typer.Context,
    case: CaseCode,
    reason: Annotated[str, typer.Option(metavar="CODE", help="opt.reason")],
    on: OnDay,
    return_on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.return_on")] = None,
    dry_run: DryRun = False,
) -> None:
    """End a case without admission."""
    from partytrack.record.candidates import drop_candidate  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day, reason = face.required_past_day(on), check_code("loss_reasons", reason)
    recorded = drop_candidate(
        face.desk(), case, reason=reason, on=day, return_on=face.day(return_on), rehearse=dry_run
    )  # fmt: skip
    face.tell_findings(recorded.findings)
    if dry_run:
        face.tell("rehearsed", case=recorded.case, step=Word("steps", DROPPING), on=day)
    else:
        face.tell("candidate_dropped", case=recorded.case, reason=Word("loss_reasons", reason), on=day)


@APP.command("list", cls=Command, help="candidate_list")
def list_candidates(
    ctx: typer.Context,
    unit: InUnit = None,
    as_of: AsOf = None,
    everyone: Annotated[bool, typer.Option("--all", help="opt.all_cases")] = False,
    form: Listing = "text",
    output: Output = None,
    force: Force = False,
    reveal: Reveal = None,
) -> None:
    """List cases by given name."""
    _put(ctx.obj, unit, as_of, Wanted(form, output, force, reveal), everyone=everyone)


@APP.command("find", cls=Command, help="candidate_find")
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
    """Find cases by the start of any word of the name, with or without marks."""
    _put(ctx.obj, unit, as_of, Wanted(form, output, force, reveal), text, everyone=True)


def _put(face: Face, unit: str | None, as_of: str | None, wanted: Wanted, text: str = "", *, everyone: bool) -> None:
    from partytrack.lists.candidates import candidates  # noqa: PLC0415  # each command loads its own

    day = face.day(as_of) or face.today
    put_list(
        face, wanted, lambda run: candidates(run, face.say, unit, day, text, everyone=everyone), unit, day, judged=True
    )  # fmt: skip


@APP.command("show", cls=Command, help="candidate_show")
def show(ctx: typer.Context, case: CaseCode, reveal: Reveal = None, form: Showing = "text") -> None:
    """Show one case."""
    from partytrack.lists.cases import case as case_tables  # noqa: PLC0415  # each command loads its own
    from partytrack.store.judging import judge  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    with face.reading(judged=True) as run:
        tables = case_tables(run, face.say, case, judge(), face.today, revealed=reveal is not None)
    if reveal is not None:
        face.reveal(f"candidate {tables[0].rows[0]['case']}", reveal, 1)
    put_tables(face, "candidate", form, tables)


APP.command("correct", cls=Command, help="candidate_correct", epilog="steps_on_record")(correct)
APP.command("waive", cls=Command, help="candidate_waive")(waive)
APP.command("introduce", cls=Command, help="candidate_introduce")(moves.introduce)
APP.command("move", cls=Command, help="candidate_move")(moves.move)
APP.command("return", cls=Command, help="candidate_return", epilog="sources")(moves.return_to_list)
