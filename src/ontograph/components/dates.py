"""Dates, normalised against the publication date."""

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from ontograph import calendars, layers, resources, temporal, tokens
from ontograph.timegrammar import Grammar

_YEAR = 4
_DAY = 10
"""Characters of an ISO day."""


class Dates:
    """Writes the layer of date expressions, and the publication date where the caller gave none."""

    def __init__(self, grammar: Grammar) -> None:
        layers.register()
        self._grammar = grammar
        self._announcing = frozenset(grammar.data.tenses.announcing)
        self._future_endings = grammar.data.tenses.future_endings
        self._future_governors = frozenset(grammar.data.tenses.future_governors)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document: `doc.spans["dates"]`, label DATE, or TIME for a part of a day or a vague reference."""
        written: str | None = None
        text = doc.text if layers.idle(doc) else tokens.of(doc).text
        if doc._.published is None:
            doc._.published = temporal.publication_date(text, self._grammar)
        if doc._.published is None:
            written = calendars.written(text, self._grammar)
            doc._.published = written if written and len(written) == _DAY else None
        if not layers.idle(doc):
            layers.set_spans(doc, layers.DATES, self.match(doc, written))
        return doc

    def match(self, doc: Doc, written: str | None = None) -> list[Span]:
        """The date expressions, names left alone; `written` is about when, for a page that doesn't give its date."""
        names = [(e.start_char, e.end_char) for e in doc.ents if not self._is_month(e)]

        def tense(start: int, end: int) -> temporal.Tense | None:
            span = doc.char_span(start, end, alignment_mode="expand")
            return self._tense(span) if span is not None else None

        found: list[Span] = []
        published = doc._.published or written
        for expression in temporal.find(
            tokens.of(doc).text, published, tense=tense, grammar=self._grammar, blocked=names
        ):
            label = "DATE" if temporal.is_date(expression.value) else "TIME"
            span = doc.char_span(
                expression.start, expression.end, label=label, span_id=expression.value, alignment_mode="expand"
            )
            if span is not None and len(span) and (not found or span.start >= found[-1].end):
                found.append(span)
        return found

    def _is_month(self, name: Span) -> bool:
        """Whether the model takes the month of a date for a place: "Mars 2015. X rachète Y"."""
        after = name.doc[name.end].text if name.end < len(name.doc) else ""
        return self._grammar.is_month(name.text) and len(after) == _YEAR and after.isdecimal()

    def _tense(self, span: Span) -> temporal.Tense | None:
        """Whether the verbs over a date look ahead or back: the nearest that tells, else all of the sentence ahead."""
        if not span.doc.has_annotation("DEP"):
            return None
        verbs = (t for t in (span.root, *span.root.ancestors) if t.pos_ in ("VERB", "AUX") and t not in span)
        for depth, verb in enumerate(verbs):
            bare = "Part" in verb.morph.get("VerbForm", []) and not any(c.dep_.startswith("aux") for c in verb.children)
            tense = None if bare and depth else self._verb_tense(verb)
            if tense:
                return tense
            if "Inf" in verb.morph.get("VerbForm", []):
                return None
        tenses = {self._verb_tense(token) for token in span.sent if token.pos_ == "VERB"} - {None}
        return "future" if tenses == {"future"} else None

    def _verb_tense(self, verb: Token) -> temporal.Tense | None:
        auxiliaries = [child for child in verb.children if child.dep_.startswith(("aux", "cop"))]
        finite = [form for form in (verb, *auxiliaries) if "Fin" in form.morph.get("VerbForm", [])]
        if any("Fut" in form.morph.get("Tense", []) for form in finite):
            return "future"
        if "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", []):
            if verb.lower_.endswith(self._future_endings):
                return "future"
            perfect = any(form.dep_ == "aux:tense" for form in auxiliaries)
            if verb.lemma_ in self._announcing and not perfect:
                return "future"
            passive = any(form.dep_ in ("aux:pass", "cop") and "Pres" in form.morph.get("Tense", []) for form in finite)
            return None if passive and not perfect else "past"
        if "Inf" in verb.morph.get("VerbForm", []):
            governors = [verb.head, *auxiliaries]
            return "future" if any(g.lemma_ in self._future_governors for g in governors) else None
        if any("Cnd" in form.morph.get("Mood", []) for form in finite):
            return None
        return "past" if any({"Past", "Imp"} & set(form.morph.get("Tense", [])) for form in finite) else None


@Language.factory(
    "ontograph_dates", default_config={"data": temporal.DEFAULT}, assigns=["doc.spans"], requires=["token.morph"]
)
def make_dates(nlp: Language, name: str, data: str) -> Dates:
    """Build the component; `data` names its grammar."""
    return Dates(temporal.load(resources.data_path(data)))
