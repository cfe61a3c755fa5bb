"""Bytes that are no UTF-8, or a strange one."""

from __future__ import annotations

import codecs
import gzip
import unicodedata

from hostile import ANY, LEFT, READ, Hostile, said, text

_BROKEN = {
    "truncated-at-the-end": "é".encode()[:1],
    "continuation-alone": b"\x80",
    "overlong-slash": b"\xc0\xaf",
    "overlong-nul": b"\xc0\x80",
    "surrogate-in-utf-8": b"\xed\xa0\x80",
    "beyond-unicode": b"\xf4\x90\x80\x80",
    "five-bytes": b"\xf8\x88\x80\x80\x80",
    "ff-fe-in-the-middle": b"\xff\xfe",
    "latin-1-in-utf-8": "été".encode("latin-1"),
}
_OTHERS = {
    "utf-16-le-with-mark": ("utf-16", READ),
    "utf-16-be-without-mark": ("utf-16-be", READ),
    "utf-16-le-without-mark": ("utf-16-le", READ),
    "utf-32-le-with-mark": ("utf-32", READ),
    "utf-32-be-without-mark": ("utf-32-be", LEFT),
    "utf-8-with-mark": ("utf-8-sig", READ),
    "latin-1": ("latin-1", READ),
    "windows-1252": ("cp1252", READ),
    "mac-roman": ("mac_roman", ANY),
    "ebcdic": ("cp500", LEFT),
    "utf-7": ("utf-7", ANY),
    "dos": ("cp850", ANY),
}
_STRANGE = {
    "mark-in-the-middle": "\ufeff",
    "noncharacters": "\ufffe\uffff\U0010ffff",
    "private-use": "\ue000\U000f0000",
    "tags": "\U000e0001\U000e0041\U000e007f",
    "right-to-left-override": "\u202egnp.exe\u202c",
    "bidi-isolates": "\u2066\u2067\u2068\u2069",
    "zero-width": "N\u200bo\u200cv\u200da\u2060 IA a quitté Nova\u00ad IA. ",
    "line-separators": "\u2028\u2029\x85",
    "vertical-tab-and-form-feed": "\v\f",
    "combining-marks": "Z" + "\u0301" * 5000 + " ",
    "emoji-families": "👨‍👩‍👧‍👦🏳️‍🌈🇫🇷 " * 50,
    "full-width": "Ｃｌａｉｒｅ Ａｕｂｒｙ ａ ｑｕｉｔｔé Ｎｏｖａ ＩＡ. ",
    "mathematical-letters": "𝐂𝐥𝐚𝐢𝐫𝐞 𝐀𝐮𝐛𝐫𝐲 a quitté 𝐍𝐨𝐯𝐚 𝐈𝐀. ",
    "roman-numerals-and-ligatures": "ﬁ ﬂ Ⅻ ㎏ ½ ",
    "escape-sequences": "\x1b[2J\x1b]0;titre\x07\x1b[31m",
    "no-break-spaces": "\u00a0\u202f\u2007\u3000",
    "arabic-and-hebrew": "كلير أوبري \u05e7\u05dc\u05d9\u05d9\u05e8 ",
    "dotless-i-and-long-s": "ıİſẞ ",
}


def files() -> list[Hostile]:
    """All of them."""
    found = [
        Hostile(f"broken-{name}.txt", said(name).encode() + middle + b" suite.\n", LEFT, "UTF-8|neither|binary")
        for name, middle in _BROKEN.items()
    ]
    for name, (encoding, fate) in _OTHERS.items():
        content = said(name).replace("\u2019", "'").encode(encoding)
        found.append(Hostile(f"in-{name}.txt", content, fate))
    found += [text(f"strange-{name}", before) for name, before in _STRANGE.items()]
    french = said("x")
    found += [
        Hostile("empty.txt", b"", LEFT, "empty"),
        Hostile("spaces.txt", b" \n\t \r\n" * 100, LEFT, "empty"),
        Hostile("mark-alone.txt", codecs.BOM_UTF8, LEFT, "empty"),
        Hostile("mark-of-utf-16-alone.txt", codecs.BOM_UTF16_LE, LEFT, "empty"),
        Hostile("odd-utf-16.txt", french.encode("utf-16") + b"x", LEFT, "broken UTF-16"),
        Hostile("half-a-pair-in-utf-16.txt", french.encode("utf-16") + b"\x00\xd8", LEFT, "broken UTF-16"),
        Hostile("one-nul.txt", french.encode() + b"\x00", LEFT, "binary"),
        Hostile("nuls.txt", bytes(5000), LEFT, "binary"),
        Hostile("nul-before-each-line.txt", french.replace("\n", "\n\x00").encode(), LEFT, "binary"),
        Hostile("control-characters.txt", bytes(range(1, 32)) * 50, LEFT, "binary"),
        Hostile("bells.txt", b"\x07".join(word.encode() for word in french.split()), LEFT, "binary"),
        Hostile("gzip.txt", gzip.compress(french.encode(), mtime=0), LEFT, "binary|UTF-8"),
        Hostile("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, LEFT, "binary"),
        Hostile("program.txt", b"\x7fELF" + bytes(range(256)) * 20, LEFT, "binary"),
        Hostile("encoded-twice.txt", french.encode().decode("latin-1").encode(), ANY),
        Hostile("decomposed.txt", unicodedata.normalize("NFD", french).encode(), READ),
        Hostile("carriage-returns.txt", french.replace("\n", "\r").encode(), READ),
        Hostile("shift-jis.txt", ("日本の新聞記事です。" * 30).encode("shift_jis"), LEFT),
        Hostile("gb18030.txt", ("北京的一篇文章。" * 30).encode("gb18030"), LEFT),
        Hostile("korean.txt", ("한국어 기사입니다. " * 30).encode("euc_kr"), LEFT),
        Hostile("russian.txt", ("Это статья на русском языке. " * 20).encode(), LEFT, "French"),
        Hostile("koi8.txt", ("Это статья на русском языке. " * 20).encode("koi8-r"), LEFT),
        Hostile(
            "english.txt", b"The company said on Tuesday that its chief executive had left the firm. " * 9, LEFT, "."
        ),
        Hostile(
            "lorem.txt", b"Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod. " * 9, LEFT, "."
        ),
        Hostile("digits.txt", b"0123456789 " * 400, ANY),
        Hostile("punctuation.txt", b"?!;:,.-()[]{}<>/\\|~^`'\"" * 200, ANY),
    ]
    return found
