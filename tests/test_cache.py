"""Readings that are kept: what comes out is what went in, whatever becomes of the file."""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontograph import cache, fingerprint, resources
from ontograph.cache import Readings
from ontograph.errors import DataError
from ontograph.model import Article, Reading
from readings import claim, money, reading

Write = Callable[[str, str | bytes], Path]


def article(text: str, id_: str = "a", **fields: str | None) -> Article:
    return Article(id_, f"{id_}.txt", text, hashlib.sha256(text.encode()).hexdigest(), **fields)


def read(one: Article) -> Reading:
    """A reading with a bit of everything, as `ontograph.reading.read` copies an article's fields."""
    made = reading(
        one.id,
        claim("Departure", person="Zoé Élan", organization="Nova IA", date="2024-05"),
        claim("FundingRound", organization="Nova IA", amount=money("1.5", approximate=True)),
        published=one.published or "2024",
    )
    return dataclasses.replace(
        made, path=one.path, sha256=one.sha256, title=one.title, url=one.url, publisher=one.publisher
    )


def find(store: Readings, articles: Sequence[Article]) -> list[Reading | None]:
    found = {
        number: cache.unpacked(content, articles[number])
        for number, content in store.find(articles)
        if isinstance(content, bytes)
    }
    return [found.get(number) for number in range(len(articles))]


def keep(store: Readings, pairs: Sequence[tuple[Article, Reading]]) -> None:
    store.keep([(article, cache.packed(reading)) for article, reading in pairs])


@pytest.fixture
def notices() -> list[str]:
    return []


@pytest.fixture
def store(tmp_path: Path, notices: list[str]) -> Readings:
    return Readings(tmp_path / "cache", "f", notices.append, 60)


def test_what_is_kept_is_found_and_nothing_else(store: Readings, tmp_path: Path) -> None:
    one, other = article("un"), article("deux", "b")
    assert find(store, [one, other]) == [None, None]
    assert not store.file.exists(), "looking makes no file"
    keep(store, [(one, read(one))])
    assert find(store, [one, other, one]) == [read(one), None, read(one)]
    assert find(Readings(tmp_path / "cache", "g", pytest.fail, 60), [one]) == [None]
    assert find(store, [dataclasses.replace(one, published="2024-05-17")]) == [None]
    assert (tmp_path / "cache" / ".gitignore").read_text() == "*\n"


def test_why_there_is_no_reading_is_kept_with_the_time_that_there_was(tmp_path: Path) -> None:
    one, other = article("un"), article("deux", "b")

    def store(seconds: float, fingerprint: str = "f") -> Readings:
        return Readings(tmp_path / "cache", fingerprint, pytest.fail, seconds)

    store(2.5).keep([(one, "the pipeline took more than 2.5 s"), (other, cache.packed(read(other)))])
    for seconds, known in ((0.5, True), (2.5, True), (2.75, False), (60, False)):
        found = dict(store(seconds).find([one, other]))
        assert found.pop(0, None) == ("the pipeline took more than 2.5 s" if known else None)
        assert found == {1: cache.packed(read(other))}, "a reading is one however long it took"
    assert dict(store(2.5, "another").find([one])) == {}
    store(60).keep([(one, cache.packed(read(one)))])
    assert dict(store(0.5).find([one])) == {0: cache.packed(read(one))}


optional = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(id_=st.text("abc/é", min_size=1), title=optional, url=optional, publisher=optional)
def test_what_the_file_says_of_an_article_is_not_read_again(
    tmp_path_factory: pytest.TempPathFactory, id_: str, title: str | None, url: str | None, publisher: str | None
) -> None:
    store = Readings(tmp_path_factory.mktemp("cache"), "f", pytest.fail, 60)
    first = article("texte", "first", title="Titre", url="https://exemple.fr", publisher="La Gazette")
    keep(store, [(first, read(first))])
    renamed = article("texte", id_, title=title, url=url, publisher=publisher)
    assert find(store, [renamed]) == [read(renamed)]


def test_each_field_of_an_article_is_in_the_key_or_put_in() -> None:
    """A new field of Article must be thought of in `cache`: whether the pipeline reads it, or `reading` copies it."""
    key, put_in = {"text", "sha256", "published"}, {"id", "path", "title", "url", "publisher"}
    assert {field.name for field in dataclasses.fields(Article)} == key | put_in


@pytest.mark.parametrize(
    "content",
    [b"no database at all, but long enough to be looked at as one", b"SQLite format 3\x00" + b"\xff" * 4096],
)
def test_a_damaged_file_is_set_aside_and_said(store: Readings, notices: list[str], content: bytes) -> None:
    store.file.parent.mkdir()
    store.file.write_bytes(content)
    one = article("un")
    assert find(store, [one]) == [None]
    assert len(notices) == 1
    assert notices[0].startswith(f"{store.file}: ")
    assert notices[0].endswith("; moved to readings.sqlite.set-aside, the articles are read again")
    assert (store.file.parent / "readings.sqlite.set-aside").read_bytes() == content
    keep(store, [(one, read(one))])
    assert find(store, [one]) == [read(one)]
    assert len(notices) == 1


