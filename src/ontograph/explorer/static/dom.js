// What every page begins with: its data, elements, letters as people type them.
(function (og) {
  "use strict";
  og.data = JSON.parse(document.getElementById("data").textContent);

  // Letters as people type them: no accents, no case, one space.
  og.fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’'\-‐‑–.\s]+/g, " ").trim();

  // Makes an element; strings become text, never markup.
  og.make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name === "onclick") element.addEventListener("click", value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  };

  // Says the words of the page itself, in the language chosen.
  og.sayAll = () => {
    document.documentElement.lang = og.language;
    for (const element of document.querySelectorAll("[data-say]")) element.textContent = og.say(element.dataset.say);
    for (const element of document.querySelectorAll("[data-say-label]")) element.setAttribute("aria-label", og.say(element.dataset.sayLabel));
    const language = document.getElementById("language");
    language.textContent = og.say("language");
    language.lang = og.say("languageCode");
  };
})((globalThis.og = globalThis.og || {}));
