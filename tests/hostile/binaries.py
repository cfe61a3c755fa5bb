"""PDF, DOCX and Parquet."""

from __future__ import annotations

import io
import zipfile
import zlib

from hostile import ANY, LEFT, Hostile, said
from hostile.archives import packed

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(document: str, **more: str) -> bytes:
    """A DOCX file with this XML as its document."""
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document, **more}
    return packed({name: text.encode("utf-8", "surrogatepass") for name, text in parts.items()})


def written(*paragraphs: str, head: str = "") -> str:
    """The XML of a document with these paragraphs."""
    told = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    return f'<?xml version="1.0"?>{head}<w:document {_WORD}><w:body>{told}</w:body></w:document>'


def pdf(*objects: bytes, root: bytes = b"1 0 R", more: bytes = b"") -> bytes:
    """A PDF file of these objects, the catalogue first."""
    content = io.BytesIO()
    content.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(content.tell())
        content.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = content.tell()
    content.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    content.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    content.write(b"trailer\n<< /Size %d /Root %s %s >>\n" % (len(objects) + 1, root, more))
    content.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return content.getvalue()


_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def stream(content: bytes, more: bytes = b"", length: int | None = None) -> bytes:
    """A stream object."""
    size = len(content) if length is None else length
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (size, more, content)


def shown(text: str) -> bytes:
    """Commands that show a text, a line for each of its sentences."""
    lines = text.replace("(", "").replace(")", "").split(". ")
    return (
        b"BT /F 10 Tf 14 TL 50 700 Td " + b" ".join(b"(%s.) Tj T*" % line.encode("cp1252") for line in lines) + b" ET"
    )


