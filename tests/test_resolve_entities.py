from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontograph.evaluate import pairs
from ontograph.model import Entity, Knowledge, LocalEntity, Mention, Reading
from ontograph.resolve import comparison, resolve
from ontograph.resolve.entities import resolve_entities
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


# --- renamed --------------------------------------------------------------------------------------------------------

TWITTER = {"known": "X", "former": True}


def test_a_renamed_organization_bears_its_name_of_today() -> None:
    knowledge = resolve(
        [
            reading("a", organizations=["Twitter"], entity={"Twitter": TWITTER}),
            reading("b", organizations=["X"], entity={"X": {"known": "X"}}),
            reading("c", organizations=["Twitter Inc."]),
            reading("d", organizations=["X"]),
        ]
    )
    assert [(e.id, e.name, e.aliases) for e in knowledge.entities] == [
        ("organization/x", "X", ("Twitter", "Twitter Inc.")),
        ("organization/x-2", "X", ()),
    ]


def test_its_name_does_not_hang_on_the_articles_of_the_corpus() -> None:
    knowledge = resolve([reading("a", organizations=["Twitter"], entity={"Twitter": TWITTER})])
    assert [(e.id, e.name, e.aliases) for e in knowledge.entities] == [("organization/x", "X", ("Twitter",))]


# --- namesakes ------------------------------------------------------------------------------------------------------


def ceo(person: str, organization: str, role: str = "CEO", **details: object) -> dict[str, object]:
    return claim("Position", person=person, organization=organization, roleClass=role, status="current", **details)


@pytest.mark.parametrize(
    ("other", "people"),
    [
        (reading("b", ceo("Jean Dupont", "Textile", "CFO"), published="2024-06-01"), 2),
        (reading("b", ceo("Jean Dupont", "Textile", "CFO"), published="2026-06-01"), 1),
        (reading("b", ceo("Jean Dupont", "Textile", "BoardMember"), published="2024-06-01"), 1),
        (reading("b", ceo("Jean Dupont", "Institut Curie", "Researcher"), published="2034-06-01"), 2),
        (reading("b", ceo("Jean Dupont", "Institut Curie", "Researcher"), published="2014-06-01"), 1),
        (reading("b", ceo("Jean Dupont", "Textile", "CFO"), people=["Ida Roux"], published="2024-06-01"), 1),
        (reading("b", ceo("Jean Dupont", "Acier Lorrain", "CFO"), published="2024-06-01"), 1),
        (reading("b", ceo("Jean Dupont", "Textile", "CFO", factuality="possible"), published="2024-06-01"), 1),
        (reading("b", claim("Appointment", person="Jean Dupont", organization="Textile"), published="2024-06-01"), 1),
        (reading("b", people=["Jean Dupont"], entity={"Jean Dupont": {"gender": "f"}}), 2),
        (reading("b", people=["Jean Dupont", "Ida Roux"], entity={"Jean Dupont": {"gender": "f"}}), 1),
        (reading("b", people=["Jean Dupont"], organizations=["Textile"]), 1),
        (reading("b", ceo("Jean Dupont", "Textile", "Founder", date="1920"), published="2024-06-01"), 2),
    ],
    ids=[
        "two posts at once",
        "years later",
        "a seat on a board",
        "research after the head of a bank",
        "research before it",
        "somebody in common",
        "a house of the same name",
        "a rumour",
        "a move",
        "another gender",
        "another gender, somebody in common",
        "nothing against it",
        "a hundred years before",
    ],
)
def test_people_of_one_name_are_one_unless_articles_contradict(other: Reading, people: int) -> None:
    first = reading(
        "a",
        ceo("Jean Dupont", "Acier", date="2024"),
        people=["Ida Roux"],
        published="2024-05-01",
        entity={"Jean Dupont": {"gender": "m"}},
    )
    knowledge = resolve([first, other])
    assert names(knowledge).count("Jean Dupont") == people


@pytest.mark.parametrize(
    ("other", "firms"),
    [
        (reading("b", ceo("Paul Cormier", "Atlas"), published="2024-06-01"), 2),
        (reading("b", ceo("Paul Cormier", "Atlas"), published="2025-06-01"), 1),
        (reading("b", ceo("Ida Rou", "Atlas"), published="2024-06-01"), 1),
        (reading("b", claim("Founding", founder="Paul Cormier", organization="Atlas"), published="2025-06-01"), 2),
        (reading("b", claim("Founding", founder="Lang", organization="Atlas", date="1987")), 2),
        (reading("b", claim("Founding", founder=["Lang", "Tom Ricard"], organization="Atlas"), published="2025"), 1),
        (reading("b", organizations=["Atlas"], entity={"Atlas": {"subtype": "University"}}), 2),
        (reading("b", organizations=["Atlas"], entity={"Atlas": {"subtype": "InvestmentFirm"}}), 1),
    ],
    ids=["heads", "heads in turn", "a slip", "founders", "years", "half of the founders", "spheres", "one sphere"],
)
def test_firms_of_one_name_are_one_unless_articles_contradict(other: Reading, firms: int) -> None:
    first = reading(
        "a",
        ceo("Ida Roux", "Atlas"),
        claim("Founding", founder="Eva Lang", organization="Atlas", date="2021"),
        published="2024-05-01",
        entity={"Atlas": {"subtype": "Company"}},
    )
    knowledge = resolve([first, other])
    assert names(knowledge).count("Atlas") == firms


