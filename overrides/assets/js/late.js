/* What can wait until the page's text is painted, so that nothing competes with the text: its script is fetched then, and
   what lies out of sight is laid out, a section a frame (unless the reader arrives in the middle of the page). A page
   whose script changes what is seen names it as usual instead; until it has run, or failed to come, what it will show has
   its place. Inline, and the same everywhere: one digest stands for it. */
(function () {
  "use strict";
  var root = document.documentElement;
  var address = document.currentScript.dataset.late;
  var visit = performance.getEntriesByType("navigation")[0];
  if (!address) {
    root.classList.add("awaiting");
    // Scripts that are deferred run before this event.
    document.addEventListener("DOMContentLoaded", function () {
      root.classList.remove("awaiting");
    });
    return;
  }
  function layOut() {
    var below = root.querySelector(".first article > section ~ section:not([style]), .first .foot:not([style])");
    if (!below) return root.classList.remove("first");
    below.style.contentVisibility = "visible";
    requestAnimationFrame(layOut);
  }
  function painted() {
    if (!address) return;
    layOut();
    var script = document.createElement("script");
    script.src = address;
    address = null;
    document.head.appendChild(script);
  }
  // Where the browser does not tell of its paints, or does not paint yet (a tab in the background).
  window.addEventListener("load", function () {
    setTimeout(painted, 2000);
  });
  try {
    new PerformanceObserver(painted).observe({ type: "paint", buffered: true });
  } catch (error) {
    return;
  }
  if (visit && visit.type === "navigate" && visit.name.indexOf("#") < 0) root.classList.add("first");
})();
