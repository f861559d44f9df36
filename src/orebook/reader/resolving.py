"""From the name in the text to one product of the catalogue.

`the oxide` points back, `yttrium` alone is told by its level, `#1 copper cathode at a premium of` is its
premium.
"""

from __future__ import annotations

from dataclasses import replace

from orebook.reader.candidate import Candidate
from orebook.reader.completion import unit
from orebook.reader.context import Context
from orebook.reader.grades import discounted, ungraded
from orebook.reader.mention import Mention
from orebook.reader.money import Money
from orebook.reader.vocabulary import Mark
from orebook.terms import Product

#: Whose market a price abroad still is: "Chinese APT at $590/mtu fob".
_SCRAP = ("scrap", "recycl", "废")
_RARE_EARTHS = ("reo", "rare earth", "ndpr")
_YEARLY = ("benchmark", "annual", "long-term", "长单", "年度")
_CHINESE = ("china", "chinese", "中国")


def resolve(candidate: Candidate, context: Context) -> None:
    """Find the mention and product a number belongs to; both stay None where none is certain."""
    candidate.mention = _mention(candidate, context)
    if candidate.mention is not None and len(candidate.mention.products) == 1:
        named = _yearly(candidate, context.product(candidate.mention.products[0]), context)
        product = _abroad(candidate, named, context)
        own = coefficient(candidate, product, context) or _fixed(candidate, product, context)
        own = own or _premium(candidate, product, context)
        candidate.product = ungraded(candidate, own, context)
        discounted(candidate, candidate.product)
        candidate.rules += ["P10"] if candidate.product is not product else []


def _yearly(candidate: Candidate, product: Product, context: Context) -> Product:
    """The year's terms, where a bare "TC" is told of them: "settled the annual TC at $80"."""
    name, sentence = context.vocabulary.yearly.get(product.id), candidate.sentence
    bare = candidate.mention is not None and candidate.mention.alone
    if not name or not bare:
        return product
    spoken = any(word in sentence.text[sentence.start : sentence.end] for word in _YEARLY)
    return context.product(name) if spoken else product


def _mention(candidate: Candidate, context: Context) -> Mention | None:
    mention = candidate.attached.mention
    if mention is not None and mention.realised:
        return _realised(mention, candidate, context)
    if mention is None or candidate.attached.refused:
        return None
    if mention.traded and candidate.money.currency != "USD":
        return None
    if mention.back:
        candidate.rules.append("P8")
        return _pointed(mention, candidate, context)
    if len(mention.products) <= 1:
        return mention
    candidate.rules.append("P9")
    return _by_level(mention, candidate, context)


def _realised(mention: Mention, candidate: Candidate, context: Context) -> Mention | None:
    """The product of "the average selling price of A$43.6/kg REO", by its money."""
    money = candidate.money
    name = context.vocabulary.realised.get(f"{money.currency}/{money.per}")
    told = any(word in context.folded for word in _RARE_EARTHS)
    return replace(mention, products=(name,)) if name and told else None


def _pointed(mention: Mention, candidate: Candidate, context: Context) -> Mention | None:
    """What "the oxide" points back to: after PrNd metal it is PrNd oxide."""
    here = [
        other
        for other in candidate.sentence.mentions
        if other.end <= mention.start and len(other.products) == 1
    ]
    for earlier in reversed([*context.last, *here]):
        product = (
            earlier.products[0]
            if earlier.form == mention.form
            else context.vocabulary.sibling(earlier.products[0], str(mention.form))
        )
        if product is not None:
            return replace(mention, products=(product,), back=False)
    return None


def _by_level(mention: Mention, candidate: Candidate, context: Context) -> Mention:
    """An element without its form: the one form in whose usual unit and band the number lies."""
    told = {
        other.products[0] for other in candidate.sentence.mentions if other.used and len(other.products) == 1
    }
    scrapped = any(word in candidate.sentence.text for word in _SCRAP)
    fitting = [
        name
        for name in mention.products
        if name not in told
        and (scrapped or context.product(name).segment != "scrap")
        and _fits(context.product(name), candidate)
    ]
    if mention.usual in fitting:
        return replace(mention, products=(str(mention.usual),))
    if len(fitting) > 1 and candidate.money.currency == "USD":
        oxides = [name for name in fitting if context.product(name).segment == "oxide"]
        fitting = oxides if len(oxides) == 1 else fitting
    return replace(mention, products=(fitting[0],)) if len(fitting) == 1 else mention


