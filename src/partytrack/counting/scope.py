"""The two maps of the organisation as SQL: which units lie under the unit asked about, and which of their days (F3).

In every statement ``x`` is the unit asked about, ``v`` a unit that lies under it or is it, and ``e`` an event.
CROSS JOIN holds SQLite to the order: begun at the steps, one cell's report would read those of the whole country.
"""

from dataclasses import dataclass

_UNDER = "v.path >= x.path AND v.path < x.path || '~'"


def _in_window(*stretches: str) -> str:
    return " AND ".join(f"{stretch}.from_on < :end AND {stretch}.to_on > :first" for stretch in stretches)


@dataclass(frozen=True)
class Scope:
    """What lies under the unit asked about, by one of the maps.

    ``units``: the tables that name the units; ``inside``: which of them lie under the unit asked about; ``below``:
    where they are shown under it; ``on_day``: what an event must meet beside. ``stretches`` and ``within``: the same
    with each stretch of days in the window, of which ``path`` and the days ``from_on`` to ``to_on`` count here.
    """

    units: str
    inside: str
    stretches: str
    within: str
    path: str
    from_on: str
    to_on: str
    below: str = "substr(v.path, length(x.path) + 1)"
    on_day: str = ""

    @property
    def events(self) -> str:
        """The tables that hold each event ``e`` of the units; the conditions below say which."""
        return f"{self.units} CROSS JOIN step_event e"

    @property
    def happened(self) -> str:
        """The step asked for, within the window."""
        return (
            f"{self.inside} AND e.unit_id = v.unit_id AND e.step = :step AND e.happened_on BETWEEN :first AND :last"
            f" {self.on_day}"
        )

    @property
    def counted(self) -> str:
        """What happened and counts: it was not annulled by the as-of day (F2)."""
        return f"""{self.happened}
AND NOT EXISTS (SELECT 1 FROM step_event a
                WHERE a.candidacy_id = e.candidacy_id AND a.step = :annulment AND a.happened_on <= :as_of)"""


_THEN_INSIDE = (
    f"x.unit_id = :unit AND {_UNDER} AND v.from_on < x.to_on AND v.to_on > x.from_on AND {_in_window('x', 'v')}"
)
THEN = Scope(
    units="path_version x CROSS JOIN path_version v",
    inside=_THEN_INSIDE,
    stretches="path_version x CROSS JOIN path_version v",
    within=_THEN_INSIDE,
    path="v.path",
    from_on="CASE WHEN v.from_on < x.from_on THEN x.from_on ELSE v.from_on END",
    to_on="CASE WHEN v.to_on > x.to_on THEN x.to_on ELSE v.to_on END",
    on_day="AND e.happened_on >= v.from_on AND e.happened_on < v.to_on"
    " AND e.happened_on >= x.from_on AND e.happened_on < x.to_on",
)
"""Where each unit stood on the day itself."""

_TODAY_INSIDE = (
    "x.unit_id = :unit AND x.from_on <= :as_of AND x.to_on > :as_of"
    f" AND {_UNDER} AND v.from_on <= :as_of AND v.to_on > :as_of"
)
TODAY = Scope(
    units="today_version x CROSS JOIN today_version v",
    inside=_TODAY_INSIDE,
    stretches="today_version x CROSS JOIN today_version v"
    f" LEFT JOIN path_version s ON s.unit_id = v.unit_id AND {_in_window('s')}",
    within=_TODAY_INSIDE,
    path="s.path",
    from_on="s.from_on",
    to_on="s.to_on",
)
"""Where the history of each unit is shown on the as-of day, whatever day it is of; also units with no day in the window."""

_ELSEWHERE_INSIDE = (
    "x.unit_id = :unit AND i.path >= x.path AND i.path < x.path || '~'"
    f" AND i.from_on < x.to_on AND i.to_on > x.from_on AND {_in_window('x', 'i')}"
    f" AND v.unit_id = i.unit_id AND {_in_window('v')}"
)
_ELSEWHERE = "path_version x CROSS JOIN path_version i CROSS JOIN path_version v"
ELSEWHERE = Scope(
    units=_ELSEWHERE,
    inside=_ELSEWHERE_INSIDE,
    stretches=_ELSEWHERE,
    within=f"{_ELSEWHERE_INSIDE} AND v.from_on <> i.from_on",
    path="v.path",
    from_on="v.from_on",
    to_on="v.to_on",
    below="''",
    on_day="AND e.happened_on >= v.from_on AND e.happened_on < v.to_on",
)
"""All stretches in the window of the units that stood under the unit asked about for a part of it."""

MAPS = {"then": THEN, "today": TODAY}
