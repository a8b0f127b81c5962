// Keys of the review page: each presses what is on the page anyway. Accepting and rejecting wait until the words are in view.
"use strict";
(() => {
  const words = () => document.querySelector("#looked-at .context");

  // The evidence of the event, whole.
  const seen = () => {
    const marks = [...(words()?.querySelectorAll("mark.evidence, mark.trigger") ?? [])];
    return marks.length > 0 && marks.every((mark) => {
      const box = mark.getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight;
    });
  };

  const press = (one) => {
    if (one.closest("[data-visible]") && !seen()) { words()?.querySelector("mark.trigger")?.scrollIntoView({ block: "center" }); return; }
    if (one.matches("summary")) {
      const box = one.parentElement;
      document.querySelectorAll("details.correct[open]").forEach((other) => { if (other !== box) other.open = false; });
      box.open = !box.open;
      if (box.open) { box.scrollIntoView({ block: "nearest" }); box.querySelector("select, input:not([type=hidden])")?.focus(); }
    } else one.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const one = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!one) return;
    event.preventDefault();
    event.stopPropagation();
    press(one);
  }, true);
})();
