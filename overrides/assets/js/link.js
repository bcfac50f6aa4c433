/* The links beside headings and results: a small dialog offers the link that opens in each reader's language, the one in
   this language, and the device's share sheet. Without a script, or without dialogs, they lead to their section. */
(function () {
  "use strict";
  var dialog = document.getElementById("link");
  if (!dialog || !dialog.showModal) return;
  var page = dialog.dataset;
  var links = {};
  var title;

  // The public address where a file is read, else the address where the site lies.
  var root = location.protocol === "file:" ? page.site : new URL(page.root + "/", location.href).href;
  function open(fragment, door, heading) {
    var here = location.protocol === "file:" ? document.querySelector("link[rel=canonical]").href : location.href;
    links.everyone = root + "go/" + (door ? fragment.slice(1) + "/" : page.page + "/" + fragment);
    links.language = here.split(/[?#]/)[0] + fragment;
    title = heading;
    dialog.querySelector("h2").textContent = heading;
    dialog.showModal();
  }
  function send(act) {
    dialog.close();
    var link = links[act] || links.everyone;
    if (act === "share") navigator.share({ title: title, url: link }).catch(function () {});
    else document.dispatchEvent(new CustomEvent("copy-text", { detail: [link, dialog.dataset.copied] }));
  }
  dialog.querySelector("[data-link=share]").hidden = !navigator.share;
  dialog.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (event.target === dialog) dialog.close(); // the backdrop
    else if (button && button.dataset.link) send(button.dataset.link);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-copy-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // A result brings its fragment, the reader's answers; a page's own heading has none.
    var kind = link.dataset.copyLink;
    var fragment = kind === "result" ? link.dataset.fragment : kind === "page" ? "" : link.hash;
    open(fragment, kind === "door", link.closest("section, article").querySelector("h1, h2").textContent);
  });
})();
