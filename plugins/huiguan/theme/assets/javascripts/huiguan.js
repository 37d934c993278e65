// Huiguan 会馆: the little that a page does by itself. Everything reads without it.
// In one file, since every page asks for it: words to copy, lists that are narrowed, dates that pass, the visitor's own time,
// rails, rooms and labels, day and night.
// Each part may run again on the same page (instant navigation, a tab that wakes up) and finds its work done.

/** The words that the page hands to its scripts; a missing one is empty. */
function words() {
  const table = document.getElementById("__huiguan");
  return table ? JSON.parse(table.textContent) : {};
}

// ---------- words to copy ----------

/** The text that `button` copies: the element it names, else the nearest `.hg-copy` around it. */
function copySource(button) {
  if (button.dataset.hgCopy) return document.getElementById(button.dataset.hgCopy);
  for (let around = button.parentElement; around; around = around.parentElement) {
    const found = around.querySelector(".hg-copy");
    if (found) return found;
  }
  return null;
}

function selectText(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/** True when the text is on the clipboard. Where the clipboard is locked (WeChat, plain http) the text stays selected. */
async function copyText(source) {
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    return true;
  } catch {
    selectText(source);
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }
}

/** The live region beside `button`; it must stand in the page before it speaks. */
function speaker(button) {
  let said = button.nextElementSibling;
  if (!said?.classList.contains("hg-said")) {
    said = document.createElement("span");
    said.className = "hg-said";
    said.setAttribute("role", "status");
    button.after(said);
  }
  return said;
}

async function copyFrom(button) {
  const source = copySource(button);
  if (!source) return;
  const done = await copyText(source);
  const say = words();
  speaker(button).textContent = done
    ? button.dataset.hgCopied || say.copied
    : button.dataset.hgByHand || say.copy_by_hand;
}

// ---------- items that come and go ----------

/** Hides `item` for one reason, or takes the reason back; it shows when no reason is left. */
function hide(item, reason, on) {
  item.toggleAttribute(`data-hg-${reason}`, on);
  item.hidden = ["out", "over", "gone"].some((each) => item.hasAttribute(`data-hg-${each}`));
}

/** The empty block that belongs to `list`: the one that names it, else the one in the same section. */
function emptyBlock(list) {
  const named = list.id && document.querySelector(`[data-hg-empty="${CSS.escape(list.id)}"]`);
  const section = list.closest("section") ?? list.parentElement;
  return named || section.querySelector('[data-hg-empty=""]');
}

/** Shows or hides the empty block of `list`; false when it has none. */
function showEmpty(list, on) {
  const block = emptyBlock(list);
  if (block) block.hidden = !on;
  return Boolean(block);
}

// ---------- lists that are narrowed ----------

const facetOf = (value) => value.slice(0, value.indexOf(":"));
// A chip without a value lets go of all facets, one with `facet:` of its own.
const clearsAll = (value) => value === "";
const clearsFacet = (value) => value === `${facetOf(value)}:`;
const chipsOf = (id) =>
  [...document.querySelectorAll(`[data-hg-filter="${CSS.escape(id)}"] [data-hg-value]`)];

/** What the address asks of list `id`: facet name to value, only of values that a chip offers. */
function chosen(id) {
  const asked = new URLSearchParams(location.search);
  const picked = new Map();
  for (const { dataset } of chipsOf(id)) {
    const facet = facetOf(dataset.hgValue);
    if (facet && dataset.hgValue === `${facet}:${asked.get(facet)}`) picked.set(facet, dataset.hgValue);
  }
  return picked;
}

function markChips(id, picked) {
  for (const chip of chipsOf(id)) {
    const value = chip.dataset.hgValue;
    const facet = facetOf(value);
    let on = picked.get(facet) === value;
    if (clearsAll(value)) on = picked.size === 0;
    else if (clearsFacet(value)) on = !picked.has(facet);
    if (on) chip.setAttribute("aria-current", "true");
    else chip.removeAttribute("aria-current");
  }
}

