/* Opens the search: by its button, and by a fragment #q=… in the address. The search
   itself and the index are fetched now, as scripts, which work from file:// too; a copy in one file holds them already. */
(function () {
  "use strict";
  var template = document.querySelector("[data-search-box]");
  if (template) template.replaceWith(template.content);
  var dialog = document.getElementById("search");
  var button = document.querySelector("[data-search]");
  if (!dialog || !dialog.showModal) return;
  var input = dialog.querySelector("input");
  var asked = false;
  function ready() {
    var search = window.EndingWellSearch;
    if (search && search.box && search.index) search.box(dialog);
    return search && search.index;
  }
  function load() {
    if (asked) return;
    asked = true;
    if (ready()) return;
    [dialog.dataset.code, dialog.dataset.index].forEach(function (address) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = ready;
      script.onerror = function () {
        location.href = button.form.action;
      };
      document.head.appendChild(script);
    });
  }
  function open(event) {
    if (event) event.preventDefault();
    load();
    if (!dialog.open) dialog.showModal();
    input.focus();
  }
  function shared() {
    if (location.hash.slice(0, 3) !== "#q=") return;
    try {
      input.value = decodeURIComponent(location.hash.slice(3).replace(/\+/g, " ")).slice(0, 200);
    } catch (error) {
      return; // not an address that the search wrote
    }
    open();
    input.dispatchEvent(new Event("input"));
  }
  button.addEventListener("pointerdown", load);
  button.addEventListener("focus", load);
  button.addEventListener("click", open);
  // Until the search is there, Enter does nothing: a form that is sent would show the query to the server.
  dialog.querySelector("form").addEventListener("submit", function (event) {
    event.preventDefault();
  });
  window.addEventListener("hashchange", shared);
  shared();
})();
