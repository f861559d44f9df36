"""Which products a text names, where, and which names only look like one.

`terbium, gadolinium and erbium oxides` shares its head; `oxides of yttrium, erbium and holmium` its
beginning; `PrNd oxide and alloy` its metal. `the oxide` points back. `unobtainium oxide` is a product
nobody listed: it is a mention too, so that its price is never given to the product named before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from orebook.reader.exchanges import exchanged
from orebook.reader.formed import Formed
from orebook.reader.mention import SEPARATORS, Mention
from orebook.reader.naming import extra, meets, owned
from orebook.reader.vocabulary import Mark, Vocabulary

#: Roles of words that name something, or seem to.
_NAMES = frozenset(
    ("product", "element", "alone", "contract", "other", "form", "oxidised", "ownerless", "standing")
)
#: Words before a bare "TC" that name nothing of their own.
_PLAIN = frozenset(
    ("spot", "the", "annual", "benchmark", "average", "lower", "higher", "weekly", "and", "with", "for",
     "while", "but", "its", "import", "imported", "that", "long-term")
)  # fmt: skip
#: What may stand before a metal that opens its phrase.
_PAUSES = ("", *",，;；。、")
#: The digits of a contract's month: 2601.
_CODE = 4


class Namer(Formed):
    """Finds the mentions of one text."""

    def __init__(self, vocabulary: Vocabulary, folded: str, marks: Sequence[Mark]) -> None:
        self.text, self.marks, self.vocabulary = folded, marks, vocabulary
        self.forms = vocabulary.forms

    def all(self) -> list[Mention]:
        """Every mention from left to right."""
        places = [at for at, mark in enumerate(self.marks) if not mark.word.names.isdisjoint(_NAMES)]
        found = [mention for at in places if (mention := self._mention(at)) is not None]
        if "respectively" in self.text:
            found = sorted([*found, *self._pairs()], key=lambda mention: mention.start)
        found = self._overlaid(self._unbracketed(found))
        self._share_heads(found)
        self._second_forms(found)
        exchanged(found, self.text, self.vocabulary.names)
        return self._of_one_chain(found)

    def _unbracketed(self, found: list[Mention]) -> list[Mention]:
        """The mentions without elements that only tell of which family a product is: 55N(镨钕系)."""
        last = [None, *found]
        return [
            one
            for before, one in zip(last, found, strict=False)
            if not (before and self._analysis(one) and self.text[before.end : one.start].strip() == "(")
        ]

    def _analysis(self, one: Mention) -> bool:
        """Whether a name may only say what is in another: an element, or a formula such as Nd2O3."""
        name = self.text[one.start : one.end]
        return one.element or any(oxygen.isdigit() for oxygen in name.split("o")[-1][:1])

    def _overlaid(self, found: list[Mention]) -> list[Mention]:
        """The mentions with the names no list can hold laid over them."""
        known = [(mention.start, mention.end) for mention in found if mention.products]
        names = extra(self.vocabulary, self.text)
        more = [
            name
            for name in names
            if name[2] or not meets(name[0], name[1], known) or self._longer(name[0], name[1], known)
        ]
        if not more:
            return found
        taken = [(start, end) for start, end, _ in more]
        free = [one for one in found if not meets(one.start, one.end, taken)]
        laid = [
            Mention(start, end, (product,) if product else (), self.forms.get(product or ""))
            for start, end, product in more
        ]
        return sorted([*free, *laid], key=lambda mention: mention.start)

    def _longer(self, start: int, end: int, known: Sequence[tuple[int, int]]) -> bool:
        """Whether a name nobody lists holds a listed one within it: 2#锑锭 is no 锑锭."""
        return any(start < first and last == end for first, last in known)

    def _of_one_chain(self, found: list[Mention]) -> list[Mention]:
        """Keep "scrap" or "the 2601 contract" only where every product named is of its product's chain."""
        products = self.vocabulary.catalog.products
        chains = {
            products[mention.products[0]].chain for mention in found if mention.products and not mention.alone
        }
        for mention in found:
            chain = products[mention.products[0]].chain if mention.alone else ""
            if mention.alone and chains != {chain} and (chains or chain not in self.text):
                mention.products = ()
            if mention.contract and len(chains) == 1:
                traded = self.vocabulary.contracts.get(next(iter(chains)))
                mention.products = (traded,) if traded else ()
        return found

    def _mention(self, at: int) -> Mention | None:
        mark = self.marks[at]
        if mark.has("product", "element"):
            return self._named(at, mark)
        if mark.has("alone") and self._alone(mark):
            return Mention(mark.start, mark.end, (str(mark.get("alone")),), actor=self._acts(at), alone=True)
        if mark.has("contract") and self._opens_clause(mark.start):
            return Mention(mark.start, mark.end, (), contract=self._coded(mark.start))
        if mark.has("ownerless") and not owned(self.text, self.marks, at):
            return Mention(mark.start, mark.end, (), realised=True)
        if mark.has("other"):
            return Mention(mark.start, mark.end, (), actor=self._acts(at))
        if mark.has("standing") and self._opens_phrase(at, mark):
            return Mention(mark.start, mark.end, (), str(mark.get("standing")), back=True)
        return self._form(at, mark) if mark.has("form") else self._foreign_oxide(mark)

    def _alone(self, mark: Mark) -> bool:
        """Whether a bare word has no other name before it: "spot TCs", but no "ore TC"."""
        word = self._word_before(mark.start)
        return not word or (word in _PLAIN and not mark.has("form"))

    def _named(self, at: int, mark: Mark) -> Mention | None:
        if self._made_into(at) or self._traded_ahead(at):
            return Mention(mark.start, mark.end, ())
        if self.text.startswith(("用)", "用于"), mark.end):
            return None  # 电解液(磷酸铁锂用)
        if not mark.has("product"):
            return self._element(at, mark)
        if self._two_in_one(mark):
            return None
        product = str(mark.get("product"))
        return Mention(mark.start, mark.end, (product,), self.forms.get(product), actor=self._acts(at))

    def _made_into(self, at: int) -> bool:
        """Whether a product is only what the goods are made of: 氧化铈抛光粉."""
        follows = self._following(at)
        return follows is not None and follows.has("made")

    def _traded_ahead(self, at: int) -> bool:
        """Whether a product's futures are meant, which are no product of the catalogue: 氧化镨钕期货."""
        follows = self._following(at)
        return follows is not None and follows.word.text in ("期货", "futures")

    def _two_in_one(self, mark: Mark) -> bool:
        """Whether "neodymium and praseodymium oxides ... respectively" is two oxides, not the mixed one."""
        name = self.text[mark.start : mark.end]
        return (
            " and " in name and name.endswith("s") and "respectively" in self.text[mark.end : mark.end + 200]
        )

    def _pairs(self) -> list[Mention]:
        """The two products of each such name."""
        found: list[Mention] = []
        for mark in self.marks:
            if mark.has("product") and self._two_in_one(mark):
                found += self._pair(mark)
        return found

    def _pair(self, mark: Mark) -> list[Mention]:
        first, _, rest = self.text[mark.start : mark.end].partition(" and ")
        second, _, form = rest.partition(" ")
        form = form.removesuffix("s")
        names = [(mark.start, len(first), first), (mark.end - len(rest), len(rest), second)]
        found = []
        for start, length, element in names:
            product = self.vocabulary.elements.get(element, {}).get(form)
            found.append(
                Mention(start, start + length, (product,) if product else (), form if product else None)
            )
        return found

    def _opens_phrase(self, at: int, mark: Mark) -> bool:
        """Whether 金属 alone is what is priced: after a pause, and before its price."""
        follows = self._following(at)
        paused = self.text[max(0, mark.start - 1) : mark.start].strip() in _PAUSES
        return paused and follows is not None and follows.has("level", "kind", "up", "down")

    def _opens_clause(self, start: int) -> bool:
        """Whether a futures contract is what its clause speaks of: ". The 2601 contract opened"."""
        before = self.text[max(0, start - 24) : start].rstrip(" 0123456789").removesuffix("the").rstrip(" ")
        return not before or before[-1] in ".;,。；，\n"

    def _coded(self, start: int) -> bool:
        """Whether a contract is told by its month: the 2601 contract."""
        code = self.text[max(0, start - 5) : start].strip()
        return (len(code) >= _CODE and code[-_CODE:].isdigit()) or self.text.startswith(
            ("futures", "the futures"), start
        )

    def _element(self, at: int, mark: Mark) -> Mention:
        candidates: Mapping[str, str] = mark.get("element")
        follows = self._following(at)
        if follows is not None and follows.has("form") and not follows.has("product"):
            return Mention(mark.start, follows.end, (), actor=self._acts(at + 1))
        products = tuple(dict.fromkeys(candidates.values()))
        usual = candidates.get(str(mark.get("usual"))) if mark.has("usual") else None
        return Mention(mark.start, mark.end, products, actor=self._acts(at), element=True, usual=usual)

    def _share_heads(self, found: list[Mention]) -> None:
        """Give the items of a list the form that stands once, at its end or its beginning."""
        for at, mention in enumerate(found):
            if mention.form is None or len(mention.products) != 1 or mention.back:
                continue
            shared = self.text[mention.start : mention.end]
            plural_first = " of " in shared
            step, ahead = (1, at + 1) if plural_first else (-1, at - 1)
            last = mention
            while 0 <= ahead < len(found) and self._listed(last, found[ahead]) and found[ahead].element:
                last = found[ahead]
                self._give(last, mention.form)
                ahead += step

    def _listed(self, one: Mention, other: Mention) -> bool:
        first, second = (one, other) if one.start < other.start else (other, one)
        return self.text[first.end : second.start].strip() in SEPARATORS

    def _give(self, mention: Mention, form: str) -> None:
        fitting = [product for product in mention.products if self.forms.get(product) == form]
        if len(fitting) == 1:
            mention.products, mention.form = (fitting[0],), form

    def _second_forms(self, found: Sequence[Mention]) -> None:
        """Give the second form of "PrNd oxide and alloy" its product, of the same metal."""
        for mention, second in pairwise(found):
            between = self.text[mention.end : second.start].strip()
            if second.back and len(mention.products) == 1 and between in ("and", ""):
                product = self.vocabulary.sibling(mention.products[0], str(second.form))
                if product is not None:
                    second.products, second.back = (product,), False
