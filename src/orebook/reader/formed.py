"""Names that are only a form: "the oxide" that points back, the scrap of a grade, an oxide nobody lists."""

from __future__ import annotations

from collections.abc import Sequence

from orebook.reader.mention import Mention
from orebook.reader.vocabulary import Mark

#: Chinese metals are written with the radical for metal: these are the first and last such characters.
_FIRST_METAL, _LAST_METAL = "\u9485", "\u956f"


class Formed:
    """The forms of one text, and what stands right beside them."""

    text: str
    marks: Sequence[Mark]

    def _following(self, at: int) -> Mark | None:
        mark = self.marks[at + 1] if at + 1 < len(self.marks) else None
        return mark if mark and not self.text[self.marks[at].end : mark.start].strip(" -") else None

    def _form(self, at: int, mark: Mark) -> Mention | None:
        """A form on its own: "the oxide" points back, "rare earth oxides" names none, others are unknown."""
        if self._hidden(at):
            return None
        word = self._word_before(mark.start)
        before = self.marks[at - 1] if at else None
        touching = before is not None and not self.text[before.end : mark.start].strip(" -")
        if touching and before is not None and before.has("class"):
            return None
        if touching and before is not None and before.has("pointing"):
            if before.word.text in ("the", "its", "that", "this", "same", "该", "for", "of", "and"):
                return Mention(
                    mark.start, mark.end, (), str(mark.get("form")), back=True, actor=self._acts(at)
                )
            return None
        if self._bare(at, mark, word, before if touching else None):
            return Mention(mark.start, mark.end, (), str(mark.get("form")), back=True)
        if not word and self._graded(mark.start):
            return Mention(mark.start, mark.end, (), actor=self._acts(at))
        if not word or (touching and before is not None and not before.has("form")):
            return None
        start = self.text.rindex(word, 0, mark.start)
        return Mention(start, mark.end, (), actor=self._acts(at))

    def _bare(self, at: int, mark: Mark, word: str, before: Mark | None) -> bool:
        """Whether "oxide" or "metal" stands alone where a price is told of it: "parted with oxide at"."""
        if mark.get("form") not in ("oxide", "metal") or (word and before is None):
            return False
        if before is not None and before.has("other", "form", "element", "product", "currency", "mass"):
            return False
        follows = self._following(at)
        return follows is not None and follows.has("level", "up", "down", "kind", "opener")

    def _hidden(self, at: int) -> bool:
        """Whether the form word is the form of the name before it: already part of a mention."""
        before = self.marks[at - 1] if at else None
        touching = before is not None and not self.text[before.end : self.marks[at].start].strip(" -")
        return touching and before is not None and before.has("element", "product")

    def _graded(self, start: int) -> bool:
        """Whether a number or grade stands before a form: "#2 scrap"."""
        words = self.text[max(0, start - 12) : start].split()
        return (
            bool(words)
            and self.text[start - 1] == " "
            and any(letter in "#0123456789" for letter in words[-1])
            and "%" not in words[-1]
        )

    def _word_before(self, start: int) -> str:
        words = self.text[max(0, start - 24) : start].split()
        word = words[-1] if words and self.text[start - 1] in " -" else ""
        return word if word.isascii() and word.replace("-", "").isalpha() and len(word) > 2 else ""

    def _foreign_oxide(self, mark: Mark) -> Mention | None:
        """氧化铥: an oxide of something the catalogue does not hold."""
        if not mark.has("oxidised"):
            return None
        following = self.text[mark.end : mark.end + 1]
        named = _FIRST_METAL <= following <= _LAST_METAL
        return Mention(mark.start, mark.end + 1, ()) if named else None

    def _acts(self, at: int) -> bool:
        follows = self._following(at)
        return follows is not None and follows.has("actor")
