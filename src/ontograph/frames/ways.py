"""The ways in which French realises a role, as frames name them (`frameset.py`); `arguments.py` says what each does.

- `subject`, `object`, `agent`: grammatical functions, with passives, relatives, control and coordination undone;
- `support`: the subject of the verb that governs an event noun ("X annonce une levée de fonds");
- `owner`: the possessive or "de" complement of an event noun ("son départ", "le départ de X");
- `apposed`: the name that a noun stands beside, or is said to be ("X, actionnaire de Y", "X est actionnaire de Y");
- `employer`: the organization that the text ties to the person already found; `focus`: the organization in view;
  `previous`: that of the family's last claim; `topic`: the article's main one; `told`: `previous`, where the object is
  a description or pronoun;
- `house`: like `focus`, but not where the person comes from; `former`: that of the person already found, where the text
  says "son ancienne maison";
- `predecessor`: the organization of the person whom somebody follows; `possessed`: whose the idiom's noun is ("prend sa
  suite"); `raiser`: `support`, unless its verb is one of
  leading a round ("X mène un tour");
- `seat`: the organization that "de" names after the post which the passage names ("la présidence d'X échoit à Y");
  `vacated`: that which somebody already found has left; `presented`: whom "le voilà" shows;
- `relative`: the subject of the relative clause that an event noun opens ("un tour de 20 M€ que vient de boucler X");
- `host`: the organization of the person who does it ("X souhaite la bienvenue à Y");
- `whole`: the organization that "de" names right after the trigger ("la tête d'X", not "la tête des ventes d'X");
- `origin`: the organization that somebody comes from ("venu de X"); `stint`: the one where the last years were spent
  ("après dix ans chez X");
- `as`: a title after "comme", "au poste de" (`grammar.yml: as_words`); `before`: the last one before an idiom;
- `court`: the court or place of justice that the clause names ("devant le tribunal de X");
- `matrix`: the subject of the clause that a participle's noun stands in ("X édite 45 sites, dont Y, acheté en 2024");
- `firm`: `support`, but the article's main organization for one of its people ("son patron annonce le rachat de X");
- `alongside`: who stands beside the doer ("aux côtés de X": `grammar.yml: alongside`);
- `benefit`: to whom something goes ("au profit de X": `grammar.yml: benefit`);
- `left`, `right`: the names that end nearest before an idiom of its sentence, or begin nearest after it, whatever
  joins them ("avec X en chef de file", "parmi lesquels X et Y");
- `announced`: the names after the colon that ends a trigger's phrase ("Autour de la table : X et Y");
- `bare`: the name right before a noun that has its verb left out ("X a 70 %, Y le solde");
- `close`: the name right after an idiom, common nouns aside ("aux côtés du fonds X"); `predicated`: after a noun and a
  copula or colon ("les actionnaires sont X et Y"); `named`: the name that says who "son premier actionnaire, X" is;
- `giver`: who pays a sum ("100 M€ de X"); `share`: whose part a percentage is ("49 % de X"); `thereof`: what
  "en" or "dont" takes up; `there`: what "y" does; `capital`: whose shares
  are spoken of ("au capital de X"); `holders`: who has a share of it in a bracket ("au capital de X (47 %) et de Y
  (21 %)"); `table`: whose capital or round the clause names before its verb or after ("au tour de X figurent Y et Z");
  `round`: whose round ("le tour de table de X"); `led`: who led the round that an
  event noun names ("un tour mené par X");
- `opening`: what the phrase that opens a sentence says something of ("Avec une valorisation de 2 Md€, X …");
- `doer`, `patient`: `subject` and `object` by the tree alone, without the order of the words as a fallback;
- `near`: the nearest fitting expression of the clause (sums, percentages, titles); `valued`: a sum that a word of
  `grammar.yml: value_words` introduces as a valuation; `listed`: the first share of the sentence after the
  trigger ("Actionnaires : A 45 %, B 25 %"); `above`: the one sum of the short sentence before ("500 M€ d'un
  coup."); `beside`: a sum that follows the one just found after "à" ("254 M€, à 1,8 Md€"); `series`: the name of a
  round;
- any other word: a preposition of `grammar.yml` ("chez", "de", "contre").
"""

SPECIAL_WAYS = frozenset(
    {
        "above",
        "agent",
        "alongside",
        "announced",
        "apposed",
        "as",
        "bare",
        "before",
        "benefit",
        "beside",
        "capital",
        "close",
        "court",
        "doer",
        "employer",
        "firm",
        "focus",
        "former",
        "giver",
        "holders",
        "host",
        "house",
        "led",
        "left",
        "listed",
        "matrix",
        "named",
        "near",
        "object",
        "opening",
        "origin",
        "owner",
        "patient",
        "possessed",
        "predecessor",
        "predicated",
        "presented",
        "previous",
        "raiser",
        "relative",
        "right",
        "round",
        "seat",
        "series",
        "share",
        "stint",
        "subject",
        "support",
        "table",
        "there",
        "thereof",
        "told",
        "topic",
        "vacated",
        "valued",
        "whole",
    }
)
