// Puts the parts together: language, addresses, keys.
(function (og) {
  "use strict";
  const narrow = matchMedia("(max-width: 760px)");
  og.drawLegend = () => {
    const legend = document.getElementById("legend"), open = legend.firstChild ? legend.open : !narrow.matches;
    const item = (kind, name) => og.make("span", {}, og.make("i", { class: `${kind} ${name}` }), og.term(name));
    const nodes = ["Person", "Organization"].map((name) => item("dot", name));
    const styles = og.data.factualities.map((name) => item("rule", name));
    const types = og.data.types.filter((type) => og.shown.types.has(type)).map((name) => item("arrow" + (og.data.undirected.includes(name) ? " both" : ""), name));
    legend.replaceChildren(og.make("summary", {}, og.say("legend")),
      ...[nodes, styles, types].map((items) => og.make("div", {}, items)));
    legend.open = open;
  };

  function speak() {
    og.sayAll();
    for (const element of document.querySelectorAll("#zoom button")) element.title = element.getAttribute("aria-label");
    const input = document.getElementById("search");
    input.placeholder = og.say(input.dataset.sayPlaceholder);
    og.drawLegend();
    og.drawFilters();
    og.drawStrip();
  }

  let before = null; // what had the focus when the panel opened
  function route(event) {
    const place = og.where(), asking = place.view === "query", open = place.view !== "home" && !asking;
    document.body.classList.toggle("asking", asking);
    document.getElementById("questions").hidden = !asking;
    if (asking) {
      og.showQuestions(place);
      return document.getElementById("question-title").focus({ preventScroll: true });
    }
    if (event) { // the first time, all is drawn already as the address says
      const focus = og.readAddress();
      if (focus !== og.focus) og.draw(focus); else og.refresh();
      og.drawFilters();
    }
    const marked = (place.view === "entity" && og.entities.has(place.id)) || (place.view === "fact" && og.facts.has(place.id));
    if (open && document.getElementById("panel").hidden) before = document.activeElement;
    og.showPanel(place);
    og.mark(marked ? place.id : null);
    og.markStrip(marked ? place.id : null);
    if (open) document.getElementById("panel-title").focus({ preventScroll: true });
    else if (before && before !== document.body) { before.focus({ preventScroll: true }); before = null; }
  }

  document.getElementById("language").addEventListener("click", () => {
    og.setLanguage(og.language === "fr" ? "en" : "fr");
    speak();
    og.noticeAgain();
    const place = og.where();
    if (place.view === "query") og.showQuestions(place); else og.showPanel(place);
  });
  og.closeQuestions = () => og.go("#/");
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "Escape") {
      if (og.where().view !== "home") og.go("#/");
      else if (og.filtersOpen()) og.showFilters(false);
    } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      document.getElementById("search").focus();
    }
  });
  window.addEventListener("hashchange", route);
  window.addEventListener("resize", () => og.drawStrip());

  og.start();
  speak();
  route();
  requestAnimationFrame(() => { og.ready = performance.now(); });
})((globalThis.og = globalThis.og || {}));
