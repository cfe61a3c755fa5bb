"""Sums of money and percentages."""

from decimal import Decimal

from spacy.language import Language
from spacy.tokens import Doc, Span

from ontograph import layers, money, moneygrammar, resources, tokens


class Amounts:
    """Writes the layers of sums of money and of percentages."""

    def __init__(self, lexicon: moneygrammar.Lexicon) -> None:
        layers.register()
        self._lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        if layers.idle(doc):
            return doc
        amounts, percents = money.find(tokens.of(doc).text, self._lexicon)
        layers.set_spans(
            doc,
            layers.AMOUNTS,
            _spans(
                doc,
                [(a.start, a.end, a.currency or "", plain(a.value), "~" if a.approximate else "") for a in amounts],
            ),
        )
        layers.set_spans(
            doc, layers.PERCENTS, _spans(doc, [(p.start, p.end, "PERCENT", plain(p.value), "") for p in percents])
        )
        return doc


def plain(value: Decimal) -> str:
    """A decimal without exponent and without useless zeros: "6600000000", "48.2"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _spans(doc: Doc, found: list[tuple[int, int, str, str, str]]) -> list[Span]:
    """Token spans for offsets; what lies within a name, or would take in a part of one, is no sum of money."""
    names = {i for ent in doc.ents for i in range(ent.start, ent.end)}
    spans: list[Span] = []
    for start, end, label, value, mark in found:
        span = doc.char_span(start, end, label=label, kb_id=mark, span_id=value, alignment_mode="expand")
        if span is None or not len(span) or any(i in names for i in range(span.start, span.end)):
            continue
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return spans


@Language.factory("ontograph_amounts", default_config={"data": moneygrammar.DEFAULT}, assigns=["doc.spans"])
def make_amounts(nlp: Language, name: str, data: str) -> Amounts:
    """Build the component; `data` names its lexicon."""
    return Amounts(moneygrammar.load(resources.data_path(data)))
