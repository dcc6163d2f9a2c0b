"""``partytrack course``: courses for candidates and new members."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.lists import Wanted, put_list
from partytrack.cli.options import CaseCode, Document, DryRun, Force, Listing, OnDay, Output, Showing, filled
from partytrack.cli.output import put_one
from partytrack.cli.streams import put
from partytrack.core.errors import ResultOrDecision, RetakeIncomplete
from partytrack.core.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partytrack.core.courses import Result
    from partytrack.core.finding import Finding

APP = noun("course")

CourseCode: TypeAlias = Annotated[str, typer.Argument(metavar="COURSE", help="arg.course")]


@APP.command("add", cls=Command, help="course_add", epilog="course_kinds")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="arg.course_name")],
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="opt.course_from")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="opt.course_to")],
    kind: Annotated[str, typer.Option(metavar="CODE", help="opt.course_kind")] = "awareness",
    provider: Annotated[str | None, typer.Option(metavar="TEXT", callback=filled, help="opt.provider")] = None,
    document: Document = None,
) -> None:
    """Enter a course and print its code."""
    from partytrack.record.courses import NewCourse, add_course  # noqa: PLC0415  # only acts pay for the library

    face: Face = ctx.obj
    new = NewCourse(name, kind, face.required_day(first), face.required_day(last), provider, document)
    added = add_course(face.desk(), new)
    put(f"{added.code}\n")
    face.tell(
        "course_added", course=added.code, name=added.name, kind=Word("course_kinds", added.kind), first=new.first,
        last=new.last,
    )  # fmt: skip


@APP.command("enrol", cls=Command, help="course_enrol")
def enrol(
    ctx: typer.Context,
    course: CourseCode,
    cases: Annotated[list[str], typer.Argument(metavar="CASE...", help="arg.learners")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="opt.enrolled_on")] = None,
    dry_run: DryRun = False,
) -> None:
    """Let cases join a course."""
    from partytrack.record.courses import enrol as join  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    joined = join(face.desk(rehearse=dry_run), course, cases, on=face.past_day(on))
    _told(face, (), "course_enrolled", dry_run=dry_run, course=joined.course, cases=joined.cases)


@APP.command("result", cls=Command, help="course_result")
def result(
    ctx: typer.Context,
    course: CourseCode,
    case: Annotated[str | None, typer.Argument(metavar="[CASE]", help="arg.learner")] = None,
    attendance: Annotated[str | None, typer.Option(metavar="PERCENT", help="opt.attendance")] = None,
    mark: Annotated[str | None, typer.Option(metavar="N", help="opt.mark")] = None,
    retake_mark: Annotated[str | None, typer.Option(metavar="N", help="opt.retake_mark")] = None,
    retake_on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.retake_on")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="opt.results_on")] = None,
    document: Annotated[str | None, typer.Option(metavar="NO", callback=filled, help="opt.results_document")] = None,
    dry_run: DryRun = False,
) -> None:
    """Record what one learner achieved, or the decision on the results of all."""
    face: Face = ctx.obj
    told = _result(face, attendance, mark, retake_mark, retake_on)
    if case is None and told is None and on is not None and document is not None:
        _decision(face, course, on, document, dry_run=dry_run)
    elif case is not None and told is not None and on is None and document is None:
        from partytrack.record.course_results import record_result  # noqa: PLC0415  # as above

        recorded = record_result(face.desk(rehearse=dry_run), course, case, told)
        _told(face, recorded.findings, "course_result", dry_run=dry_run, case=recorded.case, course=_shown(course))
    else:
        raise ResultOrDecision


def _result(
    face: Face, attendance: str | None, mark: str | None, retake_mark: str | None, retake_on: str | None
) -> "Result | None":
    """What is told of a learner, if anything is; a second attempt has a mark and a day."""
    from partytrack.core.courses import Result, parse_attendance, parse_mark  # noqa: PLC0415  # this verb's alone

    if (retake_mark is None) != (retake_on is None):
        raise RetakeIncomplete
    told = Result(
        None if attendance is None else parse_attendance(attendance),
        None if mark is None else parse_mark(mark),
        None if retake_mark is None else parse_mark(retake_mark),
        face.past_day(retake_on),
    )
    return None if told == Result() else told


def _decision(face: Face, course: str, on: str, document: str, *, dry_run: bool) -> None:
    from partytrack.record.course_results import recognise_results  # noqa: PLC0415  # only acts pay for the library

    day = face.required_past_day(on)
    done = recognise_results(face.desk(rehearse=dry_run), course, on=day, document=document)
    if done.unmarked:
        face.tell("course_unmarked", cases=done.unmarked)
    _told(face, done.findings, "course_decision", dry_run=dry_run, course=done.course, document=document, on=day)


@APP.command("certificate", cls=Command, help="course_certificate")
def certificate(
    ctx: typer.Context,
    course: CourseCode,
    case: CaseCode,
    on: OnDay,
    document: Annotated[str, typer.Option(metavar="NO", callback=filled, help="opt.certificate_no")],
    again: Annotated[bool, typer.Option("--again", help="opt.again")] = False,
    dry_run: DryRun = False,
) -> None:
    """Issue a certificate, which completes the step of the course."""
    from partytrack.record.course_results import NewCertificate, issue_certificate  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    new = NewCertificate(face.required_past_day(on), document, again)
    recorded = issue_certificate(face.desk(rehearse=dry_run), course, case, new)
    said = "certificate_again" if again else "certificate_issued"
    _told(
        face, recorded.findings, said, dry_run=dry_run, case=recorded.case, course=_shown(course), number=document,
        on=new.on,
    )  # fmt: skip


def _shown(course: str) -> str:
    """The code of a course that was found, as it is written."""
    return course.strip().upper()


def _told(face: Face, findings: "Iterable[Finding]", said: str, /, *, dry_run: bool, **values: object) -> None:
    """Tell what rules remarked, then what was recorded, or that it was a dry run."""
    face.tell_findings(findings)
    face.tell("course_rehearsed" if dry_run else said, **values)


@APP.command("list", cls=Command, help="course_list")
def list_courses(ctx: typer.Context, form: Listing = "text", output: Output = None, force: Force = False) -> None:
    """List the courses, the newest first."""
    from partytrack.lists.courses import courses  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    put_list(face, Wanted(form, output, force), lambda run: courses(run, face.say))


@APP.command("show", cls=Command, help="course_show")
def show(ctx: typer.Context, course: CourseCode, form: Showing = "text") -> None:
    """Show a course and what became of its learners."""
    from partytrack.lists.courses import course as course_tables  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    put_one(face, "course", form, lambda run: course_tables(run, face.say, course))
