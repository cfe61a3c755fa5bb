"""The whole flow from a corpus to the files of a graph; read `build` from top to bottom.

A document that cannot be read, or that makes the pipeline fail, costs only itself and is reported with the reason.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from ontograph import cache as caching
from ontograph import corpus, current, garbage, gathering, journal, locking, reduction, resources
from ontograph import validate as validating
from ontograph.cache import Notice, Readings
from ontograph.corpus import Corpus, Failure, shelf
from ontograph.corrections import Corrector, of_corpus
from ontograph.errors import CorpusError
from ontograph.exports import registry
from ontograph.gathering import Gathering, OnArticle, Reader
from ontograph.knowledgegraph import KnowledgeGraph
from ontograph.report import Report
from ontograph.selection import EVERYTHING, View
from ontograph.texts import Texts

if TYPE_CHECKING:
    from spacy.language import Language

Engine = Literal["local", "ray"]

__all__ = ["KnowledgeGraph", "Report", "build", "update"]

log = logging.getLogger(__name__)


def build(
    source: str | Path,
    output: str | Path | None = None,
    *,
    formats: Sequence[str] = (),
    view: View = EVERYTHING,
    config: str | Path = resources.PIPELINE,
    nlp: Language | None = None,
    cache: str | Path | bool = True,
    strict: bool = False,
    validate: bool = False,
    on_file: OnArticle | None = None,
    on_article: OnArticle | None = None,
    on_notice: Notice = log.warning,
    processes: int | None = None,
    time_limit: float | None = None,
    engine: Engine = "local",
    corrections: str | Path | None = None,
    found: Corpus | None = None,
) -> KnowledgeGraph:
    """Build the graph of a corpus, and write it to the folder `output` if one is given.

    `source` is a folder, a file or "-" (see `ontograph.corpus`), `formats` what to write beside Turtle and GraphML
    (`exports.registry`), `view` what the files of networks and the explorer show, `config` a spaCy config, `nlp` a
    pipeline that is loaded already (to build several graphs), `processes` how many of them read (by default as many
    as pay), `time_limit` the seconds that one may take for a file or an article, and a few more for a long one
    (`workers.SECONDS`), `engine` who reads: this machine, or Ray (`rayengine`). Articles that are in the `cache`, a
    folder, are not read again; by default it lies in the output's, False means none, and with an `nlp` there is
    none, for only a config tells pipelines apart. The graph is the same with and without it. `on_file` and
    `on_article` are told how many files are opened, and articles read, and of how many. `on_notice` is told, in a
    line, of what the user should know (another build that is waited for, a damaged cache). `found` is what the
    corpus holds, if it is opened already. `corrections` is a file of them, by default `corrections.yml` in the
    corpus folder, where there is one. `validate` holds the graph against `shapes.ttl` before it is written. Raises
    CorpusError where no article can be read, or with `strict` where one cannot; DataError for a broken config or
    data file, or an unknown format; GraphError for a `view` around somebody who is not in the graph;
    CorrectionError for corrections that are wrong in form; with `validate` InvalidError where the graph breaks a
    rule, ExtraError without pyshacl; OSError where the output cannot be written. Nothing is written then, but to
    the cache.
    """
    clock = _Clock(found.seconds if found else 0.0)
    for name in formats:
        registry.exporter(name)  # refused before anything is read
    if validate:
        validating.require()
    if engine == "ray":
        from ontograph import rayengine

        rayengine.require()
    if found is None:
        found = _found(source, _cache_folder(cache, output), on_notice, processes, time_limit, on_file)
    _refuse(source, found.articles, found.failures, strict)
    corrector = of_corpus(source, corrections, found.articles)
    inputs = None if nlp else _inputs(source, found, config, corrector, formats, view, strict=strict, validate=validate)
    with _alone(output, on_notice):
        store = None if nlp else gathering.store(_cache_folder(cache, output), config, on_notice, time_limit)
        gathering_ = Gathering(found.articles, store, Path(output) if output is not None else None)
        _say_failed(len(gathering_.failed), on_notice)
        reader = _reader(source, found, gathering_, config, nlp, processes, time_limit, engine)
        clock.stop("start")
        with garbage.seldom():
            gathered = gathering_.read(reader, on_article)
            clock.stop("articles")
            knowledge, copies, misfits = reduction.reduce(gathered.readings, found.articles, corrector)
            clock.stop("knowledge")
            failures = sorted([*found.failures, *gathered.failures, *misfits], key=lambda f: (f.path, f.reason))
            _refuse(source, knowledge.documents, failures, strict)
            checked = None
            if validate:
                checked = reduction.check(knowledge)
                clock.stop("validation")
            report = Report.of(str(source), knowledge, failures, found.ignored, gathered.known, clock.seconds)
            report = replace(report, corrections=corrector.report if corrector else None, validation=checked)
            report = replace(report, inputs=inputs, copies=copies)
            built = KnowledgeGraph(knowledge, report, texts=shelf.texts(found.articles), view=view)
            if output is not None:
                built = replace(built, files=built.write(output, formats))
                _say_left(Path(output), formats, on_notice)
    return built


def update(
    source: str | Path,
    output: str | Path,
    *,
    formats: Sequence[str] = (),
    view: View = EVERYTHING,
    config: str | Path = resources.PIPELINE,
    cache: str | Path | bool = True,
    strict: bool = False,
    validate: bool = False,
    on_file: OnArticle | None = None,
    on_article: OnArticle | None = None,
    on_notice: Notice = log.warning,
    processes: int | None = None,
    time_limit: float | None = None,
    engine: Engine = "local",
    corrections: str | Path | None = None,
) -> Report:
    """As `build`, but where nothing at all has changed since the last build into `output`, that one stands.

    The report is that build's then, with every article as one from the cache. Standard input is read but once, and
    without a cache everything is built anew.
    """
    found = None
    if str(source) != corpus.STDIN and cache is not False:
        start = perf_counter()
        journal.settle(Path(output))
        found = _found(source, _cache_folder(cache, output), on_notice, processes, time_limit, on_file)
        corrector = of_corpus(source, corrections, found.articles)
        inputs = _inputs(source, found, config, corrector, formats, view, strict=strict, validate=validate)
        last = current.report(Path(output), inputs, Report)
        missing = last is not None and last.failed != found.failures
        texts = {document["sha256"] for document in last.documents} if last else ()
        store = gathering.store(_cache_folder(cache, output), config, on_notice, time_limit) if missing else None
        if last and _is_known(last.failed, found, store) and Texts(Path(output)).are(texts):
            _say_failed(len(last.failed) - len(found.failures), on_notice)
            _say_left(Path(output), formats, on_notice)
            return replace(last, cached=len(last.documents), seconds={"start": round(perf_counter() - start, 2)})
    return build(
        source,
        output,
        formats=formats,
        view=view,
        config=config,
        cache=cache,
        strict=strict,
        validate=validate,
        on_file=on_file,
        on_article=on_article,
        on_notice=on_notice,
        processes=processes,
        time_limit=time_limit,
        engine=engine,
        corrections=corrections,
        found=found,
    ).report


def _found(
    source: str | Path,
    cache: Path | None,
    on_notice: Notice,
    processes: int | None,
    time_limit: float | None,
    on_file: OnArticle | None,
) -> Corpus:
    """The articles of a corpus, read from its files within the limits of a build."""
    limits = corpus.Limits() if time_limit is None else corpus.Limits(seconds=time_limit)
    return corpus.read(source, cache, on_notice, limits, processes, on_file)


def _inputs(
    source: str | Path,
    found: Corpus,
    config: str | Path,
    corrector: Corrector | None,
    formats: Sequence[str],
    view: View,
    **options: bool,
) -> str | None:
    """The digest of all that a graph depends on; None where another package's code writes a format."""
    if not set(formats) <= registry.BUILT_IN.keys():
        return None
    corrections = (corrector.corrections.source, corrector.corrections.sha256) if corrector else None
    said = {"source": str(source), "corrections": corrections, "formats": sorted({*formats}), "view": view, **options}
    return current.inputs(found, config, said)


