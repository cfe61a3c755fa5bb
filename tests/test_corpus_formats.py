"""Files of all formats -> the same article; what stands around it, and what is no article, is left out."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

import ontograph
from ontograph import corpus
from ontograph.corpus import Failure, extract, hyphens, registry
from ontograph.corpus.limits import Limits
from ontograph.model import Article

Write = Callable[[str, str | bytes], Path]

FOLDER = Path(__file__).parent / "formats"
FILES = sorted(FOLDER.glob("article.*"))
TEXT = (FOLDER / "article.txt").read_text(encoding="utf-8").strip()
TITLE = TEXT.splitlines()[0]
SENTENCE = "La directrice technique a annoncé son départ mardi dans un message aux salariés de la société."


def one(name: str, content: bytes | str) -> Article:
    """The one article of a file."""
    found = extract(name, content.encode() if isinstance(content, str) else content)
    (article,) = found
    assert isinstance(article, Article), article
    return article


def reasons(name: str, content: bytes | str, limits: Limits = Limits()) -> list[tuple[str, str]]:  # noqa: B008
    """What a file has no article for."""
    found = extract(name, content.encode() if isinstance(content, str) else content, limits)
    return [(failure.path, failure.reason) for failure in found if isinstance(failure, Failure)]


def packed(files: dict[str, bytes | str]) -> bytes:
    """An archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def test_there_is_a_file_of_each_format() -> None:
    formats = {registry.format_of(file.name).name for file in FILES}
    assert formats == {format_.name for format_ in registry.FORMATS}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.suffix)
def test_every_format_gives_the_same_text(file: Path) -> None:
    article = one(file.name, file.read_bytes())
    text = article.text.strip()
    if file.suffix == ".md":
        text = text.split("---\n\n")[1].replace("## ", "").replace("# ", "")
    if file.suffix == ".pdf":  # what the page prints, too
        text = text.replace("Par Lise Perrin\n\nPublié le 17 mai 2024\n\n", "")
    assert text == TEXT
    assert article.title == TITLE


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.suffix)
def test_what_the_file_says_of_the_article_is_taken(file: Path) -> None:
    article = one(file.name, file.read_bytes())
    dated = file.suffix not in (".txt", ".docx", ".pdf")
    assert article.published == ("2024-05-17" if dated else None)
    if file.suffix in (".html", ".md", ".jsonl", ".parquet", ".rss", ".atom", ".zip", ".mhtml"):
        assert article.url == "https://gazette.example/economie/2024/claire-aubry-quitte-nova-ia.html"
    if dated and file.suffix != ".json":
        assert article.publisher == "La Gazette de Nantes"


def test_a_folder_of_all_formats_is_one_article_many_times() -> None:
    found = corpus.read(FOLDER)
    assert found.failures == ()
    assert {registry.format_of(article.path.split("/")[0]).name for article in found.articles} == {
        format_.name for format_ in registry.FORMATS
    }
    assert found.ignored == {".py": 1}


