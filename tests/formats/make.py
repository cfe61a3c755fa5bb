"""Makes the files of this folder from article.txt: the same article in each format, as it is met.

`python tests/formats/make.py` needs python-docx, pyarrow and Chromium. What stands around
the article on its page (menus, banners, comments, other articles' headlines) tells of events that no graph may have.
"""

from __future__ import annotations

import csv
import email.policy
import io
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from email.message import EmailMessage
from html import escape
from pathlib import Path

import docx
import pyarrow
from pyarrow import parquet

HERE = Path(__file__).parent
TITLE, *PARAGRAPHS = HERE.joinpath("article.txt").read_text(encoding="utf-8").strip().split("\n\n")
HEADING = "Un concurrent bien financé"
BODY = "\n\n".join(PARAGRAPHS)
URL = "https://gazette.example/economie/2024/claire-aubry-quitte-nova-ia.html"
META = {"title": TITLE, "published": "2024-05-17", "url": URL, "publisher": "La Gazette de Nantes"}


def markup(paragraph: str) -> str:
    """A paragraph or heading of the article in HTML."""
    return f"<h2>{escape(paragraph)}</h2>" if paragraph == HEADING else f"<p>{escape(paragraph)}</p>"


BLOCKS = [markup(paragraph) for paragraph in PARAGRAPHS]
TOP = f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>{escape(TITLE)} | La Gazette de Nantes</title>
<meta property="og:title" content="{escape(TITLE)}">
<meta property="og:site_name" content="La Gazette de Nantes">
<meta property="article:published_time" content="2024-05-17T08:30:00+02:00">
<meta property="article:modified_time" content="2024-06-03T10:00:00+02:00">
<link rel="canonical" href="{URL}">
<script>var page = {{"titre": "Jean Tremblay est nommé PDG de Kappa"}};</script>
<style>nav, aside {{ color: #555 }} @media print {{ nav, aside, footer, .bandeau, .partage, .commentaires {{ display: none }} }}</style>
</head>
<body>
<div class="bandeau cookie-consent" id="cookies"><p>Nos 843 partenaires et nous utilisons des cookies. Luc Garnier, directeur
général de PubliCible, a levé 5 millions d'euros.</p><button>Tout accepter</button></div>
<header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/economie">Économie</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/une">Paul Renard quitte la présidence d'Orion</a></li></ul></nav></header>
<main>
<article>
<h1>{escape(TITLE)}</h1>
<div class="meta"><p class="author">Par Lise Perrin</p><p><time datetime="2024-05-17">Publié le 17 mai 2024</time></p></div>
<div class="partage"><a href="#">Partager sur Facebook</a> <a href="#">Partager sur X</a> <a href="#">Imprimer</a></div>
"""
ASIDE = """<aside class="related"><h3>À lire aussi</h3><ul>
<li><a href="/1">Lambda Conseil rachète Mu Logistique pour 12 millions d'euros</a></li>
<li><a href="/2">Rachel Tissot nommée présidente de Sigma</a></li></ul></aside>
"""
BOTTOM = """</article>
<section class="commentaires comments" id="comments"><h2>Commentaires</h2>
<div class="comment"><p>Momo44 : Marc Delorme a été condamné, il quitte Nova IA demain !</p></div></section>
</main>
<aside class="sidebar"><h3>Les plus lus</h3><ol><li><a href="/3">Yves Carlier succède à Anne Morel à la tête d'Helio</a></li></ol></aside>
<footer><p>© 2024 La Gazette de Nantes. Directeur de la publication : Gilles Quéré. <a href="/cgu">Mentions légales</a></p></footer>
</body>
</html>
"""
PAGE = TOP + "\n".join([*BLOCKS[:2], ASIDE, *BLOCKS[2:]]) + "\n" + BOTTOM


def word() -> None:
    """A document with a header and a footer."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = TITLE, "Service de presse"
    document.sections[0].header.paragraphs[0].text = "Revue de presse - Directeur : Gilles Quéré, PDG de Presse & Cie"
    document.sections[0].footer.paragraphs[0].text = "Paul Renard quitte Orion - page 1"
    document.add_paragraph(TITLE, "Title")
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph, "Heading 1" if paragraph == HEADING else None)
    document.save(str(HERE / "article.docx"))


def mail() -> None:
    """A newsletter, plain and as HTML, signed; and the page as a browser saves it in one file."""
    message = EmailMessage(email.policy.SMTP.clone(max_line_length=76))
    message["From"], message["To"] = "La Gazette de Nantes <lettre@gazette.example>", "abonnes@gazette.example"
    message["Subject"], message["Date"] = TITLE, "Fri, 17 May 2024 09:00:00 +0200"
    message["List-Unsubscribe"] = "<https://gazette.example/desabonnement>"
    message.set_content(BODY + "\n\n-- \nGilles Quéré, directeur de La Gazette\n", cte="quoted-printable")
    message.add_alternative(f"<html><body>{''.join(BLOCKS)}</body></html>", "html", cte="base64")
    message.set_boundary("gazette-2024")
    (HERE / "article.eml").write_bytes(message.as_bytes())
    saved = EmailMessage(email.policy.SMTP)
    saved["From"], saved["Snapshot-Content-Location"] = "<Saved by Blink>", URL
    saved["Subject"], saved["Date"] = f"{TITLE} | La Gazette de Nantes", "Mon, 3 Jun 2024 11:12:13 +0200"
    saved.set_content(PAGE, "html", cte="quoted-printable")
    saved["Content-Location"] = URL
    saved.make_related()
    saved.add_related(b"nav { color: #555 }", "text", "css", cte="base64")
    saved.set_boundary("----MultipartBoundary--saved----")
    (HERE / "article.mhtml").write_bytes(saved.as_bytes())


def rows() -> None:
    """JSON, JSON Lines, CSV as French spreadsheets write it, and Parquet."""
    whole = {"id": "aubry", "text": f"{TITLE}\n\n{BODY}", **META}
    told = {
        "articles": [{"headline": TITLE, "datePublished": "2024-05-17T08:30:00+02:00", "articleBody": whole["text"]}]
    }
    (HERE / "article.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (HERE / "article.jsonl").write_text(json.dumps(whole, ensure_ascii=False) + "\n", encoding="utf-8")
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=";")
    writer.writerows([["Titre", "Date", "Texte", "Journal"], [TITLE, "17/05/2024", whole["text"], META["publisher"]]])
    (HERE / "article.csv").write_bytes(table.getvalue().encode("cp1252"))
    parquet.write_table(pyarrow.Table.from_pylist([whole]), HERE / "article.parquet")


def feeds() -> None:
    """RSS with the whole text, and Atom."""
    content = escape("".join(BLOCKS))
    (HERE / "article.rss").write_text(
        f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>La Gazette de Nantes</title><link>https://gazette.example/</link><description>À la une</description>
<item><title>{escape(TITLE)}</title><link>{URL}</link><guid>{URL}</guid><pubDate>Fri, 17 May 2024 08:30:00 +0200</pubDate>
<description>{escape(PARAGRAPHS[0])}</description><content:encoded>{content}</content:encoded></item>
</channel></rss>
""",
        encoding="utf-8",
    )
    (HERE / "article.atom").write_text(
        f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>La Gazette de Nantes</title><id>https://gazette.example/</id>
<updated>2024-05-17T08:30:00+02:00</updated>
<entry><title>{escape(TITLE)}</title><id>{URL}</id><link href="{URL}"/><published>2024-05-17T08:30:00+02:00</published>
<updated>2024-06-03T10:00:00+02:00</updated><content type="html">{content}</content></entry>
</feed>
""",
        encoding="utf-8",
    )


def browser() -> None:
    """The page printed by Chromium, with its address and the day above and below."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("no Chromium")
    base = [chromium, "--headless", "--no-sandbox", "--disable-gpu"]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "article.html"
        page.write_text(PAGE, encoding="utf-8")
        subprocess.run(
            [*base, f"--print-to-pdf={HERE / 'article.pdf'}", page.as_uri()], check=True, capture_output=True
        )


def main() -> None:
    """All of them."""
    (HERE / "article.html").write_text(PAGE, encoding="utf-8")
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in META.items())
    markdown = "\n\n".join(f"## {p}" if p == HEADING else p for p in PARAGRAPHS)
    (HERE / "article.md").write_text(f"---\n{front}---\n\n# {TITLE}\n\n{markdown}\n", encoding="utf-8")
    word()
    mail()
    rows()
    feeds()
    browser()
    with zipfile.ZipFile(HERE / "article.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2024/article.html", PAGE)
        archive.writestr("__MACOSX/2024/._article.html", b"\0\5\x16\7")


if __name__ == "__main__":
    main()
