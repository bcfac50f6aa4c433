/* Menus open without a script; this closes them on Escape, on a press outside, when the keyboard goes on past their end
   (what has the focus must not be covered), and when another opens. */
(function () {
  "use strict";
  var menus = Array.prototype.slice.call(document.querySelectorAll("[data-menu]"));
  function close(except) {
    menus.forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }
  menus.forEach(function (menu) {
    menu.addEventListener("toggle", function () {
      if (menu.open) close(menu);
    });
    menu.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-menu]")) close();
  });
})();
