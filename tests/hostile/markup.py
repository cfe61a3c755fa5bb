"""Feeds and other XML."""

from __future__ import annotations

from hostile import ANY, LEFT, READ, Hostile, said

_LAUGHS = "<!DOCTYPE l [<!ENTITY a0 'rire'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
_BLOW_UP = "<!DOCTYPE l [<!ENTITY a '" + "rire " * 20_000 + "'>]>"
_SECRET = "<!DOCTYPE l [<!ENTITY secret SYSTEM 'file:///etc/passwd'>]>"


def rss(inner: str, head: str = "") -> bytes:
    """A feed with these items."""
    declared = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{declared}{head}<rss version="2.0"><channel><title>Fil</title>{inner}</channel></rss>'.encode()


def item(number: str, more: str = "", text: str = "") -> str:
    """An item with an article of its own."""
    told = text or said(f"item {number}")
    return f"<item><title>Titre {number}</title><description>{told}</description>{more}</item>"


def files() -> list[Hostile]:
    """All of them."""
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Fil</title>'
    script = "&lt;script&gt;alert(1)&lt;/script&gt;"
    return [
        Hostile("feed-empty.rss", b"", LEFT),
        Hostile("feed-no-xml.rss", said("no xml").encode(), LEFT),
        Hostile("feed-without-items.rss", rss(""), LEFT),
        Hostile("feed-cut.rss", rss(item("cut"))[:-60], ANY),
        Hostile("feed-laughs.rss", rss(item("laughs", "<author>&a11;</author>"), _LAUGHS + "]>"), ANY),
        Hostile("feed-laughs-in-text.rss", rss(item("laughs 2", text="&a11;"), _LAUGHS + "]>"), ANY),
        Hostile("feed-blow-up.rss", rss(item("blow up", text="&a;" * 20_000), _BLOW_UP), ANY),
        Hostile("feed-secret.rss", rss(item("secret", text=said("secret") + "&secret;"), _SECRET), ANY),
        Hostile(
            "feed-secret-in-title.atom", f"{_SECRET}{atom}<entry><title>&secret;</title></entry></feed>".encode(), ANY
        ),
        Hostile(
            "feed-parameter-entity.rss",
            rss(item("pe"), "<!DOCTYPE l [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/x'> %a;]>"),
            ANY,
        ),
        Hostile("feed-deep.rss", rss(item("deep", "<a>" * 20_000 + "</a>" * 20_000)), ANY),
        Hostile("feed-deep-open.rss", rss(item("deep open", "<a>" * 20_000)), ANY),
        Hostile("feed-script.rss", rss(item("script", text=said("script") + script)), READ),
        Hostile(
            "feed-script-as-title.rss",
            rss(f"<item><title>{script}</title><description>{said('st')}</description></item>"),
            READ,
        ),
        Hostile("feed-address-is-a-script.rss", rss(item("address", "<link>javascript:alert(1)</link>")), READ),
        Hostile("feed-id-is-a-path.rss", rss(item("path", "<guid>../../../../etc/passwd</guid>")), READ),
        Hostile("feed-ids-twice.rss", rss("".join(item(f"id {n}", "<guid>a</guid>") for n in range(3))), READ),
        Hostile("feed-date.rss", rss(item("date", "<pubDate>Mon, 99 Foo 99999 99:99:99 +9999</pubDate>")), ANY),
        Hostile("feed-wrong-encoding.rss", rss(item("enc")).replace(b"UTF-8", b"UTF-16"), ANY),
        Hostile("feed-unknown-encoding.rss", rss(item("enc 2")).replace(b"UTF-8", b"x-nobody"), ANY),
        Hostile("feed-utf-7.rss", rss(item("utf 7", text="+ADw-script+AD4-")).replace(b"UTF-8", b"UTF-7"), ANY),
        Hostile("feed-control.rss", rss(item("control", text=said("control") + "\x01\x02")), ANY),
        Hostile(
            "feed-number-references.rss", rss(item("refs", text=said("refs") + "&#0;&#xD800;&#x110000;&#27;")), ANY
        ),
        Hostile("feed-short-items.rss", rss("<item><title>x</title></item>" * 200), ANY),
        Hostile(
            "feed-cdata.rss", rss(item("cdata", text=f"<![CDATA[<p>{said('cdata')}</p><script>x</script>]]>")), READ
        ),
        Hostile("other.xml", b"<note><to>Paul</to></note>", LEFT),
        Hostile("drawing.xml", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', LEFT),
        Hostile("attributes.xml", b"<a " + b" ".join(b'a%d="x"' % n for n in range(5000)) + b"/>", LEFT),
        Hostile("one-attribute.xml", b'<a b="' + b"x" * 5_000_000 + b'"/>', LEFT),
        Hostile(
            "names-of-spaces.xml", b"<a " + b" ".join(b'xmlns:a%d="u%d"' % (n, n) for n in range(5000)) + b"/>", LEFT
        ),
    ]
