"""Messages."""

from __future__ import annotations

import base64

from hostile import ANY, LEFT, READ, Hostile, said

_HEAD = "From: Lettre <lettre@exemple.fr>\r\nSubject: Nova IA\r\nDate: Mon, 20 May 2024 10:00:00 +0200\r\n"


def message(body: str | bytes, head: str = "Content-Type: text/plain; charset=utf-8\r\n") -> bytes:
    """A message with this body."""
    return (_HEAD + head + "\r\n").encode() + (body.encode() if isinstance(body, str) else body)


def attachment(name: str, content: bytes) -> bytes:
    """A message with a file."""
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n'
    file = base64.encodebytes(content).decode()
    part = f'Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\n{file}'
    told = f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{said(f'mail {name}')}\r\n"
    return message(f"{told}--b\r\nContent-Type: application/octet-stream\r\n{part}\r\n--b--\r\n", head)


def files() -> list[Hostile]:
    """All of them."""
    deep = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(2000))
    rfc822 = "Content-Type: message/rfc822\r\n\r\n" * 500
    html = "Content-Type: text/html; charset=utf-8\r\n"
    return [
        Hostile("mail-empty.eml", b"", LEFT),
        Hostile("mail-no-header.eml", said("no header").encode(), ANY),
        Hostile("mail-no-body.eml", message(""), LEFT),
        Hostile("mail-deep.eml", message(deep, "MIME-Version: 1.0\r\n"), ANY),
        Hostile("mail-in-mail.eml", message(rfc822, "MIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n"), ANY),
        Hostile("mail-no-boundary.eml", message(said("no boundary"), "Content-Type: multipart/mixed\r\n"), ANY),
        Hostile("mail-charset.eml", message(said("charset"), "Content-Type: text/plain; charset=x-nobody\r\n"), ANY),
        Hostile("mail-charset-lies.eml", message(said("lies").encode("latin-1")), ANY),
        Hostile("mail-base64.eml", message("*** pas de base64 ***", "Content-Transfer-Encoding: base64\r\n"), ANY),
        Hostile(
            "mail-quoted-printable.eml",
            message("=ZZ=3" + said("qp"), "Content-Transfer-Encoding: quoted-printable\r\n"),
            ANY,
        ),
        Hostile("mail-encoding.eml", message(said("cte"), "Content-Transfer-Encoding: x-nobody\r\n"), ANY),
        Hostile("mail-script.eml", message("<script>alert(1)</script>", html), LEFT),
        Hostile("mail-html.eml", message(f"<p>{said('html')}</p><img src=http://127.0.0.1:9/x>", html), READ),
        Hostile(
            "mail-subject.eml",
            message(said("subject"), "Subject: =?x-nobody?q?=ZZ?=\r\nSubject: =?utf-8?b?!!!?=\r\n"),
            ANY,
        ),
        Hostile("mail-long-header.eml", message(said("long header"), "X-A: " + "a" * 2_000_000 + "\r\n"), ANY),
        Hostile("mail-many-headers.eml", message(said("headers"), "X-A: b\r\n" * 50_000), ANY),
        Hostile("mail-date.eml", message(said("date"), "Date: Mon, 99 Foo 99999\r\n"), ANY),
        Hostile("mail-nul.eml", message(said("nul") + "\x00"), ANY),
        Hostile("mail-attachment-path.eml", attachment("../../../../tmp/mechant.txt", said("attached").encode()), READ),
        Hostile("mail-attachment-absolute.eml", attachment("/etc/mechant.txt", said("attached 2").encode()), READ),
        Hostile("mail-attachment-backslash.eml", attachment("..\\..\\mechant.txt", said("attached 3").encode()), READ),
        Hostile("mail-attachment-broken.eml", attachment("a.pdf", b"%PDF-1.4 rien"), READ),
        Hostile("mail-attachment-name.eml", attachment("a" * 5000 + ".txt", said("attached 4").encode()), READ),
        Hostile("mail-binary.eml", bytes(range(256)) * 50, LEFT),
    ]
