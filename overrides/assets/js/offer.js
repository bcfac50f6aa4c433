/* Remember the language that the reader chooses, and offer theirs on a page in another one: a line at the lower edge, so
   that nothing moves, until it is dismissed once. Its words stand in the language menu, with their languages. */
(function () {
  "use strict";
  var device = window.EndingWellDevice;
  var links = [].slice.call(document.querySelectorAll("header [data-languages] a"));
  var template = document.getElementById("offer");
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-languages] a");
    if (link) device.set("language", link.hreflang);
  });
  if (!template || device.get("offer")) return;
  var code = window.EndingWellChoice(
    links.map(function (link) {
      return link.hreflang;
    })
  );
  var link = links.filter(function (link) {
    return link.hreflang === code && !link.hasAttribute("aria-current");
  })[0];
  if (!link) return;
  var offer = template.content.firstElementChild.cloneNode(true);
  var chosen = offer.querySelector("a");
  var close = offer.querySelector("button");
  offer.lang = chosen.hreflang = code;
  offer.dir = link.dataset.dir;
  chosen.href = link.href;
  chosen.textContent = link.dataset.offer;
  close.setAttribute("aria-label", link.dataset.dismiss);
  close.addEventListener("click", function () {
    device.set("offer", "dismissed");
    offer.remove();
    document.documentElement.classList.remove("offered");
  });
  template.parentNode.insertBefore(offer, template);
  document.documentElement.classList.add("offered");
})();
