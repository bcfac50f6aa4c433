/* The checklist: reads the ticks, finds the result by the page's own rules (as hooks/endingwell/checklist.py does),
   shows what the page already holds. Answers live in the fragment, and on the device only if the reader asks. */
(function () {
  "use strict";
  var form = document.getElementById("checklist");
  var result = document.getElementById("result");
  var rules = JSON.parse(document.getElementById("rules").textContent);
  var keep = result.querySelector("[data-action=keep]");
  var device = window.EndingWellDevice;
  var boxes = Array.prototype.slice.call(form.querySelectorAll("input[type=checkbox]"));

  function ticked() {
    return boxes
      .filter(function (box) {
        return box.checked;
      })
      .map(function (box) {
        return box.name;
      });
  }
  function tick(ids) {
    boxes.forEach(function (box) {
      box.checked = ids.indexOf(box.name) >= 0;
    });
  }
  // Only ids that stand in the page count; whatever else a fragment holds is ignored.
  function read(fragment) {
    return fragment.slice(0, 3) === "#a=" ? fragment.slice(3, 4000).split(",") : null;
  }
  function any(ids, ticks) {
    return ids.some(function (id) {
      return ticks.indexOf(id) >= 0;
    });
  }
  function decide(ticks) {
    var trouble = ticks.reduce(function (sum, id) {
      return sum + rules.weights[id];
    }, 0);
    var rule = rules.rules.filter(function (rule) {
      return (
        (!rule.any.length || any(rule.any, ticks)) &&
        !any(rule.none, ticks) &&
        (rule.trouble === null || trouble >= rule.trouble)
      );
    })[0];
    var always = !rule.any.length && !rule.none.length && rule.trouble === null;
    return {
      outcome: rule.outcome,
      before: rules.before
        .filter(function (step) {
          return any(step.any, ticks) && !any(step.unless, ticks);
        })
        .map(function (step) {
          return step.id;
        }),
      reasons: ticks.filter(function (id) {
        return rule.any.indexOf(id) >= 0 || (rules.weights[id] && (rule.trouble !== null || always));
      }),
    };
  }
  function list(name, ids) {
    var holder = result.querySelector("[data-list=" + name + "]");
    holder.hidden = !ids.length;
    holder.querySelectorAll("[data-item]").forEach(function (item) {
      item.hidden = ids.indexOf(item.dataset.item) < 0;
    });
  }
  function show() {
    var ticks = ticked();
    var found = ticks.length ? decide(ticks) : { outcome: "", before: [], reasons: [] };
    result.dataset.outcome = found.outcome;
    result.querySelector("[data-nothing]").hidden = !!found.outcome;
    result.querySelectorAll("[data-result], [data-read]").forEach(function (part) {
      part.hidden = (part.dataset.result || part.dataset.read) !== found.outcome;
    });
    result.querySelectorAll("[data-carry]").forEach(function (link) {
      link.hash = ticks.length ? "a=" + ticks.join(",") : "";
    });
    list("before", found.before);
    list("reasons", found.reasons);
    var share = result.querySelector("[data-copy-link]");
    share.disabled = !ticks.length;
    share.dataset.fragment = "#a=" + ticks.join(",");
  }
  function changed() {
    var ticks = ticked();
    history.replaceState(null, "", ticks.length ? "#a=" + ticks.join(",") : location.href.split("#")[0]);
    if (keep.checked) device.set("checklist", ticks.join(","));
    show();
  }
  function follow() {
    var ids = read(location.hash);
    if (ids) {
      tick(ids);
      show();
    }
  }

  form.addEventListener("change", changed);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  keep.addEventListener("change", function () {
    device.set("checklist", keep.checked ? ticked().join(",") : null);
  });
  result.addEventListener("click", function (event) {
    var action = event.target.dataset.action;
    if (action === "print") window.print();
    if (action === "clear") {
      tick([]);
      keep.checked = false;
      device.set("checklist", null);
      changed();
      boxes[0].focus();
    }
  });
  window.addEventListener("hashchange", follow);

  result.hidden = false;
  var kept = device.get("checklist");
  // A link with answers of its own does not touch what was kept.
  keep.checked = kept !== null && !read(location.hash);
  tick(read(location.hash) || (kept || "").split(","));
  show();
})();
