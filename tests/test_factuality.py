"""Certainty and attribution: scope rules on hand-built trees, French constructions on the real model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from ontograph import layers, pipeline, resources
from ontograph.errors import DataError
from ontograph.factuality import Assessment, Factuality
from ontograph.factuality.cues import Cues, Governor
from ontograph.model import FACTUALITIES

VOCAB = spacy.blank("fr").vocab
CUES = resources.data_path("fr_press/cues.yml")
READER = Factuality.load(CUES)

FINITE = "VerbForm=Fin|Mood=Ind|Tense="
PRES, PAST, FUT, IMP = FINITE + "Pres", FINITE + "Past", FINITE + "Fut", FINITE + "Imp"
COND, SUBJ = "VerbForm=Fin|Mood=Cnd|Tense=Pres", "VerbForm=Fin|Mood=Sub|Tense=Pres"
PART, INF = "VerbForm=Part|Tense=Past", "VerbForm=Inf"

Row = tuple[str, str, str, int, str, str]
"""Word, lemma, part of speech, head, dependency, morphology."""


def doc(*rows: Row) -> Doc:
    words, lemmas, tags, heads, deps, morphs = (list(column) for column in zip(*rows, strict=True))
    built = Doc(VOCAB, words=words, lemmas=lemmas, pos=tags, heads=heads, deps=deps, morphs=morphs)
    built._.published = "2024-06-15"
    return built


def name(text: str, head: int, dep: str) -> Row:
    return (text, text, "PROPN", head, dep, "")


def perfect(*, negated: bool = False, verb: str = "quitté", lemma: str = "quitter") -> list[Row]:
    """ "Orange (n')a (pas) quitté Safran": six words with the negation, else four."""
    if negated:
        return [
            name("Orange", 4, "nsubj"),
            ("n'", "ne", "ADV", 4, "advmod", "Polarity=Neg"),
            ("a", "avoir", "AUX", 4, "aux:tense", PRES),
            ("pas", "pas", "ADV", 4, "advmod", "Polarity=Neg"),
            (verb, lemma, "VERB", 4, "ROOT", PART),
            name("Safran", 4, "obj"),
        ]
    return [
        name("Orange", 2, "nsubj"),
        ("a", "avoir", "AUX", 2, "aux:tense", PRES),
        (verb, lemma, "VERB", 2, "ROOT", PART),
        name("Safran", 2, "obj"),
    ]


def governed(verb: str, lemma: str, morph: str, mark: str = "de") -> Doc:
    """ "Orange VERB MARK racheter Safran"; the trigger is token 3."""
    return doc(
        name("Orange", 1, "nsubj"),
        (verb, lemma, "VERB", 1, "ROOT", morph),
        (mark, mark, "ADP", 3, "mark", ""),
        ("racheter", "racheter", "VERB", 1, "xcomp", INF),
        name("Safran", 3, "obj"),
    )


def clause(verb: str, lemma: str, morph: str, below: str, below_morph: str) -> Doc:
    """ "Orange VERB que Safran BELOW Thales"; the trigger is token 4."""
    return doc(
        name("Orange", 1, "nsubj"),
        (verb, lemma, "VERB", 1, "ROOT", morph),
        ("que", "que", "SCONJ", 4, "mark", ""),
        name("Safran", 4, "nsubj"),
        (below, "quitter", "VERB", 1, "ccomp", below_morph),
        name("Thales", 4, "obj"),
    )


class TestTense:
    @pytest.mark.parametrize(
        ("word", "morph", "expected"),
        [
            ("quitte", PRES, "certain"),
            ("quitta", PAST, "certain"),
            ("quittait", IMP, "certain"),
            ("quittera", FUT, "planned"),
            ("quitterait", COND, "possible"),
            # The tagger's confusions, mended by the ending.
            ("quittera", PRES, "planned"),
            ("quitterait", IMP, "possible"),
            ("quittera", PART, "planned"),
            ("quitte", FUT, "certain"),
            ("quittait", COND, "certain"),
        ],
    )
    def test_simple_forms(self, word: str, morph: str, expected: str) -> None:
        built = doc(name("Orange", 1, "nsubj"), (word, "quitter", "VERB", 1, "ROOT", morph), name("Safran", 1, "obj"))
        assert READER.assess(built, 1).factuality == expected

    @pytest.mark.parametrize(
        ("auxiliary", "morph", "expected"),
        [("a", PRES, "certain"), ("avait", IMP, "certain"), ("aura", FUT, "planned"), ("aurait", COND, "possible")],
    )
    def test_compound_forms(self, auxiliary: str, morph: str, expected: str) -> None:
        rows = perfect()
        rows[1] = (auxiliary, "avoir", "AUX", 2, "aux:tense", morph)
        assert READER.assess(doc(*rows), 2).factuality == expected

    def test_auxiliary_is_found_by_order_where_the_tree_has_none(self) -> None:
        rows = perfect()
        rows[1] = ("aurait", "avoir", "AUX", 0, "dep", COND)
        assert READER.assess(doc(*rows), 2).factuality == "possible"

    @pytest.mark.parametrize(
        ("date", "word", "morph", "expected"),
        [
            ("2019", "quittera", FUT, "certain"),
            ("2030", "quittera", FUT, "planned"),
            ("2030", "quitte", PRES, "planned"),
            ("2019", "quitte", PRES, "certain"),
        ],
    )
    def test_dates_overrule_tenses(self, date: str, word: str, morph: str, expected: str) -> None:
        built = doc(
            name("Orange", 1, "nsubj"),
            (word, "quitter", "VERB", 1, "ROOT", morph),
            ("en", "en", "ADP", 3, "case", ""),
            (date, date, "NUM", 1, "obl:mod", ""),
        )
        span = Span(built, 3, 4, label="DATE", span_id=0)
        span.id_ = date
        layers.set_spans(built, layers.DATES, [span])
        assert READER.assess(built, 1).factuality == expected


class TestNegation:
    def test_negated_perfect_names_its_cue(self) -> None:
        built = doc(*perfect(negated=True))
        found = READER.assess(built, 4)
        assert found.factuality == "negated"
        assert found.cue is not None
        assert built.text[slice(*found.cue)] == "pas"

    def test_negation_of_another_verb_does_not_reach(self) -> None:
        other = perfect(negated=True, verb="convaincu", lemma="convaincre")
        rows: list[Row] = [
            *other,
            ("et", "et", "CCONJ", 8, "cc", ""),
            ("a", "avoir", "AUX", 8, "aux:tense", PRES),
            ("quitté", "quitter", "VERB", 4, "conj", PART),
        ]
        assert READER.assess(doc(*rows), 8).factuality == "certain"

    @pytest.mark.parametrize(
        ("negator", "after", "expected"),
        [("plus", "que", "certain"), ("jamais", "autant", "certain"), ("plus", "Safran", "negated")],
    )
    def test_pseudo_cues(self, negator: str, after: str, expected: str) -> None:
        built = doc(
            name("Orange", 2, "nsubj"),
            ("ne", "ne", "ADV", 2, "advmod", ""),
            ("dirige", "diriger", "VERB", 2, "ROOT", PRES),
            (negator, negator, "ADV", 2, "advmod", ""),
            (after, after, "ADV", 2, "advmod", ""),
        )
        assert READER.assess(built, 2).factuality == expected

    def test_expletive_is_no_negation(self) -> None:
        built = doc(
            ("avant", "avant", "ADP", 4, "mark", ""),
            ("qu'", "que", "SCONJ", 0, "fixed", ""),
            name("Orange", 4, "nsubj"),
            ("ne", "ne", "ADV", 4, "advmod", ""),
            ("quitte", "quitter", "VERB", 4, "ROOT", SUBJ),
        )
        assert READER.assess(built, 4).factuality == "planned"

    def test_typographic_apostrophe(self) -> None:
        rows = perfect(negated=True)
        rows[1] = ("n’", "n’", "ADV", 4, "advmod", "")
        assert READER.assess(doc(*rows), 4).factuality == "negated"


class TestGovernors:
    @pytest.mark.parametrize(
        ("verb", "lemma", "morph", "mark", "expected"),
        [
            ("vise", "viser", PRES, "à", "planned"),
            ("viserait", "viser", COND, "à", "possible"),
            ("envisage", "envisager", PRES, "de", "possible"),
            ("refuse", "refuser", PRES, "de", "negated"),
            ("refusera", "refuser", FUT, "de", "negated"),
            ("finit", "finir", PRES, "par", "certain"),
            ("finira", "finir", FUT, "par", "planned"),
            ("zinzinule", "zinzinuler", PRES, "de", "possible"),
            # A lemma that the model failed to find.
            ("vise", "vise", PRES, "à", "planned"),
        ],
    )
    def test_infinitive(self, verb: str, lemma: str, morph: str, mark: str, expected: str) -> None:
        assert READER.assess(governed(verb, lemma, morph, mark), 3).factuality == expected

    @pytest.mark.parametrize(
        ("verb", "lemma", "expected"),
        [("compte", "compter", "negated"), ("exclut", "exclure", "possible"), ("tarde", "tarder", "certain")],
    )
    def test_negated_governor(self, verb: str, lemma: str, expected: str) -> None:
        built = doc(
            name("Orange", 2, "nsubj"),
            ("ne", "ne", "ADV", 2, "advmod", ""),
            (verb, lemma, "VERB", 2, "ROOT", PRES),
            ("pas", "pas", "ADV", 2, "advmod", ""),
            ("racheter", "racheter", "VERB", 2, "xcomp", INF),
        )
        assert READER.assess(built, 4).factuality == expected

    def test_governor_is_found_by_order_where_the_tree_fails(self) -> None:
        built = doc(
            name("Orange", 0, "ROOT"),
            ("dément", "dément", "ADV", 0, "advmod", ""),
            ("vouloir", "vouloir", "VERB", 2, "ROOT", INF),
            ("racheter", "racheter", "VERB", 2, "xcomp", INF),
        )
        assert READER.assess(built, 3).factuality == "negated"

    @pytest.mark.parametrize(
        ("verb", "lemma", "morph", "below", "below_morph", "expected"),
        [
            ("annonçait", "annoncer", IMP, "quittait", IMP, "certain"),
            ("annonçait", "annoncer", IMP, "quitterait", COND, "planned"),
            ("annonce", "annoncer", PRES, "quitterait", COND, "possible"),
            ("dément", "démentir", PRES, "quitte", PRES, "negated"),
            ("espère", "espérer", PRES, "quitte", SUBJ, "planned"),
            ("zinzinule", "zinzinuler", PRES, "quitte", SUBJ, "possible"),
            ("zinzinule", "zinzinuler", PRES, "quitte", PRES, "certain"),
        ],
    )
    def test_clause(self, verb: str, lemma: str, morph: str, below: str, below_morph: str, expected: str) -> None:
        assert READER.assess(clause(verb, lemma, morph, below, below_morph), 4).factuality == expected

    @pytest.mark.parametrize(
        ("determiner", "verb", "lemma", "expected"),
        [
            ("le", "annonce", "annoncer", "certain"),
            ("un", "dément", "démentir", "negated"),
            ("une", "envisage", "envisager", "possible"),
            ("une", "prépare", "préparer", "planned"),
            ("le", "commente", "commenter", "certain"),
            ("aucun", "annonce", "annoncer", "negated"),
        ],
    )
    def test_event_noun(self, determiner: str, verb: str, lemma: str, expected: str) -> None:
        built = doc(
            name("Orange", 1, "nsubj"),
            (verb, lemma, "VERB", 1, "ROOT", PRES),
            (determiner, determiner, "DET", 3, "det", ""),
            ("rachat", "rachat", "NOUN", 1, "obj", ""),
        )
        assert READER.assess(built, 3).factuality == expected

    def test_semicolon_ends_the_reach(self) -> None:
        built = doc(
            ("doutent", "douter", "VERB", 0, "ROOT", PRES),
            (";", ";", "PUNCT", 0, "punct", ""),
            ("la", "le", "DET", 3, "det", ""),
            ("valorisation", "valorisation", "NOUN", 0, "obj", ""),
        )
        assert READER.assess(built, 3).factuality == "certain"

    @pytest.mark.parametrize(
        ("verb", "lemma", "expected"), [("parti", "partir", "certain"), ("payé", "payer", "planned")]
    )
    def test_purpose_is_carried_out_after_a_move_only(self, verb: str, lemma: str, expected: str) -> None:
        built = doc(
            name("Durand", 2, "nsubj"),
            ("est", "être", "AUX", 2, "aux:tense", PRES),
            (verb, lemma, "VERB", 2, "ROOT", PART),
            ("pour", "pour", "ADP", 4, "mark", ""),
            ("rejoindre", "rejoindre", "VERB", 2, "advcl", INF),
            name("Thales", 4, "obj"),
        )
        assert READER.assess(built, 4).factuality == expected

    @pytest.mark.parametrize(
        ("opening", "expected"),
        [("sans", "negated"), ("après", "certain"), ("afin de", "planned"), ("au lieu de", "negated")],
    )
    def test_connectives(self, opening: str, expected: str) -> None:
        words = opening.split()
        at = len(words)
        rows: list[Row] = [(w, w, "ADP", at, "mark", "") for w in words]
        rows += [
            ("quitter", "quitter", "VERB", at + 1, "advcl", INF),
            ("reste", "rester", "VERB", at + 1, "ROOT", PRES),
        ]
        assert READER.assess(doc(*rows), at).factuality == expected


class TestSources:
    def test_governing_verb(self) -> None:
        built = clause("assure", "assurer", PRES, "quitte", PRES)
        found = READER.assess(built, 4)
        assert (found.factuality, found.attributed_to) == ("certain", "Orange")
        assert found.attributed_span is not None
        assert built.text[slice(*found.attributed_span)] == "Orange"

    def test_preposition(self) -> None:
        rows: list[Row] = [
            ("Selon", "selon", "ADP", 1, "case", ""),
            name("Reuters", 5, "obl:mod"),
            (",", ",", "PUNCT", 5, "punct", ""),
        ]
        rows += [(w, le, p, h + 3, d, m) for w, le, p, h, d, m in perfect()]
        built = doc(*rows)
        built.set_ents([Span(built, 1, 2, label="Organization")], default="unmodified")
        assert READER.assess(built, 5).attributed_to == "Reuters"

    def test_rumour_is_possible(self) -> None:
        rows: list[Row] = [
            ("Selon", "selon", "ADP", 2, "case", ""),
            ("des", "un", "DET", 2, "det", ""),
            ("rumeurs", "rumeur", "NOUN", 6, "obl:mod", ""),
            (",", ",", "PUNCT", 6, "punct", ""),
        ]
        rows += [(w, le, p, h + 4, d, m) for w, le, p, h, d, m in perfect()]
        found = READER.assess(doc(*rows), 6)
        assert (found.factuality, found.attributed_to) == ("possible", "des rumeurs")

    def test_inversion(self) -> None:
        rows = [
            *perfect(),
            (",", ",", "PUNCT", 2, "punct", ""),
            ("affirme", "affirmer", "VERB", 2, "parataxis", PRES),
            name("Reuters", 5, "nsubj"),
        ]
        assert READER.assess(doc(*rows), 2).attributed_to == "Reuters"

    def test_none_without_a_source(self) -> None:
        found = READER.assess(doc(*perfect()), 2)
        assert (found.attributed_to, found.attributed_span) == (None, None)


class TestSentences:
    def test_question(self) -> None:
        found = READER.assess(doc(*perfect(), ("?", "?", "PUNCT", 2, "punct", "")), 2)
        assert (found.factuality, found.question) == ("possible", True)

    def test_question_mark_of_the_next_line_does_not_count(self) -> None:
        rows = [*perfect(), ("\n", "\n", "SPACE", 2, "dep", ""), ("Vraiment", "vraiment", "ADV", 2, "dep", "")]
        assert not READER.assess(doc(*rows, ("?", "?", "PUNCT", 2, "punct", "")), 2).question

    def test_hedge(self) -> None:
        rows = [*perfect(), ("probablement", "probablement", "ADV", 2, "advmod", "")]
        assert READER.assess(doc(*rows), 2).factuality == "possible"

    def test_later_cancellation(self) -> None:
        rows = [(w, le, p, h, d, m) for w, le, p, h, d, m in _rows(governed("envisageait", "envisager", IMP))]
        rows += [
            ("avant", "avant", "ADP", 8, "mark", ""),
            ("de", "de", "ADP", 8, "mark", ""),
            ("se", "se", "PRON", 8, "expl:comp", ""),
            ("raviser", "raviser", "VERB", 1, "advcl", INF),
        ]
        built = doc(*rows)
        found = READER.assess(built, 3)
        assert found.factuality == "negated"
        assert found.cancelled_by is not None
        assert built.text[slice(*found.cancelled_by)] == "raviser"

    @pytest.mark.parametrize(
        ("subject", "negation", "verb", "lemma", "cancels"),
        [
            ("projet", "jamais", "abouti", "aboutir", True),
            ("projet", "", "abouti", "aboutir", False),
            ("opération", "", "capoté", "capoter", True),
            ("opération", "pas", "capoté", "capoter", False),
            ("voiture", "jamais", "abouti", "aboutir", False),
        ],
    )
    def test_cancelling_sentence(self, subject: str, negation: str, verb: str, lemma: str, cancels: bool) -> None:
        at = 5 if negation else 3
        rows: list[Row] = [("Ce", "ce", "DET", 1, "det", ""), (subject, subject, "NOUN", at, "nsubj", "")]
        rows += [("n'", "ne", "ADV", at, "advmod", "")] if negation else []
        rows += [("a", "avoir", "AUX", at, "aux:tense", PRES)]
        rows += [(negation, negation, "ADV", at, "advmod", "")] if negation else []
        rows += [(verb, lemma, "VERB", at, "ROOT", PART)]
        built = doc(*rows)
        found = READER.cancels(built, (0, len(built)))
        assert (found is not None) == cancels
        assert found is None or found.factuality == "negated"

    def test_cancelling_phrase(self) -> None:
        built = doc(
            ("L'", "le", "DET", 1, "det", ""),
            ("idée", "idée", "NOUN", 2, "nsubj", ""),
            ("resta", "rester", "VERB", 2, "ROOT", PAST),
            ("sans", "sans", "ADP", 4, "case", ""),
            ("suite", "suite", "NOUN", 2, "obl:arg", ""),
        )
        found = READER.cancels(built, (0, len(built)))
        assert found is not None
        assert found.cancelled_by is not None


def _rows(built: Doc) -> list[Row]:
    return [(t.text, t.lemma_, t.pos_, t.head.i, t.dep_, str(t.morph)) for t in built]


class TestAnyTree:
    """The reader answers for every tree, however broken: it neither raises nor loops, and its cues lie in the text."""

    @given(st.data())
    def test_total(self, data: st.DataObject) -> None:
        words = ["annonce", "n'", "pas", "quitter", "rachat", "projet", "a", "que", "pour", ",", "selon", "si", "dit"]
        length = data.draw(st.integers(1, 9))
        rows = [
            (
                word := data.draw(st.sampled_from(words)),
                word,
                data.draw(st.sampled_from(["VERB", "NOUN", "AUX", "ADP", "ADV", "ADJ", "SCONJ"])),
                data.draw(st.integers(0, length - 1)),
                data.draw(st.sampled_from(["nsubj", "obj", "xcomp", "ccomp", "conj", "mark", "advcl", "aux:tense"])),
                data.draw(st.sampled_from(["", PRES, FUT, COND, PART, INF])),
            )
            for _ in range(length)
        ]
        built = doc(*_acyclic(rows))
        for index in range(length):
            found = READER.assess(built, index)
            assert found.factuality in FACTUALITIES
            for span in (found.cue, found.attributed_span, found.cancelled_by):
                assert span is None or 0 <= span[0] < span[1] <= len(built.text)
            if found.attributed_span:
                assert built.text[slice(*found.attributed_span)] == found.attributed_to


def _acyclic(rows: Sequence[Row]) -> list[Row]:
    """Heads point left or to the word itself, so that they form a tree."""
    return [(w, le, p, min(h, i), "ROOT" if h >= i else d, m) for i, (w, le, p, h, d, m) in enumerate(rows)]


class TestData:
    def test_no_word_has_two_certainties(self) -> None:
        seen: dict[tuple[str, str], Governor] = {}
        for entry in resources.load_yaml(CUES, Cues).governors:
            for link in entry.links:
                for word in entry.words:
                    assert (word, link) not in seen, f"{word} ({link}) is listed twice"
                    seen[word, link] = entry

    def test_lists_are_sorted_and_unique(self) -> None:
        cues = resources.load_yaml(CUES, Cues)
        lists = [e.words for e in (*cues.governors, *cues.connectives, *cues.cancellations.predicates)]
        lists += [cues.adjuncts, cues.clitics, cues.commenting, cues.happening, cues.hedges, cues.moves, cues.support]
        lists += [cues.sources.verbs, cues.sources.prepositions, cues.sources.announcing, cues.sources.carriers]
        lists += [cues.cancellations.phrases, cues.cancellations.plans, cues.negation.negators, cues.negation.pseudo]
        for words in lists:
            assert words == sorted(set(words)), words[:3]

    def test_a_broken_file_is_named(self, tmp_path: Path) -> None:
        broken = tmp_path / "cues.yml"
        broken.write_text("tenses: {present: surely}", encoding="utf-8")
        with pytest.raises(DataError, match=r"cues\.yml"):
            Factuality.load(broken)


SENTENCES = [
    [part.strip() for part in line.split(" | ")]
    for line in (Path(__file__).parent / "factuality.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="session")
def parsed(nlp: Language) -> dict[str, Doc]:
    """The sentences, parsed in one go."""

    def unmarked() -> list[Doc]:
        docs = [nlp.make_doc(marked.replace("[", "").replace("]", "")) for _, marked, *_ in SENTENCES]
        for made in docs:
            made._.published = "2024-06-15"
        return docs

    with pipeline.everything(nlp):  # most of these sentences name nobody
        return {row[1]: parse for row, parse in zip(SENTENCES, nlp.pipe(unmarked()), strict=True)}


@pytest.mark.slow
@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row[1])
def test_sentence(row: list[str], parsed: dict[str, Doc]) -> None:
    factuality, marked, *source = row
    built, at = parsed[marked], marked.index("[")
    trigger = next(t for t in built if t.idx <= at < t.idx + len(t))
    found: Assessment = READER.assess(built, trigger.i)
    assert found.factuality == factuality
    assert found.attributed_to == (source[0] if source else None)