def test_what_the_gazetteer_knows_is_never_parted() -> None:
    known = {"Atlas": {"known": "Atlas"}}
    knowledge = resolve(
        [
            reading("a", ceo("Ida Roux", "Atlas"), published="2024-05-01", entity=known),
            reading("b", ceo("Paul Cormier", "Atlas"), published="2024-06-01", entity=known),
        ]
    )
    assert names(knowledge).count("Atlas") == 1


# --- short forms ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("Groupe Cadenor", "Cadenor", 1),
        ("Cadenor Group", "Groupe Cadenor", 1),
        ("Bolloré S.E.", "Bolloré", 1),
        ("Recordi S.p.A.", "Recordi", 1),
        ("Banque Hestia", "Hestia", 1),
        ("Fondation Hestia", "Hestia", 2),
        ("Région", "Région", 1),
    ],
)
def test_names_that_are_one_beside_one_person(one: str, other: str, count: int) -> None:
    knowledge = resolve(
        [
            reading("a", people=["Ida Roux"], organizations=[one]),
            reading("b", people=["Ida Roux"], organizations=[other]),
        ]
    )
    assert len([e for e in knowledge.entities if e.kind == "Organization"]) == count


def test_a_common_noun_is_another_one_in_each_story() -> None:
    knowledge = resolve([reading("a", organizations=["Région"]), reading("b", organizations=["Région"])])
    assert len(knowledge.entities) == 2


@pytest.mark.parametrize(("others", "count"), [(["Région Bretagne"], 2), (["Région Bretagne", "Région Normandie"], 4)])
def test_a_common_noun_is_the_one_that_its_article_introduces(others: list[str], count: int) -> None:
    knowledge = resolve([reading("a", organizations=["Région", *others]), reading("b", organizations=["Région"])])
    assert len(knowledge.entities) == count


def test_a_common_noun_that_is_known_in_one_article_is_not_in_another() -> None:
    known = {"Labs": {"known": "Labs"}}
    knowledge = resolve(
        [
            reading("a", organizations=["Labs", "Anthropic"], entity=known),
            reading("b", organizations=["Labs", "Advanced Machines Labs"]),
        ]
    )
    assert names(knowledge) == ["Advanced Machines Labs", "Anthropic", "Labs"]


def test_a_group_is_not_its_newspaper() -> None:
    paper = {"Le Belvédère": {"subtype": "MediaOutlet"}}
    knowledge = resolve(
        [
            reading("a", people=["Ida Roux"], organizations=["Le Belvédère"], entity=paper),
            reading("b", people=["Ida Roux"], organizations=["Groupe Belvédère"]),
        ]
    )
    assert names(knowledge) == ["Groupe Belvédère", "Le Belvédère", "Ida Roux"]


def test_a_name_that_an_article_uses_beside_the_full_one() -> None:
    full = "Christian Azur Couture"
    together = reading("a", people=["Ida Roux"], organizations=[full], surfaces={full: ["Azur Couture"]})
    one = resolve([together, reading("b", people=["Ida Roux"], organizations=["Azur Couture"])])
    apart = resolve([together, reading("b", people=["Paul Cormier"], organizations=["Azur Couture"])])
    famous = {"OpenAI": {"known": "OpenAI"}}
    first = reading("a", organizations=[full, "OpenAI"], surfaces={full: ["Azur Couture"]}, entity=famous)
    far = resolve([first, reading("b", organizations=["Azur Couture", "OpenAI"], entity=famous)])
    assert names(one) == [full, "Ida Roux"]
    assert "Azur Couture" in names(apart)
    assert "Azur Couture" in names(far)


# --- people under less than their name ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("Marc Sauvageot", "Marc Sauvagot", 1),
        ("Marc Delorme", "Marie Delorme", 2),
        ("Capucine Rey", "Capucine Roy", 2),
        ("Laurence Tubiana", "Laurence Tubiana-Morel", 1),
        ("Jean-Claude Trichet", "J.-C. Trichet", 1),
        ("Jean-Claude Trichet", "J. Trichet", 1),
        ("Jean-Claude Trichet", "C. Trichet", 2),
    ],
)
def test_full_names_and_less(one: str, other: str, count: int) -> None:
    firm = ["Acier Lorrain"]
    knowledge = resolve(
        [reading("a", people=[one], organizations=firm), reading("b", people=[other], organizations=firm)]
    )
    assert len([e for e in knowledge.entities if e.kind == "Person"]) == count


