// Keys that save a click; the pages are whole without them.
(() => {
  "use strict";
  const typing = (node) => node.closest("input, select, textarea, [contenteditable]");
  const marks = [...document.querySelectorAll(".gut a")];
  const lines = marks.length ? marks : [...document.querySelectorAll(".rec .meta a:first-of-type, .claimed .meta a:first-of-type, .com .plain")];
  const places = { n: "/", e: "/events", t: "/statements", f: "/facts", c: "/commitments", m: "/meetings", y: "/stories", s: "/sources" };
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
    if (told > box.max) return;
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
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const went = going;
    going = false;
    if (went && places[event.key]) { location.assign(places[event.key]); return; }
    if (event.key === "/") {
      const box = document.getElementById("ask") || document.getElementById("find");
      if (box) { event.preventDefault(); box.focus(); }
    } else if (event.key === "g") { going = true; }
    else if (event.key === "j") { step(1); } else if (event.key === "k") { step(-1); }
    else if (event.key === "o" && lines.includes(document.activeElement)) { document.activeElement.click(); }
    else if (event.key === "[") { day(-1); } else if (event.key === "]") { day(1); }
    else if (event.key === "c") { show("cite"); } else if (event.key === ".") { show("data"); }
    else if (event.key === "?") { location.assign("/keys"); }
  });
})();
