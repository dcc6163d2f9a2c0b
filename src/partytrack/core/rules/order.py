"""The order of steps: what must come first must not lie later, in either direction (``data/lifecycle.toml``)."""

from datetime import date

from partytrack.core.case import Case, Event
from partytrack.core.finding import Finding
from partytrack.core.lifecycle import Step
from partytrack.core.rulebook import Rulebook


def order_of_steps(case: Case, event: Event, book: Rulebook) -> list[Finding]:
    """What the other steps of a case say of one of them.

    Of a step that was repeated the first day counts: a second vote does not unmake the first. Of two steps that leave
    no room for each other neither can be recorded beside the other, whichever is recorded first.
    """
    known, new, on = book.steps, book.steps[event.step], event.on
    first: dict[str, date] = {}
    for each in case.events:
        if each is not event:
            first[each.step] = min(each.on, first.get(each.step, each.on))
    own = min(on, first.get(new.key, on))
    found = [
        Finding("order_later", "block", key, new.article, first[key]) for key in new.after if first.get(key, on) > on
    ]
    found += [
        Finding("order_earlier", "block", key, known[key].article, day)
        for key, day in first.items()
        if new.key in known[key].after and day < own
    ]
    found += [Finding("excluded", "block", key, new.article, first[key]) for key in new.unless if key in first]
    found += [
        Finding("excluded", "block", key, known[key].article, day)
        for key, day in first.items()
        if new.key in known[key].unless
    ]
    found += [Finding("needed", "block", key, new.article) for key in new.needs if key not in first]
    found += [
        Finding("order_later", "warn", key, new.article, first[key]) for key in new.expects if first.get(key, on) > on
    ]
    found += [
        Finding("order_earlier", "warn", key, known[key].article, day)
        for key, day in first.items()
        if new.key in known[key].expects and day < own
    ]
    unrecorded = (key for key in (*new.after, *new.expects) if key not in first and key not in new.needs)
    found += [Finding("not_recorded", "note", key, new.article) for key in unrecorded if _asked(known[key], case, book)]
    return found


def _asked(step: Step, case: Case, book: Rulebook) -> bool:
    """Whether a step is asked for at all.

    Some belong to a section committee, which not every cell has; and a certificate of an earlier case serves as well.
    """
    if case.certificates and any(rule.more["of"] == step.key for rule in book.validity):
        return False
    return step.only_under is None or step.only_under in case.above
