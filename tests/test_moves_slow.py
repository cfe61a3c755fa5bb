"""Departures, appointments and leaves in the many ways the press tells them, read by the whole pipeline.

A row gives all facts of these three types that a passage claims: who and where, then what else is asserted of it (the
kind, the role class, the destination after ">", the date, the factuality). What is said of people and companies is
invented.
"""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers, pipeline
from ontograph.model import Article, Claim

pytestmark = pytest.mark.slow

TYPES = ("Departure", "Appointment", "LeaveOfAbsence")
PUBLISHED = "2024-10-04"  # a Friday

TABLE: list[tuple[str, ...]] = [
    # a house replaces somebody by somebody
    ("Rexel remplace son directeur général Luc Morel par Anne Petit.", "Departure(Luc Morel; Rexel) CEO",
     "Appointment(Anne Petit; Rexel) CEO"),
    ("Le conseil d'administration de Rexel a décidé de remplacer Luc Morel par Anne Petit au poste de directeur "
     "général.", "Departure(Luc Morel; Rexel)", "Appointment(Anne Petit; Rexel) CEO"),
    ("Paul Blin, directeur général de Rexel, et Luc Morel, directeur financier, sont remplacés respectivement par Anne "
     "Petit et Jean Roux.", "Departure(Paul Blin; Rexel) CEO", "Departure(Luc Morel; Rexel) CFO",
     "Appointment(Anne Petit; Rexel) CEO", "Appointment(Jean Roux; Rexel) CFO"),
    # titles that say who somebody is, and those given
    ("Infrabel a nommé la patronne de Sonepar, Anne Petit, directrice générale.",
     "Appointment(Anne Petit; Infrabel) CEO", "Departure(Anne Petit; Sonepar) > Infrabel CEO"),
    ("Infrabel a nommé l'ancien patron de la SNCB, Luc Morel, à sa tête.", "Appointment(Luc Morel; Infrabel) CEO"),
    ("Infrabel nomme son nouveau PDG, Luc Morel.", "Appointment(Luc Morel; Infrabel) CEO"),
    ("On notera l'arrivée de l'ancien PDG de la SNCB, Luc Morel.",),
    ("Infrabel annonce l'arrivée de l'ancien PDG de la SNCB, Luc Morel, à son conseil d'administration.",
     "Appointment(Luc Morel; Infrabel)"),
    # who follows somebody who leaves
    ("Anne Petit annonce son départ de Rexel, suivie quelques heures plus tard par Luc Morel, directeur financier, et "
     "Jean Roux.", "Departure(Anne Petit; Rexel) resignation", "Departure(Luc Morel; Rexel) resignation CFO",
     "Departure(Jean Roux; Rexel) resignation"),
    # what a clitic means is said once more behind a comma
    ("Anne Petit a quitté la SNCB en 2021 pour créer Altivia. En août, elle y retourne, chez Infrabel.",
     "Departure(Anne Petit; SNCB) > Altivia 2021", "Appointment(Anne Petit; Infrabel) 2024-08"),
    # a news outlet that is only quoted is nobody's employer
    ("Luc Morel va quitter ses fonctions de directeur général, écrit le quotidien Le Soir d'Alger. Cevital n'a pas "
     "réagi.", "Departure(Luc Morel; Cevital) CEO planned"),
    ("Le PDG, Luc Morel, a démissionné, selon le site Medias24. La compagnie Air Nord ne commente pas.",
     "Departure(Luc Morel; Air Nord) CEO resignation"),
    # lists of who comes and who goes
    ("Entrent au conseil d'administration de Rexel : Anne Petit, directrice de Suez, et Luc Morel.",
     "Appointment(Anne Petit; Rexel) BoardMember", "Appointment(Luc Morel; Rexel) BoardMember"),
    ("Quittent le conseil d'administration de Rexel : Anne Petit et Luc Morel.",
     "Departure(Anne Petit; Rexel) BoardMember", "Departure(Luc Morel; Rexel) BoardMember"),
    # a career up to an appointment is not that appointment
    ("Le roi a nommé Luc Morel à la tête de l'ONDA. Avant sa nomination, il occupait le poste de directeur adjoint à "
     "la RAM.", "Appointment(Luc Morel; ONDA) CEO"),
    ("La direction de Rexel sera assurée par Anne Petit.", "Appointment(Anne Petit; Rexel) planned"),
    # what one has long done, or does with another, is no appointment
    ("Anne Petit, qui assure la présidence de Sodexo depuis deux ans, se félicite.",),
    ("Anne Petit assurera la transition avec Luc Morel chez Rexel.",),
    ("Les administrateurs de Suez ont désigné Jean Roux, directeur général depuis 2008, comme futur président du "
     "conseil d'administration.", "Appointment(Jean Roux; Suez) Chair"),
    ("Valeo a nommé son directeur financier Luc Morel au poste de directeur général.",
     "Appointment(Luc Morel; Valeo) CEO"),
    ("Nexans a annoncé la révocation de Thierry Blin et la nomination de Claire Weber comme directrice générale.",
     "Departure(Thierry Blin; Nexans) dismissal", "Appointment(Claire Weber; Nexans) CEO"),
    ("Carlos Roux, numéro deux de Renault, a quitté ses fonctions, laissant Luc Morel seul aux commandes.",
     "Departure(Carlos Roux; Renault) Head"),
    ("Luc Morel, PDG d'Atos, est remplacé par Jean Blin, nommé président du groupe, et Laurent Petit, comme "
     "vice-président.", "Departure(Luc Morel; Atos) CEO", "Appointment(Jean Blin; Atos) President"),
    ("Chez Orpea, Yves Roux a été remplacé par Philippe Blin, promu de président non exécutif à PDG.",
     "Departure(Yves Roux; Orpea)", "Appointment(Philippe Blin; Orpea) CEO"),
    ("Carrefour a nommé en janvier une directrice financière, Jeanne Blanc.",
     "Appointment(Jeanne Blanc; Carrefour) 2024-01 CFO"),
    ("Danone nomme Anne Petit, 45 ans, directrice générale.", "Appointment(Anne Petit; Danone) CEO"),
    ("Le conseil de Nexans a coopté pour lui succéder M. Luc Morel, ancien directeur général d'Orano.",
     "Appointment(Luc Morel; Nexans)"),
    # dates of what only says who somebody is
    ("Luc Morel, patron de Total de 1995 à 2010, a été nommé en mai président du groupe.",
     "Appointment(Luc Morel; Total) 2024-05 President"),
    ("Le conseil de Nexans a accepté mardi la démission de Luc Morel, arrivé mi-2015 de Thales.",
     "Departure(Luc Morel; Nexans) 2024-10-01 resignation"),
    # plans that a noun takes up, wishes, counts
    ("Philippe Roux, PDG d'Elior, partira fin novembre. Son successeur sera Gilles Blin, désigné jusqu'au départ de M. "
     "Roux.", "Departure(Philippe Roux; Elior) planned", "Appointment(Gilles Blin; Elior) planned"),
    ("Les actionnaires auraient préféré que Luc Morel démissionne de Valeo.", "Departure(Luc Morel; Valeo) possible"),
    ("Paul Chu, qui dirigeait les équipes IA d'Apple, devient le sixième chercheur d'Apple à rejoindre Meta.",
     "Appointment(Paul Chu; Meta) certain", "Departure(Paul Chu; Apple) >Meta"),
    ("Anne Petit a rejoint Meta pour piloter la création de Meta Labs.", "Appointment(Anne Petit; Meta)"),
    ("Luc Morel prendra sa retraite cette année après vingt ans chez Valeo.", "Departure(Luc Morel; Valeo) planned"),
    ("Luc Morel, PDG de Valeo, a permis à Anne Petit de rejoindre Thales.", "Appointment(Anne Petit; Thales)"),
    # whether one goes by one's own will
    ("Chez Valeo, Anne Petit a remplacé le directeur financier Luc Morel, démissionnaire.",
     "Appointment(Anne Petit; Valeo) CFO", "Departure(Luc Morel; Valeo) resignation CFO"),
    ("Anne Petit, directrice générale d'Orpea, est démissionnaire.", "Departure(Anne Petit; Orpea) resignation CEO"),
    ("Le gouvernement démissionnaire de Luc Morel suit le dossier de Valeo.",),
    ("Luc Morel, directeur financier de Nexans, cède sa place à Anne Petit.",
     "Departure(Luc Morel; Nexans) unspecified CFO", "Appointment(Anne Petit; Nexans) CFO"),
    # lists whose lines open with the organization that they are about
    ("Mouvements\nValeo : Anne Petit nommée directrice générale.\nNexans : Luc Morel quitte la direction financière.",
     "Appointment(Anne Petit; Valeo) CEO", "Departure(Luc Morel; Nexans) CFO"),
    ("Nominations\n• Carrefour : Inès Diaz prend la direction générale\n• Orano : Marc Blin devient directeur financier"
     ".\n• Danone : départ du directeur général, Paul Roux",
     "Appointment(Inès Diaz; Carrefour) CEO", "Appointment(Marc Blin; Orano) CFO",
     "Departure(Paul Roux; Danone) CEO"),
    ("En bref\nAirbus : le conseil a nommé Claire Weber directrice financière.\nThales : Hugo Lamy, directeur "
     "technique, s'en va.\nSafran : la présidente, Inès Carrel, quittera son poste en mai.",
     "Appointment(Claire Weber; Airbus) CFO", "Departure(Hugo Lamy; Thales) CTO",
     "Departure(Inès Carrel; Safran) President planned"),
    ("Bourse\nDanone : son PDG, Luc Morel, démissionne.\nNexans – Anne Petit est nommée directrice financière.",
     "Departure(Luc Morel; Danone) resignation CEO", "Appointment(Anne Petit; Nexans) CFO"),
    ("En bref\nOrano : Paul Roux, directeur financier de Casino, est débarqué.\nRenault : Luc Morel rejoint Stellantis "
     "comme directeur général.",
     "Departure(Paul Roux; Casino) CFO", "Appointment(Luc Morel; Stellantis) CEO"),
    # who does it
    ("Elon Musk attaque OpenAI. Le patron de Tesla avait fondé OpenAI en 2015 avec MM. Altman et Brockman, avant de "
     "quitter son conseil d'administration en 2018.", "Departure(Elon Musk; OpenAI) 2018 BoardMember"),
    ("Claire Martin a créé Dataprism avec Jean Roux et Luc Petit, avant de rejoindre Criteo.",
     "Appointment(Claire Martin; Criteo)"),
    ("Criteo démet son patron Jean Roux, la directrice technique assure l'intérim.",
     "Departure(Jean Roux; Criteo) dismissal CEO"),
    ("Julien Perret annonce son départ après douze ans chez Ubisoft.", "Departure(Julien Perret; Ubisoft) resignation"),
    ("Claire Dumas a annoncé son départ après sept années passées chez Decathlon.",
     "Departure(Claire Dumas; Decathlon) resignation"),
    ("Les actionnaires veulent élire Jean Roux à la présidence de Vallourec au lieu de reconduire Anne Petit.",
     "Appointment(Jean Roux; Vallourec) President planned"),
    ("Anne Petit, directrice générale de Danone, prend également la présidence de Nutricia.",
     "Appointment(Anne Petit; Nutricia) President"),
    ("Luc Morin, qui dirige Alstom, prendra en outre les rênes de Keolis.",
     "Appointment(Luc Morin; Keolis) CEO planned"),
    ("Luc Morin, qui dirige Alstom, prendra les rênes de Keolis.",
     "Appointment(Luc Morin; Keolis) CEO planned", "Departure(Luc Morin; Alstom) resignation CEO >Keolis planned"),
    # careers
    ("Née à Mende, Julie Morin entre chez Chanel en 1999. Guerlain la débauche en 2007. Cinq ans plus tard, elle "
     "claque la porte. Elle dirige aujourd'hui Vauquelin.",
     "Appointment(Julie Morin; Chanel) 1999", "Appointment(Julie Morin; Guerlain) 2007",
     "Departure(Julie Morin; Chanel) 2007 >Guerlain", "Departure(Julie Morin; Guerlain) 2012 resignation"),
    # posts that are named
    ("Greybridge place Bertrand Fauvel à la présidence des Aciéries de la Vesle.",
     "Appointment(Bertrand Fauvel; Aciéries de la Vesle) President"),
    ("La présidence de Spendesk est échue à Anne Weber.", "Appointment(Anne Weber; Spendesk) President"),
    ("Hydréa aura pour président exécutif Lorenzo Fabbri.", "Appointment(Lorenzo Fabbri; Hydréa) President planned"),
    ("Hydréa s'est trouvé une directrice financière en la personne de Birgit Aune.",
     "Appointment(Birgit Aune; Hydréa) CFO"),
    ("Julie Morin, directrice marketing de Spendesk, pilotera la division matériel.",
     "Appointment(Julie Morin; Spendesk) Head planned"),
    ("Exotec a fait venir d'Amazon Thomas Keller pour diriger la production.", "Appointment(Thomas Keller; Exotec)"),
    ("Julie Morin est arrivée chez Spendesk en 2018 en provenance de Google.",
     "Appointment(Julie Morin; Spendesk) 2018", "Departure(Julie Morin; Google) 2018 >Spendesk"),
    ("En décembre, Luc Petit a quitté Payfit. Le voilà chez Spendesk, directeur technique.",
     "Departure(Luc Petit; Payfit) 2023-12 >Spendesk", "Appointment(Luc Petit; Spendesk) CTO"),
    # successors told after who left
    ("Eva Klein, directrice technique de Lydia, s'en va. Son successeur, Paul Fabre, vient de Payfit.",
     "Departure(Eva Klein; Lydia) CTO", "Appointment(Paul Fabre; Lydia) CTO"),
    ("Atos perd son patron. Rodolphe Belmer rend les clés. Son successeur, Paul Saleh, est déjà dans les murs.",
     "Departure(Rodolphe Belmer; Atos)", "Appointment(Paul Saleh; Atos)"),
    # where they leave
    ("Telvia cherche un administrateur. L'ancien patron d'Eutelsat, Philippe Roche, a démissionné jeudi. Telvia vend "
     "des forfaits.", "Departure(Philippe Roche; Telvia) 2024-10-03"),
    ("Luc Petit est parti en mai de Payfit.", "Departure(Luc Petit; Payfit) 2024-05"),
    ("Remercié en juin de son poste de directeur commercial d'Elior, Luc Petit attaque.",
     "Departure(Luc Petit; Elior) dismissal 2024-06"),
    # mandates and those whose days are counted
    ("Le mandat de Rodolphe Belmer n'a pas été renouvelé. Atos cherche un patron.",
     "Departure(Rodolphe Belmer; Atos) unspecified"),
    ("Le mandat de Rodolphe Belmer, échu le 30 juin, n'a pas été renouvelé. Atos cherche un patron.",
     "Departure(Rodolphe Belmer; Atos) 2024-06-30"),
    ("Le conseil d'administration d'Atos a mis fin lundi soir, avec effet immédiat, au mandat de Rodolphe Belmer.",
     "Departure(Rodolphe Belmer; Atos) dismissal 2024-09-30"),
    ("Les jours de Luc Petit à la tête de Payfit sont comptés.", "Departure(Luc Petit; Payfit) possible"),
    ("Luc Petit est pressenti pour diriger Payfit.", "Appointment(Luc Petit; Payfit) possible"),
    ("Mme Fatou Sy cesse d'exercer les fonctions d'agente comptable de l'Office national des marais.",
     "Departure(Fatou Sy; Office national des marais)"),
    # leaves
    ("Luc Petit, directeur technique de Payfit, a posé un congé de six mois.", "LeaveOfAbsence(Luc Petit; Payfit)"),
    ("Luc Petit, directeur technique de Payfit, garde la chambre jusqu'en novembre.",
     "LeaveOfAbsence(Luc Petit; Payfit)"),
    ("Le président de Payfit, Luc Petit, cible de critiques de la part d'actionnaires, répond.",),
    ("Danone annonce avoir pris congé de Julie Morin, directrice financière.",
     "Departure(Julie Morin; Danone) dismissal"),
    ("Julie Morin, patronne de Danone, répond aux poursuites engagées contre elle.",),
    # news without a date
    ("Danone vient de débaucher Julie Morin, directrice technique de Lydia.",
     "Appointment(Julie Morin; Danone) 2024-10", "Departure(Julie Morin; Lydia) 2024-10 >Danone"),
    ("Julie Morin quitte Danone. Elle était arrivée chez Danone en 2019.",
     "Departure(Julie Morin; Danone) 2024-10", "Appointment(Julie Morin; Danone) 2019"),
    # to a house that is named, by verbs of going; out of a part of one; into its organs
    ("Bastien Leroux, directeur financier de Nexans, est parti chez Vinci.",
     "Appointment(Bastien Leroux; Vinci)", "Departure(Bastien Leroux; Nexans) resignation CFO >Vinci"),
    ("Gwenaël Rivoal, reparti au CNRS, a démenti.", "Appointment(Gwenaël Rivoal; CNRS)"),
    ("Nadia Ferhat a quitté le service juridique d'Airbus pour Thales.",
     "Departure(Nadia Ferhat; Airbus) resignation >Thales", "Appointment(Nadia Ferhat; Thales)"),
    ("Paul Destrem quitte la recherche de Meta.", "Departure(Paul Destrem; Meta) resignation"),
    ("Anne Petit prend la communication d'Engie.", "Appointment(Anne Petit; Engie) Head"),
    ("Anne Petit fait son entrée au directoire de Vivendi.", "Appointment(Anne Petit; Vivendi) Head"),
    ("Danone nomme Anne Petit à son comité exécutif.", "Appointment(Anne Petit; Danone) Head"),
    ("Nexans accueille Anne Petit à son conseil d'administration.", "Appointment(Anne Petit; Nexans) BoardMember"),
    ("Le cabinet Gide promeut Lou-Anne Pacaud associée.", "Appointment(Lou-Anne Pacaud; Gide) Other"),
    ("Luc Morel retrouve ses fonctions de directeur technique chez Danone.", "Appointment(Luc Morel; Danone) CTO"),
    ("Marc Devaux est parti diriger le suisse Givaudan.", "Appointment(Marc Devaux; Givaudan) CEO"),
    ("Sonatel s'est doté d'un nouveau directeur général, Luc Morel.", "Appointment(Luc Morel; Sonatel) CEO"),
    ("Sonatel a un nouveau concurrent : Orange, que dirige Luc Morel.",),
    ("Anne Petit devient la première femme à diriger la Banque de France.",
     "Appointment(Anne Petit; Banque de France)"),
    ("Luc Morel a signé un contrat de trois ans à l'AS Monaco.", "Appointment(Luc Morel; AS Monaco)"),
    ("Luc Morel, PDG de Danone, a signé un contrat de distribution avec Carrefour.",),
    ("Anne Petit a été chargée de l'intérim de la direction générale de Sonatel.",
     "Appointment(Anne Petit; Sonatel) CEO"),
    ("Luc Morel n'est plus chez Danone depuis mars.", "Departure(Luc Morel; Danone) unspecified 2024-03"),
    ("Anne Petit est nommée rédactrice en chef de Danone.", "Appointment(Anne Petit; Danone) Head"),
    ("Anne Petit est directrice générale de Nexans. Luc Morel nous a rejoints en mai comme directeur commercial.",
     "Appointment(Luc Morel; Nexans) Head"),
    ("Luc Morel, PDG de Danone, s'apprête à partir.", "Departure(Luc Morel; Danone) CEO planned"),
    ("Fondée en 2021 par Luc Morel à partir de travaux de l'Inserm, Lymphéa recrute.",),
    ("Luc Morel dirige Danone. Pour lui succéder, le conseil hésite entre Anne Petit et Paul Roux.",),
]  # fmt: skip


