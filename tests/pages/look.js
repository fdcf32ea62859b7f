/* What a person who cannot see the page well, or has a narrow screen, needs of it; run inside the page by a browser, in a frame. Leaves what
 * is wrong in the title around it, each thing ended by |, "looked" first, behind the name of the frame. The rules are those of WCAG 2.2 AA that can be seen by a program. */
"use strict";
const wrong = [];
const say = (e, what) => wrong.push(what + ": " + (e.outerHTML || "").slice(0, 90).replace(/\s+/g, " "));
const all = (selector, of) => Array.from((of || document).querySelectorAll(selector));
const seen = e => { const s = getComputedStyle(e), r = e.getBoundingClientRect(); return s.visibility !== "hidden" && s.display !== "none" && r.width > 1 && r.height > 1; };

/* nothing scrolls sideways, nothing stands outside the screen or its box */
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > width) say(document.body, "wider than the screen, " + document.documentElement.scrollWidth + " of " + width);
all("body *").filter(seen).forEach(e => {
  if (e.closest(".skip, .heard, svg, thead")) return;
  const r = e.getBoundingClientRect();
  if (r.right > width + 1 || r.left < -1) say(e, "outside the screen");
  if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline" && e.clientWidth > 0) say(e, "more than its box holds");
});

/* language, title, landmarks, headings */
if (!/^(ja|en)$/.test(document.documentElement.lang)) say(document.documentElement, "no language");
if (!document.title.trim()) say(document.head, "no title");
for (const [tag, n] of [["main", 1], ["header", 1], ["footer", 1], ["h1", 1]]) if (all(tag).length !== n) say(document.body, n + " " + tag + " wanted, " + all(tag).length + " there");
let level = 0;
all("h1, h2, h3, h4, h5, h6").forEach(h => { const n = +h.tagName[1]; if (n > level + 1) say(h, "a heading is left out before"); if (!h.textContent.trim()) say(h, "an empty heading"); level = n; });
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let t; (t = walk.nextNode());) if (t.data.trim() && !t.parentElement.closest("main, header, footer, .skip, script")) say(t.parentElement, "outside every landmark");
const skip = document.querySelector(".skip");
if (!skip || !document.querySelector(skip.getAttribute("href"))) say(document.body, "the way past the head leads nowhere");

/* names, ids, lists, tables */
all("img").forEach(e => { if (!(e.getAttribute("alt") || "").trim()) say(e, "a picture without its words"); });
all("svg").forEach(e => { if (e.getAttribute("aria-hidden") !== "true" && (e.getAttribute("role") !== "img" || !(e.getAttribute("aria-label") || "").trim())) say(e, "a drawing without its words"); });
all("a").forEach(e => { if (!e.textContent.trim() && !e.getAttribute("aria-label")) say(e, "a link without a name"); if (!e.getAttribute("href")) say(e, "a link to nothing"); });
const ids = all("[id]").map(e => e.id);
ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => say(document.getElementById(id), "an id twice"));
all("[aria-labelledby]").forEach(e => { if (!document.getElementById(e.getAttribute("aria-labelledby"))) say(e, "named by what is not there"); });
all("ul, ol").forEach(e => Array.from(e.children).forEach(c => { if (c.tagName !== "LI") say(c, "no entry of its list"); }));
all("li").forEach(e => { if (!/^(UL|OL)$/.test(e.parentElement.tagName)) say(e, "an entry without a list"); });
all("dl").forEach(e => Array.from(e.children).forEach(c => { if (!/^(DT|DD|DIV)$/.test(c.tagName)) say(c, "no part of its list of names"); }));
all("dl > div").forEach(e => { const k = Array.from(e.children).map(c => c.tagName).join(" "); if (!/^(DT )+DD( DD)*$/.test(k)) say(e, "name and value wanted"); });
all("table").forEach(t => {
  if (!t.getAttribute("aria-labelledby") && !t.caption) say(t, "a table without a name");
  const n = t.rows[0].cells.length;
  let below = [0, 0]; /* columns that a cell above still fills, and for how many rows */
  Array.from(t.rows).forEach(r => {
    const filled = below[1] > 0 ? below[0] : 0, spans = Array.from(r.cells).filter(c => c.rowSpan > 1);
    if (r.cells.length + filled !== n) say(r, r.cells.length + " cells of " + n);
    below = spans.length ? [spans.length, spans[0].rowSpan - 1] : [below[0], below[1] - 1];
  });
  all("th", t).forEach(h => { if (!/^(col|row|colgroup|rowgroup)$/.test(h.scope)) say(h, "a head without its scope"); if (!h.textContent.trim()) say(h, "an empty head"); });
});
all("[style], [onclick], [tabindex]:not([tabindex='-1'])").forEach(e => say(e, "a style, code or order of its own"));
if (/user-scalable=no|maximum-scale/.test(document.querySelector("meta[name=viewport]").content)) say(document.head, "cannot be made larger");

/* contrast of each text on what is behind it */
const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return m.length > 3 ? m : m.concat(1); };
const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
const light = c => { const l = c.slice(0, 3).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); }); return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
const ground = e => { let c = [255, 255, 255, 0]; for (; e; e = e.parentElement) { c = over(c, parse(getComputedStyle(e).backgroundColor)); const b = parse(getComputedStyle(e).backgroundColor); if (b[3] === 1) return b; } return [255, 255, 255, 1]; };
let texts = 0;
const walk2 = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let t; (t = walk2.nextNode());) {
  const e = t.parentElement;
  if (!t.data.trim() || !seen(e) || e.closest("script, .skip")) continue;
  const s = getComputedStyle(e), size = parseFloat(s.fontSize), large = size >= 24 || (size >= 18.66 && +s.fontWeight >= 700);
  const b = ground(e), a = light(over(parse(s.color), b)), z = light(b), ratio = (Math.max(a, z) + 0.05) / (Math.min(a, z) + 0.05);
  texts++;
  if (ratio < (large ? 3 : 4.5)) say(e, "contrast " + ratio.toFixed(2));
  if (size < 12) say(e, "letters of " + size + " px");
}
if (texts < 30) say(document.body, "only " + texts + " texts seen");
parent.document.title += ["looked at " + innerWidth + (matchMedia("(prefers-color-scheme: dark)").matches ? " dark" : "")].concat(Array.from(new Set(wrong)).slice(0, 12).map(w => innerWidth + ": " + w)).map(w => window.name + ": " + w + "|").join("");
