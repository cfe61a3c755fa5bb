"""Fit the weights of names.yml on annotated articles.

    python training/fit_name_weights.py --brat DIR --gold DIR [DIR …] [--skip REGEX] [--without REGEX] [--write]

BRAT_DIR holds `.txt` + `.ann` (Person, Organization, Location, Product, Event), GOLD_DIR `.txt` + `.json` in the format
of `ontograph evaluate` with "entities". Every article is read twice, the second time with most of the gazetteer
hidden, so that context learns to carry names nobody listed. The model is a softmax over the features of
`ontograph.naming.typing`, pulled towards `name_weights.yml` beside this file, and over the descriptions of
`ontograph.naming.likeness`, pulled towards nothing. Fit twice: relations between names use the weights in force. Prints
the block `weights:`; with --write puts it into pipelines/fr_press/names.yml and writes likeness.npy beside it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from math import sqrt
from pathlib import Path

import msgspec
import numpy as np
import spacy
from spacy.tokens import Doc

from ontograph import resources
from ontograph.components.names import DATA, Names, make_names
from ontograph.naming import gazetteer as gazetteers
from ontograph.naming.decide import without_overlaps
from ontograph.naming.gazetteer import Entry
from ontograph.naming.lexicon import APOSTROPHES, KINDS
from ontograph.naming.likeness import LIKE, Vector
from ontograph.naming.spans import Candidate, Candidates
from ontograph.naming.tries import NameTrie
from ontograph.naming.typing import Features, Typer
from ontograph.naming.view import View

Label = Callable[[Doc, Candidate], str | None]
Example = tuple[Features, Vector, str, float]

HIDDEN = 0.6
"""Share of the gazetteer's people, organizations and products hidden in the second reading."""
BUSINESS = 3.0
"""Weight of the articles with gold facts, which are about firms and their people, beside general news."""
PULL = 1.0
"""Strength of the pull towards 0.6 times the weights set by hand."""
LIMITS = (
    ("product_before", "Organization", -0.8),
    ("product_before", "Other", 0.3),
    ("product_before", "Person", 0.0),
    ("product_before_far", "Organization", -1.3),
    ("product_governor", "Other", 0.3),
    ("product_governor", "Person", 0.0),
)
"""What a feature of products may say for other kinds at most: to the annotators many a product is no name at all."""
LIKENESS_PULL = 4.0
"""Strength of the pull of the descriptions' weights towards nothing."""
BLIND = 0.2
"""Share of the steps that see no descriptions, so that the other features learn to do without."""
TURNS, BATCH, RATE = 12, 256, 0.05
"""Readings of all examples; examples a step; size of the first steps."""
RECALL = 0.15
"""Taken off « Other » in the end: F1 wants a little more recall than likelihood does."""


def main() -> None:
    """Read the arguments, fit, print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--brat", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--skip", default="$^", help="paths of BRAT files not to learn from")
    parser.add_argument("--without", default="$^", help="stems of gold files not to learn from")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    nlp = spacy.load("fr_core_news_md", enable=["ner"])
    names = make_names(nlp, "names", **DATA)
    files = [(f, brat_label(f)) for f in sorted(options.brat.rglob("*.ann")) if not re.search(options.skip, str(f))]
    golds = [f for folder in options.gold for f in sorted(folder.glob("*.json"))]
    files += [(f, gold_label(f)) for f in golds if not re.search(options.without, f.stem)]
    examples: list[Example] = []
    for file, label in files:
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        weight = BUSINESS if file.suffix == ".json" else 1.0
        examples += [(*found, kind, weight * share) for *found, kind, share in read(names, nlp(text), label)]
    features, weights, likeness = fit(examples)
    block = render(features, weights)
    if options.write:
        np.save(resources.data_path(DATA["likeness"]), likeness.astype(np.float16))
        target = resources.data_path(DATA["data"])
        old = target.read_text(encoding="utf-8")
        target.write_text(re.sub(r"(?ms)^weights:\n.*?\n\n", lambda _: block + "\n", old), encoding="utf-8")
    else:
        sys.stdout.write(block)


def brat_label(file: Path) -> Label:
    """The kind annotated for exactly a candidate's stretch; None where it only overlaps one."""
    spans: dict[tuple[int, int], str] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            kind, *offsets = line.split("\t")[1].replace(";", " ").split()
            kind = "Place" if kind == "Location" else kind
            stretch = (int(offsets[0]), int(offsets[-1]))
            if kind in KINDS and (kind == "Person" or stretch not in spans):
                spans[stretch] = kind
    agents = [span for span, kind in spans.items() if kind in {"Person", "Organization"}]
    for s, e in agents:  # of a nest, the outermost agent counts
        if any((a, b) != (s, e) and a <= s and e <= b for a, b in agents):
            del spans[s, e]

    def label(doc: Doc, candidate: Candidate) -> str | None:
        start, end = doc[candidate.start].idx, doc[candidate.end - 1].idx + len(doc[candidate.end - 1])
        overlap = any(s < end and start < e for s, e in spans)
        return spans.get((start, end), None if overlap else "Other")

    return label


def gold_label(file: Path) -> Label:
    """The kind of the entity with a candidate's form, Other where the gold knows none."""
    forms: dict[str, str] = {}
    for entity in json.loads(file.read_text(encoding="utf-8")).get("entities") or []:
        surfaces = [s["form"] for s in entity.get("surfaces", []) if s["kind"] != "description"]
        words = entity["name"].split()
        parts = [words[0], *(" ".join(words[n:]) for n in range(1, len(words)))] if entity["kind"] == "Person" else []
        for form in (entity["name"], *surfaces, *parts):
            forms.setdefault(form.translate(APOSTROPHES), entity["kind"])
    return lambda doc, c: forms.get(doc[c.start : c.end].text.translate(APOSTROPHES), "Other")


