// Search by name and alias: a combobox with a list (WAI-ARIA 1.2), accents and case aside.
(function (og) {
  "use strict";
  const MOST = 12;
  const input = document.getElementById("search"), list = document.getElementById("found");
  let at = -1, hits = [];

  const index = og.data.entities.map((entity) => ({
    entity,
    names: [entity.name, ...(entity.aliases || [])].map((name) => [name, og.fold(name)]),
    weight: (og.factsOf.get(entity.id) || []).length,
  }));

  // 3: the whole name, 2: it begins so, 1: a word of it does, 0.5: somewhere inside.
  function rank(name, asked) {
    if (name === asked) return 3;
    if (name.startsWith(asked)) return 2;
    const place = name.indexOf(asked);
    return place < 0 ? 0 : name[place - 1] === " " ? 1 : 0.5;
  }

  og.search = (text) => {
    const asked = og.fold(text);
    if (!asked) return [];
    const found = [];
    for (const { entity, names, weight } of index) {
      let best = 0, as = null;
      for (const [name, folded] of names) {
        const score = rank(folded, asked);
        if (score > best) { best = score; as = name; }
      }
      if (best) found.push({ entity, as, best, weight });
    }
    return found.sort((a, b) => b.best - a.best || b.weight - a.weight || (a.entity.id < b.entity.id ? -1 : 1)).slice(0, MOST);
  };

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function select(number) {
    at = number;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function open(number) {
    const hit = hits[Math.max(number, 0)];
    if (!hit) return;
    input.value = hit.entity.name;
    close();
    og.wantFocus = true;
    og.go(og.entityAddress(hit.entity.id));
  }

  function show() {
    hits = og.search(input.value);
    if (!og.fold(input.value)) return close();
    const items = hits.map(({ entity, as, weight }, i) => og.make("li",
      { role: "option", id: "hit-" + i, "aria-selected": "false", onclick: () => open(i) },
      og.make("span", { class: "dot " + entity.kind }), " ", entity.name,
      og.make("span", { class: "soft" }, as === entity.name ? "" : ` (${as})`, ` ${og.term(entity.subtype || entity.kind)}, ${og.say("facts", weight)}`)));
    list.replaceChildren(...(items.length ? items : [og.make("li", { class: "none" }, og.say("nothing"))]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    at = -1;
    if (items.length) select(0);
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (input.value) { input.select(); show(); } });
  input.addEventListener("blur", () => setTimeout(close, 150)); // after a click on an item
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else if (hits.length) select((at + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden) open(at);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      event.preventDefault();
      close();
    }
  });
})((globalThis.og = globalThis.og || {}));
