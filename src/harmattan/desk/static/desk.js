// Better with it, whole without it: rows open a sheet, keys move among them. Nothing of a page is run or written as markup
// but what this server rendered and escaped itself.
"use strict";
(() => {
  const sheet = document.getElementById("sheet");
  const rows = () => [...document.querySelectorAll("[data-rows] [data-href]")];
  let at = -1;
  let asked = 0;

  const select = (index) => {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, index));
    all.forEach((row, i) => row.toggleAttribute("data-at", i === at));
    all.forEach((row, i) => (i === at ? row.setAttribute("aria-selected", "true") : row.removeAttribute("aria-selected")));
    all[at].querySelector("a")?.focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
    if (sheet?.open) open(all[at].dataset.href);
  };

  const open = async (href) => {
    if (!sheet) return;
    const mine = ++asked;
    const address = new URL(href, location.href);
    if (address.origin !== location.origin) return;
    address.searchParams.set("part", "1");
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    if (!answer.ok || mine !== asked) { if (!answer.ok) location.href = href; return; }
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    const close = document.createElement("button");
    close.className = "close";
    close.textContent = "Close";
    close.addEventListener("click", () => sheet.close());
    sheet.replaceChildren(close, ...made.body.childNodes);
    if (!sheet.open) sheet.showModal();
    sheet.scrollTop = 0;
    document.dispatchEvent(new CustomEvent("sheet", { detail: href }));
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const row = event.target.closest("[data-rows] [data-href]");
    const link = event.target.closest("a, button, input, label, summary");
    if (row && (!link || link.classList.contains("act"))) {
      if (getSelection()?.toString()) return;
      event.preventDefault();
      at = rows().indexOf(row);
      open(row.dataset.href);
    }
    if (event.target === sheet) sheet.close();
  });

  // What is dear to make comes after the page has been shown; without this its place holds a link.
  const fill = async (place) => {
    const answer = await fetch(place.dataset.fill, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (made.body.children.length) place.replaceChildren(...made.body.childNodes);
  };
  document.querySelectorAll("[data-fill]").forEach(fill);

  const help = () => {
    let box = document.querySelector("dialog.keys");
    if (!box) {
      box = document.createElement("dialog");
      box.className = "keys";
      box.setAttribute("aria-label", "Keys");
      const keys = [["/", "to the query line"], ["j k", "next and previous row"], ["Enter", "open the row"], ["Esc", "close"], ["?", "these keys"]];
      document.querySelectorAll("[data-key]").forEach((one) => keys.push([one.dataset.key, one.dataset.keyName || one.textContent.trim()]));
      const list = document.createElement("dl");
      keys.forEach(([key, what]) => {
        const term = document.createElement("dt");
        key.split(" ").forEach((one) => { const k = document.createElement("kbd"); k.textContent = one; term.append(k, " "); });
        const told = document.createElement("dd");
        told.textContent = what;
        list.append(term, told);
      });
      const title = document.createElement("h2");
      title.textContent = "Keys";
      const close = document.createElement("button");
      close.textContent = "Close";
      close.addEventListener("click", () => box.close());
      box.append(title, list, close);
      document.body.append(box);
    }
    box.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/") { const line = document.getElementById("q"); if (line) { event.preventDefault(); line.focus(); line.select(); } }
    else if (event.key === "?") { event.preventDefault(); help(); }
    else if (event.key === "j") select(at + 1);
    else if (event.key === "k") select(at - 1);
    else if (event.key === "Enter" && at >= 0 && !event.target.closest("a, button, summary")) open(rows()[at]?.dataset.href);
  });
})();
