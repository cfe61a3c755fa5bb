"""What fills the roles of facts and claims, as terms of N-Triples, by the range that the ontology gives each role."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from decimal import Decimal, InvalidOperation
from functools import partial

from ontograph.errors import DataError
from ontograph.model import Argument, Filler, Money
from ontograph.rdfterms import Term, amount_iri, date_term, decimal, french, known, literal, often
from ontograph.vocabulary import Range, Vocabulary

Said = tuple[Term, Term]
"""A property and its value."""

TYPE = known("rdf", "type")


class Names(dict[str, Term]):
    """The terms of the ontology by their local names, each looked up once."""

    def __init__(self, terms: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = terms
        self._types: dict[str, list[Said]] = {}
        self._concepts: dict[tuple[str, str], Term] = {}
        self._confidences: dict[float, Term] = {}

    def __missing__(self, name: str) -> Term:
        term = self[name] = f"<{self._vocabulary.term(name)}>"
        return term

    def types(self, class_: str) -> list[Said]:
        """That something is of a class, and so of those above it."""
        if class_ not in self._types:
            self._types[class_] = [(TYPE, self[name]) for name in self._vocabulary.superclasses(class_)]
        return self._types[class_]

    def concept(self, role: str, name: str) -> Term:
        """A value of a role with controlled values; raises DataError for any other."""
        found = self._concepts.get((role, name))
        if found is None:
            found = self._concepts[role, name] = f"<{self._vocabulary.concept(role, name)}>"
        return found

    def confidence(self, value: float) -> Term:
        """With two digits at most."""
        rounded = round(value, 2)
        found = self._confidences.get(rounded)
        if found is None:
            found = self._confidences[rounded] = decimal(Decimal(str(rounded)))
        return found


class Roles:
    """The roles of facts and claims, for a knowledge of these entities and facts."""

    def __init__(self, terms: Vocabulary, names: Names, entities: Container[str], facts: Container[str]) -> None:
        self._terms = terms
        self._names = names
        self._entities = entities
        self._facts = facts
        self._known: dict[tuple[str, str], tuple[tuple[Term, ...], Callable[[Filler], Term | None]]] = {}

    def filled(self, class_: str, arguments: Iterable[Argument]) -> list[Said]:
        """What arguments say of a thing of a class.

        Raises DataError where it has no such role, or its role no such value; ValueError where an entity or a fact is
        not in the knowledge.
        """
        said = []
        for argument in arguments:
            properties, term = self._known.get((class_, argument.role)) or self._role(class_, argument.role)
            for filler in argument.fillers:
                value = term(filler)
                if value is not None:
                    said += [(property_, value) for property_ in properties]
        return said

    def _role(self, class_: str, role: str) -> tuple[tuple[Term, ...], Callable[[Filler], Term | None]]:
        """The properties that a role is written as, those that it implies too, and what makes a term of its filler."""
        self._terms.role(class_, role)
        properties = tuple(self._names[name] for name in self._terms.super_roles(role))
        range_ = self._terms.range(role)
        term = partial(self._sum, role) if range_ is Range.MONEY else partial(self._text, role, range_)
        self._known[class_, role] = properties, term
        return properties, term

    def _sum(self, role: str, filler: Filler) -> Term:
        if not isinstance(filler, Money):
            raise DataError(f"{self._terms.source}: og:{role} takes an amount of money, not {filler!r}")
        return amount_iri(filler)

    def _text(self, role: str, range_: Range, filler: Filler) -> Term | None:
        if isinstance(filler, Money):
            raise DataError(f"{self._terms.source}: og:{role} takes no amount of money")
        if range_ is Range.ENTITY or range_ is Range.FACT:
            if filler not in (self._entities if range_ is Range.ENTITY else self._facts):
                raise ValueError(f"og:{role}: {filler!r} is not in the knowledge")
            return often(filler)
        if range_ is Range.CONCEPT:
            return self._names.concept(role, filler)
        if range_ is Range.DATE:
            return date_term(filler)
        if range_ is Range.DECIMAL:
            return self._number(role, filler)
        return french(filler) if range_ is Range.FRENCH else literal(filler)

    def _number(self, role: str, filler: str) -> Term:
        try:
            value = Decimal(filler)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            raise DataError(f"{self._terms.source}: og:{role} takes a number, not {filler!r}")
        return decimal(value)
