// SPARQL: og.ask(query) -> {vars, rows}, a term is {type, value} or null. A served page asks its server. A page from disk
// answers itself: oxigraph's WebAssembly and the graph lie in it compressed, and are unpacked when first asked.
(function (og) {
  "use strict";
  const { prefixes, endpoint } = og.data.questions;
  // On one line, before the query: the lines of its errors stay as they are, and what it declares itself goes first.
  const known = Object.entries(prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join(" ") + " ";

  const ended = () => new Promise((done) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done); else done();
  });

  async function unpack(id, format) {
    const text = atob(document.getElementById(id).textContent), bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format))).arrayBuffer();
  }

  let store = null; // a promise of the graph, ready to be asked
  async function load() {
    await ended(); // what is unpacked stands last in the page
    let graph = null;
    try {
      const program = unpack("oxigraph", "gzip").then((bytes) => WebAssembly.compile(bytes));
      graph = new Uint8Array(await unpack("graph-data", "deflate"));
      await oxigraph.default({ module_or_path: await program });
    } catch (error) { // a browser without WebAssembly or DecompressionStream
      console.warn(error);
      throw new Error(og.say("noEngine"));
    }
    const made = new oxigraph.Store();
    made.load(graph, { format: "text/turtle", no_transaction: true, lenient: true });
    return made;
  }

  async function here(query) {
    const wrong = og.misreckoned(query);
    if (wrong !== null) throw new Error(og.say("misreckoned", wrong.replace(/\s+/g, " ")));
    store = store || load();
    const ready = await store, text = known + query;
    try {
      return rows(JSON.parse(ready.query(text, { results_format: "application/sparql-results+json" })));
    } catch (error) {
      if (!/results format|RDF format/i.test(String(error.message))) throw new Error(complaint(query, String(error.message)));
      return triples(ready.query(text, { results_format: "application/n-triples" }));
    }
  }

  async function there(query) {
    let response = null;
    try {
      response = await fetch(endpoint, {
        method: "POST", body: query,
        headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, application/n-triples;q=0.9" },
      });
    } catch (error) { // the server has ended
      throw new Error(og.say("noServer"));
    }
    const text = await response.text();
    if (!response.ok) throw new Error(complaint(query, text.trim()));
    return response.headers.get("Content-Type").includes("json") ? rows(JSON.parse(text)) : triples(text);
  }

  function rows(found) {
    if (found.boolean !== undefined) return { vars: ["answer"], rows: [[{ type: "literal", value: String(found.boolean) }]] };
    const { vars } = found.head;
    return { vars, rows: found.results.bindings.map((binding) => vars.map((name) => binding[name] || null)) };
  }

  function triples(text) {
    const lines = [...text.matchAll(/^(\S+) (\S+) (.+) \.$/gm)].map((found) => found.slice(1).map(term));
    return { vars: ["subject", "predicate", "object"], rows: lines };
  }
  const escapes = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };
  const unescape = (text) => text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g,
    (_, short, long, sign) => (sign ? escapes[sign] || sign : String.fromCodePoint(parseInt(short || long, 16))));
  function term(text) { // of N-Triples
    if (text.startsWith("<")) return { type: "uri", value: unescape(text.slice(1, -1)) };
    if (text.startsWith("_:")) return { type: "bnode", value: text.slice(2) };
    return { type: "literal", value: unescape(text.slice(1, text.lastIndexOf('"'))) };
  }

  function complaint(query, message) {
    if (/^\s*(?:(?:PREFIX|BASE)\b[^\n]*\n\s*)*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b/i.test(query)) return og.say("readOnly");
    const at = /error at (\d+):(\d+)|line (\d+), column (\d+)/.exec(message);
    if (!at) return message;
    const line = Number(at[1] || at[3]), column = Number(at[2] || at[4]);
    return og.say("syntax", line, at[1] && line === 1 ? Math.max(column - known.length, 1) : column);
  }

  og.ask = endpoint ? there : here;
  // Before the clock runs: what must be there to ask.
  og.prepare = async () => { if (!endpoint) await (store = store || load()); };
  og.engineReady = () => Boolean(endpoint || store);
})((globalThis.og = globalThis.og || {}));
