/* The search's window: results while one types, arrow keys between field and results, the query in the address as
   #q=…, which no server sees. Results are links in a list, not options of a listbox: a link can be opened in a new tab,
   and touch screen readers, for which a listbox's moving highlight does not exist, read it as what it is. */
(function () {
  "use strict";
  var search = (window.EndingWellSearch = window.EndingWellSearch || {});

  var AT_ONCE = 3; // results written with the keystroke; the others, lower on the screen, after it has been painted

  // Where a result lies, below the language's home page; without a home: inside this one document.
  function address(home, result) {
    if (!home) return "#" + (result.section || "/" + result.page);
    var path = result.page === "index" ? "" : result.page.replace(/\/index$/, "") + "/";
    if (location.protocol === "file:") path += "index.html";
    return home + path + (result.section && "#" + result.section);
  }

  // The nodes of the last keystroke are written over: only a new element costs the browser a style.
  function write(element, pieces) {
    pieces.forEach(function (piece, i) {
      var node = element.childNodes[i] || null;
      if (!node || node.nodeName !== (piece[1] ? "MARK" : "#text"))
        node = element.insertBefore(piece[1] ? document.createElement("mark") : document.createTextNode(""), node);
      if (node.textContent !== piece[0]) node.textContent = piece[0];
    });
    while (element.childNodes.length > pieces.length) element.lastChild.remove();
  }

  search.box = function (dialog) {
    var engine = search.open(search.index, document.documentElement.lang);
    var input = dialog.querySelector("input");
    var list = dialog.querySelector("ol");
    var status = dialog.querySelector("[role=status]");
    var home = dialog.dataset.addresses === "single" ? "" : new URL(".", new URL(dialog.dataset.root, location.href)).href;
    var before = ""; // the fragment that the address had when the search was opened
    var timer;
    var frame;
    var numerals = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false });
    search.box = function () {}; // once a page

    function item() {
      var line = document.createElement("li");
      line.innerHTML = "<a><b></b> <small></small> <span></span></a>";
      return list.appendChild(line).firstChild;
    }
    var written = []; // what each line shows: a line that stays the same is not laid out again
    function line(result, i) {
      var shown = JSON.stringify(result);
      if (list.children[i] && written[i] === shown) return;
      written[i] = shown;
      var link = list.children[i] ? list.children[i].firstChild : item();
      link.href = address(home, result);
      write(link.children[0], result.heading);
      link.children[1].textContent = result.title;
      write(link.children[2], result.text);
    }
    // The first line costs more than any later one, for the browser looks up its fonts, Latin ones in Arabic script too:
    // it is written once before anything is typed.
    function prepare() {
      line({ page: "", title: "a", section: "", heading: [["a", true]], text: [["a…", false]] }, 0);
      list.getBoundingClientRect();
      list.replaceChildren();
      written = [];
    }
    function show() {
      var typed = input.value.trim();
      var results = engine.find(input.value);
      while (list.children.length > results.length) list.lastChild.remove();
      results.slice(0, AT_ONCE).forEach(line);
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(function () {
        frame = requestAnimationFrame(function () {
          for (var i = AT_ONCE; i < results.length; i++) line(results[i], i);
        });
      });
      var said = !typed ? "" : results.length ? status.dataset.found.replace("{n}", numerals.format(results.length)) : status.dataset.none;
      if (status.textContent !== said) status.textContent = said;
      clearTimeout(timer);
      timer = setTimeout(keep, 400); // browsers limit how often an address may change
    }
    // Write the query into the address, so that it can be shared and the way back leads to the results.
    function keep() {
      clearTimeout(timer);
      var fragment = dialog.open && input.value.trim() ? "#q=" + encodeURIComponent(input.value.trim()) : before;
      if (location.hash === fragment) return;
      try {
        history.replaceState(history.state, "", fragment || location.href.split("#")[0]);
      } catch (error) {
        // From a file some browsers allow no change; the search works without.
      }
    }
    function follow(event) {
      var link = event.target.closest("ol a");
      if (!link) return;
      keep();
      if (link.href.split("#")[0] === location.href.split("#")[0]) {
        before = link.hash;
        dialog.close();
      }
    }
    function move(event) {
      if (event.key === "Escape") {
        event.preventDefault(); // a search field would empty itself first
        return dialog.close();
      }
      var links = Array.from(list.querySelectorAll("a"));
      var at = links.indexOf(document.activeElement);
      var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step && links.length) {
        event.preventDefault();
        var next = at + step;
        (links[next] || (next < 0 ? input : links[at])).focus();
      } else if (at >= 0 && (event.key.length === 1 || event.key === "Backspace") && !event.ctrlKey && !event.metaKey && event.key !== " ") {
        input.focus(); // what is typed on a result goes on in the field
      }
    }
    input.addEventListener("input", show);
    dialog.addEventListener("keydown", move);
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
      else follow(event);
    });
    dialog.querySelector("form").addEventListener("submit", function (event) {
      event.preventDefault();
      var first = list.querySelector("a");
      if (first) first.click();
    });
    dialog.addEventListener("close", keep);
    if (location.hash.slice(0, 3) !== "#q=") before = location.hash;
    prepare();
    show();
    search.ready = true;
  };
})();