def test_two_spellings_that_one_article_has_are_two_people() -> None:
    firm = ["Acier Lorrain"]
    knowledge = resolve(
        [
            reading("a", people=["Marc Sauvageot", "Marc Sauvagot"], organizations=firm),
            reading("b", people=["Marc Sauvagot"], organizations=firm),
        ]
    )
    assert names(knowledge) == ["Acier Lorrain", "Marc Sauvageot", "Marc Sauvagot"]


def test_a_given_name_has_the_surname_of_a_sibling_in_the_article() -> None:
    knowledge = resolve(
        [
            reading("a", people=["Daniela", "Dario Amodei"], organizations=["Anthropic"]),
            reading("b", people=["Daniela Amodei"], organizations=["Anthropic"]),
        ]
    )
    assert entity(knowledge, "person/daniela-amodei").aliases == ("Daniela",)


@pytest.mark.parametrize(
    ("name", "others", "count"),
    [("Hervé", [], 2), ("Guerlesquin", [], 1), ("Guerlesquin", ["Yann Guerlesquin"], 2)],
    ids=["a given name", "a surname", "a surname of which there are bearers"],
)
def test_short_names_with_nothing_in_common(name: str, others: list[str], count: int) -> None:
    knowledge = resolve(
        [
            reading("a", people=[name], organizations=["Acier"]),
            reading("b", people=[name], organizations=["Textile"]),
            reading("c", people=others, organizations=["Verre"]),
        ]
    )
    assert names(knowledge).count(name) == count


# --- properties -----------------------------------------------------------------------------------------------------

PEOPLE = ["Jean Dupont", "Marie Dupont", "Dupont", "J. Dupont", "Hervé", "Sam Altman", "Altman", "Marc Sauvageot"]
FIRMS = ["Acier", "Groupe Acier", "Acier SA", "Banque Acier", "Région", "AMF", "Acier Technologies", "X", "Twitter"]


@st.composite
def articles(draw: st.DrawFn) -> list[Reading]:
    found = []
    for number in range(draw(st.integers(1, 5))):
        people = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=3))
        firms = draw(st.lists(st.sampled_from(FIRMS), unique=True, max_size=3))
        genders = {name: {"gender": draw(st.sampled_from(["m", "f", None]))} for name in people}
        known = {"Twitter": TWITTER, "X": draw(st.sampled_from([{}, {"known": "X"}]))}
        posts = [
            ceo(who, where, draw(st.sampled_from(["CEO", "Researcher", "BoardMember"])))
            for who in people[:1]
            for where in firms[:1]
        ]
        year = draw(st.sampled_from([None, "2010-05-01", "2024-05-01", "2024-06-01"]))
        found.append(
            reading(
                f"a{number}", *posts, people=people, organizations=firms, published=year, entity={**genders, **known}
            )
        )
    return found


def partition(readings: list[Reading]) -> set[frozenset[tuple[str, str]]]:
    """Which LocalEntities are one, by the names of their articles."""
    ordered = sorted(readings, key=lambda r: (r.article, r.sha256, r.to_json()))
    resolution = resolve_entities(ordered)
    found: dict[str, set[tuple[str, str]]] = {}
    for (index, local), entity_id in resolution.ids.items():
        found.setdefault(entity_id, set()).add((ordered[index].article, local))
    return {frozenset(members) for members in found.values()}


@given(articles())
def test_each_local_entity_is_in_one_entity(readings: list[Reading]) -> None:
    parts = partition(readings)
    members = [one for part in parts for one in part]
    assert sorted(members) == sorted((r.article, e.id) for r in readings for e in r.entities)


@given(articles(), st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(readings: list[Reading], random: Random) -> None:
    shuffled = random.sample(readings, len(readings))
    assert resolve(shuffled).entities == resolve(readings).entities


@given(articles())
def test_an_unrelated_article_changes_no_identity(readings: list[Reading]) -> None:
    stranger = reading("zz", ceo("Odile Kerleguer", "Nova"), people=["Kerleguer"], organizations=["Nova Labs"])
    assert partition([*readings, stranger]) > partition(readings)


def test_the_hard_pairs(root: Path) -> None:
    report = pairs.evaluate(root / "tests/gold/entity-pairs.yml")
    figures = report.all_figures()
    assert figures["all"]["pairs"] >= 100
    assert min(figures["held out"]["p"], figures["held out"]["r"]) >= 0.9, report.errors
    assert min(figures["all"]["p"], figures["all"]["r"]) >= 0.95, report.errors
