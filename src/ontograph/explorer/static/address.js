// Stable addresses: #/entity/ID, #/fact/ID, #/timeline. IDs have slashes, which stay readable. What the filters let
// through follows: ?types=Departure,Position&certainty=certain&since=2019-03&until=2023&undated=no&focus=ID; what is
// left out is as it was at first, so an address says all that is seen, and the plain one shows everything.
(function (og) {
  "use strict";
  const encode = (id) => id.split("/").map(encodeURIComponent).join("/");
  og.entityAddress = (id) => "#/entity/" + encode(id);
  og.factAddress = (id) => "#/fact/" + encode(id);

  const path = (address) => address.split("?")[0];
  const current = () => path(location.hash) || "#/";
  const list = (chosen, all) => (all.every((name) => chosen.has(name)) ? null : all.filter((name) => chosen.has(name)).join(","));

  // What is seen, as the end of an address; "" where nothing is left out.
  function ending() {
    const { types, certainty, from, to, undated } = og.filters, parts = [];
    const put = (name, value) => { if (value !== null) parts.push(name + "=" + value); };
    put("types", list(types, og.data.types));
    put("certainty", list(certainty, og.data.factualities));
    if (og.period) {
      put("since", from > og.period[0] ? og.isoMonth(from) : null);
      put("until", to < og.period[1] ? og.isoMonth(to) : null);
    }
    put("undated", undated ? null : "no");
    put("focus", og.focus && og.focus !== og.firstFocus ? encode(og.focus) : og.firstFocus && !og.focus ? "" : null);
    return parts.length ? "?" + parts.join("&") : "";
  }

  // Sets the filters, and nothing else, to what an address says; a name that the program does not know says nothing.
  function read(text) {
    const said = new Map(text.split("&").map((part) => {
      const [name, value] = part.split(/=(.*)/s);
      return [name, decode(value || "")];
    }));
    const among = (name, all) => new Set(said.has(name) ? all.filter((one) => said.get(name).split(",").includes(one)) : all);
    og.resetFilters();
    og.filters.types = among("types", og.data.types);
    og.filters.certainty = among("certainty", og.data.factualities);
    og.filters.undated = said.get("undated") !== "no";
    if (og.period) {
      const [first, last] = og.period, within = (month) => Math.min(Math.max(month, first), last);
      const since = og.months(said.get("since")), until = og.months(said.get("until"));
      if (since) og.filters.from = within(since[0]);
      if (until) og.filters.to = Math.max(within(until[1]), og.filters.from);
    }
    const focus = said.has("focus") ? said.get("focus") || null : og.firstFocus;
    return focus === null || og.entities.has(focus) ? focus : og.firstFocus;
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch (error) { // a broken escape in an address that somebody has typed
      return text;
    }
  }

  og.go = (address) => { location.hash = address.startsWith("#/query") ? address : path(address) + ending(); };
  og.where = () => {
    const question = og.questionPlace(location.hash);
    if (question) return question;
    const found = /^#\/(entity|fact|timeline)(?:\/([^?]*))?(?:\?|$)/s.exec(location.hash);
    return found ? { view: found[1], id: found[2] ? decode(found[2]) : null } : { view: "home", id: null };
  };
  // Takes the filters from the address; returns on whom the drawing is focused then (null: on nobody).
  og.readAddress = () => read(location.hash.split(/\?(.*)/s)[1] || "");
  // Puts the filters into the address. Late, since a slider is moved in many small steps and browsers count the changes.
  let waiting = 0;
  og.writeAddress = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (og.where().view === "query") return; // what follows there is the question's
      const wanted = current() + ending();
      if (wanted !== (location.hash || "#/")) history.replaceState(null, "", wanted);
    }, 200);
  };
  // A click on a link within the page keeps the filters; a link that is copied, or opened elsewhere, shows everything.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#/']");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    og.go(link.getAttribute("href"));
  });
})((globalThis.og = globalThis.og || {}));
