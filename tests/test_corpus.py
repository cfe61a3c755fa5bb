"""Paths -> articles, and what is left out."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from ontograph import corpus
from ontograph.errors import CorpusError

Write = Callable[[str, str | bytes], Path]

TEXT = (
    "Claire Aubry quitte Nova IA\n\nLa directrice technique a annoncé son départ mardi dans un message aux salariés.\n"
)


def test_a_folder_is_read_in_the_order_of_its_paths(write: Write, tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "2024/a.md",
        "a.txt",
        ".hidden.txt",
        ".git/x.txt",
        "README.md",
        "2024/README.txt",
        "photo.jpg",
    ):
        write(name, TEXT)
    found = corpus.read(tmp_path)
    assert [article.path for article in found.articles] == ["2024/a.md", "a.txt", "b.txt"]
    assert found.ignored == {".jpg": 1}
    assert found.failures == ()


def test_the_text_is_the_file_to_the_character(write: Write) -> None:
    text = "\r\n Helio\u00a0: l’été, «\u202fdéjà\u202f» 🎉\r\n\r\n\tNova IA a levé 3 M€. \n\n"
    (article,) = corpus.read(write("a.txt", b"\xef\xbb\xbf" + text.encode())).articles
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (article.id, article.path, article.published, article.url) == ("a", "a.txt", None, None)


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Helio rachète Sora", "Helio rachète Sora"),
        ("\n\n  Helio rachète Sora…  ", "Helio rachète Sora…"),
        ("Helio a racheté Sora mardi.", None),
        ("Le groupe Helio rachète la jeune pousse Sora, " * 4, None),
    ],
)
def test_the_first_short_line_is_the_title(write: Write, first: str, title: str | None) -> None:
    (article,) = corpus.read(write("a.txt", f"{first}\n\n{TEXT}")).articles
    assert article.title == title


def test_front_matter_gives_metadata_and_stays_in_the_text(write: Write) -> None:
    text = (
        "---\ntitle: 'Nova IA : la chute'\ndate: 2024-05-17\nurl: https://exemple.fr/1\npublisher: La Gazette\n---\n"
        f"# Autre titre\n{TEXT}"
    )
    (article,) = corpus.read(write("a.md", text)).articles
    assert (article.title, article.published) == ("Nova IA : la chute", "2024-05-17")
    assert (article.url, article.publisher) == ("https://exemple.fr/1", "La Gazette")
    assert article.text == text


def test_the_first_heading_is_the_title_of_markdown(write: Write) -> None:
    (article,) = corpus.read(write("a.md", f"La Gazette\n\n## Nova IA perd sa directrice ##\n\n{TEXT}")).articles
    assert article.title == "Nova IA perd sa directrice"


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("date: hier", "'hier' is no date"),
        ("date: '2024-02-30'", "'2024-02-30' is no date"),
        ("date: 2024-02-30", "front matter"),
        ("a: [", "front matter"),
    ],
)
def test_broken_front_matter_is_a_failure(write: Write, front: str, reason: str) -> None:
    (failure,) = corpus.read(write("a.md", f"---\n{front}\n---\n{TEXT}")).failures
    assert failure.path == "a.md"
    assert failure.reason.startswith("front matter: ")
    assert reason in failure.reason


def test_json_lines(write: Write) -> None:
    rows = [
        {"id": "x1", "text": TEXT, "published": "2024-05-17T08:00:00Z", "title": "T", "url": "https://exemple.fr"},
        {"text": TEXT, "published": "17/5/2024", "more": [1]},
        {"id": 7, "text": TEXT},
    ]
    found = corpus.read(write("deux.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n"))
    assert [(a.id, a.path, a.published) for a in found.articles] == [
        ("2", "deux.jsonl/2", "2024-05-17"),
        ("7", "deux.jsonl/7", None),
        ("x1", "deux.jsonl/x1", "2024-05-17"),
    ]
    assert found.failures == ()


def test_a_bad_line_costs_only_itself(write: Write) -> None:
    lines = [
        '{"id": "a"',
        '{"id": "b"}',
        '{"text": 3}',
        '{"text": " "}',
        json.dumps({"text": TEXT, "published": "mai"}),
    ]
    lines += [json.dumps({"id": "x", "text": TEXT}), json.dumps({"id": "x", "text": TEXT})]
    found = corpus.read(write("a.jsonl", "\n".join(lines)))
    assert [article.id for article in found.articles] == ["a.jsonl/x"]
    assert [failure.path for failure in found.failures] == ["a.jsonl/x", *(f"a.jsonl:{n}" for n in range(1, 6))]
    assert "second document with the id 'x'" in found.failures[0].reason
    assert "'mai' is no date" in found.failures[-1].reason


def test_ids_are_stems_as_long_as_they_are_unique(write: Write, tmp_path: Path) -> None:
    for name in ("a.txt", "2023/b.txt", "2024/b.txt", "2024/b.md", "c/c.md"):
        write(name, TEXT)
    ids = {article.path: article.id for article in corpus.read(tmp_path).articles}
    assert ids == {
        "a.txt": "a",
        "2023/b.txt": "2023/b",
        "2024/b.md": "2024/b.md",
        "2024/b.txt": "2024/b.txt",
        "c/c.md": "c",
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"la soci\x00t\xe9", "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
        (
            b"The board has fired its chief executive and the staff threatens to leave with him for Microsoft.",
            "no French",
        ),
        ("Совет директоров уволил генерального директора компании".encode(), "no French"),
        ("L’été où l’équipe a été évincée ".encode() + b"\xe9t\xe9", "broken UTF-8 at byte 44"),
        (b"\xff\xfeN\x00o\x00v", "broken UTF-16 at byte"),
        (b"la soci\x81t\xe9 a \x8d", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(
    write: Write, tmp_path: Path, content: bytes, reason: str
) -> None:
    write("bad.txt", content)
    write("good.txt", TEXT)
    found = corpus.read(tmp_path)
    assert [article.id for article in found.articles] == ["good"]
    assert [failure.path for failure in found.failures] == ["bad.txt"]
    assert reason in found.failures[0].reason
    assert "\n" not in found.failures[0].reason


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_usual_encodings_give_the_same_text(write: Write, encoding: str) -> None:
    text = TEXT.replace("annoncé", "annoncé l'été dernier à Genève")
    (article,) = corpus.read(write("a.txt", text.encode(encoding))).articles
    assert article.text == text


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_file_that_cannot_be_opened_is_a_failure(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = write("locked.txt", TEXT)
    write("good.txt", TEXT)
    open_ = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return open_(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    found = corpus.read(tmp_path)
    assert [article.id for article in found.articles] == ["good"]
    assert [(f.path, f.reason) for f in found.failures] == [("locked.txt", "Permission denied")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_is_no_file_is_a_failure(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("good.txt", TEXT)
    write("closed/a.txt", TEXT)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = corpus.read(tmp_path)
    assert [article.id for article in found.articles] == ["good"]
    assert [(f.path, f.reason) for f in found.failures] == [
        ("closed", "Permission denied"),
        ("dangling.txt", "No such file or directory"),
        ("pipe.txt", "no regular file"),
    ]


def test_no_corpus_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"nulle-part: no such file or folder$"):
        corpus.read(tmp_path / "nulle-part")
    with pytest.raises(CorpusError, match=r"no file with articles in this folder \(\.txt, \.md, \.html, .*\)$"):
        corpus.read(tmp_path)


@pytest.mark.parametrize(("content", "ids"), [(TEXT, ["stdin"]), (json.dumps({"id": "x", "text": TEXT}), ["x"])])
def test_standard_input_is_text_or_json_lines(monkeypatch: pytest.MonkeyPatch, content: str, ids: list[str]) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content.encode())))
    assert [article.id for article in corpus.read("-").articles] == ids


@pytest.mark.parametrize("suffix", [".html", ".pdf", ".docx", ".rss", ".jsonl", ".parquet", ".zip", ".txt"])
def test_standard_input_may_be_a_file_of_most_formats(root: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    content = (root / "tests" / "formats" / f"article{suffix}").read_bytes()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    (article,) = corpus.read("-").articles
    assert article.text.startswith("Claire Aubry quitte Nova IA")


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        (None, None),
        ("", None),
        (2024, "2024"),
        ("1er juin 2024", "2024-06-01"),
        ("Vendredi 17 mai 2024, 8h30", "2024-05-17"),
        ("2024-05", "2024-05"),
        ("2024-05-17 10:00", "2024-05-17"),
    ],
)
def test_dates_of_metadata(given: object, iso: str | None) -> None:
    assert corpus.iso_date(given) == iso


@pytest.mark.parametrize("given", ["hier", "2024-13", "2023-02-29", "31/04/2024", "24-05-17"])
def test_what_is_no_date(given: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        corpus.iso_date(given)


def test_a_date_can_be_given_to_all(write: Write) -> None:
    articles = corpus.read(write("a.txt", TEXT)).articles
    assert [a.published for a in corpus.with_date(articles, "2024-05")] == ["2024-05"]
    assert corpus.with_date(articles, None) == list(articles)
    with pytest.raises(CorpusError, match="is no date"):
        corpus.with_date(articles, "mai")
