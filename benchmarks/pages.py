"""What reading saved web pages costs, and what of them is read: `python benchmarks/pages.py [CORPUS] [--pages 10000]`.

Articles are put into pages as other people make them (a blog, a daily, a regional paper, tables, nameless blocks …),
among menus, banners, comments and teasers, and with as many bytes of scripts as pages have. They are read twice, the
second time with what was found before; processor seconds count, for others may share the machine. Every paragraph of
the articles should come back, and nothing else.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from html import escape
from pathlib import Path

from measuring import processor

from ontograph import corpus
from ontograph.corpus import furniture

TEASER = "Paul Renard quitte la présidence d'Orion pour Sigma"
MENU = "".join(f'<li><a href="/{n}">{TEASER} ({n})</a></li>' for n in range(8))
COOKIES = f"<div id='didomi-host'><p>Nos partenaires et nous utilisons des cookies. {TEASER}.</p></div>"
NEWSLETTER = f"<div class='inread newsletter'><p>Recevez chaque jour l'actualité. {TEASER}.</p></div>"
ALSO = f"<p><strong>Lire aussi :</strong> <a href='/x'>{TEASER}</a></p>"
RELATED = f"<div class='related-posts'><h3>Articles similaires</h3><p>{TEASER}.</p></div>"
COMMENTS = f"<div id='comments'><ol class='comment-list'><li><p>{TEASER} demain !</p></li></ol></div>"
FOOTER = f"<footer><p>© 2024 La Gazette. {TEASER}.</p></footer>"

FRAMES = {
    "blog": "<header><nav><ul>{menu}</ul></nav></header><article class='post hentry'><h1>{title}</h1>"
    "<div class='entry-content'>"
    "{all}{related}</div></article>{comments}<aside class='widget-area'><ul>{menu}</ul></aside>{footer}",
    "daily": "<header>{menu}</header><main><section><h1>{title}</h1><article>{first}{newsletter}{rest}</article>"
    "</section>"
    "<section class='friends'><ul>{menu}</ul></section></main>{footer}",
    "regional": "{cookies}<nav>{menu}</nav><div class='row'><article itemtype='http://schema.org/NewsArticle'>"
    "<h1>{title}</h1>"
    "<div class='body'>{first}{also}{rest}</div></article></div><aside>{menu}</aside>{footer}",
    "blocks": "<div><div>{title}</div><div>{all}</div></div><div><div>À lire aussi</div>"
    "<div><a href='/1'>{teaser}</a></div></div>",
    "tables": "<table><tr><td><a href='/'>{teaser}</a></td><td><b>{title}</b><br><br>{breaks}</td></tr></table>",
    "release": "<header><a href='/'>Espace presse</a></header><section><h1>{title}</h1>{all}</section>{footer}",
}


def page(number: int, frame: str, title: str, paragraphs: list[str], size: int) -> str:
    """An article in a page of so many bytes."""
    told = [f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs]
    body = FRAMES[frame].format(
        title=escape(title), all="".join(told), first=told[0], rest="".join(told[1:]), menu=MENU, cookies=COOKIES,
        newsletter=NEWSLETTER, also=ALSO, related=RELATED, comments=COMMENTS, footer=FOOTER, teaser=TEASER,
        breaks="<br><br>".join(map(escape, paragraphs)),
    )  # fmt: skip
    scripts = f"<script>var number = {number};" + "var a = 1;" * ((size - len(body)) // 10) + "</script>"
    head = f"<meta charset='utf-8'><title>{escape(title)} - La Gazette</title>{scripts}"
    return f"<html><head>{head}</head><body>{body}</body></html>"


def main() -> None:
    """Write pages, read them twice, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", default=Path(__file__).parents[1] / "corpus", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--bytes", type=int, default=60_000)
    options = parser.parse_args()
    articles = [article.text.strip().split("\n\n") for article in corpus.read(options.corpus).articles]
    texts = [[" ".join(part.split()) for part in article] for article in articles if len(article) > 3]
    texts = [[part for part in article if not furniture.is_line(part)] for article in texts]  # pages have their own
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name) / "pages", Path(name) / "cache"
        folder.mkdir()
        told = {}
        for number in range(options.pages):
            title, *paragraphs = texts[number % len(texts)]
            frame = list(FRAMES)[number % len(FRAMES)]
            told[f"{number:06}.html"] = frame, [title, *paragraphs]
            (folder / f"{number:06}.html").write_text(
                page(number, frame, title, paragraphs, options.bytes), encoding="utf-8"
            )
        for what in ("anew", "again"):
            before = processor()
            found = corpus.read(folder, cache)
            print(f"{what}: {len(found.articles)} articles, {processor() - before:.1f} processor s")
        size = sum(file.stat().st_size for file in cache.iterdir())
        print(f"cache: {size / 1e6:.0f} MB; processors: {len(os.sched_getaffinity(0))}")
        for frame in FRAMES:
            read = [(a.text.split("\n\n"), told[a.path][1]) for a in found.articles if told[a.path][0] == frame]
            lost = sum(paragraph not in got for got, wanted in read for paragraph in wanted)
            more = sum(paragraph not in wanted for got, wanted in read for paragraph in got)
            print(
                f"{frame:9} {sum(len(wanted) for _, wanted in read)} paragraphs, {lost} lost, {more} not the article's"
            )


if __name__ == "__main__":
    main()
