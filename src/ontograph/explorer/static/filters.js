// Filters: kinds of facts, certainty, time.
(function (og) {
  "use strict";
  const place = document.getElementById("filters"), button = document.getElementById("show-filters");

  function changed() {
    og.refresh();
    og.drawStrip();
    sayState();
    og.writeAddress();
    if (og.where().view === "timeline") og.showPanel(og.where());
  }
  // The button says whether something is left out: a shared address may have said so.
  function sayState() { button.textContent = og.say(og.filtered() ? "filtersOn" : "filters"); }

  function group(title, names, key, look, count) {
    const boxes = names.map((name) => {
      const box = og.make("input", { type: "checkbox", value: name });
      box.checked = og.filters[key].has(name);
      box.addEventListener("change", () => { og.filters[key][box.checked ? "add" : "delete"](name); changed(); });
      return og.make("label", {}, box, og.make("i", { class: `${look} ${name}` }), og.term(name), og.make("span", { class: "count" }, og.count(count.get(name) || 0)));
    });
    return og.make("fieldset", {}, og.make("legend", {}, title), boxes);
  }

  function slider(id, key, word) {
    const [first, last] = og.period;
    const input = og.make("input", { type: "range", id, min: first, max: last, step: 1 }), output = og.make("output", { for: id });
    input.value = og.filters[key];
    const say = () => { output.textContent = og.monthName(og.filters[key]); input.setAttribute("aria-valuetext", output.textContent); };
    input.addEventListener("input", () => {
      og.filters[key] = Number(input.value);
      const other = key === "from" ? "to" : "from"; // the two may not cross: one pushes the other
      if (og.filters.from > og.filters.to) {
        og.filters[other] = og.filters[key];
        const twin = document.getElementById(other === "from" ? "since" : "until");
        twin.value = og.filters[other];
        twin.dispatchEvent(new Event("said"));
      }
      say();
      changed();
    });
    input.addEventListener("said", say);
    say();
    return [og.make("label", { for: id }, word, output), input];
  }

  og.drawFilters = () => {
    const types = new Map(), certainties = new Map();
    for (const fact of og.data.facts) {
      types.set(fact.type, (types.get(fact.type) || 0) + 1);
      certainties.set(fact.factuality, (certainties.get(fact.factuality) || 0) + 1);
    }
    const parts = [];
    if (og.period) {
      parts.push(og.make("fieldset", {}, og.make("legend", {}, og.say("time")),
        slider("since", "from", og.say("since")), slider("until", "to", og.say("until"))));
      const box = og.make("input", { type: "checkbox", id: "undated" });
      box.checked = og.filters.undated;
      box.addEventListener("change", () => { og.filters.undated = box.checked; changed(); });
      parts[0].append(og.make("label", {}, box, og.say("undated"),
        og.make("span", { class: "count" }, og.count(og.data.facts.filter((fact) => !fact.span).length))));
    }
    parts.push(group(og.say("certainty"), og.data.factualities, "certainty", "rule", certainties));
    parts.push(group(og.say("types"), og.data.types.filter((type) => types.has(type)), "types", "rule", types));
    parts.push(og.make("button", { type: "button", onclick: og.showEverything }, og.say("reset")));
    if (matchMedia("(max-width: 760px)").matches) {
      parts.unshift(og.make("button", { type: "button", onclick: () => og.showFilters(false) }, "✕ " + og.say("close")));
    }
    place.replaceChildren(...parts);
    sayState();
  };
  og.showEverything = () => { og.resetFilters(); og.drawFilters(); changed(); };

  og.showFilters = (on) => {
    place.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
    og.resized();
    if (on) place.querySelector("input, button").focus();
    else button.focus();
  };
  og.filtersOpen = () => !place.hidden;
  button.addEventListener("click", () => og.showFilters(place.hidden));
})((globalThis.og = globalThis.og || {}));
