// The map moves: wheel, drag, two fingers, + and -. Without this it is whole too; regions and countries are links.
"use strict";
(() => {
  const CLOSEST = 24;
  const STEP = 1.6;
  const FINE = 2.5; // from here on the lines of the sheet are seen to be coarse

  const live = (frame) => {
    const svg = frame.querySelector("svg");
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    const marks = [...svg.querySelectorAll(".at")].map((node) => [node, node.getAttribute("transform")]);
    const hatches = [...svg.querySelectorAll("pattern")].map((node) => [node, node.getAttribute("patternTransform")]);
    let [x, y, zoom, drawn, fine] = [0, 0, 1, 0, false];
    frame.classList.add("live");

    // Symbols and names keep their size on the screen; on a small one they shrink less than the land does.
    const draw = () => {
      drawn = 0;
      x = Math.min(Math.max(x, 0), width - width / zoom);
      y = Math.min(Math.max(y, 0), height - height / zoom);
      svg.setAttribute("viewBox", `${x} ${y} ${width / zoom} ${height / zoom}`);
      const small = Math.max(1, Math.min(1.9, (0.75 * width) / svg.clientWidth));
      const scale = (small / zoom).toFixed(4);
      marks.forEach(([node, at]) => node.setAttribute("transform", `${at} scale(${scale})`));
      hatches.forEach(([node, turned]) => node.setAttribute("patternTransform", `${turned} scale(${scale})`));
      frame.classList.toggle("near", zoom > 1);
      if (zoom > FINE && !fine) refine();
    };
    const refine = async () => {
      fine = true;
      const told = [...svg.querySelectorAll("[data-code]")];
      const asked = new URLSearchParams({ region: frame.dataset.map, codes: told.map((one) => one.dataset.code).join(",") });
      const answer = await fetch(`/map/ground?${asked}`, { headers: { accept: "application/json" } });
      if (!answer.ok) return;
      const paths = await answer.json();
      for (const name of ["land", "lake", "disputed"]) svg.querySelector(`.${name}`).setAttribute("d", paths[name]);
      svg.querySelector(".border:not(.disputed)").setAttribute("d", paths.border);
      told.forEach((one) => { const d = paths.shapes[one.dataset.code]; if (d) one.setAttribute("d", d); });
    };
    const later = () => { drawn ||= requestAnimationFrame(draw); };

    const at = (event) => {
      const box = svg.getBoundingClientRect();
      return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    };
    const to = (next, [h, v] = [0.5, 0.5]) => {
      const wanted = Math.min(CLOSEST, Math.max(1, next));
      x += (h * width) / zoom - (h * width) / wanted;
      y += (v * height) / zoom - (v * height) / wanted;
      zoom = wanted;
      later();
    };

    svg.addEventListener("wheel", (event) => {
      const next = zoom * Math.exp(-event.deltaY / (event.deltaMode ? 20 : 400));
      if (next <= 1 && zoom === 1) return; // the page scrolls on
      event.preventDefault();
      to(next, at(event));
    }, { passive: false });

    const fingers = new Map();
    let moved = 0;
    const spread = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY); };
    const middle = () => { const [a, b] = [...fingers.values()]; return { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }; };
    svg.addEventListener("pointerdown", (event) => { if (!event.button) { if (!fingers.size) moved = 0; fingers.set(event.pointerId, event); } });
    addEventListener("pointermove", (event) => {
      const last = fingers.get(event.pointerId);
      if (!last) return;
      if (fingers.size === 2) {
        const before = spread();
        fingers.set(event.pointerId, event);
        moved = 99;
        if (before) to((zoom * spread()) / before, at(middle()));
        return;
      }
      fingers.set(event.pointerId, event);
      if (zoom === 1) return;
      const box = svg.getBoundingClientRect();
      moved += Math.abs(event.clientX - last.clientX) + Math.abs(event.clientY - last.clientY);
      if (moved < 4) return;
      frame.classList.add("held");
      x -= ((event.clientX - last.clientX) / box.width) * (width / zoom);
      y -= ((event.clientY - last.clientY) / box.height) * (height / zoom);
      later();
    });
    const off = (event) => { fingers.delete(event.pointerId); if (!fingers.size) frame.classList.remove("held"); };
    addEventListener("pointerup", off);
    addEventListener("pointercancel", off);
    svg.addEventListener("click", (event) => { if (moved >= 4) event.preventDefault(); }, true);
    svg.addEventListener("dragstart", (event) => event.preventDefault());

    const keys = { "+": () => to(zoom * STEP), "=": () => to(zoom * STEP), "-": () => to(zoom / STEP), "0": () => to(1) };
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
      const way = ways[event.key];
      if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
      else if (way && zoom > 1 && frame.contains(event.target)) {
        event.preventDefault();
        x += (way[0] * width) / zoom / 6;
        y += (way[1] * height) / zoom / 6;
        later();
      }
    });

    // A symbol that gets the focus beside the part that is shown is brought into it.
    frame.addEventListener("focusin", (event) => {
      const node = event.target.closest("a")?.querySelector(".at");
      const place = node && marks.find(([one]) => one === node)[1].match(/-?[\d.]+/g).map(Number);
      if (!place || zoom === 1 || moved) { moved = 0; return; }
      if (place[0] > x && place[0] < x + width / zoom && place[1] > y && place[1] < y + height / zoom) return;
      x = place[0] - width / zoom / 2;
      y = place[1] - height / zoom / 2;
      later();
    });

    const box = document.createElement("div");
    box.className = "zoom";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Zoom");
    [["+", "+", "closer"], ["−", "-", "further away"], ["⤢", "0", "the whole sheet"]].forEach(([text, key, name]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.title = `${name} (${key})`;
      button.setAttribute("aria-label", name);
      button.dataset.key = key;
      button.dataset.keyName = `map: ${name}`;
      button.addEventListener("click", () => keys[key]());
      box.append(button);
    });
    frame.append(box);
    addEventListener("resize", later);
    draw();
  };

  document.querySelectorAll("[data-map]").forEach(live);
})();
