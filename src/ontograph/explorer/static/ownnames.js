// Names and links for answers, where the page knows everybody.
(function (og) {
  "use strict";
  let everybody = null, byName = null;
  og.candidates = async () => {
    everybody = everybody || og.data.entities.flatMap(({ id, kind, name, aliases }) =>
      [name, ...(aliases || [])].map((one) => ({ iri: og.iriOf(id), kind, main: name, name: one })));
    return everybody;
  };

  // Canonical names and sentences of facts -> their address; null where two have the same.
  function index() {
    byName = new Map();
    const add = (text, address) => byName.set(text, byName.has(text) ? null : address);
    for (const { id, name } of og.data.entities) add(name, og.entityAddress(id));
    for (const { id, label } of og.data.facts) add(label, og.factAddress(id));
    return byName;
  }
  const claims = new Map(og.data.facts.flatMap((fact) => fact.claims.map((claim) => [claim.id, fact.id])));
  function linkOf(term) {
    if (term.type === "literal") return (byName || index()).get(term.value);
    const id = term.type === "uri" ? og.idOf(term.value) : null;
    if (og.entities.has(id)) return og.entityAddress(id);
    const fact = og.facts.has(id) ? id : claims.get(id);
    return fact ? og.factAddress(fact) : null;
  }
  og.links = async (answer) => {
    const found = new Map();
    for (const term of answer.rows.flat()) {
      const address = term && !found.has(term.value) && linkOf(term);
      if (address) found.set(term.value, address);
    }
    return found;
  };

  // What to call somebody in a question: the name, or the id where two bear it.
  og.nameFor = (entity) => (index().get(entity.name) === og.entityAddress(entity.id) ? entity.name : entity.id);
})((globalThis.og = globalThis.og || {}));
