"""Texts of a strange shape: what is quadratic in a length, or recursive in a depth, shows here."""

from __future__ import annotations

from pathlib import Path

from hostile import ANY, IGNORED, LEFT, READ, SENTENCE, Hostile, said, text

MB = 1_000_000


def _of_size(piece: bytes, size: int) -> Hostile | object:
    def make(path: Path) -> None:
        path.write_bytes(piece * (size // len(piece)))

    return make


def files() -> list[Hostile]:
    """All of them."""
    large = {
        "fifty-megabytes-on-one-line": SENTENCE.encode() + b" ",
        "fifty-megabytes-of-one-word": b"a",
        "fifty-megabytes-of-line-breaks": b"\n",
    }
    found = [Hostile(f"{name}.txt", _of_size(piece, 50 * MB), LEFT) for name, piece in large.items()]  # type: ignore[arg-type]
    shapes = {
        "a-word-of-100000-letters": "a" * 100_000 + " ",
        "a-name-of-50000-letters": "N" + "ova" * 17_000 + " a racheté Helio. ",
        "names-without-end": "Nova " * 1500,
        "a-sentence-of-thousands-of-words": "et le groupe qui a racheté la société que " * 400,
        "commas": ", " * 6000,
        "open-parentheses": "(" * 20_000,
        "nested-parentheses": "(Nova IA " * 1200 + ")" * 1200,
        "open-quotation-marks": "« " * 5000,
        "quotation-marks-in-each-other": "« “ ‘ " * 800 + "’ ” » " * 800,
        "apostrophes": "l'" * 5000,
        "hyphens": "-" * 30_000,
        "dashes-and-words": "vice-" * 4000 + "président ",
        "full-stops": "." * 50_000,
        "dots-and-letters": "S.A." * 5000,
        "spaces": " " * 200_000,
        "line-breaks": "\n" * 100_000,
        "tabs-and-line-breaks": "\t\n" * 30_000,
        "digits": "9" * 50_000 + " ",
        "groups-of-digits": "1 000 " * 2000,
        "a-number-of-1000-digits-of-euros": f"Nova IA a levé {'9' * 1000} millions d'euros. ",
        "an-exponent": "Nova IA a levé 1e999999999 euros, soit 10^999999 dollars. ",
        "fractions": "1,5,5,5,5,5" * 3000 + " millions ",
        "percentages": "Nova IA prend -100 % puis 99999999999999999999 % puis 0,000000001 % de Helio. ",
        "a-year-of-six-digits": "Le 31 février 202400, puis le 99/99/9999, puis en l'an 0, Nova IA a été fondée. ",
        "dates-without-end": "mardi 3 mars 2024 " * 1500,
        "all-in-capitals": SENTENCE.upper() * 50,
        "initials": "M. J.-P. A. B. C. D. " * 800,
        "addresses": "https://exemple.fr/" + "a/" * 10_000 + " ",
        "mail-addresses": "a@b." * 8000,
        "titles": "le directeur général adjoint délégué de " * 400,
        "verbs": "a quitté a rejoint a racheté a levé " * 400,
        "enumeration": ", ".join(f"Personne{chr(65 + n % 26)} Nom{chr(65 + n // 26)}" for n in range(600))
        + " ont quitté Nova IA. ",
        "slashes": "/" * 20_000,
        "backslashes": "\\" * 20_000,
        "markdown": "#" * 20_000 + "*" * 20_000 + "[" * 5000,
        "html-in-text": "<p><b><script>alert(1)</script>" * 300,
        "entities": "&lt;&#x0;&amp;" * 2000,
        "templates": "{{7*7}} ${jndi:ldap://x} %s %n " * 300,
    }
    return (
        found
        + [text(f"shape-{name}", before, fate=ANY if len(before) > 9000 else READ) for name, before in shapes.items()]
        + [
            Hostile("shape-one-letter.txt", b"a", ANY),
            Hostile("shape-one-word.txt", b"Bonjour", ANY),
            Hostile("shape-one-emoji.txt", "🎉".encode(), ANY),
            Hostile("shape-without-suffix", said("without suffix").encode(), IGNORED),
        ]
    )
