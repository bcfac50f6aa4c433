/* Fetches the page's script once its text is painted, so that nothing competes with the text. A page whose script
   changes what is seen names it as usual instead. Inline, and the same on every page: one digest stands for it. */
(function () {
  "use strict";
  var address = document.currentScript.dataset.late;
  function load() {
    if (!address) return;
    var script = document.createElement("script");
    script.src = address;
    address = null;
    document.head.appendChild(script);
  }
  // Where the browser does not tell of its paints, or does not paint yet (a tab in the background).
  window.addEventListener("load", function () {
    setTimeout(load, 1000);
  });
  try {
    new PerformanceObserver(load).observe({ type: "paint", buffered: true });
  } catch (error) {
    return;
  }
})();
