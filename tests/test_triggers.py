"""Where triggers stand: frames of our own, hand-built Docs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from spacy.tokens import Doc

from docs import build, token, trees
from ontograph.frames.frameset import Frame, FrameSet
from ontograph.frames.triggers import TriggerMatcher, verb_lemmas

WORDS = FrameSet.load("fr_press/frames").words


def matcher(*frames: Frame) -> TriggerMatcher:
    return TriggerMatcher(FrameSet(tuple((f.id.split(".")[0], f) for f in frames), WORDS))


def frame(id_: str, **words: object) -> Frame:
    return Frame(id=id_, fact="Departure", arguments={}, **words)  # type: ignore[arg-type]


def found(doc: Doc, *frames: Frame) -> list[tuple[str, str]]:
    """(frame, covered text) of each trigger."""
    return [(t.frame.id, doc[t.token.i : t.end].text) for t in matcher(*frames)(doc)]


QUIT = frame("leave.quit", verbs=["quitter"])
NOUN = frame("leave.noun", nouns=["départ", "mise à l' écart"])
IDIOM = frame("leave.idiom", verbs=["rendre POSS tablier", "prendre DET porte", "céder DET place"])


def test_a_verb_in_any_form() -> None:
    doc = build("""
        Claire_Dumont   PROPN 3 nsubj                            @Person
        a               AUX   3 aux:tense VerbForm=Fin
        quitté/quitter  VERB  0 ROOT      VerbForm=Part|Tense=Past
        Danone          PROPN 3 obj                              @Organization

        quitter         VERB  2 xcomp     VerbForm=Inf
        veut/vouloir    VERB  0 ROOT      VerbForm=Fin
    """)
    assert found(doc, QUIT) == [("leave.quit", "quitté"), ("leave.quit", "quitter")]


@pytest.mark.parametrize(("word", "lemma"), [("licenciée", "licenciée"), ("licenciés", "licencié"), ("licencié", "")])
def test_a_participle_that_is_tagged_as_an_adjective(word: str, lemma: str) -> None:
    doc = build(f"Claire_Dumont PROPN 0 ROOT @Person\n {word}/{lemma} ADJ 1 amod")
    assert found(doc, frame("leave.fire", verbs=["licencier"])) == [("leave.fire", word)]


def test_a_noun_is_no_verb_and_a_verb_no_noun() -> None:
    doc = build("""
        Le       DET  2 det
        départ   NOUN 3 nsubj
        choque   VERB 0 ROOT VerbForm=Fin
        départ   VERB 3 dep
    """)
    assert found(doc, NOUN) == [("leave.noun", "départ")]


def test_a_noun_in_the_plural() -> None:
    doc = build("Les DET 2 det\n départs/départ NOUN 0 ROOT")
    assert found(doc, NOUN) == [("leave.noun", "départs")]


def test_a_name_is_no_trigger() -> None:
    assert found(build("Départ PROPN 0 ROOT @Organization"), NOUN) == []


def rendered(*between: str) -> Doc:
    rows = [f"{word} ADV 2 advmod" for word in between]
    return build("\n".join(["elle PRON 2 nsubj", "rend/rendre VERB 0 ROOT VerbForm=Fin", *rows,
                            "son DET 2 det", "tablier NOUN 2 obj"]))  # fmt: skip


def test_words_may_interrupt_an_idiom() -> None:
    assert found(rendered(), IDIOM) == [("leave.idiom", "rend son tablier")]
    assert found(rendered("dès", "mardi"), IDIOM) == [("leave.idiom", "rend dès mardi son tablier")]


def test_but_not_too_many() -> None:
    assert found(rendered("mais", "alors", "vraiment", "très", "tard", "hier", "soir"), IDIOM) == []


def test_an_idiom_does_not_run_into_the_next_sentence() -> None:
    doc = build("""
        elle         PRON 2 nsubj
        rend/rendre  VERB 0 ROOT VerbForm=Fin

        son          DET  2 det
        tablier      NOUN 0 ROOT
    """)
    assert found(doc, IDIOM) == []


@pytest.mark.parametrize("determiner", ["la", "sa"])
def test_any_determiner(determiner: str) -> None:
    doc = build(f"il PRON 2 nsubj\n cède/céder VERB 0 ROOT VerbForm=Fin\n {determiner} DET 4 det\n place NOUN 2 obj")
    assert found(doc, IDIOM) == [("leave.idiom", f"cède {determiner} place")]


def test_an_apostrophe_of_either_kind() -> None:
    for mark in ("l'", "l’"):
        doc = build(f"sa DET 2 det\n mise NOUN 0 ROOT\n à ADP 5 case\n {mark} DET 5 det\n écart NOUN 2 nmod")
        assert [i for i, _ in found(doc, NOUN)] == ["leave.noun"]


REFLEXIVE = frame("leave.withdraw", verbs=["se retirer"])
PLAIN = frame("leave.remove", verbs=["retirer"])


def test_a_reflexive_verb_is_another_verb() -> None:
    doc = build("""
        elle             PRON 3 nsubj
        se               PRON 3 expl:comp Reflex=Yes
        retire/retirer   VERB 0 ROOT VerbForm=Fin

        elle             PRON 2 nsubj
        retire/retirer   VERB 0 ROOT VerbForm=Fin
    """)
    assert [(t.frame.id, t.token.i) for t in matcher(REFLEXIVE, PLAIN)(doc)] == [
        ("leave.withdraw", 2),
        ("leave.remove", 4),
    ]


def test_words_after_a_trigger_may_exclude_it() -> None:
    leave = frame("leave.go", verbs=["partir"], excludes=["en vacances"])
    for further, expected in (("vacances", []), ("Chine", [("leave.go", "part")])):
        doc = build(f"il PRON 2 nsubj\n part/partir VERB 0 ROOT VerbForm=Fin\n en ADP 4 case\n {further} NOUN 2 obl")
        assert found(doc, leave) == expected


def test_the_longest_idiom_comes_first() -> None:
    doc = rendered()
    short, long = frame("a.short", verbs=["rendre"]), frame("z.long", verbs=["rendre POSS tablier"])
    assert [i for i, _ in found(doc, short, long)] == ["z.long", "a.short"]


def test_verb_lemmas_of_a_noun() -> None:
    doc = build("le DET 2 det\n comité NOUN 0 ROOT\n dîner NOUN 2 nmod\n Danone PROPN 2 nmod @Organization")
    assert verb_lemmas(token(doc, "le")) == ()


@settings(deadline=None)
@given(trees())
def test_triggers_stand_in_the_order_of_the_text(doc: Doc) -> None:
    triggers = list(matcher(QUIT, NOUN, IDIOM, REFLEXIVE, PLAIN)(doc))
    assert [t.token.i for t in triggers] == sorted(t.token.i for t in triggers)
    assert all(t.token.i < t.end <= len(doc) and not t.token.ent_type_ for t in triggers)


ENTER = frame("join.enter", verbs=["entrer chez"])


def test_a_pronoun_may_hold_the_preposition_of_an_idiom() -> None:
    doc = build("""
        Paul_Mercier     PROPN 4 nsubj                  @Person
        y                PRON  4 iobj
        est              AUX   4 aux:tense VerbForm=Fin
        entré/entrer     VERB  0 ROOT  VerbForm=Part|Tense=Past
    """)
    assert found(doc, ENTER) == [("join.enter", "entré")]


def test_so_may_a_relative_pronoun_but_not_over_another_verb() -> None:
    table = """
        Danone           PROPN 6 nsubj                  @Organization
        ,                PUNCT 6 punct
        où               PRON  5 iobj
        elle             PRON  5 nsubj
        entra/entrer     VERB  1 acl:relcl VerbForm=Fin
        grandit          VERB  0 ROOT  VerbForm=Fin
    """
    assert found(build(table), ENTER) == [("join.enter", "entra")]
    assert found(build(table.replace("elle             PRON  5 nsubj", "vit  VERB  6 dep VerbForm=Fin")), ENTER) == []


def test_what_the_lemmatizer_takes_for_another_verb() -> None:
    doc = build("Ils/il PRON 2 nsubj\n fondent/fondre VERB 0 ROOT VerbForm=Fin")
    assert found(doc, frame("found.found", verbs=["fonder"])) == [("found.found", "fondent")]
