"""The network files against the XML schemas of GraphML and GEXF, as far as these allow.

The schemas are those that JGraphT ships (Debian: libjgrapht-java), which `.ci/clients` fetches; they are not part of
this repository. Where they are absent, the tests are skipped.

Two things the files do that the schema of GraphML does not foresee: `label` on `<edge>`, the only place where Gephi
looks for an edge's type, is declared in the way in which GraphML is to be extended (`edge.extra.attrib`); and ids are
those of the graph ("person/mira-murati"), which every reader takes, although "/" may not stand in an NMTOKEN. JGraphT
has the schema of GEXF 1.2: what 1.3 changed, and what the authors' own files do otherwise than their schema, is changed
here line by line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from conftest import ROOT
from knowledge import knowledge
from ontograph import query
from ontograph.exports import registry
from ontograph.exports.content import Content
from ontograph.model import Knowledge
from ontograph.selection import View
from test_formats import hard

SCHEMAS = ROOT / "tests" / "clients" / "schemas"
IDS = ['name="id" type="xs:NMTOKEN"', 'name="source" type="xs:NMTOKEN"', 'name="target" type="xs:NMTOKEN"']
EDGE = '<xs:attributeGroup name="edge.extra.attrib">'
TIME = '<xs:attribute name="timeformat" type="ns1:timeformat-type"/>'
WEIGHT = '<xs:attribute name="weight" type="ns1:weight-type"/>'
CHANGES = {
    "graphml.xsd": {
        EDGE: f'{EDGE}<xs:attribute name="label" type="xs:string"/>',
        **{id_: id_.replace("xs:NMTOKEN", "xs:string") for id_ in IDS},
    },
    "gexf.xsd": {
        "www.gexf.net/1.2draft": "gexf.net/1.3",
        '<xs:enumeration value="1.2"/>': '<xs:enumeration value="1.3"/>',
        TIME: f'{TIME}<xs:attribute name="timerepresentation" type="xs:token" fixed="interval"/>',
        WEIGHT: f'{WEIGHT}<xs:attribute name="kind" type="xs:string"/>',
        **{f'ref="ns1:{tag}"': f'ref="viz:{tag}"' for tag in ("color", "position", "size", "thickness")},
    },
    "viz.xsd": {
        "www.gexf.net/1.2draft": "gexf.net/1.3",
        "</xs:schema>": "".join(
            f'<xs:element name="{tag}" type="viz:{tag}-content"/>' for tag in ("color", "position", "size", "thickness")
        )
        + "</xs:schema>",
    },
    "xlink.xsd": {},
}


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, etree.XMLSchema]:
    if not all((SCHEMAS / name).exists() for name in CHANGES):
        pytest.skip("the schemas are not here (.ci/clients fetches them)")
    folder = tmp_path_factory.mktemp("schemas")
    for name, changes in CHANGES.items():
        text = (SCHEMAS / name).read_text("utf-8")
        for old, new in changes.items():
            assert old in text, f"{name}: {old}"
            text = text.replace(old, new)
        (folder / name).write_text(text, "utf-8")
    return {name: etree.XMLSchema(etree.parse(folder / f"{name}.xsd")) for name in ("graphml", "gexf")}


def faults(schema: etree.XMLSchema, content: bytes) -> list[str]:
    schema.validate(etree.fromstring(content, etree.XMLParser(huge_tree=True)))  # a label of 100,000 characters
    return [f"{error.line}: {error.message}" for error in schema.error_log]


@pytest.mark.parametrize("view", ["people-and-companies", "events"])
@pytest.mark.parametrize("source", [knowledge(), hard(), Knowledge((), (), ())], ids=["small", "hard", "empty"])
@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_the_file_keeps_to_its_schema(
    name: str, source: Knowledge, view: str, schemas: dict[str, etree.XMLSchema]
) -> None:
    content = registry.exporter(name)(Content.of(source).seen(View.of(view)))
    assert faults(schemas[name], content) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_the_file_of_the_corpus_keeps_to_its_schema(
    name: str, built: Path, schemas: dict[str, etree.XMLSchema]
) -> None:
    content = registry.exporter(name)(Content.of_triples(query.triples(built)))
    assert content.count(b"<edge ") > 100
    assert faults(schemas[name], content) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("graphml", b'attr.type="double"', b'attr.type="float64"'),
        ("graphml", b' target="', b' target="nobody-'),
        ("graphml", b'<data key="n_kind">', b'<data key="n_sort">'),
        ("graphml", b'edgedefault="directed"', b""),
        ("gexf", b' type="double"', b' type="number"'),
        ("gexf", b' start="2024-', b' start="2024 '),
        ("gexf", b'<viz:color r="', b'<viz:color r="9'),
        ("gexf", b'<viz:size value="', b'<viz:size value="-'),
        ("gexf", b'<edges count="', b'<edges count="-'),
        ("gexf", b' kind="', b' sort="'),
    ],
)
def test_the_schema_finds_what_is_wrong(name: str, old: bytes, new: bytes, schemas: dict[str, etree.XMLSchema]) -> None:
    content = registry.exporter(name)(Content.of(knowledge()))
    assert old in content
    assert faults(schemas[name], content.replace(old, new))
