"""When events took place: the date of the clause, of the scene, of the sentence that takes the news up."""

from __future__ import annotations

import pytest
from spacy.language import Language

from ontograph import layers, pipeline
from ontograph.model import Article

pytestmark = pytest.mark.slow
PUBLISHED = "2024-10-04"  # a Friday

TEXTS = {
    # the scene goes on
    "Lundi, Jean Duval a quitté Renault. Il rejoint Peugeot comme directeur financier.": {
        ("Departure", "2024-09-30"),
        ("Appointment", "2024-09-30"),
    },
    "Jeudi, coup de tonnerre. Orange recrute Jean Duval, le PDG de Nabla.": {
        ("Appointment", "2024-10-03"),
        ("Departure", "2024-10-03"),
    },
    "En 2015, Jean Duval fonde Nabla. Un an plus tard, il quitte Renault. Il rejoint Peugeot.": {
        ("Founding", "2015"),
        ("Departure", "2016"),
        ("Appointment", "2016"),
    },
    "Mercredi soir, Marie Martin annonce que Nabla se sépare de Jean Duval. Paul Petit prend sa place.": {
        ("Departure", "2024-10-02"),
        ("Appointment", "2024-10-02"),
    },
    # what is so today, what was before and what is to come has a time of its own
    "En mars 2021, Renault a racheté Nabla. Il détient 20 % de Peugeot.": {
        ("Acquisition", "2021-03"),
        ("Investment", None),
    },
    "En mars 2021, Renault a racheté Nabla. Jean Duval avait fondé Kalo.": {
        ("Acquisition", "2021-03"),
        ("Founding", None),
    },
    "En mars 2021, Renault a racheté Nabla. Jean Duval quittera Peugeot.": {
        ("Acquisition", "2021-03"),
        ("Departure", None),
    },
    # not across paragraphs: what is told there is news of the month
    "En mars 2021, Renault a racheté Nabla.\nJean Duval quitte Peugeot.": {
        ("Acquisition", "2021-03"),
        ("Departure", "2024-10"),
    },
    # the news is taken up
    "Jean Duval quitte Renault. La nouvelle a été annoncée mardi aux équipes.": {("Departure", "2024-10-01")},
    "Renault a cédé Nabla à Peugeot. L'opération, finalisée le 30 avril 2023, lui a rapporté 3 milliards d'euros.": {
        ("Acquisition", "2023-04-30")
    },
    "Renault a cédé Nabla à Peugeot. L'opération précédente, signée en mars 2019, avait échoué.": {
        ("Acquisition", "2024-10")
    },
    # a verb in the date is none of the sentence
    "Renault a racheté Nabla il y a deux ans.": {("Acquisition", "2022")},
    "Renault a racheté Nabla voilà six mois.": {("Acquisition", "2024-04")},
    "Renault a racheté Nabla en mai 2023 aux côtés de Peugeot.": {("Acquisition", "2023-05")},
    "Renault a racheté Nabla à la rentrée.": {("Acquisition", "2024-09")},
    "Mars 2015. Renault rachète Nabla.": {("Acquisition", "2015-03")},
    # what becomes public today; what lasts; what is counted from it
    "Renault annonce aujourd'hui le rachat de Nabla.": {("Acquisition", "2024-10-04")},
    "Renault détient depuis l'an dernier 12 % de Nabla.": {("Investment", "2023")},
    "Renault a levé mardi 10 millions d'euros, un an après avoir racheté Nabla.": {
        ("FundingRound", "2024-10-01"),
        ("Acquisition", "2023"),
    },
    "Trois ans après son rachat par Renault, Nabla va mal.": {("Acquisition", "2021")},
    # a pluperfect with a date that opens its sentence
    "Le 6 janvier, Nabla avait annoncé une levée de 20 millions de dollars.": {("FundingRound", "2024-01-06")},
}


@pytest.mark.parametrize("text", TEXTS)
def test_when(nlp: Language, text: str) -> None:
    ((_, doc),) = pipeline.docs(nlp, [Article("a", "a.txt", text, "", PUBLISHED)])
    found = {(c.type, c.date) for c in layers.claims(doc) if c.type != "Position"}
    assert TEXTS[text] <= found, found
