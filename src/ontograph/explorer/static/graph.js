// The drawing: sigma over graphology. Nodes by kind and number of facts; a line by its fact: the colour says its type, the
// arrowhead its direction, dashes and dots how certain it is.
(function (og) {
  "use strict";
  const MANY = 5000; // nodes, from which on only the surroundings of one are drawn
  const MANY_EDGES = 4000; // from which on edges are straight: cheaper to draw
  const FOCUS = 400; // nodes in such surroundings, at most
  const DASHES = { certain: [1, 0], planned: [9, 4], possible: [4, 4], negated: [2, 6] }; // pixels: drawn, left out
  const HEAD = { lengthToThicknessRatio: 4.5, widenessToThicknessRatio: 3.5, extremity: "target" };
  const PLAIN = new Set(og.data.undirected); // types whose parties are equal
  let renderer = null, network = null, chosen = null, near = new Set(), hovered = null, shown = new Set();
  og.focus = null;

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let colours = {};
  function readColours() {
    for (const name of ["person", "organization", "ink", "soft", "paper", "ground", "faint", ...og.data.types]) {
      colours[name] = css("--" + name);
    }
    for (const type of og.data.types) colours["pale " + type] = mix(colours[type], colours.ground);
  }
  // A third of one colour, the rest of another (#rrggbb): lines by the thousand lie on each other.
  function mix(one, other) {
    const parts = [1, 3, 5].map((at) => Math.round((parseInt(one.slice(at, at + 2), 16) + 2 * parseInt(other.slice(at, at + 2), 16)) / 3));
    return "#" + parts.map((part) => part.toString(16).padStart(2, "0")).join("");
  }


  function members() {
    const placed = og.data.entities.filter((entity) => entity.at);
    if (!og.focus) return placed;
    const found = new Set([og.focus]);
    let ring = [og.focus];
    for (let hop = 0; hop < 2 && found.size < FOCUS; hop++) {
      const next = [];
      for (const id of ring) for (const other of og.neighbours.get(id) || []) {
        if (!found.has(other) && found.size < FOCUS) { found.add(other); next.push(other); }
      }
      ring = next;
    }
    return placed.filter((entity) => found.has(entity.id));
  }

  function build() {
    network = new graphology.MultiGraph();
    for (const entity of members()) {
      const facts = (og.factsOf.get(entity.id) || []).length;
      network.addNode(entity.id, {
        x: entity.at[0], y: entity.at[1], label: entity.name, kind: entity.kind, size: Math.min(3 + 1.5 * Math.sqrt(facts), 22),
      });
    }
    const parallel = new Map(), links = [];
    for (const fact of og.data.facts) fact.edges.forEach(([source, target], number) => {
      if (network.hasNode(source) && network.hasNode(target)) links.push([fact, source, target, number]);
    });
    const many = links.length > MANY_EDGES;
    for (const [fact, source, target, number] of links) {
      const pair = source < target ? source + "\n" + target : target + "\n" + source, nth = parallel.get(pair) || 0;
      parallel.set(pair, nth + 1);
      const bend = Math.min(0.08 + 0.09 * Math.floor(nth / 2), 0.9) * (nth % 2 === Number(source < target) ? -1 : 1);
      const straight = many && fact.factuality === "certain", directed = !PLAIN.has(fact.type);
      network.addEdgeWithKey(`${number} ${fact.id}`, source, target, {
        fact: fact.id, kind: fact.type, curvature: bend, factuality: fact.factuality,
        type: (straight ? "line" : fact.factuality) + (directed ? " arrow" : ""),
        size: fact.factuality === "negated" ? 1.1 : 1.7,
      });
    }
  }

  function label(context, data, settings) {
    if (!data.label) return;
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = colours.ground;
    context.fillStyle = colours.ink;
    const x = data.x + data.size + 3, y = data.y + settings.labelSize / 3;
    context.strokeText(data.label, x, y);
    context.fillText(data.label, x, y);
  }

  function hover(context, data, settings) {
    context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
    const width = data.label ? context.measureText(data.label).width : 0, height = settings.labelSize + 8;
    context.beginPath();
    context.fillStyle = colours.paper;
    context.strokeStyle = colours.ink;
    context.lineWidth = 1;
    context.roundRect(data.x - data.size - 3, data.y - height / 2, data.size * 2 + width + 14, height, height / 2);
    context.fill();
    context.stroke();
    context.beginPath();
    context.fillStyle = data.color;
    context.arc(data.x, data.y, data.size, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = colours.ink;
    if (data.label) context.fillText(data.label, data.x + data.size + 4, data.y + settings.labelSize / 3);
  }

  function nodeLook(id, data) {
    if (!shown.has(id) && id !== chosen) return { ...data, hidden: true };
    const look = { ...data, color: data.kind === "Person" ? colours.person : colours.organization };
    const active = hovered || chosen;
    if (active && near.size && !near.has(id)) return { ...look, color: colours.faint, label: null, zIndex: 0 };
    if (id === chosen) return { ...look, highlighted: true, forceLabel: true, zIndex: 2 };
    return { ...look, forceLabel: Boolean(active && near.size < 25), zIndex: 1 };
  }

  function edgeLook(id, data) {
    const fact = og.facts.get(data.fact);
    if (!og.passes(fact)) return { ...data, hidden: true };
    const look = { ...data, color: colours[data.kind] };
    const active = hovered || chosen;
    if (!active) return data.type.startsWith("line") ? { ...look, color: colours["pale " + data.kind] } : look;
    const touches = fact.id === active || network.extremities(id).includes(active);
    return touches ? { ...look, size: data.size * 1.1, zIndex: 1 } : { ...look, color: colours.faint, size: 0.8 };
  }

  function surround() {
    const active = hovered || chosen;
    near = new Set();
    if (!active) return;
    if (og.facts.has(active)) og.actors(og.facts.get(active)).forEach((id) => near.add(id));
    else if (network.hasNode(active)) {
      near.add(active);
      network.forEachEdge(active, (edge, data, a, b) => {
        if (og.passes(og.facts.get(data.fact))) { near.add(a); near.add(b); }
      });
    }
  }

  function count() {
    shown = new Set();
    const facts = new Set(), types = new Set();
    network.forEachEdge((edge, data, a, b) => {
      if (!og.passes(og.facts.get(data.fact))) return;
      shown.add(a);
      shown.add(b);
      facts.add(data.fact);
      types.add(data.kind);
    });
    og.shown = { nodes: shown.size, facts: facts.size, types };
    notice();
    og.drawLegend();
  }

  function notice(problem) {
    const place = document.getElementById("notice");
    place.replaceChildren();
    place.className = problem || !network.size || !shown.size ? "large" : "";
    if (problem) return place.append(og.say("noGraph"));
    if (!network.size) return place.append(og.say("empty"));
    if (og.focus) place.append(og.say("focus", og.entities.get(og.focus).name) + " ");
    place.append(shown.size ? og.say("shown", og.count(og.shown.nodes), og.count(og.shown.facts)) : og.say("hiddenAll"));
    const button = (word, onclick) => place.append(" ", og.make("button", { type: "button", onclick }, og.say(word)));
    if (og.filtered()) button("reset", og.showEverything);
    if (og.focus) button("all", () => og.draw(null));
  }

  // Draws everything, or what is around one entity.
  og.draw = (focus) => {
    og.focus = focus;
    og.writeAddress();
    readColours();
    build();
    count();
    if (renderer) {
      renderer.setGraph(network);
      renderer.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
      return og.refresh();
    }
    try {
      const programs = og.edgePrograms(DASHES, HEAD);
      renderer = new Sigma(network, document.getElementById("graph"), {
        edgeProgramClasses: programs, nodeReducer: nodeLook, edgeReducer: edgeLook, defaultDrawNodeLabel: label,
        defaultDrawNodeHover: hover, enableEdgeEvents: true, zIndex: true, labelFont: "system-ui, sans-serif", labelSize: 13,
        labelRenderedSizeThreshold: 5, labelGridCellSize: 110, stagePadding: 40, minEdgeThickness: 1, allowInvalidContainer: true,
        hideEdgesOnMove: network.size > MANY_EDGES,
      });
    } catch (error) { // sigma throws where there is no WebGL; everything else on the page works without
      renderer = null;
      console.warn(error);
      return notice(true);
    }
    const holder = document.getElementById("graph");
    const point = (on) => () => { holder.style.cursor = on ? "pointer" : ""; };
    renderer.on("clickNode", ({ node }) => og.go(og.entityAddress(node)));
    renderer.on("clickEdge", ({ edge }) => og.go(og.factAddress(network.getEdgeAttribute(edge, "fact"))));
    renderer.on("enterEdge", point(true));
    renderer.on("leaveEdge", point(false));
    renderer.on("enterNode", ({ node }) => { point(true)(); if (network.order <= 2000) { hovered = node; look(); } });
    renderer.on("leaveNode", () => { point(false)(); if (hovered) { hovered = null; look(); } });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); og.refresh(); });
  };

  function look() { surround(); if (renderer) renderer.refresh({ skipIndexation: true }); }
  og.refresh = () => { count(); look(); };
  og.noticeAgain = () => notice(!renderer);

  // Marks an entity or a fact and brings it into view; null marks nothing.
  og.mark = (id) => {
    chosen = id;
    if (!network) return;
    const ends = id ? (og.facts.has(id) ? og.actors(og.facts.get(id)) : [id]) : [];
    const missing = ends.filter((end) => og.entities.get(end).at && !network.hasNode(end));
    if (missing.length && og.focus) og.draw(missing[0]);
    look();
    if (renderer) center(ends.filter((end) => network.hasNode(end)));
  };

  function center(ids) {
    if (!ids.length) return;
    const camera = renderer.getCamera(), points = ids.map((id) => renderer.getNodeDisplayData(id));
    const middle = (name) => points.reduce((sum, point) => sum + point[name], 0) / points.length;
    const state = { x: middle("x"), y: middle("y"), angle: 0, ratio: Math.min(camera.ratio, 0.55) };
    const { width, height } = renderer.getDimensions();
    if (matchMedia("(max-width: 760px)").matches) { // the panel lies over the lower part
      const at = (share) => renderer.viewportToFramedGraph({ x: width / 2, y: height * share }, { cameraState: state });
      const from = at(0.5), to = at(0.2);
      state.x += from.x - to.x;
      state.y += from.y - to.y;
    }
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) camera.setState(state); else camera.animate(state, { duration: 400 });
  }

  og.start = () => {
    const placed = og.data.entities.filter((entity) => entity.at);
    const degree = (entity) => (og.neighbours.get(entity.id) || new Set()).size;
    const best = placed.length > MANY ? placed.reduce((a, b) => (degree(b) > degree(a) ? b : a)) : null;
    og.firstFocus = best && best.id;
    og.draw(og.readAddress());
    document.getElementById("closer").addEventListener("click", () => renderer && renderer.getCamera().animatedZoom());
    document.getElementById("farther").addEventListener("click", () => renderer && renderer.getCamera().animatedUnzoom());
    document.getElementById("whole").addEventListener("click", () => renderer && renderer.getCamera().animatedReset());
  };
  // Where a node lies in the window, and how large it is: for tests.
  og.placeOf = (id) => {
    const box = document.getElementById("graph").getBoundingClientRect();
    const data = renderer.getNodeDisplayData(id), at = renderer.framedGraphToViewport(data);
    return { x: at.x + box.left, y: at.y + box.top, size: renderer.scaleSize(data.size) };
  };
  og.resized = () => renderer && renderer.refresh();
})((globalThis.og = globalThis.og || {}));
