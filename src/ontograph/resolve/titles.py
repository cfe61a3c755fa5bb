"""What the labels need of the title lexicon: whether words are a title, and the title of one of several."""

from __future__ import annotations

from functools import cache, cached_property

import msgspec

from ontograph import resources

DATA = "fr_press/roles.yml"


class Titles(msgspec.Struct, frozen=True, dict=True):
    """What the labels need of the title lexicon (`roles.yml`, which explains it)."""

    words: dict[str, list[str]]
    phrases: dict[str, list[str]]

    @cached_property
    def _singulars(self) -> dict[str, tuple[str, str]]:
        """Plural form -> masculine and feminine singular."""
        found: dict[str, tuple[str, str]] = {}
        for word, (man, woman, *plurals) in sorted(self.words.items()):
            one = (word if word.casefold() == man else man, woman)
            found.update({form: one for form in plurals if form not in (man, woman)})
        return found

    @cached_property
    def _heads(self) -> frozenset[str]:
        forms = {form.casefold() for word, forms in self.words.items() for form in (word, *forms)}
        return frozenset(forms | {phrase.split()[0].casefold() for rows in self.phrases.values() for phrase in rows})

    def is_title(self, text: str) -> bool:
        """Whether the text begins like a title, not with a verb or a post ("dirigeait la recherche")."""
        parts = text.split()[0].casefold().split("-")
        return any(part in self._heads or part.removeprefix("co") in self._heads for part in parts)

    def singular(self, text: str, gender: str) -> str:
        """The title of one of several: "directeurs généraux d'usine" -> "directeur général d'usine"."""
        parts = text.split()
        for position, part in enumerate(parts):
            bare = part.casefold()
            prefix = "co" if bare not in self._singulars and bare.startswith("co") else ""
            if bare.removeprefix(prefix) not in self._singulars:
                if bare not in self._heads:
                    break
                continue
            parts[position] = prefix + self._singulars[bare.removeprefix(prefix)][gender == "f"]
        return " ".join(parts)


@cache
def lexicon() -> Titles:
    """The packaged title lexicon; raises DataError if it is broken."""
    return resources.load_yaml(resources.data_path(DATA), Titles)
