"""Grammatical functions on hand-built trees."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from spacy.tokens import Doc

from docs import build, texts, token, trees
from ontograph import tokens
from ontograph.frames.frameset import FrameSet
from ontograph.grammar import Grammar, noun_phrase, sentence_end, sentence_start
from ontograph.tokens import Tokens


def read(table: str) -> Tokens:
    return tokens.of(build(table))


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar(FrameSet.load("fr_press/frames").words.grammar)


ACTIVE = """
    Claire_Dumont   PROPN 3 nsubj                            @Person
    a               AUX   3 aux:tense VerbForm=Fin
    quitté/quitter  VERB  0 ROOT      VerbForm=Part|Tense=Past
    Danone          PROPN 3 obj                              @Organization
"""
PASSIVE = """
    Verkor            PROPN 4 nsubj:pass                          @Organization
    a                 AUX   4 aux:tense VerbForm=Fin
    été               AUX   4 aux:pass  VerbForm=Part|Tense=Past
    rachetée/racheter VERB  0 ROOT      VerbForm=Part|Tense=Past
    par               ADP   6 case
    Renault           PROPN 4 obl:agent                           @Organization
"""
PARTICIPLE = """
    Fondée/fonder  VERB  6 advcl VerbForm=Part|Tense=Past
    par            ADP   3 case
    Inès_Carrel    PROPN 1 obl:agent                           @Person
    ,              PUNCT 1 punct
    Deezer         PROPN 6 nsubj                               @Organization
    recrute        VERB  0 ROOT  VerbForm=Fin
"""
RELATIVE = """
    Danone          PROPN 7 nsubj                                  @Organization
    ,               PUNCT 1 punct
    {pronoun}       PRON  6 {dep}
    Renault         PROPN 6 {other}                                @Organization
    a               AUX   6 aux:tense VerbForm=Fin
    racheté/racheter VERB 1 acl:relcl VerbForm=Part|Tense=Past
    recrute         VERB  0 ROOT      VerbForm=Fin
"""
COORDINATED = """
    Claire_Dumont     PROPN 3 nsubj                           @Person
    a                 AUX   3 aux:tense VerbForm=Fin
    quitté/quitter    VERB  0 ROOT      VerbForm=Part|Tense=Past
    Danone            PROPN 3 obj                             @Organization
    et                CCONJ 6 cc
    rejoint/rejoindre VERB  3 conj      VerbForm=Fin
    Airbus            PROPN 6 obj                             @Organization
"""
CONTROL = """
    Danone          PROPN 2 nsubj                 @Organization
    {governor}      VERB  0 ROOT  VerbForm=Fin
    Paul_Mercier    PROPN 2 obj                   @Person
    à               ADP   5 mark
    quitter         VERB  2 xcomp VerbForm=Inf
    l'              DET   7 det
    entreprise      NOUN  5 obj
"""
REFLEXIVE = """
    Renault         PROPN 3 nsubj                   @Organization
    s'              PRON  3 obj   Reflex=Yes
    allie/allier    VERB  0 ROOT  VerbForm=Fin
    à               ADP   5 case
    Google          PROPN 3 obl:arg                 @Organization
"""
HEADLINE = """
    Verkor            PROPN 0 ROOT                                @Organization
    rachetée/racheter VERB  1 acl  VerbForm=Part|Tense=Past
    par               ADP   4 case
    Renault           PROPN 2 obl:agent                           @Organization
"""
EVENT = """
    Le                DET   2 det
    départ            NOUN  7 nsubj:pass
    de                ADP   4 case
    Claire_Dumont     PROPN 2 nmod                                @Person
    a                 AUX   7 aux:tense VerbForm=Fin
    été               AUX   7 aux:pass  VerbForm=Part|Tense=Past
    annoncé/annoncer  VERB  0 ROOT      VerbForm=Part|Tense=Past
    mardi             NOUN  7 obl:mod
    chez              ADP   10 case
    Danone            PROPN 7 obl:mod                             @Organization
