"""Registers: complaints, conflicts of interest, changes of method, and what is overdue in them.

Each test says which rule of publish/2 it shows.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import orebook as ob
from orebook.facts import RegisterEntry
from orebook.publish.changes import decision, proposal, response
from orebook.publish.conflicts import declared, unconflicted
from orebook.publish.months import ahead
from orebook.publish.registers import Case, Line, cases, enter
from orebook.testing import method

METHOD = method("publish/2")
OPENED = date(2025, 1, 10)
NOTE = "Pr-Nd oxide was 399,000-401,000 yuan/mt.\n"
OXIDE = "price prnd-oxide 2025-01-09"


@pytest.fixture
def book() -> ob.Book:
    with ob.open("sqlite://") as opened:
        opened.add(text=NOTE, on="2025-01-09", source="smm")
        yield opened


def line(stage: str, on: date = OPENED, who: str = "A mill", **other: object) -> Line:
    given = {"subject": "prnd-oxide", "text": "Too low.", "author": "Li Na"} | other
    return Line(stage=stage, who=who, happened=on, **given)  # type: ignore[arg-type]


def walked(*stages: tuple[str, date]) -> list[RegisterEntry]:
    """A complaint that went through some stages."""
    held: list[RegisterEntry] = []
    for stage, on in stages:
        number = held[0].number if held else None
        held.append(enter("complaint", line(stage, on), held=held, number=number, method=METHOD))
    return held


def case(held: list[RegisterEntry], today: date) -> Case:
    (found,) = cases(held, METHOD, today)
    return found


# --- Complaints: publish/2 P14 --------------------------------------------------------------------------


def test_a_complaint_goes_from_opened_to_closed(book: ob.Book) -> None:
    number = book.complain(OXIDE, who="A mill", text="Too low.", author="Li Na", on="2025-01-10").number
    book.review_complaint(number, reviewer="Zhao Min", text="The range stands.", on="2025-01-15")
    book.answer_complaint(number, author="Li Na", text="Two deals bear it out.", on="2025-01-20")
    book.close_complaint(number, author="Li Na", text="The mill is content.", on="2025-01-22")
    found = book.complaint(number)
    assert [one.stage for one in found.entries] == ["opened", "reviewed", "answered", "closed"]
    assert (found.closed, found.owed, found.overdue) == (True, (), ())
    assert found.kept_until == date(2030, 1, 22)


def test_complaints_are_numbered_one_after_another(book: ob.Book) -> None:
    numbers = [book.complain(OXIDE, who="A mill", text=text, author="Li Na").number for text in "abc"]
    assert numbers == ["complaint-1", "complaint-2", "complaint-3"]


@pytest.mark.parametrize("name", ["Wang Li", "LI NA", "a  mill", "Zhao Min"])
def test_nobody_involved_looks_into_a_complaint(book: ob.Book, name: str) -> None:
    book.judge(
        "prnd-oxide", on="2025-01-09", price="398000-400000", author="Zhao Min", reason="A deal, seen."
    )
    book.publish(OXIDE, author="Wang Li", approver="Li Na", why="Checked.")
    number = book.complain(OXIDE, who="A mill", text="Too low.", author="Chen Yu").number
    about_product = book.complain("prnd-oxide", who="A mill", text="Too low.", author="Chen Yu").number
    if name != "Zhao Min":
        with pytest.raises(ob.BadArgumentError, match="is involved in it, so is not independent"):
            book.review_complaint(number, reviewer=name, text="It stands.")
    with pytest.raises(ob.BadArgumentError, match="is involved in it, so is not independent"):
        book.review_complaint(about_product, reviewer=name, text="It stands.")
    assert book.review_complaint(number, reviewer="Chen Yu", text="It stands.").stage == "reviewed"


@pytest.mark.parametrize(
    ("stages", "then", "said"),
    [
        ([], "reviewed", "reviewed follows opened or escalated"),
        (["opened"], "answered", "it is opened since 2025-01-10; answered follows reviewed"),
        (["opened"], "closed", "closed follows answered"),
        (["opened", "reviewed", "answered", "closed"], "answered", "it is closed since"),
        (["opened"], "shelved", '"shelved" is no stage'),
    ],
)
def test_a_stage_has_its_turn(stages: list[str], then: str, said: str) -> None:
    held = walked(*[(stage, OPENED) for stage in stages])
    with pytest.raises(ob.BadArgumentError, match=said):
        enter("complaint", line(then), held=held, number="complaint-1" if held else None, method=METHOD)


def test_a_stage_is_not_before_the_one_it_follows() -> None:
    with pytest.raises(ob.BadArgumentError, match="2025-01-09 is before it was opened"):
        enter("complaint", line("reviewed", date(2025, 1, 9)), held=walked(("opened", OPENED)),
              number="complaint-1", method=METHOD)  # fmt: skip


def test_a_complaint_goes_to_a_third_party_after_six_months() -> None:
    held = walked(("opened", OPENED))
    with pytest.raises(ob.BadArgumentError, match="it may be escalated from 2025-07-10"):
        enter(
            "complaint", line("escalated", date(2025, 7, 9)), held=held, number="complaint-1", method=METHOD
        )
    after = walked(("opened", OPENED), ("escalated", date(2025, 7, 10)))
    assert after[-1].due == date(2025, 8, 9)
    assert case(after, date(2025, 7, 11)).owed == (("reviewed", date(2025, 8, 9)),)


def test_what_is_overdue_is_shown() -> None:
    held = walked(("opened", OPENED))
    assert case(held, OPENED + timedelta(days=14)).overdue == ()
    assert case(held, OPENED + timedelta(days=15)).overdue == ("reviewed by 2025-01-24",)
    seen = walked(("opened", OPENED), ("reviewed", OPENED + timedelta(days=10)))
    assert case(seen, date(2025, 2, 10)).overdue == ("answered by 2025-02-09",)
    assert case(seen, date(2025, 7, 11)).overdue == ("answered by 2025-02-09", "escalated by 2025-07-10")


def test_the_book_lists_what_is_overdue(book: ob.Book) -> None:
    number = book.complain(OXIDE, who="A mill", text="Too low.", author="Li Na", on="2025-01-10").number
    assert book.overdue(on="2025-01-24") == []
    assert [one.number for one in book.overdue(on="2025-01-25")] == [number]


def test_an_unknown_complaint_is_told_with_the_nearest(book: ob.Book) -> None:
    book.complain(OXIDE, who="A mill", text="Too low.", author="Li Na")
    with pytest.raises(ob.BadArgumentError, match='Nearest: "complaint-1"'):
        book.complaint("complaint-2")


def test_an_empty_word_is_no_entry(book: ob.Book) -> None:
    for given in ({"who": " "}, {"text": ""}, {"author": "\n"}):
        with pytest.raises(ob.BadArgumentError, match="is empty"):
            book.complain(OXIDE, **({"who": "A mill", "text": "Low.", "author": "Li Na"} | given))
    assert book.complaints() == []


def test_six_months_end_on_a_day_there_is() -> None:
    assert ahead(date(2024, 8, 31), 6) == date(2025, 2, 28)
    assert ahead(date(2025, 12, 31), 1) == date(2026, 1, 31)


# --- Conflicts: publish/2 P15 ---------------------------------------------------------------------------


def test_a_declaration_is_whole_and_the_newest_counts(book: ob.Book) -> None:
    book.declare("Wang Li", positions=["prnd-oxide", "氧化铈"], text="20 t each.", on="2025-01-09")
    assert {one.subject for one in book.conflict(" wang li")} == {"prnd-oxide", "cerium-oxide"}
    book.declare("Wang Li", on="2025-06-01")
    assert [(one.stage, one.subject) for one in book.conflict("Wang Li")] == [("none", "everything")]
    first, second = book.conflicts()
    assert (first.closed, second.closed) == (True, False)


def test_a_declaration_is_owed_again_in_a_year(book: ob.Book) -> None:
    book.declare("Wang Li", on="2025-01-09")
    assert book.overdue(on="2026-01-09") == []
    (late,) = book.overdue(on="2026-01-10")
    assert late.overdue == ("declared again by 2026-01-09",)
    book.declare("Wang Li", on="2026-01-10")
    assert book.overdue(on="2026-01-11") == []


def test_nobody_drafts_or_approves_the_price_of_what_they_hold(book: ob.Book) -> None:
    book.declare("Wang Li", positions=["prnd-oxide"], text="20 t.")
    for subject in (OXIDE, "prices 2025-01-09", "2025-W02"):
        with pytest.raises(ob.BadArgumentError, match="declared a position in prnd-oxide"):
            book.draft(subject, author="wang li")
    book.draft(OXIDE, author="Zhao Min")
    with pytest.raises(ob.BadArgumentError, match="declared a position in prnd-oxide"):
        book.approve(OXIDE, approver="Wang Li", reason="Checked.")
    book.declare("Wang Li", text="Sold.")
    assert book.approve(OXIDE, approver="Wang Li", reason="Checked.").approver == "Wang Li"


def test_other_products_may_be_held() -> None:
    held = [enter("conflict", line("position", subject="cerium-oxide", who="Wang Li"), held=[], number=None,
                  method=METHOD)]  # fmt: skip
    unconflicted("Wang Li", ["prnd-oxide"], held)
    assert declared("Li Na", held) == ()


# --- Changes of method: publish/2 P16 -------------------------------------------------------------------


def proposed(closes: date | None = None) -> RegisterEntry:
    return proposal(line("proposed", subject="range/9", who="Wang Li"), closes, held=[], method=METHOD)


def test_a_proposal_is_open_for_28_days_or_longer() -> None:
    assert proposed().due == OPENED + timedelta(days=28)
    assert proposed(date(2025, 3, 31)).due == date(2025, 3, 31)
    with pytest.raises(ob.BadArgumentError, match=r"is shorter than 28 days\. It may close on 2025-02-07"):
        proposed(date(2025, 2, 6))


def test_responses_are_entered_while_the_window_is_open() -> None:
    held = [proposed()]
    late = line("response", date(2025, 2, 8), subject="range/9")
    with pytest.raises(ob.BadArgumentError, match="its window closed on 2025-02-07"):
        response(late, "method-change-1", held=held, method=METHOD)
    made = response(
        line("response", date(2025, 2, 7), subject="range/9"), "method-change-1", held=held, method=METHOD
    )
    assert (made.stage, made.due) == ("response", date(2025, 2, 7))


def test_a_decision_waits_for_the_window_and_takes_effect_28_days_after_its_notice() -> None:
    held = [proposed()]
    yes = line("adopted", date(2025, 2, 7), subject="range/9")
    with pytest.raises(ob.BadArgumentError, match="its window is open until 2025-02-07"):
        decision(yes, "method-change-1", date(2025, 6, 1), held=held, method=METHOD)
    yes = line("adopted", date(2025, 2, 8), subject="range/9", text="Two agree.")
    for effective in (None, date(2025, 3, 7)):
        with pytest.raises(ob.BadArgumentError, match="on 2025-03-08 or later"):
            decision(yes, "method-change-1", effective, held=held, method=METHOD)
    made, told = decision(yes, "method-change-1", date(2025, 3, 8), held=held, method=METHOD)
    assert told is not None
    assert (told.kind, told.subject, told.given, told.effective) == (
        "method-change", "range/9", date(2025, 2, 8), date(2025, 3, 8),
    )  # fmt: skip
    assert made.due == date(2025, 3, 8)


def test_what_is_declined_needs_no_notice() -> None:
    made, told = decision(line("declined", date(2025, 2, 8), subject="range/9"), "method-change-1", None,
                          held=[proposed()], method=METHOD)  # fmt: skip
    assert (made.stage, told) == ("declined", None)


def test_a_change_is_decided_once(book: ob.Book) -> None:
    number = book.propose_method("range/9", text="Wider.", author="Wang Li", on="2025-01-09").number
    book.respond_to_method(number, who="A mill", text="Too wide.", author="Li Na", on="2025-01-20")
    book.respond_to_method(number, who="A trader", text="Wide enough.", author="Li Na", on="2025-01-21")
    made, told = book.decide_method(number, adopted=True, text="Both seen.", author="Li Na",
                                    effective=date.today() + timedelta(days=28))  # fmt: skip
    assert told is not None and [one.id for one in book.notices()] == list(made.cites)
    with pytest.raises(ob.BadArgumentError, match="it is closed since"):
        book.decide_method(number, adopted=False, text="No.", author="Li Na")
    assert [one.stage for one in book.method_change(number).entries] == [
        "proposed",
        "response",
        "response",
        "adopted",
    ]


def test_each_method_is_looked_at_every_year(book: ob.Book) -> None:
    book.review_method("range", text="It stands.", author="Li Na", on="2025-01-09")
    assert [one.overdue for one in book.overdue(on="2026-01-10")] == [("reviewed again by 2026-01-09",)]
    book.review_method("range", text="It stands.", author="Li Na", on="2026-01-10")
    assert book.overdue(on="2026-01-11") == []


def test_every_register_of_the_method_is_one_of_the_ledgers() -> None:
    from orebook.facts import REGISTERS

    rules = METHOD.parameters["registers"]
    assert set(rules) <= set(REGISTERS)
    for register, known in rules.items():
        named = {stage for one in known["stages"].values() for stage in one.get("after", ())}
        assert named | set(known["closes"]) <= set(known["stages"]), register
        assert known["retention_years"] >= 5