@pytest.mark.slow
def test_every_format_gives_the_same_facts(nlp: Language) -> None:
    one_, all_ = (ontograph.build(path, nlp=nlp).knowledge for path in (FOLDER / "article.txt", FOLDER))
    assert len(one_.facts) > 10
    assert [(fact.type, fact.label, fact.factuality) for fact in all_.facts] == [
        (fact.type, fact.label, fact.factuality) for fact in one_.facts
    ]
    names = [{entity.name for entity in knowledge.entities} for knowledge in (one_, all_)]
    assert names[1] - names[0] == {"Lise Perrin"}  # who wrote it, as the printed page says


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("utf-8", "cp1252"), ("", "utf-8")],
)
def test_a_page_is_in_the_encoding_that_it_says_or_else_in_the_one_that_fits(declared: str, encoding: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    title = "L’été d’Helio"
    page = f"<html><head>{meta}<title>{title}</title></head><body><h1>{title}</h1><p>{SENTENCE}</p></body></html>"
    article = one("a.html", page.encode(encoding))
    assert article.text == f"{title}\n\n{SENTENCE}"


def test_a_broken_byte_of_a_page_costs_itself() -> None:
    page = f"<html><meta charset=utf-8><body><h1>Départ</h1><p>{SENTENCE} Elle est là.</p></body></html>".encode()
    assert one("a.html", page.replace(b"Elle", b"\xff")).text == f"Départ\n\n{SENTENCE} \ufffd est là."


def test_front_matter_under_other_names() -> None:
    article = one("a.md", f"---\ntitre: Départ\nDate: 2024-05-17 08:30:00\nlien: https://a.example/1\n---\n{SENTENCE}")
    assert (article.title, article.published, article.url) == ("Départ", "2024-05-17", "https://a.example/1")


def test_a_page_without_a_date_has_none() -> None:
    page = f"<article><h1>Helio</h1><p>{SENTENCE} Fondée le 3 mars 2019.</p></article><footer>© 2021</footer>"
    assert one("a.html", f"<html><body>{page}</body></html>").published is None
    page = f"<article><p>{SENTENCE} Elle y était depuis <time datetime='2019-03-03'>mars 2019</time>.</p></article>"
    assert one("a.html", f"<html><body>{page}</body></html>").published is None


BODY = [f"{SENTENCE} Numéro {number}." for number in range(4)]
NEVER = "Paul Renard quitte la présidence d'Orion"


@pytest.mark.parametrize(
    "page",
    [
        "<nav><a href='/'>{never}</a></nav><div id='c'><h1>{title}</h1>"
        "<div class='entry-meta'>Publié le 17 mai</div>{all}</div>"
        "<div class='jp-relatedposts'><p>{never}. La société l'a annoncé.</p></div>",
        "<header><h1>{title}</h1><p class='article__chapo'>{0}</p></header><section><article><p>{1}</p>"
        "<div class='inread newsletter'><p>{never}.</p></div><p>{2}</p><p>{3}</p></article></section>",
        "<table><tr><td><a href='/'>{never}</a><br><a href='/1'>Sport</a></td><td>"
        "<b>{title}</b><br><br>{0}<br><br>{1}<br>"
        "<br>{2}<br><br>{3}</td></tr></table><p>© 2004 {never}</p>",
        "<div class='m'><h1>{title}</h1><p>{0}</p><p>{1}</p><p><strong>Lire aussi :</strong> "
        "<a href='/'>{never}</a></p><p>{2}</p>"
        "<div class='encart-abo'><p>Cet article est réservé aux abonnés. {never}.</p></div><p>{3}</p></div>",
        "<div id='cookie-wall'><p>{never}.</p></div><div><div>{title}</div>"
        "<div><div>{0}</div><div>{1}</div><div>{2}</div>"
        "<div>{3}</div></div></div><div><div>À lire aussi</div><div><a href='/'>{never}</a></div></div>",
    ],
    ids=["blog", "daily", "tables", "regional", "plain"],
)
def test_what_stands_around_an_article_is_not_read(page: str) -> None:
    all_ = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    body = page.format(*BODY, title=TITLE, never=NEVER, all=all_)
    article = one("a.html", f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>")
    assert article.text.split("\n\n") == [TITLE, *BODY]


def test_an_export_of_europresse_is_all_its_articles() -> None:
    articles = "".join(
        f"<article><header><div class='rdp__DocPublicationName'><span class='DocPublicationName'>{paper}</span></div>"
        f"<span class='DocHeader'>{head}</span><div class='titreArticle'><p class='sm-margin-TopNews titreArticleVisu "
        f"rdp__articletitle'>Départ chez <mark>Helio</mark></p></div></header><section><div class='docOcurrContainer'>"
        f"<p>{SENTENCE}</p><p>Elle part.</p></div></section><footer><small>© 2024 {NEVER}</small>"
        f"<div class='publiC-lblNodoc'>{number}</div></footer></article>"
        for paper, head, number in (
            (
                "Le Monde (site web)",
                "Économie, vendredi 17 mai 2024 845 mots",
                "Numéro de document : news·20240517·LM·1",
            ),
            ("Les Echos, no. 24 213", "samedi 1er juin 2024 120 mots, p. 12", ""),
        )
    )
    found = extract("e.html", f"<html><head><title>Europresse</title></head><body>{articles}</body></html>".encode())
    assert [(a.path, a.published, a.publisher, a.title) for a in found if isinstance(a, Article)] == [
        ("e.html/news·20240517·LM·1", "2024-05-17", "Le Monde", "Départ chez Helio"),
        ("e.html/2", "2024-06-01", "Les Echos", "Départ chez Helio"),
    ]
    assert isinstance(found[0], Article)
    assert found[0].text == f"Départ chez Helio\n\n{SENTENCE}\n\nElle part."


def test_a_page_of_scripts_only_is_no_article() -> None:
    assert reasons("a.html", "<html><script>var a = 'Claire Aubry quitte Nova IA.'</script></html>") == [
        ("a.html", "no article on the page")
    ]


def test_the_frames_of_a_saved_page_are_no_articles(write: Write, tmp_path: Path) -> None:
    page = f"<html><body><p>{SENTENCE}</p></body></html>"
    for name in ("a.html", "a_files/ad.html", "b_files/c.html"):
        write(name, page)
    found = corpus.read(tmp_path)
    assert [article.path for article in found.articles] == ["a.html", "b_files/c.html"]
    assert found.ignored == {".html": 1}


def test_what_is_deleted_or_hidden_in_a_document_is_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(SENTENCE)
    for inner in (
        f"<w:ins {nsdecls('w')}><w:r><w:t xml:space='preserve'> Elle part.</w:t></w:r></w:ins>",
        f"<w:del {nsdecls('w')}><w:r><w:delText> Elle reste.</w:delText></w:r></w:del>",
        f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(inner))
    content = io.BytesIO()
    document.save(content)
    assert one("a.docx", content.getvalue()).text == f"{SENTENCE} Elle part."


def test_a_mail_that_is_wrapped_is_put_together_and_its_attachments_are_read() -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        "TR : Départ",
        "a@b.example",
        "Fri, 17 May 2024 09:00:00 +0200",
    )
    message.set_content(
        "La directrice technique a annoncé son départ mardi dans un message\naux salariés de la société.\n\n"
        "> Sam Rocher est nommé PDG.\n\n-- \nLe service de presse\n"
    )
    message.add_attachment(TEXT.encode(), "text", "plain", filename="../communiqué.txt")
    message.add_attachment(b"\x89PNG", "image", "png", filename="logo.png")
    found = extract("m.eml", message.as_bytes())
    assert [(a.path, a.id, a.published, a.publisher) for a in found if isinstance(a, Article)] == [
        ("m.eml", "m", None, None),
        ("m.eml/communiqué.txt", "communiqué", None, None),
    ]
    assert isinstance(found[0], Article)
    assert found[0].text == f"Départ\n\n{SENTENCE}"


def test_a_mail_that_is_passed_on_has_the_date_of_its_own() -> None:
    message = EmailMessage()
    message["Subject"], message["Date"] = "Fwd: TR: Départ", "Mon, 3 Jun 2024 09:00:00 +0200"
    message.set_content(
        "-----Message d'origine-----\nDe : Anne Morel <a@b.example>\nEnvoyé : vendredi 17 mai 2024 09:00\n"
        f"À : Presse\nObjet : Départ\n\n{SENTENCE}\n"
    )
    article = one("m.eml", message.as_bytes())
    assert (article.published, article.title, article.text) == ("2024-05-17", "Départ", f"Départ\n\n{SENTENCE}")


def test_a_feed_has_an_article_an_entry() -> None:
    items = "".join(
        f"<item><title>Titre &amp;amp; {n}</title><link>https://a.example/{n}</link>"
        f"<description>&lt;p&gt;{SENTENCE}&lt;/p&gt;</description><pubDate>{date}</pubDate></item>"
        for n, date in enumerate(("Fri, 17 May 2024 23:30:00 -0500", "hier"))
    )
    found = extract("f.xml", f'<rss version="2.0"><channel><title>La Gazette</title>{items}</channel></rss>'.encode())
    assert [(a.path, a.published, a.text) for a in found if isinstance(a, Article)] == [
        ("f.xml/https://a.example/0", "2024-05-17", f"Titre & 0\n\n{SENTENCE}"),
        ("f.xml/https://a.example/1", None, f"Titre & 1\n\n{SENTENCE}"),
    ]


@pytest.mark.parametrize(
    ("given", "published", "publisher"),
    [
        ({"text": SENTENCE, "date": "20240517"}, "2024-05-17", None),
        ({"content": {"rendered": f"<p>{SENTENCE}</p>"}, "date": "2024-05-17T08:30:00"}, "2024-05-17", None),
        ({"response": {"docs": [{"Body": SENTENCE, "source": {"id": 3, "name": "La Gazette"}}]}}, None, "La Gazette"),
        (
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "La Gazette",
                "items": [{"content_html": SENTENCE}],
            },
            None,
            "La Gazette",
        ),
        ([{"articleBody": SENTENCE, "publisher": [{"@id": "x", "name": "La Gazette"}]}], None, "La Gazette"),
    ],
)
def test_json_as_others_write_it(given: object, published: str | None, publisher: str | None) -> None:
    article = one("a.json", json.dumps(given))
    assert (article.text, article.published, article.publisher) == (SENTENCE, published, publisher)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables(delimiter: str) -> None:
    rows = f'id|Contenu|autre\n7|"{SENTENCE}\nElle part."|x\n8||\n\n'
    found = extract("t.csv", rows.replace("|", delimiter).encode())
    assert isinstance(found[0], Article)
    assert (found[0].path, found[0].text) == ("t.csv/7", f"{SENTENCE}\nElle part.")
    assert found[1] == Failure("t.csv:2", f"no text (a field of this name: {', '.join(corpus.metadata.NAMES['text'])})")


