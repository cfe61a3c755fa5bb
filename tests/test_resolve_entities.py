from __future__ import annotations

import pytest

from ontograph.model import Entity, Knowledge, LocalEntity, Mention
from ontograph.resolve import comparison, resolve
from readings import claim, reading


def names(knowledge: Knowledge) -> list[str]:
    return [entity.name for entity in knowledge.entities]


def entity(knowledge: Knowledge, identifier: str) -> Entity:
    return next(e for e in knowledge.entities if e.id == identifier)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OpenAI", "Open AI"),
        ("OpenAI", "OPENAI"),
        ("OpenAI", "OpenAI Inc."),
        ("L'Oréal", "L’Oreal"),
        ("New York Times", "The New York Times"),
        ("Bolloré", "Bolloré SE"),
        ("Air France-KLM", "Air France KLM"),
    ],
)
def test_spellings_of_an_organization_are_one(one: str, other: str) -> None:
    knowledge = resolve([reading("a", organizations=[one]), reading("b", organizations=[other])])
    assert len(knowledge.entities) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dario Amodei", "Daniela Amodei"), ("Paul Martin", "Jean-Paul Martin"), ("Paul Martin", "Jean Paul Martin")],
)
def test_people_of_another_given_name_stay_apart(one: str, other: str) -> None:
    shared = ["Anthropic"]
    knowledge = resolve(
        [reading("a", people=[one], organizations=shared), reading("b", people=[other], organizations=shared)]
    )
    assert {one, other} <= set(names(knowledge))


def test_a_person_and_an_organization_of_one_name_stay_apart() -> None:
    knowledge = resolve([reading("a", people=["Bolloré"], organizations=["Bolloré"])])
    assert [e.id for e in knowledge.entities] == ["organization/bollore", "person/bollore"]


@pytest.mark.parametrize("short", ["Altman", "M. Altman", "S. Altman"])
def test_a_surname_joins_the_one_bearer_in_articles_on_the_same_organization(short: str) -> None:
    knowledge = resolve(
        [
            reading("a", people=["Sam Altman"], organizations=["OpenAI"]),
            reading("b", people=[short], organizations=["OpenAI"]),
        ]
    )
    assert names(knowledge) == ["OpenAI", "Sam Altman"]
    assert entity(knowledge, "person/sam-altman").aliases == (comparison.clean(short, "Person"),)


def test_a_surname_of_two_goes_by_the_organization_of_the_article() -> None:
    knowledge = resolve(
        [
            reading("a", people=["Jean Dupont"], organizations=["Acier SA"]),
            reading("b", people=["Marie Dupont"], organizations=["Textile SA"]),
            reading("c", people=["Dupont"], organizations=["Textile SA"]),
        ]
    )
    assert entity(knowledge, "person/marie-dupont").aliases == ("Dupont",)
    assert len(knowledge.entities) == 4


def test_a_surname_of_two_in_one_place_stays_apart() -> None:
    knowledge = resolve(
        [
            reading("a", people=["Dario Amodei", "Daniela Amodei"], organizations=["Anthropic"]),
            reading("b", people=["Amodei"], organizations=["Anthropic"]),
        ]
    )
    assert "Amodei" in names(knowledge)


def test_gender_tells_two_bearers_apart() -> None:
    gender = {"Dario Amodei": {"gender": "m"}, "Daniela Amodei": {"gender": "f"}, "Amodei": {"gender": "f"}}
    knowledge = resolve(
        [
            reading("a", people=["Dario Amodei", "Daniela Amodei"], organizations=["Anthropic"], entity=gender),
            reading("b", people=["Amodei"], organizations=["Anthropic"], entity=gender),
        ]
    )
    assert entity(knowledge, "person/daniela-amodei").aliases == ("Amodei",)


def test_a_surname_alone_is_not_enough() -> None:
    knowledge = resolve(
        [
            reading("a", people=["Jean Dupont"], organizations=["Acier SA"]),
            reading("b", people=["Dupont"], organizations=["Textile SA"]),
        ]
    )
    assert {"Jean Dupont", "Dupont"} <= set(names(knowledge))


def test_middle_names_do_not_make_two_people() -> None:
    knowledge = resolve([reading("a", people=["George Martin"]), reading("b", people=["George R. R. Martin"])])
    assert names(knowledge) == ["George R. R. Martin"]
    assert knowledge.entities[0].aliases == ("George Martin",)


def test_surnames_with_a_particle() -> None:
    knowledge = resolve(
        [
            reading("a", people=["Daniel De Freitas"], organizations=["Google"]),
            reading("b", people=["De Freitas"], organizations=["Google"]),
        ]
    )
    assert names(knowledge) == ["Google", "Daniel De Freitas"]


