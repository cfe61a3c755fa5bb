"""Lines on pages -> paragraphs, on lines as pdfminer places them."""

from __future__ import annotations

from ontograph.corpus.pdf import _letters, _Line, _mended, _paragraphs, _without_furniture

LEFT, RIGHT = 50.0, 450.0


def line(
    text: str,
    top: float,
    left: float = LEFT,
    right: float = RIGHT,
    size: float = 10.0,
    page: int = 0,
    margin: bool = False,
) -> _Line:
    return _Line(text, left, right, top, top - size, size, page, margin)


def texts(*lines: _Line) -> list[str]:
    return [text for text, _ in _paragraphs(lines)]


def test_paragraphs_end_where_the_lines_stand_apart() -> None:
    assert texts(
        line("Claire Aubry quitte", 740, size=20),
        line("Nova IA", 717, right=120, size=20),
        line("La direc-", 680),
        line("trice technique part", 668),
        line("mardi. Elle est remplacée", 656),
        line("par Marc Delorme", 644, right=200),
        line("Helio a levé 20 millions.", 620),
        line("Eurazeo y était.", 608, right=160),
    ) == [
        "Claire Aubry quitte Nova IA",
        "La directrice technique part mardi. Elle est remplacée par Marc Delorme",
        "Helio a levé 20 millions. Eurazeo y était.",
    ]


def test_paragraphs_end_where_the_next_line_is_indented() -> None:
    assert texts(
        line("La directrice technique", 680, left=65),
        line("part mardi.", 668),
        line("Elle est remplacée.", 656, left=65),
        line("Helio a levé 20 millions", 644),
        line("d'euros, mardi.", 632, right=150),
        line("Eurazeo y était.", 620),
    ) == [
        "La directrice technique part mardi.",
        "Elle est remplacée. Helio a levé 20 millions d'euros, mardi.",
        "Eurazeo y était.",
    ]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    assert texts(
        line("La directrice technique de Nova", 100, right=240),
        line("IA, Claire Aubry, rejoint", 88, right=240),
        line("Helio en juin. Elle y succède à", 700, left=260),
        line("Marc Delorme, parti en mai, avec", 688, left=260),
        line("Anne Morel.", 700, page=1),
        line("C'est dit.", 676, page=1),
    ) == [
        "La directrice technique de Nova IA, Claire Aubry, rejoint Helio en juin. Elle y succède à Marc Delorme, "
        "parti en mai, avec Anne Morel.",
        "C'est dit.",
    ]


def test_what_every_page_has_on_its_margins_is_left_out() -> None:
    pages = [
        [
            line("La Gazette de Nantes", 790, page=page, margin=True),
            line("Le texte.", 600, page=page),
            line(f"{page + 1}/3", 30, page=page, margin=True),
            line("Une note au bas de la première page." if page == 0 else "Fin", 45, page=page, margin=True),
        ]
        for page in range(3)
    ]
    left = [[found.text for found in page] for page in _without_furniture(pages)]
    assert left == [["Le texte.", "Une note au bas de la première page."], ["Le texte."], ["Le texte."]]


def test_what_a_browser_prints_is_left_out_of_a_single_page() -> None:
    page = [
        line("17/05/2024 08:30", 795, right=120, margin=True),
        line("Claire Aubry quitte Nova IA", 795, left=200, margin=True),
        line("Claire Aubry quitte Nova IA", 740, size=20),
        line("https://gazette.example/claire-aubry 1/1", 20, margin=True),
    ]
    assert [found.top for (found,) in _without_furniture([page])] == [740]


def test_ligatures_and_accents_are_as_one_writes_them() -> None:
    assert _letters("le \ufb01nancement, l'e\u0301te\u0301\n") == "le financement, l'été"


def test_lines_whose_words_stand_far_apart_are_put_together_again() -> None:
    left = [line(f"Ligne {number}.", 700 - 12 * number, right=240) for number in range(4)]
    right = [line(f"Suite {number}.", 700 - 12 * number, left=260) for number in range(4)]
    apart = [
        line("Claire", 600, right=80),
        line("Nova IA", 600, left=180, right=240),
        line("quitte", 600, left=105, right=150),
    ]
    beside = [line("Marc", 600, left=260, right=290), line("Delorme", 600, left=310, right=360)]
    (page,) = _mended([[*apart, *left, *beside, *right]])
    assert [found.text for found in page] == [
        "Claire quitte Nova IA", *(found.text for found in left), "Marc Delorme", *(found.text for found in right),
    ]  # fmt: skip


def test_a_line_in_the_middle_stays_alone() -> None:
    lines = [line(f"Ligne {number}.", 700 - 12 * number) for number in range(4)]
    (page,) = _mended([[*lines, line("* * *", 640, left=200, right=220)]])
    assert [found.text for found in page] == [*(found.text for found in lines), "* * *"]
