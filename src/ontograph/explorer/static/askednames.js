// Names and links for answers, where the page knows nobody: it asks the graph, too.
(function (og) {
  "use strict";
  const FEW = 1000, AT_ONCE = 300; // names looked at; names that one query asks for
  const { explorer } = og.data.questions;

  // Each letter with its accented forms, as a regular expression: names are found accents aside.
  const forms = new Map();
  for (let code = 0xc0; code < 0x2000; code = code === 0x24f ? 0x1e00 : code + 1) {
    const letter = String.fromCharCode(code), base = letter.normalize("NFKD")[0].toLowerCase();
    if (/[a-z]/.test(base)) forms.set(base, (forms.get(base) || "") + letter);
  }
  const pattern = (text) => og.fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)
    .map((word) => [...word].map((letter) => `[${letter}${forms.get(letter) || ""}]\\p{M}*`).join("")).join("[\\W_]+");
  const quoted = (text) => JSON.stringify(text);

  // Names like what has been typed: the whole of it, or words that begin so.
  og.candidates = async (text, whole) => {
    const words = pattern(text), id = text.trim().replace(/^<+|>+$|^id:/g, "");
    const like = `REGEX(STR(?name), ${quoted(whole ? `^[\\W_]*${words}[\\W_]*$` : `(^|[\\W_])${words}`)}, "i")`;
    const same = `STR(?thing) IN (${quoted(id)}, ${quoted(og.data.questions.id + id)})`;
    const answer = await og.ask(`SELECT DISTINCT ?thing ?kind ?main ?name WHERE {
      VALUES ?class { og:Person og:Organization } ?thing a ?class ; skos:prefLabel ?main ; skos:prefLabel|skos:altLabel ?name .
      BIND(STRAFTER(STR(?class), "#") AS ?kind) FILTER(${words ? like + " || " : ""}${same}) } LIMIT ${FEW}`);
    return answer.rows.map(([iri, kind, main, name]) => ({ iri: iri.value, kind: kind.value, main: main.value, name: name.value }));
  };

  og.links = async (answer) => {
    const found = new Map(), names = new Set();
    if (explorer === null) return found;
    const put = (key, iri) => {
      const id = og.idOf(iri);
      if (id && /^(?:person|organization)\//.test(id)) found.set(key, found.has(key) ? null : `${explorer}#/entity/${id.split("/").map(encodeURIComponent).join("/")}`);
    };
    for (const term of answer.rows.flat()) {
      if (term && term.type === "uri" && !found.has(term.value)) put(term.value, term.value);
      if (term && term.type === "literal" && !term.datatype) names.add(term.value);
    }
    const all = [...names].slice(0, 10 * AT_ONCE);
    for (let start = 0; start < all.length; start += AT_ONCE) {
      const some = all.slice(start, start + AT_ONCE).map(quoted).join(" ");
      const { rows } = await og.ask(`SELECT DISTINCT ?thing ?name WHERE { VALUES ?name { ${some} } ?thing skos:prefLabel ?name ; a og:Agent }`);
      for (const [thing, name] of rows) put(name.value, thing.value);
    }
    return found;
  };
})((globalThis.og = globalThis.og || {}));
