(function () {
  "use strict";
  var d = document, list = d.getElementById("list"), form = d.getElementById("tools");
  if (!list || !form) return;
  function el(id) { return d.getElementById(id); }
  function every(root, what) { return Array.prototype.slice.call(root.querySelectorAll(what)); }
  /* as a search on the computer: full width and half width, both ways to write a name */
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\u9AD9/g, "\u9AD8").replace(/\uFA11/g, "\u5D0E")
      .replace(/[\u9089\u908A]/g, "\u8FBA").replace(/\s+/g, "");
  }
  var members = every(list, "tbody"), boxes = every(form, "input[name=state]");
  members.forEach(function (b, i) { b.place = i; b.words = null; });
  function has(words, word) { return words.split(" ").indexOf(word) !== -1; }
  function fits(b, states, category, asked) {
    if (states.length) { if (!states.some(function (s) { return has(b.dataset.states, s); })) return false; }
    if (category) { if (!has(b.dataset.categories, category)) return false; }
    if (!asked) return true;
    if (b.words === null) b.words = fold(b.textContent);
    return b.words.indexOf(asked) !== -1;
  }
  function order(x, y) {
    var by = el("tool-sort").value, v = 0;
    if (by === "code") v = x.dataset.code.localeCompare(y.dataset.code, "en");
    if (by === "amount") v = y.dataset.amount - x.dataset.amount;
    if (by === "findings") v = y.dataset.findings - x.dataset.findings;
    return v || x.place - y.place;
  }
  function say(n) {
    var text = n === members.length ? form.dataset.all : form.dataset.some;
    el("shown").textContent = text.replace("{n}", members.length.toLocaleString("en")).replace("{k}", n.toLocaleString("en"));
  }
  function update() {
    var states = boxes.filter(function (b) { return b.checked; }).map(function (b) { return b.value; });
    var category = el("tool-category").value, asked = fold(el("tool-search").value), n = 0;
    members.forEach(function (b) { b.hidden = !fits(b, states, category, asked); n += b.hidden ? 0 : 1; });
    list.hidden = n === 0;
    el("nohit").hidden = n !== 0;
    say(n);
  }
  function sort() { members.slice().sort(order).forEach(function (b) { list.appendChild(b); }); }
  function later(run) { var t; return function () { clearTimeout(t); t = setTimeout(run, 120); }; }
  boxes.concat([el("tool-category")]).forEach(function (x) { x.addEventListener("change", update); });
  el("tool-sort").addEventListener("change", sort);
  el("tool-search").addEventListener("input", later(update));
  el("tool-reset").addEventListener("click", function () { form.reset(); sort(); update(); el("tool-search").focus(); });
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  /* laid out as cards on a telephone, the tables stay tables for a screen reader */
  if (matchMedia("(max-width: 880px)").matches)
    [["table", "table"], ["thead,tbody,tfoot", "rowgroup"], ["tr", "row"], ["td", "cell"], ["tbody th,tfoot th", "rowheader"]]
      .forEach(function (p) { every(d, p[0]).forEach(function (e) { e.setAttribute("role", p[1]); }); });
  form.hidden = false;
  el("shown").hidden = false;
  form.reset();
  update();
})();
