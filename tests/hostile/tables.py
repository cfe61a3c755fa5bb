"""Front matter, JSON Lines, JSON and CSV."""

from __future__ import annotations

import json

from hostile import ANY, LEFT, READ, Hostile, said

_FRONT = {
    "never-ends": ("---\ntitle: a\n", READ, ""),
    "no-yaml": ("---\ntitle: [a\n---\n", LEFT, "front matter"),
    "a-list": ("---\n- a\n- b\n---\n", LEFT, "front matter"),
    "a-number": ("---\n42\n---\n", LEFT, "front matter"),
    "nothing": ("---\n---\n", READ, ""),
    "comment": ("---\n# rien\n---\n", READ, ""),
    "nested": ("---\ntitle: " + "[" * 20_000 + "\n---\n", LEFT, "front matter"),
    "nested-objects": ("---\ntitle: " + "{a: " * 5000 + "\n---\n", LEFT, "front matter"),
    "python-object": ("---\ntitle: !!python/object/apply:os.system ['touch mechant']\n---\n", LEFT, "front matter"),
    "laughs": (
        "---\na0: &a0 [rire, rire, rire]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
        + "title: *a9\n---\n",
        ANY,
        "front matter|French",
    ),
    "laughs-as-a-key": (
        "---\na0: &a0 [rire, rire]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
        + "? *a9\n: b\n---\n",
        LEFT,
        "front matter",
    ),
    "in-itself": ("---\ntitle: &a [*a]\n---\n", ANY, "front matter"),
    "no-such-anchor": ("---\ntitle: *nobody\n---\n", LEFT, "front matter"),
    "no-date": ("---\ndate: hier\n---\n", ANY, "front matter"),
    "date-of-another-calendar": ("---\ndate: 2024-02-30\n---\n", ANY, "front matter"),
    "date-as-a-list": ("---\ndate: [2024, 5, 20]\n---\n", ANY, "front matter"),
    "infinite-date": ("---\ndate: .inf\n---\n", ANY, "front matter"),
    "a-date-far-away": ("---\ndate: 99999-01-01\n---\n", ANY, "front matter"),
    "number-as-title": ("---\ntitle: 1e400\n---\n", READ, ""),
    "digits-without-end": ("---\ntitle: " + "9" * 10_000 + "\n---\n", ANY, "front matter"),
    "long-title": ("---\ntitle: " + "a" * 100_000 + "\n---\n", READ, ""),
    "keys-twice": ("---\ntitle: a\ntitle: b\n---\n", ANY, "front matter"),
    "keys-that-are-numbers": ("---\n1: a\n2: b\n---\n", ANY, "front matter"),
    "half-a-pair": ('---\ntitle: "\\uD800"\n---\n', ANY, "front matter"),
    "nul": ('---\ntitle: "a\\0b"\n---\n', READ, ""),
    "tabs": ("---\n\ttitle:\ta\n---\n", ANY, "front matter"),
    "binary": ("---\ntitle: !!binary /9j/4AAQSkZJRg==\n---\n", ANY, "front matter"),
}

_LINES = {
    "no-json": b"ceci n'est pas du JSON",
    "cut": b'{"text": "Nova IA a quitt',
    "a-number": b"42",
    "a-list": b"[1, 2]",
    "null": b"null",
    "no-text": b'{"id": "a"}',
    "empty-text": b'{"text": "  "}',
    "text-is-a-number": b'{"text": 42}',
    "text-is-null": b'{"text": null}',
    "text-is-a-list": b'{"text": ["Nova IA"]}',
    "no-utf-8": b'{"text": "Nova IA a quitt\xe9 le march\xe9"}',
    "more-behind-it": b'{"text": "Nova IA"} {"text": "Helio"}',
    "deep": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep-besides": b'{"text": "x", "other": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_001,
    "date": b'{"text": "Nova IA a vendu sa filiale de Lyon.", "published": "hier"}',
    "nan": b'{"text": NaN}',
}
"""Lines that are left out, each in a file with one that is read."""
_ROWS: dict[str, dict[str, object]] = {
    "id-is-a-path": {"id": "../../../../etc/passwd"},
    "id-has-a-break": {"id": "a\nb\rc"},
    "id-is-empty": {"id": ""},
    "id-is-a-script": {"id": "<script>alert(1)</script>"},
    "id-is-long": {"id": "a" * 10_000},
    "id-is-huge": {"id": 10**18},
    "id-is-right-to-left": {"id": "\u202eabc"},
    "id-is-a-formula": {"id": "=1+1"},
    "address-is-a-script": {"url": "javascript:alert(1)"},
    "title-is-empty": {"title": ""},
    "title-is-spaces": {"title": " \n "},
    "title-has-nul": {"title": "a\x00b"},
    "publisher-is-markup": {"publisher": "<b>Le Monde</b>"},
    "more-fields": {"text2": "x", "__class__": "os.system", "constructor": {"prototype": 1}},
}


