"""The texts beside a graph."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ontograph.texts import Texts

TEXT = "L’entreprise a levé 6 milliards.\r\n\u2028Fin 😀"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def kept(folder: Path, *texts: str) -> Texts:
    store = Texts(folder)
    source = {digest(text): text for text in texts}
    store.keep(source, source)
    return store


def test_a_text_comes_back_as_it_was(tmp_path: Path) -> None:
    store = kept(tmp_path, TEXT)
    name = digest(TEXT)
    assert store.get(name) == TEXT
    assert (tmp_path / "texts" / name[:2] / f"{name}.txt").read_bytes() == TEXT.encode()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(tmp_path_factory: object, text: str) -> None:
    folder = tmp_path_factory.mktemp("graph")  # type: ignore[attr-defined]
    assert kept(folder, text).get(digest(text)) == text


def test_it_lies_beside_a_folder_or_a_file(tmp_path: Path) -> None:
    kept(tmp_path, TEXT)
    (tmp_path / "graph.ttl").touch()
    for graph in (tmp_path, tmp_path / "graph.ttl"):
        assert Texts.beside(graph).get(digest(TEXT)) == TEXT


def test_what_is_no_digest_or_not_there_is_none(tmp_path: Path) -> None:
    store = kept(tmp_path, TEXT)
    (tmp_path / "texts" / "secret.txt").write_text("secret")
    for name in ("", "../secret", "/etc/passwd", digest("other"), digest(TEXT).upper()):
        assert store.get(name) is None


def test_an_edited_text_is_not_shown_and_a_cut_one_is_written_again(tmp_path: Path) -> None:
    store = kept(tmp_path, TEXT)
    file = next((tmp_path / "texts").rglob("*.txt"))
    file.write_bytes(TEXT.encode().replace(b"6", b"7"))
    assert store.get(digest(TEXT)) is None
    file.write_bytes(b"")
    assert kept(tmp_path, TEXT).get(digest(TEXT)) == TEXT


def test_only_texts_without_a_document_are_removed(tmp_path: Path) -> None:
    store = kept(tmp_path, TEXT, "autre")
    other = tmp_path / "texts" / digest(TEXT)[:2] / "note.txt"
    other.write_text("somebody's")
    store.prune([digest("autre")])
    assert (store.get(digest(TEXT)), store.get(digest("autre"))) == (None, "autre")
    assert other.exists()
    assert store.are([digest("autre")])
    assert not store.are([digest("autre"), digest(TEXT)])
    assert not store.are([])
