/* What the site keeps on the reader's device: nothing is stored but through this. Null as a value removes.
   Storage may be refused (private windows, file://): then nothing is kept, and nothing fails. */
window.EndingWellDevice = (function () {
  "use strict";
  var PREFIX = "ending-well:";
  function attempt(act) {
    try {
      return act(localStorage);
    } catch (error) {
      return null;
    }
  }
  var device = {
    get: function (key) {
      return attempt(function (storage) {
        return storage.getItem(PREFIX + key);
      });
    },
    set: function (key, value) {
      attempt(function (storage) {
        if (value === null) storage.removeItem(PREFIX + key);
        else storage.setItem(PREFIX + key, value);
      });
    },
  };
  var clear = document.querySelector("[data-clear]");
  if (clear) {
    clear.hidden = false;
    clear.addEventListener("click", function () {
      attempt(function (storage) {
        Object.keys(storage).forEach(function (key) {
          if (key.indexOf(PREFIX) === 0) storage.removeItem(key);
        });
      });
      document.dispatchEvent(new CustomEvent("say", { detail: clear.dataset.cleared }));
    });
  }
  return device;
})();
