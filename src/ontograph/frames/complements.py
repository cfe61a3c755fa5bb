"""Phrases that fill a role by the words before them or their place: prepositions, owners, appositions, idioms."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.frames.context import Context
from ontograph.frames.found import MOVES, Found, Query
from ontograph.frames.phrases import Phrases
from ontograph.grammar import OBLIQUE, sentence_end, sentence_start
from ontograph.tokens import Token

_MARKS = (",", "(", "–", "—")
_PHRASE = 9
"""Tokens of a trigger's phrase before the colon that announces names."""
_LEAD = 4
"""Tokens between an idiom and the name right after it."""
_DESCRIBING = frozenset({"ADJ", "ADV", "DET", "NOUN"})
_OPENING = 6
"""Tokens from the head of a sentence to a phrase that stands before its verb."""
_RELATIVE = 12
"""Tokens between a verb and the relative pronoun that holds its preposition."""


class Complements:
    """Prepositional phrases and neighbours of triggers on one Doc."""

    def __init__(self, context: Context, phrases: Phrases) -> None:
        self.context, self.phrases = context, phrases
        self.doc, self.grammar, self.discourse = context.doc, context.grammar, context.discourse
        self.of, self.at = context.prepositions["de"], context.prepositions["à"]

    def after(self, query: Query, prepositions: frozenset[str], limit: int | None = None) -> Iterator[Found]:
        """Phrases after one of the prepositions, from the trigger to the end of its clause (or to `limit`)."""
        end = limit or self.context.stretch_end(query.trigger)
        yield from self._repeated(query, prepositions)
        yield from self._clitics(query, prepositions)
        if query.trigger.frame.verbs or prepositions & self.of:  # not "à qui l'on doit la vente de X"
            yield from self._relativised(query, prepositions)
        yield from self._right(query, prepositions, end)
        yield from self._fronted(query, prepositions)

    def _repeated(self, query: Query, prepositions: frozenset[str]) -> Iterator[Found]:
        """ "Il y retourne, chez X": the phrase behind the verb's comma that says what its clitic means."""
        verb = query.token
        if verb.i + 3 >= len(self.doc) or verb.nbor(1).text != "," or verb.nbor(2).lower_ not in prepositions:
            return
        if any(prepositions & self.grammar.clitics[c.lower_] for c in self.grammar.proclitics(verb)):
            yield from self.phrases.resolve(verb.nbor(3), query.kinds, query.taken, query.strict)

    def _fronted(self, query: Query, prepositions: frozenset[str]) -> Iterator[Found]:
        """ "Avec Y, X fonde Z", "Chez W, X prend la direction": a complement before its verb, by the tree."""
        for child in query.token.children:
            cases = {c.lower_ for c in child.children if c.dep_ == "case"}
            if child.dep_ in OBLIQUE and child.i < query.token.i and cases & prepositions:
                yield from self.phrases.resolve(child, query.kinds, query.taken, query.strict)
                return
        opener = self._opener(query.token, prepositions)
        if opener is not None:
            after = self.context.next_reference(opener + 1, query.kinds)
            if after is not None:
                yield self.phrases.listed(after, query.kinds)

    def _opener(self, verb: Token, prepositions: frozenset[str]) -> int | None:
        """One of the prepositions at the head of the sentence, a date aside, whose first finite verb this is: "En 2010,
        avec X, il fonde Y"."""
        start = sentence_start(verb)
        if not self.grammar.is_finite(verb) or any(self.grammar.is_finite(t) for t in self.doc[start : verb.i - 1]):
            return None
        opening = range(start, min(start + _OPENING, verb.i - 1))
        found = next((i for i in opening if self.doc[i].lower_ in prepositions), None)
        return found if found is not None and (found == start or self.doc[found - 1].text == ",") else None

    def _right(self, query: Query, prepositions: frozenset[str], end: int) -> Iterator[Found]:
        for opener in self.grammar.after_preposition(query.token, prepositions, end):
            spent, itself = query.role == "destination" and self._spent(opener.i), opener.lower_.endswith("-même")
            if spent or itself or self._compounded(opener, query.token) or self._aside(query, opener.i):
                continue
            head = opener
            while head.i + 1 < end and not self.discourse.at(head.i) and self._leads(head):
                head = self.doc[head.i + 1]
            named = self.context.reference(head.i, query.kinds)
            if self.doc[head.i - 1].pos_ != "NUM" or named is None or not named.named:  # "avec cinq Airbus"
                yield from self.phrases.resolve(head, query.kinds, query.taken, query.strict)

    def thereof(self, query: Query) -> Iterator[Found]:
        """What a pronoun takes up: "en détient 5 %", "X, dont Y possède 5 %"."""
        yield from self._relativised(query, self.of)
        yield from self._clitics(query, self.of)

    def there(self, query: Query) -> Iterator[Found]:
        """What "y" takes up: "elle y a remplacé X"."""
        if any(c.lower_ in self.context.pronouns for c in self.grammar.proclitics(query.token)):
            return  # "lui succède": a person
        yield from self._clitics(query, self.at)

    def _clitics(self, query: Query, prepositions: frozenset[str]) -> Iterator[Found]:
        """What "en", "y", "lui", "leur" before the verb stand for."""
        kinds = query.kinds
        for clitic in self.grammar.proclitics(query.token):
            if not prepositions & self.grammar.clitics[clitic.lower_]:
                continue
            if kinds == ("Person",):
                yield from self.phrases.pronoun(clitic, kinds, query.taken | self._doers(query.token, clitic))
                continue
            nearest = query.trigger.frame.fact == "Appointment"  # who leaves leaves what the text is about
            known = self.discourse.antecedents(clitic.i, "Organization", exclude=query.taken, nearest=nearest)
            if known and "Organization" in kinds:
                yield Found((known[0],), clitic.i, clitic.i + 1)

    def _doers(self, verb: Token, clitic: Token) -> frozenset[str]:
        """Whoever does it, whom "lui" cannot mean: "X lui confie la présidence"."""
        places = [t.i for t in self.grammar.subjects(verb)] + [i for i in (clitic.i - 1, clitic.i - 2) if i >= 0]
        people = (self.discourse.at(i, "Person") for i in places)
        return frozenset(e for r in people if r is not None for e in r.entities)

    def _compounded(self, opener: Token, trigger: Token) -> bool:
        """Whether a word before the preposition makes another one of it ("auprès de")."""
        before = opener.i - 2
        while before > trigger.i and (self.doc[before].text == "," or self.doc[before].pos_ == "ADV"):
            if self.doc[before].lower_ in self.context.compound:
                break
            before -= 1
        return before > trigger.i and self.doc[before].lower_ in self.context.compound

    def _aside(self, query: Query, index: int) -> bool:
        """Whether a phrase only describes somebody named after the trigger of a move: "confie la présidence à X,
        directrice chez Y"."""
        if query.role != "organization" or query.trigger.frame.fact not in MOVES:
            return False
        named = (r for r in reversed(self.discourse.references) if r.kind == "Person" and r.named)
        last = next((r for r in named if query.token.i < r.start and r.end < index), None)
        if last is None or self.doc[last.end].text not in _MARKS:
            return False
        return not any(t.text in _MARKS for t in self.doc[last.end + 1 : index])

    def _spent(self, index: int) -> bool:
        """Whether a phrase says where years were spent: "annonce son départ après dix ans (passés) chez X"."""
        before = self.doc[index - 2]  # that of the preposition's phrase is the token before
        if self.grammar.is_participle(before) and before.pos_ != "NOUN":
            before = self.doc[index - 3]
        return before.lemma_.lower() in self.context.words.stints

    def _leads(self, token: Token) -> bool:
        """Whether a token only leads to the head of a phrase: articles, adverbs, also between commas."""
        if token.text == ",":
            return token.nbor(1).pos_ == "ADV" or token.nbor(-1).pos_ == "ADV"
        return token.pos_ in ("DET", "ADJ", "ADP", "ADV", "NUM")

    def _relativised(self, query: Query, prepositions: frozenset[str]) -> Iterator[Found]:
        """ "X, dont Y détient 10 %": the noun before a relative pronoun that holds the preposition."""
        token = query.token
        for index in range(token.i - 1, max(sentence_start(token), token.i - _RELATIVE), -1):
            here = self.doc[index]
            if here.text in (";", ":") or (self.grammar.is_finite(here) and here.head.i != token.i):
                return
            led = here.lower_ in prepositions and self.doc[index + 1].lower_ in self.grammar.relative_subject
            if led or prepositions & self.context.relatives.get(here.lower_, frozenset()):
                before = index - 1
                while before > 0 and self.doc[before].is_punct:
                    before -= 1
                reference = self.context.reference(before, query.kinds)
                if reference is not None and not query.taken & {*reference.entities}:
                    yield Found(reference.entities, reference.start, reference.end)
                return

    def owner(self, query: Query, supports: list[Token]) -> Iterator[Found]:
        """ "son départ", "le départ de X", "la démission du directeur financier Y"."""
        token = query.token
        for index in range(token.i - 1, max(token.i - 4, -1), -1):
            before = self.doc[index]
            if before.lower_ in self.context.possessives:
                possessors = list(self._possessors(query, before, supports))
                if possessors:
                    yield from possessors
                    return
            if before.pos_ not in ("ADJ", "DET", "NUM"):
                break
        limit = self._past_agent(query.trigger.end)
        end = self._phrase_end(query)
        while limit < end and not self._parts_owner(limit):
            limit += 1
        yield from self.after(query, self.of, limit)

    def _phrase_end(self, query: Query) -> int:
        """The end of the clause of a noun; of one that names somebody by a trade, the verb that it is the subject of:
        "le sous-traitant X est passé du portefeuille de Y"."""
        end = self.grammar.clause_end(query.token)
        if query.trigger.frame.fact != "Partnership":
            return end
        verbs = (i for i in range(query.trigger.end, end) if self.grammar.is_finite(self.doc[i]))
        return next(verbs, end)

    def _possessors(self, query: Query, determiner: Token, supports: list[Token]) -> Iterator[Found]:
        for subject in supports:
            found = list(self.phrases.resolve(subject, query.kinds, query.taken))
            if found:
                yield from found
                return
        for kind in query.kinds:
            entity = self.discourse.possessor(determiner, kind, exclude=query.taken)
            if entity:
                yield Found((entity,), determiner.i, determiner.i + 1)
                return

    def _past_agent(self, index: int) -> int:
        """Where the owner of an event noun may begin: after who does it, if that comes first."""
        if index + 1 < len(self.doc) and self.doc[index].lower_ in self.grammar.agent_words:
            agent = self.context.next_reference(index + 1, ("Organization", "Person"))
            return agent.end if agent is not None else index
        return index

    def _parts_owner(self, index: int) -> bool:
        """Whether another preposition starts here: what follows belongs to its phrase, not to the noun before."""
        token = self.doc[index]
        values = (*self.context.amounts, *self.context.dates, *self.context.titles)
        valued = any(s.start <= index < s.end for s in values) or any(d.start == index + 1 for d in self.context.dates)
        opens = token.pos_ == "ADP" or token.lower_ in self.context.all_prepositions
        return opens and token.lower_ not in self.of and not valued and not self._manner(index)

    def _manner(self, index: int) -> bool:
        """Whether a preposition and its bare noun only tell how: "départ avec effet immédiat de X"."""
        if index + 1 >= len(self.doc) or self.doc[index].morph.get("Definite", []):
            return False
        noun = self.doc[index + 1]
        return noun.pos_ == "NOUN" and not noun.ent_type_ and self.discourse.at(noun.i) is None

    def apposed(self, query: Query) -> Iterator[Found]:
        """ "X, (déjà) actionnaire de Y" and "X est actionnaire de Y"."""
        token, kinds = query.token, query.kinds
        for subject in token.children:
            if subject.dep_ in ("nsubj", "nsubj:pass") and any(c.dep_ == "cop" for c in token.children):
                yield from self.phrases.resolve(subject, kinds, query.taken)
        copula = next((c.i for c in token.children if c.dep_ == "cop"), 0)
        if copula and (named := self.context.reference(copula - 1, kinds)) is not None and named.named:
            yield self.phrases.listed(named, kinds)
        index = token.i - 1
        while index >= 0 and self.doc[index].pos_ in ("ADJ", "ADP", "ADV", "DET", "NUM"):
            index -= 1
        if index > 0 and self.doc[index].text in (",", "("):
            reference = self.context.reference(index - 1, kinds)
            if reference is not None and reference.named and not token.lower_.endswith(("s", "x")):
                yield Found(tuple(reference.entities), reference.start, reference.end)  # "A et B, actionnaire de C"
            elif reference is not None:
                yield self.phrases.listed(reference, kinds)

    def near(self, query: Query) -> Iterator[Found]:
        """Any mention of the kind in the clause, after the trigger first."""
        token = query.token
        start, end = self.grammar.clause_start(token), self.grammar.clause_end(token)
        inside = [r for r in self.discourse.references if start <= r.start < end and r.kind in query.kinds]
        for reference in sorted(inside, key=lambda r: (r.start < token.i, abs(r.start - token.i))):
            yield self.phrases.listed(reference, query.kinds)

    def presented(self, query: Query) -> Iterator[Found]:
        """Whom the pronoun before a word that shows somebody stands for: "le voilà"."""
        before = query.token.nbor(-1) if query.token.i else query.token
        yield from self.phrases.pronoun(before, query.kinds, query.taken)

    def whole(self, query: Query, after: int | None = None) -> Iterator[Found]:
        """What "de" names right after the trigger: "la tête d'X"; or after another place."""
        end = after or query.trigger.end
        while end < len(self.doc) - 1 and (self.doc[end].pos_ == "ADV" or self._dated(end)):
            end += 1
        if end + 1 < len(self.doc) and self.doc[end].lower_ in self.of:
            reference = self.context.next_reference(end + 1, query.kinds)
            if reference is not None:
                yield self.phrases.listed(reference, query.kinds)

    def _dated(self, index: int) -> bool:
        """Whether a token belongs to a date, its preposition included ("parti en mai de X")."""
        return any(d.start - (self.doc[index].pos_ == "ADP") <= index < d.end for d in self.context.dates)

    def after_noun(self, query: Query, nouns: frozenset[str]) -> Iterator[Found]:
        """ "aux côtés de X", "au profit de X": the phrase after one of these nouns and its "de"."""
        limit = sentence_end(query.token)
        for index in range(query.token.i + 1, limit - 2):
            if self.doc[index].lower_ in nouns and self.doc[index + 1].lower_ in self.of:
                for at in range(index + 2, min(index + 5, limit)):
                    for found in self.phrases.resolve(self.doc[at], query.kinds, query.taken):
                        yield self.phrases.continued(query.trigger, found, query.kinds)
                        return

    def left(self, query: Query) -> Iterator[Found]:
        """The mention that ends nearest before an idiom, within the sentence."""
        for reference in reversed(self.discourse.references):
            inside = sentence_start(query.token) <= reference.start and reference.end <= query.token.i
            if reference.kind in query.kinds and inside:
                yield self.phrases.listed(reference, query.kinds)

    def right(self, query: Query) -> Iterator[Found]:
        """The mention that begins nearest after an idiom, within the sentence."""
        for reference in self.discourse.references:
            inside = query.trigger.end <= reference.start < sentence_end(query.token)
            if reference.kind in query.kinds and inside:
                yield self.phrases.listed(reference, query.kinds)

    def announced(self, query: Query) -> Iterator[Found]:
        """ "Autour de la table : X, Y et Z", "Entrent au conseil de W : X et Y": the names right after the colon that
        ends the trigger's phrase."""
        end = query.trigger.end
        limit = min(end + _PHRASE, sentence_end(query.token))
        while end < limit and self.doc[end].pos_ in ("ADJ", "ADP", "DET", "NOUN", "PROPN"):
            end += 1
        if end + 1 < len(self.doc) and self.doc[end].text == ":":
            reference = self.context.next_reference(end + 1, query.kinds)
            if reference is not None:
                yield self.phrases.listed(reference, query.kinds)

    def bare(self, query: Query) -> Iterator[Found]:
        """ "X possède 70 % de Z, Y le solde": the name right before a noun and its determiner."""
        index = query.token.i - 1
        while index > 0 and self.doc[index].pos_ in ("ADV", "DET"):
            index -= 1
        reference = self.context.reference(index, query.kinds) if index < query.token.i - 1 else None
        if reference is not None and not self.context.governed(reference):
            yield self.phrases.listed(reference, query.kinds)

    def close(self, query: Query) -> Iterator[Found]:
        """The mention right after an idiom, with no more than articles and common nouns between."""
        end = query.trigger.end
        for index in range(end, min(end + _LEAD + 1, sentence_end(query.token))):
            reference = self.context.reference(index, query.kinds)
            if reference is not None:
                yield self.phrases.listed(reference, query.kinds)
                return
            if self.doc[index].pos_ not in ("DET", "ADJ", "NOUN", "ADV", "ADP", "NUM"):
                return

    def _introduces(self, index: int) -> bool:
        """Whether a word introduces the members of a group ("notamment", "sont")."""
        return bool({self.doc[index].lower_, self.doc[index].lemma_.lower()} & self.context.introducing)

    def predicated(self, query: Query) -> Iterator[Found]:
        """ "Les actionnaires de X sont A, B et C": the mentions after a word that introduces members."""
        end = query.trigger.end
        for reference in self.discourse.references:
            if end <= reference.start < sentence_end(query.token) and reference.kind in query.kinds:
                index = reference.start - 1
                while index > end and not self._introduces(index) and self.doc[index].pos_ in _DESCRIBING:
                    index -= 1
                if self._introduces(index):
                    yield self.phrases.listed(reference, query.kinds)
