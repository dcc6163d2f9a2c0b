"""The movement of members reckoned by hand: day by day, person by person, from what was told of each life."""

from collections import Counter
from datetime import timedelta

from forest_tree_by_hand import Tree

DAY = timedelta(days=1)
COMES = {"admission_ceremony": "admitted", "restoration": "restored", "transfer_in": "moved_in", "roll": "entered"}
GOES = {
    "death": "died", "died": "died", "expulsion": "expelled", "removal": "removed", "removed_in_probation": "removed",
    "withdrawal": "withdrawn", "transfer_out": "moved_out", "decision_annulled": "annulled", "lapse": "left",
}  # fmt: skip
INTO = ("admitted", "moved_in", "organisation_in", "restored", "entered")
OUT = ("died", "expelled", "removed", "withdrawn", "moved_out", "organisation_out", "annulled", "left")


class Movement:
    """What the report on a unit must say: a counter for each row that has anybody, and one for the total."""

    def __init__(self, forest, unit, period, as_of, shown_by, depth="children"):
        self.tree = Tree(forest, as_of)
        self.forest, self.unit, self.shown_by, self.depth = self.tree.facts, unit, shown_by, depth
        self.rows, self.total, self.within = {}, Counter(), 0
        eve, last = period.first - DAY, min(period.last, as_of)
        for member in self.forest.members:
            self._count("start", member, eve)
            self._count("end", member, last)
            day = eve
            while day < last:
                day += DAY
                self._turn(member, day)

    def _row(self, member, day):
        """The row to which somebody belongs on a day; ``None``: they are no member under the unit."""
        unit = member.unit_on(self.forest, day)
        way = None
        if unit is not None:
            way = self.tree.way(unit, day) if self.shown_by == "then" else self.tree.place(unit)
        if way is None or self.unit not in way:
            return None
        below = way[way.index(self.unit) :]
        return below[-1] if self.depth == "cells" or len(below) == 1 else below[1]

    def _count(self, what, member, day):
        row = self._row(member, day)
        if row is not None:
            self.rows.setdefault(row, Counter())[what] += 1
            self.total[what] += 1

    def _turn(self, member, day):
        out, into = self._row(member, day - DAY), self._row(member, day)
        if out == into:
            return
        came, went = self._causes(member, day)
        parts = {
            "admitted": "readmitted" if self._was_member(member, day) else "",
            "removed": "removed_probationers" if day <= member.full_on else "",
        }
        for row, what in ((into, came), (out, went)):
            if row is not None:
                self._enter(self.rows.setdefault(row, Counter()), what, parts)
        if out is None:
            self._enter(self.total, came, parts)
        elif into is None:
            self._enter(self.total, went, parts)
        else:
            self.within += 1

    @staticmethod
    def _enter(counter, what, parts):
        counter[what] += 1
        if parts.get(what):
            counter[parts[what]] += 1

    def _causes(self, member, day):
        """How it is called where somebody comes, and where they go."""
        before, after = member.eve(self.forest, day), member.unit_on(self.forest, day)
        told = next((turn.what for turn in member.turns if turn.day == day), None)
        if before is None:
            return COMES[told], None
        if after is None:  # nothing on record tells who left for no reason from those who went with their unit
            told = None if told == "lapse" and self._ended(before, day) else told
            return None, GOES.get(told, "organisation_out")
        parted = any((link.unit, link.successor, link.on) == (before, after, day) for link in self.forest.links)
        carried = parted or before == after or told is None or (told == "shift" and self._ended(before, day))
        kind = "organisation" if carried else "moved"
        return f"{kind}_in", f"{kind}_out"

    def _ended(self, unit, day):
        return self.forest.units[unit].to_on == day

    def _was_member(self, member, day):
        """Whether they were one before and then were not for a while; an admission that was annulled had made none."""
        before, void = [turn for turn in member.turns if turn.day < day], set()
        for place, turn in enumerate(before):
            if turn.what == "decision_annulled":
                since = max(former.day for former in before[:place] if former.what == "admission_ceremony")
                void |= {each.day for each in before if since <= each.day <= turn.day}
        return any(turn.day not in void for turn in before)
