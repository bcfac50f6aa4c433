/* Arabic spellings and stems. (folding.js says what each function is for.) */
(function () {
  "use strict";
  var search = (window.EndingWellSearch = window.EndingWellSearch || {});

  // Light stemming as "light10" does it: Larkey, Ballesteros and Connell 2002, "Improving stemming for Arabic
  // information retrieval"; in the spelling that `arabic` makes.
  function light10(word) {
    word = word.replace(/^و(?=...)/, "").replace(/^(?:ال|بال|كال|فال|لل)(?=..)/, "");
    ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"].forEach(function (ending) {
      if (word.length - ending.length >= 2 && word.endsWith(ending)) word = word.slice(0, -ending.length);
    });
    return word;
  }
  // What light10 leaves on: one-letter conjunctions and prepositions before a word without article (و ف ب ل ك س),
  // pronouns after it, and the letter that begins an imperfect verb (Ryding 2005, "A Reference Grammar of Modern
  // Standard Arabic").
  function arabicStems(word) {
    var bare = word.replace(/^[وف]?(?:ال|بال|كال|لل)(?=...)|^[وف]?[بلكس]?(?=...)/, "");
    bare = search.cut(bare, /(?:هما|ها|هم|كم|نا|ني|ان|ات|ون|وا|ين|يه|ته|تي|ه|ي|ك)$/, 3);
    return [light10(word), bare, bare.replace(/^[يتنا](?=...)/, "")];
  }

  search.folding = { script: "arabic", stems: arabicStems };
})();
