"""Laws of the review: no figure without evidence, no word against its number, no stranger's text acts."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures import weeks
from orebook.errors import EvidenceError
from orebook.facts import Assessment, Document, digest, identity
from orebook.review import Kept, Review, Week, html, markdown, plan
from orebook.review.directions import word
from orebook.review.lint import check_html, check_markdown, mark
from orebook.review.numbers import rounded, shown
from orebook.review.tracing import name, trail


@cache
def whole() -> Week:
    return weeks.week()


@cache
def planned() -> Review:
    return plan(whole())


FIGURES = sorted(planned().figures)
figures = st.sampled_from(FIGURES)


def called(key: str) -> str:
    """A figure as an error names it."""
    return name(whole(), planned().figures[key])


def behind(key: str) -> list[str]:
    return [cite for cite in trail(planned().figures, key) if not cite.startswith("refusal")]


def without(week: Week, cite: str) -> Week:
    return replace(
        week,
        quotes={key: item for key, item in week.quotes.items() if key != cite},
        phrases={key: item for key, item in week.phrases.items() if key != cite},
    )


# --- Every figure is a citation -------------------------------------------------------------------


@pytest.mark.parametrize("key", FIGURES)
def test_each_figure_rests_on_quotes_phrases_or_refusals_of_the_week(key: str) -> None:
    cites = list(trail(planned().figures, key))
    known = {*whole().quotes, *whole().phrases, *(identity(item) for item in whole().refusals)}
    assert cites
    assert set(cites) <= known


@given(figures, st.data())
def test_removing_any_quote_behind_any_figure_fails_and_names_it(key: str, data: st.DataObject) -> None:
    cites = behind(key)
    if not cites:
        return
    cite = data.draw(st.sampled_from(cites))
    with pytest.raises(EvidenceError) as failed:
        plan(without(whole(), cite))
    assert cite in str(failed.value)
    assert called(key) in str(failed.value)
    assert "no longer holds" in str(failed.value)


@given(figures, st.data(), st.sampled_from(["low", "high", "unit", "printed", "price_date", "source"]))
def test_altering_any_quote_behind_any_figure_fails_and_names_it(
    key: str, data: st.DataObject, field: str
) -> None:
    cites = [cite for cite in behind(key) if cite in whole().quotes]
    if not cites:
        return
    cite = data.draw(st.sampled_from(cites))
    quote = whole().quotes[cite]
    changed = {"low": 1.0, "high": 9e9, "unit": "USD/t", "printed": "4", "source": "me",
               "price_date": whole().previous.replace(year=2020)}[field]  # fmt: skip
    altered = {**whole().quotes, cite: replace(quote, **{field: changed})}
    with pytest.raises(EvidenceError) as failed:
        plan(replace(whole(), quotes=altered))
    assert called(key) in str(failed.value)
    assert "altered" in str(failed.value)


@given(st.sampled_from(sorted(whole().phrases)), st.floats(-1, 1))
def test_altering_any_phrase_fails(cite: str, score: float) -> None:
    phrase = whole().phrases[cite]
    if score == phrase.score:
        return
    with pytest.raises(EvidenceError, match="altered"):
        plan(replace(whole(), phrases={**whole().phrases, cite: replace(phrase, score=score)}))


def _documents(change: Document) -> Week:
    return replace(whole(), documents={**whole().documents, change.document: change})


@given(figures, st.data())
def test_a_digit_changed_in_a_document_behind_any_figure_fails_and_names_it(
    key: str, data: st.DataObject
) -> None:
    cites = behind(key)
    if not cites:
        return
    fact = {**whole().quotes, **whole().phrases}[data.draw(st.sampled_from(cites))]
    document = whole().documents[fact.spans[0].document]
    start = fact.spans[0].start - document.offset
    text = document.text[:start] + "7" + document.text[start + 1 :]
    if text == document.text:
        text = document.text[:start] + "8" + document.text[start + 1 :]
    with pytest.raises(EvidenceError) as failed:
        plan(_documents(replace(document, text=text)))
    assert "has another hash" in str(failed.value)
    with pytest.raises(EvidenceError) as failed:
        plan(_documents(replace(document, text=text, content=digest(text))))
    assert "no longer stands in document" in str(failed.value)


@given(figures, st.data())
def test_a_document_that_is_gone_fails(key: str, data: st.DataObject) -> None:
    cites = behind(key)
    if not cites:
        return
    fact = {**whole().quotes, **whole().phrases}[data.draw(st.sampled_from(cites))]
    held = {name: item for name, item in whole().documents.items() if name != fact.spans[0].document}
    with pytest.raises(
        EvidenceError, match=f"whose document {fact.spans[0].document} the book no longer holds"
    ):
        plan(replace(whole(), documents=held))


@given(
    st.sampled_from(sorted(whole().assessments)), st.sampled_from(["low", "mid", "high"]), st.floats(1.01, 5)
)
def test_an_assessment_its_quotes_cannot_give_fails_and_names_it(product: str, what: str, by: float) -> None:
    made = whole().assessments[product]
    wrong: Assessment = replace(made, **{what: (made.high or 0.0) * by})
    bare = replace(whole(), margins=(), margins_before=(), margin_history=(), forecasts=())
    week = replace(bare, assessments={**bare.assessments, product: wrong})
    with pytest.raises(EvidenceError, match="cannot follow from the quotes it cites") as failed:
        plan(week)
    assert whole().products[product].en in str(failed.value)


def test_a_fact_that_was_kept_and_is_gone_is_missed_even_when_nothing_cites_it() -> None:
    document = next(iter(whole().documents))
    gone = Kept(fact="quote", id="quote-gone", product="holmium-oxide", price_date=whole().on)
    kept = {**whole().kept, document: (*whole().kept[document], gone)}
    week = replace(whole(), kept=kept)
    assert plan(week).title  # another chain's product is no business of this review
    ours = replace(gone, product="terbium-oxide")
    week = replace(week, kept={**kept, document: (ours,)})
    with pytest.raises(EvidenceError, match=r"A quote of terbium oxide for 2025-01-09 \(quote-gone\)"):
        plan(week)


def test_a_quote_that_was_added_behind_the_books_back_is_not_believed() -> None:
    cite = whole().assessments["prnd-oxide"].used[0]
    home = whole().quotes[cite].spans[0].document
    others = tuple(item for item in whole().kept[home] if item.id != cite)
    with pytest.raises(EvidenceError, match=f"{cite} was not kept with its document"):
        plan(replace(whole(), kept={**whole().kept, home: others}))


def test_a_margin_of_prices_nobody_can_show_fails() -> None:
    unknown = replace(whole().margins[0], assessments=("assessment-0000000000000000",))
    with pytest.raises(EvidenceError, match=r"Pr-Nd metal plants, margin, .*assessment-0000000000000000"):
        plan(replace(whole(), margins=(unknown,)))


def test_a_forecast_of_prices_nobody_can_show_fails() -> None:
    unknown = replace(whole().forecasts[0], assessments=("assessment-0000000000000000",))
    with pytest.raises(EvidenceError, match=r"Pr-Nd oxide, forecast, 2025-01-09"):
        plan(replace(whole(), forecasts=(unknown,)))


def test_a_price_that_cites_nothing_fails() -> None:
    bare = replace(whole().assessments["yttrium-oxide"], used=())
    with pytest.raises(EvidenceError, match=r"yttrium oxide, low, .* rests on no quote"):
        plan(replace(whole(), assessments={"yttrium-oxide": bare}, margins=(), forecasts=()))


# --- Words agree with numbers ---------------------------------------------------------------------

LIMITS = {"stable_percent": 0.2, "slight_percent": 1.5, "marked_percent": 6.0}
GRADE = {"stable": 0, "slightly": 1, "": 2, "markedly": 3}


@given(st.floats(-60, 60), st.booleans())
def test_a_direction_has_the_sign_of_the_percentage_as_printed(percent: float, inside: bool) -> None:
    found, printed = word(percent, inside, LIMITS), rounded(percent, "percent")
    assert found == "stable" or found.startswith("up" if printed > 0 else "down")
    assert (found == "stable") == (abs(printed) <= rounded(0.2, "percent"))


@given(st.floats(0, 60), st.floats(0, 60))
def test_a_larger_move_never_earns_a_weaker_word(first: float, second: float) -> None:
    small, large = (word(value, False, LIMITS) for value in sorted((first, second)))
    grades = [GRADE["stable" if item == "stable" else item.partition("-")[2]] for item in (small, large)]
    assert grades == sorted(grades)


@given(st.floats(-1e8, 1e8), st.sampled_from(["CNY/t", "CNY/kg", "USD/lb", "percent", "index", "count"]))
def test_a_number_as_printed_is_the_number_within_its_last_place(value: float, unit: str) -> None:
    text = shown(value, unit)
    back = float(text.replace(",", "").replace("−", "-"))
    places = len(text.partition(".")[2])
    slack = 0.5000001 * 10**-places if "." in text or unit.endswith("/t") else 0.5000001
    assert abs(back - value) <= slack + abs(value) * 1e-12


# --- Strangers' text ------------------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


@cache
def shape() -> tuple[list[str], int]:
    return Tags(html(planned())).found, markdown(planned()).count("\n")


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_of_a_document_changes_the_shape_of_a_page(before: str, after: str) -> None:
    braces = str.maketrans("{}", "  ")
    before, after = (text.translate(braces).replace(" at ", "  ") for text in (before, after))
    made = plan(weeks.week(sentence=f"{before}{{name}} at {{printed}}{after}"))
    assert (Tags(html(made)).found, markdown(made).count("\n")) == shape()


@given(st.text(alphabet="ab 12|<>&", min_size=1, max_size=30))
def test_a_digit_outside_a_figure_is_refused_and_inside_one_is_not(words: str) -> None:
    marked = mark(words)
    assert check_markdown(marked) == words
    safe = words.replace("&", "&amp;").replace("<", "&lt;")
    if re.search(r"\d", words):
        with pytest.raises(EvidenceError, match="is not a figure"):
            check_markdown(words)
        with pytest.raises(EvidenceError, match="is not a figure"):
            check_html(f"<p>{safe}</p>", {})
    assert check_html(f"<code>{safe}</code>", {})


@given(st.sampled_from(["401,000", "40,000", "400,000 "]))
def test_a_figure_printed_otherwise_than_it_is_is_refused(text: str) -> None:
    page = f'<a data-f="x.low">{text}</a>'
    if text.strip() == "400,000":
        assert check_html(page, {"x.low": "400,000"}) == page
        return
    with pytest.raises(EvidenceError, match=r"x\.low is printed as"):
        check_html(page, {"x.low": "400,000"})