def _fits(product: Product, candidate: Candidate) -> bool:
    measured = unit(candidate.sentence, candidate.at, product, None)
    if measured.code is None:
        return False
    foreign = measured.code.partition("/")[0] != product.unit.partition("/")[0]
    return foreign or (measured.code == product.unit and inside_band(product, candidate.money))


def inside_band(product: Product, money: Money) -> bool:
    """Whether a number in the product's usual unit is one it ever cost."""
    low, high = money.ends()
    if product.band is None or low is None or high is None:
        return True
    return product.band[0] <= float(low) <= float(high) <= product.band[1]


def _abroad(candidate: Candidate, product: Product, context: Context) -> Product:
    """The product as it is priced in Europe, where the unit is that one's and the clause is not China's."""
    products = context.vocabulary.catalog.products
    there = products.get(f"{product.id}-europe")
    if there is None:
        return _foreign(candidate, product, products.get(context.vocabulary.abroad.get(product.id, "")))
    if unit(candidate.sentence, candidate.at, there, None).code != there.unit:
        return product
    marks = [*candidate.sentence.lead(candidate.at), *_own_tail(candidate)]
    here = any(mark.has("delivery_fob") or mark.word.text in _CHINESE for mark in marks)
    return there if not here or any(mark.has("abroad") for mark in marks) else product


def _own_tail(candidate: Candidate) -> list[Mark]:
    """The words after a number in its own clause: not the buyers of ", while European consumers bid"."""
    sentence, right = candidate.sentence, candidate.money.right
    tail = sentence.tail(candidate.at)
    turned = [mark.start for mark in tail.of("clause") if mark.word.text in ("while", "whereas", "but")]
    pause = sentence.text.find(";", right, sentence.ceiling(candidate.at))
    end = min([*turned, *([pause] if pause >= 0 else [])], default=sentence.end)
    return [mark for mark in tail if mark.end <= end]


def _foreign(candidate: Candidate, product: Product, there: Product | None) -> Product:
    """The product that a name means in foreign money: antimony ingot in dollars is the export grade."""
    if there is None or candidate.mention is None:
        return product
    if any(
        letter.isdigit()
        for letter in candidate.sentence.text[candidate.mention.start : candidate.mention.end]
    ):
        return product
    money = (unit(candidate.sentence, candidate.at, there, None).code or "").partition("/")[0]
    return there if money == there.unit.partition("/")[0] else product


def _premium(candidate: Candidate, product: Product, context: Context) -> Product:
    """The premium of a product, where the number is one: "at a premium of 60-120 yuan/mt"."""
    premium = premium_of(product, context)
    if premium is None:
        return product
    sentence, money = candidate.sentence, candidate.money
    if money.currency is not None and not premium.unit.startswith(money.currency):
        return product  # LME0-3贴水65美元/吨 is no premium of Shanghai's
    said = money.spread or sentence.lead(candidate.at).has("spread_word")
    again = context.premiums.get(sentence.number) == product.id and not inside_band(product, money)
    if not said and not again:
        return product
    context.premiums[sentence.number] = product.id
    return premium


def coefficient(candidate: Candidate, product: Product, context: Context) -> Product | None:
    """The coefficient of a product, where the number is one: "at a payable of 67-69.5%"."""
    name = context.vocabulary.coefficients.get(product.id)
    said = candidate.money.percent and candidate.sentence.lead(candidate.at).has("coefficient_word")
    return context.vocabulary.catalog.products.get(name) if name and said else None


def _fixed(candidate: Candidate, product: Product, context: Context) -> Product | None:
    """The fixed price beside a coefficient: "67-67.5%, with a fixed price of $6,050/mt"."""
    name = context.vocabulary.catalog.words.get("usual", {}).get("fixed", {}).get(product.id)
    lead = candidate.sentence.text[candidate.sentence.floor(candidate.at) : candidate.money.left]
    said = candidate.money.currency == "USD" and "fixed price" in lead
    return context.vocabulary.catalog.products.get(name) if name and said else None


def premium_of(product: Product, context: Context) -> Product | None:
    """The premium of a product over its benchmark, where the catalogue holds one."""
    if product.segment == "premium":
        return None
    products = context.vocabulary.catalog.products
    names = (
        f"{product.id}-premium",
        product.id.replace("-cathode", "-premium"),
        product.id.replace("-copper", "-copper-premium"),
    )
    return next((products[name] for name in names if name in products and name != product.id), None)