def _told(doc: Doc, claim: Claim) -> tuple[str, str]:
    """A claim's core, and its details in one line."""
    names = {key: entity.name for key, entity in layers.entities(doc).items()}

    def of(role: str) -> str:
        return "+".join(names.get(str(f), str(f)) for f in claim.get(role))

    details = [of("kind"), of("roleClass"), f">{of('destination')}", claim.date or "", claim.factuality]
    return f"{claim.type}({of('person')}; {of('organization')})", " ".join(details)


@pytest.fixture(scope="module")
def read(nlp: Language) -> dict[str, Doc]:
    """Every passage, annotated in one run."""
    articles = [Article(str(n), f"{n}.txt", row[0], "", PUBLISHED) for n, row in enumerate(TABLE)]
    return {article.text: doc for article, doc in pipeline.docs(nlp, articles)}


@pytest.mark.parametrize(("text", "facts"), [pytest.param(t, f, id=t[:60]) for t, *f in TABLE])
def test_a_move_is_told(read: dict[str, Doc], text: str, facts: list[str]) -> None:
    doc = read[text]
    told = [_told(doc, c) for c in layers.claims(doc) if c.type in TYPES]
    wanted = {core + ")": details.split() for core, details in (fact.split(")", 1) for fact in facts)}
    assert {core for core, _ in told} == set(wanted)
    for core, details in wanted.items():
        said = " ".join(d for c, d in told if c == core)
        assert not [d for d in details if d not in said], said
        assert "certain" in said or {"planned", "possible", "negated"} & {*details}, said