def test_a_wikidata_id_joins_other_names_and_keeps_namesakes_apart() -> None:
    knowledge = resolve(
        [
            reading("a", organizations=["Meta"], entity={"Meta": {"wikidata": "Q380"}}),
            reading("b", organizations=["Meta Platforms"], entity={"Meta Platforms": {"wikidata": "Q380"}}),
            reading("c", organizations=["Meta Lyon"]),
        ]
    )
    assert [(e.name, e.wikidata) for e in knowledge.entities] == [("Meta Lyon", None), ("Meta Platforms", "Q380")]


def test_generic_words_may_be_missing() -> None:
    knowledge = resolve(
        [
            reading("a", people=["Arthur Mensch"], organizations=["Mistral AI"]),
            reading("b", people=["Arthur Mensch"], organizations=["Mistral"]),
        ]
    )
    assert names(knowledge) == ["Mistral AI", "Arthur Mensch"]


@pytest.mark.parametrize(
    "others",
    [
        [reading("a", people=["X Y"], organizations=["Thrive Capital", "Thrive Holdings"])],
        [reading("a", people=["X Y"], organizations=["Thrive Capital", "Thrive"])],
        [reading("a", organizations=["Thrive Capital"])],
    ],
    ids=["two fit", "an article names both", "nothing in common"],
)
def test_generic_words_count_where_something_says_so(others: list[object]) -> None:
    knowledge = resolve([*others, reading("b", people=["X Y"], organizations=["Thrive"])])  # type: ignore[list-item]
    assert "Thrive" in names(knowledge)


def test_an_article_may_shorten_a_name() -> None:
    knowledge = resolve([reading("a", organizations=["Thinking Machines Lab", "Thinking Machines"])])
    assert names(knowledge) == ["Thinking Machines Lab"]


def test_a_known_organization_is_no_short_form() -> None:
    known = {"Microsoft": {"wikidata": "Q2283"}}
    knowledge = resolve([reading("a", organizations=["Microsoft", "Microsoft AI"], entity=known)])
    assert len(knowledge.entities) == 2


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("AMF", "Autorité des marchés financiers", True),
        ("SEC", "Securities and Exchange Commission", True),
        ("SSI", "Safe Superintelligence", True),
        ("SAI", "Stability Labs", False),
        ("Free", "France Télévisions", False),
        ("AMF", "Autorité de la concurrence", False),
    ],
)
def test_acronyms(short: str, full: str, expected: bool) -> None:
    one, other = (comparison.tokens(name, "Organization") for name in (short, full))
    assert comparison.is_acronym(one, other) is expected


def test_an_acronym_needs_an_article_that_uses_both() -> None:
    full, short = "Autorité des marchés financiers", "AMF"
    apart = resolve([reading("a", organizations=[full]), reading("b", organizations=[short])])
    together = resolve(
        [reading("a", organizations=[full], surfaces={full: [short]}), reading("b", organizations=[short])]
    )
    assert len(apart.entities) == 2
    assert names(together) == [full]


def test_the_fullest_frequent_name_is_canonical() -> None:
    knowledge = resolve(
        [reading(str(n), organizations=["OPENAI"]) for n in range(2)]
        + [reading(str(n), organizations=["OpenAI"]) for n in range(2, 4)]
        + [reading("z", organizations=["OpenAI Inc."])]
    )
    assert names(knowledge) == ["OpenAI"]
    assert knowledge.entities[0].aliases == ("OPENAI", "OpenAI Inc.")


def test_headlines_shout() -> None:
    knowledge = resolve(
        [reading("a", organizations=["ALSTOM", "EDF"], surfaces={"ALSTOM": ["Alstom"], "EDF": ["Edf"]})]
    )
    assert names(knowledge) == ["Alstom", "EDF"]


def test_aliases_are_names_and_surnames_of_one_entity_only() -> None:
    local = (LocalEntity("e1", "Person", "Sam Altman"), LocalEntity("e2", "Person", "Greg Brockman"))
    mentions = (
        Mention(0, 1, "Altman", "Person", "surname", ("e1",)),
        Mention(0, 1, "le patron", "Person", "description", ("e1",)),
        Mention(0, 1, "MM. Altman et Brockman", "Person", "surname", ("e1", "e2")),
    )
    base = reading("a")
    article = type(base)(**{f: getattr(base, f) for f in base.__slots__} | {"entities": local, "mentions": mentions})
    knowledge = resolve([article])
    assert entity(knowledge, "person/sam-altman").aliases == ("Altman",)
    assert knowledge.documents[0].mentions == ("person/greg-brockman", "person/sam-altman")


def test_documents_mention_whom_they_name() -> None:
    knowledge = resolve(
        [reading("2024 é/1", claim("Departure", person="Mira Murati", organization="OpenAI"), organizations=["Tesla"])]
    )
    assert knowledge.documents[0].id == "document/2024-e-1"
    assert knowledge.documents[0].mentions == ("organization/openai", "organization/tesla", "person/mira-murati")
