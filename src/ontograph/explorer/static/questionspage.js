// The page of questions by itself, as a server gives it.
(function (og) {
  "use strict";
  const show = () => og.showQuestions(og.questionPlace(location.hash) || { id: null, values: new Map() });
  document.getElementById("language").addEventListener("click", () => {
    og.setLanguage(og.language === "fr" ? "en" : "fr");
    og.sayAll();
    show();
  });
  window.addEventListener("hashchange", () => { show(); document.getElementById("question-title").focus({ preventScroll: true }); });
  const explorer = document.getElementById("explorer");
  explorer.hidden = og.data.questions.explorer === null;
  explorer.href = og.data.questions.explorer || "";
  og.sayAll();
  show();
  og.ready = performance.now();
})((globalThis.og = globalThis.og || {}));
