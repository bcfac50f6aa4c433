/* Vietnamese marks. (folding.js says what each function is for.) */
(function () {
  "use strict";
  var search = (window.EndingWellSearch = window.EndingWellSearch || {});

  // Letters with the tone taken from its place in the syllable and put at its end, so that old and new placement (hoà,
  // hòa) are one exact spelling; `plain` takes the tone off altogether.
  function toneLast(word) {
    return word
      .normalize("NFD")
      .replace(/([\u0300\u0301\u0303\u0309\u0323])(\P{M}\p{M}*)*$/u, function (whole, tone) {
        return whole.slice(1) + tone;
      })
      .normalize("NFC");
  }
  // What Telex and VNI leave behind when the keyboard does not turn it into marks: doubled letters, w, a tone's letter
  // or digit after the vowel.
  function typedMarks(word) {
    return [
      word
        .replace(/(\D)\d+/g, "$1")
        .replace(/([aeod])\1/g, "$1")
        .replace(/w/g, "")
        .replace(/([aeiouy][a-z]*?)[sfrxj]/, "$1"),
    ];
  }

  search.folding = {
    fold: function (word) {
      return search.plain(word).replace(/đ/g, "d");
    },
    exact: toneLast,
    others: typedMarks,
  };
})();
