"""Organizations that the text leaves out: the one in view, somebody's employer, that of the topic's last claim."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ontograph.frames.context import Context
from ontograph.frames.found import MOVES, Found, Query
from ontograph.frames.functions import Functions
from ontograph.frames.phrases import Phrases
from ontograph.grammar import OBJECT, OBLIQUE, SUBJECT, sentence_end, sentence_start
from ontograph.tokens import Token

_FORMER = 8
"""Tokens after a trigger within which it names somebody's former house."""
_CAREER = 4
"""Sentences between a step of a career and the next."""
UNDERSTOOD = frozenset({"employer", "focus", "house", "previous", "told", "topic", "vacated"})
"""Ways that fill a role with what the text leaves out."""


class Understood:
    """Organizations understood on one Doc."""

    def __init__(self, context: Context, phrases: Phrases, functions: Functions) -> None:
        self.context, self.phrases, self.functions = context, phrases, functions
        self.grammar, self.discourse = context.grammar, context.discourse
        self.firms = frozenset(context.words.firms)

    def focus(self, query: Query) -> Iterator[Found]:
        """The organization in view."""
        if query.trigger.frame.fact == "FundingRound" and self._many(query):
            return
        exclude = query.taken | self._later(query.token)
        if query.trigger.frame.capital:
            exclude |= self.context.financiers - {self.discourse.main_organization()}
        if query.trigger.frame.fact in MOVES:
            exclude |= self._outsiders()
        if query.trigger.frame.fact == "Appointment":
            for organization in self._given(query):
                yield from self.phrases.understood(organization)
        found = self.discourse.focus_organization(query.token.i, exclude=exclude)
        yield from self.phrases.understood(found)

    def _many(self, query: Query) -> bool:
        """Whether the verb has a subject of its own that names no one: "les start-up françaises ont levé 5
        milliards"; or is a participle before any organization ("le total des sommes levées")."""
        token = query.token
        if not query.trigger.frame.verbs or token.pos_ not in ("VERB", "AUX"):
            return False
        if self.grammar.is_passive(token):
            return not any(r.kind == "Organization" and r.start < token.i for r in self.discourse.references)
        heads = self.functions.heads(query.trigger, "subject")
        firms = [h for h in heads if {h.lower_, h.lemma_.lower()} & self.firms]
        return any(any(map(_plural, (h, *h.children))) and not self.discourse.at(h.i, "Organization") for h in firms)

    def _outsiders(self) -> frozenset[str]:
        """Who is seldom the employer that a text leaves out: investors, courts and authorities it is not about."""
        strange = (self.context.financiers | self.context.authorities) - {self.discourse.main_organization() or ""}
        return strange | self.context.courts

    def _later(self, token: Token) -> frozenset[str]:
        """What the rest of the sentence introduces: it isn't in view yet ("lève 10 M€ auprès de X")."""
        references = self.discourse.references
        after = {e for r in references if token.i < r.start < sentence_end(token) for e in r.entities}
        return frozenset(after - {e for r in references if r.end <= token.i for e in r.entities})

    def house(self, query: Query) -> Iterator[Found]:
        """Where the sentence was read as giving its post to somebody already found; else the organization in view, but
        not where they come from."""
        for organization in self._given(query):
            yield from self.phrases.understood(organization)
        employers = self.discourse.employers
        own = {self.discourse.main_organization(), self.discourse.line_head(query.token.i)}
        from_ = ({o for p in query.taken for o in employers.get(p, [])} - own) | self._once(query)
        exclude = query.taken | from_ | self._outsiders()
        yield from self.phrases.understood(self.discourse.focus_organization(query.token.i, exclude=exclude))

    def _once(self, query: Query) -> frozenset[str]:
        """What the sentence names only as where people have or had a post: "l'arrivée de l'ancien patron de X"."""
        here = self.discourse.sentences[query.token.i]
        once = (r for r in self.discourse.references if r.sentence == here and r.start > query.token.i)
        once = (r for r in once if self.context.once(r))
        return frozenset(e for r in once for e in r.entities)

    def _given(self, query: Query) -> frozenset[str]:
        """The one organization of the posts that the sentence gives to the people already found, whom the titles were
        told apart by: "devient directrice générale" is one post, however it is read."""
        sentences = self.discourse.sentences
        here = sentences[query.token.i]
        found = {
            organization
            for start, person, organization in self.context.given
            if person in query.taken and sentences[start] == here
        }
        return frozenset(found) - query.taken if len(found) == 1 else frozenset()

    def previous(self, query: Query) -> Iterator[Found]:
        """That of the topic's last claim."""
        yield from self.phrases.understood(query.previous)

    def told(self, query: Query) -> Iterator[Found]:
        """That of the topic's last claim, where a description or pronoun takes its object up: "L'opération valorise la
        jeune entreprise", just after who raises."""
        heads = self.functions.heads(query.trigger, "object")
        after = self.context.next_reference(query.trigger.end, query.kinds)
        references = [*(self.discourse.at(h.i, "Organization") for h in heads), *([] if heads else [after])]
        if any(h.pos_ == "PRON" for h in heads) or any(r is not None and not r.named for r in references):
            yield from self.phrases.understood(query.previous)

    def topic(self, query: Query) -> Iterator[Found]:
        """The article's main organization."""
        yield from self.phrases.understood(self.discourse.main_organization())

    def employer(self, query: Query) -> Iterator[Found]:
        """That of the person already found, unless the sentence only names it as where they go: the one joined last,
        where a career is told, else the strongest of those that the text has named by then."""
        aims = self._aims(query.token)
        for person in sorted(query.taken - query.newcomers):
            joined = self._joined_last(person, query.token)
            found = joined or next(iter(self._introduced(person, query.token)), None)
            if found is not None and found not in aims:
                yield from self.phrases.understood(found)

    def _joined_last(self, person: str, token: Token) -> str | None:
        """The organization that a person has joined in the sentences before, in an earlier year than that of the
        publication: there they are as the story goes on ("entre chez X en 1999. Y la débauche")."""
        organization, index, date = self.discourse.joined.get(person, ("", 0, None))
        near = 0 <= self.discourse.sentences[token.i] - self.discourse.sentences[index] <= _CAREER
        published = token.doc._.published
        past = bool(date and published and date[:4] < published[:4])
        return organization if organization and near and past and index < token.i else None

    def _introduced(self, person: str, token: Token) -> list[str]:
        """A person's organizations that are named before the end of the sentence, a former one before the trigger
        aside ("l'ancien patron de Y, X, a démissionné"); all where none is in view yet."""
        end, references = sentence_end(token), self.discourse.references
        seen = {e for r in references if r.kind == "Organization" and r.start < end for e in r.entities}
        near = {e for r in references if sentence_start(token) <= r.start < token.i for e in r.entities}
        past = {o for p, o in self.discourse.past if p == person and o in near}
        known = [o for o in self.discourse.employers.get(person, []) if o not in self.context.courts]
        return [o for o in known if o in seen and o not in past] or ([] if seen else known)

    def _aims(self, token: Token) -> frozenset[str]:
        """What is first named behind an infinitive that follows: "est parti diriger X"."""
        after = token.i + 1
        aim = after < len(token.doc) and "Inf" in token.doc[after].morph.get("VerbForm", [])
        return self._later(token) if aim else frozenset()

    def former(self, query: Query) -> Iterator[Found]:
        """That of the people already found, where a possessive says that it was theirs: "poursuit son ex-employeur",
        "porte plainte contre son ancienne maison"."""
        words, end = self.context.words, sentence_end(query.token)
        for token in query.token.doc[query.token.i + 1 : min(end, query.trigger.end + _FORMER)]:
            if token.lower_ in self.context.possessives and self._was_theirs(token, words.houses, words.formers):
                for person in sorted(query.taken):
                    left = self.discourse.left.get(person)
                    yield from self.phrases.understood(left) if left else self.employer_of(person)

    def vacated(self, query: Query) -> Iterator[Found]:
        """That which one of the people already found has just been said to leave."""
        for person in sorted(query.taken & self.discourse.left.keys()):
            joined = self._joined_last(person, query.token)
            yield from self.phrases.understood(joined or self.discourse.left[person])

    def _was_theirs(self, possessive: Token, houses: Collection[str], formers: Collection[str]) -> bool:
        """Whether a possessive stands before "ancienne société", "ex-employeur"; a name after it speaks for itself."""
        doc, index = possessive.doc, possessive.i + 1
        former = False
        while index < len(doc) - 1 and (doc[index].lower_ in formers or doc[index].text == "-"):
            former, index = True, index + 1
        word = doc[index].lower_
        former, word = former or word.startswith("ex-"), word.removeprefix("ex-")
        return former and word in houses and self.discourse.at(index + 1, "Organization") is None

    def host(self, query: Query) -> Iterator[Found]:
        """That of the person who does it: "X souhaite la bienvenue à Y"."""
        for subject in self.functions.heads(query.trigger, "subject"):
            for found in self.phrases.resolve(subject, ("Person",), query.taken):
                yield from self.employer_of(str(found.fillers[0]))

    def predecessor(self, query: Query) -> Iterator[Found]:
        """That of the person whom the trigger's subject follows ("X succède à Y", "X le remplace")."""
        token = query.token
        passive = self.grammar.is_passive(token)
        heads = self.grammar.surface_subjects(token) if passive else self.grammar.surface_objects(token)
        heads = heads if passive else [*heads, *(c for c in token.children if c.dep_ in OBLIQUE)]
        pronouns = self.context.pronouns
        heads += [c for c in token.children if c.lower_ in pronouns and c.lower_ in self.grammar.clitics]
        subjects = self.functions.heads(query.trigger, "subject")
        own = {str(f) for s in subjects for found in self.phrases.resolve(s, ("Person",)) for f in found.fillers}
        for head in heads:
            for found in self.phrases.resolve(head, ("Person",), frozenset(own)):
                yield from self.employer_of(str(found.fillers[0]))

    def firm(self, query: Query) -> Iterator[Found]:
        """The governing verb's subject, but the article's main organization for one of its people."""
        main = self.discourse.main_organization()
        for head in self.functions.support(query.token):
            for found in self.phrases.resolve(head, query.kinds, query.taken, query.strict):
                own = any(main in self.discourse.employers.get(str(f), ()) for f in found.fillers)
                person = self.context.kinds.get(str(found.fillers[0])) == "Person" and query.token.dep_ not in OBJECT
                if own:
                    yield from self.phrases.understood(main)
                elif not person:  # "il est parti après le rachat de X": not by him
                    yield found

    def employer_of(self, person: str) -> Iterator[Found]:
        """The organization that the text ties to a person most."""
        for organization in self.discourse.employers.get(person, [])[:1]:
            yield from self.phrases.understood(organization)


def _plural(token: Token) -> bool:
    """Whether a noun or what agrees with it is in the plural ("les start-up", of which the tagger tells no number)."""
    return "Plur" in token.morph.get("Number", []) and token.dep_ in ("det", "amod", *SUBJECT)
