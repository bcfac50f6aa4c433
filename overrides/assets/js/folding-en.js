/* English stems and spellings. (folding.js says what each function is for.) */
(function () {
  "use strict";
  var search = (window.EndingWellSearch = window.EndingWellSearch || {});

  // Plural -s (Harman 1991, "How effective is suffixing?"), British as American spelling, then endings of verbs with
  // what they did to the stem (Porter 1980, steps 1b and 5).
  function englishStems(word) {
    var single = word
      .replace(/ies$/, "y")
      .replace(/([^aious])s$/, "$1")
      .replace(/is(e[dr]?|ing|ation)$/, "iz$1")
      .replace(/(..)our/, "$1or")
      .replace(/([bt])re$/, "$1er")
      .replace(/nce$/, "nse");
    var stem = single
      .replace(/(.*[aeiouy].+?)(?:ings?|ed|ers?|ly|ment)$/, "$1")
      .replace(/([bdgklmnprt])\1$/, "$1")
      .replace(/(..)e$/, "$1")
      .replace(/(..)y$/, "$1i");
    return [single, stem];
  }

  search.folding = { stems: englishStems };
})();
