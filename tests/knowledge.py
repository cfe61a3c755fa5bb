"""A small knowledge made by hand: every type of fact, every factuality, and two documents that disagree."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from ontograph.model import Argument, Claim, Document, Entity, Fact, Factuality, GroundedClaim, Knowledge, Money, Status

CLAIRE, DENIS = "person/claire-aubry", "person/denis-morel"
NOVA, HELIO, ARPEGE = "organization/nova-ia", "organization/helio", "organization/arpege-capital"
GAZETTE, MINISTRY, SORA = "organization/la-gazette", "organization/ministere-de-l-industrie", "organization/sora"

ROUND = "funding-round/nova-ia-500-million-2024"

TEXTS = {
    "a": (
        "Claire Aubry quitte Nova IA pour Helio. L'ancienne directrice technique de Nova IA a démissionné en mai 2024. "
        "Nova IA a levé 500 millions de dollars auprès d'Arpège Capital, qui prend 12,5 %, sur une valorisation de "
        "4 milliards. Denis Morel a fondé Nova IA en 2019 et la dirige."
    ),
    "b": (
        "Nova IA a limogé Claire Aubry en juin 2024. Helio pourrait racheter Sora pour environ 1,2 milliard d'euros, "
        "selon La Gazette. Nova IA a assigné Helio devant le tribunal de commerce de Paris. Denis Morel se met en "
        "retrait jusqu'en septembre."
    ),
    "c": (
        "Helio nommera Claire Aubry présidente le 1er octobre. Nova IA n'a jamais signé d'accord avec Sora, assure "
        "Denis Morel. Helio, Sora et Arpège Capital s'allient. Helio vaut 10 milliards d'euros. "
        "Le ministère de l'Industrie se tait."
    ),
}


def _document(name: str, published: str | None, mentions: tuple[str, ...], title: str | None = None) -> Document:
    sha256 = hashlib.sha256(TEXTS[name].encode()).hexdigest()
    url = f"https://exemple.fr/{name}?page=1&vue=<tout>" if title else None
    publisher = "La Gazette" if title else None
    return Document(
        f"document/{name}", f"presse/{name}.txt", sha256, published, title, url, publisher, tuple(sorted(mentions))
    )


def _arguments(**roles: str | Money | tuple[str, ...]) -> tuple[Argument, ...]:
    rename = {"from_": "from"}
    return tuple(
        Argument(rename.get(role, role), value if isinstance(value, tuple) else (value,))
        for role, value in roles.items()
    )


def _fact(
    id_: str,
    label: str,
    arguments: tuple[Argument, ...],
    claims: list[tuple[str, str, Claim]],
    factuality: Factuality = "certain",
    date: str | None = None,
) -> Fact:
    """`claims`: document, the words to quote, and a claim without its place."""
    grounded = []
    for number, (document, quote, claim) in enumerate(claims, 1):
        start = TEXTS[document].index(quote)
        placed = Claim(
            type=claim.type,
            arguments=claim.arguments or arguments,
            factuality=claim.factuality,
            start=start,
            end=start + len(quote),
            quote=quote,
            rule=claim.rule,
            date=claim.date,
            status=claim.status,
            attributed_to=claim.attributed_to,
            attributed_entity=claim.attributed_entity,
            confidence=claim.confidence,
        )
        grounded.append(GroundedClaim(f"claim/{id_.replace('/', '-')}-{number}", f"document/{document}", placed))
    return Fact(id_, claims[0][2].type, label, arguments, factuality, tuple(grounded), date)


def _claim(
    type_: str,
    *arguments: Argument,
    factuality: Factuality = "certain",
    date: str | None = None,
    status: Status | None = None,
    attributed_to: str | None = None,
    attributed_entity: str | None = None,
    confidence: float = 1.0,
) -> Claim:
    return Claim(
        type_, arguments, factuality, 0, 0, "", f"{type_.lower()}.test", date, status, attributed_to, attributed_entity,
        confidence,
    )  # fmt: skip


def knowledge() -> Knowledge:
    """Sorted by id, as the resolution gives it."""
    documents = (
        _document("a", "2024-05-20", (CLAIRE, DENIS, NOVA, HELIO, ARPEGE), "Nova IA perd sa directrice technique"),
        _document("b", "2024-06", (CLAIRE, DENIS, NOVA, HELIO, SORA, GAZETTE)),
        _document("c", None, (CLAIRE, DENIS, NOVA, HELIO, SORA, ARPEGE, MINISTRY)),
    )
    entities = (
        Entity(ARPEGE, "Organization", "Arpège Capital", ("Arpège",), "InvestmentFirm"),
        Entity(HELIO, "Organization", "Helio", (), "Company"),
        Entity(GAZETTE, "Organization", "La Gazette", (), "MediaOutlet"),
        Entity(MINISTRY, "Organization", "Ministère de l'Industrie", ("l'Industrie",), "PublicBody"),
        Entity(NOVA, "Organization", "Nova IA", ("Nova", "Nova IA"), "Company", "Q1234567"),
        Entity(SORA, "Organization", "Sora", (), None),
        Entity(CLAIRE, "Person", "Claire Aubry", ("Aubry", "Mme Aubry")),
        Entity(DENIS, "Person", "Denis Morel", ("Morel",)),
    )
    return Knowledge(documents, entities, tuple(sorted(_facts(), key=lambda fact: fact.id)))


def _facts() -> list[Fact]:
    usd500, usd4000 = Money(Decimal("500000000"), "USD"), Money(Decimal("4E+9"), None)
    return [
        _fact(
            "departure/claire-aubry-nova-ia-2024",
            "Claire Aubry quitte Nova IA pour Helio (mai 2024).",
            _arguments(person=CLAIRE, organization=NOVA, roleClass="CTO", title="directrice technique",
                       kind="resignation", destination=HELIO),
            [
                ("a", "Claire Aubry quitte Nova IA pour Helio",
                 _claim("Departure", *_arguments(person=CLAIRE, organization=NOVA, kind="resignation",
                                                 destination=HELIO), date="2024-05")),
                ("b", "Nova IA a limogé Claire Aubry en juin 2024",
                 _claim("Departure", *_arguments(person=CLAIRE, organization=NOVA, kind="dismissal"),
                        date="2024-06", confidence=0.8)),
            ],
            date="2024-05",
        ),
        _fact(
            "position/claire-aubry-nova-ia-cto",
            "Claire Aubry a été directrice technique de Nova IA.",
            _arguments(person=CLAIRE, organization=NOVA, roleClass="CTO", title="directrice technique",
                       until="2024-05"),
            [("a", "L'ancienne directrice technique de Nova IA", _claim("Position", status="former"))],
        ),
        _fact(
            "position/denis-morel-nova-ia-ceo",
            "Denis Morel dirige Nova IA.",
            _arguments(person=DENIS, organization=NOVA, roleClass="CEO", title="directeur général", from_="2019"),
            [("a", "Denis Morel a fondé Nova IA en 2019 et la dirige", _claim("Position", status="current"))],
        ),
        _fact(
            "founding/nova-ia-2019",
            "Denis Morel fonde Nova IA (2019).",
            _arguments(founder=DENIS, organization=NOVA),
            [("a", "Denis Morel a fondé Nova IA en 2019", _claim("Founding", date="2019"))],
            date="2019",
        ),
        _fact(
            ROUND,
            "Nova IA lève 500 millions de dollars auprès d'Arpège Capital.",
            _arguments(organization=NOVA, amount=usd500, valuation=usd4000, leadInvestor=ARPEGE, series="B"),
            [("a", "Nova IA a levé 500 millions de dollars", _claim("FundingRound"))],
            date="2024",
        ),
        _fact(
            "investment/arpege-capital-nova-ia-2024",
            "Arpège Capital investit dans Nova IA.",
            _arguments(investor=ARPEGE, organization=NOVA, stake="12.50", partOf=ROUND),
            [("a", "Arpège Capital, qui prend 12,5 %", _claim("Investment"))],
        ),
        _fact(
            "acquisition/helio-sora",
            "Helio rachèterait Sora.",
            _arguments(acquirer=HELIO, target=SORA, amount=Money(Decimal("1.2E+9"), "EUR", approximate=True)),
            [
                ("b", "Helio pourrait racheter Sora pour environ 1,2 milliard d'euros",
                 _claim("Acquisition", factuality="possible", attributed_to="La Gazette", attributed_entity=GAZETTE)),
            ],
            factuality="possible",
        ),
        _fact(
            "lawsuit/nova-ia-helio",
            "Nova IA assigne Helio en justice.",
            _arguments(plaintiff=NOVA, defendant=HELIO, court="tribunal de commerce de Paris"),
            [("b", "Nova IA a assigné Helio devant le tribunal de commerce de Paris", _claim("Lawsuit"))],
        ),
        _fact(
            "leave-of-absence/denis-morel-nova-ia",
            "Denis Morel se met en retrait de Nova IA.",
            _arguments(person=DENIS, organization=NOVA, until="2024-09"),
            [("b", "Denis Morel se met en retrait jusqu'en septembre", _claim("LeaveOfAbsence"))],
        ),
        _fact(
            "appointment/claire-aubry-helio-2024",
            "Claire Aubry sera nommée présidente de Helio (1er octobre 2024).",
            _arguments(person=CLAIRE, organization=HELIO, roleClass="President", title="présidente"),
            [("c", "Helio nommera Claire Aubry présidente le 1er octobre",
              _claim("Appointment", factuality="planned", date="2024-10-01"))],
            factuality="planned",
            date="2024-10-01",
        ),
        _fact(
            "partnership/nova-ia-sora",
            "Nova IA dément un accord avec Sora.",
            _arguments(party=(NOVA, SORA)),
            [("c", "Nova IA n'a jamais signé d'accord avec Sora",
              _claim("Partnership", factuality="negated", attributed_to="Denis Morel", attributed_entity=DENIS))],
            factuality="negated",
        ),
        _fact(
            "partnership/arpege-capital-helio-sora",
            "Helio, Sora et Arpège Capital s'allient.",
            _arguments(party=(HELIO, SORA, ARPEGE)),
            [("c", "Helio, Sora et Arpège Capital s'allient",
              _claim("Partnership", attributed_to="un communiqué commun"))],
        ),
        _fact(
            "valuation/helio-10-billion",
            "Helio vaut 10 milliards d'euros.",
            _arguments(organization=HELIO, amount=Money(Decimal("1E+10"), "EUR")),
            [("c", "Helio vaut 10 milliards d'euros", _claim("Valuation"))],
        ),
    ]  # fmt: skip


def many(nodes: int) -> Knowledge:
    """Firms, each with a share in an earlier one (every tenth in the first), and half as many links across."""
    firms = [f"organization/firme-{n}" for n in range(nodes)]
    entities = [Entity(firm, "Organization", f"Firme {n}", ()) for n, firm in enumerate(firms)]
    pairs = [(n, 0 if n % 10 == 0 else n * 7919 % n) for n in range(1, nodes)]
    pairs += [(n, n * 31 % nodes) for n in range(1, nodes, 2) if n * 31 % nodes != n]
    facts = []
    for number, (investor, target) in enumerate(pairs):
        arguments = (Argument("investor", (firms[investor],)), Argument("organization", (firms[target],)))
        quote = f"La firme {investor} prend une part de la firme {target}."
        claim = Claim("Investment", arguments, "certain", 0, len(quote), quote, "investment.test")
        label = f"Firme {investor} investit dans Firme {target} (2024)"
        facts.append(
            Fact(f"investment/{number}", "Investment", label, arguments, "certain",
                 (GroundedClaim(f"claim/{number}", "document/a", claim),), f"{2000 + number % 25}-0{number % 9 + 1}")
        )  # fmt: skip
    document = Document("document/a", "a.txt", "0" * 64, "2024-05-01", "Les parts", None, None, tuple(sorted(firms)))
    return Knowledge((document,), tuple(entities), tuple(facts))