"""


FUNCTIONS = [
    ("active", ACTIVE, "quitté", ["Claire Dumont"], ["Danone"]),
    ("passive", PASSIVE, "rachetée", ["Renault"], ["Verkor"]),
    ("participle before its clause", PARTICIPLE, "Fondée", ["Inès Carrel"], ["Deezer"]),
    ("participle of a headline", HEADLINE, "rachetée", ["Renault"], ["Verkor"]),
    ("who", RELATIVE.format(pronoun="qui", dep="nsubj", other="obj"), "racheté", ["Danone"], ["Renault"]),
    ("whom", RELATIVE.format(pronoun="que", dep="obj", other="nsubj"), "racheté", ["Renault"], ["Danone"]),
    ("coordination", COORDINATED, "rejoint", ["Claire Dumont"], ["Airbus"]),
    ("object control", CONTROL.format(governor="pousse/pousser"), "quitter", ["Paul Mercier"], ["entreprise"]),
    ("subject control", CONTROL.format(governor="promet/promettre"), "quitter", ["Danone"], ["entreprise"]),
    ("no object in a reflexive", REFLEXIVE, "allie", ["Renault"], []),
]


@pytest.mark.parametrize(("table", "verb", "who", "whom"), [f[1:] for f in FUNCTIONS], ids=[f[0] for f in FUNCTIONS])
def test_who_does_what_to_whom(grammar: Grammar, table: str, verb: str, who: list[str], whom: list[str]) -> None:
    trigger = token(read(table), verb)
    assert (texts(grammar.subjects(trigger)), texts(grammar.objects(trigger))) == (who, whom)


def test_the_bare_participle_of_an_intransitive_verb_has_a_subject(grammar: Grammar) -> None:
    doc = read("""
        Parti/partir    VERB  5 advcl VerbForm=Part|Tense=Past
        de              ADP   3 case
        Danone          PROPN 1 obl:arg                          @Organization
        ,               PUNCT 1 punct
        enseigne        VERB  0 ROOT  VerbForm=Fin
        Paul_Mercier    PROPN 5 nsubj                            @Person
    """)
    assert texts(grammar.subjects(doc[0], intransitive=True)) == ["Paul Mercier"]
    assert texts(grammar.subjects(doc[0])) == []


def test_the_name_before_the_pronoun_is_its_antecedent_wherever_the_clause_hangs(grammar: Grammar) -> None:
    doc = read("""
        Le                DET   2 det
        président         NOUN  10 nsubj
        de                ADP   4 case
        Renault           PROPN 2 nmod                                @Organization
        ,                 PUNCT 8 punct
        qui               PRON  8 nsubj
        a                 AUX   8 aux:tense VerbForm=Fin
        racheté/racheter  VERB  2 acl:relcl VerbForm=Part|Tense=Past
        Verkor            PROPN 8 obj                                 @Organization
        parle             VERB  0 ROOT      VerbForm=Fin
    """)
    assert texts(grammar.subjects(token(doc, "racheté"))) == ["Renault"]


FORMS = [
    (ACTIVE, "quitté", True, False, False),
    (PASSIVE, "rachetée", True, False, True),
    (HEADLINE, "rachetée", False, True, True),
    (PARTICIPLE, "recrute", True, False, False),
    (CONTROL.format(governor="pousse/pousser"), "quitter", False, False, False),
]


@pytest.mark.parametrize(("table", "verb", "finite", "participle", "passive"), FORMS)
def test_forms(grammar: Grammar, table: str, verb: str, finite: bool, participle: bool, passive: bool) -> None:
    trigger = token(read(table), verb)
    assert grammar.is_finite(trigger) is finite
    assert grammar.is_participle(trigger) is participle
    assert grammar.is_passive(trigger) is passive


def test_a_present_participle_is_active(grammar: Grammar) -> None:
    doc = read("""
        Renault            PROPN 0 ROOT                                @Organization
        rachetant/racheter VERB  1 acl  VerbForm=Part|Tense=Pres
        Verkor             PROPN 2 obj                                 @Organization
    """)
    assert not grammar.is_passive(doc[1])
    assert texts(grammar.subjects(doc[1])) == ["Renault"]


def test_a_clause_ends_where_the_next_finite_verb_s_begins(grammar: Grammar) -> None:
    doc = read(COORDINATED)
    end = grammar.clause_end(token(doc, "quitté"))
    assert token(doc, "Danone").i < end <= token(doc, "rejoint").i


def test_a_clause_begins_after_the_finite_verb_of_another(grammar: Grammar) -> None:
    doc = read("""
        Paul_Mercier    PROPN 6 nsubj                    @Person
        ,               PUNCT 5 punct
        que             PRON  5 obj
        Danone          PROPN 5 nsubj                    @Organization
        emploie         VERB  1 acl:relcl VerbForm=Fin
        quitte          VERB  0 ROOT      VerbForm=Fin
        Airbus          PROPN 6 obj                      @Organization
    """)
    assert grammar.clause_start(token(doc, "quitte")) == token(doc, "quitte").i


def test_the_clause_of_an_event_noun_holds_the_verb_that_governs_it(grammar: Grammar) -> None:
    doc = read(EVENT)
    assert grammar.clause_end(token(doc, "départ")) == len(doc)


@pytest.mark.parametrize("mark", [";", ":", "\n"])
def test_no_clause_runs_over_a_strong_stop(grammar: Grammar, mark: str) -> None:
    doc = read(
        """
        Renault         PROPN 2 nsubj                @Organization
        grandit         VERB  0 ROOT  VerbForm=Fin
        MARK            PUNCT 2 punct
        départ          NOUN  2 dep
        de              ADP   6 case
        Claire_Dumont   PROPN 4 nmod                 @Person
    """.replace("MARK", mark if mark.strip() else "¶")
    )
    if not mark.strip():
        doc = _renamed(doc, "¶", mark)
    assert grammar.clause_end(token(doc, "grandit")) == token(doc, mark).i
    assert grammar.clause_start(token(doc, "départ")) == token(doc, mark).i + 1


def test_phrases_after_a_preposition(grammar: Grammar) -> None:
    doc = read(EVENT)
    departure, end = token(doc, "départ"), len(doc)
    assert texts(list(grammar.after_preposition(departure, frozenset({"de"}), end))) == ["Claire Dumont"]
    assert texts(list(grammar.after_preposition(departure, frozenset({"chez"}), end))) == ["Danone"]
    assert texts(list(grammar.after_preposition(departure, frozenset({"chez"}), 5))) == []


def test_a_noun_phrase_ends_before_a_verb_or_a_mark() -> None:
    doc = read(EVENT)
    assert texts([doc[i] for i in noun_phrase(doc[0], len(doc))]) == ["Le", "départ", "de", "Claire Dumont"]
    assert list(noun_phrase(doc[0], 2)) == [0, 1]


@settings(deadline=None)
@given(trees())
def test_any_tree_is_read(grammar: Grammar, doc: Doc) -> None:
    """Whatever the model makes of a text: functions end, and stay in the sentence."""
    words = tokens.of(doc)
    for word in words:
        sentence = range(sentence_start(word), sentence_end(word))
        assert grammar.clause_start(word) in sentence
        assert word.i < grammar.clause_end(word) <= sentence.stop
        assert grammar.clause_start(word) <= word.i
        for found in (
            grammar.subjects(word),
            grammar.subjects(word, True),
            grammar.objects(word),
            grammar.agents(word),
        ):
            assert all(t.doc is words for t in found)
            assert len({t.i for t in found}) == len(found)


def _renamed(source: Tokens, old: str, new: str) -> Tokens:
    doc = source.doc
    words = [new if t.text == old else t.text for t in doc]
    renamed = Doc(
        doc.vocab,
        words=words,
        pos=[t.pos_ for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
        morphs=[str(t.morph) for t in doc],
        sent_starts=[bool(t.is_sent_start) for t in doc],
    )
    return tokens.of(renamed)


OPENING = """
    Ayant           AUX   2 aux:tense VerbForm=Part|Tense=Pres
    quitté/quitter  VERB  6 advcl VerbForm=Part|Tense=Past
    Danone          PROPN 2 nsubj                              @Organization
    ,               PUNCT 2 punct
    Paul_Mercier    PROPN 6 nsubj                              @Person
    enseigne        VERB  0 ROOT  VerbForm=Fin
