"""What sentences say of rounds, shares and valuations, and what they do not: read by the whole pipeline.

Companies are known ones or invented, and so is all that is said of them. Only these three kinds of facts are compared.
"""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimtext import differences
from ontograph import layers, pipeline
from ontograph.model import Article

pytestmark = pytest.mark.slow

KINDS = frozenset({"FundingRound", "Investment", "Valuation"})

# ruff: noqa: E501
TABLE: dict[str, list[tuple[str, ...]]] = {
    "shares of the company that the article is about": [
        (
            "Qonto se cherche un associé. Bpifrance, qui détient déjà 24 %, s'en réjouit.",
            "Investment investor: Bpifrance | organization: Qonto | stake: 24",
        ),
        (
            "Elaia possède des intérêts dans Qonto.",
            "Investment investor: Elaia | organization: Qonto",
        ),
        (
            "Une nouvelle levée a porté Qonto à 2,1 milliards d'euros.",
            "Valuation organization: Qonto | amount: 2.1e9 EUR",
        ),
    ],
    "sums raised that open a sentence": [
        (
            "Avec 472 millions d'euros levés, Qonto signe le plus gros tour de table de l'année.",
            "FundingRound organization: Qonto | amount: 472e6 EUR",
        ),
        (
            "Avec ses 12 millions d'euros levés auprès de Partech, la start-up Qonto change de dimension.",
            "FundingRound organization: Qonto | amount: 12e6 EUR | investor: Partech",
            "Investment investor: Partech | organization: Qonto",
        ),
    ],
    "lists": [
        (
            "Le radar des levées\n\nPennylane (comptabilité, Lyon) : 12 M€\n• Swile : 5 millions d'euros auprès de Serena et d'Elaia",
            "FundingRound organization: Pennylane | amount: 12e6 EUR",
            "FundingRound organization: Swile | amount: 5e6 EUR | investor: Serena & Elaia",
            "Investment investor: Serena | organization: Swile",
            "Investment investor: Elaia | organization: Swile",
        ),
        (
            "Les levées de la semaine\nEt aussi : Spendesk (finance, 2 M€, Kima Ventures), Qonto (1,5 M€ avec Bpifrance).",
            "FundingRound organization: Spendesk | amount: 2e6 EUR | investor: Kima Ventures",
            "Investment investor: Kima Ventures | organization: Spendesk",
            "FundingRound organization: Qonto | amount: 1.5e6 EUR | investor: Bpifrance",
            "Investment investor: Bpifrance | organization: Qonto",
        ),
        (
            "Les levées de fonds de la semaine\n12 M€ pour Pennylane, avec Elaia en chef de file.",
            "FundingRound organization: Pennylane | amount: 12e6 EUR | investor: Elaia",
            "Investment investor: Elaia | organization: Pennylane",
        ),
        (
            "Les tours de table du mois\n50 millions d'euros pour la licorne parisienne Spendesk en septembre.",
            "FundingRound organization: Spendesk | amount: 50e6 EUR",
        ),
        (
            "Ils ont levé cette semaine\nSérie A, amorçage, tour de table : le point.\nSwile – 20 millions d'euros",
            "FundingRound organization: Swile | amount: 20e6 EUR",
        ),
        (
            "Les levées de la semaine\nEn bref : Swile (paie, 4 M€, tour mené par Partech), Qonto (6 M€, série B, Eurazeo).",
            "FundingRound organization: Swile | amount: 4e6 EUR | investor: Partech",
            "Investment investor: Partech | organization: Swile",
            "FundingRound organization: Qonto | amount: 6e6 EUR | investor: Eurazeo",
            "Investment investor: Eurazeo | organization: Qonto",
        ),
        # other lists, and other sums in lists of rounds
        ("Palmarès des amendes\nPennylane (comptabilité, Lyon) : 12 M€\nSwile : 5 M€",),
        ("Les plus grosses acquisitions\nSwile : 12 M€\nQonto (finance, Paris) : 5 M€",),
        ("Les rachats de la semaine\nEn bref : Qonto (assurance, 12 M€, Swile), Spendesk (3 M€).",),
        ("Les levées de la semaine\nLe chiffre d'affaires de Swile (12 M€, Paris) progresse.",),
        ("Levées de fonds\nSwile : 12 M€ de chiffre d'affaires",),
        (
            "Levées de fonds\nPartech (12 M€) et Elaia (3 M€) réinvestissent dans Swile.",
            "Investment investor: Partech | organization: Swile | amount: 12e6 EUR",
            "Investment investor: Elaia | organization: Swile | amount: 3e6 EUR",
        ),
    ],
    "rounds": [
        (
            "La jeune pousse nantaise Akeneo réalise un tour de table de 46 millions de dollars.",
            "FundingRound organization: Akeneo | amount: 46e6 USD",
        ),
        (
            "Pennylane a réalisé une levée de fonds de 40 millions d'euros auprès de Sequoia Capital et de DST Global.",
            "FundingRound organization: Pennylane | amount: 40e6 EUR",
            "Investment investor: Sequoia Capital | organization: Pennylane",
            "Investment investor: DST Global | organization: Pennylane",
        ),
        (
            "Swile vient de sécuriser 25 millions d'euros.",
            "FundingRound organization: Swile | amount: 25e6 EUR",
        ),
        (
            "Pigment annonce avoir levé 145 millions de dollars lors d'un tour de série D mené par Iconiq Growth.",
            "FundingRound organization: Pigment | amount: 145e6 USD | series: série D",
            "Investment investor: Iconiq Growth | organization: Pigment",
        ),
        (
            "Le spécialiste du paiement Alma a bouclé un financement de 115 millions d'euros en série C.",
            "FundingRound organization: Alma | amount: 115e6 EUR | series: série C",
        ),
        (
            "Sorare s'offre 680 millions de dollars auprès de SoftBank.",
            "FundingRound organization: Sorare | amount: 680e6 USD",
            "Investment investor: SoftBank | organization: Sorare",
        ),
        (
            "Helsing décroche 450 millions d'euros et passe le cap des 5 milliards de valorisation.",
            "FundingRound organization: Helsing | amount: 450e6 EUR | valuation: 5e9 EUR",
        ),
        (
            "Levée record pour Poolside, qui récolte 500 millions de dollars.",
            "FundingRound organization: Poolside | amount: 500e6 USD",
        ),
        (
            "Mirakl : 300 millions de dollars levés auprès de Silver Lake",
            "FundingRound organization: Mirakl | amount: 300e6 USD",
            "Investment investor: Silver Lake | organization: Mirakl",
        ),
        (
            "Un tour de table de 75 millions d'euros pour la néobanque Shine",
            "FundingRound organization: Shine | amount: 75e6 EUR",
        ),
        (
            "La biotech Amolyt Pharma clôt son tour de série C à 130 millions d'euros.",
            "FundingRound organization: Amolyt Pharma | amount: 130e6 EUR | series: série C",
        ),
        (
            "Cette levée de 12 millions d'euros, la deuxième pour Wemaintain, a été souscrite par Eurazeo et Idinvest.",
            "FundingRound organization: Wemaintain | amount: 12e6 EUR",
            "Investment investor: Eurazeo | organization: Wemaintain",
            "Investment investor: Idinvest | organization: Wemaintain",
        ),
        (
            "Spendesk vient de clôturer un tour d'amorçage de 2 millions d'euros mené par Kima Ventures.",
            "FundingRound organization: Spendesk | amount: 2e6 EUR | series: amorçage",
            "Investment investor: Kima Ventures | organization: Spendesk",
        ),
        (
            "La somme de 20 millions d'euros levée par Ledger provient de Draper Esprit.",
            "FundingRound organization: Ledger | amount: 20e6 EUR",
            "?Investment investor: Draper Esprit | organization: Ledger",
        ),
        (
            "Lydia a bouclé un tour de 103 millions de dollars avec l'appui de Dragoneer et d'Echo Street.",
            "FundingRound organization: Lydia | amount: 103e6 USD",
            "Investment investor: Dragoneer | organization: Lydia",
            "Investment investor: Echo Street | organization: Lydia",
        ),
        (
            "Lydia lève 103 millions de dollars avec le concours de Tencent, rejoint par Accel.",
            "FundingRound organization: Lydia | amount: 103e6 USD",
            "Investment investor: Tencent | organization: Lydia",
            "Investment investor: Accel | organization: Lydia",
        ),
        (
            "Alan lève 185 millions d'euros ; Coatue mène le tour, Index Ventures suit.",
            "FundingRound organization: Alan | amount: 185e6 EUR",
            "Investment investor: Coatue | organization: Alan",
            "Investment investor: Index Ventures | organization: Alan",
        ),
        (
            "Alan lève 185 millions d'euros. Ses actionnaires historiques, Index Ventures et CNP Assurances, remettent au pot.",
            "FundingRound organization: Alan | amount: 185e6 EUR",
            "Investment investor: Index Ventures | organization: Alan",
            "Investment investor: CNP Assurances | organization: Alan",
        ),
        (
            "Alan lève 185 millions d'euros. Outre Index Ventures, déjà présent au capital, Temasek entre au tour de table.",
            "FundingRound organization: Alan | amount: 185e6 EUR",
            "Investment investor: Index Ventures | organization: Alan",
            "Investment investor: Temasek | organization: Alan",
        ),
        (
            "Alan lève 185 millions d'euros. Le tour est mené par Coatue, avec la participation de Ribbit Capital et de Dragoneer.",
            "FundingRound organization: Alan | amount: 185e6 EUR",
            "Investment investor: Coatue | organization: Alan",
            "Investment investor: Ribbit Capital | organization: Alan",
            "Investment investor: Dragoneer | organization: Alan",
        ),
        (
            "Alan lève 185 millions d'euros. À la manœuvre, on retrouve Coatue et Temasek.",
            "FundingRound organization: Alan | amount: 185e6 EUR",
            "Investment investor: Coatue | organization: Alan",
            "Investment investor: Temasek | organization: Alan",
        ),
        (
            "Alan lève 185 millions d'euros. Parmi les souscripteurs figurent aussi Exor et le fonds souverain Temasek.",
            "FundingRound organization: Alan | amount: 185e6 EUR",
            "Investment investor: Exor | organization: Alan",
            "Investment investor: Temasek | organization: Alan",
        ),
        (
            "Alan lève 185 millions d'euros. Le fonds américain Coatue a mené l'opération, à laquelle ont pris part Exor et Temasek.",
            "FundingRound organization: Alan | amount: 185e6 EUR",
            "Investment investor: Coatue | organization: Alan",
            "Investment investor: Exor | organization: Alan",
            "Investment investor: Temasek | organization: Alan",
        ),
        (
            "Ledger a levé 100 millions d'euros sur la base d'une valorisation de 1,3 milliard.",
            "FundingRound organization: Ledger | amount: 100e6 EUR | valuation: 1.3e9 EUR",
        ),
        (
            "Ledger a levé 100 millions d'euros, ce qui porte sa valorisation à 1,3 milliard d'euros.",
            "FundingRound organization: Ledger | amount: 100e6 EUR | valuation: 1.3e9 EUR",
        ),
        (
            "Ledger lève 100 millions d'euros et devient une licorne, valorisée 1,3 milliard d'euros.",
            "FundingRound organization: Ledger | amount: 100e6 EUR | valuation: 1.3e9 EUR",
        ),
        (
            "Ledger lève 100 millions d'euros. L'opération valorise l'entreprise 1,3 milliard d'euros.",
            "FundingRound organization: Ledger | amount: 100e6 EUR | valuation: 1.3e9 EUR",
        ),
        (
            "Perplexity serait en discussions pour lever 500 millions de dollars.",
            "possible FundingRound organization: Perplexity | amount: 500e6 USD",
        ),
        (
            "Perplexity négocie un tour de table de 500 millions de dollars avec SoftBank.",
            "possible FundingRound organization: Perplexity | amount: 500e6 USD",
            "?possible Investment investor: SoftBank | organization: Perplexity",
        ),
        (
            "Perplexity viserait une levée de 500 millions de dollars, selon Bloomberg.",
            "possible FundingRound organization: Perplexity | amount: 500e6 USD",
        ),
        (
            "Perplexity vise une levée de 500 millions de dollars.",
            "planned FundingRound organization: Perplexity | amount: 500e6 USD",
        ),
        (
            "Perplexity prépare une levée de fonds de 500 millions de dollars.",
            "planned FundingRound organization: Perplexity | amount: 500e6 USD",
        ),
        (
            "Perplexity cherche 500 millions de dollars.",
            "planned FundingRound organization: Perplexity | amount: 500e6 USD",
        ),
        (
            "Perplexity espère boucler une levée de 500 millions de dollars d'ici la fin de l'année.",
            "planned FundingRound organization: Perplexity | amount: 500e6 USD",
        ),
        (
            "Perplexity a renoncé à lever 500 millions de dollars.",
            "negated FundingRound organization: Perplexity | amount: 500e6 USD",
        ),
        (
            "Perplexity dément chercher à lever 500 millions de dollars.",
            "negated FundingRound organization: Perplexity | amount: 500e6 USD",
        ),
        (
            "Qonto vient d'annoncer une levée de fonds record de 486 millions d'euros. Menée par Tiger Global et TCV, l'opération valorise la fintech 4,4 milliards d'euros.",
            "FundingRound organization: Qonto | amount: 486e6 EUR | valuation: 4.4e9 EUR",
            "Investment investor: Tiger Global | organization: Qonto",
            "Investment investor: TCV | organization: Qonto",
        ),
        (
            "Levée de fonds : Qonto récolte 486 millions d'euros",
            "FundingRound organization: Qonto | amount: 486e6 EUR",
        ),
        (
            "Qonto lève 486 millions d'euros\n\nLa fintech parisienne, fondée en 2016, a bouclé mardi un tour de table mené par Tiger Global. Les actionnaires historiques, dont Valar Ventures et DST Global, ont tous remis au pot.",
            "FundingRound organization: Qonto | amount: 486e6 EUR",
            "Investment investor: Tiger Global | organization: Qonto",
            "Investment investor: Valar Ventures | organization: Qonto",
            "Investment investor: DST Global | organization: Qonto",
        ),
        (
            "Doctolib a levé 500 millions d'euros au total depuis sa création.",
            "?FundingRound organization: Doctolib | amount: 500e6 EUR",
        ),
        (
            "Doctolib n'a pas levé de fonds depuis 2022.",
            "?negated FundingRound organization: Doctolib",
        ),
        (
            "Doctolib n'exclut pas de lever 300 millions d'euros.",
            "possible FundingRound organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "La levée de fonds de 300 millions d'euros de Doctolib a capoté.",
            "negated FundingRound organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Faute d'investisseurs, Doctolib a abandonné son projet de levée de 300 millions d'euros.",
            "negated FundingRound organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Selon Bloomberg, Doctolib serait en passe de lever 300 millions d'euros auprès de Blackstone.",
            "possible FundingRound organization: Doctolib | amount: 300e6 EUR",
            "?possible Investment investor: Blackstone | organization: Doctolib",
        ),
        (
            "Doctolib devrait lever 300 millions d'euros avant la fin de l'année.",
            "planned/possible FundingRound organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Doctolib s'apprête à boucler un tour de table de 300 millions d'euros.",
            "planned FundingRound organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Doctolib aurait levé 300 millions d'euros.",
            "possible FundingRound organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Doctolib discute d'une levée de 300 millions d'euros avec plusieurs fonds.",
            "possible FundingRound organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Doctolib prévoit une augmentation de capital de 300 millions d'euros.",
            "planned FundingRound organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Doctolib ambitionne de lever 300 millions d'euros.",
            "planned FundingRound organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Lovable a fait savoir jeudi qu'il levait 330 millions de dollars. Accel et Menlo Ventures se partagent la tête du tour ; Khosla Ventures et Salesforce Ventures ferment le cortège.",
            "FundingRound organization: Lovable | amount: 330e6 USD",
            "Investment investor: Accel | organization: Lovable",
            "Investment investor: Menlo Ventures | organization: Lovable",
            "Investment investor: Khosla Ventures | organization: Lovable",
            "Investment investor: Salesforce Ventures | organization: Lovable",
        ),
        (
            "Qonto a obtenu 250 millions d'euros de Eurazeo (chef de file), de Partech et de Bpifrance.",
            "FundingRound organization: Qonto | amount: 250e6 EUR",
            "Investment investor: Eurazeo | organization: Qonto",
            "Investment investor: Partech | organization: Qonto",
            "Investment investor: Bpifrance | organization: Qonto",
        ),
        (
            "Qonto, start-up parisienne, annonce la réalisation d'une augmentation de capital de 110 millions d'euros (série B). L'opération a été souscrite par Meridiam, ainsi que par deux actionnaires existants, Bpifrance et Partech.",
            "FundingRound organization: Qonto | amount: 110e6 EUR",
            "Investment investor: Meridiam | organization: Qonto",
            "Investment investor: Bpifrance | organization: Qonto",
            "Investment investor: Partech | organization: Qonto",
        ),
        (
            "Premier tour de table pour Qonto, dévoilé mardi : 300 millions de dollars. Andreessen Horowitz ouvrait la marche, suivi de Nvidia et d'Accel.",
            "FundingRound organization: Qonto | amount: 300e6 USD",
            "Investment investor: Andreessen Horowitz | organization: Qonto",
            "Investment investor: Nvidia | organization: Qonto",
            "Investment investor: Accel | organization: Qonto",
        ),
        (
            "2020 : amorçage de 4 millions d'euros pour Qonto auprès de Partech et de Eurazeo.",
            "FundingRound organization: Qonto | amount: 4e6 EUR",
            "Investment investor: Partech | organization: Qonto",
            "Investment investor: Eurazeo | organization: Qonto",
        ),
        (
            "L'ancien tour de 90 millions de dollars de Qonto, souscrit en janvier par Tiger Global, est oublié.",
            "FundingRound organization: Qonto | amount: 90e6 USD",
            "Investment investor: Tiger Global | organization: Qonto",
        ),
        (
            "Qonto ne lèvera finalement pas les 12 millions d'euros espérés : Partech s'est retiré.",
            "negated FundingRound organization: Qonto | amount: 12e6 EUR",
            "?negated Investment investor: Partech | organization: Qonto",
        ),
        (
            "Un tour de table de 30 millions d'euros a été bouclé par Verkor en 2022.",
            "FundingRound organization: Verkor | amount: 30e6 EUR | date: 2022",
        ),
        (
            "Verkor avait déjà levé 30 millions d'euros en 2022 et 5 millions un an plus tôt.",
            "FundingRound organization: Verkor | amount: 30e6 EUR | date: 2022",
            "?FundingRound organization: Verkor | amount: 5e6 EUR",
        ),
        (
            "Après un amorçage de 3 millions d'euros en 2021, Verkor boucle une série A de 20 millions menée par Eurazeo.",
            "FundingRound organization: Verkor | amount: 20e6 EUR | series: série A",
            "Investment investor: Eurazeo | organization: Verkor",
            "?FundingRound organization: Verkor | amount: 3e6 EUR",
        ),
        (
            "Verkor lève 20 millions d'euros en série A",
            "FundingRound organization: Verkor | amount: 20e6 EUR | series: série A",
        ),
        (
            "Verkor a reçu 20 millions d'euros d'Eurazeo et de Bpifrance.",
            "FundingRound organization: Verkor | amount: 20e6 EUR",
            "Investment investor: Eurazeo | organization: Verkor",
            "Investment investor: Bpifrance | organization: Verkor",
        ),
        (
            "Mistral AI a annoncé mercredi une levée de fonds de 1,7 milliard d'euros, menée par le néerlandais ASML, qui devient son premier actionnaire avec 11 % du capital. L'opération valorise la jeune pousse parisienne à 11,7 milliards d'euros. Bpifrance, Index Ventures et Lightspeed, déjà actionnaires, ont remis la main à la poche, tout comme Nvidia.",
            "FundingRound organization: Mistral AI | amount: 1.7e9 EUR | valuation: 11.7e9 EUR",
            "Investment investor: ASML | organization: Mistral AI",
            "?Investment investor: ASML | organization: Mistral AI | stake: 11",
            "Investment investor: Bpifrance | organization: Mistral AI",
            "Investment investor: Index Ventures | organization: Mistral AI",
            "Investment investor: Lightspeed | organization: Mistral AI",
            "Investment investor: Nvidia | organization: Mistral AI",
        ),
        (
            "La pépite toulousaine Aura Aero boucle un tour de table de 50 millions d'euros\n\nSpécialiste des avions électriques, Aura Aero a levé 50 millions d'euros auprès de Safran, de Blast et du fonds européen EIC. De son côté, Bpifrance apporte 10 millions. La société, qui emploie 200 personnes, vaut désormais 200 millions d'euros, selon nos informations.",
            "FundingRound organization: Aura Aero | amount: 50e6 EUR",
            "Investment investor: Safran | organization: Aura Aero",
            "?Investment investor: Blast | organization: Aura Aero",
            "?Investment investor: EIC | organization: Aura Aero",
            "Investment investor: Bpifrance | organization: Aura Aero",
            "?Valuation organization: Aura Aero | amount: 200e6 EUR",
        ),
        (
            "Pour financer sa croissance, Vinted vend pour 340 millions d'euros d'actions existantes. TPG mène l'opération, qui valorise l'entreprise lituanienne 5 milliards d'euros.",
            "?Investment investor: TPG | organization: Vinted",
            "Valuation organization: Vinted | amount: 5e9 EUR",
            "?FundingRound organization: Vinted | amount: 340e6 EUR",
        ),
        (
            "Le fonds Eurazeo a levé 2 milliards d'euros pour son nouveau véhicule.",
            "?FundingRound organization: Eurazeo | amount: 2e9 EUR",
        ),
        (
            "500 M€ d'un coup. Doctolib a officialisé mardi une levée menée par Eurazeo et Bpifrance.",
            "FundingRound organization: Doctolib | amount: 500e6 EUR",
            "Investment investor: Eurazeo | organization: Doctolib",
            "Investment investor: Bpifrance | organization: Doctolib",
        ),
        (
            "Doctolib a levé 500 millions d'euros auprès d'Eurazeo. Valorisation affichée : 5,8 milliards d'euros.",
            "FundingRound organization: Doctolib | amount: 500e6 EUR | valuation: 5.8e9 EUR",
            "Investment investor: Eurazeo | organization: Doctolib",
        ),
    ],
    "investments": [
        (
            "Dataiku ouvre son capital à Wellington Management, qui y injecte 200 millions de dollars.",
            "Investment investor: Wellington Management | organization: Dataiku | amount: 200e6 USD",
        ),
        (
            "Google remet 1 milliard de dollars au pot d'Anthropic.",
            "Investment investor: Google | organization: Anthropic | amount: 1e9 USD",
        ),
        (
            "Renault a souscrit à l'augmentation de capital de Verkor à hauteur de 20 millions d'euros.",
            "Investment investor: Renault | organization: Verkor | amount: 20e6 EUR",
        ),
        (
            "Michelin apporte 10 millions d'euros à Carbios.",
            "Investment investor: Michelin | organization: Carbios | amount: 10e6 EUR",
        ),
        (
            "L'investissement de 2 milliards de dollars de Google dans Anthropic inquiète les régulateurs.",
            "Investment investor: Google | organization: Anthropic | amount: 2e9 USD",
        ),
        (
            "L'investissement d'Eurazeo dans Verkor atteint 40 millions d'euros.",
            "Investment investor: Eurazeo | organization: Verkor | amount: 40e6 EUR",
        ),
        (
            "Soutenue par Eurazeo et Bpifrance, la start-up Murfy vise l'Espagne.",
            "Investment investor: Eurazeo | organization: Murfy",
            "Investment investor: Bpifrance | organization: Murfy",
        ),
        (
            "Financée par Peter Thiel, la société Quantum Systems se développe.",
            "Investment investor: Peter Thiel | organization: Quantum Systems",
        ),
        (
            "Saudi Aramco prend 10 % de Horse Powertrain pour 740 millions d'euros.",
            "Investment investor: Saudi Aramco | organization: Horse Powertrain | stake: 10 | amount: 740e6 EUR",
        ),
        (
            "Bpifrance détient 26 % de Novalis et Eurazeo 12 %.",
            "Investment investor: Bpifrance | organization: Novalis | stake: 26",
            "Investment investor: Eurazeo | organization: Novalis | stake: 12",
        ),
        ("Iliad possède déjà Scaleway.", "Investment investor: Iliad | organization: Scaleway"),
        (
            "Renault a pris une participation de 20 % dans Aston Martin.",
            "Investment investor: Renault | organization: Aston Martin | stake: 20",
        ),
        (
            "CMA CGM monte à 25 % du capital de Brittany Ferries.",
            "Investment investor: CMA CGM | organization: Brittany Ferries | stake: 25",
        ),
        (
            "CMA CGM va porter sa participation dans Air France-KLM à 9 %.",
            "planned Investment investor: CMA CGM | organization: Air France-KLM | stake: 9",
        ),
        (
            "Vivendi est devenu le premier actionnaire de Lagardère avec 45 % du capital.",
            "Investment investor: Vivendi | organization: Lagardère | stake: 45",
        ),
        (
            "LVMH, qui possède 11 % de Richemont, se tait.",
            "Investment investor: LVMH | organization: Richemont | stake: 11",
        ),
        (
            "Richemont, dont LVMH possède 11 %, se tait.",
            "Investment investor: LVMH | organization: Richemont | stake: 11",
        ),
        (
            "MBDA, codétenu par Airbus, BAE Systems et Leonardo, embauche.",
            "Investment investor: Airbus | organization: MBDA",
            "Investment investor: BAE Systems | organization: MBDA",
            "Investment investor: Leonardo | organization: MBDA",
        ),
        (
            "La coentreprise ACC est détenue à parts égales par Stellantis, Mercedes et TotalEnergies.",
            "Investment investor: Stellantis | organization: ACC",
            "Investment investor: Mercedes | organization: ACC",
            "Investment investor: TotalEnergies | organization: ACC",
        ),
        (
            "Ardian reste au capital de Diot-Siaci à hauteur de 30 %.",
            "Investment investor: Ardian | organization: Diot-Siaci | stake: 30",
        ),
        (
            "Ardian, actionnaire à hauteur de 30 % de Diot-Siaci, se félicite.",
            "Investment investor: Ardian | organization: Diot-Siaci | stake: 30",
        ),
        (
            "Le portefeuille d'Eurazeo compte notamment Doctolib et Back Market.",
            "Investment investor: Eurazeo | organization: Doctolib",
            "Investment investor: Eurazeo | organization: Back Market",
        ),
        (
            "Bernard Arnault contrôle 48 % du capital de LVMH.",
            "Investment investor: Bernard Arnault | organization: LVMH | stake: 48",
        ),
        (
            "Exor détient 14 % de Stellantis et 20 % de Ferrari.",
            "Investment investor: Exor | organization: Stellantis | stake: 14",
            "Investment investor: Exor | organization: Ferrari | stake: 20",
        ),
        (
            "Exor possède 14 % de Stellantis, dont Bpifrance détient 6 %.",
            "Investment investor: Exor | organization: Stellantis | stake: 14",
            "Investment investor: Bpifrance | organization: Stellantis | stake: 6",
        ),
        (
            "La participation d'Exor dans Ferrari s'élève à 20 %.",
            "Investment investor: Exor | organization: Ferrari | stake: 20",
        ),
        (
            "Elliott a acquis près de 5 % du capital de Southwest Airlines.",
            "Investment investor: Elliott | organization: Southwest Airlines | stake: 5",
        ),
        (
            "Elliott s'est invité au capital de Starbucks.",
            "Investment investor: Elliott | organization: Starbucks",
        ),
        (
            "Toyota a réinvesti 500 millions de dollars dans Joby Aviation.",
            "Investment investor: Toyota | organization: Joby Aviation | amount: 500e6 USD",
        ),
        (
            "OpenAI est soutenu par Microsoft à hauteur de 13 milliards de dollars.",
            "Investment investor: Microsoft | organization: OpenAI | amount: 13e9 USD",
        ),
        (
            "Microsoft, principal bailleur de fonds d'OpenAI, se tait.",
            "Investment investor: Microsoft | organization: OpenAI",
        ),
        (
            "Microsoft, premier investisseur d'OpenAI, se tait.",
            "Investment investor: Microsoft | organization: OpenAI",
        ),
        (
            "Le japonais Softbank est le premier actionnaire de T-Mobile avec 4,5 % des droits de vote.",
            "Investment investor: Softbank | organization: T-Mobile | stake: 4.5",
        ),
        (
            "Le Crédit Agricole détient désormais 19,8 % de Banco BPM.",
            "Investment investor: Crédit Agricole | organization: Banco BPM | stake: 19.8",
        ),
        (
            "UniCredit a porté sa part dans Commerzbank à 28 %.",
            "Investment investor: UniCredit | organization: Commerzbank | stake: 28",
        ),
        (
            "UniCredit est monté à 28 % au capital de Commerzbank.",
            "Investment investor: UniCredit | organization: Commerzbank | stake: 28",
        ),
        (
            "Apple a renoncé à investir dans OpenAI.",
            "negated Investment investor: Apple | organization: OpenAI",
        ),
        (
            "Apple n'investira pas dans OpenAI.",
            "negated Investment investor: Apple | organization: OpenAI",
        ),
        (
            "Apple refuse d'entrer au capital d'OpenAI.",
            "negated Investment investor: Apple | organization: OpenAI",
        ),
        (
            "Apple envisagerait d'entrer au capital de Mistral AI.",
            "possible Investment investor: Apple | organization: Mistral AI",
        ),
        (
            "Apple pourrait prendre une participation minoritaire dans Mistral AI.",
            "possible Investment investor: Apple | organization: Mistral AI",
        ),
        (
            "L'entrée de Nvidia au capital de Mistral AI fait jaser.",
            "Investment investor: Nvidia | organization: Mistral AI",
        ),
        (
            "Eurazeo a mené le tour de table de Verkor, auquel Bpifrance a participé.",
            "Investment investor: Eurazeo | organization: Verkor",
            "Investment investor: Bpifrance | organization: Verkor",
        ),
        (
            "Airbus cherche un partenaire. Les titres que détiennent aujourd'hui les fonds Castlelake et Ardian dans Daher seront rachetés.",
            "?Investment investor: Castlelake | organization: Daher",
            "?Investment investor: Ardian | organization: Daher",
        ),
        (
            "Blackstone pourrait injecter 300 millions d'euros dans Doctolib.",
            "possible Investment investor: Blackstone | organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Blackstone va injecter 300 millions d'euros dans Doctolib.",
            "planned Investment investor: Blackstone | organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Blackstone s'est engagé à investir 300 millions d'euros dans Doctolib.",
            "planned Investment investor: Blackstone | organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Blackstone a accepté d'investir 300 millions d'euros dans Doctolib.",
            "certain/planned Investment investor: Blackstone | organization: Doctolib | amount: 300e6 EUR",
        ),
        (
            "Blackstone a finalement jeté l'éponge : il n'entrera pas au capital de Doctolib.",
            "negated Investment investor: Blackstone | organization: Doctolib",
        ),
        (
            "Blackstone a décliné l'offre de participer au tour de table de Doctolib.",
            "?negated Investment investor: Blackstone | organization: Doctolib",
        ),
        (
            "Le fonds Blackstone a vendu sa participation de 12 % dans Doctolib.",
            "?Investment investor: Blackstone | organization: Doctolib | stake: 12",
        ),
        (
            "Blackstone cède ses parts dans Doctolib.",
            "?Investment investor: Blackstone | organization: Doctolib",
        ),
        (
            "Blackstone possède désormais un quart du capital de Doctolib.",
            "?Investment investor: Blackstone | organization: Doctolib",
        ),
        (
            "Blackstone détient la moitié des actions de Doctolib.",
            "?Investment investor: Blackstone | organization: Doctolib",
        ),
        (
            "Blackstone est actionnaire de Doctolib depuis 2019.",
            "Investment investor: Blackstone | organization: Doctolib",
        ),
        (
            "Blackstone, actionnaire historique de Doctolib, a voté contre.",
            "Investment investor: Blackstone | organization: Doctolib",
        ),
        (
            "Blackstone, qui est entré au capital de Doctolib en 2019, a voté contre.",
            "Investment investor: Blackstone | organization: Doctolib",
        ),
        (
            "Doctolib compte parmi ses actionnaires Eurazeo, General Atlantic et Bpifrance.",
            "Investment investor: Eurazeo | organization: Doctolib",
            "Investment investor: General Atlantic | organization: Doctolib",
            "Investment investor: Bpifrance | organization: Doctolib",
        ),
        (
            "Parmi les actionnaires de Doctolib figurent Eurazeo et Bpifrance.",
            "Investment investor: Eurazeo | organization: Doctolib",
            "Investment investor: Bpifrance | organization: Doctolib",
        ),
        (
            "Doctolib a pour actionnaires Eurazeo et Bpifrance.",
            "Investment investor: Eurazeo | organization: Doctolib",
            "Investment investor: Bpifrance | organization: Doctolib",
        ),
        (
            "Eurazeo et Bpifrance, déjà présents au capital de Doctolib, ont voté contre.",
            "Investment investor: Eurazeo | organization: Doctolib",
            "Investment investor: Bpifrance | organization: Doctolib",
        ),
        (
            "Le principal actionnaire de Doctolib, Eurazeo, a voté contre.",
            "Investment investor: Eurazeo | organization: Doctolib",
        ),
        (
            "Le premier actionnaire de Doctolib est Eurazeo, avec 18 % du capital.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 18",
        ),
        (
            "Doctolib appartient à 18 % à Eurazeo.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 18",
        ),
        (
            "Doctolib est détenu à hauteur de 18 % par Eurazeo.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 18",
        ),
        (
            "Doctolib, dont Eurazeo est actionnaire à 18 %, recrute.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 18",
        ),
        (
            "Doctolib, dont 18 % du capital est détenu par Eurazeo, recrute.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 18",
        ),
        (
            "Doctolib, dont le capital est détenu à 18 % par Eurazeo, recrute.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 18",
        ),
        (
            "Eurazeo voit sa participation dans Doctolib ramenée à 9 %.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 9",
        ),
        (
            "Eurazeo ne détient plus que 9 % de Doctolib.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 9",
        ),
        (
            "Eurazeo ne détient plus aucune action de Doctolib.",
            "?negated Investment investor: Eurazeo | organization: Doctolib",
        ),
        (
            "Avec 18 % du capital, Eurazeo est le premier actionnaire de Doctolib.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 18",
        ),
        (
            "Eurazeo renforce sa participation dans Doctolib et en détient désormais 22 %.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 22",
            "?Investment investor: Eurazeo | organization: Doctolib",
        ),
        (
            "Les 22 % d'Eurazeo dans Doctolib valent 1 milliard d'euros.",
            "?Investment investor: Eurazeo | organization: Doctolib | stake: 22",
        ),
        (
            "Doctolib a ouvert 10 % de son capital à Eurazeo.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 10",
        ),
        (
            "Doctolib accueille Eurazeo à son capital.",
            "Investment investor: Eurazeo | organization: Doctolib",
        ),
        (
            "Doctolib accueille un nouvel actionnaire, Eurazeo.",
            "Investment investor: Eurazeo | organization: Doctolib",
        ),
        (
            "Eurazeo rejoint le capital de Doctolib.",
            "Investment investor: Eurazeo | organization: Doctolib",
        ),
        (
            "Eurazeo fait son entrée au capital de Doctolib à hauteur de 8 %.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 8",
        ),
        (
            "Eurazeo fait une entrée remarquée au capital de Doctolib.",
            "Investment investor: Eurazeo | organization: Doctolib",
        ),
        (
            "Eurazeo acquiert une part minoritaire de Doctolib.",
            "Investment investor: Eurazeo | organization: Doctolib",
        ),
        (
            "Eurazeo achète pour 50 millions d'euros d'actions Doctolib.",
            "?Investment investor: Eurazeo | organization: Doctolib | amount: 50e6 EUR",
        ),
        (
            "Eurazeo s'est porté acquéreur de 8 % de Doctolib.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 8",
        ),
        (
            "Eurazeo franchit le seuil de 10 % du capital de Doctolib.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 10",
        ),
        (
            "Le fonds Elliott a révélé détenir 5 % de Doctolib.",
            "Investment investor: Elliott | organization: Doctolib | stake: 5",
        ),
        (
            "Elliott a pris position au capital de Doctolib.",
            "Investment investor: Elliott | organization: Doctolib",
        ),
        (
            "Doctolib a convaincu Eurazeo d'investir 20 millions d'euros.",
            "certain/planned Investment investor: Eurazeo | organization: Doctolib | amount: 20e6 EUR",
        ),
        (
            "Eurazeo a injecté 20 millions d'euros chez Doctolib, portant son total investi à 60 millions.",
            "Investment investor: Eurazeo | organization: Doctolib | amount: 20e6 EUR",
        ),
        (
            "Xavier Niel a investi à titre personnel dans Doctolib.",
            "Investment investor: Xavier Niel | organization: Doctolib",
        ),
        (
            "Xavier Niel figure parmi les business angels de Doctolib.",
            "Investment investor: Xavier Niel | organization: Doctolib",
        ),
        (
            "Bernard Arnault, via sa holding Aglaé Ventures, a investi dans Back Market.",
            "Investment investor: Bernard Arnault | organization: Back Market",
            "?Investment investor: Aglaé Ventures | organization: Back Market",
        ),
        (
            "Doctolib a été financé par Bernard Arnault à ses débuts.",
            "Investment investor: Bernard Arnault | organization: Doctolib",
        ),
        (
            "Google et Nvidia ont misé sur SSI, la start-up d'Ilya Sutskever.",
            "?Investment investor: Google | organization: SSI",
            "?Investment investor: Nvidia | organization: SSI",
        ),
        (
            "Eurazeo possède un quart de Doctolib.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 25",
        ),
        (
            "Eurazeo détient un tiers du capital de Doctolib.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 33.3",
        ),
        (
            "Eurazeo a acquis la moitié du capital de Doctolib.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 50",
        ),
        (
            "Le Crédit Agricole s'est invité à hauteur de 20,1 % chez Banco BPM.",
            "Investment investor: Crédit Agricole | organization: Banco BPM | stake: 20.1",
        ),
        (
            "La montée de Bouygues au capital d'Alstom se précise.",
            "?Investment investor: Bouygues | organization: Alstom",
            "?planned Investment investor: Bouygues | organization: Alstom",
            "?possible Investment investor: Bouygues | organization: Alstom",
        ),
        (
            "Danone, détenu à parts égales par Nestlé et Bouygues, recrute.",
            "Investment investor: Nestlé | organization: Danone | stake: 50",
            "Investment investor: Bouygues | organization: Danone | stake: 50",
        ),
        (
            "Nestlé et Bouygues possèdent chacun 30 % de Danone.",
            "Investment investor: Nestlé | organization: Danone | stake: 30",
            "Investment investor: Bouygues | organization: Danone | stake: 30",
        ),
        (
            "Nestlé et Bouygues possèdent respectivement 30 % et 20 % de Danone.",
            "Investment investor: Nestlé | organization: Danone | stake: 30",
            "Investment investor: Bouygues | organization: Danone | stake: 20",
        ),
        (
            "Nestlé détient 30 % de Danone, Bouygues 20 % et Bpifrance 10 %.",
            "Investment investor: Nestlé | organization: Danone | stake: 30",
            "Investment investor: Bouygues | organization: Danone | stake: 20",
            "Investment investor: Bpifrance | organization: Danone | stake: 10",
        ),
        (
            "Les actionnaires de Danone sont Nestlé (30 %), Bouygues (20 %) et Bpifrance (10 %).",
            "Investment investor: Nestlé | organization: Danone | stake: 30",
            "Investment investor: Bouygues | organization: Danone | stake: 20",
            "Investment investor: Bpifrance | organization: Danone | stake: 10",
        ),
        (
            "Nestlé, premier actionnaire de Danone avec 30 % des parts, soutient le projet.",
            "Investment investor: Nestlé | organization: Danone | stake: 30",
        ),
        (
            "Filiale à 60 % de Bouygues, TF1 recrute.",
            "Investment investor: Bouygues | organization: TF1 | stake: 60",
        ),
        (
            "TF1, filiale à 43 % de Bouygues, recrute.",
            "Investment investor: Bouygues | organization: TF1 | stake: 43",
        ),
        (
            "Bouygues se hisse à 43 % du capital de TF1.",
            "Investment investor: Bouygues | organization: TF1 | stake: 43",
        ),
        (
            "La part de Bouygues dans TF1 grimpe à 43 %.",
            "Investment investor: Bouygues | organization: TF1 | stake: 43",
        ),
        (
            "Bouygues voit sa part dans TF1 grimper à 43 %.",
            "Investment investor: Bouygues | organization: TF1 | stake: 43",
        ),
        (
            "Bouygues a vu sa part passer de 40 à 43 % du capital de TF1.",
            "Investment investor: Bouygues | organization: TF1 | stake: 43",
        ),
        (
            "Bouygues, qui détenait déjà 40 % de TF1, a acquis 3 % supplémentaires.",
            "Investment investor: Bouygues | organization: TF1 | stake: 40",
            "?Investment investor: Bouygues | organization: TF1 | stake: 3",
        ),
        (
            "Bouygues lorgne 10 % d'Alstom.",
            "?possible Investment investor: Bouygues | organization: Alstom | stake: 10",
        ),
        (
            "Bouygues serait prêt à prendre 20 % d'Alstom.",
            "possible Investment investor: Bouygues | organization: Alstom | stake: 20",
        ),
        (
            "Bouygues négocie l'achat de 20 % d'Alstom.",
            "possible Investment investor: Bouygues | organization: Alstom | stake: 20",
        ),
        (
            "Bouygues discute d'une entrée au capital d'Alstom.",
            "possible Investment investor: Bouygues | organization: Alstom",
        ),
        (
            "Bouygues étudie une prise de participation dans Alstom.",
            "possible Investment investor: Bouygues | organization: Alstom",
        ),
        (
            "Bouygues souhaite entrer au capital d'Alstom.",
            "planned Investment investor: Bouygues | organization: Alstom",
        ),
        (
            "Bouygues a promis d'investir 300 millions d'euros dans Alstom.",
            "planned Investment investor: Bouygues | organization: Alstom | amount: 300e6 EUR",
        ),
        (
            "Bouygues prévoit d'injecter 300 millions d'euros dans Alstom.",
            "planned Investment investor: Bouygues | organization: Alstom | amount: 300e6 EUR",
        ),
        (
            "Bouygues n'a jamais investi dans Alstom.",
            "negated Investment investor: Bouygues | organization: Alstom",
        ),
        (
            "Bouygues dément vouloir entrer au capital d'Alstom.",
            "negated Investment investor: Bouygues | organization: Alstom",
        ),
        (
            "La SNCF et la RATP, actionnaires à parts égales de Systra, recrutent.",
            "?Investment investor: SNCF | organization: Systra",
            "?Investment investor: RATP | organization: Systra",
        ),
        (
            "Alstom recrute. Bouygues en détient 20 %, Bpifrance 7 %.",
            "Investment investor: Bouygues | organization: Alstom | stake: 20",
            "Investment investor: Bpifrance | organization: Alstom | stake: 7",
        ),
        (
            "Microsoft a mis 1 milliard de dollars dans OpenAI en 2019, puis 10 milliards en 2023.",
            "Investment investor: Microsoft | organization: OpenAI | amount: 1e9 USD | date: 2019",
            "?Investment investor: Microsoft | organization: OpenAI | amount: 10e9 USD",
        ),
        (
            "Microsoft, qui a déjà investi 13 milliards de dollars dans OpenAI, pourrait remettre au pot.",
            "Investment investor: Microsoft | organization: OpenAI | amount: 13e9 USD",
            "?possible Investment investor: Microsoft | organization: OpenAI",
        ),
        (
            "Verkor s'est vu confier 20 millions d'euros par Eurazeo.",
            "?Investment investor: Eurazeo | organization: Verkor | amount: 20e6 EUR",
        ),
        (
            "Eurazeo et Bpifrance apportent 20 millions d'euros à Verkor.",
            "Investment investor: Eurazeo | organization: Verkor",
            "Investment investor: Bpifrance | organization: Verkor",
        ),
        (
            "Kering a racheté 30 % de Valentino au qatari Mayhoola pour 1,7 milliard d'euros.",
            "Investment investor: Kering | organization: Valentino | stake: 30 | amount: 1.7e9 EUR",
        ),
        (
            "Safran et Airbus contrôlent chacun la moitié d'ArianeGroup.",
            "Investment investor: Safran | organization: ArianeGroup | stake: 50",
            "Investment investor: Airbus | organization: ArianeGroup | stake: 50",
        ),
        (
            "Le géant américain Amazon a confirmé son investissement dans Anthropic.",
            "Investment investor: Amazon | organization: Anthropic",
        ),
        (
            "Amazon a porté son investissement total dans Anthropic à 8 milliards de dollars.",
            "Investment investor: Amazon | organization: Anthropic | amount: 8e9 USD",
        ),
        (
            "L'investissement d'Amazon dans Anthropic fait l'objet d'une enquête.",
            "Investment investor: Amazon | organization: Anthropic",
        ),
        (
            "Soutenue par Sequoia, la fintech Qonto embauche.",
            "Investment investor: Sequoia | organization: Qonto",
        ),
        (
            "Qonto, la fintech financée par Tencent, embauche.",
            "Investment investor: Tencent | organization: Qonto",
        ),
        (
            "Tencent est au capital de Qonto depuis 2020.",
            "Investment investor: Tencent | organization: Qonto",
        ),
        (
            "Tencent a quitté le capital de Qonto.",
            "?Investment investor: Tencent | organization: Qonto",
        ),
        (
            "Tencent cherche à se désengager de Qonto, dont il détient 8 %.",
            "Investment investor: Tencent | organization: Qonto | stake: 8",
        ),
    ],
    "valuations": [
        (
            "Stripe est désormais valorisé 65 milliards de dollars.",
            "Valuation organization: Stripe | amount: 65e9 USD",
        ),
        (
            "Valorisée 12,5 milliards de dollars, Scale AI recrute.",
            "Valuation organization: Scale AI | amount: 12.5e9 USD",
        ),
        (
            "La société Databricks, valorisée à 62 milliards de dollars, recrute.",
            "Valuation organization: Databricks | amount: 62e9 USD",
        ),
        (
            "La valorisation de Klarna a été ramenée à 6,7 milliards de dollars.",
            "Valuation organization: Klarna | amount: 6.7e9 USD",
        ),
        (
            "Klarna vaut désormais 14,6 milliards de dollars.",
            "Valuation organization: Klarna | amount: 14.6e9 USD",
        ),
        (
            "Nvidia pèse plus de 3 000 milliards de dollars en Bourse.",
            "Valuation organization: Nvidia | amount: 3000e9 USD",
        ),
        (
            "La capitalisation boursière de LVMH dépasse 300 milliards d'euros.",
            "Valuation organization: LVMH | amount: 300e9 EUR",
        ),
        (
            "Avec une capitalisation de 90 milliards d'euros, Schneider Electric entre dans le top 10.",
            "Valuation organization: Schneider Electric | amount: 90e9 EUR",
        ),
        (
            "Cette cession valorise Ekimetrics à 1 milliard d'euros.",
            "Valuation organization: Ekimetrics | amount: 1e9 EUR",
        ),
        (
            "La transaction valoriserait Worldline autour de 2 milliards d'euros.",
            "possible Valuation organization: Worldline | amount: 2e9 EUR",
        ),
        (
            "Worldline, dont la valeur atteint 2 milliards d'euros, recrute.",
            "Valuation organization: Worldline | amount: 2e9 EUR",
        ),
        (
            "SpaceX serait valorisé 350 milliards de dollars.",
            "possible Valuation organization: SpaceX | amount: 350e9 USD",
        ),
        (
            "SpaceX a lancé une vente d'actions de salariés sur la base d'une valorisation de 350 milliards de dollars.",
            "Valuation organization: SpaceX | amount: 350e9 USD",
        ),
        (
            "En 2021, Ledger valait 1,3 milliard d'euros.",
            "Valuation organization: Ledger | amount: 1.3e9 EUR",
        ),
        (
            "Ledger est estimée à 1,3 milliard d'euros.",
            "Valuation organization: Ledger | amount: 1.3e9 EUR",
        ),
        (
            "Les investisseurs évaluent Ledger à 1,3 milliard d'euros.",
            "Valuation organization: Ledger | amount: 1.3e9 EUR",
        ),
        (
            "La licorne Alan affiche une valorisation de 4 milliards d'euros.",
            "Valuation organization: Alan | amount: 4e9 EUR",
        ),
        (
            "La valorisation d'Alan atteint désormais 4 milliards d'euros.",
            "Valuation organization: Alan | amount: 4e9 EUR",
        ),
        (
            "La valorisation d'Alan a bondi à 4 milliards d'euros.",
            "Valuation organization: Alan | amount: 4e9 EUR",
        ),
        (
            "Belfius a investi dans Alan sur la base d'une valorisation de 4 milliards d'euros.",
            "Investment investor: Belfius | organization: Alan",
            "Valuation organization: Alan | amount: 4e9 EUR",
        ),
        (
            "Belfius investit 173 millions d'euros dans Alan, ce qui valorise l'assureur à 4 milliards d'euros.",
            "Investment investor: Belfius | organization: Alan | amount: 173e6 EUR",
            "Valuation organization: Alan | amount: 4e9 EUR",
        ),
        (
            "Alan vaudrait 4 milliards d'euros.",
            "possible Valuation organization: Alan | amount: 4e9 EUR",
        ),
        (
            "Alan est valorisé autour de 4 milliards d'euros.",
            "Valuation organization: Alan | amount: 4e9 EUR",
        ),
        (
            "L'assureur Alan, qui pèse 4 milliards d'euros, recrute.",
            "Valuation organization: Alan | amount: 4e9 EUR",
        ),
        (
            "Alan pourrait être valorisé jusqu'à 4 milliards d'euros.",
            "possible Valuation organization: Alan | amount: 4e9 EUR",
        ),
        (
            "Atos ne vaut plus que 200 millions d'euros en Bourse.",
            "Valuation organization: Atos | amount: 200e6 EUR",
        ),
        (
            "La capitalisation boursière d'Atos est tombée à 200 millions d'euros.",
            "Valuation organization: Atos | amount: 200e6 EUR",
        ),
        (
            "Apple a franchi le cap des 3 000 milliards de dollars de capitalisation.",
            "Valuation organization: Apple | amount: 3000e9 USD",
        ),
        (
            "Apple a dépassé les 3 000 milliards de dollars de capitalisation boursière.",
            "Valuation organization: Apple | amount: 3000e9 USD",
        ),
        (
            "Mistral AI, désormais valorisée à 11,7 milliards d'euros, devient la première start-up européenne.",
            "Valuation organization: Mistral AI | amount: 11.7e9 EUR",
        ),
        (
            "La valorisation d'Instacart fond de 39 à 10 milliards de dollars.",
            "Valuation organization: Instacart | amount: 39e9 USD",
            "Valuation organization: Instacart | amount: 10e9 USD",
        ),
        (
            "Instacart a vu sa valorisation chuter de 39 à 10 milliards de dollars.",
            "Valuation organization: Instacart | amount: 39e9 USD",
            "Valuation organization: Instacart | amount: 10e9 USD",
        ),
    ],
    "nothing": [
        (
            "L'opération, d'un montant de 90 millions d'euros, a été menée par Partech aux côtés de Bpifrance.\nVestiaire Collective compte s'étendre.",
        ),
        ("Carrefour conserve 20 % de Carrefour Chine.",),
        ("Qonto a réalisé un chiffre d'affaires de 450 millions d'euros.",),
        ("Qonto a engrangé 450 millions d'euros de revenus.",),
        ("Ubisoft a enregistré une perte nette de 494 millions d'euros.",),
        ("Google a écopé d'une amende de 2,4 milliards d'euros.",),
        ("Meta va dépenser 65 milliards de dollars dans ses centres de données.",),
        ("Meta investit 10 milliards de dollars dans un centre de données en Louisiane.",),
        ("Microsoft va investir 4 milliards d'euros en France.",),
        ("Thales a décroché un contrat de 300 millions d'euros avec l'Inde.",),
        ("Alstom a obtenu une commande de 2 milliards d'euros.",),
        ("Le marché du jeu vidéo pèse 200 milliards de dollars.",),
        ("Le PDG de Carrefour touche 4,7 millions d'euros par an.",),
        ("Airbus a émis 2 milliards d'euros d'obligations.",),
        ("Casino a levé 500 millions d'euros de dette.",),
        ("Danone a vendu 6 % de produits en plus.",),
        ("Apple possède 20 % du marché des téléphones.",),
        ("L'action Orange a perdu 5 %.",),
        ("Stellantis supprime 10 % des effectifs d'Opel.",),
        ("Le groupe Nokia a annoncé un investissement de 360 millions d'euros dans deux usines.",),
        ("Le film a coûté 80 millions d'euros à Pathé.",),
        ("Airbus a signé un contrat de 20 milliards d'euros avec IndiGo.",),
        ("Total a apporté son soutien à Greenpeace.",),
        ("Le Crédit Mutuel a accordé un prêt de 30 millions d'euros à Verkor.",),
        ("Verkor a reçu une subvention de 650 millions d'euros de l'État.",),
        ("- Tiger Global : 200 millions d'euros dans Qonto ;\n- TCV : 100 millions d'euros.",),
        ("Le chiffre d'affaires d'Alan est passé de 2,7 à 4 millions d'euros.",),
        ("Les actifs de BlackRock valent 10 000 milliards de dollars.",),
        ("Le patrimoine d'Elon Musk est estimé à 400 milliards de dollars.",),
        ("La fortune de Bernard Arnault est évaluée à 200 milliards de dollars.",),
        ("Bernard Arnault pèse 200 milliards de dollars.",),
        ("Le contrat de Renault avec la SNCF vaut 3 milliards d'euros.",),
        ("Une action Nvidia vaut 120 dollars.",),
        ("Le préjudice de Renault est évalué à 30 millions d'euros.",),
        ("Renault évalue à 30 millions d'euros le coût du rappel.",),
        ("Engie a levé le voile sur ses résultats : 5 milliards d'euros de bénéfice.",),
        ("Sanofi possède 15 % du marché de l'insuline.",),
        ("Renault conserve 18 % de parts de marché en France.",),
        ("Le titre Atos a repris 12 % à la Bourse de Paris.",),
        ("Sony prend 5 % à Tokyo.",),
        ("Netflix a gagné 9 millions d'abonnés.",),
        ("Disney a engrangé 1,2 milliard de dollars de recettes avec ce film.",),
        ("Le Louvre a récolté 5 millions d'euros de dons.",),
        ("Bouygues a décroché un chantier de 600 millions d'euros.",),
        ("TotalEnergies va injecter 2 milliards d'euros dans ses raffineries.",),
        ("Carrefour détient 40 % des magasins du groupe en franchise.",),
        ("Sanofi apporte son expertise à Orano.",),
        ("L'État a versé 3 milliards d'euros d'aides à Renault.",),
        ("Apple a versé 1 milliard de dollars à Qualcomm pour solder leur litige.",),
        ("Google verse 20 milliards de dollars par an à Apple pour rester le moteur par défaut.",),
        ("Les parents apportent leur soutien à Airbus.",),
        ("Uber participe au Salon de l'auto aux côtés de Renault.",),
        ("Michelin mène une opération de communication avec Ferrari.",),
        ("Renault, suivi par Peugeot, domine le marché.",),
        ("Nestlé est accompagné par Rothschild dans cette cession.",),
        ("Le projet, soutenu par Greenpeace, inquiète Total.",),
        ("Son capital est réparti entre Nestlé (30 %), Bouygues (20 %) et Bpifrance (10 %). Danone recrute.",),
        ("Renault et Nissan détiennent chacun 15 % de l'autre.",),
        ("Les fondateurs d'Alan détiennent encore 30 % de l'assureur.",),
        ("Total investira 100 millions d'euros par an dans l'hydrogène.",),
        ("Engie a levé 2 milliards d'euros sur le marché obligataire.",),
        ("La SNCF a emprunté 1 milliard d'euros.",),
        ("L'ONG Oxfam a collecté 5 millions d'euros.",),
        ("Michelin a versé 900 millions d'euros de dividendes à ses actionnaires.",),
        ("Le procès oppose Meta à l'État, qui lui réclame 1 milliard d'euros.",),
        ("Renault a vendu 20 % de ses usines.",),
        ("Apple a acheté pour 100 milliards de dollars de ses propres actions.",),
        ("La marque pèse 30 % des ventes de LVMH.",),
        ("Airbus détient 60 % de parts de marché face à Boeing.",),
        ("OpenAI devrait perdre 5 milliards de dollars cette année.",),
        ("L'amende infligée à Google vaut 4 milliards d'euros.",),
        ("Doctolib prévoit un chiffre d'affaires de 4 à 3 millions d'euros.",),
    ],
    "several sentences": [
        (
            "Novexia a mis la dernière main à sa série B. Le pactole atteint 62 millions d'euros. Eurazeo tient la plume, Partech et le fonds Écotechnologies complètent le tableau.",
            "FundingRound organization: Novexia | amount: 62e6 EUR | series: série B",
            "Investment investor: Eurazeo | organization: Novexia",
            "Investment investor: Partech | organization: Novexia",
            "Investment investor: Écotechnologies | organization: Novexia",
        ),
        (
            "Novexia lève 330 millions de dollars. L'opération précédente, une série A de 200 millions signée en juillet sous la conduite d'Accel, paraît bien loin.",
            "FundingRound organization: Novexia | amount: 330e6 USD",
            "FundingRound organization: Novexia | amount: 200e6 USD",
            "Investment investor: Accel | organization: Novexia",
        ),
        (
            "Alan lève 12 millions d'euros. Autour de la table : Partech, Elaia et Bpifrance.",
            "FundingRound organization: Alan | amount: 12e6 EUR",
            "Investment investor: Partech | organization: Alan",
            "Investment investor: Elaia | organization: Alan",
            "Investment investor: Bpifrance | organization: Alan",
        ),
        (
            "Alan a récolté 300 millions de dollars (série B, Accel et Salesforce Ventures aux avant-postes).",
            "FundingRound organization: Alan | amount: 300e6 USD",
            "Investment investor: Accel | organization: Alan",
            "Investment investor: Salesforce Ventures | organization: Alan",
        ),
        (
            "Le Crédit Agricole et Bpifrance accompagnent Novexia : chacun entre pour 10 % au capital.",
            "Investment investor: Crédit Agricole | organization: Novexia | stake: 10",
            "Investment investor: Bpifrance | organization: Novexia | stake: 10",
        ),
        (
            "Alan vaut 2 milliards d'euros. Il y a un an, la jeune pousse en valait 900 millions.",
            "Valuation organization: Alan | amount: 2e9 EUR",
            "Valuation organization: Alan | amount: 900e6 EUR",
        ),
    ],
    "who has the shares": [
        (
            "Novexia est détenue à 47 % par Eurazeo, à 21 % par Bpifrance, le solde étant entre les mains de son fondateur, Paul Mercier, et des salariés.",
            "Investment investor: Eurazeo | organization: Novexia | stake: 47",
            "Investment investor: Bpifrance | organization: Novexia | stake: 21",
            "Investment investor: Paul Mercier | organization: Novexia",
        ),
        (
            "L'opération mettra fin à sept années de présence au capital d'Alan des fonds Ardian (38 %) et Eurazeo (12 %).",
            "?Investment investor: Ardian | organization: Alan | stake: 38",
            "?Investment investor: Eurazeo | organization: Alan | stake: 12",
        ),
        (
            "L'opération mettra fin à sept années de présence d'Ardian (38 %) au capital de Novexia.",
            "Investment investor: Ardian | organization: Novexia | stake: 38",
        ),
        (
            "Mayhoola possède 70 % de Valentino, Kering le solde.",
            "Investment investor: Mayhoola | organization: Valentino | stake: 70",
            "Investment investor: Kering | organization: Valentino",
        ),
        (
            "Michelin détiendra 60 % de la coentreprise Hydrolia, Renault les 40 % restants.",
            "planned Investment investor: Michelin | organization: Hydrolia | stake: 60",
            "planned Investment investor: Renault | organization: Hydrolia | stake: 40",
        ),
        (
            "Le capital de Danone se répartit désormais entre Michelin (45 %), les fondateurs (30 %) et Bpifrance (25 %).",
            "Investment investor: Michelin | organization: Danone | stake: 45",
            "Investment investor: Bpifrance | organization: Danone | stake: 25",
        ),
        (
            "Répartition du capital de Danone : Michelin 45 %, Bpifrance 25 %, salariés 30 %.",
            "Investment investor: Michelin | organization: Danone | stake: 45",
            "Investment investor: Bpifrance | organization: Danone | stake: 25",
        ),
        (
            "Ardian a vendu ses 35 % de Doctolib à Eurazeo.",
            "Investment investor: Eurazeo | organization: Doctolib | stake: 35",
        ),
        (
            "Avec cette opération, Michelin passe de 20 à 45 % du capital de Danone.",
            "Investment investor: Michelin | organization: Danone | stake: 45",
        ),
        (
            "CapitalG, une émanation d'Alphabet, et Menlo Ventures se partagent la tête du tour de Novexia.",
            "Investment investor: CapitalG | organization: Novexia",
            "Investment investor: Menlo Ventures | organization: Novexia",
        ),
        (
            "Dans le tour de table de Novexia, on retrouve Hiro Capital et Partech.",
            "Investment investor: Hiro Capital | organization: Novexia",
            "Investment investor: Partech | organization: Novexia",
        ),
        (
            "Danone capitalise 1,9 milliard d'euros sur Euronext.",
            "Valuation organization: Danone | amount: 1.9e9 EUR",
        ),
        ("Mayhoola possède 70 % de la griffe romaine. Valentino recrute.",),
        # totals of a market, and of years, are nobody's round
        ("Le total de 53,5 millions d'euros levés surprend. La start-up Novexia recrute.",),
        ("Une opération qui porte à 12 millions d'euros les fonds levés par Novexia en cinq ans.",),
        ("Selon l'étude, les fintechs africaines ont levé 4 milliards d'euros en 2023. Novexia recrute.",),
    ],
}
ROWS = [row for rows in TABLE.values() for row in rows]


@pytest.fixture(scope="module")
def read(nlp: Language) -> dict[str, Doc]:
    """Every sentence, annotated in one run."""
    articles = [Article(str(n), f"{n}.txt", row[0], "", "2024-10-04") for n, row in enumerate(ROWS)]
    return {article.text: doc for article, doc in pipeline.docs(nlp, articles)}


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:60] for row in ROWS])
def test_a_sentence_claims(read: dict[str, Doc], row: tuple[str, ...]) -> None:
    doc = read[row[0]]
    claims = [c for c in layers.claims(doc) if c.type in KINDS]
    assert differences(row[1:], claims, layers.entities(doc)) == []
