"""What the sentence of a claim is like, and where in it the claim's passage stands."""

from __future__ import annotations

from ontograph.confidence.article import Passage, Told, capped
from ontograph.confidence.model import Features
from ontograph.model import Claim

_MARKS = {"?": "question", ":": "colon", ";": "semicolon", "(": "bracket"}
_TRAITS = ("Mood", "Tense", "VerbForm")
_VERBAL = ("AUX", "VERB")
_LONG, _NAMES, _DEEP, _COMMAS = 60, 5, 5, 3
"""Tokens, names, steps to the root and commas from which on more makes no difference."""


def passage(told: Told, claim: Claim) -> Features:
    """The features of a claim's passage."""
    place = claim.start, claim.end
    if place not in told.asked:
        told.asked[place] = _passage(told, claim) | _sentence(told, told.passage(claim))
    return told.asked[place]


def _passage(told: Told, claim: Claim) -> Features:
    here = told.passage(claim)
    root, before = here.root, told.text[: claim.start]
    found: Features = {
        "passage.quotation": before.count("«") > before.count("»"),
        "passage.long": capped(here.end - here.start, _LONG),
        "passage.commas": capped(claim.quote.count(","), _COMMAS),
        "passage.depth": capped(sum(1 for _ in root.ancestors), _DEEP),
    }
    found |= {f"root.{root.pos_}": 1, f"root.{root.dep_.partition(':')[0]}": 1}
    found |= {f"root.{value}": 1 for trait in _TRAITS for value in root.morph.get(trait, [])}
    return found


def _sentence(told: Told, here: Passage) -> Features:
    if here.sentence not in told.asked:
        sentence = list(here.root.sent)
        texts = {t.text for t in sentence}
        verbs = [t for t in sentence if t.pos_ in _VERBAL]
        found: Features = {f"sentence.{name}": mark in texts for mark, name in _MARKS.items()}
        found["sentence.heading"] = not told.discourse.prose[here.sentence]
        found["sentence.first"] = here.sentence == 0
        found["sentence.long"] = capped(len(sentence), _LONG)
        found["sentence.verbless"] = not verbs
        found["sentence.conditional"] = any("Cnd" in t.morph.get("Mood", []) for t in verbs)
        for kind in ("Organization", "Person"):
            names = {r.entities[0] for r in told.by_sentence[here.sentence] if r.kind == kind and r.named}
            found[f"sentence.{kind}s"] = capped(len(names), _NAMES)
        told.asked[here.sentence] = found
    return told.asked[here.sentence]
