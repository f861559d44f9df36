"""The README and the documentation do what they say: commands run, code runs, links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import orebook as ob
from test_formats import EVERY

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NOTE = """Pr-Nd oxide was 400,000-401,000 yuan/mt on January 9.
Metal plants raised their quotes to 490,000-495,000 yuan/mt for Pr-Nd metal.
Magnet makers restocked only as needed.
"""


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "console")], ids=named)
def test_the_commands_of_a_page_run_in_order(page: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(NOTE, encoding="utf-8")
    for name, content in EVERY.items():
        (tmp_path / {"p.xlsx": "prices.xlsx"}.get(name, name)).write_bytes(content)
    environment = {key: value for key, value in os.environ.items() if key != "OREBOOK_BOOK"}
    subprocess.run([sys.executable, "-m", "orebook", "init"], cwd=tmp_path, check=True, capture_output=True)
    for block in blocks(page, "console"):
        for line in block.splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            assert words[0] == "orebook", line
            done = subprocess.run(
                [sys.executable, "-m", *words], cwd=tmp_path, env=environment, capture_output=True, text=True
            )
            assert done.returncode == 0, f"{line}\n{done.stderr}"
            assert done.stdout or done.stderr, line


def test_the_ten_lines_of_python_say_what_their_comments_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (code,) = blocks(ROOT / "README.md", "python")
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    book = names["book"]
    assert isinstance(book, ob.Book)
    assert book.assess("prnd-oxide", on="2025-01-09").mid == 400_500
    assert round(book.margins("rare-earths", on="2025-01-09")[0].margin or 0) == -3_628
    assert (tmp_path / "review.html").stat().st_size > 1_000
    book.close()


def test_the_toml_of_the_how_to_adds_a_chain(tmp_path: Path) -> None:
    products, process = blocks(ROOT / "docs/how-to/add-a-chain.md", "toml")
    for folder, text in (("products", products), ("chains", process)):
        (tmp_path / "orebook.d" / folder).mkdir(parents=True)
        (tmp_path / "orebook.d" / folder / "tin.toml").write_text(text, encoding="utf-8")
    with ob.open(tmp_path / "book.db") as book:
        book.add(
            text="Tin ingot was 240,000-242,000 yuan/mt, tin concentrate 210,000 yuan/mt.", on="2025-01-09"
        )
        (margin,) = book.margins("tin", on="2025-01-09")
    assert margin.margin == pytest.approx((241_000 - 1.05 * 210_000 - 15_000) / 1.13)


def test_the_toml_of_the_readme_is_a_product(tmp_path: Path) -> None:
    (text,) = blocks(ROOT / "README.md", "toml")
    assert tomllib.loads(text)["product"][0]["id"] == "tin-ingot"
    (tmp_path / "orebook.d").mkdir()
    (tmp_path / "orebook.d" / "tin.toml").write_text(text, encoding="utf-8")
    with ob.open(tmp_path / "book.db") as book:
        assert [product.id for product in book.products("锡锭")] == ["tin-ingot"]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_within_the_house_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{named(page)}: {target}"


def test_every_command_stands_in_the_reference() -> None:
    from orebook.serve.cli import cli

    page = (ROOT / "docs/reference/command-line.md").read_text(encoding="utf-8")
    assert [name for name in cli.commands if name not in page] == []


def test_every_field_of_every_fact_says_what_it_means() -> None:
    from orebook import frames
    from orebook.facts import FACTS

    assert [
        f"{name}.{field}"
        for name, fact in FACTS.items()
        for field, note in frames.notes(fact).items()
        if not note
    ] == []


def test_the_make_commands_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    (shell, *_) = blocks(ROOT / "README.md", "sh")
    assert {line.split()[1] for line in shell.splitlines() if line.startswith("make ")} <= targets
