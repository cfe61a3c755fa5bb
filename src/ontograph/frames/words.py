"""Function words that all frames share: `grammar.yml` as a record."""

from __future__ import annotations

from dataclasses import dataclass

from ontograph.forms import GrammarData
from ontograph.timex import Unit


@dataclass(frozen=True)
class GrammarFile:
    """`grammar.yml`: function words that all frames share."""

    prepositions: dict[str, list[str]]
    grammar: GrammarData
    possessives: list[str]
    firms: list[str]
    determiners: list[str]
    civil: list[str]
    """Forms of address before a name ("MM. X et Y")."""
    naming: list[str]
    """Verbs whose participle gives a thing its name ("baptisée")."""
    definite: list[str]
    """Those that take up what is known."""
    demonstratives: list[str]
    """Plural ones that take up several people by themselves ("ces chercheurs")."""
    likewise: list[str]
    """Ends of expressions that set somebody beside the subject ("tout comme X", "à l'instar de X")."""
    beside: list[str]
    """Prepositions that do so at the head of a sentence ("Outre X, Y est parti")."""
    quantifiers: list[str]
    """Words that make a number word take up people ("tous deux")."""
    connectors: list[str]
    """Words that join the members of an enumeration."""
    list_openers: list[str]
    """Marks and words that introduce the members of a group just named ("trois dirigeants : A, B et C")."""
    groups: dict[str, int]
    """Nouns for several people of whom the text has spoken -> how many ("le duo"), 0 where a number word must say."""
    counts: dict[str, int]
    control_nouns: list[str]
    """Nouns whose "de X" is the subject of their infinitive ("la décision de X de partir")."""
    singles: list[str]
    """Words for one of several ("l'un des")."""
    """Number words."""
    gap_joins: list[str]
    """Words and marks between clauses that leave out the verb of the first."""
    opening_participles: list[str]
    """Endings of participles that may open a sentence."""
    list_ends: list[str]
    """Those that announce its last member."""
    parts: list[str]
    """Nouns whose "de" complement names the organization they belong to ("le conseil d'X")."""
    forms: dict[str, list[str]]
    """Infinitive -> forms of it that the tagger reads as another part of speech after a name."""
    between: list[str]
    """Prepositions of phrases with a name that may stand within an idiom ("conclut avec X un accord")."""
    before_verbs: list[str]
    """Pronouns, adverbs and marks that such a form may follow, names aside."""
    alongside: list[str]
    """Nouns of expressions for acting with somebody ("aux côtés de")."""
    approximating: list[str]
    """Words that, with "de", say how near a sum or share is ("un peu plus de")."""
    benefit: list[str]
    """Nouns of expressions for whom something is given up to ("au profit de")."""
    courts: list[str]
    """Nouns that name a court."""
    unknown: str
    """The letter that stands for a person unknown in a complaint ("plainte contre X")."""
    origins: list[str]
    """Phrases before the organization that somebody comes from ("venu de")."""
    spans: list[str]
    """Words before the time that somebody has spent somewhere ("après")."""
    stints: list[str]
    """Units of that time."""
    recent: list[str]
    """Forms of "venir" that tell with "de" of what has just happened."""
    stretches: list[str]
    """Words that make a date the bound of a stretch of time ("depuis 2023")."""
    ranges: dict[str, list[str]]
    """What opens such a stretch that has both bounds -> what joins them ("de 1995 à 2010")."""
    organs: list[str]
    """Bodies that act for the whole organization ("le conseil de X a rejeté l'offre")."""
    since: list[str]
    """Those of them that tell from when."""
    later: list[str]
    """Words between a stretch of time and what it is counted from ("deux ans après son rachat")."""
    today: list[str]
    units: dict[str, Unit]
    """Nouns of stretches of time."""
    announcing: list[str]
    """Verbs that say what becomes public today."""
    enduring: list[str]
    """Verbs and nouns for what holds from a date on."""
    times: list[str]
    """Nouns of time, which the tree takes for subjects ("Le même jour, X porte plainte")."""
    clitics: list[str]
    """Pronouns that stand right before their verb."""
    news: list[str]
    """Nouns by which a sentence takes up the news before it, to date it ("La nomination a été annoncée jeudi")."""
    others: list[str]
    """Adjectives by which such a noun speaks of something else ("L'opération précédente")."""
    states: list[str]
    """Verbs in the present that tell how things are, not what came next."""
    first_person: list[str]
    """Pronouns for who speaks."""
    closing_quotes: list[str]
    """Marks that end a quotation."""
    pronouns: list[str]
    """Pronouns that stand for a person or an organization."""
    coming: list[str]
    """What says of a title that it is only being given ("son nouveau directeur")."""
    houses: list[str]
    """Nouns for where somebody worked: "son ancienne maison"."""
    formers: list[str]
    """What says that it is so no more."""
    distributive: list[str]
    """Adverbs that pair the members of two enumerations in order ("respectivement")."""
    secondary: list[str]
    """Role classes that name a departing person's post only where no other title does."""
    compound: list[str]
    """Words that make another preposition of the "de" after them ("auprès de")."""
    as_words: list[str]
    """Words that introduce the function somebody is hired for."""
    each: list[str]
    """Pronouns for each of several just named ("chacun")."""
    equal_shares: list[str]
    """Expressions for the same share of all."""
    financier_subtypes: list[str]
    """Subtypes of organizations that give capital, or only tell of it."""
    financier_tails: list[str]
    """Words that end the names of funds."""
    fund_nouns: list[str]
    """What stands before the name of a fund ("le fonds X")."""
    leading: list[str]
    """Verbs of leading a round: their subject is an investor, not who raises."""
    other_sums: list[str]
    """Nouns that make a sum something else than capital: debts, revenues, contracts, fines."""
    relatives: dict[str, list[str]]
    """Relative pronouns that stand for a phrase with one of these prepositions ("dont": "de")."""
    introducing: list[str]
    """Words that introduce the members of a group just named, the copula included."""
    shares: list[str]
    """Nouns of which a percentage is taken ("du capital")."""
    series: list[str]
    """Names of rounds ("amorçage")."""
    series_letters: list[str]
    """Words that a letter makes the name of a round ("série A")."""
    value_bases: list[str]
    """Those that do so only right before it ("sur une base de 600 millions")."""
    value_words: list[str]
    """Words that make the sum after them a valuation."""
    ledger_topics: list[str]
    """Words and phrases that head or open lists of rounds."""
    ledger_foreign: list[str]
    """Nouns and verbs that make the sums of a list something else."""
