/* The single-file copy: one page at a time, the one that the fragment names; `#everything` shows all, to print.
   Pages that are not shown can still be found by the browser's own search ("until-found"). */
(function () {
  "use strict";
  var pages = Array.prototype.slice.call(document.querySelectorAll("[data-page]"));
  var everything = document.getElementById("everything");
  var path = document.querySelector("main > .path");
  var canonical = document.querySelector("link[rel=canonical]");
  var newest = document.querySelector("[data-newest]");
  var home = canonical.href;
  var languages = document.querySelectorAll("[data-languages] a");
  var site = document.title;
  document.querySelector(".search-open").hidden = false;
  var places = {}; // how far down each address was read
  var current = null;
  var last = null;
  var pressed = false;
  var settled = false; // heights change until fonts have come: places are not kept before

  languages.forEach(function (link) {
    link.dataset.home = link.href;
  });
  function hide(element, yes) {
    if (yes) element.setAttribute("hidden", "until-found");
    else element.removeAttribute("hidden");
  }
  // A tool is in the document only while its page is shown: letters have the same ids, and fields the same names.
  function openTool(page) {
    var slot = page.querySelector("[data-later], #calculator");
    if (!slot) return;
    if (slot.kept) slot.appendChild(slot.kept);
    if (slot.unpack) slot.unpack();
    if (slot.unpack) EndingWell.letter(slot.closest("article"));
    slot.kept = slot.unpack = null;
    hideText(page, true);
  }
  function closeTool(page) {
    var slot = page.querySelector("[data-later], #calculator");
    if (!slot || !slot.firstChild) return;
    slot.kept = document.createDocumentFragment();
    while (slot.firstChild) slot.kept.appendChild(slot.firstChild);
    hideText(page, false);
  }
  // A letter as plain text, for readers without a script and for printing everything.
  function hideText(page, yes) {
    var text = page.querySelector("[data-static]");
    if (text) text.hidden = yes;
  }
  // The texts of a letter have addresses of their own, such as #hand-over/chat.
  function chooseChannel(page, channel) {
    var select = page.querySelector("[name=channel]");
    if (!select || !/^(email|chat|call)$/.test(channel)) return;
    select.value = channel;
    select.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function wanted() {
    var id = location.hash.slice(1);
    // Results of the search that are whole pages are addressed by name, such as #/letters/hand-over.
    if (id[0] === "/")
      return pages
        .filter(function (page) {
          return page.dataset.page === (id.slice(1) + "/").replace(/^index\/$|index\/$/, "");
        })
        .map(function (page) {
          return page.querySelector("h1");
        })[0];
    return document.getElementById(/^a=/.test(id) ? "checklist" : id);
  }
  // The fragment of a page: its main heading's id or, where a form has the page's id, the form's.
  function idOf(page) {
    return "#" + page.querySelector("h1[id], form[id]").id;
  }
  function show(event) {
    var target = wanted();
    var all = target === everything;
    var page = all ? null : (target && target.closest("[data-page]")) || pages[0];
    pages.forEach(function (other) {
      if (other !== page) closeTool(other);
      hide(other, !all && other !== page);
    });
    if (page && page !== last) openTool(page);
    if (all) openTool(document.querySelector(".page-calculator"));
    last = page;
    everything.hidden = !all;
    document.querySelectorAll(".page-path details").forEach(function (list) {
      list.open = all;
    });
    var own = page && idOf(page);
    document.querySelectorAll(".head .sheet li a[href^='#'], main > .path a").forEach(function (link) {
      if (page && link.getAttribute("href") === own) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    path.hidden = !path.querySelector("[aria-current]");
    document.title = page && page !== pages[0] ? page.querySelector("h1").textContent + " · " + site : site;
    canonical.href = newest.href = home + (page ? page.dataset.page : "");
    if (page) chooseChannel(page, location.hash.split("/")[1]);
    current = location.hash;
    if (event && event.type === "beforematch") return; // the browser scrolls to what it has found
    if (!pressed && places[current]) scrollTo(0, places[current]);
    else if (!page || !target || target.tagName === "H1" || "#" + target.id === own || !page.contains(target)) scrollTo(0, 0);
    else (target.closest("[data-static][hidden]") ? document.getElementById("email") : target).scrollIntoView();
    pressed = false;
  }
  // A link to another language: the copy beside this one where nothing else can be reached, else the public page.
  function lead(event) {
    var link = event.target.closest && event.target.closest("[data-languages] a");
    if (!link) return;
    var place = link.hash;
    if (link.getAttribute("hreflang") === document.documentElement.lang) link.href = location.hash || "#home";
    else if (location.protocol === "file:" && navigator.onLine === false)
      link.href = location.href.split("#")[0].replace(/-[a-z]+(\.html?)$/, "-" + link.hreflang + "$1") + (place || location.hash);
    else link.href = link.dataset.home + (last ? last.dataset.page : "") + place.replace(/^#.*\//, "#");
  }
  ["pointerdown", "click", "auxclick", "contextmenu", "focusin"].forEach(function (type) {
    document.addEventListener(type, lead);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (!link) return;
    pressed = true;
    if (link.closest("[data-menu]")) link.closest("[data-menu]").open = false;
    if (link.hash === location.hash) show();
  });
  document.addEventListener("scroll", function () {
    if (settled && location.hash === current) places[current] = window.scrollY;
  });
  // The browser's own search has found words on a page that is not shown (or it follows a fragment: see show).
  document.addEventListener("beforematch", function (event) {
    if (event.target.contains(wanted())) return;
    history.replaceState(null, "", idOf(event.target));
    show(event);
  });
  window.addEventListener("hashchange", show);
  window.addEventListener("load", function () {
    show(); // the browser has followed the fragment once more
    Promise.resolve(document.fonts && document.fonts.ready).then(function () {
      show();
      settled = true;
    });
  });
  show();
})();