def read(names: Names, doc: Doc, label: Label) -> Iterator[Example]:
    """The forms of one article with features, kind and weight, read with the whole gazetteer and with a part."""
    names.split_tokens(doc)
    model = [(e.start, e.end, e.label_) for e in doc.ents]
    for gazetteer, share in ((names.gazetteer, 0.6), (_hidden(), 0.4)):
        candidates = Candidates(View(doc), names.lexicon, gazetteer)
        found = without_overlaps(candidates.collect(model))
        typer = Typer(candidates)
        features = typer.features(found)
        first = {form: typer.kind(evidence) for form, evidence in features.items()}
        titled = {form for form, evidence in features.items() if "honorific" in evidence}
        for form, more in typer.related(found, first, titled).items():
            features[form].update(more)
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for candidate in found:
            kind = label(doc, candidate)
            if kind:
                votes[typer.form(candidate)][kind] += 1
        spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for candidate in found:
            spans[typer.form(candidate)].append((candidate.start, candidate.end))
        for form, counts in votes.items():
            best = max(sorted(counts), key=lambda kind: counts[kind])
            evidence = {name: value for name, value in features[form].items() if not name.startswith(LIKE)}
            description = names.lexicon.likeness.describe(typer.view, spans[form])
            yield evidence, description, best, share * sqrt(counts.total())


_CACHE: list[NameTrie[Entry]] = []


def _hidden() -> NameTrie[Entry]:
    """The gazetteer with most of its people, organizations and products left out, the same ones each time."""
    if not _CACHE:
        trie: NameTrie[Entry] = NameTrie()
        for entry in gazetteers.read(DATA["gazetteer"]):
            draw = zlib.crc32(entry.name.encode()) % 1000 / 1000
            if draw >= HIDDEN or entry.kind in {"Place", "Event"}:
                for name in (entry.name, *entry.aliases):
                    trie.add(name.translate(APOSTROPHES), entry)
        _CACHE.append(trie)
    return _CACHE[0]


def fit(examples: list[Example]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Names of the features, their weights (features x KINDS), those of descriptions; by steps on a few examples."""
    by_hand = msgspec.yaml.decode(
        Path(__file__).with_name("name_weights.yml").read_bytes(), type=dict[str, dict[str, float]]
    )
    features = sorted({name for evidence, *_ in examples for name in evidence} | set(by_hand))
    place = {name: i for i, name in enumerate(features)}
    x = np.zeros((len(examples), len(features) + len(examples[0][1])), np.float32)
    for row, (evidence, description, _, _) in enumerate(examples):
        x[row, len(features) :] = description
        for name, value in evidence.items():
            x[row, place[name]] = value
    gold = np.eye(len(KINDS), dtype=np.float32)[[KINDS.index(kind) for *_, kind, _ in examples]]
    weight = np.array([w for *_, w in examples], np.float32)[:, None]
    start = np.zeros((x.shape[1], len(KINDS)), np.float32)
    start[: len(features)] = [[0.6 * by_hand.get(name, {}).get(kind, 0.0) for kind in KINDS] for name in features]
    pull = np.where(np.arange(x.shape[1]) < len(features), PULL, LIKENESS_PULL)[:, None].astype(np.float32)
    now = descend(x, gold, weight, start, pull, len(features))
    now, likeness = now[: len(features)], now[len(features) :]
    now[place["prior"], KINDS.index("Other")] -= RECALL
    for name, kind, limit in LIMITS:
        surplus = max(0.0, float(now[place[name], KINDS.index(kind)]) - limit)
        now[place[name], KINDS.index(kind)] -= surplus
        now[place[name], KINDS.index("Product")] += surplus
    return features, now, likeness


def descend(
    x: np.ndarray, gold: np.ndarray, weight: np.ndarray, start: np.ndarray, pull: np.ndarray, named: int
) -> np.ndarray:
    """The weights at the least cost: Adam, with steps that shrink to nothing."""
    draw = np.random.default_rng(0)
    now, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    steps = TURNS * (len(x) // BATCH)
    for step in range(1, steps + 1):
        if (step - 1) % (len(x) // BATCH) == 0:
            order = draw.permutation(len(x))
        at = (step - 1) % (len(x) // BATCH) * BATCH
        rows = order[at : at + BATCH]
        batch = x[rows]
        if draw.random() < BLIND:
            batch[:, named:] = 0
        score = batch @ now
        odds = np.exp(score - score.max(axis=1, keepdims=True))
        error = (odds / odds.sum(axis=1, keepdims=True) - gold[rows]) * weight[rows]
        slope = batch.T @ error + 2 * pull * (now - start) * (BATCH / len(x))
        mean += 0.1 * (slope - mean)
        square += 0.01 * (slope**2 - square)
        size = RATE * (1 - step / steps) / (1 - 0.9**step)
        now -= size * mean / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return now


def render(features: list[str], weights: np.ndarray) -> str:
    """The YAML block, small weights left out."""
    lines = ["weights:"]
    for name, row in zip(features, weights, strict=True):
        kept = sorted((kind, round(float(w), 1)) for kind, w in zip(KINDS, row, strict=True) if abs(w) >= 0.15)
        lines.append(f"  {name}: {{{', '.join(f'{kind}: {w}' for kind, w in kept)}}}")
    lines += [f"  {LIKE}{kind}: {{{kind}: 1.0}}" for kind in KINDS]
    lines[1:] = sorted(lines[1:])
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
