"""Fit the weights of salience.yml on annotated articles.

    python training/fit_salience.py GOLD_DIR [GOLD_DIR …] [--without REGEX] [--write]

A GOLD_DIR holds `.txt` + `.json` in the format of `ontograph evaluate`, with "entities". Two sources of examples: a
description that the gold gives to one organization ("la start-up"), wherever it stands; and a fact about a person at an
organization whose sentence does not name that organization. The model is a choice among the organizations mentioned so
far (conditional logit), pulled towards `salience_prior.yml` beside this file. Prints the accuracy, five articles of six
learning and one judging in turn, and the block `weights:`; with --write puts it into pipelines/fr_press/salience.yml.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from ontograph import layers, pipeline, resources
from ontograph.components.coreference import Coreference
from ontograph.discourse import Discourse
from ontograph.evaluate.items import normalise, same_entity
from ontograph.mentions.nouns import Nouns
from ontograph.mentions.walk import Walk
from ontograph.model import Article, LocalEntity
from ontograph.pipeline import load
from ontograph.salience import DEFAULT as SALIENCE
from ontograph.salience import Expression, Features, SalienceData, features
from ontograph.tokens import Span, Tokens

PRIOR = Path(__file__).with_name("salience_prior.yml")
PULL = 1.0
"""Strength of the pull towards the prior."""
FOLDS = 6
ROLES = dict.fromkeys(
    ("Appointment", "Departure", "FundingRound", "LeaveOfAbsence", "Position", "Valuation"), "organization"
)
ROLES |= {"Acquisition": "acquirer", "Lawsuit": "plaintiff"}
"""Type of a fact -> the organization that its sentence may leave out."""
ADVERBIAL = re.compile(r"(?i)\b(en|y) (a|assure|avait|devient|dirige|est|occupe|ont|prend|prendra|sera|était)\b")
"""Organizations that a clitic stands for are found by other means."""
POSSESSIVES, PRONOUNS = frozenset({"leur", "sa", "ses", "son"}), frozenset({"celle-ci", "celui-ci", "elle", "il"})
NEAR = 3
"""Tokens from a possessive to its title ("son ancien directeur technique")."""
STEPS, RATE = 400, 0.5
"""Descent: steps and their size."""


@dataclass(frozen=True)
class Example:
    """One choice: the features of each candidate, and which candidate is right."""

    article: str
    expression: Expression
    candidates: list[Features]
    right: int


def main() -> None:
    """Read the arguments, fit, print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("golds", type=Path, nargs="+")
    parser.add_argument("--without", default="$^", help="stems of articles not to learn from")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = list(read([f for g in options.golds for f in sorted(g.glob("*.json"))], options.without))
    prior = msgspec.yaml.decode(PRIOR.read_bytes(), type=SalienceData).weights
    report(examples, prior)
    block = render({e: fit([x for x in examples if x.expression == e], w) for e, w in prior.items()})
    if options.write:
        target = resources.data_path(SALIENCE)
        head = target.read_text(encoding="utf-8").split("weights:")[0]
        target.write_text(head + block, encoding="utf-8")
    else:
        sys.stdout.write(block)


def read(golds: list[Path], without: str) -> Iterator[Example]:
    """The examples of all articles."""
    nlp = load()
    coreference: Coreference = nlp.get_pipe("ontograph_coreference")  # type: ignore[assignment]
    files = [f for f in golds if not re.search(without, f.stem) and f.with_suffix(".txt").exists()]
    known = {f.stem: json.loads(f.read_bytes()) for f in files}
    articles = [
        Article(f.stem, f.name, f.with_suffix(".txt").read_bytes().decode("utf-8"), "", known[f.stem].get("published"))
        for f in files
    ]
    for article, doc in pipeline.docs(nlp, articles):
        walk = coreference.walk(doc)
        yield from descriptions(article.id, walk, known[article.id])
        yield from understood(article.id, walk.doc, walk.discourse, known[article.id])
        yield from people(article.id, walk, known[article.id])