def _line(**row: object) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode()


def files() -> list[Hostile]:
    """All of them."""
    found = [
        Hostile(f"front-{name}.md", (head + said(f"front {name}")).encode(), fate, reason)
        for name, (head, fate, reason) in _FRONT.items()
    ]
    for name, line in _LINES.items():
        found.append(Hostile(f"lines-{name}.jsonl", line + b"\n" + _line(text=said(f"line {name}")) + b"\n", READ))
    for name, row in _ROWS.items():
        found.append(Hostile(f"row-{name}.jsonl", _line(**{"text": said(f"row {name}"), **row}), READ))
    lone = json.dumps({"text": said("half a pair") + "\ud800 fin"}).encode()
    found += [
        Hostile("half-a-pair.jsonl", lone, LEFT),
        Hostile("half-a-pair-as-id.jsonl", json.dumps({"text": said("half id"), "id": "\ud800"}).encode(), ANY),
        Hostile("nul-in-text.jsonl", _line(text=said("nul") + "\x00 fin"), ANY),
        Hostile("empty.jsonl", b"", LEFT, "no article"),
        Hostile("blank-lines.jsonl", b"\n\n \n", LEFT, "no article"),
        Hostile("with-mark.jsonl", b"\xef\xbb\xbf" + _line(text=said("with mark")), READ),
        Hostile("old-line-breaks.jsonl", _line(text=said("cr")) + b"\r" + _line(text=said("cr 2")), ANY),
        Hostile("ids-twice.jsonl", b"\n".join(_line(id="a", text=said(f"twice {n}")) for n in range(3)), READ),
        Hostile("utf-16.jsonl", _line(text=said("utf-16")).decode().encode("utf-16"), ANY),
        Hostile("thousand-bad-lines.jsonl", b"{\n" * 1000, LEFT),
        Hostile("a-line-of-twenty-megabytes.jsonl", b'{"text": "' + b"Nova IA " * 2_500_000 + b'"}', LEFT),
        Hostile("json-empty.json", b"", LEFT),
        Hostile("json-cut.json", b'{"text": "Nova', LEFT),
        Hostile("json-deep.json", b"[" * 200_000 + b"]" * 200_000, LEFT),
        Hostile("json-deep-objects.json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, LEFT),
        Hostile("json-number.json", b"1e999999", LEFT),
        Hostile("json-long-number.json", b"9" * 100_000, LEFT),
        Hostile("json-settings.json", b'{"compilerOptions": {"strict": true}}', LEFT),
        Hostile("json-list-of-lists.json", b"[[[[1]]]]", LEFT),
        Hostile("json-half-a-pair.json", json.dumps([{"text": said("json half") + "\udfff"}]).encode(), LEFT),
        Hostile(
            "json-keys-twice.json",
            b'{"text": 1, "text": "' + said("keys").strip().replace("\n", " ").encode() + b'"}',
            ANY,
        ),
        Hostile("json-nul-title.json", _line(text=said("json nul"), title="a\x00b"), ANY),
        Hostile("json-mixed.json", json.dumps([1, None, "a", {"text": said("json mixed")}, {}]).encode(), ANY),
        Hostile("json-script.json", _line(text=said("json script"), title="</script><script>alert(1)</script>"), READ),
        Hostile("csv-empty.csv", b"", LEFT),
        Hostile("csv-header-only.csv", b"id,text\n", LEFT),
        Hostile("csv-no-text.csv", b"a,b\n1,2\n", LEFT),
        Hostile("csv-open-quote.csv", b'id,text\n1,"Nova IA a quitt\xc3\xa9\n2,x\n' * 50, ANY),
        Hostile("csv-nul.csv", b"id,text\n1,Nova\x00IA\n", ANY),
        Hostile("csv-long-cell.csv", b"id,text\n1," + b"a" * 5_000_000 + b"\n", LEFT),
        Hostile("csv-many-columns.csv", b"text" + b",x" * 100_000 + b"\n" + b"a" + b",1" * 100_000 + b"\n", ANY),
        Hostile("csv-ragged.csv", f'id,text\n1,"{said("ragged")}",2,3,4\n2\n\n,,,,\n'.encode(), ANY),
        Hostile("csv-formula.csv", f'id,text,title\n=1+1,"{said("formula")}","=cmd|\' /C calc\'!A0"\n'.encode(), READ),
        Hostile("csv-headers-twice.csv", f'text,text\nx,"{said("headers")}"\n'.encode(), ANY),
        Hostile("csv-latin-1.csv", f'id;text\n1;"{said("csv latin")}"\n'.encode("cp1252"), ANY),
        Hostile("csv-binary.csv", bytes(range(256)) * 40, LEFT),
    ]
    return found
