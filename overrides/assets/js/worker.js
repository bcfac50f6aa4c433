/* The service worker: languages of the site that the reader asked to keep, each whole and of one version.
   LANGUAGES, written before this: code → version, files as [path, bytes, SHA-256 in base64].
   A cache holds one version of one language. A new version of this file is a new version of the site: before it is
   installed it fetches every kept language whole; it serves nothing until no page of the old version is open, or until
   the only one is left by a navigation. That navigation is put off (Refresh) until the new version has begun, which it
   cannot while the old one still answers. What is fetched must have the listed digest, so versions cannot mix. */
(function () {
  "use strict";
  var root = registration.scope;
  var site = "ending-well " + root + " ";
  var WHOLE = "whole"; // the entry that is put last

  function nameOf(code) {
    return site + code + " " + LANGUAGES[code].version;
  }
  async function isWhole(name) {
    return (await caches.has(name)) && Boolean(await (await caches.open(name)).match(root + WHOLE));
  }
  async function names() {
    return (await caches.keys()).filter(function (name) {
      return name.startsWith(site);
    });
  }
  async function fetchLanguage(code, tell) {
    var name = nameOf(code);
    if (await isWhole(name)) return;
    var cache = await caches.open(name);
    var files = LANGUAGES[code].files.slice();
    var done = 0;
    async function next() {
      for (var file = files.shift(); file; file = files.shift()) {
        var url = root + file[0];
        var answer = await fetch(url, { cache: "no-cache", integrity: "sha256-" + file[2] });
        if (!answer.ok) throw new Error(answer.status + " " + url);
        await cache.put(url, answer);
        done += file[1];
        tell(done);
      }
    }
    try {
      await Promise.all([next(), next(), next(), next()]);
      await cache.put(root + WHOLE, new Response(""));
    } catch (error) {
      files.length = 0;
      await caches.delete(name);
      throw error;
    }
  }
  async function keep(code, port) {
    var all = LANGUAGES[code].files.reduce(function (sum, file) {
      return sum + file[1];
    }, 0);
    try {
      await fetchLanguage(code, function (done) {
        port.postMessage({ done: done, all: all });
      });
      port.postMessage({ kept: true });
    } catch (error) {
      port.postMessage({ failed: String(error) });
    }
  }
  async function renew() {
    for (var name of await names()) {
      var code = name.slice(site.length).split(" ")[0];
      if (LANGUAGES[code] && (await isWhole(name))) await fetchLanguage(code, function () {});
    }
  }
  async function tidy() {
    var current = Object.keys(LANGUAGES).map(nameOf);
    for (var name of await names()) if (current.indexOf(name) < 0) await caches.delete(name);
  }
  var leaving = 0; // how often a navigation has been put off to the next version
  async function answer(request) {
    if (request.mode === "navigate" && (leaving || registration.waiting) && leaving < 20) {
      if (leaving || (await clients.matchAll({ type: "window" })).length < 2) {
        leaving++;
        if (registration.waiting) registration.waiting.postMessage({ begin: true });
        return new Response("", { headers: { Refresh: "0" } });
      }
    }
    var url = request.url.split("#")[0].split("?")[0].replace(/\/index\.html$/, "/");
    for (var code of Object.keys(LANGUAGES)) {
      var kept = await caches.match(url, { cacheName: nameOf(code) });
      if (kept && (await isWhole(nameOf(code)))) return kept;
    }
    return fetch(request);
  }

  addEventListener("install", function (event) {
    event.waitUntil(renew());
  });
  addEventListener("activate", function (event) {
    event.waitUntil(tidy());
  });
  addEventListener("message", function (event) {
    if (event.data.begin) skipWaiting();
    if (event.data.keep) event.waitUntil(keep(event.data.keep, event.ports[0]));
  });
  addEventListener("fetch", function (event) {
    if (event.request.method === "GET" && event.request.url.startsWith(root)) event.respondWith(answer(event.request));
  });
})();
