/* The single-file copy: put back what only a script can show, then run the scripts. Letters wait until
   they are opened (pages.js). */
(function () {
  "use strict";
  var data = document.getElementById("pack");
  var binary = atob(data.textContent.trim());
  var bytes = new Uint8Array(binary.length);
  for (var i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  var pack = JSON.parse(fflate.strFromU8(fflate.inflateSync(bytes)));
  data.remove();
  document.querySelectorAll("[data-packed]").forEach(function (slot) {
    var name = slot.dataset.packed;
    if (!slot.hasAttribute("data-later")) {
      slot.outerHTML = pack.parts[name];
      return;
    }
    slot.unpack = function () {
      var languages = {};
      Object.keys(pack.letters).forEach(function (code) {
        languages[code] = pack.letters[code][name];
      });
      slot.innerHTML = pack.parts[name];
      slot.querySelector("#languages").textContent = JSON.stringify(languages);
    };
  });
  var scripts = document.createElement("script");
  scripts.textContent = pack.code;
  document.body.appendChild(scripts);
})();
