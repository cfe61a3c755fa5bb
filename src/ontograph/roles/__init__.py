"""Titles and functions: the lexicon (`lexicon`), the words it is matched on (`units`), their complements (`match`)."""

POSTS = "posts"
"""Layer of `ontograph_titles` for names of a function ("direction générale"); labelled as titles are."""

PLURALS = "plural_titles"
"""Layer of `ontograph_titles`: those of its titles that are plural ("directeurs généraux")."""
