"""HTML."""

from __future__ import annotations

import base64

from hostile import ANY, LEFT, READ, Hostile, said


def page(body: str, head: str = "", title: str = "Titre") -> bytes:
    """A page with an article in it."""
    return f"<!DOCTYPE html><html lang=fr><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def article(number: str, inner: str = "") -> str:
    """An article with something in it."""
    paragraphs = "".join(f"<p>{line}</p>" for line in said(f"page {number}").split("\n") if line)
    return f"<article><h1>Claire Aubry quitte Nova IA</h1>{paragraphs}{inner}</article>"


def files() -> list[Hostile]:
    """All of them."""
    nested = {
        "divisions": ("<div>", "</div>", 60_000),
        "tables": ("<table><tr><td>", "</td></tr></table>", 5000),
        "lists": ("<ul><li>", "</li></ul>", 20_000),
        "quotations": ("<blockquote>", "</blockquote>", 20_000),
        "bold": ("<b>", "</b>", 50_000),
        "links": ("<a href=x>", "</a>", 20_000),
        "drawings": ("<svg><foreignObject>", "</foreignObject></svg>", 3000),
        "formulas": ("<math><mtext>", "</mtext></math>", 3000),
        "templates": ("<template>", "</template>", 3000),
        "forms": ("<form>", "</form>", 20_000),
        "unclosed": ("<p><i><span>", "", 20_000),
    }
    found = [
        Hostile(f"page-nested-{name}.html", page(first * times + article(name) + last * times), ANY)
        for name, (first, last, times) in nested.items()
    ]
    inside = {
        "script": "<script>document.write('<p>Paul Martin a quitté Helio.</p>')</script>",
        "script-that-never-ends": "<script>Paul Martin a quitté Helio.",
        "style": "<style>p { content: 'Paul Martin a quitté Helio.' }</style>",
        "handler": "<img src=x onerror='alert(1)'><svg onload=alert(1)>",
        "comment": "<!-- Paul Martin a quitté Helio. <p> -->",
        "comment-that-never-ends": "<!-- Paul Martin a quitté Helio.",
        "noscript": "<noscript><p>Paul Martin a quitté Helio.</p></noscript>",
        "frame": "<iframe src='file:///etc/passwd'></iframe><object data='file:///etc/passwd'></object>",
        "hidden": "<p style='display:none'>Paul Martin a quitté Helio.</p>",
        "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#0;&#x110000;&#xD800;&nosuch; &amp",
        "nul": "<p>Nova\x00 IA a quitté\x00 le marché.</p>",
        "attribute": f"<p title='{'x' * 2_000_000}'>Nova IA</p>",
        "attributes": "<p " + " ".join(f"a{n}=x" for n in range(5000)) + ">Nova IA</p>",
        "picture": f"<img src='data:image/png;base64,{base64.b64encode(bytes(3_000_000)).decode()}'>",
        "plaintext": "<plaintext><p>Nova IA</p>",
        "cdata": "<![CDATA[ Nova IA ]]>",
        "base": "<base href='javascript:alert(1)//'><a href='x'>Nova IA</a>",
        "refresh": "<meta http-equiv=refresh content='0;url=file:///etc/passwd'>",
        "line-breaks": "<br>" * 10_000,
        "paragraphs": "<p>x</p>" * 5000,
        "names-of-elements": "".join(f"<x{n}>" for n in range(5000)),
    }
    found += [Hostile(f"page-with-{name}.html", page(article(name, inner)), ANY) for name, inner in inside.items()]
    head = {
        "title": "<meta property='og:title' content='&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;'>",
        "address": "<link rel=canonical href='javascript:alert(1)'>",
        "address-with-a-break": "<link rel=canonical href='https://exemple.fr/&#10;&gt; &lt;b&gt; &lt;c&gt; .'>",
        "date": "<meta property='article:published_time' content='99999-99-99T99:99:99Z'>",
        "publisher": "<meta property='og:site_name' content='=HYPERLINK(1)'>",
        "json-ld": "<script type='application/ld+json'>{'@type': 'NewsArticle', ((((</script>",
        "json-ld-deep": "<script type='application/ld+json'>" + "[" * 50_000 + "</script>",
        "json-ld-lies": '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":{"a":[1]}}</script>',
        "encoding": "<meta charset='utf-16'>",
        "unknown-encoding": "<meta charset='x-nobody'>",
        "utf-7": "<meta charset='utf-7'>+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "many": "<meta name=a content=b>" * 20_000,
    }
    found += [
        Hostile(f"page-head-{name}.html", page(article(f"head {name}"), told), ANY) for name, told in head.items()
    ]
    laughs = "<!DOCTYPE html [<!ENTITY a0 'rire'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
    )
    found += [
        Hostile("page-empty.html", b"", LEFT),
        Hostile("page-nothing.html", page(""), LEFT),
        Hostile("page-scripts-only.html", page("<script>var a = 1;</script>" * 100), LEFT),
        Hostile("page-frames.html", b"<frameset><frame src=a><frame src=b></frameset>", LEFT),
        Hostile("page-menu.html", page("<nav>" + "<a href=x>Accueil</a> " * 200 + "</nav>"), ANY),
        Hostile("page-open.html", b"<" * 200_000, ANY),
        Hostile("page-ampersands.html", page("<p>" + "&" * 200_000 + "</p>"), ANY),
        Hostile("page-quotes.html", b"<a b='" * 20_000, LEFT),
        Hostile("page-binary.html", bytes(range(256)) * 200, LEFT),
        Hostile("page-picture.html", b"\x89PNG\r\n\x1a\n" + bytes(5000), LEFT),
        Hostile("page-utf-16.html", page(article("utf-16")).decode().encode("utf-16"), ANY),
        Hostile(
            "page-latin-1.html", page(article("latin"), "<meta charset=iso-8859-1>").decode().encode("latin-1"), READ
        ),
        Hostile("page-title.html", page(article("title"), title="</title><script>alert(1)</script>"), READ),
        Hostile("page-laughs.xhtml", f"{laughs}]><html><body><p>&a9;</p></body></html>".encode(), ANY),
        Hostile(
            "page-secret.xhtml",
            b"<!DOCTYPE html [<!ENTITY s SYSTEM 'file:///etc/passwd'>]><html><body><p>&s;</p></body></html>",
            ANY,
        ),
        Hostile(
            "page-english.html",
            page("<article>" + "<p>The chief executive has left the firm on Tuesday, it said.</p>" * 9),
            LEFT,
        ),
        Hostile("page-cut.html", page(article("cut"))[:-80], ANY),
    ]
    return found
