"""What the sides of a link want, in a report's own words: each cue with its link, its side and its score.

A cue says what is wanted; who speaks, and which section they speak in, say by whom. Where link or side cannot
be told there is no phrase. The vocabulary is data/cues and data/words/speakers.toml.

The room: `rubric` compiles the vocabulary, `parties` says who speaks, `markets` of what, `sides` on which
side, `turns` what negates or postpones, `hearing` puts them together for a sentence; `find` walks the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from orebook.facts import Document, Phrase, Span
from orebook.reader import clauses, markets, turns
from orebook.reader.hearing import Heard, Line, hear
from orebook.reader.normal import fold
from orebook.reader.parsing import blanked
from orebook.reader.parties import Mention, mentions
from orebook.reader.regular import Pattern
from orebook.reader.rubric import Market, Rubric, rubric
from orebook.terms import Catalog

#: Characters a sentence may have; a longer one is a list or a lost full stop, and is heard in parts.
_LONGEST = 2000


@dataclass(slots=True)
class Scene:
    """What the sentences so far have set: the section, the paragraph's market and link, who spoke last."""

    heading: str | None = None
    section: Market | None = None
    market: Market | None = None
    link: str | None = None
    speakers: Sequence[Mention] = ()

    def clear(self) -> None:
        """Forget the paragraph; the section stays."""
        self.market, self.link, self.speakers = None, None, ()


def find(document: Document, *, catalog: Catalog) -> tuple[Phrase, ...]:
    """The words in one document that show what a seller or a buyer wants.

    Each phrase carries two spans: the words ("phrase") and the whole sentence ("sentence"). Its score runs
    from -1 (yields, resists) to +1 (firm, accepts). A cue counts once in a sentence for a link.

    >>> from datetime import date
    >>> from orebook.catalog import load
    >>> text = "Metal plants raised their quotations, but magnet makers showed low acceptance."
    >>> report = Document(document="d1", content="", title=None, published=date(2025, 1, 9), source=None,
    ...                   address=None, offset=0, text=text)
    >>> for phrase in find(report, catalog=load()):
    ...     print(phrase.link, phrase.side, phrase.score, phrase.spans[0].text)
    metal-magnet seller 0.8 raised their quotations
    metal-magnet buyer -0.9 low acceptance
    """
    words, text = rubric(catalog), document.text
    if not words.cues:
        return ()
    folded, scene, last = fold(blanked(text, clauses.overlong(text)), words.characters), Scene(), 0
    found: list[Phrase] = []
    headed = bool(clauses.headings(text))
    for start, end in _stretches(clauses.sentences(text)):
        _enter(scene, clauses.heading(text, start) if headed else None, _blank_line(text[last:start]), words)
        heard = _heard(folded[start:end].replace("\n", " "), scene, words)
        found.extend(_phrase(document, one, start, end) for one in heard)
        last = end
    return tuple(found)


def _stretches(sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences, and in place of one that never ends its parts: nobody speaks in 2,000 characters."""
    for start, end in sentences:
        if end - start > clauses.OVERLONG:
            continue
        yield from ((at, min(at + _LONGEST, end)) for at in range(start, end, _LONGEST))


def _blank_line(between: str) -> bool:
    return between.count("\n") > 1


def _enter(scene: Scene, heading: str | None, fresh: bool, words: Rubric) -> None:
    section = scene.section
    if heading != scene.heading:
        scene.heading = heading
        section = markets.section(fold(heading, words.characters) if heading else None, words)
    if fresh or section is not scene.section:
        scene.clear()
    scene.section = section


def _heard(sentence: str, scene: Scene, words: Rubric) -> list[Heard]:
    """What one sentence says; what it sets for the next ones is left in the scene."""
    found = words.sieve.found(sentence)
    if not found:
        scene.market = scene.section or scene.market
        return []
    if words.turns["not-really"] in found:
        sentence = turns.blotted(sentence, words)
        found = words.sieve.found(sentence)
    if scene.section is None and _foreign(found, words):
        scene.clear()
        return []
    own = mentions(sentence, words := words.within(found))
    named = own or (scene.speakers if words.joints["pronoun"] in found else ())
    names = markets.named(sentence, [(mention.start, mention.end) for mention in own], words)
    topics = markets.topics(sentence, words)
    before = scene.section or markets.only(names) or (None if names else scene.market)
    heard: list[Heard] = []
    if words.cues:
        broken = turns.breaks(sentence, words)
        heard = hear(Line(sentence, broken, named, names, topics, scene.section, before, scene.link, words))
    scene.market = markets.announced(topics, len(sentence)) or before
    scene.link = heard[-1].link if heard else scene.link
    scene.speakers = tuple(Mention(0, 0, mention.party) for mention in own[:1]) or scene.speakers
    return heard


def _foreign(found: Collection[Pattern], words: Rubric) -> bool:
    """Whether a sentence is about another chain's metal and names nothing of rare earths."""
    return words.turns["foreign"] in found and words.turns["home"] not in found


def _phrase(document: Document, heard: Heard, start: int, end: int) -> Phrase:
    hit = heard.hit
    return Phrase(
        cue=hit.cue.id,
        link=heard.link,
        side=hit.cue.side,
        score=heard.score or 0.0,
        price_date=document.published,
        source=document.source,
        spans=(
            _span(document, "phrase", start + hit.start, start + hit.end),
            _span(document, "sentence", start, end),
        ),
        speaker=heard.speaker,
    )


def _span(document: Document, role: str, start: int, end: int) -> Span:
    return Span(
        role=role,
        start=document.offset + start,
        end=document.offset + end,
        text=document.text[start:end],
        document=document.document,
    )
