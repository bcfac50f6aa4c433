/* Which of the `codes` the reader chose here, or else the best match of the browser's languages (RFC 4647, section 3.4:
   each in turn, without its last subtag, and a single letter before that, until one matches); or undefined. */
window.EndingWellChoice = function (codes) {
  var wanted = (navigator.languages || []).slice();
  try {
    wanted.unshift(localStorage.getItem("ending-well:language") || "");
  } catch (error) {} // storage may be refused (private windows, file://)
  for (var i = 0; i < wanted.length; i++) {
    for (var tag = wanted[i]; tag; tag = tag.replace(/(-\w)?(^|-)[^-]*$/, "")) {
      for (var j = 0; j < codes.length; j++) if (codes[j].toLowerCase() === tag.toLowerCase()) return codes[j];
    }
  }
};
