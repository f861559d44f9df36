"""From a number to its readers: one person drafts, another approves, and it is released when it is due.

Each test says which rule of publish/2 it shows.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

import orebook as ob
from orebook.book import drafts
from orebook.facts import Approval, Draft, Judgement, Notice, Publication, digest, identity
from orebook.publish import (
    Copy,
    approver,
    discontinuation,
    draft,
    due,
    ended,
    fresh,
    going,
    material,
    publication,
    release,
    same,
    standing,
    told,
    verdict,
)
from orebook.publish.sheet import Priced, sheet
from orebook.testing import documents, method, quotes, series, varied

METHOD = method("publish/2")
CLOSE = datetime(2025, 1, 9, 9, tzinfo=UTC)
LATER = CLOSE + timedelta(hours=1)
NOTE = "Pr-Nd oxide was 399,000-401,000 yuan/mt. Pr-Nd metal stood at 490,000-493,000 yuan/mt.\n"
OXIDE = "price prnd-oxide 2025-01-09"
WHY = "Checked against two mills."


def said(mid: float = 400_000.0, **other: object) -> Copy:
    """What a price says now."""
    copy = Copy(
        subject=OXIDE, on=date(2025, 1, 9), products=("prnd-oxide",), method="range/2", text=f"Mid {mid}.",
        figures={"prnd-oxide.mid": mid}, cites=("quote-1",), used=1, set_aside=0,
    )  # fmt: skip
    return replace(copy, **other)  # type: ignore[arg-type]


def drafted(copy: Copy | None = None, author: str = "Wang Li", **other: object) -> Draft:
    return draft(copy or said(), author=author, due=CLOSE, method=METHOD, **other)  # type: ignore[arg-type]


def approved(
    made: Draft, who: str = "Li Na", reason: str | None = WHY, yes: bool = True, now: Copy | None = None
) -> Approval:
    return verdict(made, approver=who, approved=yes, reason=reason, now=now or said(), method=METHOD)


def released(made: Draft, **other: object) -> Publication:
    given: dict[str, object] = {"now": said(), "moment": LATER, "previous": None}
    return publication(made, [approved(made)], **(given | other))  # type: ignore[arg-type]


@pytest.fixture
def book() -> ob.Book:
    with ob.open("sqlite://") as opened:
        opened.add(text=NOTE, on="2025-01-09", source="smm")
        yield opened


# --- What a publication says: publish/2 P6 ---------------------------------------------------------


def test_a_publication_names_both_people_its_counts_and_its_methods() -> None:
    judged = said(judgements=("judgement-1",), set_aside=2)
    first = drafted(judged)
    made = publication(first, [approved(first, now=judged)], now=judged, moment=LATER, previous=None)
    assert (made.author, made.approver, made.method) == ("Wang Li", "Li Na", "range/2")
    assert (made.used, made.set_aside, made.judgements) == (1, 2, ("judgement-1",))
    assert made.content == digest("Mid 400000.0.")


def test_the_text_of_a_price_prints_what_it_rests_on(book: ob.Book) -> None:
    book.draft(OXIDE, author="Wang Li")
    text = book.text_of(OXIDE)
    made = book.assess("prnd-oxide", on="2025-01-09")
    (row,) = [line for line in text.splitlines() if line.startswith("| praseodymium-neodymium oxide")]
    assert [cell.strip() for cell in row.strip("|").split(" | ")] == [
        "praseodymium-neodymium oxide", "399,000", "401,000", "400,000", "CNY/t", "thin (single-source)", "1",
        "0", "none", "range/2", made.series.replace("|", "\\|"),
    ]  # fmt: skip
    assert "Quotes used: 1; set aside by rule: 0. Judgement: none. Method: range/2." in text
    assert "- Shanghai Metals Market, https://www.metal.com" in text


def test_a_whole_days_sheet_states_every_price_of_the_day(book: ob.Book) -> None:
    made = book.draft("prices 2025-01-09", author="Wang Li")
    assert set(made.figures) == {f"{name}.{end}" for name in ("prnd-oxide", "prnd-metal")
                                 for end in ("low", "mid", "high")}  # fmt: skip
    assert (made.used, made.set_aside) == (2, 0)


def test_words_of_others_act_on_no_page() -> None:
    (made,) = series("prnd-oxide", "2025-01-09", [400_000.0])
    judged = Judgement(product="prnd-oxide", price_date=made.price_date, action="price", quote=None, low=1.0,
                       high=1.0, unit="CNY/t", author="A|B", reason="<b>so</b>\n# Heading\u202e")  # fmt: skip
    told_ = sheet("Prices", [Priced(assessment=made, name="a `name`", judgements=(judged,))], ["[x](y)"])
    assert "by A\\|B: \\<b\\>so\\</b\\> # Heading\n" in told_
    assert "a \\`name\\`" in told_
    assert "\\[x\\](y)" in told_
    assert "\u202e" not in told_


def test_the_same_draft_again_is_the_same_draft(book: ob.Book) -> None:
    first = book.draft(OXIDE, author="Wang Li")
    assert book.draft(OXIDE, author="Wang Li") == first
    assert len(book.drafts()) == 1


def test_nothing_is_published_by_a_method_the_book_does_not_hold(
    book: ob.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(book._store), "agreed", lambda *_: {})
    with pytest.raises(ob.BadArgumentError, match=r"does not hold the text of range/2.*P6"):
        book.draft(OXIDE, author="Wang Li")
    assert book.drafts() == []


@pytest.mark.parametrize(
    "words", ["", "oxide", "price prnd-oxide", "prices", "review", "2025-2", "price x 2025-01-09"]
)
def test_what_cannot_be_published_is_told(book: ob.Book, words: str) -> None:
    with pytest.raises(ob.BadArgumentError, match=r"2025-W02|no product"):
        book.draft(words, author="Wang Li")


# --- Four eyes: publish/2 P7 -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Wang Li", "wang li", " WANG  LI ", "ｗａｎｇ　ｌｉ"])
def test_nobody_approves_their_own_draft(name: str) -> None:
    with pytest.raises(ob.BadArgumentError, match=r"somebody else must approve it \(publish/2, P7\)"):
        approved(drafted(), name)
    with pytest.raises(ob.BadArgumentError, match="somebody else"):
        approved(drafted(), name, yes=False)


def test_different_people_are_different() -> None:
    assert same("Wang Li", "wang li") and not same("Wang Li", "Wang Lin")


def test_a_draft_nobody_saw_is_not_released() -> None:
    with pytest.raises(ob.BadArgumentError, match="nobody but its author has seen the draft"):
        approver(drafted(), [])


def test_an_approval_by_the_author_that_was_kept_all_the_same_counts_for_nothing() -> None:
    made = drafted()
    forged = Approval(
        draft=identity(made), subject=OXIDE, approver="WANG LI", verdict="approved", reason=None
    )
    with pytest.raises(ob.BadArgumentError, match="nobody but its author"):
        approver(made, [forged])


def test_each_approvers_last_word_counts_and_a_rejection_holds_back() -> None:
    made = drafted()
    yes, no = approved(made), approved(made, yes=False, reason="One mill says otherwise.")
    assert approver(made, [no, yes]) == "Li Na"
    with pytest.raises(ob.BadArgumentError, match="Li Na rejected the draft: One mill says otherwise"):
        approver(made, [yes, no])
    with pytest.raises(ob.BadArgumentError, match="rejected"):
        approver(made, [no, approved(made, "Zhao Min")])


def test_the_same_verdict_in_the_same_words_is_no_new_one(book: ob.Book) -> None:
    book.draft(OXIDE, author="Wang Li")
    book.approve(OXIDE, approver="Li Na", reason=WHY)
    book.reject(OXIDE, approver="Li Na", reason="No.")
    with pytest.raises(ob.BadArgumentError, match="in these very words"):
        book.approve(OXIDE, approver="Li Na", reason=WHY)
    book.approve(OXIDE, approver="Li Na", reason="A second look: it stands.")
    assert book.release_draft(OXIDE).approver == "Li Na"


# --- Marks: publish/2 P8 -----------------------------------------------------------------------------


@pytest.mark.parametrize("mark", METHOD.parameters["reasoned"])
def test_a_marked_draft_is_approved_with_a_reason(mark: str) -> None:
    made = drafted(said(flags=(mark,)))
    with pytest.raises(ob.BadArgumentError, match=rf"is marked {mark}: its approver owes a reason"):
        approved(made, reason="  ")
    assert approved(made).reason == WHY


def test_other_marks_need_none_and_a_rejection_always_does() -> None:
    assert approved(drafted(said(flags=("capped",))), reason=None).reason is None
    with pytest.raises(ob.BadArgumentError, match="why the draft is rejected"):
        approved(drafted(), reason=None, yes=False)


def test_a_judgement_marks_a_draft() -> None:
    assert drafted(said(judgements=("judgement-1",))).flags == ("judgement",)


def test_the_reason_for_a_single_source_is_entered_in_the_register_of_reviews(book: ob.Book) -> None:
    made = book.draft(OXIDE, author="Wang Li")
    assert "single-source" in made.flags
    with pytest.raises(ob.BadArgumentError, match="owes a reason"):
        book.approve(OXIDE, approver="Li Na")
    book.approve(OXIDE, approver="Li Na", reason=WHY)
    (line,) = book._store.register("review")
    assert (line.fact.stage, line.fact.subject, line.fact.who, line.fact.text) == (
        "upheld",
        OXIDE,
        "Li Na",
        WHY,
    )
    assert line.fact.cites == (identity(made),)


# --- Due: publish/2 P9 -------------------------------------------------------------------------------


def test_nothing_is_released_before_it_is_due() -> None:
    made = drafted()
    with pytest.raises(ob.BadArgumentError, match=r"may be released from 2025-01-09 09:00 UTC on.*P9"):
        released(made, moment=CLOSE - timedelta(seconds=1))
    assert released(made, moment=CLOSE).draft == identity(made)


def test_a_naive_moment_is_read_as_utc() -> None:
    due(drafted(), datetime(2025, 1, 9, 9))
    with pytest.raises(ob.BadArgumentError, match="not before"):
        due(drafted(), datetime(2025, 1, 9, 8, 59))


def test_a_day_on_which_the_market_is_closed_is_due_on_the_next_open_one(book: ob.Book) -> None:
    book.add(text="Pr-Nd oxide was 402,000-404,000 yuan/mt.", on="2025-01-29", source="smm")
    assert book.draft("price prnd-oxide 2025-01-29", author="Wang Li").due == "2025-02-05T09:00:00+00:00"


def test_the_book_waits_for_its_own_clock(book: ob.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "moment", lambda: CLOSE - timedelta(hours=1))
    book.draft(OXIDE, author="Wang Li")
    book.approve(OXIDE, approver="Li Na", reason=WHY)
    with pytest.raises(ob.BadArgumentError, match="not before"):
        book.release_draft(OXIDE)
    assert [(one.state, "09:00" in one.waits_for) for one in book.drafts()] == [("approved", True)]
    monkeypatch.setattr(drafts, "moment", lambda: LATER)
    assert book.release_draft(OXIDE).subject == OXIDE


def test_all_in_one_go_leaves_a_draft_when_it_is_not_due(
    book: ob.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "moment", lambda: CLOSE - timedelta(hours=1))
    with pytest.raises(ob.BadArgumentError, match="not before"):
        book.publish(OXIDE, author="Wang Li", approver="Li Na", why=WHY)
    assert [one.state for one in book.drafts()] == ["drafted"]


def test_an_approval_counts_only_after_its_draft(book: ob.Book) -> None:
    made = book.draft("price prnd-metal 2025-01-09", author="Wang Li")
    early = Approval(draft=identity(made), subject=OXIDE, approver="Li Na", verdict="approved", reason=None)
    with ob.open("sqlite://") as other:
        other.add(text=NOTE, on="2025-01-09", source="smm")
        other._store.append([replace(early, subject=made.subject)])
        other.draft("price prnd-metal 2025-01-09", author="Wang Li")
        with pytest.raises(ob.BadArgumentError, match="nobody but its author"):
            other.release_draft("price prnd-metal 2025-01-09")


# --- Stale: publish/2 P10 ------------------------------------------------------------------------------


def test_a_draft_whose_figures_would_now_differ_is_stale_and_says_what_differs() -> None:
    with pytest.raises(ob.BadArgumentError, match=r"stale.*prnd-oxide.mid: 401,000 \(was 400,000\)"):
        released(drafted(), now=said(401_000.0))
    with pytest.raises(ob.BadArgumentError, match="stale"):
        approved(drafted(), now=said(401_000.0))


def test_other_judgements_or_methods_make_a_draft_stale() -> None:
    with pytest.raises(ob.BadArgumentError, match=r"judgements: judgement-1 \(was none\)"):
        fresh(drafted(), said(judgements=("judgement-1",)))
    with pytest.raises(ob.BadArgumentError, match=r"methods: range/3 \(was range/2\)"):
        fresh(drafted(), said(method="range/3"))


def test_other_words_with_the_same_figures_do_not() -> None:
    fresh(drafted(), said(text="Other words."))


def test_evidence_that_comes_after_the_approval_holds_the_release_back(book: ob.Book) -> None:
    book.draft(OXIDE, author="Wang Li")
    book.approve(OXIDE, approver="Li Na", reason=WHY)
    book.add(text="Pr-Nd oxide was 402,000-403,000 yuan/mt.", on="2025-01-09", source="smm")
    with pytest.raises(ob.BadArgumentError, match=r"prnd-oxide.low: 402,000 \(was 399,000\)"):
        book.release_draft(OXIDE)
    assert book.publications() == []


# --- Corrections: publish/2 P11 and P12 ----------------------------------------------------------------


def test_a_correction_owes_a_reason_and_supersedes(book: ob.Book) -> None:
    first = book.publish(OXIDE, author="Wang Li", approver="Li Na", why=WHY)
    book.add(text="Pr-Nd oxide was 409,000-411,000 yuan/mt.", on="2025-01-09", source="smm")
    with pytest.raises(ob.BadArgumentError, match="Give the reason for the correction"):
        book.draft(OXIDE, author="Wang Li")
    book.draft(OXIDE, author="Wang Li", reason="The publisher corrected itself.")
    book.approve(OXIDE, approver="Li Na", reason="Seen.")
    second = book.release_draft(OXIDE)
    assert second.supersedes == first.publication
    (notice,) = book.notices()
    assert (notice.fact.kind, notice.fact.old, notice.fact.new) == (
        "correction", first.publication, second.publication,
    )  # fmt: skip
    for line in ("prnd-oxide.low: 409,000 (was 399,000)", "prnd-oxide.mid: 410,000 (was 400,000)",
                 "prnd-oxide.high: 411,000 (was 401,000)"):  # fmt: skip
        assert line in notice.fact.text
    assert (
        "Released by Wang Li, approved by Li Na. Reason: The publisher corrected itself." in notice.fact.text
    )


def test_what_was_published_is_kept_as_it_was(book: ob.Book) -> None:
    first = book.publish(OXIDE, author="Wang Li", approver="Li Na", why=WHY)
    book.add(text="Pr-Nd oxide was 409,000-411,000 yuan/mt.", on="2025-01-09", source="smm")
    book.publish(OXIDE, author="Wang Li", approver="Li Na", why=WHY, reason="Corrected.")
    assert book.publications(OXIDE)[0].fact == first


def test_two_drafts_of_one_subject_are_not_both_released(book: ob.Book) -> None:
    book.draft(OXIDE, author="Wang Li")
    book.draft(OXIDE, author="Zhao Min")
    for one in book.drafts():
        book.approve(one.id, approver="Li Na", reason=WHY)
    first, second = (one.id for one in book.drafts())
    book.release_draft(first)
    with pytest.raises(ob.BadArgumentError, match="has been published since"):
        book.release_draft(second)
    assert [one.state for one in book.drafts()] == ["released", "overtaken"]


def test_a_subject_that_would_say_the_same_is_not_drafted_again(book: ob.Book) -> None:
    book.publish(OXIDE, author="Wang Li", approver="Li Na", why=WHY)
    with pytest.raises(ob.BadArgumentError, match="would say the same now"):
        book.draft(OXIDE, author="Wang Li")


@pytest.mark.parametrize(
    ("old", "new", "matters"),
    [
        ({"x.mid": 400_000.0}, {"x.mid": 401_999.0}, False),
        ({"x.mid": 400_000.0}, {"x.mid": 402_000.0}, True),
        ({"x.low": 400_000.0}, {"x.low": 398_000.0}, True),
        ({"x.mid": 400_000.0}, {}, True),
        ({}, {"x.high": 400_000.0}, True),
        ({"x.mid": 0.0}, {"x.mid": 0.1}, True),
        ({"count.used": 3.0}, {"count.used": 30.0}, False),
        ({"prnd-electrolysis.margin": -10.0}, {"prnd-electrolysis.margin": 10.0}, True),
        ({"prnd-electrolysis.margin": -10.0}, {"prnd-electrolysis.margin": -900.0}, False),
    ],
)
def test_what_is_material(old: dict[str, float], new: dict[str, float], matters: bool) -> None:
    assert material(old, new, METHOD) is matters


def test_the_threshold_is_the_methods() -> None:
    strict = varied(METHOD, material=1)
    assert material({"x.mid": 400_000.0}, {"x.mid": 400_400.0}, strict)


def test_a_small_correction_is_noted_under_the_old_text(book: ob.Book) -> None:
    book.publish(OXIDE, author="Wang Li", approver="Li Na", why=WHY)
    before = book.text_of(OXIDE)
    book.add(text="Pr-Nd oxide was 399,500-401,000 yuan/mt.", on="2025-01-09", source="smm")
    made = book.publish(OXIDE, author="Wang Li", approver="Li Na", why=WHY, reason="A digit was misread.")
    assert book.text_of(OXIDE).startswith(before.rstrip())
    assert "prnd-oxide.low: 399,500 (was 399,000)" in book.text_of(OXIDE)
    assert made.figures["prnd-oxide.low"] == 399_500.0
    again = book.publish(OXIDE, author="Wang Li", approver="Li Na", why=WHY)
    assert again == made


def test_a_material_correction_is_issued_anew(book: ob.Book) -> None:
    book.publish(OXIDE, author="Wang Li", approver="Li Na", why=WHY)
    book.add(text="Pr-Nd oxide was 409,000-411,000 yuan/mt.", on="2025-01-09", source="smm")
    book.publish(OXIDE, author="Wang Li", approver="Li Na", why=WHY, reason="A digit was misread.")
    text = book.text_of(OXIDE)
    assert "409,000" in text and "399,000" not in text


def test_the_notice_of_a_release_by_hand_names_no_approver() -> None:
    kept = {"subject": OXIDE, "author": "Wang Li", "method": "range/1", "content": "0" * 64, "cites": ()}
    old = release(**kept, figures={"x.mid": 1.0})  # type: ignore[arg-type]
    new = release(**kept, figures={"x.mid": 2.0}, previous=old, reason="misread")  # type: ignore[arg-type]
    assert "Released by Wang Li. Reason: misread" in told(old, new, date(2025, 1, 10)).text


# --- The end of a series: publish/2 P13 ----------------------------------------------------------------


GIVEN, LAST = date(2025, 1, 1), date(2025, 1, 29)


def ending(last: date = LAST, **other: object) -> Notice:
    given: dict[str, object] = {
        "last": last, "author": "Wang Li", "given": GIVEN, "reason": "Nobody quotes it.", "successor": None,
        "method": METHOD,
    }  # fmt: skip
    return discontinuation("prnd-oxide", **(given | other))  # type: ignore[arg-type]


def test_notice_of_an_end_is_given_28_days_ahead() -> None:
    assert ending().effective == LAST
    with pytest.raises(ob.BadArgumentError, match="The last day may be 2025-01-29 or later"):
        ending(LAST - timedelta(days=1))


def test_an_end_may_name_a_successor_but_not_itself() -> None:
    assert ending(successor="neodymium-oxide").new == "neodymium-oxide"
    with pytest.raises(ob.BadArgumentError, match="not its own successor"):
        ending(successor="prnd-oxide")
    with pytest.raises(ob.BadArgumentError, match="notice was given on 2025-01-01"):
        ending(earlier=[ending()])


def test_a_series_is_published_up_to_its_last_day_and_not_after() -> None:
    notices = [ending(successor="neodymium-oxide")]
    going("prnd-oxide", LAST, notices)
    assert ended("prnd-metal", LAST + timedelta(days=1), notices) is None
    with pytest.raises(ob.BadArgumentError, match=r"was discontinued: .*Its successor is neodymium-oxide"):
        going("prnd-oxide", LAST + timedelta(days=1), notices)


def test_a_series_that_has_ended_is_left_out_of_sheets_and_reviews_and_can_still_be_asked(
    book: ob.Book,
) -> None:
    book.add(text=NOTE, on="2025-02-06", source="smm")
    book._store.append([ending()])
    with pytest.raises(ob.BadArgumentError, match="was discontinued"):
        book.draft("price prnd-oxide 2025-02-06", author="Wang Li")
    assert book.assess("prnd-oxide", on="2025-02-06").mid == 400_000
    sheet_ = book.draft("prices 2025-02-06", author="Wang Li")
    assert {key.partition(".")[0] for key in sheet_.figures} == {"prnd-metal"}
    assert "prnd-oxide.mid" in book.draft("prices 2025-01-09", author="Wang Li").figures


def test_a_review_leaves_out_a_series_that_has_ended(book: ob.Book) -> None:
    book.add(text="Cerium oxide was 7,800-8,000 yuan/mt.", on="2025-02-06", source="smm")
    book.add(text=NOTE, on="2025-02-06", source="smm")
    book._store.append([replace(ending(), subject="cerium-oxide", old="cerium-oxide")])
    made = book.draft("2025-W06", author="Wang Li")
    assert "prnd-oxide.mid" in made.figures
    assert "cerium-oxide.mid" not in made.figures


# --- Where a draft stands ------------------------------------------------------------------------------


def test_a_draft_says_what_it_waits_for() -> None:
    made = drafted()
    yes, no = approved(made), approved(made, yes=False, reason="No.")
    states = [standing(made, given, [], LATER) for given in ([], [yes], [yes, no])]
    assert [one.state for one in states] == ["drafted", "approved", "rejected"]
    assert states[1].waits_for == "its release: Li Na has approved it"
    done = released(made)
    assert standing(made, [yes], [done], LATER).publication == done.publication


def test_a_draft_is_found_by_its_subject_its_id_or_its_beginning(book: ob.Book) -> None:
    made = book.draft(OXIDE, author="Wang Li")
    for name in (OXIDE, identity(made), identity(made)[:12], "price 氧化镨钕 2025-01-09"):
        assert book.text_of(name) == made.text
    book.draft("price prnd-metal 2025-01-09", author="Wang Li")
    with pytest.raises(ob.BadArgumentError, match='Several drafts begin with "draft-"'):
        book.approve("draft-", approver="Li Na")
    with pytest.raises(ob.BadArgumentError, match='There is no draft "draft-zzz"'):
        book.release_draft("draft-zzz")


def test_a_judged_price_is_published_with_its_rationale(book: ob.Book) -> None:
    book.judge(
        "prnd-oxide", on="2025-01-09", price="398000-400000", author="Zhao Min", reason="A deal, seen."
    )
    made = book.publish(OXIDE, author="Wang Li", approver="Li Na", why=WHY)
    assert (made.figures["prnd-oxide.mid"], len(made.judgements)) == (399_000.0, 1)
    assert "by Zhao Min: A deal, seen." in book.text_of(OXIDE)
    assert "Judgement: used in 1 of 1 prices." in book.text_of(OXIDE)


def test_a_review_prints_who_judged_and_why(book: ob.Book) -> None:
    book.judge(
        "prnd-oxide", on="2025-01-09", price="398000-400000", author="Zhao Min", reason="A deal, seen."
    )
    made = book.draft("2025-W02", author="Wang Li")
    assert "judgement" in made.flags
    assert "Judgement: used for Pr-Nd oxide; who judged, and why, stands below." in made.text
    assert "A deal, seen." in made.text and "Zhao Min" in made.text
    assert "A deal, seen." in book.review("2025-W02").html()


def test_a_review_may_rest_on_a_blended_price_and_on_one_carried_from_it() -> None:
    table = """
        prnd-metal  assessment  480,000-482,000  CNY/t  smm  2025-01-07
        prnd-metal  bid         490,000          CNY/t  own  2025-01-08  contributor=mill-a
        prnd-metal  offer       494,000          CNY/t  own  2025-01-08  contributor=plant-b
        prnd-oxide  assessment  400,000          CNY/t  smm  2025-01-09
        """
    with ob.open("sqlite://") as book:
        book._store.append([*documents(table), *(one.fact for one in quotes(table))])
        blended = book.assess("prnd-metal", on="2025-01-08")
        assert (blended.status, blended.low) == ("blended", 483_000.0)
        drafted = book.draft("2025-W02", author="Wang Li")
        assert drafted.figures["prnd-metal.low"] == 483_000.0