/** Counts again what each chip offers: dates leave their list when they have passed. */
function recountChips(id, list) {
  for (const chip of chipsOf(id)) {
    const value = chip.dataset.hgValue;
    const offersAll = clearsAll(value) || clearsFacet(value);
    const those = offersAll ? "[data-hg-facets]" : `[data-hg-facets~="${CSS.escape(value)}"]`;
    const number = chip.querySelector(".hg-chip__n");
    if (number) number.textContent = String(list.querySelectorAll(those).length);
  }
}

function applyFilter(id, picked) {
  const list = document.getElementById(id);
  if (!list) return;
  const count = hideOthers(list, [...picked.values()]);
  markChips(id, picked);
  if (list.querySelector("[data-hg-upcoming]")) recountChips(id, list);
  tellCount(id, count);
  showEmpty(list, count === 0);
}

/** Hides what lacks one of the `wanted` values, and groups without anything left; the number of what fits. */
function hideOthers(list, wanted) {
  let count = 0;
  for (const item of list.querySelectorAll("[data-hg-facets]")) {
    const has = item.dataset.hgFacets.split(/\s+/);
    const fits = wanted.every((value) => has.includes(value));
    hide(item, "out", !fits);
    if (fits) count += 1;
  }
  for (const group of list.querySelectorAll("[data-hg-group]")) {
    group.hidden = !group.querySelector("[data-hg-facets]:not([hidden])");
  }
  return count;
}

function tellCount(id, count) {
  for (const number of document.querySelectorAll(`[data-hg-count=""], [data-hg-count="${CSS.escape(id)}"]`)) {
    if (!number.hasAttribute("aria-live")) number.setAttribute("aria-live", "polite");
    if (number.textContent !== String(count)) number.textContent = String(count);
  }
}

/** Presses `chip`: a second press lets go. */
function pressChip(chip, id) {
  const picked = chosen(id);
  const value = chip.dataset.hgValue;
  const facet = facetOf(value);
  if (clearsAll(value)) picked.clear();
  else if (clearsFacet(value) || picked.get(facet) === value) picked.delete(facet);
  else picked.set(facet, value);
  keepInAddress(id, picked);
  applyFilter(id, picked);
}

function keepInAddress(id, picked) {
  const query = new URLSearchParams(location.search);
  for (const each of chipsOf(id)) query.delete(facetOf(each.dataset.hgValue));
  for (const [name, whole] of picked) query.set(name, whole.slice(name.length + 1));
  const tail = String(query);
  history.replaceState(history.state, "", location.pathname + (tail && `?${tail}`) + location.hash);
}

function startFilters() {
  const filters = [...document.querySelectorAll("[data-hg-filter]")];
  for (const id of new Set(filters.map((nav) => nav.dataset.hgFilter))) applyFilter(id, chosen(id));
}

// ---------- dates that pass ----------

const endOf = (item) => Date.parse(item.dataset.hgEnd);

/** Marks `item` as over: its ticket, and the word that tells its state. */
function markPast(item) {
  if (item.classList.contains("is-past")) return;
  item.classList.add("is-past");
  for (const ticket of item.querySelectorAll(".hg-ticket:not([data-state='cancelled'])")) ticket.dataset.state = "past";
  for (const state of item.querySelectorAll("[data-hg-state]")) {
    state.textContent = state.dataset.hgState || words().event_over;
  }
}

/** Puts `item` into `past`, newest first; what has no end is older than what has one. */
function movePast(item, past) {
  const older = [...past.children].find((other) => !(endOf(other) > endOf(item)));
  past.insertBefore(item, older ?? null);
  past.closest("[hidden]")?.removeAttribute("hidden");
}

/** A head over nothing goes: a section whose upcoming dates have all passed. */
function hideBareSection(section) {
  if (section) section.hidden = !section.querySelector("[data-hg-upcoming] > li:not([data-hg-gone])");
}

function sortUpcoming(list, now) {
  const past = document.querySelector("ul[data-hg-past]");
  for (const item of [...list.children].filter((each) => endOf(each) <= now)) {
    markPast(item);
    if (past) movePast(item, past);
    else hide(item, "gone", true);
  }
  const left = [...list.children].filter((each) => !each.classList.contains("is-past"));
  const limit = Number(list.dataset.hgLimit) || Infinity;
  left.forEach((item, index) => hide(item, "over", index >= limit));
  if (!showEmpty(list, left.length === 0)) hideBareSection(list.closest("section"));
}

