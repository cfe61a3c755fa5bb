"""The explorer's file: one, deterministic, closed to the network, and no name gets out of its place in it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from knowledge import CLAIRE, NOVA, ROUND, TEXTS, knowledge
from ontograph import query
from ontograph.cli import main
from ontograph.explorer import document, page
from ontograph.explorer.data import records
from ontograph.exports import registry, turtle
from ontograph.exports.content import Content
from ontograph.exports.paint import EDGE_COLORS
from ontograph.model import CORE_ROLES, Knowledge
from ontograph.selection import View
from test_formats import HARD, hard


class Parts(HTMLParser):
    """The tags of a page, and what its scripts and styles hold."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.held: list[tuple[str, str]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.tags[-1] if self.tags else ("", {})
        if tag in {"script", "style"} and data.strip():
            self.held.append((attributes.get("type") or tag, data))


def data(content: bytes) -> Any:
    return json.loads(dict(Parts(content).held)["application/json"])


def test_the_page_is_one_file_that_may_ask_for_nothing() -> None:
    parts = Parts(page(knowledge()))
    (policy,) = [a["content"] or "" for _, a in parts.tags if a.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.pop("default-src") == "'none'"
    held = dict(parts.held)
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        digest = base64.b64encode(hashlib.sha256(held[tag].encode()).digest()).decode()
        assert rules.pop(name).removesuffix(" 'wasm-unsafe-eval'") == f"'sha256-{digest}'"
    assert rules == {"img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    assert not [tag for tag, attributes in parts.tags if "src" in attributes]
    assert [a["href"] for tag, a in parts.tags if tag == "link"] == ["data:,"]
    assert not [name for _, attributes in parts.tags for name in attributes if name.startswith("on") or name == "style"]


def test_the_same_knowledge_gives_the_same_bytes() -> None:
    assert page(knowledge()) == page(knowledge())
    assert page(knowledge()) != page(Knowledge((), (), ()))


@pytest.mark.parametrize("text", HARD)
def test_no_name_gets_out_of_the_data(text: str) -> None:
    base = knowledge()
    named = replace(base, entities=tuple(replace(e, name=text, aliases=(text + "!",)) for e in base.entities))
    content = page(named)
    assert [tag for tag, _ in Parts(content).tags] == [tag for tag, _ in Parts(page(base)).tags]
    assert {entity["name"] for entity in data(content)["entities"]} == {text}


def test_hard_strings_come_through_whole() -> None:
    known = hard()
    claims = [claim for fact in data(page(known))["facts"] for claim in fact["claims"]]
    quotes = [grounded.claim.quote for fact in known.facts for grounded in fact.claims]
    assert [claim["quote"] for claim in claims] == quotes


def test_every_fact_is_there_with_all_that_is_known_of_it() -> None:
    found = records(knowledge())
    facts = {fact["id"]: fact for fact in found["facts"]}
    assert list(facts) == [fact.id for fact in knowledge().facts]
    round_ = facts[ROUND]
    assert round_["roles"]["amount"] == [{"value": 500000000, "currency": "USD"}]
    assert ("organization/arpege-capital", NOVA, "organization") in round_["edges"]
    for fact in knowledge().facts:
        assert len(facts[fact.id]["claims"]) == len(fact.claims)
        for shown, grounded in zip(facts[fact.id]["claims"], fact.claims, strict=True):
            assert shown["quote"] == grounded.claim.quote
            assert found["documents"][shown["document"]]["path"].endswith(f"{grounded.document[-1]}.txt")
    claire = next(entity for entity in found["entities"] if entity["id"] == CLAIRE)
    assert (claire["name"], claire["aliases"], len(claire["at"])) == ("Claire Aubry", ["Aubry", "Mme Aubry"], 2)
    lonely = next(entity for entity in found["entities"] if entity["id"] == "organization/la-gazette")
    assert "at" not in lonely


def test_both_languages_have_a_word_for_every_term() -> None:
    found = records(knowledge())
    assert found["terms"]["fr"].keys() == found["terms"]["en"].keys()
    assert (found["terms"]["fr"]["Departure"], found["terms"]["en"]["Departure"]) == ("Départ", "Departure")
    used = {fact["type"] for fact in found["facts"]} | {role for fact in found["facts"] for role in fact["roles"]}
    assert used <= found["terms"]["fr"].keys()


def test_the_page_says_everything_in_both_languages() -> None:
    words = (document.STATIC / "words.js").read_text(encoding="utf-8")
    french, english = re.findall(r"^    (?:fr|en): \{(.*?)^    \},", words, re.MULTILINE | re.DOTALL)
    keys = [set(re.findall(r"(?:^|, |^ +)(\w+): (?=[\"(])", part, re.MULTILINE)) for part in (french, english)]
    assert keys[0] == keys[1]
    scripts = "".join(file.read_text(encoding="utf-8") for file in document.STATIC.glob("*.js"))
    html = "".join(file.read_text(encoding="utf-8") for file in document.STATIC.glob("*.html"))
    asked = set(re.findall(r"og\.say\(\"(\w+)\"[,)]", scripts)) | set(re.findall(r"data-say(?:-\w+)?=\"(\w+)\"", html))
    assert asked <= keys[0]
    used = {*document.EXPLORER, *document.QUESTIONS_ALONE}
    assert {file.name for file in document.STATIC.glob("*.js")} == used


def test_sentences_stand_in_their_article_where_it_is_at_hand() -> None:
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in TEXTS.values()}
    for fact in records(knowledge(), texts)["facts"]:
        for claim in fact["claims"]:
            around = claim.get("before", "") + claim["quote"] + claim.get("after", "")
            assert around.removeprefix("… ").removesuffix(" …") in TEXTS["abc"[claim["document"]]]
            assert len(around) > len(claim["quote"])
    other = {sha256: "x" + text for sha256, text in texts.items()}
    assert records(knowledge(), other) == records(knowledge())  # not the articles that were read


def test_what_is_around_a_sentence_ends_at_words() -> None:
    quote = "Nova IA a levé 500 millions"
    start = len("mot " * 200)
    claim = replace(knowledge().facts[0].claims[0].claim, start=start, end=start + len(quote), quote=quote)
    fact = replace(knowledge().facts[0], claims=(replace(knowledge().facts[0].claims[0], claim=claim),))
    known = replace(knowledge(), facts=(fact,))
    number = next(i for i, d in enumerate(known.documents) if d.id == fact.claims[0].document)
    text = "mot " * 200 + quote + " fin" * 200
    shown = records(known, {known.documents[number].sha256: text})["facts"][0]["claims"][0]
    assert set(shown["before"].split()) == {"…", "mot"}
    assert set(shown["after"].split()) == {"…", "fin"}


def test_the_command_line_writes_it(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.chdir(tmp_path)
    (tmp_path / "graph.ttl").write_bytes(registry.exporter("ttl")(Content.of(knowledge())))
    assert main(["export", "graph.ttl", "--format", "html", "-o", "graph.html"]) == 0
    made = (tmp_path / "graph.html").read_bytes()
    assert made == registry.exporter("html")(Content.of_triples(query.triples(tmp_path / "graph.ttl")))
    assert [entity["name"] for entity in data(made)["entities"]] == [e.name for e in knowledge().entities]


def test_the_command_line_adds_the_articles(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.chdir(tmp_path)
    (tmp_path / "graph.ttl").write_bytes(registry.exporter("ttl")(Content.of(knowledge())))
    for name, text in TEXTS.items():
        file = tmp_path / "corpus" / "presse" / f"{name}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert main(["export", "graph.ttl", "-o", "graph.html", "--corpus", "corpus"]) == 0
    made = (tmp_path / "graph.html").read_bytes()
    assert any("before" in claim for fact in data(made)["facts"] for claim in fact["claims"])
    assert main(["export", "graph.ttl", "-o", "graph.nt", "--corpus", "corpus"]) == 2


def test_nothing_to_show_is_a_page_too() -> None:
    assert data(page(Knowledge((), (), ())))["facts"] == []


def test_lines_have_the_colours_that_graph_files_give_them() -> None:
    style = (document.STATIC / "explorer.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([A-Z]\w+): (#\w+);", part)) for part in style.split("@media", 1))
    assert light == EDGE_COLORS
    assert dark.keys() == EDGE_COLORS.keys() == set(CORE_ROLES)
    assert records(knowledge())["undirected"] == ["Partnership"]


def test_what_others_made_is_as_its_note_says() -> None:
    vendor = document.STATIC / "vendor"
    note = (vendor / "SOURCES.md").read_text(encoding="utf-8")
    for file in vendor.iterdir():
        assert f"`{file.name}`" in note or file.name == "SOURCES.md"
        if file.suffix in {".js", ".gz"}:
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            assert f"`{file.name}` {digest}" in note
        if file.suffix == ".js":
            assert "</script" not in file.read_text(encoding="utf-8").lower()
    assert hashlib.sha256(gzip.decompress((vendor / "oxigraph.wasm.gz").read_bytes())).hexdigest() in note


def test_the_page_holds_the_graph_that_it_shows() -> None:
    def held(content: bytes) -> bytes:
        (block,) = re.findall(rb'<script type="text/plain" id="graph-data">([^<]*)</script>', content)
        return zlib.decompress(base64.b64decode(block))

    whole = Content.of(knowledge())
    assert held(registry.exporter("html")(whole)) == held(page(knowledge())) == turtle.dumps(knowledge())
    part = whole.seen(View(factuality=("planned",)))
    assert held(registry.exporter("html")(part)) == turtle.dumps(part.knowledge) != turtle.dumps(knowledge())


def test_a_page_that_a_server_answers_for_holds_no_graph() -> None:
    tags = Parts(page(knowledge(), endpoint="sparql")).tags
    assert [a.get("id") for tag, a in tags if tag == "script"] == ["data", None]
    (policy,) = [a["content"] or "" for _, a in tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "wasm" not in policy
