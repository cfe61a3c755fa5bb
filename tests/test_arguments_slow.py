"""Who does what to whom, however the sentence is built, read by the whole pipeline.

A row gives the core fillers alone, "Departure(Claire Dumont; Danone)"; a sentence may claim no other event. Positions,
certainty and details are the matter of `test_frames_slow.py`. People and all that is said of companies are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers, pipeline
from ontograph.model import CORE_ROLES, Article, Claim

pytestmark = pytest.mark.slow

TABLE: list[tuple[str, ...]] = [
    # pronouns agree with the nouns that the text uses of a firm; who says "nous"
    ("La start-up Soitec négocie avec le groupe Danone. Marc Vasseur et Anne Roux l'ont lancée en 2019.",
     "Founding(Marc Vasseur; Soitec)", "Founding(Anne Roux; Soitec)"),
    ("Le groupe Danone négocie avec la jeune pousse Soitec. Elle a levé 10 millions d'euros en mars.",
     "FundingRound(Soitec)"),
    ("La jeune pousse Soitec négocie avec le groupe Danone. Ce dernier a porté plainte contre Valeo.",
     "Lawsuit(Danone; Valeo)"),
    ("Alcatel négocie avec Danone. « Nous avons levé 10 millions d'euros », se félicite Marc Vasseur, directeur "
     "général de Danone.", "FundingRound(Danone)"),
    ("Le français Danone affronte l'américain Renault. En mai, l'américain a racheté Soitec pour 10 millions d'euros.",
     "Acquisition(Renault; Soitec)"),
    # an apposition that a relative clause goes on from; past an object that is something else
    ("Marc Vasseur a rejoint Paul Allier et Anne Roux, deux chercheurs qui ont monté Alcatel.",
     "Founding(Paul Allier; Alcatel)", "Founding(Anne Roux; Alcatel)"),
    ("Selon Paul Allier, deux chercheurs qui ont monté Alcatel sont partis.",),
    ("Paul Allier explique qu'un passage permet de rejoindre la piste cyclable, à la limite entre Orange et Danone.",),
    # some of a group, by name
    ("Paul Allier a porté plainte contre onze géants d'Internet, dont Apple et Google.",
     "Lawsuit(Paul Allier; Apple)", "Lawsuit(Paul Allier; Google)"),
    ("Alcatel a levé 10 millions d'euros auprès de trois fonds, parmi lesquels Partech et Eurazeo.",
     "FundingRound(Alcatel)", "Investment(Partech; Alcatel)", "Investment(Eurazeo; Alcatel)"),
    ("Alcatel a levé 10 millions d'euros auprès de plusieurs investisseurs dont Bpifrance.",
     "FundingRound(Alcatel)", "Investment(Bpifrance; Alcatel)"),
    ("Des investisseurs, dont Partech et Bpifrance, ont apporté 10 millions d'euros à Danone.",
     "Investment(Partech; Danone)", "Investment(Bpifrance; Danone)"),
    ("Danone a signé un accord avec plusieurs distributeurs, parmi lesquels Carrefour et Auchan.",
     "Partnership(Carrefour+Danone)", "Partnership(Auchan+Danone)"),
    # people of somebody else, and what stands between
    ("Une ancienne collaboratrice de Valérie Rochet prend la tête de Danone.",),
    ("La directrice du cabinet de Paul Durand, Anne Roux, rejoint Engie.", "Appointment(Anne Roux; Engie)"),
    ("Le conseil d'administration de Danone a annoncé le départ avec effet immédiat du patron Paul Allier.",
     "Departure(Paul Allier; Danone)"),
    ("Renault confirme la démission pour raisons personnelles de sa directrice financière, Claire Delmas.",
     "Departure(Claire Delmas; Renault)"),
    ("Marc Vasseur quitte Danone. L'entrepreneur américain Tom Shearer, cofondateur de Valeo, devient le nouveau "
     "dirigeant par intérim de Danone.", "Departure(Marc Vasseur; Danone)", "Appointment(Tom Shearer; Danone)"),
    # names behind descriptions
    ("Créée en 2016 par deux frères, Marc et Julien Vasseur, la brasserie Danone se porte bien.",
     "Founding(Marc Vasseur; Danone)", "Founding(Julien Vasseur; Danone)"),
    ("Soitec, créée en 1992 par l'agent de change Julien Roche, emploie mille personnes.",
     "Founding(Julien Roche; Soitec)"),
    ("Soitec a été fondée par une de ses anciennes collègues de Danone, Claire Delmas.",
     "Founding(Claire Delmas; Soitec)"),
    ("Claire Delmas a fondé l'an dernier, avec deux amis, Soitec.", "Founding(Claire Delmas; Soitec)"),
    ("Danone avait mis la main l'an passé sur Soitec et sur l'école de mode Valeo.",
     "Acquisition(Danone; Soitec)", "Acquisition(Danone; Valeo)"),
    ("Fondé en 2020 par les frères Marc et Julien Vasseur, Valeo vend des modèles, dont ceux de Cegid et de Sage.",
     "Founding(Marc Vasseur; Valeo)", "Founding(Julien Vasseur; Valeo)"),
    ("La société Danone, constituée en 2015 par Paul Allier et Jean Vidal, vend des vélos.",
     "Founding(Paul Allier; Danone)", "Founding(Jean Vidal; Danone)"),
    ("Un mécène de la première heure, le promoteur texan Paul Allier, qui avait donné 40 millions d'euros, a porté "
     "plainte contre Danone et M. Vidal.", "Lawsuit(Paul Allier; Danone)", "Lawsuit(Paul Allier; Vidal)"),
    ("Les avocats aussi : une comédienne de doublage, Claire Delmas, poursuit Danone pour contrefaçon.",
     "Lawsuit(Claire Delmas; Danone)"),
    # whose decision it is
    ("Danone a pris acte de la volonté de Mme Claire Delmas de quitter Soitec.", "Departure(Claire Delmas; Soitec)"),
    ("Danone confirme l'intention de Valeo de racheter Soitec.", "Acquisition(Valeo; Soitec)"),
    ("Chez Danone, Paul Allier occupera le poste de directeur médical.", "Appointment(Paul Allier; Danone)"),
    ("Claire Delmas, directrice financière de Danone, est remplacée par le Lyonnais Paul Allier, ex-Orange.",
     "Departure(Claire Delmas; Danone)", "Appointment(Paul Allier; Danone)"),
    # relatives and asides
    ("Claire Delmas, qui appréciait Cegid depuis 2019, a rejoint Sage comme directrice générale.",
     "Appointment(Claire Delmas; Sage)"),
    ("Claire Delmas, que les salariés de Cegid appréciaient, a quitté l'éditeur en mars.",
     "Departure(Claire Delmas; Cegid)"),
    ("Marc Vasseur, dont les amis chez Valeo sont nombreux, rejoint Forvia.", "Appointment(Marc Vasseur; Forvia)"),
    ("L'équipe que dirige Paul Berthier a investi 20 millions d'euros dans Ynsect.",),
    ("Nadia Kessler, 45 ans, ancienne de Danone, a été nommée directrice financière de Orange.",
     "Appointment(Nadia Kessler; Orange)"),
    ("Nadia Kessler (45 ans), l'une des figures du secteur, quitte Orange.", "Departure(Nadia Kessler; Orange)"),
    ("Nadia Kessler - passée par Danone - prend la tête de Orange.", "Appointment(Nadia Kessler; Orange)"),
    ("Julien Roche, lui, a quitté Soitec la semaine dernière.", "Departure(Julien Roche; Soitec)"),
    ("Julien Roche, selon plusieurs sources, devrait rejoindre Soitec.", "Appointment(Julien Roche; Soitec)"),
    ("Julien Roche, d'après Les Echos, a été débarqué de Soitec.", "Departure(Julien Roche; Soitec)"),
    ("Soitec, assure Julien Roche, a levé 50 millions d'euros.", "FundingRound(Soitec)"),
    ("C'est Julien Roche qui a fondé Soitec en 1992.", "Founding(Julien Roche; Soitec)"),
    ("Soitec, que Julien Roche a fondée en 1992, emploie mille personnes.", "Founding(Julien Roche; Soitec)"),
    ("Soitec, qu'a fondée Julien Roche en 1992, emploie mille personnes.", "Founding(Julien Roche; Soitec)"),
    ("Soitec, dont Bpifrance détient 11 % du capital, a nommé un nouveau patron.", "Investment(Bpifrance; Soitec)"),
    ("Soitec, dont Julien Roche a claqué la porte en mars, cherche un patron.", "Departure(Julien Roche; Soitec)"),
    ("Soitec, où Julien Roche était entré en 2003, cherche un patron.", "Appointment(Julien Roche; Soitec)"),
    ("La société que Julien Roche vient de racheter, Soitec, emploie mille personnes.",
     "Acquisition(Julien Roche; Soitec)"),
    ("Julien Roche, à qui Soitec avait confié la direction financière, a démissionné.",
     "Appointment(Julien Roche; Soitec)", "Departure(Julien Roche; Soitec)"),
    # coordination
    ("Julien Roche a quitté Soitec en mars et rejoint Valeo.",
     "Departure(Julien Roche; Soitec)", "Appointment(Julien Roche; Valeo)"),
    ("Julien Roche quitte Soitec tandis que Nadia Kessler rejoint Valeo.",
     "Departure(Julien Roche; Soitec)", "Appointment(Nadia Kessler; Valeo)"),
    ("Julien Roche quitte Soitec ; Nadia Kessler le remplace.",
     "Departure(Julien Roche; Soitec)", "Appointment(Nadia Kessler; Soitec)"),
    ("Julien Roche et Nadia Kessler ont quitté Soitec pour fonder Thales.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)", "Founding(Julien Roche; Thales)",
     "Founding(Nadia Kessler; Thales)"),
    ("Julien Roche, ainsi que Nadia Kessler, ont quitté Soitec.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)"),
    ("Valeo a levé 20 millions d'euros et Thales 80 millions.", "FundingRound(Valeo)", "FundingRound(Thales)"),
    # participial clauses
    ("Ayant quitté Soitec en mars, Julien Roche a rejoint Valeo.",
     "Departure(Julien Roche; Soitec)", "Appointment(Julien Roche; Valeo)"),
    ("Après avoir quitté Soitec, Julien Roche a rejoint Valeo.",
     "Departure(Julien Roche; Soitec)", "Appointment(Julien Roche; Valeo)"),
    ("Avant de rejoindre Valeo, Julien Roche avait fondé Thales.",
     "Appointment(Julien Roche; Valeo)", "Founding(Julien Roche; Thales)"),
    ("Fondée par Julien Roche en 2015, Thales emploie cent personnes.", "Founding(Julien Roche; Thales)"),
    ("Fondée en 2015, Thales a été rachetée par Soitec.", "Acquisition(Soitec; Thales)"),
    ("Nommé en mai à la tête de Valeo, Julien Roche remplace Nadia Kessler.",
     "Appointment(Julien Roche; Valeo)", "Departure(Nadia Kessler; Valeo)"),
    ("Arrivé chez Valeo en 2018, Julien Roche en est devenu le directeur général.",
     "Appointment(Julien Roche; Valeo)"),
    ("Entrée chez Valeo en 2018, Nadia Kessler prend la direction financière du groupe.",
     "Appointment(Nadia Kessler; Valeo)"),
    ("Rachetée l'an dernier par Soitec, la start-up Thales a été fondée par Julien Roche.",
     "Acquisition(Soitec; Thales)", "Founding(Julien Roche; Thales)"),
    ("Poursuivi par Soitec, Valeo dément.", "Lawsuit(Soitec; Valeo)"),
    ("Soitec, fondée en 1992 par Julien Roche et rachetée par Valeo, a été valorisée 2 milliards d'euros.",
     "Founding(Julien Roche; Soitec)", "Acquisition(Valeo; Soitec)", "Valuation(Soitec)"),
    ("Recrutée par Orange, Nadia Kessler y pilotera les finances.", "Appointment(Nadia Kessler; Orange)"),
    ("Révoqué, Julien Roche a quitté Valeo vendredi.", "Departure(Julien Roche; Valeo)"),
    # infinitives
    ("Julien Roche a décidé de quitter Soitec.", "Departure(Julien Roche; Soitec)"),
    ("Julien Roche s'apprête à quitter Soitec pour rejoindre Valeo.",
     "Departure(Julien Roche; Soitec)", "Appointment(Julien Roche; Valeo)"),
    ("Julien Roche vient de quitter Soitec.", "Departure(Julien Roche; Soitec)"),
    ("Julien Roche est sur le point de quitter Soitec.", "Departure(Julien Roche; Soitec)"),
    ("Julien Roche a dirigé Soitec avant de rejoindre Valeo.", "Appointment(Julien Roche; Valeo)"),
    ("Julien Roche a choisi de ne pas rejoindre Valeo.", "Appointment(Julien Roche; Valeo)"),
    ("Soitec laisse partir Julien Roche.", "Departure(Julien Roche; Soitec)"),
    ("Soitec a laissé filer Julien Roche chez Valeo.",
     "Departure(Julien Roche; Soitec)", "Appointment(Julien Roche; Valeo)"),
    ("Soitec a vu partir Julien Roche et Nadia Kessler.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)"),
    ("Soitec a convaincu Nadia Kessler de rejoindre son comité exécutif.", "Appointment(Nadia Kessler; Soitec)"),
    ("Julien Roche s'est fait limoger par Soitec.", "Departure(Julien Roche; Soitec)"),
    ("Thales s'est fait racheter par Soitec.", "Acquisition(Soitec; Thales)"),
    ("Thales s'est laissé absorber par Soitec.", "Acquisition(Soitec; Thales)"),
    ("Thales pourrait se faire avaler par Soitec.", "Acquisition(Soitec; Thales)"),
    ("Soitec envisage de racheter Thales.", "Acquisition(Soitec; Thales)"),
    ("Soitec a renoncé à racheter Thales.", "Acquisition(Soitec; Thales)"),
    ("Soitec refuse de céder Thales à Valeo.", "Acquisition(Valeo; Thales)"),
    ("Julien Roche a accepté de prendre la tête de Valeo.", "Appointment(Julien Roche; Valeo)"),
    ("On a demandé à Julien Roche de quitter Soitec.", "Departure(Julien Roche; Soitec)"),
    ("Julien Roche annonce vouloir quitter Soitec.", "Departure(Julien Roche; Soitec)"),
    ("Julien Roche dit avoir quitté Soitec en mars.", "Departure(Julien Roche; Soitec)"),
    ("Julien Roche aurait été poussé à quitter Soitec.", "Departure(Julien Roche; Soitec)"),
    # inversion
    ("Valeo a été fondée en 2008, rappelle Julien Roche, qui a quitté Soitec en mars.",
     "Departure(Julien Roche; Soitec)"),
    # clitics
    ("Julien Roche a fondé Valeo en 2008. Soitec l'a rachetée en mars.",
     "Founding(Julien Roche; Valeo)", "Acquisition(Soitec; Valeo)"),
    ("Julien Roche dirigeait Valeo. Nadia Kessler l'a remplacé en mai.",
     "Appointment(Nadia Kessler; Valeo)", "Departure(Julien Roche; Valeo)"),
    ("Valeo grandit vite. Soitec y a investi 20 millions d'euros.", "Investment(Soitec; Valeo)"),
    ("Valeo grandit vite. Soitec en détient 12 %.", "Investment(Soitec; Valeo)"),
    ("Valeo grandit vite. Julien Roche en a claqué la porte en mai.", "Departure(Julien Roche; Valeo)"),
    ("Valeo grandit vite. Nadia Kessler en prend la direction.", "Appointment(Nadia Kessler; Valeo)"),
    ("Valeo grandit vite. Nadia Kessler y est entrée en 2018.", "Appointment(Nadia Kessler; Valeo)"),
    ("Valeo grandit vite. Soitec lui a proposé un rachat.",),
    ("Julien Roche et Nadia Kessler sont amis. Soitec les a débauchés en mai.",
     "Appointment(Julien Roche; Soitec)", "Appointment(Nadia Kessler; Soitec)"),
    ("Valeo a attaqué Soitec en justice. Thales l'a imité.", "Lawsuit(Valeo; Soitec)"),
    # plural anaphora
    ("Julien Roche et Nadia Kessler se connaissent depuis vingt ans. Les deux associés ont fondé Thales en 2012.",
     "Founding(Julien Roche; Thales)", "Founding(Nadia Kessler; Thales)"),
    ("Julien Roche et Nadia Kessler se connaissent depuis vingt ans. Tous deux ont quitté Soitec en mai.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)"),
    ("Julien Roche a rencontré Nadia Kessler en 2009. Ils ont fondé Thales trois ans plus tard.",
     "Founding(Julien Roche; Thales)", "Founding(Nadia Kessler; Thales)"),
    ("Julien Roche a rencontré Nadia Kessler en 2009. Ensemble, ils fondent Thales.",
     "Founding(Julien Roche; Thales)", "Founding(Nadia Kessler; Thales)"),
    ("Julien Roche, Nadia Kessler et Paul Berthier travaillaient chez Soitec. Le trio a fondé Thales en 2012.",
     "Founding(Julien Roche; Thales)", "Founding(Nadia Kessler; Thales)", "Founding(Paul Berthier; Thales)"),
    ("Julien Roche, Nadia Kessler et Paul Berthier travaillaient chez Soitec. Les trois ingénieurs ont rejoint Valeo.",
     "Appointment(Julien Roche; Valeo)", "Appointment(Nadia Kessler; Valeo)", "Appointment(Paul Berthier; Valeo)"),
    ("Soitec a recruté Julien Roche et Nadia Kessler. Ces derniers ont quitté Valeo en mai.",
     "Appointment(Julien Roche; Soitec)", "Appointment(Nadia Kessler; Soitec)", "Departure(Julien Roche; Valeo)",
     "Departure(Nadia Kessler; Valeo)"),
    ("Soitec et Valeo se parlent depuis un an. Les deux groupes ont signé un partenariat.",
     "Partnership(Soitec+Valeo)"),
    ("Soitec discute avec Valeo depuis un an. Les deux entreprises ont signé un accord.", "Partnership(Soitec+Valeo)"),
    # ellipses and lists
    ("Julien Roche a quitté Soitec en mars. Nadia Kessler l'a imité en mai.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)"),
    ("Julien Roche a quitté Soitec en mars, suivi par Nadia Kessler.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)"),
    ("Julien Roche a quitté Soitec en mars, imité par Nadia Kessler et Paul Berthier.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)", "Departure(Paul Berthier; Soitec)"),
    ("Trois cadres ont quitté Soitec : Julien Roche, Nadia Kessler et Paul Berthier.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)", "Departure(Paul Berthier; Soitec)"),
    ("Plusieurs cadres, dont Julien Roche et Nadia Kessler, ont quitté Soitec.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)"),
    # headlines
    ("Soitec : Julien Roche quitte la présidence", "Departure(Julien Roche; Soitec)"),
    ("Julien Roche (Soitec) rejoint Valeo", "Appointment(Julien Roche; Valeo)"),
    ("Semi-conducteurs : Soitec rachète Dolphin Design", "Acquisition(Soitec; Dolphin Design)"),
    ("Valeo : Nadia Kessler nommée directrice générale", "Appointment(Nadia Kessler; Valeo)"),
    ("Levée de fonds : Valeo décroche 20 millions d'euros", "FundingRound(Valeo)"),
    ("Départ de Julien Roche, directeur général de Soitec", "Departure(Julien Roche; Soitec)"),
    # precision: neighbouring clauses
    ("Nadia Kessler salue le travail de Julien Roche, qui quitte Soitec.", "Departure(Julien Roche; Soitec)"),
    ("Alors que Julien Roche dirige Valeo, la direction de Soitec a changé.",),
    ("Julien Roche explique que Nadia Kessler a quitté Soitec.", "Departure(Nadia Kessler; Soitec)"),
    ("Selon Julien Roche, Nadia Kessler quittera Soitec.", "Departure(Nadia Kessler; Soitec)"),
    ("Interrogé par Julien Roche, le porte-parole de Soitec a refusé de commenter.",),
    ("Comme l'avait révélé Julien Roche, Soitec va racheter Thales.", "Acquisition(Soitec; Thales)"),
    ("Si Julien Roche reste chez Valeo, des ingénieurs ont quitté Soitec.",),
    ("Julien Roche a été reçu par Nadia Kessler, puis a quitté Soitec.", "Departure(Julien Roche; Soitec)"),
    ("Deux anciens de Danone, Julien Roche et Nadia Kessler, ont fondé Thales en 2012.",
     "Founding(Julien Roche; Thales)", "Founding(Nadia Kessler; Thales)"),
    ("Deux associés de Valeo, Julien Roche et Nadia Kessler, ont quitté le groupe.",
     "Departure(Julien Roche; Valeo)", "Departure(Nadia Kessler; Valeo)"),
    ("Les deux cofondateurs, Julien Roche et Nadia Kessler, ont quitté Valeo.",
     "Departure(Julien Roche; Valeo)", "Departure(Nadia Kessler; Valeo)"),
    ("Trois poids lourds du secteur, Thales, Valeo et Soitec, ont investi dans Danone.",
     "Investment(Thales; Danone)", "Investment(Valeo; Danone)", "Investment(Soitec; Danone)"),
    ("Julien Roche est nommé PDG de Valeo, et Nadia Kessler, qui pilotait les ventes, prend la présidence.",
     "Appointment(Julien Roche; Valeo)", "Appointment(Nadia Kessler; Valeo)"),
    ("Julien Roche a quitté Valeo, et son associée, Nadia Kessler, a rejoint Thales.",
     "Departure(Julien Roche; Valeo)", "Appointment(Nadia Kessler; Thales)"),
    ("Nadia Kessler a remplacé chez Valeo Paul Berthier, parti fonder Thales.",
     "Appointment(Nadia Kessler; Valeo)", "Departure(Paul Berthier; Valeo)", "Founding(Paul Berthier; Thales)"),
    ("Lui succède Nadia Kessler, passée par Danone.",),
    ("Julien Roche quitte Valeo. Lui succède Nadia Kessler.",
     "Departure(Julien Roche; Valeo)", "Appointment(Nadia Kessler; Valeo)"),
    ("Débarqué de Valeo en juin, il a rejoint Thales.",),
    ("Julien Roche était le patron de Valeo. Débarqué en juin, il a rejoint Thales.",
     "Departure(Julien Roche; Valeo)", "Appointment(Julien Roche; Thales)"),
    ("Onze mois après avoir quitté Valeo, Julien Roche, l'ancien patron, fonde Thales.",
     "Departure(Julien Roche; Valeo)", "Founding(Julien Roche; Thales)"),
    ("En 2010, avec Nadia Kessler et Paul Berthier, Julien Roche fonde Thales.",
     "Founding(Julien Roche; Thales)", "Founding(Nadia Kessler; Thales)", "Founding(Paul Berthier; Thales)"),
    ("Julien Roche dirigeait Valeo. En 2017, avec Nadia Kessler, il crée Thales.",
     "Founding(Julien Roche; Thales)", "Founding(Nadia Kessler; Thales)"),
    ("Nadia Kessler hérite de la présidence de Valeo et Paul Berthier y fait son entrée.",
     "Appointment(Nadia Kessler; Valeo)", "Appointment(Paul Berthier; Valeo)"),
    ("Valeo a confié sa branche à Nadia Kessler, que le groupe avait débauchée chez Thales.",
     "Departure(Nadia Kessler; Thales)", "Appointment(Nadia Kessler; Valeo)"),
    ("Julien Roche a quitté Thales, remplacé par Nadia Kessler.",
     "Departure(Julien Roche; Thales)", "Appointment(Nadia Kessler; Thales)"),
    ("Julien Roche, limogé de Valeo, a saisi la justice.", "Departure(Julien Roche; Valeo)"),
    ("L'entreprise que Soitec va racheter, Thales, emploie cent personnes.", "Acquisition(Soitec; Thales)"),
    ("Valeo, dont Soitec a pris le contrôle, a nommé Nadia Kessler à sa tête.",
     "Acquisition(Soitec; Valeo)", "Appointment(Nadia Kessler; Valeo)"),
    ("Ayant quitté Danone, Paul Mercier enseigne à Lyon.", "Departure(Paul Mercier; Danone)"),
    ("Après avoir quitté Google, Inès Carrel a fondé Deezer.",
     "Departure(Inès Carrel; Google)", "Founding(Inès Carrel; Deezer)"),
    ("Pour racheter Thales, Soitec a levé 200 millions d'euros.",
     "FundingRound(Soitec)", "Acquisition(Soitec; Thales)"),
    ("En quittant Soitec, Julien Roche a surpris tout le monde.", "Departure(Julien Roche; Soitec)"),
    ("Fondée en 2015 par Julien Roche et Nadia Kessler, deux anciens de Danone, la société Thales grandit.",
     "Founding(Julien Roche; Thales)", "Founding(Nadia Kessler; Thales)"),
    ("Démis de ses fonctions vendredi, Julien Roche poursuit Valeo en justice.",
     "Departure(Julien Roche; Valeo)", "Lawsuit(Julien Roche; Valeo)"),
    ("Sans attendre la décision du conseil de Valeo, Julien Roche a claqué la porte.",
     "Departure(Julien Roche; Valeo)"),
    ("Il y a dix ans, Julien Roche fondait Thales avec Nadia Kessler.",
     "Founding(Julien Roche; Thales)", "Founding(Nadia Kessler; Thales)"),
    ("Épaulé par Nadia Kessler, Julien Roche a fondé Thales.", "Founding(Julien Roche; Thales)"),
    ("Julien Roche a quitté Soitec en mars, Nadia Kessler en mai et Paul Berthier en juin.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)", "Departure(Paul Berthier; Soitec)"),
    ("Julien Roche a quitté Soitec, tout comme Nadia Kessler.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)"),
    ("Julien Roche a quitté Soitec, de même que Nadia Kessler et Paul Berthier.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)", "Departure(Paul Berthier; Soitec)"),
    ("Julien Roche, à l'instar de Nadia Kessler, a quitté Soitec.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)"),
    ("Outre Julien Roche, Nadia Kessler a quitté Soitec.",
     "Departure(Julien Roche; Soitec)", "Departure(Nadia Kessler; Soitec)"),
    ("Après Julien Roche, Nadia Kessler quitte Valeo.",
     "Departure(Julien Roche; Valeo)", "Departure(Nadia Kessler; Valeo)"),
    ("Après Julien Roche, c'est Nadia Kessler qui quitte Valeo.",
     "Departure(Julien Roche; Valeo)", "Departure(Nadia Kessler; Valeo)"),
    ("Outre Julien Roche, Valeo perd Nadia Kessler.",
     "Departure(Julien Roche; Valeo)", "Departure(Nadia Kessler; Valeo)"),
    ("Eurazeo a investi dans Valeo, tout comme Bpifrance.",
     "Investment(Eurazeo; Valeo)", "Investment(Bpifrance; Valeo)"),
    ("Julien Roche a quitté Valeo en mars, Nadia Kessler a pris sa place en mai.",
     "Departure(Julien Roche; Valeo)", "Appointment(Nadia Kessler; Valeo)"),
]  # fmt: skip


def core(doc: Doc, claim: Claim) -> Iterator[str]:
    """ "Type(filler; filler)" for each combination of core fillers; the parties of a partnership as one."""
    entities = layers.entities(doc)
    roles = [r for r in CORE_ROLES[claim.type] if r != "amount"]
    names = [[entities[str(f)].name for f in claim.get(role)] for role in roles]
    if claim.type == "Partnership":
        names = [["+".join(sorted(names[0]))]]
    for choice in product(*names):
        yield f"{claim.type}({'; '.join(choice)})"


@pytest.fixture(scope="module")
def read(nlp: Language) -> dict[str, Doc]:
    """Every sentence, annotated in one run."""
    articles = [Article(str(n), f"{n}.txt", row[0], "", "2024-10-04") for n, row in enumerate(TABLE)]
    return {article.text: doc for article, doc in pipeline.docs(nlp, articles)}


@pytest.mark.parametrize(("text", "facts"), [(t, f) for t, *f in TABLE], ids=[t[0][:60] for t in TABLE])
def test_who_does_what(read: dict[str, Doc], text: str, facts: list[str]) -> None:
    doc = read[text]
    events = [c for c in layers.claims(doc) if c.type != "Position"]
    assert {name for claim in events for name in core(doc, claim)} == set(facts)
