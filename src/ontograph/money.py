"""Sums of money and percentages in French text: digits, words, scales, currencies, ranges, elided units. No spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ontograph import numerals, resources
from ontograph.moneygrammar import DEFAULT, Lexicon, load
from ontograph.numerals import fold

_NEAR = 250
"""Characters within which a bare number may share the unit of the sum before it."""
_WORTH = 60
"""Characters before a falling pair of sums within which a word of value makes it a change."""
_BIG = 1_000_000
"""Sums below it (prices, subscriptions) don't tell in which currency the article counts."""
_SHARING = 24
"""Characters between "respectivement" and the first of several numbers that share the unit of the last."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money; offsets in code points, from the number through the currency."""

    start: int
    end: int
    value: Decimal
    currency: str | None
    approximate: bool
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage: `value` is 49 for "49 %"."""

    start: int
    end: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number with what follows it."""

    start: int
    end: int
    number: Decimal
    scale: int | None
    unit: str | None
    """A folded currency name or symbol."""
    percent: bool = False
    approximate: bool = False

    @property
    def value(self) -> Decimal:
        return self.number * (self.scale or 1)


def find(text: str, lexicon: Lexicon | None = None) -> tuple[list[Amount], list[Percent]]:
    """The sums of money and the percentages of a text, each in its order.

    A sum without currency takes the article's: the only one it counts in, else that of the nearest sum before; none
    where the article names none.
    """
    lexicon = lexicon or load(resources.data_path(DEFAULT))
    folded = fold(text)
    quantities = sorted(_quantities(folded, lexicon), key=lambda q: (q.start, -q.end))
    quantities = _ranges(_shared(quantities, folded, lexicon), folded, lexicon)
    percents = [Percent(q.start, q.end, q.number) for q in quantities if q.percent]
    percents = sorted([*percents, *_fractions(text, folded, lexicon)], key=lambda p: p.start)
    return _Sums(folded, lexicon).read([q for q in quantities if not q.percent]), percents


def _quantities(folded: str, lexicon: Lexicon) -> Iterator[_Quantity]:
    """Every number, with its scale, currency or percent sign."""
    taken = 0
    prefixed = {m.start(): m for m in lexicon.prefixed.finditer(folded)}
    inside = {m.start("digits") for m in prefixed.values()}
    for match in prefixed.values():
        english = match["english"]
        scale = lexicon.english[english] if english else lexicon.scales[match["scale"]] if match["scale"] else None
        number = numerals.digits(match["digits"], english="," not in match["digits"] or "," in match["digits"][:-3])
        yield _Quantity(match.start(), match.end(), number, scale, match["symbol"])
    for match in lexicon.one.finditer(folded):
        yield _Quantity(match.start("scale"), match.end(), Decimal(1), lexicon.scales[match["scale"]], match["name"])
    for match in lexicon.quantity.finditer(folded):
        if match.start() in inside or match.start() < taken:
            continue
        taken = match.end()
        word = match["scale"] or match["glued"] or match["short"]
        number = lexicon.number(match)
        if match["half"] or match["half_after"]:
            number += Decimal("0.5")
        unit = match["name"] or match["symbol"]
        unit = re.sub(r"\s", " ", unit) if unit else None
        yield _Quantity(
            match.start(),
            match.end(),
            number,
            lexicon.scales[word] if word else None,
            unit,
            percent=bool(match["percent"]),
            approximate=bool(match["collective"]),
        )


def _fractions(text: str, folded: str, lexicon: Lexicon) -> Iterator[Percent]:
    """Fractions of shares or of what a name stands for: "un quart du capital", "un tiers de X"."""
    for match in lexicon.fraction.finditer(folded):
        if match["shares"] or text[match.end() : match.end() + 1].isupper():
            yield Percent(match.start(), match.end("part"), lexicon.fractions[match["part"]])


def _shared(quantities: list[_Quantity], folded: str, lexicon: Lexicon) -> list[_Quantity]:
    """Numbers to which "respectivement" gives the unit of the last of them: "respectivement 10, 20 et 30 millions"."""
    found = list(quantities)
    for match in lexicon.distributive.finditer(folded):
        run: list[int] = []
        for n, quantity in enumerate(found):
            low = found[run[-1]].end if run else match.end()
            if quantity.start < low:
                continue
            gap = folded[low : quantity.start]
            if len(gap) > _SHARING or (run and not lexicon.listed.search(gap)):
                break
            run.append(n)
            if quantity.unit or quantity.percent:
                for earlier in run:
                    scale, unit, percent = found[earlier].scale or quantity.scale, quantity.unit, quantity.percent
                    found[earlier] = replace(found[earlier], scale=scale, unit=unit, percent=percent)
                break
    return found


