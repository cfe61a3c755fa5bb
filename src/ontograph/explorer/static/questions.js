// The page of questions: #/query, #/query/NAME?org=OpenAI (a named query and its parameters), #/query?sparql=… (any other).
(function (og) {
  "use strict";
  const BATCH = 200; // rows written at once
  const START = "SELECT ?kind (COUNT(*) AS ?number)\nWHERE { ?thing a ?kind }\nGROUP BY ?kind ORDER BY DESC(?number)";
  const page = document.getElementById("questions");
  let last = null, turn = 0; // the last answer, for who comes back to it; how many questions there have been

  og.questionAddress = (name, values) => {
    const set = Object.entries(values || {}).filter(([, value]) => value);
    return "#/query" + (name ? "/" + name : "") + (set.length ? "?" + set.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&") : "");
  };
  og.questionPlace = (hash) => {
    const found = /^#\/query(?:\/([a-z0-9-]+))?\/?(?:\?(.*))?$/s.exec(hash);
    if (!found) return null;
    return { view: "query", id: found[1] || null, values: new Map(new URLSearchParams((found[2] || "").replace(/\+/g, "%2B"))) };
  };
  const titleOf = (named) => named.title[og.language].replace(/ ([?!:;])/g, "\u00a0$1"); // no line begins with "?"
  function ask(address) {
    if (address !== location.hash) location.hash = address;
    else { last = null; og.showQuestions(og.questionPlace(address)); }
  }

  // A field for one parameter; for a name, what it may be is offered while it is typed.
  function field(param, value) {
    const id = "param-" + param.name, about = param.about[og.language];
    let input = null, offers = null;
    if (param.kind === "role" || param.kind === "type") {
      const names = param.kind === "role" ? og.data.questions.roles : og.data.types;
      const options = names.map((name) => [og.term(name), name]).sort((a, b) => a[0].localeCompare(b[0], og.language));
      input = og.make("select", { id, name: param.name }, [[og.say("any"), ""], ...options].map(([label, name]) => og.make("option", { value: name }, label)));
      input.value = [...input.options].map((option) => option.value).find((name) => name.toLowerCase() === (value || "").toLowerCase()) || "";
    } else {
      const numeric = param.kind === "year" || param.kind === "number";
      input = og.make("input", { id, name: param.name, type: "text", autocomplete: "off", spellcheck: "false", inputmode: numeric && "numeric" });
      input.value = value || "";
    }
    if (og.namesSomebody(param)) {
      offers = og.make("datalist", { id: id + "-offers" });
      input.setAttribute("list", offers.id);
      input.addEventListener("input", async () => {
        const text = input.value, names = await og.suggest(param, text).catch(() => []); // offers are no answer: their failure says nothing
        if (text === input.value) offers.replaceChildren(...names.map((name) => og.make("option", { value: name })));
      });
    }
    return og.make("div", { class: "field" }, og.make("label", { for: id }, about), input, offers);
  }

  function form(named, values) {
    const fields = named.params.map((param) => field(param, values.get(param.name)));
    const made = og.make("form", { class: "params" }, fields, og.make("button", { type: "submit", class: "go" }, og.say("ask")));
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(og.questionAddress(named.name, Object.fromEntries([...new FormData(made)].map(([name, value]) => [name, value.trim()]))));
    });
    return made;
  }

  function freeForm(text) {
    const area = og.make("textarea", { id: "sparql", rows: "9", spellcheck: "false", autocapitalize: "off" });
    area.value = text;
    const made = og.make("form", {}, og.make("label", { for: "sparql" }, og.say("sparql")), area, og.make("button", { type: "submit", class: "go" }, og.say("ask")));
    made.addEventListener("submit", (event) => { event.preventDefault(); ask(og.questionAddress(null, { sparql: area.value })); });
    area.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) made.requestSubmit(); });
    return made;
  }

  function show(term) {
    if (term.type !== "uri") return term.value;
    const fits = Object.entries(og.data.questions.prefixes).filter(([, iri]) => term.value.startsWith(iri)).sort((a, b) => b[1].length - a[1].length)[0];
    return fits ? `${fits[0]}:${term.value.slice(fits[1].length)}` : term.value;
  }
  function cell(term, links) {
    if (!term) return og.make("td", {});
    const text = show(term), address = links.get(term.value), words = og.data.terms[og.language];
    if (address) return og.make("td", {}, og.make("a", { href: address }, text));
    if (term.type === "literal" && Object.hasOwn(words, text)) return og.make("td", { title: text }, words[text]); // a term of the ontology
    return og.make("td", { class: /^\d[\d-]*$/.test(text) && "number" }, text);
  }
  function table(answer, links, columns) {
    const heads = answer.vars.map((name) => og.make("th", { scope: "col", title: columns[name] }, name.replaceAll("_", " ")));
    const body = og.make("tbody", {}), holder = og.make("div", { class: "answer", tabindex: "0", role: "region", "aria-label": og.say("found") },
      og.make("table", {}, og.make("thead", {}, og.make("tr", {}, heads)), body));
    const write = (start) => {
      for (const row of answer.rows.slice(start, start + BATCH)) body.append(og.make("tr", {}, row.map((term) => cell(term, links))));
      const left = answer.rows.length - start - BATCH;
      if (left > 0) {
        const more = og.make("button", { type: "button", onclick: () => { more.remove(); write(start + BATCH); } }, og.say("moreRows", og.count(left)));
        holder.append(more);
      }
    };
    write(0);
    return holder;
  }

  // Asks, and shows the answer or what is wrong; only the last question asked is answered.
  async function run(key, makeQuery, columns, status, result) {
    const mine = ++turn;
    try {
      if (!last || last.key !== key) {
        status.textContent = og.say(og.engineReady() ? "asking" : "preparing");
        await new Promise((done) => setTimeout(done, 30)); // so that this is seen: the page stands still while it answers
        await og.prepare();
        const query = await makeQuery(), start = performance.now(), answer = await og.ask(query);
        last = { key, query, answer, seconds: (performance.now() - start) / 1000, links: await og.links(answer) };
      }
      if (mine !== turn) return;
      const { answer, query, seconds, links } = last;
      status.textContent = answer.rows.length ? og.say("rows", og.count(answer.rows.length), og.decimal(seconds)) : og.say("noRows");
      result.replaceChildren(...(answer.rows.length ? [table(answer, links, columns)] : []));
      og.asked = { query, rows: answer.rows.length };
    } catch (error) {
      if (mine !== turn) return;
      last = null;
      status.textContent = error.message;
      status.className = "wrong";
      og.asked = { query: null, rows: null };
    }
  }

  function aside(chosen) {
    const items = og.data.questions.queries.map((named) => og.make("li", {}, og.make("a",
      { href: og.questionAddress(named.name), "aria-current": named.name === chosen && "page" }, titleOf(named))));
    const free = og.make("li", {}, og.make("a", { href: "#/query", "aria-current": !chosen && "page" }, "SPARQL"));
    const made = og.make("details", { class: "named" }, og.make("summary", {}, og.say("named")), og.make("ul", {}, items, free));
    made.open = !chosen || !matchMedia("(max-width: 760px)").matches;
    return made;
  }

  function sparqlOf(named, values) {
    const text = og.make("pre", {}), change = og.make("a", { class: "button", href: "#/query" }, og.say("edit"));
    const made = og.make("details", {}, og.make("summary", {}, "SPARQL"), og.make("p", { class: "soft", lang: "en" }, named.note), text, og.make("p", {}, change));
    made.addEventListener("toggle", async () => {
      text.textContent = await og.bind(named, values).catch(() => named.text); // what is wrong with a value is said above
      change.href = og.questionAddress(null, { sparql: text.textContent });
    });
    return made;
  }

  // Shows the question of an address, and asks it.
  og.showQuestions = ({ id, values }) => {
    const named = og.queries.get(id), free = values.get("sparql");
    const title = named ? titleOf(named) : og.say(id ? "unknownQuestion" : "askTitle");
    const status = og.make("p", { role: "status" }), result = og.make("div", {});
    const close = og.closeQuestions ? og.make("button", { type: "button", "aria-label": og.say("close"), onclick: og.closeQuestions }, "✕") : null;
    const parts = [og.make("div", { class: "top" }, og.make("h2", { id: "question-title", tabindex: "-1" }, title), close)];
    if (named) parts.push(form(named, values), status, result, sparqlOf(named, values));
    else if (!id) parts.push(freeForm(free || START), status, result);
    page.replaceChildren(aside(id), og.make("div", { class: "asked" }, parts));
    page.scrollTop = 0;
    document.title = title + " – ontograph";
    og.asked = null;
    turn++; // an answer that is still to come is to another question
    const key = JSON.stringify([id, ...values]);
    if (named) run(key, () => og.bind(named, values), named.columns, status, result);
    else if (!id && free) run(key, async () => free, {}, status, result);
  };

  // Questions about somebody: [title, address].
  og.questionsAbout = (kind, value) => og.data.questions.queries.flatMap((named) => {
    const param = named.params.find((one) => one.kind === kind.toLowerCase()) || named.params.find((one) => one.kind === "entity");
    return param ? [[titleOf(named), og.questionAddress(named.name, { [param.name]: value })]] : [];
  });
})((globalThis.og = globalThis.og || {}));
