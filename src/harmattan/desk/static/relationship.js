// Draws the chart of a relationship anew in the browser, so that it tells what is under the pointer, opens the events of
// a bar and shows a part. The drawing that stands there already stays if anything fails.
"use strict";
(() => {
  const figure = document.querySelector("[data-chart]");
  if (!figure) return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const told = figure.querySelector("img").alt;
  let live = null;
  let wide = 0;
  let asked = 0;

  const loaded = () => new Promise((done, failed) => {
    if (window.vegaEmbed) { done(); return; }
    const script = document.createElement("script");
    script.src = figure.dataset.vega;
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });

  const inner = () => {
    const style = getComputedStyle(figure);
    return Math.floor(figure.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)) - 14;
  };

  const draw = async () => {
    const mine = ++asked;
    wide = inner();
    const address = new URL(figure.dataset.chart, location.href);
    address.searchParams.set("theme", dark.matches ? "dark" : "light");
    address.searchParams.set("width", String(Math.max(240, Math.min(2000, wide))));
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (!answer.ok || mine !== asked) return;
    const spec = await answer.json();
    const box = document.createElement("div");
    box.className = "live";
    // With ast expressions are read and not compiled: the policy of these pages lets nothing be compiled.
    const made = await window.vegaEmbed(box, spec, {
      ast: true, actions: false, defaultStyle: false, renderer: "canvas", tooltip: { disableDefaultStyle: true },
    });
    if (mine !== asked) { made.finalize(); return; }
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", told);
    const old = figure.querySelector(".live, picture");
    live?.finalize();
    live = made;
    old.replaceWith(box);
    figure.querySelector(".live-only").hidden = false;
  };

  const start = () => loaded().then(draw).catch((error) => console.info("the chart stays a drawing:", error));
  dark.addEventListener("change", () => { if (live) draw(); });
  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (live && Math.abs(inner() - wide) > 20) draw(); }, 200);
  });
  start();
})();