def test_an_archive_is_as_its_files_are(write: Write, tmp_path: Path) -> None:
    inner = packed({"b.txt": SENTENCE})
    files = {"x/c.html": f"<p>{SENTENCE}</p>", "d.zip": inner, "e.txt": b"", "__MACOSX/e.txt": SENTENCE, "f.png": "?"}
    write("a.zip", packed(files))
    found = corpus.read(tmp_path)
    assert [(article.id, article.path) for article in found.articles] == [
        ("b", "a.zip/d.zip/b.txt"),
        ("c", "a.zip/x/c.html"),
    ]
    assert found.failures == (Failure("a.zip/e.txt", "empty"),)


def test_no_archive_unpacks_to_more_than_the_limits() -> None:
    bomb = packed({"a.txt": SENTENCE.encode() * 50_000, "b.txt": SENTENCE})
    small = Limits(file=1_000_000)
    assert reasons("z.zip", bomb, small) == [("z.zip/a.txt", "larger than 1 MB")]
    assert reasons(
        "z.zip", packed({f"a{n}.txt": b" " * 1_000_000 for n in range(9)}), Limits(1_000_000, inflation=0)
    ) == [
        ("z.zip/a0.txt", "empty"),
        ("z.zip/a1.txt", "the archive unpacks to too much: the rest of it is left out"),
    ]
    nested = packed({"a.txt": SENTENCE})
    for _ in range(4):
        nested = packed({"a.zip": nested})
    ((_, reason),) = reasons("z.zip", nested)
    assert reason == "more than 3 files within each other"


