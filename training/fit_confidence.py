"""Grow the trees of confidence.yml on annotated articles.

    python training/fit_confidence.py GOLD_DIR [GOLD_DIR …] [--texts DIR] [--without REGEX] [--judged DIR] [--write]

A GOLD_DIR holds `.txt` + `.json` in the format of `ontograph evaluate`. Every claim that the pipeline makes of these
articles is an example, right or wrong by the gold, and so is each that it makes of their beginnings alone (`BRIEF`);
facts that the gold calls optional are right. Gradient boosting of small trees (Friedman 2001), each on half of the
examples and, at every question, on some of the features. Articles that the rules were written on count half
(`--tuned`).

Articles about companies say little of how wrong claims go in other news. `judged.jsonl` holds verdicts, made by reading
their sentences, on the claims of general news: `--judged DIR` is where the texts lie (the Wikinews articles of 2016 in
WiNER but those with gold). A claim is known by a digest (`_digest`), so that nothing of the texts is in the file; one
that today's rules make otherwise has no verdict and is left out.

Prints the log loss, a table of calibration and what each threshold drops, one family of articles (the stem's first
word, or its year and month) held out in turn; with --write puts the trees into pipelines/fr_press/confidence.yml.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from ontograph import corpus, layers, pipeline, resources
from ontograph.confidence import CONFIDENCE, Evidence, Split, Tree
from ontograph.evaluate import gold
from ontograph.evaluate.items import Item, expand, normalise, same_core
from ontograph.model import ENTITY_ROLES, Article, Claim, Money

TREES, DEPTH, RATE = 150, 3, 0.05
SHARE_OF_EXAMPLES, SHARE_OF_FEATURES = 0.5, 0.1
"""How much of the examples a tree sees, and of the features a question."""
CALM, FEWEST = 0.5, 1.0
"""Pull of an answer towards 0, and how much each side of a question must hold (examples by their uncertainty)."""
RARE, CUTS = 12, 6
"""Examples that a question must part from the rest, and questions about one feature at most."""
TUNED, JUDGED = 0.5, 2.0
"""What an article counts that the rules were written on, and one of general news, of which there are few."""
BRIEF = 40
"""Words after which a brief ends, with their paragraph."""
VERDICTS = Path(__file__).with_name("judged.jsonl")
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Example:
    """One fact of one claim."""

    article: str
    fact: str
    features: dict[str, float]
    right: bool
    judged: bool = False

    @property
    def family(self) -> str:
        """The first word of the article's stem, or year and month."""
        word = self.article.partition("-")[0]
        return word if word.isalpha() else self.article[:7]


