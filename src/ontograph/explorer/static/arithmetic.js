// oxigraph before 0.5.12, and so its last build for browsers, reckons from the right: 4 - 2 - 1 is 3 there. A query in
// which that matters is refused, with what to write instead; better no answer than a wrong one.
(function (og) {
  "use strict";
  const TOKEN = /"{3}(?:\\.|(?!"{3}).)*"{3}|'{3}(?:\\.|(?!'{3}).)*'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>"{}|^`\\\s]*>|#[^\n]*|[?$]\w+|[\w.-]*:(?:\\.|[\w.%:-])*|@[\w-]+|\^\^|[\d.]+(?:[eE][+-]?\d+)?|\w+|[^\s\w]/gs;
  // What a token is: a name may be a step of a path or a function; a value takes part in reckoning.
  function kindOf(token) {
    if (/^(?:[?$"'\d]|\.\d)/.test(token) || /^(?:true|false)$/i.test(token)) return "value";
    if (/^<.+>$|:/.test(token) || /^\w/.test(token)) return "name";
    return token;
  }

  // The first sign that would be reckoned wrongly, with what stands before it; null where there is none.
  og.misreckoned = (query) => {
    const levels = [{}]; // one for each bracket that is open: what goes on in it
    let before = "", start = 0;
    for (const found of query.matchAll(TOKEN)) {
      const token = found[0], level = levels.at(-1);
      if (token.startsWith("#")) continue;
      const kind = kindOf(token);
      if (token === "(" || token === "{" || token === "[") {
        const call = token === "(" && before === "name";
        levels.push({ call, at: call ? start : found.index });
        before = "";
        continue;
      }
      if (token === ")" || token === "}" || token === "]") {
        if (levels.length > 1) levels.pop();
        const value = token === ")" && (level.value || level.call); // a path in brackets has no value in it
        if (value) {
          levels.at(-1).value = true;
          start = level.at;
        }
        before = value ? "value" : "";
        continue;
      }
      if (kind === "value") level.value = true;
      if (/^[-+*/]$/.test(token) && before === "value") { // else the sign of a number, or of a path
        if ((token === "-" || token === "+") && level.minus) return query.slice(level.from, found.index + 1);
        if ((token === "*" || token === "/") && level.over) return query.slice(level.from, found.index + 1);
        if (token === "-" || token === "+") Object.assign(level, { minus: token === "-", over: false, from: start });
        else Object.assign(level, { over: token === "/", from: level.minus ? level.from : start });
      } else if (kind !== "value" && kind !== "name" && !/^(?:[-+*/]|\^\^|@.*)$/.test(token)) Object.assign(level, { minus: false, over: false });
      else if (kind === "name" && before === "value" && token !== "^^") Object.assign(level, { minus: false, over: false }); // AS, IN, …
      if (kind === "value" || kind === "name") start = found.index;
      before = token.startsWith("@") ? before : kind;
    }
    return null;
  };
})((globalThis.og = globalThis.og || {}));
