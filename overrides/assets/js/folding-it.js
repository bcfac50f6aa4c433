/* Italian stems. (folding.js says what each function is for.) */
(function () {
  "use strict";
  var search = (window.EndingWellSearch = window.EndingWellSearch || {});

  // Final vowels of number and gender (Lucene's ItalianLightStemmer, after Savoy), then endings of verbs with the
  // pronouns after them (Snowball's Italian stemmer, steps 0 to 2).
  function italianStems(word) {
    var noun = word.replace(/(...)(?:i[aeo]|h[ei]|[aeio])$/, "$1");
    var verb = word.replace(
      /(...?)(?:[aei]r(?:e|[mtscv][ei]|l[aeio]|gli|ne)|[aeu][tv][aeio]|it[aeio]|iv[aio]|[ae]nd[oi]?(?:l[aeio])?|[aeo]no|iamo|[ae]te|er(?:o|a|ai|anno|emo)|zion[ei]|mente|mento)$/,
      "$1"
    );
    return verb === word ? [noun] : [noun, verb];
  }

  search.folding = { stems: italianStems };
})();
