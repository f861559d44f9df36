"""Rows on what changes: corrections, versions of methods, and the end of a series."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from orebook.facts import Held, Notice, Publication
from orebook.publish.changes import ADOPTED, PROPOSED
from orebook.publish.correction import correction, sentence
from orebook.publish.ending import ENDS
from orebook.publish.months import ahead
from orebook.publish.trust.methods import NOTHING, named
from orebook.publish.trust.seen import Answer, Seen, each, none

_UNCHANGED = "No publication was made by another version than the one before it."


def corrected(seen: Seen) -> Answer:
    """Row 20: the old publication is held, and a notice links both with every figure, old and new."""
    held = {one.fact.publication: one.fact for one in seen.publications}
    notices = {(one.fact.old, one.fact.new): one.fact.text for one in seen.notices}
    known: dict[str, str | None] = {}
    for one in seen.publications:
        if one.fact.supersedes is not None:
            old = held.get(one.fact.supersedes)
            text = notices.get((one.fact.supersedes, one.fact.publication))
            known[one.fact.publication] = _unlinked(old, one.fact, text)
    good = "Every correction keeps the old publication, and a notice states every figure old and new."
    return each(known, "corrections", good, "Nothing was corrected.")


def _unlinked(old: Publication | None, new: Publication, text: str | None) -> str | None:
    if old is None:
        return f"the book no longer holds {new.supersedes}"
    if text is None:
        return f"no notice links {new.publication} to {old.publication}"
    missing = [one for one in correction(old, new) if sentence(one) not in text]
    return f"the notice of {new.publication} leaves out {missing[0].figure}" if missing else None


def propagated(seen: Seen) -> Answer:
    """Row 21: no publication that stands rests on a quote that was corrected since."""
    wrong = {held.fact.corrects: held.id for held in seen.corrections}
    if not wrong:
        return none("No quote was corrected.")
    known = {
        one.fact.publication: next((f"{one.fact.subject} still rests on {cite}, which {wrong[cite]} corrected"
                      for cite in one.fact.cites if cite in wrong), None)
        for one in seen.latest()
    }  # fmt: skip
    return each(
        known,
        "publications that stand",
        "Everything that rested on what was corrected was corrected.",
        NOTHING,
    )


def consultation(seen: Seen) -> Answer:
    """Row 23: a version that came into use was proposed, open for its window, and adopted."""
    known = {version: _unasked(seen, version) for version in _new(seen)}
    return each(known, "changes of method", "Every change had its proposal, window and decision.", _UNCHANGED)


def _new(seen: Seen) -> dict[str, date]:
    """Versions that took another's place in the publications, each with the day it was first used."""
    last: dict[str, str] = {}
    found: dict[str, date] = {}
    for one in seen.publications:
        for version in named(one.fact.method):
            family = version.partition("/")[0]
            if last.get(family, version) != version and version not in found:
                found[version] = _on(one.recorded_at)
            last[family] = version
    return found


def _on(moment: int) -> date:
    return datetime.fromtimestamp(moment / 1_000_000, UTC).date()


def _unasked(seen: Seen, version: str) -> str | None:
    days = int(seen.publish_method.parameters["registers"]["method-change"]["window_days"])
    lines = [
        held
        for held in seen.register
        if held.fact.register == "method-change" and held.fact.subject == version
    ]
    proposed = next((held for held in lines if held.fact.stage == PROPOSED), None)
    decided = next((held for held in lines if held.fact.stage == ADOPTED), None)
    if proposed is None or decided is None:
        return f"{version} came into use without a proposal that was adopted"
    if decided.recorded_at - proposed.recorded_at < timedelta(days=days) // timedelta(microseconds=1):
        return f"{version} was decided before its proposal had been written down for {days} days"
    return None


def noticed(seen: Seen) -> Answer:
    """Row 24: a change was told in time before it was used, and no yearly look at a method is overdue."""
    days = int(seen.publish_method.parameters["notice_days"])
    known: dict[str, str | None] = {
        version: _untold(seen, version, first, days) for version, first in _new(seen).items()
    }
    for version in sorted({name for one in seen.publications for name in named(one.fact.method)}):
        known[version] = known.get(version) or _unlooked(seen, version)
    good = f"Changes were told {days} days ahead, and each method in use was looked at within a year."
    return each(known, "methods", good, NOTHING)


def _untold(seen: Seen, version: str, first: date, days: int) -> str | None:
    told = [one for one in seen.notices if one.fact.kind == "method-change" and one.fact.subject == version]
    if not told:
        return f"no notice told that {version} takes effect"
    return _late(told[0], days, first)


def _late(told: Held[Notice], days: int, first: date | None = None) -> str | None:
    """What is wrong with the time of a notice: given late, kept later than it says, or acted on too soon."""
    one = told.fact
    if _on(told.recorded_at) > one.given + timedelta(days=1):
        return f"the notice of {one.subject} was kept on {_on(told.recorded_at)}, not on {one.given}"
    if one.effective < one.given + timedelta(days=days):
        return f"the notice of {one.subject} was given less than {days} days ahead"
    soon = first is not None and first < one.effective
    return f"{one.subject} was used on {first}, before {one.effective}" if soon else None


def _unlooked(seen: Seen, version: str) -> str | None:
    """A method is looked at every year, its start counting as the first look."""
    family, method = version.partition("/")[0], seen.methods.get(version)
    looked = [held.fact.happened for held in seen.register
              if held.fact.stage == "reviewed" and held.fact.register == "method-change"
              and held.fact.subject in (family, version)]  # fmt: skip
    last = max([*looked, *([method.start] if method is not None else [])], default=date.min)
    return f"{version} was last looked at on {last}" if ahead(last, 12) < seen.today else None


def discontinued(seen: Seen) -> Answer:
    """Row 28: an end was told in time, and nothing of the series was published after its last day."""
    days = int(seen.publish_method.parameters["notice_days"])
    known: dict[str, str | None] = {}
    for told in seen.notices:
        if told.fact.kind == ENDS:
            known[told.id] = _late(told, days) or _after(seen, told.fact)
    good = "Every end was told in time, with its last day; nothing was published after it."
    return each(known, "ends of series", good, "No series was ended.")


def _after(seen: Seen, end: Notice) -> str | None:
    for one in seen.publications:
        stated = any(key.startswith(f"{end.subject}.") for key in one.fact.figures)
        if stated and one.fact.subject[-10:] > end.effective.isoformat() and one.fact.subject[-3] == "-":
            return f"{one.fact.subject} was published after its last day, {end.effective}"
    return None