def test_ways_out_of_an_archive_are_cut_off() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("../../etc/a.txt", SENTENCE)
        archive.writestr("/b.txt", SENTENCE)
    assert [item.path for item in extract("z.zip", content.getvalue())] == ["z.zip/b.txt", "z.zip/etc/a.txt"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.html", b"", "empty"),
        ("a.pdf", b"%PDF-1.4 nothing", "broken PDF"),
        ("a.docx", b"PK\x03\x04", "no Word document"),
        ("a.docx", packed({"a.txt": "?"}), "no Word document"),
        ("a.zip", b"PK", "no ZIP archive"),
        ("a.eml", b"Subject: x\n\n", "no text in the message"),
        ("a.xml", b"<a/>", "no RSS or Atom feed"),
        ("a.json", b"{", "no JSON"),
        ("a.json", b"[" * 100_000, "no JSON"),
        ("a.json", b'{"name": "package"}', "no article in it"),
        ("a.csv", b"a,b\n1,2\n", "no column for the text"),
        ("a.parquet", b"PAR1", "broken Parquet"),
        ("a.jsonl", b'{"text": "\\ud800 abc"}', "surrogate"),
    ],
)
def test_what_is_broken_is_left_out_with_the_reason(name: str, content: bytes, reason: str) -> None:
    ((_, said),) = reasons(name, content)
    assert reason in said
    assert "\n" not in said


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of some format, cut, or with some bytes changed; or just any bytes."""
    file = draw(st.sampled_from(FILES))
    content = file.read_bytes()
    at = draw(st.integers(0, len(content)))
    put = draw(st.binary(max_size=20))
    whole = draw(st.sampled_from([content[:at], content[at:], content[:at] + put + content[at + len(put) :], put]))
    return file.name, whole


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_whatever_a_file_holds_there_are_articles_and_reasons(file: tuple[str, bytes]) -> None:
    name, content = file
    found = extract(name, content)
    assert found == extract(name, content)
    for item in found:
        assert item.path.startswith(name)
        if isinstance(item, Failure):
            assert item.reason
            assert "\n" not in item.reason
        else:
            assert item.text.strip()
            assert item.sha256 == hashlib.sha256(item.text.encode()).hexdigest()


def test_an_article_has_no_more_characters_than_can_be_read() -> None:
    assert reasons("a.txt", SENTENCE * 2, Limits(text=len(SENTENCE))) == [
        ("a.txt", f"{2 * len(SENTENCE)} characters: an article has {len(SENTENCE)} at most")
    ]
    assert reasons("a.txt", SENTENCE, Limits(file=10)) == [("a.txt", "larger than 1e-05 MB")]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("la direc-", "trice", "la directrice"),
        ("le vice-", "président", "le vice-président"),
        ("Saint-", "Nazaire", "Saint-Nazaire"),
        ("a-t-", "il", "a-t-il"),
        ("la direc\u00ad", "trice", "la directrice"),
        ("la", "directrice", "la directrice"),
    ],
)
def test_words_that_were_parted_are_joined(before: str, after: str, line: str) -> None:
    assert hyphens.joined(before, after) == line


def test_the_documentation_names_every_suffix(root: Path) -> None:
    text = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    table = text.split("## The graph out")[0]
    assert all(f"`{suffix}`" in table for suffix in registry.SUFFIXES)