def _pdfs() -> list[Hostile]:
    good = pdf(_CATALOGUE, _PAGES, _PAGE, stream(shown(said("pdf"))), _FONT)
    flate = b"/Filter /FlateDecode"
    bomb = zlib.compress(bytes(100_000_000), 9)
    twice = zlib.compress(zlib.compress(bytes(100_000_000), 9), 9)
    contents = {
        "no-content": b"null",
        "wrong-length": stream(shown(said("pdf length")), length=10**9),
        "negative-length": stream(shown(said("pdf negative")), length=-5),
        "bomb": stream(bomb, flate),
        "bomb-in-bomb": stream(twice, b"/Filter [/FlateDecode /FlateDecode]"),
        "no-flate": stream(b"rien du tout", flate),
        "unknown-filter": stream(b"rien", b"/Filter /Nobody"),
        "filters-without-end": stream(b"rien", b"/Filter [" + b"/ASCIIHexDecode " * 5000 + b"]"),
        "saved-states": stream(b"q " * 20_000),
        "open-arrays": stream(b"[" * 100_000),
        "open-dictionaries": stream(b"<<" * 100_000),
        "open-text": stream(b"BT (" * 50_000),
        "endless-number": stream(b"9" * 500_000 + b" Tf"),
        "unknown-commands": stream(b"nobody " * 50_000),
        "form-in-itself": stream(b"/X Do"),
        "unmapped-letters": stream(b"BT /F 10 Tf " + b"<FFFE0001> Tj " * 5000 + b" ET"),
    }
    endless = {"bomb", "bomb-in-bomb", "unmapped-letters"}
    found = [
        Hostile(f"pdf-{name}.pdf", pdf(_CATALOGUE, _PAGES, _PAGE, body, _FONT), ANY, endless=name in endless)
        for name, body in contents.items()
    ]
    itself = _PAGE.replace(b"/Font", b"/XObject << /X 4 0 R >> /Font")
    loop = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>")
    found += [
        Hostile("pdf-empty.pdf", b"", LEFT),
        Hostile("pdf-header.pdf", b"%PDF-1.7\n", LEFT),
        Hostile("pdf-no-pdf.pdf", said("no pdf").encode(), LEFT),
        Hostile("pdf-zeros.pdf", b"%PDF-1.4\n" + bytes(100_000), LEFT),
        Hostile("pdf-binary.pdf", b"%PDF-1.4\n" + bytes(range(256)) * 400, LEFT),
        Hostile("pdf-half.pdf", good[: len(good) // 2], ANY),
        Hostile("pdf-without-end.pdf", good[:-40], ANY),
        Hostile("pdf-other-in-front.pdf", b"x" * 2000 + good, ANY),
        Hostile("pdf-no-root.pdf", pdf(_CATALOGUE, root=b"9 0 R"), LEFT),
        Hostile(
            "pdf-pages-in-themselves.pdf", pdf(_CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"), LEFT
        ),
        Hostile(
            "pdf-pages-in-a-ring.pdf",
            pdf(_CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] >>", b"<< /Type /Pages /Kids [2 0 R] >>"),
            LEFT,
        ),
        Hostile(
            "pdf-many-pages.pdf",
            pdf(
                _CATALOGUE,
                b"<< /Type /Pages /Kids [" + b"3 0 R " * 20_000 + b"] /Count 20000 >>",
                b"<< /Type /Page /Parent 2 0 R >>",
            ),
            LEFT,
        ),
        Hostile("pdf-object-is-itself.pdf", pdf(b"1 0 R"), LEFT, endless=True),
        Hostile(
            "pdf-parent-is-itself.pdf",
            pdf(_CATALOGUE, _PAGES, b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>", stream(b"")),
            LEFT,
        ),
        Hostile("pdf-form-in-itself-2.pdf", pdf(_CATALOGUE, _PAGES, itself, loop, _FONT), LEFT),
        Hostile("pdf-table-in-a-ring.pdf", good.replace(b"/Root", b"/Prev 9 /Root"), ANY),
        Hostile("pdf-table-far-away.pdf", good[: good.rindex(b"startxref")] + b"startxref\n99999999999999\n%%EOF", ANY),
        Hostile(
            "pdf-encrypted.pdf",
            pdf(
                _CATALOGUE,
                _PAGES,
                _PAGE,
                stream(b""),
                _FONT,
                more=b"/Encrypt << /Filter /Standard /V 9 /R 9 /O (x) /U (x) /P -1 >>",
            ),
            LEFT,
        ),
        Hostile(
            "pdf-script.pdf",
            pdf(
                b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
                _PAGES,
                _PAGE,
                stream(shown(said("js"))),
                _FONT,
            ),
            ANY,
        ),
        Hostile(
            "pdf-title.pdf",
            pdf(
                _CATALOGUE,
                _PAGES,
                _PAGE,
                stream(shown(said("pdf title"))),
                _FONT,
                b"<< /Title (</script><script>alert\\(1\\)</script>) /CreationDate (D:99999999) >>",
                more=b"/Info 6 0 R",
            ),
            ANY,
        ),
        Hostile(
            "pdf-deep-outline.pdf", pdf(b"<< /Pages 2 0 R /A " + b"<< /A " * 20_000 + b">>" * 20_001, _PAGES), LEFT
        ),
    ]
    return found


def _words() -> list[Hostile]:
    laughs = "<!DOCTYPE l [<!ENTITY a0 'rire'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
    )
    good = word(written(*said("word").split("\n")))
    spaces = io.BytesIO()
    with zipfile.ZipFile(spaces, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        with archive.open("word/document.xml", "w") as file:
            file.write(f"<w:document {_WORD}><w:body>".encode())
            for _ in range(100):
                file.write(b" " * 1_000_000)
            file.write(b"</w:body></w:document>")
    return [
        Hostile("word-empty.docx", b"", LEFT),
        Hostile("word-no-zip.docx", said("no zip").encode(), LEFT),
        Hostile("word-old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), LEFT),
        Hostile("word-half.docx", good[: len(good) // 2], LEFT),
        Hostile("word-other-zip.docx", packed({"a.txt": b"a"}), LEFT),
        Hostile(
            "word-no-document.docx",
            packed({"[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _RELATIONS.encode()}),
            LEFT,
        ),
        Hostile("word-empty-document.docx", word(""), LEFT),
        Hostile("word-no-paragraph.docx", word(written()), LEFT),
        Hostile("word-no-xml.docx", word("ceci n'est pas du XML"), LEFT),
        Hostile("word-laughs.docx", word(written("&a11;", head=laughs + "]>")), LEFT),
        Hostile(
            "word-secret.docx",
            word(written("&s;", head="<!DOCTYPE l [<!ENTITY s SYSTEM 'file:///etc/passwd'>]>")),
            LEFT,
        ),
        Hostile(
            "word-deep.docx",
            word(written("x").replace("<w:p>", "<w:p>" * 20_000).replace("</w:p>", "</w:p>" * 20_000)),
            LEFT,
        ),
        Hostile(
            "word-deep-tables.docx",
            word(
                written("x")
                .replace("<w:p>", "<w:tbl><w:tr><w:tc>" * 3000 + "<w:p>")
                .replace("</w:p>", "</w:p>" + "</w:tc></w:tr></w:tbl>" * 3000)
            ),
            LEFT,
        ),
        Hostile("word-spaces.docx", spaces.getvalue(), LEFT),
        Hostile(
            "word-laughs-in-types.docx",
            word(written("x"), **{"[Content_Types].xml": laughs + "]>" + _TYPES.replace("xml", "&a11;")}),
            LEFT,
        ),
        Hostile(
            "word-script.docx",
            word(written("&lt;script&gt;alert(1)&lt;/script&gt;", *said("word script").split("\n"))),
            ANY,
        ),
        Hostile("word-control.docx", word(written("&#1;", *said("word control").split("\n"))), ANY),
        Hostile(
            "word-outside.docx",
            word(written(*said("word outside").split("\n")), **{"../../../mechant.txt": "x", "/etc/mechant": "y"}),
            ANY,
        ),
        Hostile(
            "word-away.docx",
            word(written("x"), **{"_rels/.rels": _RELATIONS.replace("word/document.xml", "../../../etc/passwd")}),
            LEFT,
        ),
        Hostile("word-many-paragraphs.docx", word(written(*["x"] * 30_000)), ANY),
    ]


def _parquets() -> list[Hostile]:
    return [
        Hostile("rows-empty.parquet", b"", LEFT),
        Hostile("rows-magic.parquet", b"PAR1PAR1", LEFT),
        Hostile("rows-no-parquet.parquet", said("no parquet").encode(), LEFT),
        Hostile("rows-long-footer.parquet", b"PAR1" + bytes(50) + b"\xff\xff\xff\x7fPAR1", LEFT),
        Hostile("rows-zero-footer.parquet", b"PAR1" + bytes(50) + b"\x00\x00\x00\x00PAR1", LEFT),
        Hostile("rows-random-footer.parquet", b"PAR1" + bytes(range(200)) + b"\xc8\x00\x00\x00PAR1", LEFT),
    ]


def files() -> list[Hostile]:
    """All of them."""
    return [*_pdfs(), *_words(), *_parquets()]
