// Keys that save a click; the pages are whole without them.
(() => {
  "use strict";
  const typing = (node) => node.closest("input, select, textarea, [contenteditable]");
  const marks = [...document.querySelectorAll(".gut a")];
  const lines = marks.length ? marks : [...document.querySelectorAll(".rec .meta a")];
  const step = (by) => {
    if (!lines.length) return;
    const here = lines.findIndex((a) => a === document.activeElement || a.ariaCurrent === "true");
    lines[Math.min(Math.max(here + by, 0), lines.length - 1)].focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const box = document.getElementById("ask") || document.getElementById("find");
      if (box) { event.preventDefault(); box.focus(); }
    } else if (event.key === "j") { step(1); } else if (event.key === "k") { step(-1); }
  });
})();
