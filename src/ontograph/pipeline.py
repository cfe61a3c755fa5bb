"""The spaCy pipeline: config -> Language, Articles -> Docs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.vectors import Vectors  # type: ignore[import-not-found]
from spacy.vocab import Vocab

from ontograph import blas, borrowing, garbage, layers, resources
from ontograph.components.mask import Mask
from ontograph.errors import DataError
from ontograph.model import Article
from ontograph.networks import encoder

DEFAULT = resources.PIPELINE
LONGEST_WORD = 300
"""Characters without a space between them; more are no words."""


def load(config: str | Path = DEFAULT) -> Language:
    """The pipeline of a spaCy config file: a path, or the name of one under the packaged `pipelines/`.

    A data file that the config names is looked for in the config's folder, then under the packaged `pipelines/`. Raises
    DataError if the config or a data file is missing or broken.
    """
    file = resources.config_file(config)
    try:
        with garbage.seldom():
            return _assemble(spacy.util.load_config(file), file.parent)
    except (ValueError, KeyError, OSError) as error:
        raise DataError(f"{file}: {' '.join(str(error).split())}") from error


def _assemble(config: dict[str, Any], folder: Path) -> Language:
    """Build the pipeline around ONE load of the model that it borrows components and vectors from.

    spaCy's own `from_config` would load that model a second time and leave its vectors behind.
    """
    if missing := [section for section in ("nlp", "components") if section not in config]:
        raise ValueError(f"no section [{missing[0]}] in this config")
    components = config["components"]
    sources = {c["source"] for c in components.values() if "source" in c}
    if len(sources) != 1:
        raise ValueError("the components must borrow from exactly one model (source = …)")
    base = borrowing.model(sources.pop())
    nlp: Language = type(base)(vocab=base.vocab, create_tokenizer=lambda _: base.tokenizer)
    suffixes = [*(base.Defaults.suffixes or ()), *config.get("tokenizer", {}).get("suffixes", ())]
    tokenizer: Any = nlp.tokenizer
    tokenizer.suffix_search = spacy.util.compile_suffix_regex(suffixes).search
    tokenizer.token_match = _Whole(tokenizer.token_match).match
    with _no_vectors(base.vocab):
        for name in (name for name in config["nlp"]["pipeline"] if "source" in components[name]):
            nlp.add_pipe(name, source=base)
    for before, name in pairwise([None, *config["nlp"]["pipeline"]]):
        settings = {key: _beside(folder, value) for key, value in components[name].items()}
        if "source" not in settings:
            place = {"after": before} if before else {"first": True}
            nlp.add_pipe(settings.pop("factory"), name=name, config=settings, **place)
    blas.choose(nlp)
    for _, pipe in nlp.components:
        encoder.quicken(getattr(pipe, "model", None))
    _index_lemmas(nlp)
    for name in config["nlp"].get("disabled", ()):
        nlp.disable_pipe(name)
    return nlp


class _Whole:
    """What the tokenizer leaves whole: besides what the model says, what is far too long for words.

    It takes affixes off one by one, and searches all of the rest each time: minutes for thousands of brackets in a row.
    """

    def __init__(self, match: Any) -> None:
        self.pattern = match.__self__.pattern  # where the tokenizer looks for it when it is written to disk
        self._match = match

    def match(self, text: str) -> object:
        return len(text) > LONGEST_WORD or self._match(text)


def _index_lemmas(nlp: Language) -> None:
    """Let the rule lemmatizer look its known lemmas up: the model ships them as lists of thousands of words, searched
    from end to end for every new form."""
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Lemmatizer) and pipe.lookups.has_table("lemma_index"):
            table = pipe.lookups.get_table("lemma_index")
            for key, lemmas in list(table.items()):
                table[key] = dict.fromkeys(lemmas, True)


def _beside(folder: Path, value: Any) -> Any:
    """The path of a data file that lies in the config's folder; any other value as it is."""
    file = folder / value if isinstance(value, str) and Path(value).suffix else None
    return str(file.resolve()) if file and file.is_file() else value


@contextmanager
def _no_vectors(vocab: Vocab) -> Iterator[None]:
    """Leave the vectors out for a while: spaCy compares them with themselves for each component that it borrows."""
    vectors, vocab.vectors = vocab.vectors, Vectors()
    vectors.strings = StringStore()  # or each of the vocab's would be added to the vocab again
    try:
        yield
    finally:
        vocab.vectors = vectors


@contextmanager
def everything(nlp: Language) -> Iterator[None]:
    """Parse all articles for a while, also those that can hold no fact: where dates and sums are asked for too."""
    masks = [pipe for _, pipe in nlp.pipeline if isinstance(pipe, Mask)]
    before = [mask.everything for mask in masks]
    for mask in masks:
        mask.everything = True
    try:
        yield
    finally:
        for mask, one in zip(masks, before, strict=True):
            mask.everything = one


def docs(nlp: Language, articles: Iterable[Article], batch_size: int = 32) -> Iterator[tuple[Article, Doc]]:
    """Each article with its annotated Doc, in the order given."""

    def inputs() -> Iterator[tuple[Doc, Article]]:
        for article in articles:
            doc = nlp.make_doc(article.text)
            doc._.published = article.published
            yield doc, article

    for doc, article in nlp.pipe(inputs(), as_tuples=True, batch_size=batch_size):
        yield article, doc


layers.register()
