/* A door opens: in the reader's language if it has it, else in the first, the site's own. The fragment of a section that went
   elsewhere leads there; otherwise the door's own fragment counts before the reader's, who may bring answers in it. */
(function () {
  var links = document.querySelectorAll("a[lang]");
  var codes = [].map.call(links, function (a) {
    return a.lang;
  });
  var at = codes.indexOf(EndingWellChoice(codes));
  var link = document.getElementById(location.hash.slice(1)) || links[Math.max(at, 0)];
  link.search = location.search;
  if (!link.hash) link.hash = location.hash;
  if (location.protocol === "file:") link.pathname += "index.html";
  location.replace(link.href);
})();
