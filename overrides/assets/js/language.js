/* Language links keep the reader's place: the fragment of the address or, once scrolled on, the section in view.
   On the page for addresses that do not exist, keep the language that the address or the browser asks for. */
(function () {
  "use strict";
  function visible(element) {
    var box = element.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  }
  function place() {
    var hash = location.hash;
    var target = hash.length > 1 && document.getElementById(hash.slice(1));
    var section = target && (target.closest("section") || target);
    if (hash.length > 1 && (!section || visible(section))) return hash;
    var sections = document.querySelectorAll("section[aria-labelledby]");
    var here = "";
    for (var i = 0; i < sections.length; i++) {
      if (sections[i].closest("[hidden]")) continue;
      if (sections[i].getBoundingClientRect().top > window.innerHeight / 3) break;
      here = "#" + sections[i].getAttribute("aria-labelledby");
    }
    return here || hash; // at the top of the page nothing has been read since the fragment was followed
  }
  function keep(event) {
    var link = event.target.closest && event.target.closest("[data-languages] a");
    if (link) link.href = link.href.split("#")[0] + place();
  }
  // Every way to follow a link begins with one of these, the long press and the middle button too.
  ["pointerdown", "click", "auxclick", "contextmenu", "focusin"].forEach(function (type) {
    document.addEventListener(type, keep);
  });

  var missing = document.querySelector("[data-not-found]");
  if (missing) {
    var articles = Array.prototype.slice.call(missing.children);
    var codes = articles.map(function (article) {
      return article.lang;
    });
    var asked = codes.filter(function (code) {
      return location.pathname.split("/").indexOf(code) >= 0;
    })[0];
    var match = articles[codes.indexOf(asked || window.EndingWellChoice(codes))];
    if (match) {
      articles.forEach(function (article) {
        if (article !== match) article.remove();
      });
      document.documentElement.lang = match.lang;
      document.documentElement.dir = match.dir;
      document.title = match.querySelector("h1").textContent + " · " + match.querySelector(".name").textContent.trim();
    }
  }
})();
