"""Which copies of articles are found, and what is taken for one that is none: `python benchmarks/copies.py [FOLDER …]`.

Of each article copies are made as papers make them of an agency's dispatch: another headline, the end cut, an
introduction, a credit, words changed. Every copy should be found, with its article first, and the articles, which tell
the same stories in other words, should be copies of nothing. Then the time that many texts take, in processor seconds.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path

from ontograph.duplicates import Sketches

ROOT = Path(__file__).parents[1]
HEADLINE = "Une tout autre manchette"
INTRODUCTION = (
    "C'est un coup de tonnerre dans le secteur, où l'on ne s'attendait guère à une telle nouvelle. Retour sur une "
    "journée que nos lecteurs ont suivie heure par heure sur notre site, avec les réactions de nos correspondants."
)


def cut(text: str, share: float) -> list[str]:
    """The first paragraphs of a text, that share of them."""
    blocks = [block for block in text.split("\n\n") if block.strip()]
    return blocks[: max(1, round(len(blocks) * share))]


def changed(text: str, step: int) -> str:
    """A text with each of so many words another."""
    words = text.split(" ")
    words[step // 2 :: step] = ["autre"] * len(words[step // 2 :: step])
    return " ".join(words)


COPIES: dict[str, Callable[[str], str]] = {
    "the same": lambda text: text,
    "other quotation marks, in capitals": lambda text: text.replace("« ", "“").replace(" »", "”").upper(),
    "another headline": lambda text: "\n\n".join([HEADLINE, *(cut(text, 1)[1:] or [text])]),
    "the end cut to two thirds": lambda text: "\n\n".join(cut(text, 2 / 3)),
    "the end cut to a third": lambda text: "\n\n".join(cut(text, 1 / 3)),
    "an introduction": lambda text: "\n\n".join([cut(text, 1)[0], INTRODUCTION, *cut(text, 1)[1:]]),
    "a credit": lambda text: text + "\n\n(avec AFP)",
    "headline, introduction, end, credit": lambda text: "\n\n".join(
        [HEADLINE, INTRODUCTION, *(cut(text, 2 / 3)[1:] or [text]), "Avec AFP"]
    ),
    "one word in 80": lambda text: changed(text, 80),
    "one word in 40": lambda text: changed(text, 40),
    "one word in 25": lambda text: changed(text, 25),
}


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "corpus", ROOT / "training" / "press"])
    parser.add_argument("--texts", type=int, default=10_000, help="texts to time (default: 10000)")
    options = parser.parse_args()
    files = [file for folder in options.folders for file in sorted(folder.glob("*.txt"))]
    texts = {str(file): file.read_text(encoding="utf-8") for file in files}
    sketches = Sketches()
    for path, text in texts.items():
        sketches.add(path, text)
    print(f"{len(texts)} articles, copies of others among them: {len(sketches.originals(list(texts)))}")
    for kind, copy in COPIES.items():
        copies = {f"{path} copied": path for path in texts}
        for name, path in copies.items():
            sketches.add(name, copy(texts[path]))
        found = sketches.originals([*texts, *copies])
        right = sum(found.get(name, ())[:1] == (path,) for name, path in copies.items())
        wrong = sum(bool({*found.get(name, ())} - {path}) for name, path in copies.items())
        print(f"{kind:36} {right}/{len(copies)} found, {wrong} with another article")
    chance, words = random.Random(0), " ".join(texts.values()).split()
    many = Sketches()
    made = [" ".join(chance.choices(words, k=400)) + "." for _ in range(options.texts)]
    start = time.process_time()
    for number, text in enumerate(made):
        many.add(str(number), text)
    kept = time.process_time()
    many.originals([str(number) for number in range(len(made))])
    end = time.process_time()
    print(f"{len(made)} texts of 400 words: sketched in {kept - start:.1f} s, compared in {end - kept:.1f} s")


if __name__ == "__main__":
    main()
