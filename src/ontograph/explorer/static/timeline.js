// Departures and rounds in time: a strip below the graph, and the same as a list (#/timeline) for keyboards and phones.
(function (og) {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg", TYPES = ["Departure", "FundingRound"];
  const strip = document.getElementById("strip");
  const dated = og.data.facts.filter((fact) => TYPES.includes(fact.type) && og.months(fact.date));
  dated.sort((a, b) => a.date.localeCompare(b.date) || a.id.localeCompare(b.id));
  let chosen = null;

  function make(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  // Where in time, in months with a fraction: a day where it is known, else the middle of what is.
  function moment(iso) {
    const [first, last] = og.months(iso), day = /^\d{4}-\d\d-(\d\d)/.exec(iso);
    return day ? first + (Number(day[1]) - 0.5) / 31 : (first + last + 1) / 2;
  }

  og.drawStrip = () => {
    strip.hidden = !dated.length;
    if (strip.hidden) return;
    const width = strip.clientWidth || 800, height = strip.clientHeight || 78, left = 96, right = 14;
    const moments = dated.map((fact) => moment(fact.date)); // "2024" sorts before "2024-05", but lies in July
    const first = moments.reduce((a, b) => Math.min(a, b)) - 1, last = moments.reduce((a, b) => Math.max(a, b)) + 1;
    const x = (month) => left + ((month - first) / (last - first)) * (width - left - right);
    const clip = (value) => Math.max(left, Math.min(width - right, value));
    const rows = { Departure: height * 0.24, FundingRound: height * 0.56 };
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": og.say("timeline") });
    const from = clip(x(og.filters.from)), to = clip(x(og.filters.to + 1));
    svg.append(make("rect", { class: "window", x: from, y: 0, width: Math.max(to - from, 0), height }));
    for (const [type, y] of Object.entries(rows)) {
      svg.append(make("line", { class: "axis", x1: left, x2: width - right, y1: y, y2: y }));
      svg.append(make("text", { x: 8, y: y + 4 }, og.term(type)));
    }
    const years = (last - first) / 12, step = Math.max(1, Math.ceil((years * 44) / (width - left)));
    for (let year = Math.ceil(first / 12); year * 12 <= last; year++) {
      if (year % step) continue;
      const at = x(year * 12);
      svg.append(make("line", { class: "axis", x1: at, x2: at, y1: 4, y2: height - 16 }));
      svg.append(make("text", { x: at, y: height - 4, "text-anchor": at > width - 40 ? "end" : "middle" }, String(year)));
    }
    for (const fact of dated) {
      if (!og.passes(fact)) continue;
      const classes = [fact.type, fact.factuality === "certain" ? "" : "unsure", fact.id === chosen ? "chosen" : ""];
      const dot = make("circle", { cx: x(moment(fact.date)), cy: rows[fact.type], r: 5.5 });
      dot.append(make("title", {}, `${og.date(fact.date)} : ${fact.label}`));
      svg.append(make("a", { href: og.factAddress(fact.id), class: classes.join(" "), tabindex: "-1" }, dot));
    }
    strip.replaceChildren(svg);
  };
  og.markStrip = (id) => { chosen = id; og.drawStrip(); };

  og.timelineList = () => {
    const parts = [];
    let year = null, list = null;
    for (const fact of dated.filter(og.passes).reverse()) {
      if (fact.date.slice(0, 4) !== year) {
        year = fact.date.slice(0, 4);
        list = og.make("ol", { class: "dates" });
        parts.push(og.make("h3", {}, year), list);
      }
      list.append(og.make("li", {}, og.make("span", { class: "soft" }, og.date(fact.date)),
        og.make("span", {}, og.make("a", { href: og.factAddress(fact.id) }, fact.label), " ",
          fact.factuality === "certain" ? "" : og.make("span", { class: "badge " + fact.factuality }, og.term(fact.factuality)))));
    }
    return parts.length ? parts : [og.make("p", {}, og.say("noEvents"))];
  };
})((globalThis.og = globalThis.og || {}));