def descriptions(article: str, walk: Walk, gold: dict[str, Any]) -> Iterator[Example]:
    """Each standing of a description that the gold gives to one organization."""
    doc, nouns = walk.doc, Nouns(walk)
    owners: dict[str, set[str]] = defaultdict(set)
    for entity in gold["entities"]:
        for surface in entity["surfaces"] if entity["kind"] == "Organization" else ():
            if surface["kind"] == "description":
                owners[surface["form"].lower()].add(entity["name"])
    names = [e["name"] for e in gold["entities"]]
    for form, owner in owners.items():
        if (
            len(owner) > 1
            or not re.match(r"(l['’]|la |le |du |au |cette |ce |cet )", form)
            or any(n.lower() in form for n in names)
        ):
            continue
        for match in re.finditer(r"(?<!\w)" + re.escape(form) + r"(?!\w)", doc.text.lower()):
            span = doc.between(match.start(), match.end())
            if span is not None:
                phrase = next((p for t in span if (p := walk.phrase_at(t.i))), None)
                rivals = walk.co_arguments(span.root, "Organization")
                if phrase is not None and nouns.name_following(phrase[0], "Organization") is None:
                    known = nouns.traits(phrase[0])
                    yield from example(
                        article,
                        "noun",
                        doc,
                        walk.discourse,
                        span.start,
                        next(iter(owner)),
                        None,
                        phrase[3],
                        rivals,
                        known,
                    )


def understood(article: str, doc: Tokens, discourse: Discourse, gold: dict[str, Any]) -> Iterator[Example]:
    """Facts whose sentence does not name their organization: told by a possessive, a pronoun or nothing at all."""
    surfaces = {e["name"]: [s["form"] for s in e["surfaces"]] for e in gold["entities"]}
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in gold["facts"]:
        role = ROLES.get(fact["type"])
        found = fact.get(role) if role else None
        for organization in found if isinstance(found, list) else [found] if found else []:
            if organization in surfaces:
                places[fact["evidence"], fact.get("person", "")].add(organization)
    for (evidence, person), organizations in sorted(places.items()):
        start = doc.text.find(evidence)
        span = doc.between(start, start + len(evidence)) if start >= 0 else None
        if span is None or len(organizations) > 1 or ADVERBIAL.search(evidence):
            continue
        (organization,) = organizations
        if any(form in span.sent.text for form in surfaces[organization]):
            continue
        expression, index = place(span, bool(person))
        yield from example(article, expression, doc, discourse, index, organization, person or None)