def test_another_program_s_database_is_set_aside_whole(store: Readings, notices: list[str]) -> None:
    store.file.parent.mkdir()
    with closing(sqlite3.connect(store.file)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    assert find(store, [article("un")]) == [None]
    assert "not a cache of this version" in notices[0]
    with closing(sqlite3.connect(store.file.with_name("readings.sqlite.set-aside"))) as connection:
        assert connection.execute("SELECT * FROM recipes").fetchall() == []


def test_a_flipped_bit_costs_one_reading(store: Readings, notices: list[str]) -> None:
    one, other = article("un"), article("deux", "b")
    keep(store, [(one, read(one)), (other, read(other))])
    with closing(sqlite3.connect(store.file)) as connection, connection:
        ((content,),) = connection.execute("SELECT content FROM reading WHERE key = ?", (store._key(one),))
        broken = content[:40] + bytes([content[40] ^ 1]) + content[41:]
        connection.execute("UPDATE reading SET content = ? WHERE key = ?", (broken, store._key(one)))
    assert find(store, [one, other]) == [None, read(other)]
    assert notices == []


def test_pages_that_are_lost_cost_time_only(store: Readings, notices: list[str]) -> None:
    many = [article(f"texte {n}", f"a{n}") for n in range(200)]
    keep(store, [(one, read(one)) for one in many])
    content = bytearray(store.file.read_bytes())
    content[8192 : len(content) // 2] = b"\x55" * (len(content) // 2 - 8192)
    store.file.write_bytes(content)
    assert all(found in (None, read(one)) for one, found in zip(many, find(store, many), strict=True))
    keep(store, [(one, read(one)) for one in many])
    assert len(notices) <= 1


def test_one_that_cannot_be_made_is_done_without(tmp_path: Path, notices: list[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Readings(tmp_path / "file", "f", notices.append, 60)
    one = article("un")
    assert find(store, [one]) == [None]
    keep(store, [(one, read(one))])
    keep(store, [(one, read(one))])
    store.finish([one])
    assert len(notices) == 1
    assert notices[0].endswith("; going on without a cache")


def test_a_full_disk_is_said_once_and_the_build_goes_on(
    store: Readings, notices: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = article("un")
    keep(store, [(one, read(one))])

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(cache, "_insert", full)
    keep(store, [(one, read(one))])
    keep(store, [(one, read(one))])
    assert notices == [f"{store.file}: database or disk is full; going on without a cache"]


def test_it_can_be_deleted_between_any_two_steps(store: Readings) -> None:
    one, other = article("un"), article("deux", "b")
    keep(store, [(one, read(one))])
    store.file.unlink()
    assert find(store, [one]) == [None]
    store.finish([one])
    keep(store, [(other, read(other))])
    assert find(store, [one, other]) == [None, read(other)]


def test_what_is_unused_for_long_is_dropped(store: Readings, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = article("un"), article("deux", "b")
    today = cache._today()
    monkeypatch.setattr(cache, "_today", lambda: today - cache.UNUSED_DAYS - 1)
    keep(store, [(one, read(one)), (other, read(other))])
    monkeypatch.setattr(cache, "_today", lambda: today)
    assert None not in find(store, [one, other])
    store.finish([one])
    assert find(store, [one, other]) == [read(one), None]


def test_many_builds_write_at_once(tmp_path: Path, notices: list[str]) -> None:
    def build(number: int) -> None:
        store = Readings(tmp_path / "cache", "f", notices.append, 60)
        for start in range(5):
            some = [article(f"texte {number} {start} {n}") for n in range(3)]
            keep(store, [(one, read(one)) for one in some])
            assert find(store, some) == [read(one) for one in some]
            store.finish(some)

    threads = [threading.Thread(target=build, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert notices == []
    store = Readings(tmp_path / "cache", "f", notices.append, 60)
    everything = [article(f"texte {a} {b} {c}") for a in range(8) for b in range(5) for c in range(3)]
    assert None not in find(store, everything)


def test_the_fingerprint_is_of_all_that_a_reading_depends_on(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = resources.data_path("fr_press.cfg").read_text(encoding="utf-8")
    seen = {fingerprint.of("fr_press.cfg")}

    def changed() -> bool:
        before = len(seen)
        seen.add(fingerprint.of(own))
        return len(seen) > before

    own = write("own.cfg", packaged)
    assert not changed(), "where a config lies does not matter"
    write("fr_press/mask.yml", "names: []")
    assert changed()
    write("fr_press/mask.yml", "names: [Pierre]")
    assert changed()
    write("unnamed.yml", "names: [Pierre]")
    assert not changed()
    own.write_text(packaged + "\n", encoding="utf-8")
    assert changed()
    monkeypatch.setattr(fingerprint, "version", lambda name: "9.9" if name == "fr_core_news_md" else "1")
    assert changed()
    write("package/a.py", "x = 1")
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "package")
    assert changed()
    write("package/a.py", "x = 2")
    assert changed()
    write("package/pipelines/fr_press/words.txt", "un")
    assert changed()
    write("package/pipelines/fr_press/words.txt", "deux")
    assert changed()
    write("package/__pycache__/a.py", "compiled")
    assert not changed()


def test_components_of_one_s_own_have_no_fingerprint(write: Write) -> None:
    text = resources.data_path("fr_press.cfg").read_text(encoding="utf-8")
    assert fingerprint.of(write("own.cfg", text + '\n[components.mine]\nfactory = "mine"\n')) is None
    with pytest.raises(DataError, match=r"nowhere\.cfg: no such file"):
        fingerprint.of("nowhere.cfg")