def _say_left(output: Path, formats: Sequence[str], on_notice: Notice) -> None:
    for file in registry.left(output, formats):
        on_notice(f"{file}: left as it was; --format {file.suffix[1:]} writes it again too")


def _say_failed(number: int, on_notice: Notice) -> None:
    if number:
        what = "a document" if number == 1 else f"{number} documents"
        on_notice(f"{what} at which the pipeline failed before: tried again with a larger --time-limit, or --no-cache")


def _is_known(failures: Sequence[Failure], found: Corpus, store: Readings | None) -> bool:
    """Whether all these would fail again: files that could not be read, and articles that the cache tells so of."""
    reasons = {failure.path: failure.reason for failure in failures if failure not in found.failures}
    articles = [article for article in shelf.heads(found.articles) if article.path in reasons]
    known = dict(store.find(articles)) if store and articles else {}
    return len(articles) == len(reasons) and all(
        known.get(number) == reasons[article.path] for number, article in enumerate(articles)
    )


def _reader(
    source: str | Path,
    found: Corpus,
    articles: Gathering,
    config: str | Path,
    nlp: Language | None,
    processes: int | None,
    time_limit: float | None,
    engine: Engine,
) -> Reader:
    """What reads the articles that are fresh; where there are none, no pipeline is loaded and nothing is asked."""
    if not articles.fresh:
        return lambda _: iter(())
    if engine == "ray":
        from ontograph import rayengine

        return rayengine.reader(config, source, found, articles.folder, articles.store, processes, time_limit)
    if nlp is None:
        return gathering.apart(config, processes, time_limit)
    return gathering.local(nlp, processes, time_limit)


@contextmanager
def _alone(output: str | Path | None, on_notice: Notice) -> Iterator[None]:
    """No other build in the folder, and of a killed one what it was about to move there, and nothing else."""
    if output is None:
        yield
        return
    with locking.alone(Path(output), on_notice):
        journal.finish(Path(output))
        for pattern in (current.REPORT, *registry.PATTERNS):
            journal.remove_leftovers(Path(output), pattern)
        yield


def _cache_folder(cache: str | Path | bool, output: str | Path | None) -> Path | None:
    """Where the cache is: in a folder of its own, or in the output's, so that it goes when the graph is removed."""
    if isinstance(cache, bool):
        return Path(output) / caching.FOLDER if cache and output is not None else None
    return Path(cache)


def _refuse(source: str | Path, good: Sequence[object], failures: Sequence[Failure], strict: bool) -> None:
    """Stop where nothing is left to build, or `strict` finds a failure."""
    if failures and (strict or not good):
        first, *others = [f"{failure.path}: {failure.reason}" for failure in failures]
        raise CorpusError(first + (f" (and {len(others)} more)" if others else "") + "; nothing built")
    if not good:
        raise CorpusError(f"{source}: no article in it; nothing built")


class _Clock:
    """Seconds since the start or the last stop, by stage."""

    def __init__(self, before: float) -> None:
        """It has run for some seconds before."""
        self.seconds: dict[str, float] = {}
        self._last = perf_counter() - before

    def stop(self, stage: str) -> None:
        now = perf_counter()
        self.seconds[stage], self._last = round(now - self._last, 2), now
