/* Copy text, and words to say; tell it on the screen and to a screen reader. */
(function () {
  "use strict";
  var said = document.getElementById("said");
  var timer;
  function say(text) {
    said.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(function () {
      said.textContent = "";
    }, 3000);
  }
  function fallback(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject();
  }
  function copy(text, told) {
    var done = navigator.clipboard ? navigator.clipboard.writeText(text).catch(fallback.bind(null, text)) : fallback(text);
    done.then(
      function () {
        say(told);
      },
      function () {
        say(text);
      }
    );
  }
  // Other scripts of the page copy through this: detail is the text, and what to say when it is done.
  document.addEventListener("copy-text", function (event) {
    copy(event.detail[0], event.detail[1]);
  });
  document.addEventListener("say", function (event) {
    say(event.detail);
  });
  document.querySelectorAll(".say").forEach(function (slip) {
    var words = slip.closest("[data-copy]");
    if (!words) return;
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = words.dataset.copy;
    button.addEventListener("click", function () {
      copy(slip.querySelector("blockquote").innerText.trim(), words.dataset.copied);
    });
    slip.querySelector("figcaption").appendChild(button);
  });
})();