def _ranges(quantities: list[_Quantity], folded: str, lexicon: Lexicon) -> list[_Quantity]:
    """Join "2 à 3 milliards" and "entre 5 et 6 %": one quantity with the upper bound."""
    joined: list[_Quantity] = []
    for quantity in quantities:
        low = joined[-1] if joined else None
        if low and low.end > quantity.start:
            continue
        gap = folded[low.end : quantity.start] if low and quantity.start - low.end < 5 else "?"
        if (
            low
            and not low.unit
            and not low.percent
            and (quantity.unit or quantity.scale or quantity.percent)
            and (quantity.scale or not low.scale)
            and (
                lexicon.to.search(gap)
                or (lexicon.and_.search(gap) and lexicon.between.search(folded[max(0, low.start - 20) : low.start]))
            )
        ):
            if quantity.number < low.number and lexicon.worth.search(folded[max(0, low.start - _WORTH) : low.start]):
                # "la valorisation fond de 39 à 10 milliards": what it was and what it is, no range
                joined[-1] = replace(low, scale=quantity.scale, unit=quantity.unit)
                joined.append(quantity)
                continue
            joined[-1] = replace(quantity, start=low.start, approximate=True)
        else:
            joined.append(quantity)
    return joined


class _Sums:
    """Tells sums from other quantities in one text, and gives each its currency."""

    def __init__(self, folded: str, lexicon: Lexicon) -> None:
        self._folded = folded
        self._lexicon = lexicon

    def read(self, quantities: list[_Quantity]) -> list[Amount]:
        named = {q.start: self._code(q, quantities) for q in quantities if q.unit}
        contexts = [(q.start, code) for q in quantities if q.value >= _BIG and (code := named.get(q.start))]
        only = contexts[0][1] if len({code for _, code in contexts}) == 1 else None
        found: list[Amount] = []
        for quantity in quantities:
            scale = quantity.scale or 1
            if quantity.unit:
                currency = named[quantity.start]
                if not currency and not self._counts_money(quantity):
                    continue
            elif quantity.scale and quantity.scale >= _BIG and self._is_money(quantity, bool(contexts)):
                before = [code for start, code in contexts if start < quantity.start]
                currency = only or (before[-1] if before else None)
            elif not quantity.scale and found and self._is_elided(quantity, found[-1]):
                scale, currency = self._elided_scale(quantity, found[-1]), found[-1].currency
            else:
                continue
            found.append(
                Amount(
                    quantity.start,
                    quantity.end,
                    quantity.number * scale,
                    currency,
                    quantity.approximate or self._hedged(quantity.start),
                    scale,
                )
            )
        return found

    def _code(self, quantity: _Quantity, quantities: list[_Quantity]) -> str | None:
        """The ISO code of a named currency; a name that countries share takes the one named in full elsewhere."""
        unit = quantity.unit or ""
        if unit in self._lexicon.codes:
            return self._lexicon.codes[unit]
        possible = set(self._lexicon.shared[unit])
        codes = {self._lexicon.codes.get(q.unit or "") for q in quantities} & possible
        return codes.pop() if len(codes) == 1 else None

    def _is_money(self, quantity: _Quantity, counted_in_money: bool) -> bool:
        """Whether "3 millions" or "3 milliards" without currency is money: by what it counts, and the words around."""
        counted = self._lexicon.counted.search(self._folded[quantity.end : quantity.end + 60])
        if counted:
            return self._lexicon.noun.match(counted["noun"]) is not None
        before = self._folded[max(0, quantity.start - _NEAR) : quantity.start]
        after = self._folded[quantity.end : quantity.end + _NEAR // 2]
        sentence = re.split(r"[.!?] |\n", before)[-1] + " " + re.split(r"[.!?] |\n", after)[0]
        return self._lexicon.cue.search(sentence) is not None or (counted_in_money and (quantity.scale or 0) > _BIG)

    def _is_elided(self, quantity: _Quantity, last: Amount) -> bool:
        """Whether a bare number goes on in the unit of the sum before it."""
        if (
            last.scale == 1
            or quantity.number >= 1000
            or quantity.start - last.end > _NEAR
            or "\n\n" in self._folded[last.end : quantity.start]
        ):
            return False
        return (
            self._lexicon.elided_before.search(self._folded[max(0, quantity.start - 40) : quantity.start]) is not None
            and self._lexicon.elided_after.search(self._folded[quantity.end : quantity.end + 40]) is not None
        )

    @staticmethod
    def _elided_scale(quantity: _Quantity, last: Amount) -> int:
        """ "2 milliards, dont 600 l'an passé": a number far beyond the first one counts in the next lower unit."""
        beyond = last.scale > _BIG and quantity.number * last.scale > 100 * last.value
        return last.scale // 1000 if beyond else last.scale

    def _counts_money(self, quantity: _Quantity) -> bool:
        """Whether a currency name that countries share is one here: with a scale; "livres" from a milliard on."""
        least = 1000 * _BIG if quantity.unit in self._lexicon.things else _BIG
        return (quantity.scale or 1) >= least

    def _hedged(self, start: int) -> bool:
        return self._lexicon.approximate.search(self._folded[max(0, start - 30) : start]) is not None