def place(span: Span, employer: bool) -> tuple[Expression, int]:
    """What leaves the organization of a fact out, and at which token; `employer`: whether it is somebody's."""
    doc = span.doc
    titles = sorted(t.start for t in layers.spans(doc, layers.TITLES) if span.start <= t.start < span.end)
    for title in titles if employer else ():
        own = [t.i for t in doc[max(0, title - NEAR) : title] if t.lower_ in POSSESSIVES]
        return ("possessive", own[-1]) if own else ("understood", title)
    pronouns = [t.i for t in span if t.lower_ in PRONOUNS and not employer]
    return ("pronoun", pronouns[0]) if pronouns else ("understood", (span.start + span.end) // 2)


def people(article: str, walk: Walk, gold: dict[str, Any]) -> Iterator[Example]:
    """Each standing of a description that the gold gives to one person."""
    doc, names = walk.doc, [e["name"] for e in gold["entities"]]
    entities = layers.entities(doc)
    forms: dict[str, set[str]] = defaultdict(set)
    for entity in gold["entities"]:
        for surface in entity["surfaces"] if entity["kind"] == "Person" else ():
            if surface["kind"] == "description" and re.match(r"(?i)(l['’]|la |le |cette |ce |cet )", surface["form"]):
                forms[surface["form"].lower()].add(entity["name"])
    places: list[tuple[Span | None, str, str | None]] = []
    for form, owner in forms.items():
        if len(owner) == 1 and not any(n.lower() in form for n in names):
            for match in re.finditer(r"(?<!\w)" + re.escape(form) + r"(?!\w)", doc.text.lower()):
                span = doc.between(match.start(), match.end())
                gender = "f" if form.startswith(("la ", "cette ")) else "m" if form.startswith(("le ", "ce ")) else None
                places.append((span, next(iter(owner)), gender))
    for span, owner_name, gender in sorted(set(places), key=str):
        if span is None:
            continue
        view = walk.discourse.people_view(span.start)
        wrong = {e for e in view.tracks if gender and walk.discourse.genders.get(e, gender) != gender}
        rivals = walk.co_arguments(span.root, "Person")
        candidates = [e for e in view.tracks if e not in wrong | rivals or _is(entities[e], owner_name)]
        chosen = [n for n, e in enumerate(candidates) if _is(entities[e], owner_name)]
        if chosen and len(candidates) > 1:
            yield Example(article, "person_noun", [features(view, e) for e in candidates], chosen[0])


def example(
    article: str,
    expression: Expression,
    doc: Tokens,
    discourse: Discourse,
    index: int,
    right: str,
    person: str | None,
    noun: str | None = None,
    rivals: Collection[str] = (),
    known: Mapping[str, frozenset[str]] | None = None,
) -> Iterator[Example]:
    """The choice at a token, if the right organization is among the candidates."""
    entities = layers.entities(doc)
    who = next((e.id for e in entities.values() if person and e.kind == "Person" and _is(e, person)), None)
    view = discourse.view(index, who, noun, known)
    candidates = [e for e in view.tracks if (e not in discourse.minor and e not in rivals) or _is(entities[e], right)]
    chosen = [n for n, e in enumerate(candidates) if _is(entities[e], right)]
    if chosen and len(candidates) > 1:
        yield Example(article, expression, [features(view, e) for e in candidates], chosen[0])


def _is(entity: LocalEntity, name: str) -> bool:
    return same_entity(name, frozenset({normalise(entity.name)}))


def fit(examples: list[Example], prior: dict[str, float]) -> dict[str, float]:
    """The weights that make the right choices likeliest, pulled towards the prior."""
    names = sorted({f for e in examples for c in e.candidates for f in c} | set(prior))
    place = {name: n for n, name in enumerate(names)}
    start = np.array([prior.get(name, 0.0) for name in names])
    weights = start.copy()
    tables = []
    for one in examples:
        table = np.zeros((len(one.candidates), len(names)))
        for row, found in enumerate(one.candidates):
            for feature, value in found.items():
                table[row, place[feature]] = value
        tables.append((table, one.right))
    for _ in range(STEPS if tables else 0):
        slope = PULL * (weights - start)
        for table, right in tables:
            scores = table @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            slope += table.T @ chances - table[right]
        weights -= RATE * slope / (len(tables) / 4 + PULL)
    return {name: float(weights[n]) for name, n in place.items()}


def report(examples: list[Example], prior: dict[str, dict[str, float]]) -> None:
    """Accuracy of the prior and, on articles held out in turn, of the fitted weights."""
    for expression in prior:
        mine = [e for e in examples if e.expression == expression]
        articles = sorted({e.article for e in mine})
        before = sum(right(e, prior[expression]) for e in mine)
        after = 0
        for fold in range(FOLDS):
            out = {a for n, a in enumerate(articles) if n % FOLDS == fold}
            weights = fit([e for e in mine if e.article not in out], prior[expression])
            after += sum(right(e, weights) for e in mine if e.article in out)
        sys.stderr.write(f"{expression}: {len(mine)} examples, prior {before}, held out {after}\n")


def right(one: Example, weights: dict[str, float]) -> bool:
    """Whether the weights choose as the gold does."""
    scores = [sum(weights.get(f, 0.0) * v for f, v in c.items()) for c in one.candidates]
    return scores.index(max(scores)) == one.right


def render(weights: dict[Expression, dict[str, float]]) -> str:
    """The block of the data file; weights under 0.05 are left out."""
    lines = ["weights:"]
    for expression in sorted(weights):
        kept = ", ".join(f"{k}: {v:.1f}" for k, v in sorted(weights[expression].items()) if abs(v) >= 0.05)
        lines.append(f"  {expression}: {{{kept}}}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