function startUpcoming() {
  const now = Date.now();
  for (const list of document.querySelectorAll("ul[data-hg-upcoming]")) sortUpcoming(list, now);
  for (const single of document.querySelectorAll("[data-hg-end]:not(li)")) if (endOf(single) <= now) markPast(single);
}

// ---------- the visitor's own time ----------

/** Where the visitor's clock is another one than the club's, tells both. */
async function startZones() {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const times = [...document.querySelectorAll("time[data-hg-zone][datetime*='T']")].filter((time) => time.dataset.hgZone !== own);
  if (!times.length) return;
  const clock = await import("./page/clock.js").catch(() => null); // without it the club's own time stands there
  for (const time of times) clock?.tellOwnTime(time, own, time.dataset.hgYour || words().your_time || "{time}");
}

// ---------- rails, rooms and labels ----------

/** Folds the filter rails on a phone. The page ships them open, for browsers that cannot unfold them by style. */
function foldRails(wide) {
  for (const rail of document.querySelectorAll("details.hg-rail")) rail.open = wide;
}

/** Brings the open room, and the chip that is chosen, into the view of their strips without moving the page. */
function showCurrent() {
  for (const each of document.querySelectorAll(".md-tabs__item--active, .hg-chips > [aria-current]")) {
    const strip = each.parentElement;
    if (strip.scrollWidth <= strip.clientWidth) continue;
    const [outer, inner] = [strip.getBoundingClientRect(), each.getBoundingClientRect()];
    strip.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }
}

const LABELS = "label.md-header__button[for='__drawer'], label.md-header__button[for='__search'], label.hg-btn";

/** Material's drawer and search open by labels, which no keyboard reaches. Enter on a label is Material's own. */
function reachLabels() {
  for (const label of document.querySelectorAll(LABELS)) {
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    if (!label.textContent.trim() && label.title) label.setAttribute("aria-label", label.title);
  }
}

/** Code that is wider than the page scrolls in its frame: by keyboard too, in browsers that do not see to it. */
function reachCode() {
  for (const code of document.querySelectorAll(".md-typeset pre > code")) {
    if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
  }
}

// ---------- day and night ----------

/** Keeps the reader's own choice; until there is one the page follows the device (partials/javascripts/palette.html). */
function keepChoice() {
  window.__md_set?.("__palette_chosen", true);
}

/** Follows a device that turns to night while the page is open. */
function followDevice(query) {
  try {
    if (window.__md_get?.("__palette_chosen")) return;
  } catch {
    return;
  }
  const scheme = query.matches ? "slate" : "default";
  const option = document.querySelector(`.md-option[data-md-color-scheme="${scheme}"]`);
  if (option && !option.checked) option.click();
}

// ---------- beginning ----------

const wide = window.matchMedia("(min-width: 60em)");
const night = window.matchMedia("(prefers-color-scheme: dark)");

function start() {
  startUpcoming();
  startFilters();
  startZones();
  foldRails(wide.matches);
  showCurrent();
  reachLabels();
  reachCode();
  document.querySelectorAll("[data-hg-copy]").forEach(speaker);
}

document.addEventListener("click", (event) => {
  const pressed = (selector) => event.target.closest?.(selector);
  if (event.isTrusted && pressed("label[for^='__palette']")) keepChoice();
  const button = pressed("[data-hg-copy]");
  const nav = pressed("[data-hg-filter]");
  const chip = nav && pressed("[data-hg-value]");
  if (button) {
    event.preventDefault();
    copyFrom(button);
  } else if (chip && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    pressChip(chip, nav.dataset.hgFilter);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.(".md-option")) keepChoice();
  if (event.key === " " && event.target.matches?.("label[role='button']")) {
    event.preventDefault();
    event.target.click();
  }
});
document.addEventListener("huiguan:shown", start); // another month in the place of this one
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) startUpcoming();
});
wide.addEventListener?.("change", () => foldRails(wide.matches));
night.addEventListener?.("change", () => followDevice(night));

// Material tells of every page that it puts in place; without it the document itself does.
if (window.document$) window.document$.subscribe(start);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