"""
INVERTED = """
    Verkor          PROPN 0 ROOT                                @Organization
    ,               PUNCT 1 punct
    qu'             PRON  5 obj
    a               AUX   5 aux:tense VerbForm=Fin
    fondée/fonder   VERB  1 acl:relcl VerbForm=Part|Tense=Past
    Paul_Mercier    PROPN 5 obj                                 @Person
"""
CAUSED = """
    Paul_Mercier    PROPN 5 nsubj:pass               @Person
    s'              PRON  5 expl:comp
    est             AUX   5 aux:tense VerbForm=Fin
    fait/faire      VERB  5 dep
    limoger         VERB  0 ROOT  VerbForm=Inf
    par             ADP   7 case
    Danone          PROPN 5 obl:mod                  @Organization
"""
DATIVE = """
    Danone           PROPN 2 nsubj                 @Organization
    demande/demander VERB  0 ROOT  VerbForm=Fin
    à                ADP   4 case
    Paul_Mercier     PROPN 2 obl:arg               @Person
    de               ADP   6 mark
    quitter          VERB  2 xcomp VerbForm=Inf
    Verkor           PROPN 6 obj                   @Organization
"""


def test_no_name_after_a_clause_without_finite_verb_is_its_subject(grammar: Grammar) -> None:
    assert texts(grammar.subjects(token(read(OPENING), "quitté"))) == ["Paul Mercier"]


def test_the_subject_stands_last_in_a_relative_clause_of_an_object(grammar: Grammar) -> None:
    verb = token(read(INVERTED), "fondée")
    assert texts(grammar.subjects(verb)) == ["Paul Mercier"]
    assert texts(grammar.objects(verb)) == ["Verkor"]


def test_whoever_is_asked_does_it(grammar: Grammar) -> None:
    assert texts(grammar.subjects(token(read(DATIVE), "quitter"))) == ["Paul Mercier"]


def test_a_pronominal_verb_of_causing_makes_a_passive(grammar: Grammar) -> None:
    verb = token(read(CAUSED), "limoger")
    assert (cause := grammar.causative(verb)) is not None
    assert cause.text == "fait"
    assert not grammar.reflexive(verb)


@pytest.mark.parametrize(("dep", "head"), [("iobj", 4), ("nmod", 1)])
def test_pronouns_before_a_verb_are_its_own_wherever_they_hang(grammar: Grammar, dep: str, head: int) -> None:
    doc = read(f"""
        Paul_Mercier     PROPN 4 nsubj                  @Person
        y                PRON  {head} {dep}
        est              AUX   4 aux:tense VerbForm=Fin
        entré/entrer     VERB  0 ROOT  VerbForm=Part|Tense=Past
    """)
    assert texts(list(grammar.proclitics(token(doc, "entré")))) == ["y"]


def test_the_agent_of_another_verb_below_is_not_one_s_own(grammar: Grammar) -> None:
    doc = read("""
        Rachetée/racheter VERB  7 advcl VerbForm=Part|Tense=Past
        par               ADP   3 case
        Danone            PROPN 1 obl:agent                            @Organization
        ,                 PUNCT 1 punct
        Verkor            PROPN 7 nsubj:pass                           @Organization
        est               AUX   7 aux:pass VerbForm=Fin
        fondée/fonder     VERB  0 ROOT  VerbForm=Part|Tense=Past
        par               ADP   9 case
        Paul_Mercier      PROPN 7 obl:agent                            @Person
    """)
    assert texts(grammar.agents(token(doc, "fondée"))) == ["Paul Mercier"]


def test_a_present_is_no_passive_whatever_its_subject_is_called(grammar: Grammar) -> None:
    doc = read("""
        Paul_Mercier      PROPN 3 nsubj:pass                @Person
        lui               PRON  1 nmod
        succède/succéder  VERB  0 ROOT  VerbForm=Fin
    """)
    assert not grammar.is_passive(token(doc, "succède"))
    assert texts(grammar.subjects(token(doc, "succède"))) == ["Paul Mercier"]


def test_a_participle_between_commas_qualifies_the_name_before_it(grammar: Grammar) -> None:
    doc = read("""
        Claire_Dumont     PROPN 3 nsubj                         @Person
        a                 AUX   3 aux:tense VerbForm=Fin
        remplacé/remplacer VERB 0 ROOT  VerbForm=Part|Tense=Past
        Paul_Mercier      PROPN 3 obj                           @Person
        ,                 PUNCT 3 punct
        parti/partir      VERB  3 advcl VerbForm=Part|Tense=Past
        enseigner         VERB  6 xcomp VerbForm=Inf
    """)
    assert texts(grammar.subjects(token(doc, "parti"), intransitive=True))[0] == "Paul Mercier"
