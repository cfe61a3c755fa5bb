// What the page says in its own words, in French and English; the words of the ontology come with the data.
(function (og) {
  "use strict";
  const WORDS = {
    fr: {
      search: "Chercher une personne ou une organisation", found: "Résultats", nothing: "Personne de ce nom.",
      views: "Vues", filters: "Filtres", filtersOn: "Filtres (actifs)", legend: "Légende", timeline: "Chronologie", graph: "Graphe", details: "Détails",
      closer: "Zoom avant", farther: "Zoom arrière", whole: "Voir tout", close: "Fermer",
      skip: "Aller à la vue d'ensemble",
      types: "Types de faits", certainty: "Certitude", time: "Période", since: "De", until: "À",
      undated: "Faits sans date", reset: "Tout réafficher",
      shown: (nodes, facts) => `${nodes} noms, ${facts} faits affichés`,
      focus: (name) => `Voisinage de ${name}.`, all: "Tout afficher", around: "Son voisinage seul",
      noGraph: "Ce navigateur ne peut pas dessiner le graphe (WebGL manque) : la recherche et la chronologie marchent.",
      empty: "Aucun lien à dessiner dans ce graphe.", hiddenAll: "Aucun fait ne passe les filtres.",
      alias: "Autres noms : ", facts: (n) => `${n} fait${n > 1 ? "s" : ""}`, wikidata: "Wikidata", mentioned: (n) => `nommé dans ${n} article${n > 1 ? "s" : ""}`,
      noFacts: "Aucun fait sur ce nom.", unlinked: "Sans lien vers un autre nom : absent du dessin.",
      more: (n) => `${n} autre${n > 1 ? "s" : ""} passage${n > 1 ? "s" : ""}`, moreFacts: (n) => `Encore ${n} faits`,
      according: "selon", unknown: "Cette adresse ne mène à rien dans ce graphe.", confidence: "fiabilité",
      disagrees: "contredit un autre passage", noDate: "sans date", claims: "Ce que dit la presse",
      noEvents: "Ni départ ni levée de fonds daté.", language: "English", languageCode: "en", approximately: "environ",
      noSentence: "Aucun passage.",
      questions: "Questions", askTitle: "Interroger le graphe", named: "Questions pour commencer", ask: "Demander",
      aboutName: "Questions sur ce nom", sparql: "SPARQL ; les préfixes og:, id:, skos:, schema:… sont connus",
      edit: "Modifier cette requête", asking: "…", preparing: "Le graphe se prépare…", moreRows: (n) => `Encore ${n} lignes`,
      rows: (n, seconds) => `${n} ligne${n > 1 ? "s" : ""} en ${seconds} s`, noRows: "Aucune réponse.",
      noEngine: "Ce navigateur ne peut pas répondre (WebAssembly ou DecompressionStream manque).",
      noServer: "Le serveur ne répond plus.", readOnly: "Le graphe se lit seulement : SELECT, ASK, CONSTRUCT ou DESCRIBE.",
      syntax: (line, column) => `Erreur de syntaxe, ligne ${line}, colonne ${column}.`,
      nobody: (text, near) => `${text} : personne de ce nom dans le graphe` + (near ? ` ; est-ce ${near} ?` : "."),
      badValue: (text, takes) => `${text} : ${takes}.`, takes_date: "il faut une date (2023-11-19, 2023-11 ou 2023)",
      takes_year: "il faut une année (2023)", takes_number: "il faut un nombre entier", takes_role: "ce n'est pas une classe de fonction",
      takes_type: "ce n'est pas une classe de faits", any: "(toutes)", unknownQuestion: "Il n'y a pas de question de ce nom.",
      explorer: "Le graphe", repeated: (n) => `Texte repris, en tout ou partie, dans ${n} autre${n > 1 ? "s" : ""} document${n > 1 ? "s" : ""}`,
      misreckoned: (part) => `« ${part} … » : cette page compterait depuis la droite. Mettre des parenthèses : (a - b) - c.`,
    },
    en: {
      search: "Search for a person or an organization", found: "Results", nothing: "Nobody of that name.",
      views: "Views", filters: "Filters", filtersOn: "Filters (on)", legend: "Legend", timeline: "Timeline", graph: "Graph", details: "Details",
      closer: "Zoom in", farther: "Zoom out", whole: "See everything", close: "Close",
      skip: "To the overview",
      types: "Kinds of facts", certainty: "Certainty", time: "Period", since: "From", until: "To",
      undated: "Facts without a date", reset: "Show everything again",
      shown: (nodes, facts) => `${nodes} names, ${facts} facts shown`,
      focus: (name) => `Around ${name}.`, all: "Draw everything", around: "Only what is around it",
      noGraph: "This browser cannot draw the graph (no WebGL): search and timeline work.",
      empty: "No link to draw in this graph.", hiddenAll: "No fact passes the filters.",
      alias: "Other names: ", facts: (n) => `${n} fact${n === 1 ? "" : "s"}`, wikidata: "Wikidata", mentioned: (n) => `named in ${n} article${n > 1 ? "s" : ""}`,
      noFacts: "No fact about this name.", unlinked: "Without a link to another name: not in the drawing.",
      more: (n) => `${n} more passage${n > 1 ? "s" : ""}`, moreFacts: (n) => `${n} more facts`,
      according: "according to", unknown: "This address leads nowhere in this graph.", confidence: "confidence",
      disagrees: "disagrees with another passage", noDate: "no date", claims: "What the press says",
      noEvents: "No dated departure or funding round.", language: "Français", languageCode: "fr",
      approximately: "about", noSentence: "No passage.",
      questions: "Questions", askTitle: "Ask the graph", named: "Questions to begin with", ask: "Ask",
      aboutName: "Questions about this name", sparql: "SPARQL; the prefixes og:, id:, skos:, schema: … are known",
      edit: "Change this query", asking: "…", preparing: "The graph is being prepared…", moreRows: (n) => `${n} more rows`,
      rows: (n, seconds) => `${n} row${n === 1 ? "" : "s"} in ${seconds} s`, noRows: "No answer.",
      noEngine: "This browser cannot answer (no WebAssembly or DecompressionStream).",
      noServer: "The server does not answer any more.", readOnly: "The graph is read only: SELECT, ASK, CONSTRUCT or DESCRIBE.",
      syntax: (line, column) => `Syntax error at line ${line}, column ${column}.`,
      nobody: (text, near) => `${text}: nobody of this name in the graph` + (near ? `; is it ${near}?` : "."),
      badValue: (text, takes) => `${text}: ${takes}.`, takes_date: "it must be a date (2023-11-19, 2023-11 or 2023)",
      takes_year: "it must be a year (2023)", takes_number: "it must be a whole number", takes_role: "no such class of posts",
      takes_type: "no such class of facts", any: "(all)", unknownQuestion: "There is no question of this name.",
      explorer: "The graph", repeated: (n) => `Text repeated, in whole or in part, in ${n} other document${n === 1 ? "" : "s"}`,
      misreckoned: (part) => `“${part} …”: this page would reckon from the right. Put brackets: (a - b) - c.`,
    },
  };

  // file:// has no storage in some browsers, and asking for it throws: then the choice lasts as long as the page.
  function stored() { try { return localStorage.getItem("ontograph-language"); } catch (error) { return null; } }
  function store(code) { try { localStorage.setItem("ontograph-language", code); } catch (error) { /* see above */ } }

  const asked = stored() || (navigator.languages || [navigator.language || "fr"])[0].slice(0, 2).toLowerCase();
  og.language = asked === "fr" ? "fr" : "en";
  og.setLanguage = (code) => { og.language = code; store(code); };
  og.say = (key, ...values) => {
    const word = WORDS[og.language][key];
    return typeof word === "function" ? word(...values) : word;
  };
  // A term of the ontology as people call it.
  og.term = (name) => (Object.hasOwn(og.data.terms[og.language], name) ? og.data.terms[og.language][name] : String(name));

  const locale = () => (og.language === "fr" ? "fr-FR" : "en-GB");
  // "2024-05" -> "mai 2024"; what is no date comes back as it is.
  og.date = (iso) => {
    const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso || "");
    if (!found) return iso || "";
    const options = { year: "numeric", timeZone: "UTC" };
    if (found[2]) options.month = "short";
    if (found[3]) options.day = "numeric";
    const day = new Date(Date.UTC(2000, Number(found[2] || 1) - 1, Number(found[3] || 1)));
    day.setUTCFullYear(Number(found[1]));
    return new Intl.DateTimeFormat(locale(), options).format(day);
  };
  og.money = (money) => {
    const number = new Intl.NumberFormat(locale(), { notation: "compact", compactDisplay: "long", maximumFractionDigits: 2 });
    const text = number.format(money.value) + (money.currency ? " " + money.currency : "");
    return money.approximate ? og.say("approximately") + " " + text : text;
  };
  og.decimal = (number) => new Intl.NumberFormat(locale(), { maximumSignificantDigits: 2 }).format(number);
  og.count = (number) => new Intl.NumberFormat(locale()).format(number);
})((globalThis.og = globalThis.og || {}));
