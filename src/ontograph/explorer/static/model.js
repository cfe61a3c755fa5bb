// The data as the page looks it up, and what the filters let through.
(function (og) {
  "use strict";
  og.entities = new Map(og.data.entities.map((entity) => [entity.id, entity]));
  og.facts = new Map(og.data.facts.map((fact) => [fact.id, fact]));
  og.factsOf = new Map();

  const entityRoles = new Set(og.data.entityRoles);
  og.isEntityRole = (role) => entityRoles.has(role);
  og.actors = (fact) => {
    const found = new Set();
    for (const [role, fillers] of Object.entries(fact.roles || {})) {
      if (entityRoles.has(role)) for (const filler of fillers) if (og.entities.has(filler)) found.add(filler);
    }
    return [...found];
  };
  for (const fact of og.data.facts) {
    fact.claims = fact.claims || [];
    fact.edges = fact.edges || [];
    for (const id of og.actors(fact)) {
      if (!og.factsOf.has(id)) og.factsOf.set(id, []);
      og.factsOf.get(id).push(fact);
    }
  }
  const byDate = (a, b) => (b.date || "").localeCompare(a.date || "") || a.id.localeCompare(b.id);
  for (const facts of og.factsOf.values()) facts.sort(byDate);

  // Months since year 0: the first and the last that a date covers.
  function months(iso) {
    const found = /^(\d{4})(?:-(\d\d))?/.exec(iso || "");
    if (!found) return null;
    const year = Number(found[1]) * 12;
    return found[2] ? [year + Number(found[2]) - 1, year + Number(found[2]) - 1] : [year, year + 11];
  }
  og.months = months;
  og.isoMonth = (month) => `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
  og.monthName = (month) => og.date(og.isoMonth(month));

  // When a fact holds: a post from its beginning to its end (either may be open), an event on its date; null: unknown.
  function span(fact) {
    const from = months((fact.roles.from || [])[0]), until = months((fact.roles.until || [])[0]), at = months(fact.date);
    if (fact.type === "Position" && (from || until)) return [from ? from[0] : -Infinity, until ? until[1] : Infinity];
    return at;
  }
  let first = Infinity, last = -Infinity;
  for (const fact of og.data.facts) {
    fact.roles = fact.roles || {};
    fact.span = span(fact);
    for (const end of fact.span || []) {
      if (Number.isFinite(end)) { first = Math.min(first, end); last = Math.max(last, end); }
    }
  }
  og.period = first <= last ? [first, last] : null;

  og.resetFilters = () => {
    og.filters = { types: new Set(og.data.types), certainty: new Set(og.data.factualities), from: first, to: last, undated: true };
  };
  og.resetFilters();
  og.filtered = () => {
    const { types, certainty, from, to, undated } = og.filters;
    return !undated || from > first || to < last || types.size < og.data.types.length || certainty.size < og.data.factualities.length;
  };
  og.passes = (fact) => {
    const { types, certainty, from, to, undated } = og.filters;
    if (!types.has(fact.type) || !certainty.has(fact.factuality)) return false;
    return fact.span ? fact.span[0] <= to && fact.span[1] >= from : undated;
  };

  og.neighbours = new Map();
  for (const fact of og.data.facts) {
    for (const [a, b] of fact.edges) {
      for (const [x, y] of [[a, b], [b, a]]) {
        if (!og.neighbours.has(x)) og.neighbours.set(x, new Set());
        og.neighbours.get(x).add(y);
      }
    }
  }
})((globalThis.og = globalThis.og || {}));
