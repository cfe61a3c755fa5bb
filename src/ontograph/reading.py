"""Doc -> Reading. spaCy ends here."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from spacy.tokens import Doc

from ontograph import layers
from ontograph.model import AmountMention, Article, DateMention, Form, Kind, Mention, Money, Reading


def read(article: Article, doc: Doc) -> Reading:
    """Everything that the pipeline found in one article, as plain records."""
    return Reading(
        article=article.id,
        path=article.path,
        sha256=article.sha256,
        published=article.published or doc._.published,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        entities=tuple(layers.entities(doc).values()),
        mentions=tuple(
            Mention(
                start=span.start_char,
                end=span.end_char,
                text=span.text,
                kind=cast(Kind, span.label_),
                form=cast(Form, span.id_),
                entities=layers.entity_ids(span),
            )
            for span in layers.spans(doc, layers.MENTIONS)
        ),
        dates=tuple(
            DateMention(span.start_char, span.end_char, span.text, span.id_) for span in layers.spans(doc, layers.DATES)
        ),
        amounts=tuple(
            AmountMention(
                start=span.start_char,
                end=span.end_char,
                text=span.text,
                money=Money(Decimal(span.id_), span.label_ or None, span.kb_id_ == "~"),
            )
            for span in layers.spans(doc, layers.AMOUNTS)
        ),
        claims=tuple(layers.claims(doc)),
    )
