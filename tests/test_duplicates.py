"""One text in several documents is found, whatever was cut or put in front; its claims are counted once."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from ontograph import cache, duplicates, flow, gathering, graph, recall
from ontograph.corpus import Failure
from ontograph.duplicates import Copy, Sketches, once
from ontograph.exports.content import Content
from ontograph.exports.documents import by_document
from ontograph.model import Reading
from ontograph.resolve import resolve
from readings import claim, reading

ROOT = Path(__file__).parents[1]
CORPUS = sorted([*(ROOT / "corpus").glob("*-[01]*.txt"), *(ROOT / "training/press").glob("*.txt")])
DISPATCH = [
    "Claire Aubry quitte la tête de Nova IA",
    "PARIS - La fondatrice de Nova IA, Claire Aubry, a annoncé lundi qu'elle quittait la direction de la start-up "
    "parisienne, dix-huit mois après une levée de fonds de 120 millions d'euros qui l'avait fait connaître.",
    "Elle sera remplacée par le directeur technique, Paul Mercier, entré dans l'entreprise à sa création, a précisé le "
    "conseil d'administration dans un communiqué publié en fin de journée, à l'issue d'une réunion de trois heures.",
    "« Nova IA a besoin d'un nouvel élan, et je pars l'esprit tranquille », a dit Mme Aubry à ses salariés, dont près "
    "de deux cents travaillent dans les bureaux que la société occupe depuis un an près de la gare Saint-Lazare.",
    "Le fonds Altérion, premier actionnaire, a fait savoir qu'il soutenait ce choix et qu'il participerait au prochain "
    "tour de table, dont le montant n'a pas été communiqué et qui devrait être bouclé avant la fin de l'année.",
]
INTRO = (
    "C'est un coup de tonnerre dans le petit monde de l'intelligence artificielle française, où l'on ne s'attendait "
    "guère à un tel départ. Retour sur une journée que nos lecteurs ont suivie heure par heure sur notre site."
)


def _text(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def _found(**texts: str) -> dict[str, tuple[str, ...]]:
    sketches = Sketches()
    for path, text in texts.items():
        sketches.add(path, text)
    return sketches.originals(list(texts))


COPIES = {
    "the same": _text(DISPATCH),
    "other spaces, case and quotation marks": _text(DISPATCH).replace("« ", "“").replace(" »", "”").upper(),
    "in one line": " ".join(DISPATCH),
    "headline changed": _text(["Nova IA change de patron", *DISPATCH[1:]]),
    "end cut": _text(DISPATCH[:3]),
    "cut in the middle of a sentence": _text(DISPATCH)[:700],
    "introduced": _text([DISPATCH[0], INTRO, *DISPATCH[1:]]),
    "credit of the agency": _text([*DISPATCH, "(avec AFP)"]),
    "all of it": _text(["Nova IA change de patron", INTRO, *DISPATCH[1:4], "Avec Reuters"]),
    "a word changed here and there": _text(DISPATCH).replace("lundi", "ce lundi").replace("a fait savoir", "a dit"),
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_is_found_whatever_the_paper_did_to_it(kind: str) -> None:
    assert _found(a=_text(DISPATCH), b=COPIES[kind]) == {"b": ("a",)}


@pytest.mark.parametrize(
    "other",
    [
        _text([DISPATCH[0], INTRO]),
        _text([INTRO, DISPATCH[3], INTRO[::-1]]),  # a long quotation in an article of its own
        _text(DISPATCH[:1]),
        "Nova IA.",
        "",
        "…!",
        "北京\n\n日本",
    ],
)
def test_no_copy(other: str) -> None:
    assert _found(a=_text(DISPATCH), b=other) == {}


def test_texts_too_short_for_a_sketch_are_copies_if_they_are_the_same() -> None:
    assert _found(a="Nova IA lève 3 M€.", b="Nova IA lève  3 m€ !", c="Nova IA lève 4 M€.") == {"b": ("a",)}


def test_a_digest_repeats_all_that_are_in_it_and_its_copy_repeats_the_digest_too() -> None:
    other = [paragraph[::-1] + "." for paragraph in DISPATCH]
    own = [INTRO.upper()[::-1] + ".", INTRO[::-1] + ".", INTRO[::2] + "."]
    digest = _text([*DISPATCH, *other[:3], *own])
    found = _found(a=_text(DISPATCH), b=_text(other[:3]), c=digest, d=digest + "\n\nAvec AFP.")
    assert set(found["c"]) == {"a", "b"}
    assert found["d"][0] == "c"
    assert set(found["d"]) == {"a", "b", "c"}


def test_menus_of_a_site_and_reports_in_one_mould_make_no_copies() -> None:
    menu = "Sur le même sujet\n" + "\n".join(
        f"Tour de France : {name}, l'étape que nul n'oubliera" for name in "ABCDEFGH"
    )

    def stage(winner: str, second: str, start: str, end: str, kilometres: int) -> str:
        return (
            f"Étape\n\n{menu}\n\n14 juillet\n\nAprès {kilometres} kilomètres entre {start} et {end}, les coureurs du "
            f"Tour sont arrivés au bout de cette étape de plaine. Le vainqueur de l'étape est {winner}, il est suivi "
            f"de {second} et des autres. Au classement général, {second} est premier, suivi de {winner} et du peloton. "
            f"{winner} est le leader du classement par points (maillot vert), {second} remporte le "
            f"maillot à pois de meilleur grimpeur."
        )

    one = stage("Peter Sagan", "Christopher Froome", "Carcassonne", "Montpellier", 162)
    two = stage("Thomas De Gendt", "Bauke Mollema", "Bourg-Saint-Andéol", "La Caverne", 37)
    assert _found(a=one, b=two) == {}


def test_the_press_tells_the_same_stories_in_other_words() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in CORPUS}
    assert len(texts) > 200
    assert _found(**texts) == {}


def test_planted_copies_of_the_press_are_found_and_nothing_else() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in CORPUS[::5]}
    planted: dict[str, str] = {}
    for number, (name, text) in enumerate(texts.items()):
        blocks = [block for block in text.split("\n\n") if block.strip()]
        body = blocks[1:] if len(blocks) > 3 else blocks
        match number % 4:
            case 0:
                blocks = ["Un autre titre", *body]
            case 1:
                blocks = blocks[: max(2, len(blocks) * 2 // 3)]
            case 2:
                blocks = [blocks[0], INTRO, *body]
            case _:
                blocks = ["Un autre titre", *body, "(Avec AFP)"]
        planted[f"copy of {name}"] = "\n\n".join(blocks)
    assert _found(**texts, **planted) == {copy: (copy.removeprefix("copy of "),) for copy in planted}


def test_a_thousand_copies_and_pages_in_one_frame_cost_what_as_many_others_do() -> None:
    """No list that is gone through for each document grows with the corpus."""
    words = [f"mot{number}" for number in range(5000)]
    chance = random.Random(0)
    frame = " ".join(words[:150]) + "."
    pages = {f"page {n}": frame + " ".join(chance.choices(words, k=300)) + "." for n in range(300)}
    copies = {f"zcopy {n}": pages["page 0"] + f" Avec l'agence numéro {n}." for n in range(300)}
    sketches = Sketches()
    for path, text in {**pages, **copies}.items():
        sketches.add(path, text)
    compared = []
    plain = np.intersect1d
    duplicates.np.intersect1d = lambda *pair, **how: compared.append(1) or plain(*pair, **how)  # type: ignore[attr-defined,func-returns-value]
    try:
        found = sketches.originals([*pages, *copies])
    finally:
        duplicates.np.intersect1d = plain  # type: ignore[attr-defined]
    assert found == dict.fromkeys(copies, ("page 0",))
    assert len(compared) <= 600 * 17


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.binary(max_size=100), st.binary(max_size=100))
def test_what_is_sampled_depends_on_the_run_alone(middle: bytes, before: bytes, after: bytes) -> None:
    alone, among = duplicates.sketch(middle), duplicates.sketch(before + middle + after)
    assert set(alone.tolist()) <= set(among.tolist())
    assert len(alone) <= max(len(middle) - duplicates.RUN + 1, 0)


def test_a_long_text_is_sampled_like_its_parts() -> None:
    text = bytes(random.Random(1).choices(b"abcdefghijklmnopqrstuvwxyz0123456789", k=200_000))
    whole = duplicates.sketch(text)
    assert len(whole) == pytest.approx(len(text) / duplicates.SAMPLED, rel=0.05)
    assert set(duplicates.sketch(text[65_000:66_000]).tolist()) <= set(whole.tolist())


# --- claims --------------------------------------------------------------------------------------------------------

LEAVES = claim("Departure", person="Claire Aubry", organization="Nova IA", quote="Claire Aubry a quitté Nova IA.")
NAMED = claim("Appointment", start=40, person="Paul Mercier", organization="Nova IA", quote="Paul Mercier arrive.")
SUED = claim("Lawsuit", start=80, plaintiff="Nova IA", defendant="Helio", quote="Nova IA attaque Helio.")


def _read(article: str, published: str | None, *claims: dict[str, object]) -> Reading:
    return reading(article, *claims, organizations=["Nova IA"], published=published)


def _sketches(*copies: str, others: Sequence[str] = ()) -> Sketches:
    sketches = Sketches()
    for path in copies:
        sketches.add(f"{path}.txt", _text(DISPATCH))
    for path in others:
        sketches.add(f"{path}.txt", f"Tout autre chose, dans {path}.")
    return sketches


def test_a_claim_is_counted_where_its_wording_stands_first() -> None:
    later = _read("a", "2024-05-03", LEAVES, SUED)
    first = _read("b", "2024-05-02", LEAVES, NAMED)
    other = _read("c", None, LEAVES)
    told = once([later, first, other], _sketches("a", "b", others="c"))
    assert [[found.type for found in one.claims] for one in told.readings] == [
        ["Lawsuit"],
        ["Departure", "Appointment"],
        ["Departure"],
    ]
    assert [one.version_of for one in told.readings] == [("b.txt",), (), ()]
    assert told.copies == (Copy("a.txt", ("b.txt",), 1),)


def test_undated_documents_are_copies_of_dated_ones_and_paths_decide_between_equals() -> None:
    undated, dated, same = _read("a", None, LEAVES), _read("b", "2024", LEAVES), _read("c", "2024", LEAVES)
    told = once([undated, dated, same], _sketches("a", "b", "c"))
    assert told.copies == (Copy("a.txt", ("b.txt",), 1), Copy("c.txt", ("b.txt",), 1))


def test_a_claim_of_another_wording_or_type_is_the_copys_own() -> None:
    reworded = {**LEAVES, "quote": "Claire Aubry a quitté Nova IA, dit-on."}
    other_type = {**LEAVES, "type": "Position", "roleClass": "CEO", "start": 99}
    told = once([_read("a", "2024-05-01", LEAVES), _read("b", "2024-05-02", reworded, other_type)], _sketches("a", "b"))
    assert len(told.readings[1].claims) == 2
    assert told.copies == (Copy("b.txt", ("a.txt",), 0),)


def test_where_the_original_cannot_be_read_the_next_is_the_original() -> None:
    told = once([_read("b", "2024-05-02", LEAVES), _read("c", "2024-05-03", LEAVES)], _sketches("a", "b", "c"))
    assert told.copies == (Copy("c.txt", ("b.txt",), 1),)


def test_the_graph_is_the_same_in_any_order() -> None:
    found = [_read("a", "2024-05-03", LEAVES, SUED), _read("b", "2024-05-02", LEAVES), _read("c", None, LEAVES, NAMED)]
    graphs = {
        frozenset(graph.to_rdf(resolve(once(order, _sketches("a", "b", "c")).readings)))
        for order in itertools.permutations(found)
    }
    assert len(graphs) == 1


def test_the_copy_is_a_document_that_says_of_which_it_is_one() -> None:
    found = [_read("a", "2024-05-01", LEAVES), _read("b", "2024-05-02", LEAVES)]
    knowledge = resolve(once(found, _sketches("a", "b")).readings)
    assert [document.version_of for document in knowledge.documents] == [(), ("document/a",)]
    first, copy = knowledge.documents
    assert first.mentions == copy.mentions != ()
    assert [len(fact.claims) for fact in knowledge.facts] == [1]
    content = Content.of(knowledge)
    assert recall.recall(content.triples).documents == knowledge.documents
    said = {str(name): {str(t.predicate) for t in triples} for name, triples in by_document(content.triples).items()}
    assert not any("isVersionOf" in predicate for predicates in said.values() for predicate in predicates)


# --- the flow ------------------------------------------------------------------------------------------------------


def test_a_text_is_read_once_for_all_that_have_it() -> None:
    articles = [
        SimpleNamespace(id=name, path=f"{name}.txt", sha256=sha, published=day, title=name, url=None, publisher=name)
        for name, sha, day in [
            ("a", "0", None),
            ("b", "0", None),
            ("c", "0", "2024"),
            ("d", "1", None),
            ("e", "1", None),
        ]
    ]

    def reader(fresh: Sequence[SimpleNamespace]) -> Iterator[tuple[int, bytes | Failure]]:
        assert [article.path for article in fresh] == ["a.txt", "c.txt", "d.txt"]
        for number, article in reversed(list(enumerate(fresh))):
            read = cache.packed(_read(article.id, article.published))
            yield number, Failure(article.path, "broken") if article.sha256 == "1" else read

    done: list[int] = []
    found = gathering.Gathering(articles).read(reader, lambda number, _: done.append(number))  # type: ignore[arg-type]
    assert [(one.path, one.article, one.publisher) for one in found.readings] == [
        ("a.txt", "a", "a"),
        ("b.txt", "b", "b"),
        ("c.txt", "c", "c"),
    ]
    assert found.failures == (Failure("d.txt", "broken"), Failure("e.txt", "broken"))
    assert (found.known, done[-1]) == (0, 5)


@pytest.mark.slow
def test_six_papers_count_as_one(nlp: Language, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    text = _text(DISPATCH)
    for number in range(3):
        (folder / f"exact-{number}.txt").write_text(text, encoding="utf-8")
    for number, kind in enumerate(["headline changed", "introduced", "end cut"]):
        (folder / f"near-{number}.txt").write_text(COPIES[kind], encoding="utf-8")
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "exact-0.txt").write_text(text, encoding="utf-8")
    one = flow.build(alone, nlp=nlp)
    six = flow.build(folder, tmp_path / "graph", nlp=nlp)
    assert [fact.id for fact in six.knowledge.facts] == [fact.id for fact in one.knowledge.facts]
    assert len(six.knowledge.facts) >= 2
    claims = {claim.document for fact in six.knowledge.facts for claim in fact.claims}
    assert claims == {"document/exact-0"}
    assert [copy.path for copy in six.report.copies] == [
        *("exact-1.txt", "exact-2.txt"),
        *("near-0.txt", "near-1.txt", "near-2.txt"),
    ]
