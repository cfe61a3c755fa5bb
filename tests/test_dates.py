"""The component that writes date expressions and the publication date."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from ontograph import layers

BLANK = spacy.blank("fr")
DATES = BLANK.add_pipe("ontograph_dates")


def written(doc: Doc) -> list[tuple[str, str, str]]:
    return [(s.text, s.label_, s.id_) for s in layers.spans(doc, layers.DATES)]


def read(text: str, published: str | None = None) -> Doc:
    doc = BLANK.make_doc(text)
    doc._.published = published
    return BLANK(doc)


def test_layer() -> None:
    doc = read("Elle a quitté le groupe le 17 mai 2024, puis mardi soir l'a rejoint ; désormais, non.", "2024-06-07")
    assert written(doc) == [
        ("le 17 mai 2024", "DATE", "2024-05-17"),
        ("mardi soir", "TIME", "2024-06-04TEV"),
        ("désormais", "TIME", "PRESENT_REF"),
    ]


def test_the_publication_date_comes_from_the_text_if_nobody_gave_one() -> None:
    text = "Titre\n\nPublié le 4 octobre 2024 à 7 h 12\n\nElle est partie mercredi."
    assert read(text)._.published == "2024-10-04"
    assert written(read(text))[-1] == ("mercredi", "DATE", "2024-10-02")
    given = read(text, "2024-10-11")
    assert given._.published == "2024-10-11"
    assert written(given)[-1] == ("mercredi", "DATE", "2024-10-09")


def test_unknown_publication_date() -> None:
    doc = read("Elle est partie mardi, deux ans après 2019.")
    assert doc._.published is None
    assert written(doc) == [("2019", "DATE", "2019")]


@pytest.mark.parametrize(
    ("text", "published", "dates"),
    [
        (
            "Levée hier, mardi 15 mars. Le podium de 2022 : l'an dernier, rien.",
            "2022-03-16",
            ["2022-03-15", "2022", "2021"],
        ),
        ("Né en 2013, il part mardi 15 mars. En 2022, rien.", None, ["2013", "2022-03-15", "2022"]),
        ("Né en 2013, il part mardi 15 mars.", None, ["2013"]),
        ("Né en 2021, il part mardi 15 mars, elle mercredi 16 mars.", None, ["2021", "2022-03-15", "2022-03-16"]),
        ("Il part mardi 15 mars, elle jeudi 17 mars.", None, []),
        # an agency's dateline without a year; the full date in the lead
        ("PARIS, 15 mars (Reuters) - Il est parti mardi, après 2021.", "2022-03-15", ["2021"]),
        ("Elle a annoncé ce mardi 15 mars 2022 son départ.", "2022-03-15", ["2022-03-15"]),
        ("Elle est partie le mardi 15 mars 2022.", None, ["2022-03-15"]),
        ("Il est venu mardi 15 mars 2022, puis est parti en 2024.", None, ["2022-03-15", "2024"]),
    ],
)
def test_a_weekday_tells_the_year(text: str, published: str | None, dates: list[str]) -> None:
    doc = read(text)
    assert doc._.published == published
    assert [value for _, label, value in written(doc) if label == "DATE" and value[0].isdigit()][-len(dates) :] == dates


def test_a_name_is_no_date() -> None:
    doc = BLANK.make_doc("Studio Mai 2024 ouvre en mai 2025.")
    doc.set_ents([Span(doc, 0, 3, label="Organization")])
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:3])
    assert written(DATES(doc)) == [("mai 2025", "DATE", "2025-05")]


def parsed(
    words: list[str], tense: dict[int, str], heads: list[int], deps: list[str], pos: list[str], lemmas: list[str]
) -> Doc:
    """A Doc with the morphology and the tree that the model would give."""
    morphs = [tense.get(i, "") for i in range(len(words))]
    doc = Doc(BLANK.vocab, words, heads=heads, deps=deps, pos=pos, morphs=morphs, lemmas=lemmas)
    doc._.published = "2024-05-17"
    return DATES(doc)


@pytest.mark.parametrize(
    ("verb", "lemma", "morph", "expected"),
    [
        ("partira", "partir", "Tense=Fut|VerbForm=Fin", "2024-09"),
        ("rejoindra", "rejoindre", "Tense=Past|VerbForm=Part", "2024-09"),  # as the tagger has it
        ("partait", "partir", "Tense=Imp|VerbForm=Fin", "2023-09"),
        ("attendu", "attendre", "Tense=Past|VerbForm=Part", "2024-09"),
        ("parti", "partir", "Tense=Past|VerbForm=Part", "2023-09"),
    ],
)
def test_the_verb_tells_the_year(verb: str, lemma: str, morph: str, expected: str) -> None:
    doc = parsed(
        ["Elle", verb, "en", "septembre", "."],
        {1: morph},
        [1, 1, 3, 1, 1],
        ["nsubj", "ROOT", "case", "obl:mod", "punct"],
        ["PRON", "VERB", "ADP", "NOUN", "PUNCT"],
        ["elle", lemma, "en", "septembre", "."],
    )
    assert written(doc) == [("septembre", "DATE", expected)]


@pytest.mark.parametrize(("modal", "lemma", "expected"), [("doit", "devoir", "2024-10"), ("ose", "oser", "2023-10")])
def test_a_modal_puts_its_infinitive_into_the_future(modal: str, lemma: str, expected: str) -> None:
    doc = parsed(
        ["Elle", modal, "partir", "vers", "octobre", "."],
        {1: "Tense=Pres|VerbForm=Fin", 2: "VerbForm=Inf"},
        [1, 1, 1, 4, 2, 1],
        ["nsubj", "ROOT", "xcomp", "case", "obl:mod", "punct"],
        ["PRON", "VERB", "VERB", "ADP", "NOUN", "PUNCT"],
        ["elle", lemma, "partir", "vers", "octobre", "."],
    )
    # five months ahead against seven back: the past wins unless the verb says otherwise
    assert written(doc) == [("octobre", "DATE", expected)]


def test_empty_and_serialised() -> None:
    assert written(read("")) == []
    doc = read("Partie le 17 mai 2024.")
    assert written(Doc(BLANK.vocab).from_bytes(doc.to_bytes())) == written(doc)


@pytest.mark.slow
def test_end_to_end(nlp: Language) -> None:
    doc = nlp.make_doc("Mira Murati quittera OpenAI en mars. Elle avait rejoint la start-up en avril, après Tesla.")
    doc._.published = "2024-09-26"
    assert written(nlp(doc)) == [("mars", "DATE", "2025-03"), ("avril", "DATE", "2024-04")]
