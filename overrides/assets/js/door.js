/* A door opens: in the reader's language if it has it, else in the page's own. The fragment of a section that went
   elsewhere leads there; otherwise the door's own fragment counts before the reader's, who may bring answers in it. */
(function () {
  var links = document.querySelectorAll("a[hreflang]");
  var codes = [].map.call(links, function (a) {
    return a.hreflang;
  });
  var at = codes.indexOf(EndingWellChoice(codes) || document.documentElement.lang);
  var link = document.getElementById(location.hash.slice(1)) || links[Math.max(at, 0)];
  link.search = location.search;
  if (!link.hash) link.hash = location.hash;
  if (location.protocol === "file:") link.pathname += "index.html";
  location.replace(link.href);
})();
