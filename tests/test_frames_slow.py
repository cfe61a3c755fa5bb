"""What sentences claim, read by the whole pipeline: one table, grouped by what makes a sentence hard.

Companies are known ones or invented, people are invented, and so is all that is said of them. A sentence may claim
nothing but what its row lists. Sentences in `BROKEN` are known to come out wrong: strictly, so that mending one shows.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimtext import differences
from ontograph import layers, pipeline
from ontograph.model import Article

pytestmark = pytest.mark.slow

PUBLISHED = "2024-10-04"


TABLE: dict[str, list[tuple[str, ...]]] = {
    "verbs": [
        ("Renault rachète Verkor pour 400 millions d'euros.",
         "Acquisition acquirer: Renault | target: Verkor | amount: 400e6 EUR"),
        ("Danone a vendu Alcatel à Nokia.", "Acquisition acquirer: Nokia | target: Alcatel"),
        ("Claire Dumont a quitté Carrefour pour Danone.",
         "Departure person: Claire Dumont | organization: Carrefour | kind: resignation | destination: Danone",
         "?Appointment person: Claire Dumont | organization: Danone"),
        ("BNP Paribas a investi 30 millions d'euros dans Qonto.",
         "Investment investor: BNP Paribas | organization: Qonto | amount: 30e6 EUR"),
        ("La start-up lyonnaise Novalis a levé 12 millions d'euros auprès de Partech.",
         "FundingRound organization: Novalis | amount: 12e6 EUR | investor: Partech",
         "Investment investor: Partech | organization: Novalis"),
        ("Thierry Valmont a fondé Deezer en 2015.",
         "Founding founder: Thierry Valmont | organization: Deezer | date: 2015"),
        ("Airbus a nommé Sophie Lambert directrice financière.",
         "Appointment person: Sophie Lambert | organization: Airbus | roleClass: CFO",
         "Position person: Sophie Lambert | organization: Airbus | roleClass: CFO | status: current"),
        ("Carrefour a limogé son directeur financier, Marc Delorme.",
         "Departure person: Marc Delorme | organization: Carrefour | roleClass: CFO | kind: dismissal",
         "Position person: Marc Delorme | organization: Carrefour | roleClass: CFO | status: former"),
        ("L'Oréal poursuit Chanel devant le tribunal de commerce de Paris.",
         "Lawsuit plaintiff: L'Oréal | defendant: Chanel"),
        ("Vivendi s'allie à Microsoft dans l'informatique en nuage.", "Partnership party: Vivendi & Microsoft"),
        ("Paul Mercier a rejoint Airbus en mars.",
         "Appointment person: Paul Mercier | organization: Airbus | date: 2024-03"),
        ("Le groupe Nokia a débauché Inès Carrel.", "Appointment person: Inès Carrel | organization: Nokia"),
        ("Après dix ans, Paul Mercier a démissionné de Thales.",
         "Departure person: Paul Mercier | organization: Thales | kind: resignation"),
    ],
    "passives": [
        ("Verkor a été rachetée par Renault.", "Acquisition acquirer: Renault | target: Verkor"),
        ("Marc Delorme a été évincé de Danone mardi.",
         "Departure person: Marc Delorme | organization: Danone | kind: dismissal | date: 2024-10-01"),
        ("Sophie Lambert a été nommée directrice générale d'Airbus.",
         "Appointment person: Sophie Lambert | organization: Airbus | roleClass: CEO",
         "Position person: Sophie Lambert | organization: Airbus | roleClass: CEO | status: current"),
        ("La start-up Deezer a été fondée par Thierry Valmont et Inès Carrel.",
         "Founding founder: Thierry Valmont & Inès Carrel | organization: Deezer"),
        ("Chanel est poursuivi en justice par L'Oréal.", "Lawsuit plaintiff: L'Oréal | defendant: Chanel"),
        ("Marc Delorme s'est fait limoger par Carrefour.",
         "Departure person: Marc Delorme | organization: Carrefour | kind: dismissal"),
        ("Inès Carrel a été recrutée par Google en 2021.",
         "Appointment person: Inès Carrel | organization: Google | date: 2021"),
    ],
    "participles": [
        ("Fondée en 2015 par Thierry Valmont, la start-up Deezer emploie 200 personnes.",
         "Founding founder: Thierry Valmont | organization: Deezer | date: 2015"),
        ("Débarqué de Carrefour en mars, Marc Delorme conseille désormais des fonds.",
         "Departure person: Marc Delorme | organization: Carrefour | kind: dismissal | date: 2024-03"),
        ("Nommée directrice générale d'Vivendi en 2023, Claire Dumont devra convaincre.",
         "Appointment person: Claire Dumont | organization: Vivendi | roleClass: CEO | date: 2023",
         "Position person: Claire Dumont | organization: Vivendi | roleClass: CEO | status: current"),
        ("Rachetée par Renault, la société Verkor garde son siège à Grenoble.",
         "Acquisition acquirer: Renault | target: Verkor"),
        ("Ayant quitté Danone, Paul Mercier enseigne à Lyon.",
         "Departure person: Paul Mercier | organization: Danone | kind: resignation"),
        ("Les ingénieurs de Verkor, rachetée par Renault en 2022, restent à Grenoble.",
         "Acquisition acquirer: Renault | target: Verkor | date: 2022"),
    ],
    "relatives": [
        ("Claire Dumont, qui a quitté Danone en mai, écrit un livre.",
         "Departure person: Claire Dumont | organization: Danone | date: 2024-05"),
        ("La start-up Deezer, que Thierry Valmont a fondée en 2015, cherche des locaux.",
         "Founding founder: Thierry Valmont | organization: Deezer | date: 2015"),
        ("La société Verkor, que Renault a rachetée, grandit.", "Acquisition acquirer: Renault | target: Verkor"),
        ("Le fonds Eurazeo, qui a investi 20 millions d'euros dans Qonto, se dit confiant.",
         "Investment investor: Eurazeo | organization: Qonto | amount: 20e6 EUR"),
        ("La start-up Deezer, dont Eurazeo détient 15 % du capital, cherche des locaux.",
         "Investment investor: Eurazeo | organization: Deezer | stake: 15"),
        ("La start-up Deezer, dont Thierry Valmont est le directeur général, cherche des locaux.",
         "Position person: Thierry Valmont | organization: Deezer | roleClass: CEO | status: current"),
        ("Marc Delorme, que Danone a limogé, conteste la décision.",
         "Departure person: Marc Delorme | organization: Danone | kind: dismissal"),
        ("C'est Renault qui a racheté Verkor.", "Acquisition acquirer: Renault | target: Verkor"),
    ],
    "infinitives": [
        ("Danone a décidé de racheter Alcatel.", "planned Acquisition acquirer: Danone | target: Alcatel"),
        ("Carrefour a contraint Marc Delorme à démissionner.",
         "Departure person: Marc Delorme | organization: Carrefour"),
        ("Danone a poussé Marc Delorme à quitter l'entreprise.",
         "Departure person: Marc Delorme | organization: Danone"),
        ("Renault veut acquérir Verkor.", "planned Acquisition acquirer: Renault | target: Verkor"),
        ("Après avoir quitté Google, Inès Carrel a fondé Deezer.",
         "Departure person: Inès Carrel | organization: Google",
         "Founding founder: Inès Carrel | organization: Deezer"),
        ("Inès Carrel a quitté Google pour fonder Deezer.",
         "Departure person: Inès Carrel | organization: Google",
         "Founding founder: Inès Carrel | organization: Deezer"),
        ("Eurazeo vient de céder Alcatel à Danone.", "Acquisition acquirer: Danone | target: Alcatel"),
        ("Danone prévoit d'investir 50 millions d'euros dans Qonto.",
         "planned Investment investor: Danone | organization: Qonto | amount: 50e6 EUR"),
    ],
    "coordination": [
        ("Sophie Lambert et Paul Mercier ont quitté Danone.",
         "Departure person: Sophie Lambert | organization: Danone",
         "Departure person: Paul Mercier | organization: Danone"),
        ("Eurazeo, Partech et Bpifrance ont investi dans Qonto.",
         "Investment investor: Eurazeo | organization: Qonto", "Investment investor: Partech | organization: Qonto",
         "Investment investor: Bpifrance | organization: Qonto"),
        ("Claire Dumont et Paul Mercier ont rejoint respectivement Airbus et Renault.",
         "Appointment person: Claire Dumont | organization: Airbus",
         "Appointment person: Paul Mercier | organization: Renault"),
        ("Eurazeo et Bpifrance ont investi respectivement 10 et 30 millions d'euros dans Qonto.",
         "Investment investor: Eurazeo | organization: Qonto | amount: 10e6 EUR",
         "Investment investor: Bpifrance | organization: Qonto | amount: 30e6 EUR"),
        ("Carrefour a racheté Nokia et Alcatel.", "Acquisition acquirer: Carrefour | target: Nokia",
         "Acquisition acquirer: Carrefour | target: Alcatel"),
        ("Airbus a nommé Sophie Lambert directrice financière et Paul Mercier directeur technique.",
         "Appointment person: Sophie Lambert | organization: Airbus | roleClass: CFO",
         "Appointment person: Paul Mercier | organization: Airbus | roleClass: CTO",
         "Position person: Sophie Lambert | organization: Airbus | roleClass: CFO | status: current",
         "Position person: Paul Mercier | organization: Airbus | roleClass: CTO | status: current"),
        ("Claire Dumont a quitté Danone et rejoint Airbus.",
         "Departure person: Claire Dumont | organization: Danone",
         "Appointment person: Claire Dumont | organization: Airbus"),
        ("Claire Dumont a fondé Deezer et dirige Thales.",
         "Founding founder: Claire Dumont | organization: Deezer",
         "Position person: Claire Dumont | organization: Thales | roleClass: CEO | status: current"),
    ],
    "appositions": [
        ("Claire Dumont, directrice générale de Carrefour, a démissionné.",
         "Departure person: Claire Dumont | organization: Carrefour | kind: resignation",
         "Position person: Claire Dumont | organization: Carrefour | roleClass: CEO | status: former"),
        ("Paul Mercier, cofondateur de Deezer, rejoint Airbus.",
         "Position person: Paul Mercier | organization: Deezer | roleClass: Founder",
         "Appointment person: Paul Mercier | organization: Airbus"),
        ("Bpifrance, actionnaire de Verkor, suit le dossier.",
         "Investment investor: Bpifrance | organization: Verkor"),
        ("L'ancienne directrice financière de Danone, Sophie Lambert, a rejoint Airbus.",
         "Position person: Sophie Lambert | organization: Danone | roleClass: CFO | status: former",
         "Appointment person: Sophie Lambert | organization: Airbus"),
        ("Verkor, fabricant de batteries, a levé 30 millions d'euros.",
         "FundingRound organization: Verkor | amount: 30e6 EUR"),
    ],
    "nominal events": [
        ("Le départ de Claire Dumont de Danone a surpris.", "Departure person: Claire Dumont | organization: Danone"),
        ("Le rachat de Verkor par Renault a été finalisé mardi.",
         "Acquisition acquirer: Renault | target: Verkor | date: 2024-10-01"),
        ("La nomination de Sophie Lambert comme directrice financière d'Airbus a été saluée.",
         "Appointment person: Sophie Lambert | organization: Airbus | roleClass: CFO",
         "Position person: Sophie Lambert | organization: Airbus | roleClass: CFO | status: current"),
        ("Le limogeage de Marc Delorme par Carrefour a choqué.",
         "Departure person: Marc Delorme | organization: Carrefour | kind: dismissal"),
        ("L'acquisition de Darty par Carrefour pour 1 milliard d'euros est bouclée.",
         "Acquisition acquirer: Carrefour | target: Darty | amount: 1e9 EUR"),
        ("Verkor annonce une levée de fonds de 12 millions d'euros.",
         "FundingRound organization: Verkor | amount: 12e6 EUR"),
        ("Claire Dumont a annoncé son départ de Danone.", "Departure person: Claire Dumont | organization: Danone"),
        ("Airbus a annoncé le recrutement d'Inès Carrel.",
         "Appointment person: Inès Carrel | organization: Airbus"),
    ],
    "idioms": [
        ("Claire Dumont a claqué la porte de Danone.",
         "Departure person: Claire Dumont | organization: Danone | kind: resignation"),
        ("Paul Mercier, directeur technique de Thales, plie bagage.",
         "Departure person: Paul Mercier | organization: Thales | kind: resignation",
         "Position person: Paul Mercier | organization: Thales | roleClass: CTO | status: former"),
        ("Sophie Lambert prend les rênes d'Airbus.", "Appointment person: Sophie Lambert | organization: Airbus",
         "?Position person: Sophie Lambert | organization: Airbus"),
        ("Carrefour a mis la main sur Darty.", "Acquisition acquirer: Carrefour | target: Darty"),
        ("Danone s'est offert Alcatel pour 80 millions d'euros.",
         "Acquisition acquirer: Danone | target: Alcatel | amount: 80e6 EUR"),
        ("Marc Delorme a rendu, dès lundi, son tablier chez Carrefour.",
         "Departure person: Marc Delorme | organization: Carrefour | kind: resignation"),
        ("Danone a montré la porte à Marc Delorme.",
         "Departure person: Marc Delorme | organization: Danone | kind: dismissal"),
    ],
    "negation": [
        ("Renault n'a pas racheté Verkor.", "negated Acquisition acquirer: Renault | target: Verkor"),
        ("Claire Dumont ne quittera pas Danone.", "negated Departure person: Claire Dumont | organization: Danone"),
        ("Danone dément avoir racheté Alcatel.", "negated Acquisition acquirer: Danone | target: Alcatel"),
        ("Vivendi a renoncé à acquérir Verkor.", "negated Acquisition acquirer: Vivendi | target: Verkor"),
        ("Danone refuse de céder Alcatel à Nokia.", "negated Acquisition acquirer: Nokia | target: Alcatel"),
        ("Aucun accord n'a été signé entre Renault et Google.", "negated Partnership party: Renault & Google"),
    ],
    "planned": [
        ("Renault va racheter Verkor.", "planned Acquisition acquirer: Renault | target: Verkor"),
        ("Claire Dumont quittera Danone le 1er décembre.",
         "planned Departure person: Claire Dumont | organization: Danone | date: 2024-12-01"),
        ("Qonto cherche à lever 50 millions d'euros.", "planned FundingRound organization: Qonto | amount: 50e6 EUR"),
        ("Airbus s'apprête à nommer Sophie Lambert directrice financière.",
         "planned Appointment person: Sophie Lambert | organization: Airbus | roleClass: CFO"),
    ],
    "possible": [
        ("Renault pourrait racheter Verkor.", "possible Acquisition acquirer: Renault | target: Verkor"),
        ("Qonto serait en discussions pour lever 50 millions d'euros.",
         "possible FundingRound organization: Qonto | amount: 50e6 EUR"),
        ("Selon Les Echos, Renault aurait racheté Verkor.",
         "possible Acquisition acquirer: Renault | target: Verkor"),
        ("Carrefour réfléchit à céder Darty à Auchan.", "possible Acquisition acquirer: Auchan | target: Darty"),
        ("Eurazeo négocie le rachat de Darty.", "possible Acquisition acquirer: Eurazeo | target: Darty"),
    ],
    "headlines": [
        ("Danone : Claire Dumont nommée directrice générale",
         "Appointment person: Claire Dumont | organization: Danone | roleClass: CEO",
         "Position person: Claire Dumont | organization: Danone | roleClass: CEO | status: current"),
        ("Verkor rachetée par Renault", "Acquisition acquirer: Renault | target: Verkor"),
        ("Claire Dumont quitte Danone", "Departure person: Claire Dumont | organization: Danone"),
        ("Verkor lève 12 millions d'euros", "FundingRound organization: Verkor | amount: 12e6 EUR"),
        ("Marc Delorme évincé de Carrefour",
         "Departure person: Marc Delorme | organization: Carrefour | kind: dismissal"),
    ],
    "amounts and shares": [
        ("Carrefour a déboursé 1,05 milliard d'euros pour racheter Darty.",
         "Acquisition acquirer: Carrefour | target: Darty | amount: 1.05e9 EUR"),
        ("Le fonds Eurazeo a apporté 20 millions d'euros à Verkor.",
         "Investment investor: Eurazeo | organization: Verkor | amount: 20e6 EUR"),
        ("Renault détient 12,5 % de Verkor.", "Investment investor: Renault | organization: Verkor | stake: 12.5"),
        ("Eurazeo a pris une participation de 8 % dans Qonto.",
         "Investment investor: Eurazeo | organization: Qonto | stake: 8"),
        ("Carrefour a vendu Alcatel à Danone contre 300 millions de dollars.",
         "Acquisition acquirer: Danone | target: Alcatel | amount: 300e6 USD"),
    ],
    "valuations": [
        ("Qonto est valorisée à 4,4 milliards d'euros.", "Valuation organization: Qonto | amount: 4.4e9 EUR"),
        ("Qonto a levé 50 millions d'euros, pour une valorisation de 400 millions d'euros.",
         "FundingRound organization: Qonto | amount: 50e6 EUR | valuation: 400e6 EUR"),
        ("La valorisation de Qonto atteint 4,4 milliards d'euros.",
         "Valuation organization: Qonto | amount: 4.4e9 EUR"),
        ("Qonto a levé 50 millions d'euros. L'opération valorise l'entreprise à 400 millions d'euros.",
         "FundingRound organization: Qonto | amount: 50e6 EUR | valuation: 400e6 EUR"),
    ],
    "investors": [
        ("Verkor a levé 50 millions d'euros auprès d'Eurazeo, Partech et Bpifrance.",
         "FundingRound organization: Verkor | amount: 50e6 EUR | investor: Eurazeo & Partech & Bpifrance",
         "Investment investor: Eurazeo | organization: Verkor", "Investment investor: Partech | organization: Verkor",
         "Investment investor: Bpifrance | organization: Verkor"),
        ("Verkor a bouclé un tour de table de 30 millions d'euros mené par Eurazeo.",
         "FundingRound organization: Verkor | amount: 30e6 EUR | investor: Eurazeo",
         "Investment investor: Eurazeo | organization: Verkor"),
        ("Eurazeo a mené le tour de table de Verkor, auquel Bpifrance a participé.",
         "Investment investor: Eurazeo | organization: Verkor",
         "Investment investor: Bpifrance | organization: Verkor"),
    ],
    "lawsuits": [
        ("L'Oréal a porté plainte contre Chanel pour contrefaçon.", "Lawsuit plaintiff: L'Oréal | defendant: Chanel"),
        ("Bouygues a assigné Vivendi et SFR en justice.", "Lawsuit plaintiff: Bouygues | defendant: Vivendi & SFR"),
        ("Paul Mercier a attaqué Thales en justice.", "Lawsuit plaintiff: Paul Mercier | defendant: Thales"),
        ("La plainte de Bouygues contre Vivendi sera examinée lundi.",
         "Lawsuit plaintiff: Bouygues | defendant: Vivendi"),
        ("Bouygues menace de poursuivre Vivendi en justice.",
         "planned/possible Lawsuit plaintiff: Bouygues | defendant: Vivendi"),
    ],
    "partnerships": [
        ("Danone et Microsoft ont signé un partenariat.", "Partnership party: Danone & Microsoft"),
        ("Renault a conclu un accord avec Google.", "Partnership party: Renault & Google"),
        ("Le partenariat entre Airbus et Thales court jusqu'en 2030.", "Partnership party: Airbus & Thales"),
        ("Renault et Google se sont alliés.", "Partnership party: Renault & Google"),
        ("Vivendi a signé un contrat de 200 millions d'euros avec Thales.",
         "Partnership party: Vivendi & Thales | amount: 200e6 EUR"),
    ],
    "anaphora": [
        ("Claire Dumont dirige Carrefour. Elle a quitté Danone en 2018.",
         "Position person: Claire Dumont | organization: Carrefour | roleClass: CEO | status: current",
         "Departure person: Claire Dumont | organization: Danone | date: 2018"),
        ("Verkor recrute à Grenoble. La start-up a levé 12 millions d'euros.",
         "FundingRound organization: Verkor | amount: 12e6 EUR"),
        ("Le ministre a reçu Paul Mercier. Ce dernier a rejoint Airbus en mars.",
         "Appointment person: Paul Mercier | organization: Airbus"),
        ("Eurazeo regarde les batteries. Le fonds a investi 20 millions d'euros dans Verkor.",
         "Investment investor: Eurazeo | organization: Verkor | amount: 20e6 EUR"),
        ("Marc Delorme était le directeur financier de Danone. L'ancien directeur financier a rejoint Airbus.",
         "Position person: Marc Delorme | organization: Danone | roleClass: CFO | status: former",
         "Appointment person: Marc Delorme | organization: Airbus"),
        ("Danone change de tête. L'entreprise a nommé Claire Dumont directrice générale.",
         "Appointment person: Claire Dumont | organization: Danone | roleClass: CEO",
         "Position person: Claire Dumont | organization: Danone | roleClass: CEO | status: current"),
        ("Sophie Lambert et Paul Mercier travaillaient chez Google. Ils ont fondé Deezer.",
         "?Position person: Sophie Lambert | organization: Google",
         "?Position person: Paul Mercier | organization: Google",
         "Founding founder: Sophie Lambert & Paul Mercier | organization: Deezer"),
        ("Paul Mercier a rejoint Renault, qui l'a nommé directeur de la recherche.",
         "Appointment person: Paul Mercier | organization: Renault",
         "?Appointment person: Paul Mercier | organization: Renault | roleClass: Head",
         "?Position person: Paul Mercier | organization: Renault | roleClass: Head | status: current"),
    ],
    "names": [
        ("Orange a conclu un accord avec Google.", "Partnership party: Orange & Google"),
        ("La société Biosens a été fondée par Thierry Valmont.",
         "Founding founder: Thierry Valmont | organization: Biosens"),
        ("L'entreprise Biosens, que dirige Thierry Valmont, a levé 12 millions d'euros.",
         "FundingRound organization: Biosens | amount: 12e6 EUR",
         "?Position person: Thierry Valmont | organization: Biosens | roleClass: CEO"),
        ("Danone a vendu Alpro à Lactalis.", "Acquisition acquirer: Lactalis | target: Alpro"),
        ("Eurazeo a racheté Novalis.", "Acquisition acquirer: Eurazeo | target: Novalis"),
        ("Biosens lève 12 millions d'euros", "FundingRound organization: Biosens | amount: 12e6 EUR"),
        ("Claire Dumont dirige Novalis.",
         "Position person: Claire Dumont | organization: Novalis | roleClass: CEO | status: current"),
        ("Claire Dumont a rejoint Biosens.", "Appointment person: Claire Dumont | organization: Biosens"),
        ("Partech a investi dans Biosens.", "Investment investor: Partech | organization: Biosens"),
    ],
    "no event": [
        ("Renault a quitté la Bourse de Tokyo.",),
        ("Danone a lancé un nouveau yaourt.",),
        ("Airbus a levé le voile sur son avion.",),
        ("Claire Dumont a fondé une famille à Lyon.",),
        ("Carrefour poursuit sa croissance au Brésil.",),
        ("Paul Mercier a remercié Airbus pour son accueil.",),
    ],
}  # fmt: skip

BROKEN: dict[str, list[str]] = {
    "the tree takes a perfect with avoir for a passive": [
        "Renault n'a pas racheté Verkor.",
        "Selon Les Echos, Renault aurait racheté Verkor.",
    ],
    "the relative que is tagged as a conjunction": [
        "La start-up Deezer, que Thierry Valmont a fondée en 2015, cherche des locaux.",
        "La société Verkor, que Renault a rachetée, grandit.",
        "Marc Delorme, que Danone a limogé, conteste la décision.",
    ],
    "the object of a clause set before the main one is taken for its subject": [
        "Ayant quitté Danone, Paul Mercier enseigne à Lyon.",
        "Après avoir quitté Google, Inès Carrel a fondé Deezer.",
    ],
    "a participle hangs on the noun, not on the name that it follows and agrees with": [
        "Les ingénieurs de Verkor, rachetée par Renault en 2022, restent à Grenoble.",
    ],
    "se faire and an infinitive: the tree makes the infinitive the head": [
        "Marc Delorme s'est fait limoger par Carrefour.",
    ],
    "a present that looks like a participle (rejoint)": [
        "Paul Mercier, cofondateur de Deezer, rejoint Airbus.",
    ],
    "a headline's participle tagged as an adjective": [
        "Danone : Claire Dumont nommée directrice générale",
    ],
    "a headline's present has no lemma (quitte)": [
        "Claire Dumont quitte Danone",
    ],
    "a decision to do something is a plan": [
        "Danone a décidé de racheter Alcatel.",
    ],
    "a causative has happened (pousser à)": [
        "Danone a poussé Marc Delorme à quitter l'entreprise.",
    ],
    "a sum paid in order to buy has been paid": [
        "Carrefour a déboursé 1,05 milliard d'euros pour racheter Darty.",
    ],
    "a suit that will be heard has been filed": [
        "La plainte de Bouygues contre Vivendi sera examinée lundi.",
    ],
    "a planned appointment gives no position": [
        "Airbus s'apprête à nommer Sophie Lambert directrice financière.",
    ],
    "respectivement with a unit that the sums share": [
        "Eurazeo et Bpifrance ont investi respectivement 10 et 30 millions d'euros dans Qonto.",
    ],
    "a second person with a post of her own after one verb": [
        "Airbus a nommé Sophie Lambert directrice financière et Paul Mercier directeur technique.",
    ],
    "a complement with à that the tree hangs on the sum": [
        "Le fonds Eurazeo a apporté 20 millions d'euros à Verkor.",
    ],
    "the operation of the next sentence values the company": [
        "Qonto a levé 50 millions d'euros. L'opération valorise l'entreprise à 400 millions d'euros.",
    ],
    "the investors who lead a round or take part in it": [
        "Verkor a bouclé un tour de table de 30 millions d'euros mené par Eurazeo.",
        "Eurazeo a mené le tour de table de Verkor, auquel Bpifrance a participé.",
    ],
    "one contract is claimed twice, once without its sum": [
        "Vivendi a signé un contrat de 200 millions d'euros avec Thales.",
    ],
    "a name's kind, from what is done to it": [
        "Sophie Lambert et Paul Mercier travaillaient chez Google. Ils ont fondé Deezer.",
        "Danone a vendu Alpro à Lactalis.",
        "Claire Dumont dirige Novalis.",
    ],
}
"""Sentences that come out wrong today, by what is missing."""

ROWS = [(group, row) for group, rows in TABLE.items() for row in rows]


@pytest.fixture(scope="module")
def read(nlp: Language) -> dict[str, Doc]:
    """Every sentence, annotated in one run."""
    articles = [Article(str(n), f"{n}.txt", row[0], "", PUBLISHED) for n, (_, row) in enumerate(ROWS)]
    return {article.text: doc for article, doc in pipeline.docs(nlp, articles)}


def test_broken_sentences_stand_in_the_table() -> None:
    assert {text for texts in BROKEN.values() for text in texts} <= {row[0] for _, row in ROWS}


def _params() -> Iterator[object]:
    reasons = {text: reason for reason, texts in BROKEN.items() for text in texts}
    for group, (text, *claims) in ROWS:
        marks = [pytest.mark.xfail(reason=reasons[text], strict=True)] if text in reasons else []
        yield pytest.param(text, claims, id=f"{group}: {text[:60]}", marks=marks)


@pytest.mark.parametrize(("text", "claims"), list(_params()))
def test_a_sentence_claims(read: dict[str, Doc], text: str, claims: list[str]) -> None:
    doc = read[text]
    assert differences(claims, layers.claims(doc), layers.entities(doc)) == []
