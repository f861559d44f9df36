"""Rows on the publications themselves: what they print, and whether they follow from their evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from orebook.calendars import is_open
from orebook.facts import Held, Publication
from orebook.publish.correction import compared, sentence
from orebook.publish.trust.methods import NOTHING
from orebook.publish.trust.seen import Answer, Replay, Seen, each, holds, none, short

_RULES = re.compile(r'^id = "([A-Z]+[0-9]+)"', re.MULTILINE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
CLOSED, SINGLE = "market-closed", "single-source"


def no_trade(seen: Seen) -> Answer:
    """Row 6: a price that its day's trades did not make says so in the text."""
    return _over(seen, _unlabelled, "Every price that was carried or blended is labelled in its text.")


def _unlabelled(seen: Seen, one: Held[Publication], replay: Replay) -> str | None:
    draft = seen.draft(one)
    labelled = "" if draft is None else draft.text
    for made in replay.prices:
        if made.status in ("carried", "blended") and made.status not in labelled:
            return f"{one.fact.subject} does not say that {made.product} was {made.status}"
    return None


def single_source(seen: Seen) -> Answer:
    """Row 7: a draft that rests on one source for more than half was looked at, and the register says so."""
    reviewed = {cite for held in seen.register if held.fact.register == "review" for cite in held.fact.cites}

    def unseen(_: Seen, one: Held[Publication], replay: Replay) -> str | None:
        marked = any(SINGLE in made.flags for made in replay.prices)
        return f"{one.fact.subject} rests on one source and nobody reviewed it" if (
            marked and one.fact.draft not in reviewed
        ) else None  # fmt: skip

    return _over(seen, unseen, "Shares are computed, and every publication on a single source was reviewed.")


def outliers(seen: Seen) -> Answer:
    """Row 10: whatever was set aside names a numbered rule of its method."""

    def uncoded(seen: Seen, _: Held[Publication], replay: Replay) -> str | None:
        for made in replay.prices:
            method = seen.methods.get(made.method)
            rules = set() if method is None else set(_RULES.findall(method.text))
            wrong = next((item for item in made.set_aside if item.rule not in rules), None)
            if wrong is not None:
                return f"{wrong.quote} was set aside by {wrong.rule}, which is no rule of {made.method}"
        return None

    return _over(
        seen, uncoded, "Whatever was set aside names a numbered rule and its publication an assessor."
    )


def left_out_trades(seen: Seen) -> Answer:
    """Row 11: a done deal that was set aside is listed in the publication, by its id."""

    def unlisted(seen: Seen, one: Held[Publication], replay: Replay) -> str | None:
        draft = seen.draft(one)
        text = "" if draft is None else draft.text
        for item in (item for made in replay.prices for item in made.set_aside):
            held = seen.quotes.get(item.quote)
            deal = held is not None and held.fact.kind == "transaction"
            if deal and item.quote not in text and item.quote not in one.fact.cites:
                return f"{one.fact.subject} does not list {item.quote}, a deal that was set aside"
        return None

    return _over(seen, unlisted, "Every deal that was set aside is listed.")


def judgement(seen: Seen) -> Answer:
    """Row 12: a publication names the judgements its prices rest on, and prints their rationale."""

    def unmarked(seen: Seen, one: Held[Publication], replay: Replay) -> str | None:
        used = {cite for made in replay.prices for cite in made.judgements}
        missing = used - set(one.fact.judgements)
        if missing:
            return f"{one.fact.subject} rests on {min(missing)} and does not say so"
        draft = seen.draft(one)
        unheld = [cite for cite in one.fact.judgements if cite not in seen.judgements]
        if unheld or (one.fact.judgements and (draft is None or "judgement" not in draft.flags)):
            return f"{one.fact.subject} rests on a judgement without mark or rationale"
        return None

    return _over(
        seen, unmarked, "Every publication names the judgements it rests on; their rationale is held."
    )


def daily_line(seen: Seen) -> Answer:
    """Row 13: the text prints the counts and whether anybody judged."""
    known: dict[str, str | None] = {}
    for one in seen.publications:
        draft = seen.draft(one)
        text = "" if draft is None else draft.text
        printed = all(any(way in text for way in ways) for ways in seen.settings["printed"])
        known[one.fact.publication] = (
            None if printed else f"the text of {one.fact.subject} prints no counts, or is not held"
        )
    return each(
        known, "publications", "Every text prints quotes used, set aside, and judgement used or not.", NOTHING
    )


def immutable(seen: Seen) -> Answer:
    """Row 19: nothing in the book was altered, and every publication can be worked out again."""
    least = int(seen.settings["retention_years"])
    kept = [
        int(one.get("retention_years", 0)) for one in seen.publish_method.parameters["registers"].values()
    ]
    if seen.altered:
        return short(f"The book was altered: {seen.altered[0]}", seen.altered)
    if min(kept, default=0) < least:
        return short(
            f"{seen.publish_method.id} keeps records less than {least} years.", [seen.publish_method.id]
        )

    def differs(_: Seen, one: Held[Publication], replay: Replay) -> str | None:
        if replay.figures is None:
            return f"{one.fact.subject} cannot be worked out again: {replay.trouble}"
        changed = compared(one.fact.figures, replay.figures)
        return f"{one.fact.subject} comes out otherwise: {sentence(changed[0])}" if changed else None

    found = _over(
        seen, differs, "Nothing was altered, and every publication looked at comes out the same again."
    )
    return holds("Nothing was altered; nothing was published.") if found.state == "not applicable" else found


def calendar(seen: Seen) -> Answer:
    """Row 26: the calendar knows the days published for, and a closed day is flagged, not moved."""
    if seen.calendar is None or is_open(seen.calendar, seen.today) is None:
        return short(f"The calendar does not hold the holidays of {seen.today.year}.")
    known: dict[str, str | None] = {}
    for one in seen.publications:
        day = _day(one.fact.subject)
        draft = seen.draft(one)
        if day is None:
            continue
        closed = is_open(seen.calendar, day) is False
        flagged = draft is not None and CLOSED in draft.flags
        known[one.fact.publication] = (
            f"{one.fact.subject} is of a closed day and does not say so" if closed and not flagged else None
        )
    good = f"The calendar {seen.calendar.id} holds this year, and prices of closed days are flagged."
    return each(known, "publications of a day", good, "") if known else holds(good, [seen.calendar.id])


def _day(subject: str) -> date | None:
    found = _DAY.search(subject)
    return date.fromisoformat(found[0]) if found else None


def _over(seen: Seen, wrong: Callable[[Seen, Held[Publication], Replay], str | None], good: str) -> Answer:
    """A row over the publications that were worked out again."""
    known = {
        one.fact.publication: wrong(seen, one, seen.replays[one.id])
        for one in seen.publications
        if one.id in seen.replays
    }
    return each(known, "publications", good, NOTHING) if known else none(NOTHING)
