// Named queries with their parameters filled in, as `parameters.py` and `lookup.py` do it: a name becomes the IRIs of who
// bears it. The parameters of a query are its lines VALUES ?name { … }.
(function (og) {
  "use strict";
  const { id: ID, queries, roles } = og.data.questions;
  const OG = og.data.questions.prefixes.og;
  og.queries = new Map(queries.map((named) => [named.name, named]));

  // A name as names are compared: no case, no accents, no signs.
  const key = (name) => name.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  // Ids and IRIs: what is not plain in an id is percent-encoded, but for its slashes.
  const plain = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => "%" + sign.charCodeAt(0).toString(16).toUpperCase());
  og.iriOf = (id) => ID + id.split("/").map(plain).join("/");
  og.idOf = (iri) => {
    if (!iri.startsWith(ID)) return null;
    try {
      return decodeURIComponent(iri.slice(ID.length));
    } catch (error) { // an IRI that is not of a graph of this program
      return null;
    }
  };

  const KINDS = { person: "Person", organization: "Organization", entity: null };
  og.namesSomebody = (param) => Object.hasOwn(KINDS, param.kind);
  const ofKind = (names, param) => names.filter(({ kind }) => !KINDS[param.kind] || kind === KINDS[param.kind]);

  // Names that may be meant by what has been typed so far, the best first.
  og.suggest = async (param, text, most = 12) => {
    const wanted = key(text), found = new Map();
    if (!wanted) return [];
    for (const named of ofKind(await og.candidates(text, false), param)) {
      const at = (" " + key(named.name)).indexOf(" " + wanted);
      if (at >= 0 && !found.has(named.main)) found.set(named.main, at);
    }
    return [...found].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most).map(([name]) => name);
  };

  async function bearers(param, text) {
    const bare = text.replace(/^<+|>+$/g, ""), iris = new Set([bare, ID + bare.replace(/^id:/, "")]), wanted = key(text);
    const found = new Map();
    for (const named of ofKind(await og.candidates(text, true), param)) {
      if (iris.has(named.iri) || (wanted && key(named.name) === wanted)) found.set(named.iri, named.main);
    }
    if (!found.size) throw new Error(og.say("nobody", text, (await og.suggest(param, text, 3)).join(", ")));
    const other = (iri) => Number(key(found.get(iri)) !== wanted);
    return [...found.keys()].sort((a, b) => other(a) - other(b) || (a < b ? -1 : 1)).map((iri) => `<${iri}>`);
  }

  function date(text) {
    const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
    if (!found || text.startsWith("0000")) return null;
    const [year, month, day] = [found[1], found[2] || 1, found[3] || 1].map(Number), made = new Date(0);
    made.setUTCFullYear(year, month - 1, day);
    return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? JSON.stringify(text) : null;
  }
  const oneOf = (names) => (text) => {
    const found = names.find((name) => name.toLowerCase() === text.toLowerCase());
    return found ? `<${OG}${found}>` : null;
  };
  // Kind of parameter -> the term of a value, or null where it takes none such.
  const TERMS = {
    date, role: oneOf(roles), type: oneOf(og.data.types), text: JSON.stringify,
    year: (text) => (/^\d{4}$/.test(text) ? JSON.stringify(text) : null),
    number: (text) => (/^\d{1,6}$/.test(text) ? String(Number(text)) : null),
  };

  // The query with these values (a Map; "" is none); throws an Error that says which value does not do, and why.
  og.bind = async (named, values) => {
    const terms = new Map();
    for (const param of named.params) {
      const text = (values.get(param.name) || "").trim();
      if (!text) continue;
      const made = og.namesSomebody(param) ? await bearers(param, text) : [TERMS[param.kind](text)];
      if (made[0] === null) throw new Error(og.say("badValue", text, og.say("takes_" + param.kind)));
      terms.set(param.name, made.join(" "));
    }
    return named.text.replace(/VALUES \?(\w+) \{ ([^{}]*) \}/g, (_, name, usual) => `VALUES ?${name} { ${terms.has(name) ? terms.get(name) : usual} }`);
  };
  og.askNamed = async (name, values) => og.ask(await og.bind(og.queries.get(name), new Map(Object.entries(values))));
})((globalThis.og = globalThis.og || {}));