def main() -> None:
    """Read the arguments, fit, print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("golds", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, help="where the texts lie that are not beside their gold")
    parser.add_argument("--without", default="$^", help="stems of articles not to learn from")
    parser.add_argument("--tuned", default="^[a-z]{2}", help="stems of articles that count half")
    parser.add_argument("--judged", type=Path, help="where the texts lie whose claims `judged.jsonl` has verdicts on")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    files = [f for g in options.golds for f in sorted(g.glob("*.json")) if not re.search(options.without, f.stem)]
    examples = list(read({f: text for f in files if (text := _text(f, options.texts))}))
    examples += judged(options.judged) if options.judged else []
    table = Table(examples, re.compile(options.tuned))
    report(table)
    base, trees = table.grow(np.ones(len(examples), dtype=bool))
    target = resources.data_path(CONFIDENCE)
    head = target.read_text(encoding="utf-8").split("base:")[0]
    block = render(base, trees)
    if options.write:
        target.write_text(head + block, encoding="utf-8")
    else:
        sys.stdout.write(block)


def _text(file: Path, folder: Path | None) -> Path | None:
    beside = file.with_suffix(".txt")
    found = beside if beside.exists() or folder is None else folder / beside.name
    return found if found.exists() else None


def read(files: dict[Path, Path]) -> Iterator[Example]:
    """The examples of all articles, given as gold -> text."""
    nlp = pipeline.load()
    nlp.remove_pipe("ontograph_confidence")
    known = {one.document: one for folder in sorted({f.parent for f in files}) for one in gold.read(folder)}
    articles = [
        Article(f.stem, f.name, text.read_bytes().decode("utf-8"), "", json.loads(f.read_bytes()).get("published"))
        for f, text in files.items()
    ]
    for article, doc in pipeline.docs(nlp, [*articles, *map(_brief, articles)]):
        claims = layers.claims(doc)
        if claims:
            evidence, names, truth = Evidence(doc, claims), _names(doc), known[article.id]
            for claim in claims:
                features = evidence.features(claim)
                for item in _items(claim, names, article.id):
                    right = any(same_core(g, item) for g in (*truth.owed, *truth.optional))
                    yield Example(article.id, str(item), features, right)


def _brief(article: Article) -> Article:
    """Its beginning, to the end of the line in which the last word of a brief stands."""
    words = 0
    for line in re.finditer(r".*\n|.+$", article.text):
        words += len(line[0].split())
        if words >= BRIEF:
            return replace(article, text=article.text[: line.end()])
    return article


def judged(texts: Path) -> Iterator[Example]:
    """The claims of these texts of which `judged.jsonl` says whether they are right."""
    verdicts = {line["claim"]: line["right"] for line in map(json.loads, VERDICTS.read_text().splitlines())}
    nlp = pipeline.load()
    nlp.remove_pipe("ontograph_confidence")
    for article, doc in pipeline.docs(nlp, corpus.read(texts).articles):
        claims = layers.claims(doc)
        evidence = Evidence(doc, claims) if claims else None
        for claim in claims if evidence else ():
            if (right := verdicts.get(_digest(article.id, claim, doc))) is not None:
                yield Example(article.id, str(claim), evidence.features(claim), right, judged=True)


def _digest(article: str, claim: Claim, doc: Doc) -> str:
    """By which a judged claim is known: where it stands, its type, and who and what takes part."""
    entities = layers.entities(doc)
    fillers = (filler for argument in claim.arguments for filler in argument.fillers)
    values = sorted(entities[f].name if isinstance(f, str) and f in entities else str(f) for f in fillers)
    key = "\0".join([article, str(claim.start), str(claim.end), claim.type, *values])
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _names(doc: Doc) -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for span in layers.spans(doc, layers.MENTIONS):
        if span.id_ in ("name", "surname"):
            for entity in layers.entity_ids(span):
                forms[entity].add(normalise(span.text))
    for entity in layers.entities(doc).values():  # type: ignore[assignment]
        forms[entity.id].add(normalise(entity.name))  # type: ignore[attr-defined]
    return {key: frozenset(found) for key, found in forms.items()}


def _items(claim: Claim, names: dict[str, frozenset[str]], article: str) -> Iterator[Item]:
    def fillers(role: str) -> list[Any]:
        found = claim.get(role)
        if role in ENTITY_ROLES:
            return [names[str(f)] for f in found]
        return [(float(f.value), f.currency or "") if isinstance(f, Money) else f for f in found]

    for core in expand(claim.type, fillers):
        yield Item(claim.type, core, {}, "", article)


class Table:
    """All examples as a table of answers to questions about single features."""

    def __init__(self, examples: list[Example], tuned: re.Pattern[str]) -> None:
        self.examples = examples
        self.right = np.array([e.right for e in examples], dtype=float)
        self.weights = np.array([JUDGED if e.judged else TUNED if tuned.search(e.article) else 1.0 for e in examples])
        self.families = np.array([e.family for e in examples])
        self.questions: list[tuple[str, float]] = []
        answers: list[Flags] = []
        names = sorted({name for e in examples for name in e.features})
        for name in names:
            column = np.array([e.features.get(name, 0.0) for e in examples])
            for value in _cuts(column):
                above = column > value
                if RARE <= above.sum() <= len(above) - RARE:
                    self.questions.append((name, value))
                    answers.append(above)
        self.answers = np.array(answers).T
        self.feature = np.array([names.index(name) for name, _ in self.questions])
        self.features = len(names)

    def grow(self, rows: Flags) -> tuple[float, list[Tree]]:
        """The base and the trees that fit the examples of these rows."""
        chance = np.random.default_rng(0)
        weights = self.weights * rows
        odds = np.full(len(rows), np.log((weights * self.right).sum() / (weights * (1 - self.right)).sum()))
        base, trees = float(odds[0]), []
        for _ in range(TREES):
            guess = 1 / (1 + np.exp(-odds))
            slope, curve = weights * (guess - self.right), weights * guess * (1 - guess)
            seen = np.flatnonzero(rows & (chance.random(len(rows)) < SHARE_OF_EXAMPLES))
            tree = self._split(seen, slope, curve, DEPTH, chance)
            trees.append(tree)
            odds = odds + self.answer(tree)
        return base, trees

    def _split(
        self, rows: NDArray[np.intp], slope: Floats, curve: Floats, depth: int, rng: np.random.Generator
    ) -> Tree:
        """The best tree of some depth for some rows."""
        total, mass = slope[rows].sum(), curve[rows].sum()
        leaf = round(float(-RATE * total / (mass + CALM)), 3)
        asked = np.flatnonzero((rng.random(self.features) < SHARE_OF_FEATURES)[self.feature]) if depth else rows[:0]
        if not len(asked):
            return leaf
        above = self.answers[np.ix_(rows, asked)].astype(float)
        slopes, masses = slope[rows] @ above, curve[rows] @ above
        gain = slopes**2 / (masses + CALM) + (total - slopes) ** 2 / (mass - masses + CALM) - total**2 / (mass + CALM)
        gain[(masses < FEWEST) | (mass - masses < FEWEST)] = 0
        best = asked[gain.argmax()]
        if gain.max() <= 0:
            return leaf
        goes = self.answers[rows, best]
        below, over = (self._split(r, slope, curve, depth - 1, rng) for r in (rows[~goes], rows[goes]))
        return below if below == over else Split(*self.questions[best], below, over)

    def answer(self, tree: Tree) -> Floats:
        """What a tree says of every example."""
        if not isinstance(tree, Split):
            return np.full(len(self.examples), tree)
        above = self.answers[:, self.questions.index((tree.feature, tree.value))]
        return np.where(above, self.answer(tree.above), self.answer(tree.below))

    def held_out(self) -> Floats:
        """The chance of each example by trees that have seen no article of its family."""
        chances = np.zeros(len(self.examples))
        for family in sorted(set(self.families)):
            out = self.families == family
            base, trees = self.grow(~out)
            chances[out] = (1 / (1 + np.exp(-base - sum(self.answer(t) for t in trees))))[out]
        return chances


def _cuts(column: Floats) -> list[float]:
    """Where to part the values of a feature."""
    values = np.unique(column)
    cuts = (values[1:] + values[:-1]) / 2
    if len(cuts) > CUTS:
        cuts = np.quantile(column[column != 0], np.linspace(0, 1, CUTS + 2)[1:-1])
    return sorted({round(float(c), 3) for c in cuts})


def report(table: Table) -> None:
    """Log loss, calibration and thresholds, families held out."""
    chances, right = table.held_out(), table.right
    loss = -np.log(np.where(right > 0, chances, 1 - chances))
    fresh, news = table.weights == 1, np.array([e.judged for e in table.examples])
    for name, rows in (("all", fresh | True), ("not tuned on", fresh), ("general news", news)):
        if not rows.any():
            continue
        lines = [f"{name}: {rows.sum()} examples, {right[rows].mean():.3f} right, log loss {loss[rows].mean():.4f}"]
        for tenth in range(10):
            inside = rows & (chances >= tenth / 10) & (chances < (tenth + 1) / 10)
            if inside.any():
                said, truly = chances[inside].mean(), right[inside].mean()
                lines.append(f"  {tenth / 10:.1f} {inside.sum():5} said {said:.2f} right {truly:.2f}")
        best: dict[tuple[str, str], tuple[float, bool]] = {}
        for n in np.flatnonzero(rows):
            one = table.examples[n]
            told = best.get((one.article, one.fact), (0.0, False))
            best[one.article, one.fact] = max(told[0], float(chances[n])), one.right
        for limit in THRESHOLDS:
            dropped = [good for chance, good in best.values() if chance < limit]
            kept = [good for chance, good in best.values() if chance >= limit]
            precision = sum(kept) / max(len(kept), 1)
            lines.append(
                f"  below {limit:.2f}: {dropped.count(False)} wrong, {dropped.count(True)} right; P {precision:.3f}"
            )
        sys.stderr.write("\n".join(lines) + "\n")


def render(base: float, trees: list[Tree]) -> str:
    """The block of the data file: the trees sorted, for their order does not matter."""
    lines = sorted(f"  - {_line(tree)}" for tree in trees if isinstance(tree, Split))
    return "\n".join([f"base: {base:.3f}", "trees:", *lines]) + "\n"


def _line(tree: Tree) -> str:
    if not isinstance(tree, Split):
        return f"{tree:g}"
    return f'["{tree.feature}", {tree.value:g}, {_line(tree.below)}, {_line(tree.above)}]'


if __name__ == "__main__":
    main()
