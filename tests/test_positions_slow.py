"""Positions end to end: each row is a text and who it says holds or held which post where, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers, pipeline
from ontograph.model import Article

pytestmark = pytest.mark.slow

ROWS: list[tuple[str, ...]] = [
    # of whom "la" and "notre" are
    (
        "La société Soitec s'est alliée au groupe Danone. Claire Dumont la dirige depuis 2019.",
        "Claire Dumont, Soitec: CEO",
    ),
    (
        "Thales discute avec Danone. « Notre directrice financière, Claire Dumont, a démenti », indique Paul Mercier, "
        "le PDG de Danone.",
        "Claire Dumont, Danone: CFO",
        "Paul Mercier, Danone: CEO",
    ),
    # what gives the title
    ("Thales, que pilote Claire Dumont, a démenti.", "Claire Dumont, Thales: CEO"),
    ("Thales, dont la directrice générale est Claire Dumont, a démenti.", "Claire Dumont, Thales: CEO"),
    ("Thales, avec à sa tête Claire Dumont, a démenti.", "Claire Dumont, Thales: CEO"),
    ("Thales, avec Claire Dumont à sa tête, a démenti.", "Claire Dumont, Thales: CEO"),
    ("Le PDG de Thales s'appelle Claire Dumont.", "Claire Dumont, Thales: CEO"),
    ("Le nouveau patron de Thales n'est autre que Claire Dumont.", "Claire Dumont, Thales: CEO"),
    ("Claire Dumont pilote les achats de Danone.", "Claire Dumont, Danone: Head"),
    ("Claire Dumont quitte Thales, qu'elle dirigeait depuis 2015.", "Claire Dumont, Thales: CEO former"),
    ("Claire Dumont a longtemps dirigé la recherche de Danone.", "Claire Dumont, Danone: Head former"),
    ("La division mobile de Danone, dirigée par Claire Dumont, a démenti.", "Claire Dumont, Danone: Head"),
    ("Chez Danone, la direction financière est assurée par Claire Dumont.", "Claire Dumont, Danone: CFO"),
    ("Claire Dumont a pris la direction de Thales.", "Claire Dumont, Thales: CEO"),
    (
        "Claire Dumont cumule les fonctions de présidente et de directrice générale de Danone.",
        "Claire Dumont, Danone: President",
        "Claire Dumont, Danone: CEO",
    ),
    (
        "L'intérim est assuré par Claire Dumont, directrice financière de Danone.",
        "Claire Dumont, Danone: CEO",
        "Claire Dumont, Danone: CFO",
    ),
    ("Claire Dumont, un temps directrice financière de Danone, a démenti.", "Claire Dumont, Danone: CFO former"),
    ("Claire Dumont, en charge de la recherche chez Danone, a démenti.", "Claire Dumont, Danone: Head"),
    (
        "Claire Dumont, ingénieure de formation et directrice financière de Danone, a démenti.",
        "Claire Dumont, Danone: CFO",
    ),
    (
        "Claire Dumont remplace Paul Mercier à la tête de Thales.",
        "Claire Dumont, Thales: CEO",
        "Paul Mercier, Thales: CEO former",
    ),
    ("Claire Dumont, la patronne de la filiale belge de Danone, a démenti.", "Claire Dumont, Danone: Head"),
    ("Claire Dumont était, il y a dix ans, directrice financière de Danone.", "Claire Dumont, Danone: CFO former"),
    ("Claire Dumont, chorégraphe de Danone, a démenti.", "Claire Dumont, Danone: Other"),
    (
        "Thales a signé avec Airbus. Claire Dumont arrive de Danone, dont elle dirigeait la filiale portugaise.",
        "Claire Dumont, Danone: Other former",
        "Claire Dumont, Danone: Head former",
    ),
    (
        "Claire Dumont, ancienne directrice financière de Danone, puis de Thales, a démenti.",
        "Claire Dumont, Danone: CFO former",
        "Claire Dumont, Thales: CFO former",
    ),
    (
        "Réuni hier sous la présidence de Claire Dumont, le conseil d'administration de Danone a voté.",
        "Claire Dumont, Danone: Chair",
    ),
    ("Danone reste présidé par Claire Dumont.", "Claire Dumont, Danone: President"),
    ("Claire Dumont passe une tête par la porte de Danone.",),
    (
        "Claire Dumont, directrice financière de Danone, occupait le même poste chez Thales.",
        "Claire Dumont, Danone: CFO",
        "Claire Dumont, Thales: CFO former",
    ),
    (
        "Claire Dumont est directrice générale de Danone. « Mon prédécesseur, Paul Mercier, a vu venir la crise. »",
        "Claire Dumont, Danone: CEO",
        "Paul Mercier, Danone: CEO former",
    ),
    # former employers
    ("Me Claire Dumont (Danone) a plaidé.", "Claire Dumont, Danone: Other"),
    ("Claire Dumont n'est plus chez Danone.", "Claire Dumont, Danone: Other former"),
    ("Thales a fait venir de chez Danone un chimiste, Paul Mercier.", "Paul Mercier, Danone: Other former"),
    (
        "Claire Dumont, passée par Thales avant de diriger la logistique de Danone, a démenti.",
        "Claire Dumont, Thales: Other former",
        "Claire Dumont, Danone: Head former",
    ),
    ("Claire Dumont, qui officiait jusqu'ici chez Danone, a démenti.", "Claire Dumont, Danone: Other former"),
    ("Claire Dumont, qui nous arrive de Danone, a démenti.", "Claire Dumont, Danone: Other former"),
    ("Claire Dumont, débarquée de Danone en octobre, a démenti.", "Claire Dumont, Danone: Other former"),
    ("Claire Dumont, de chez Danone, a démenti.", "Claire Dumont, Danone: Other"),
    ("Claire Dumont, alors chez Danone, a démenti.", "Claire Dumont, Danone: Other former"),
    ("Claire Dumont, qui travaille chez Danone, a démenti.", "Claire Dumont, Danone: Other"),
    ("Claire Dumont a débuté chez Danone.", "Claire Dumont, Danone: Other former"),
    ("Claire Dumont a exercé des responsabilités chez Danone.", "Claire Dumont, Danone: Other former"),
    ("Claire Dumont a fait ses classes au sein du groupe Danone.", "Claire Dumont, Danone: Other former"),
    ("Une ingénieure passée par le groupe Danone, Claire Dumont, a démenti.", "Claire Dumont, Danone: Other former"),
    ("Née à Lyon et passée par Danone, Claire Dumont a démenti.", "Claire Dumont, Danone: Other former"),
    ("La décision vient de Danone, Claire Dumont a démenti.",),
    ("L'arrivée de Danone a surpris, Claire Dumont a démenti.",),
    # names behind descriptions
    ("Le président de Thales, l'ancien sénateur Paul Mercier, a démenti.", "Paul Mercier, Thales: President"),
    ("Le président du club, le fils de Paul Mercier, a démenti.",),
    ("C'est la fondatrice de Thales, Claire Dumont, qui a démenti.", "Claire Dumont, Thales: Founder"),
    ("La fondatrice du voyagiste en ligne Thales, Claire Dumont, a démenti.", "Claire Dumont, Thales: Founder"),
    ("La vice-présidente de Thales pour l'Europe, Claire Dumont, a démenti.", "Claire Dumont, Thales: VicePresident"),
    ("Claire Dumont, associée du cabinet Danone, a démenti.", "Claire Dumont, Danone: Other"),
    (
        "Claire Dumont, passée par Danone, Thales et Carrefour, a démenti.",
        "Claire Dumont, Danone: Other former",
        "Claire Dumont, Thales: Other former",
        "Claire Dumont, Carrefour: Other former",
    ),
    ("Claire Dumont, une ancienne de chez Danone, a démenti.", "Claire Dumont, Danone: Other former"),
    # where a title that names no organization is held
    (
        "Carrefour a annoncé ses résultats. Paul Mercier, directeur financier du groupe, s'est dit confiant.",
        "Paul Mercier, Carrefour: CFO",
    ),
    (
        "Danone recule. Chez Thales, la facture a doublé, et Claire Dumont, la directrice financière, s'inquiète.",
        "Claire Dumont, Thales: CFO",
    ),
    (
        "Claire Dumont, cofondatrice de Deezer, a démenti. L'autre cofondateur, Paul Mercier, se tait.",
        "Claire Dumont, Deezer: Founder",
        "Paul Mercier, Deezer: Founder",
    ),
    (
        "Claire Dumont quitte Danone. Elle y avait été vice-présidente de la recherche.",
        "Claire Dumont, Danone: VicePresident former",
    ),
    (
        "Thales recrute. Claire Dumont, la directrice financière, ancienne de Danone, a démenti.",
        "Claire Dumont, Danone: Other former",
        "Claire Dumont, Thales: CFO",
    ),
    # comings and goings, and posts handed over
    (
        "Trois anciens de Google, Claire Dumont, Paul Mercier et Luc Martin, ont quitté Paris.",
        "Claire Dumont, Google: Other former",
        "Paul Mercier, Google: Other former",
        "Luc Martin, Google: Other former",
    ),
    (
        "Claire Dumont et Paul Mercier, tous deux échappés de Danone, l'ont dit.",
        "Claire Dumont, Danone: Other former",
        "Paul Mercier, Danone: Other former",
    ),
    (
        "Claire Dumont, autrefois chez Danone, l'a dit.",
        "Claire Dumont, Danone: Other former",
    ),
    (
        "Claire Dumont, styliste chez Danone, l'a dit.",
        "Claire Dumont, Danone: Other",
    ),
    (
        "Claire Dumont, de Danone, l'a dit.",
        "Claire Dumont, Danone: Other",
    ),
    (
        "Claire Dumont, arrivée en mai de chez Danone, l'a dit.",
        "Claire Dumont, Danone: Other former",
    ),
    (
        "Claire Dumont a fait ses armes chez Danone et Renault.",
        "Claire Dumont, Danone: Other former",
        "Claire Dumont, Renault: Other former",
    ),
    (
        "Claire Dumont sortait de chez Danone.",
        "Claire Dumont, Danone: Other former",
    ),
    (
        "Claire Dumont a remis les clés de la direction financière de Danone en mai.",
        "Claire Dumont, Danone: CFO former",
    ),
    (
        "Danone a confié la direction financière à Claire Dumont.",
        "Claire Dumont, Danone: CFO",
    ),
    (
        "Claire Dumont cède les commandes de Danone à Paul Mercier.",
        "Claire Dumont, Danone: CEO former",
        "Paul Mercier, Danone: CEO",
    ),
    (
        "Claire Dumont a rejoint Danone pour diriger la recherche.",
        "Claire Dumont, Danone: Head",
    ),
    ("Claire Dumont pourrait rejoindre Danone pour diriger la recherche.",),
    (
        "Danone se tait. Sa vice-présidente pour l'Europe, Claire Dumont, l'a dit.",
        "Claire Dumont, Danone: VicePresident",
    ),
    (
        "Danone a pour patronne Claire Dumont.",
        "Claire Dumont, Danone: CEO",
    ),
    (
        "Claire Dumont règne sur Danone depuis dix ans.",
        "Claire Dumont, Danone: CEO",
    ),
    (
        "Danone, sous la houlette de Claire Dumont, gagne de l'argent.",
        "Claire Dumont, Danone: CEO",
    ),
    (
        "Danone, dont Claire Dumont occupe le fauteuil de directrice générale, l'a dit.",
        "Claire Dumont, Danone: CEO",
    ),
    (
        "Chez Danone, Claire Dumont est directrice générale, Paul Mercier directeur technique.",
        "Claire Dumont, Danone: CEO",
        "Paul Mercier, Danone: CTO",
    ),
    (
        "Claire Dumont a travaillé chez Thales avant de devenir directrice financière de Danone.",
        "Claire Dumont, Thales: Other former",
        "Claire Dumont, Danone: CFO",
    ),
    (
        "Son successeur à la tête de Danone, Claire Dumont, l'a dit.",
        "Claire Dumont, Danone: CEO",
    ),
    (
        "Chez Thales, Paul Mercier a été promu directeur général à la mi-octobre.",
        "Paul Mercier, Thales: CEO",
    ),
    (
        "Sarah Friar devient la première directrice financière de Danone, Kevin Weil son directeur produit.",
        "Sarah Friar, Danone: CFO",
        "Kevin Weil, Danone: Head",
    ),
    (
        "Danone va mal. Un milliard d'euros a été levé auprès de Thales. "
        "Sarah Friar devient la première directrice financière du groupe, Kevin Weil son directeur produit.",
        "Sarah Friar, Danone: CFO",
        "Kevin Weil, Danone: Head",
    ),
    (
        "Paul Mercier a été recruté par Danone en juin comme directeur produit, avant de partir.",
        "Paul Mercier, Danone: Head former",
    ),
    (
        "OpenAI souffre. C'est elle qui a fondé Deezer, avec Paul Mercier comme directeur technique.",
        "Paul Mercier, Deezer: CTO",
    ),
    (
        "Airbus a prié ses clients d'éviter Deezer, la société de Claire Dumont, son ancienne directrice scientifique.",
        "Claire Dumont, Airbus: ChiefScientist former",
    ),
    (
        "Claire Dumont a rejoint Danone. La voilà directrice financière.",
        "Claire Dumont, Danone: CFO",
    ),
    (
        "Claire Dumont cesse d'exercer les fonctions de directrice financière de Danone.",
        "Claire Dumont, Danone: CFO former",
    ),
    ("Le vice-président américain JD Vance a parlé. SoftBank aussi.",),
    (
        "Quant à Paul Mercier, il file chez Danone, à Zurich, pour y diriger l'équipe de recherche.",
        "Paul Mercier, Danone: Head",
    ),
    # titles of trades, in both genders, and of English
    (
        "Claire Dumont, Chief Marketing Officer de Thales, a démenti.",
        "Claire Dumont, Thales: Head",
    ),
    (
        "Claire Dumont, head of sales chez Thales, a démenti.",
        "Claire Dumont, Thales: Head",
    ),
    (
        "Claire Dumont, cheffe de projet chez Thales, a démenti.",
        "Claire Dumont, Thales: Other",
    ),
    (
        "Claire Dumont, chimiste au CNRS, a démenti.",
        "Claire Dumont, CNRS: Researcher",
    ),
    (
        "Claire Dumont, liquidatrice de Thales, a démenti.",
        "Claire Dumont, Thales: Other",
    ),
    (
        "Claire Dumont, directrice générale Europe de Thales, a démenti.",
        "Claire Dumont, Thales: Head",
    ),
    (
        "Claire Dumont, cheffe de la direction financière de Thales, a démenti.",
        "Claire Dumont, Thales: CFO",
    ),
    (
        "Claire Dumont, administratrice judiciaire de Thales, a démenti.",
        "Claire Dumont, Thales: Other",
    ),
    ("Claire Dumont, médecin de formation, a démenti.",),
    # what is taken up by its place
    (
        "Thales et Danone s'allient. Claire Dumont, la directrice générale du second, a démenti.",
        "Claire Dumont, Danone: CEO",
    ),
    (
        "Danone a racheté Carrefour. Le PDG de ce dernier, Paul Mercier, a démenti.",
        "Paul Mercier, Carrefour: CEO",
    ),
    (
        "Claire Dumont et Paul Mercier dirigent Thales. La première est présidente, le second directeur technique.",
        "Claire Dumont, Thales: President",
        "Paul Mercier, Thales: CTO",
    ),
    (
        "Claire Dumont et Paul Mercier, PDG respectifs de Thales et de Danone, ont démenti.",
        "Claire Dumont, Thales: CEO",
        "Paul Mercier, Danone: CEO",
    ),
    (
        "Claire Dumont et Paul Mercier ont parlé. Les deux fondateurs de Thales ont démenti.",
        "Claire Dumont, Thales: Founder",
        "Paul Mercier, Thales: Founder",
    ),
    # what one keeps, leaves or gets
    (
        "Claire Dumont restera administratrice de Thales.",
        "Claire Dumont, Thales: BoardMember",
    ),
    (
        "Claire Dumont conservera son poste de directrice financière de Thales.",
        "Claire Dumont, Thales: CFO",
    ),
    (
        "Claire Dumont n'a jamais quitté la direction générale de Thales.",
        "Claire Dumont, Thales: CEO",
    ),
    (
        "Claire Dumont et Paul Mercier se partagent la direction générale de Thales.",
        "Claire Dumont, Thales: CEO",
        "Paul Mercier, Thales: CEO",
    ),
    (
        "Claire Dumont s'installe aux commandes de Thales.",
        "Claire Dumont, Thales: CEO",
    ),
    (
        "Thales, aux mains de Claire Dumont, a démenti.",
        "Claire Dumont, Thales: CEO",
    ),
    (
        "A la tête de Thales, Claire Dumont n'a rien démenti.",
        "Claire Dumont, Thales: CEO",
    ),
    (
        "Aux commandes de Thales, Claire Dumont.",
        "Claire Dumont, Thales: CEO",
    ),
    (
        "Thales se dote d'une directrice financière en la personne de Claire Dumont.",
        "Claire Dumont, Thales: CFO",
    ),
    (
        "Parmi les administrateurs de Thales figurent Claire Dumont et Paul Mercier.",
        "Claire Dumont, Thales: BoardMember",
        "Paul Mercier, Thales: BoardMember",
    ),
    (
        "Le conseil d'administration de Thales, où siègent Claire Dumont et Paul Mercier, a tranché.",
        "Claire Dumont, Thales: BoardMember",
        "Paul Mercier, Thales: BoardMember",
    ),
    (
        "Claire Dumont a débuté comme analyste chez Danone.",
        "Claire Dumont, Danone: Other former",
    ),
    # who replaces whom
    (
        "Claire Dumont a quitté la direction financière de Thales. Paul Mercier, ex-Danone, lui a succédé.",
        "Claire Dumont, Thales: CFO former",
        "Paul Mercier, Thales: CFO",
        "Paul Mercier, Danone: Other former",
    ),
    (
        "Claire Dumont a quitté ses fonctions de directrice financière de Thales. Paul Mercier prend le relais.",
        "Claire Dumont, Thales: CFO former",
        "Paul Mercier, Thales: CFO",
    ),
    (
        "Claire Dumont, la directrice financière de Thales, a été remplacée en mars par Paul Mercier.",
        "Claire Dumont, Thales: CFO former",
        "Paul Mercier, Thales: CFO",
    ),
    (
        "Paul Mercier est le nouveau directeur technique de Thales. Il y a remplacé Claire Dumont.",
        "Paul Mercier, Thales: CTO",
        "Claire Dumont, Thales: CTO former",
    ),
    (
        "Paul Mercier a été nommé directeur technique de Thales, en remplacement de Claire Dumont.",
        "Paul Mercier, Thales: CTO",
        "Claire Dumont, Thales: CTO former",
    ),
    (
        "Claire Dumont a quitté ses fonctions de directrice financière de Thales. Paul Mercier devrait lui succéder.",
        "Claire Dumont, Thales: CFO former",
    ),
    # a title that stands for the person just named
    (
        "Thales vacille. Hier, Paul Mercier a réuni les salariés. « Je resterai », a promis le PDG.",
        "Paul Mercier, Thales: CEO",
    ),
    (
        "Thales vacille. Claire Dumont, directrice financière de Danone, a réagi. Le PDG se tait.",
        "Claire Dumont, Danone: CFO",
    ),
    # where people come from and work
    (
        "Claire Dumont a créé Danone. Cette ancienne de Thales a démenti.",
        "Claire Dumont, Thales: Other former",
    ),
    (
        "Claire Dumont, arrivée de Thales il y a huit mois, a démenti.",
        "Claire Dumont, Thales: Other former",
    ),
    (
        "Claire Dumont travaille aujourd'hui chez Danone.",
        "Claire Dumont, Danone: Other",
    ),
    (
        "Claire Dumont était auparavant chez Danone.",
        "Claire Dumont, Danone: Other former",
    ),
    ("Claire Dumont, partie chez Danone, a démenti.",),
    # the name after may be that of either
    ("Le fils du patron Paul Mercier a démenti. Thales aussi.",),
    ("Thales, qui reste présidé par Claire Dumont, a démenti.", "Claire Dumont, Thales: President"),
    # what is no post
    ("À la barre, jeudi, Claire Dumont a pleuré. Thales n'a rien dit.",),
    ("Son avocat, Paul Mercier, conteste. Thales aussi.",),
    ("Claire Dumont dirige désormais une revue. Thales ne répond pas.",),
    ("Claire Dumont occupera le poste de directrice financière de Thales.",),
    # who directs a whole organization, and who a part of one
    (
        "Claire Dumont, directrice de Libération, a démenti.",
        "Claire Dumont, Libération: CEO",
    ),
    (
        "Claire Dumont, directrice adjointe de Libération, a démenti.",
        "Claire Dumont, Libération: Head",
    ),
]


@pytest.fixture(scope="module")
def read(nlp: Language) -> dict[str, Doc]:
    """Each text, read once."""
    articles = [Article(str(n), f"{n}.txt", row[0], "", "2024-10-04") for n, row in enumerate(ROWS)]
    return {article.text: doc for article, doc in pipeline.docs(nlp, articles)}


def told(doc: Doc) -> set[str]:
    """The Positions of a Doc as the rows write them."""
    names = {e.id: e.name for e in layers.entities(doc).values()}

    def written(fillers: Iterable[object]) -> str:
        return "+".join(names.get(str(f), str(f)) for f in fillers)

    return {
        f"{written(c.get('person'))}, {written(c.get('organization'))}: {written(c.get('roleClass'))}"
        + (" former" if c.status == "former" else "")
        for c in layers.claims(doc)
        if c.type == "Position"
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_a_text_tells_who_holds_what(read: dict[str, Doc], row: tuple[str, ...]) -> None:
    assert told(read[row[0]]) == set(row[1:])
