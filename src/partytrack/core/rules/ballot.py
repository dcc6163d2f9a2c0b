"""Rules about votes: thresholds of exact fractions, who is entitled, how many ballots (Charter, art. 4.3 and 5.2)."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from partytrack.core.finding import Finding
from partytrack.core.lifecycle import LOST_BALLOT
from partytrack.core.rules.matter import Matter


def needed(threshold: str, entitled: int) -> int:
    """The fewest votes of those entitled: ``2/3`` at least, rounded up (VT-03); ``>1/2`` more than that."""
    share = Fraction(threshold.removeprefix(">")) * entitled
    return floor(share) + 1 if threshold.startswith(">") else ceil(share)


def vote(matter: Matter) -> Iterator[Finding]:
    """The votes in favour, of all who were entitled and not of those present (VT-01, VT-02, VT-04 to VT-06)."""
    votes = matter.event.votes
    if votes is None or _is_referred(matter):
        return
    fewest = needed(matter.law.value, votes.entitled)
    if votes.favour < fewest:
        yield matter.finding("too_few_votes", favour=votes.favour, needed=fewest, entitled=votes.entitled)


def _is_referred(matter: Matter) -> bool:
    """Whether so many ballots were lost before that the competent committee decides whatever the cell votes (VT-07)."""
    ballots = matter.find("referred_after")
    return ballots is not None and len(matter.before(LOST_BALLOT)) >= ballots.value


def delegated_vote(matter: Matter) -> Iterator[Finding]:
    """Of a base executive that decides by delegation two thirds (VT-05); the records do not tell it from a standing board."""
    votes = matter.event.votes
    if votes is not None and votes.favour < (fewest := needed(matter.law.value, votes.entitled)):
        yield matter.finding("too_few_if_delegated", favour=votes.favour, needed=fewest, entitled=votes.entitled)


def entitled(matter: Matter) -> Iterator[Finding]:
    """All full members are entitled (VT-01, VT-02), and only they (VT-08).

    Since 1/7/2025 those temporarily elsewhere and those exempt who do not come are left out (VT-09).
    """
    votes, members = matter.event.votes, matter.event.full_members
    if votes is None or members is None or votes.entitled == members:
        return
    left_out = matter.find("leaves_out")
    if votes.entitled > members:
        yield matter.finding(
            "more_entitled", value=matter.find("voters"), weight="note", entitled=votes.entitled, members=members
        )  # fmt: skip
    elif left_out is None:
        yield matter.finding("fewer_entitled", entitled=votes.entitled, members=members)
    else:
        yield matter.finding(
            "some_left_out", value=left_out, weight="note", entitled=votes.entitled, members=members
        )  # fmt: skip


def cell_size(matter: Matter) -> Iterator[Finding]:
    """A cell with fewer than three full members cannot hold the meeting (OR-01).

    Who may be left out of the count is a member of the cell all the same, and the roll may lack somebody: the larger counts.
    """
    votes = matter.event.votes
    members = max(matter.event.full_members or 0, votes.entitled if votes else 0)
    if votes is not None and members < matter.law.value:
        yield matter.finding("cell_too_small", members=members, needed=matter.law.value)


def ballots(matter: Matter) -> Iterator[Finding]:
    """After the third ballot without two thirds the cell reports and the competent committee decides (VT-07)."""
    lost = len(matter.before(matter.event.step))
    if lost >= matter.law.value:
        yield matter.finding("three_ballots", count=lost)
