"""What can go wrong and is the user's to mend. Each message is one line that names the file and what to do.

Anything else that is raised is a bug and shows a traceback with `--debug`.
"""

from __future__ import annotations


class OntographError(Exception):
    """Base of all errors shown to the user as one line."""


class CorpusError(OntographError):
    """No corpus, an empty one, or a document that cannot be read."""


class DataError(OntographError):
    """A broken data file: pipeline config, lexicon, frame, gazetteer, ontology or gold."""


class GraphError(OntographError):
    """A graph that is not there or cannot be read."""


class QueryError(OntographError):
    """A query that does not exist or does not parse."""


class CorrectionError(OntographError):
    """A file of corrections that is wrong in form: the message names its line."""


class ExtraError(OntographError):
    """A package of an optional extra that is not installed."""


class InvalidError(OntographError):
    """A built graph that breaks its own shapes, by a bug or a correction; nothing is written."""


class ServeError(OntographError):
    """An address that cannot be served at."""
