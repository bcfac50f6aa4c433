/* Keep a language of the site in this browser, and remove it again. Nothing is kept unless the reader asks here; how
   it is kept and renewed stands in worker.js. */
(function () {
  "use strict";
  var root = document.querySelector("[data-keep]");
  if (!("serviceWorker" in navigator) || !window.caches || !window.isSecureContext) return;
  var code = root.dataset.keep;
  var busy = false;
  var worker = new URL(root.dataset.worker, location.href);
  // The names of worker.js: caches are shared by everything on this host.
  var site = "ending-well " + new URL("./", worker).href + " ";

  function show(state) {
    var held = root.contains(document.activeElement);
    root.querySelectorAll("[data-state]").forEach(function (element) {
      element.hidden = element.dataset.state.split(" ").indexOf(state) < 0;
    });
    busy = state === "busy";
    root.querySelector("[data-action=keep]").setAttribute("aria-disabled", busy);
    // Who pressed a button that is gone goes on with the one in its place.
    if (held) root.querySelector("p:not([hidden]) > button").focus();
  }
  function whole(name) {
    return caches
      .open(name)
      .then(function (cache) {
        return cache.match(new URL("./whole", worker).href);
      })
      .then(Boolean);
  }
  function names(start) {
    return caches.keys().then(function (all) {
      return all.filter(function (name) {
        return name.indexOf(start) === 0;
      });
    });
  }
  // The worker that this version of the site brings, as soon as it can be spoken to.
  function newest(registration) {
    var coming = registration.installing;
    if (!coming) return registration.waiting || registration.active;
    return new Promise(function (resolve, reject) {
      coming.addEventListener("statechange", function () {
        if (coming.state === "redundant") reject(coming.state);
        else resolve(coming);
      });
    });
  }
  function keep() {
    show("busy");
    navigator.serviceWorker
      .register(worker.href)
      .then(function (registration) {
        return registration.active && navigator.onLine ? registration.update().then(newest.bind(null, registration)) : newest(registration);
      })
      .then(function (active) {
        return new Promise(function (resolve, reject) {
          var channel = new MessageChannel();
          channel.port1.onmessage = function (event) {
            var bar = root.querySelector("progress");
            if (event.data.all) {
              bar.max = event.data.all;
              bar.value = event.data.done;
            }
            if (event.data.kept) resolve();
            if (event.data.failed) reject(event.data.failed);
          };
          active.postMessage({ keep: code }, [channel.port2]);
        });
      })
      .then(
        function () {
          // Ask the browser not to clear it by itself when room grows short.
          if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
          show("kept");
        },
        function () {
          show("failed");
        }
      );
  }
  function remove() {
    names(site + code + " ")
      .then(function (found) {
        return Promise.all(found.map(caches.delete.bind(caches)));
      })
      .then(names.bind(null, site))
      .then(function (left) {
        return left.length ? null : navigator.serviceWorker.getRegistration(worker.href);
      })
      .then(function (registration) {
        return registration && registration.unregister();
      })
      .then(show.bind(null, "removed"));
  }

  root.addEventListener("click", function (event) {
    if (event.target.dataset.action === "keep" && !busy) keep();
    if (event.target.dataset.action === "remove") remove();
  });
  show("idle");
  names(site + code + " ")
    .then(function (found) {
      return Promise.all(found.map(whole));
    })
    .then(function (found) {
      if (found.indexOf(true) >= 0) show("kept");
    });
})();
