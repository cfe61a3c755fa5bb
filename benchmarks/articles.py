"""Many different articles to measure on: `python benchmarks/articles.py FOLDER NUMBER [--source CORPUS]`.

Most of an article's sentences are drawn from those of a corpus, with other names in them, the rest tell made-up news of
made-up people and firms, so that names, and words that no article has used before, grow with the number of articles as
they do in the press. The same number always gives the same articles; the first of many are those of few.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]

FIRST = "Alice Bruno Claire Denis Élise Fabien Gaëlle Hugo Inès Julien Karine Luc Marion Nadia Olivier Paul Rosa Théo"
SYLLABLES = "bar bel cor dan del far gal jor lan lem mar mer nor pel ran ric sal ser tan vel ver vin"
LAST = "ac and ard eau el ent er et ier in ot on"
FIRM = "ia is eo ys um or al ix"
POSTS = "directeur financier;directrice générale;directeur technique;présidente;directeur commercial"
NEWS = (
    "{person} a quitté {firm} en {month}.",
    "{firm} a nommé {person} au poste de {post}.",
    "{firm} a levé {sum} millions d'euros auprès de {other}.",
    "{firm} a racheté {other} pour {sum} millions de dollars.",
    "{person}, {post} de {firm}, ne souhaite pas commenter l'information.",
    "Selon {person}, l'accord entre {firm} et {other} pourrait être signé en {month}.",
    "{other} a porté plainte contre {firm}.",
    "{firm}, fondée par {person} en {year}, compte {sum} salariés.",
)
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
LEAST, MOST = 300, 600
"""Words in an article, as most have in a newspaper."""
TOLD = 0.1
"""How many of its sentences are made up: such that there is a claim for every 30 words, as in `training/press`."""
NEW = 0.4
"""How many names nobody has had before; the others are those of the known, few of whom are in most of the news. Both
together make 18 names new in each of 200 articles (`training/press`: 21), and 11 in each of 20,000."""

_NAME = re.compile(r"(?<=[a-zé,] )(?:[A-ZÉ][\w-]+)(?: [A-ZÉ][\w-]+)*")
"""Most names within a sentence; several words are a person's, one is a firm's."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«])")


def sentences(source: Path) -> list[str]:
    """The sentences of a corpus's text files."""
    found: list[str] = []
    for file in sorted(source.rglob("*.txt")):
        for line in file.read_text(encoding="utf-8", errors="ignore").splitlines():
            found += [one.strip() for one in _SENTENCE.split(line) if len(one) > 40]
    return found


def person(draw: random.Random) -> str:
    """Somebody's name."""
    return f"{draw.choice(FIRST.split())} {_word(draw, LAST)}"


def firm(draw: random.Random) -> str:
    """The name of a firm."""
    return _word(draw, FIRM)


def _word(draw: random.Random, endings: str) -> str:
    syllables = [draw.choice(SYLLABLES.split()) for _ in range(draw.randint(2, 3))]
    return ("".join(syllables) + draw.choice(endings.split())).title()


def article(number: int, known: Sequence[str], least: int = LEAST, most: int = MOST) -> tuple[str, str]:
    """The date and the text of the article of this number, of about so many words, never fewer than the least."""
    draw = random.Random(number)
    day = datetime.date(2020, 1, 1) + datetime.timedelta(days=draw.randrange(2000))

    def one(make: Callable[[random.Random], str]) -> str:
        return make(draw if draw.random() < NEW else random.Random(int((1 - draw.random()) ** -2.5)))

    people, firms = [one(person) for _ in range(2)], [one(firm) for _ in range(3)]
    others: dict[str, str] = {}

    def drawn() -> str:
        return _NAME.sub(
            lambda found: others.setdefault(found[0], one(person if " " in found[0] else firm)), draw.choice(known)
        )

    def told() -> str:
        return draw.choice(NEWS).format(
            person=draw.choice(people), firm=firms[0], other=draw.choice(firms[1:]), post=draw.choice(POSTS.split(";")),
            sum=draw.randrange(2, 900), month=draw.choice(MONTHS.split()), year=draw.randrange(1980, 2020),
        )  # fmt: skip

    wanted = draw.randint(least, most)
    body: list[str] = []
    while wanted > 0:
        body.append(told() if draw.random() < TOLD else drawn())
        wanted -= len(body[-1].split())
    paragraphs = [" ".join(body[start : start + 3]) for start in range(0, len(body), 3)]
    return day.isoformat(), "\n\n".join(
        [f"{firms[0]} et {people[0]} : la semaine de tous les changements", *paragraphs]
    )


def write(
    folder: Path, numbers: range, source: Path = ROOT / "training" / "press", least: int = LEAST, most: int = MOST
) -> int:
    """Write the articles of these numbers as files of Markdown with their dates; how many words they have."""
    known = sentences(source)
    folder.mkdir(parents=True, exist_ok=True)
    words = 0
    for number in numbers:
        day, text = article(number, known, least, most)
        words += len(text.split())
        content = f"---\ndate: {day}\n---\n# {text}\n"
        (folder / f"{number:07}.md").write_text(content, encoding="utf-8")
    return words


def main() -> None:
    """Write so many articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("number", type=int)
    parser.add_argument("--source", type=Path, default=ROOT / "training" / "press", help="a folder of .txt files")
    parser.add_argument("--words", nargs=2, type=int, default=(LEAST, MOST), help="in an article, from and to")
    options = parser.parse_args()
    words = write(options.folder, range(options.number), options.source, *options.words)
    print(f"{words} words")


if __name__ == "__main__":
    main()
