// The side panel: everything about an entity or a fact, with its sentences.
(function (og) {
  "use strict";
  const BATCH = 60; // facts written at once: those of a hub are thousands
  const panel = document.getElementById("panel");

  const badge = (name) => og.make("span", { class: "badge " + name }, og.term(name));
  const entityLink = (id) => {
    const entity = og.entities.get(id);
    return entity ? og.make("a", { href: og.entityAddress(id) }, entity.name) : id;
  };
  // Only addresses of the web: an article's metadata may hold anything.
  const safe = (url) => (/^https?:\/\//i.test(url || "") ? url : null);
  const outside = (url, text) => og.make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);

  function documentLine(article) {
    const title = article.title || article.path, url = safe(article.url);
    const parts = [url ? outside(url, title) : title];
    if (article.publisher) parts.push(", " + article.publisher);
    if (article.date) parts.push(", " + og.date(article.date));
    return parts;
  }
  // Other documents that have this one's text, or most of it: what they say is counted once.
  function repeats(article) {
    if (!article.repeatedBy) return null;
    const lines = article.repeatedBy.map((number) => og.make("li", {}, documentLine(og.data.documents[number])));
    return og.make("details", {}, og.make("summary", {}, og.say("repeated", lines.length)), og.make("ul", {}, lines));
  }

  const closer = (text) => (text || "").replace(/\n\s*\n/g, "\n"); // paragraphs without empty lines between them
  function claimView(claim) {
    const mark = og.make("mark", {}, claim.quote);
    const quote = claim.before || claim.after
      ? og.make("blockquote", { class: "placed" }, closer(claim.before), mark, closer(claim.after))
      : og.make("blockquote", {}, "« ", claim.quote, " »");
    const article = og.data.documents[claim.document];
    const caption = og.make("figcaption", {}, documentLine(article), repeats(article));
    const notes = [badge(claim.factuality)];
    if (claim.status) notes.push(og.term(claim.status) + " · ");
    const source = claim.sourceEntity ? entityLink(claim.sourceEntity) : claim.source;
    if (source) notes.push(og.say("according") + " ", source, " · ");
    if (claim.date) notes.push(og.date(claim.date) + " · ");
    notes.push(`${og.say("confidence")} ${Math.round(claim.confidence * 100)} %`);
    if (claim.disagreesWith) notes.push(" · " + og.say("disagrees"));
    return og.make("figure", { class: "claim" }, quote, caption, og.make("p", { class: "soft" }, notes));
  }

  function claimViews(claims, visible) {
    const views = claims.slice(0, visible).map(claimView);
    const rest = claims.slice(visible);
    if (!claims.length) views.push(og.make("p", { class: "soft" }, og.say("noSentence")));
    if (rest.length) {
      views.push(og.make("details", {}, og.make("summary", {}, og.say("more", rest.length)), rest.map(claimView)));
    }
    return views;
  }

  function factView(fact) {
    return og.make("article", { class: "fact" },
      og.make("p", {}, og.make("a", { href: og.factAddress(fact.id) }, fact.label)),
      og.make("p", { class: "soft" }, badge(fact.factuality), fact.date ? og.date(fact.date) : og.say("noDate")),
      claimViews(fact.claims, 1));
  }

  function heading(title, kind, text) {
    const close = og.make("button", { type: "button", "aria-label": og.say("close"), onclick: () => og.go("#/") }, "✕");
    const dot = kind ? og.make("span", { class: "dot " + kind }) : null;
    return [
      og.make("div", { class: "top" }, og.make("h2", { id: "panel-title", tabindex: "-1" }, dot, title), close),
      og.make("p", { class: "soft" }, text),
    ];
  }

  function entityView(entity) {
    const facts = og.factsOf.get(entity.id) || [];
    const kind = og.term(entity.subtype || entity.kind);
    const parts = heading(entity.name, entity.kind, kind + (entity.documents ? ", " + og.say("mentioned", entity.documents) : ""));
    if (entity.aliases) parts.push(og.make("p", { class: "soft" }, og.say("alias") + entity.aliases.join(", ")));
    const actions = [];
    if (entity.at) actions.push(og.make("button", { type: "button", onclick: () => { og.draw(entity.id); og.mark(entity.id); } }, og.say("around")));
    if (/^Q\d+$/.test(entity.wikidata || "")) {
      const link = outside("https://www.wikidata.org/wiki/" + entity.wikidata, "Wikidata " + entity.wikidata);
      link.className = "button";
      actions.push(link);
    }
    if (actions.length) parts.push(og.make("div", { class: "actions" }, actions));
    const questions = og.questionsAbout(entity.kind, og.nameFor(entity)).map(([title, address]) => og.make("li", {}, og.make("a", { href: address }, title)));
    parts.push(og.make("details", {}, og.make("summary", {}, og.say("aboutName")), og.make("ul", {}, questions)));
    if (!facts.length) parts.push(og.make("p", {}, og.say("noFacts")));
    else if (!entity.at) parts.push(og.make("p", { class: "soft" }, og.say("unlinked")));
    panel.replaceChildren(...parts);
    const ordered = og.data.types.flatMap((type) => facts.filter((fact) => fact.type === type));
    append(ordered, 0, null);
  }

  // Writes facts under a heading for each type, a batch at a time.
  function append(facts, start, type) {
    for (const fact of facts.slice(start, start + BATCH)) {
      if (fact.type !== type) panel.append(og.make("h3", {}, og.make("i", { class: "rule " + fact.type }), og.term(fact.type)));
      type = fact.type;
      panel.append(factView(fact));
    }
    const left = facts.length - start - BATCH;
    if (left <= 0) return;
    const more = og.make("button", { type: "button", onclick: () => { more.remove(); append(facts, start + BATCH, type); } }, og.say("moreFacts", left));
    panel.append(more);
  }

  function filler(role, value) {
    if (typeof value === "object") return og.money(value);
    if (og.isEntityRole(role)) return entityLink(value);
    if (role === "roleClass" || role === "kind") return og.term(value);
    if (role === "from" || role === "until" || role === "date") return og.date(value);
    if (role === "stake") return value + " %";
    if (role === "partOf" && og.facts.has(value)) return og.make("a", { href: og.factAddress(value) }, og.facts.get(value).label);
    return value;
  }

  function factPage(fact) {
    const parts = heading(fact.label, null, [og.make("i", { class: "rule " + fact.type }), " ", og.term(fact.type)]);
    parts.push(og.make("p", {}, badge(fact.factuality), fact.date ? og.date(fact.date) : og.say("noDate")));
    const roles = Object.entries(fact.roles).map(([role, fillers]) => [
      og.make("dt", {}, og.term(role)),
      og.make("dd", {}, fillers.flatMap((value, number) => [number ? ", " : null, filler(role, value)])),
    ]);
    parts.push(og.make("dl", {}, roles), og.make("h3", {}, og.say("claims")), claimViews(fact.claims, 50));
    panel.replaceChildren(...parts.flat(Infinity));
  }

  // Shows what an address names; true where there is something to show.
  og.showPanel = ({ view, id }) => {
    const was = panel.hidden;
    panel.hidden = view === "home" || view === "query";
    document.title = "ontograph";
    if (!panel.hidden) {
      const entity = view === "entity" && og.entities.get(id), fact = view === "fact" && og.facts.get(id);
      if (entity) entityView(entity);
      else if (fact) factPage(fact);
      else if (view === "timeline") panel.replaceChildren(...heading(og.say("timeline"), null, ""), ...og.timelineList());
      else panel.replaceChildren(...heading(og.say("unknown"), null, id || ""));
      document.title = document.getElementById("panel-title").textContent + " – ontograph";
      panel.scrollTop = 0;
    }
    if (was !== panel.hidden) og.resized();
  };
})((globalThis.og = globalThis.og || {}));
