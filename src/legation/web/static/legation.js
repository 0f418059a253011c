// Keys that save a click; the pages are whole without them.
(() => {
  "use strict";
  const typing = (node) => node.closest("input, select, textarea, [contenteditable]");
  const marks = [...document.querySelectorAll(".gut a")];
  const lines = marks.length ? marks : [...document.querySelectorAll(".rec .meta a:first-of-type, .claimed .meta a:first-of-type, .com .plain")];
  const places = { h: "/", n: "/new", t: "/timeline", e: "/events", w: "/statements", f: "/facts", c: "/commitments", m: "/meetings", y: "/stories", q: "/questions", p: "/map", s: "/sources", d: "/diff" };
  if (matchMedia("(max-width: 760px)").matches) {
    document.querySelectorAll("details.side-col").forEach((part) => part.removeAttribute("open"));
  }
  let going = false;
  const step = (by) => {
    if (!lines.length) return;
    const here = lines.findIndex((a) => a === document.activeElement || a.ariaCurrent === "true");
    lines[Math.min(Math.max(here + by, 0), lines.length - 1)].focus();
  };
  const day = (by) => {
    const box = document.getElementById("known");
    if (!box) return;
    const at = new Date((box.value || box.max) + "T00:00:00Z");
    at.setUTCDate(at.getUTCDate() + by);
    const told = at.toISOString().slice(0, 10);
    if (told > (box.max || new Date().toISOString().slice(0, 10))) return;
    box.value = told;
    box.form.requestSubmit();
  };
  const show = (id) => {
    const part = document.getElementById(id);
    if (!part) return;
    part.tabIndex = -1;
    part.focus();
    part.scrollIntoView();
  };
  // Where a record comes from: shown after a moment beside what points to it, kept until Escape.
  const card = document.createElement("aside");
  card.className = "hover";
  card.hidden = true;
  card.setAttribute("aria-label", "Where it comes from");
  document.body.append(card);
  const kept = new Map();
  let waiting = 0;
  const of = (node) => {
    const link = node.closest && node.closest("a[href]");
    if (!link || link.closest(".gut, aside.hover, .top, .foot")) return null;
    const found = /^\/record\/([a-z][0-9a-f]+)$|[?&]pin=([a-z][0-9a-f]+)/.exec(link.getAttribute("href"));
    return found && (found[1] || found[2]);
  };
  const close = () => { clearTimeout(waiting); card.hidden = true; };
  const open = async (id) => {
    if (!kept.has(id)) {
      const answer = await fetch("/card/" + id);
      if (!answer.ok) return;
      kept.set(id, await answer.text());
    }
    card.innerHTML = kept.get(id);
    card.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
    card.hidden = false;
  };
  const soon = (event) => {
    if (event.target.closest && event.target.closest("aside.hover")) { clearTimeout(waiting); return; }
    const id = of(event.target);
    clearTimeout(waiting);
    if (id) waiting = setTimeout(open, 150, id);
    else if (!card.hidden) waiting = setTimeout(close, 600);
  };
  document.addEventListener("mouseover", soon);
  document.addEventListener("focusin", soon);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const went = going;
    going = false;
    if (went && places[event.key]) {
      const seen = new URLSearchParams(location.search).get("view");
      location.assign(places[event.key] + (seen ? "?view=" + encodeURIComponent(seen) : ""));
      return;
    }
    if (event.key === "/") {
      const box = document.getElementById("ask") || document.getElementById("find");
      if (box) { event.preventDefault(); box.focus(); }
    } else if (event.key === "g") { going = true; }
    else if (event.key === "j") { step(1); } else if (event.key === "k") { step(-1); }
    else if (event.key === "o" && lines.includes(document.activeElement)) { document.activeElement.click(); }
    else if (event.key === "[") { day(-1); } else if (event.key === "]") { day(1); }
    else if (event.key === "v") {
      const box = document.getElementById("view");
      if (box) { event.preventDefault(); box.closest("details").open = true; box.focus(); }
    } else if (event.key === "l") {
      const chip = document.querySelector("#layers a");
      if (chip) chip.focus();
    } else if ("axesnu".includes(event.key)) {
      const chosen = document.querySelector(`main [data-key="${event.key}"]`);
      if (chosen) { event.preventDefault(); chosen.click(); }
    } else if (event.key === "c") { show("cite"); } else if (event.key === ".") { show("data"); }
    else if (event.key === "?") { location.assign("/keys"); }
  });
})();
