"""The review in a real Chromium: on a desk, on a phone, in the dark and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.chromium import FLAGS, chromium
from fixtures import weeks
from orebook.review import Week, html, plan

WIDTHS = (390, 768, 1280)
SPILLS = """() => [...document.querySelectorAll('body *')]
  .filter(e => !e.closest('svg') && !e.closest('.skip') && !e.closest('thead'))
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.tagName + ' ' + e.textContent.slice(0, 40))"""
LOST = """() => [...document.querySelectorAll('a[href^="#"]')]
  .map(a => a.getAttribute('href').slice(1)).filter(id => !document.getElementById(id))"""
#: Contrast of text with the page behind it, as WCAG 2 defines it, for every text that is drawn.
FAINT = """() => {
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).slice(0, 3)
    .map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b };
  const back = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$|transparent/.test(c)) return c } return 'rgb(255, 255, 255)' };
  return [...document.querySelectorAll('p, td, th, span, a, li, h1, h2, h3, figcaption, small, code, mark')]
    .filter(e => !e.closest('svg') && e.textContent.trim() && e.getClientRects().length)
    .map(e => { const [a, b] = [light(getComputedStyle(e).color), light(back(e))].sort((x, y) => y - x);
      return [(a + .05) / (b + .05), e.tagName + '.' + e.className] })
    .filter(([ratio]) => ratio < 4.5) }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture(scope="module", params=["whole", "empty"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    week: Week = weeks.week() if request.param == "whole" else weeks.empty()
    path = tmp_path_factory.mktemp("review") / "review.html"
    path.write_text(html(plan(week)), "utf-8")
    return path.as_uri()


def opened(browser: Browser, address: str, width: int, scheme: str = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    return page


def test_nothing_is_asked_of_a_network_and_nothing_is_amiss(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.wait_for_load_state("load")
    page.close()
    assert asked == [address]
    assert said == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_spills_over_the_side(browser: Browser, address: str, width: int, tmp_path: Path) -> None:
    page = opened(browser, address, width)
    page.screenshot(path=tmp_path / f"{width}.png", full_page=True)
    wide, spilled = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(SPILLS)
    page.close()
    assert wide == width
    assert spilled == []


def test_each_anchor_leads_somewhere_and_each_evidence_back(browser: Browser, address: str) -> None:
    page = opened(browser, address, 1280)
    lost = page.evaluate(LOST)
    first = page.locator("h1 ~ .lead a.f, .lead a.f").first
    if first.count():
        key = first.get_attribute("data-f")
        first.click()
        shown = page.evaluate("document.querySelector(':target').textContent")
        assert first.inner_text() in shown
        page.locator(f":target a[data-f='{key}']").first.click()
        assert page.evaluate("document.querySelector(':target').dataset.f") == key
    page.close()
    assert lost == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_page_in_both_schemes(browser: Browser, address: str, scheme: str) -> None:
    page = opened(browser, address, 1280, scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    faint = page.evaluate(FAINT)
    page.close()
    dark = sum(map(int, re.findall(r"\d+", ground)[:3])) < 200
    assert dark == (scheme == "dark")
    assert faint == []


def test_it_prints_on_a4_with_no_chart_cut(browser: Browser, address: str, tmp_path: Path) -> None:
    page = opened(browser, address, 1280)
    printed = page.pdf(path=tmp_path / "review.pdf", prefer_css_page_size=True, print_background=True)
    page.emulate_media(media="print")
    kept = page.evaluate("[...document.querySelectorAll('figure')].map(e => getComputedStyle(e).breakInside)")
    page.close()
    sizes = set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", printed))
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 1
    assert {tuple(round(float(side)) for side in size.split()) for size in sizes} == {(0, 0, 595, 842)}
    assert set(kept) <= {"avoid"}


def test_it_can_be_walked_with_the_keyboard(browser: Browser, address: str) -> None:
    page = opened(browser, address, 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.close()
    assert outline == "solid"


def test_headings_are_in_order_and_charts_have_a_name(browser: Browser, address: str) -> None:
    page = opened(browser, address, 1280)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(e => +e.tagName[1])")
    unnamed = page.evaluate(
        "[...document.querySelectorAll('svg:not([aria-label]):not([aria-hidden])')].map(e => e.outerHTML)"
    )
    page.close()
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert unnamed == []
