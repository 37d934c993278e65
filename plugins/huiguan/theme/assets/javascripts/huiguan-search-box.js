// Huiguan 会馆: the door to the search on every page: keys, the magnifier of a phone, and the screen that it opens.
// The panel of results, the engine and the index are fetched when somebody comes in.

const wide = window.matchMedia("(min-width: 60em)");
const box = document.querySelector("[data-hg-search]");
const boxField = box?.querySelector("input");
const pageField = document.querySelector("[data-hg-search-field]");
const TYPED = "input, textarea, select, [contenteditable=''], [contenteditable=true]";
const STOPS = "input, button, a[href]:not([tabindex='-1'])";

let panel = null;

/** The panel of results; it comes with the first focus. */
function withPanel() {
  panel = panel || import("./huiguan-search-panel.js").then(({ startPanel }) => startPanel(box, { leave: leaveScreen }));
  panel.catch(() => (panel = null)); // the form leads to the page of search all the same
  return panel;
}

/** Puts the cursor where one searches on this page. */
function enter() {
  if (pageField) pageField.focus();
  else if (wide.matches) boxField.focus();
  else openScreen();
}

// ---------- the whole screen, on a phone ----------

const isOpen = () => "hgScreen" in box.dataset;

/** What lies beside the box on the page, from its neighbours up to the body. */
function surroundings() {
  const found = [];
  for (let at = box; at !== document.body; at = at.parentElement) {
    found.push(...[...at.parentElement.children].filter((each) => each !== at && each.tagName !== "SCRIPT"));
  }
  return found;
}

function openScreen({ query = "", isBack = false } = {}) {
  if (isOpen()) return;
  box.dataset.hgScreen = "";
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-modal", "true");
  box.setAttribute("aria-label", boxField.getAttribute("aria-label"));
  document.documentElement.classList.add("hg-searching");
  for (const each of surroundings().filter((other) => !other.hasAttribute("inert"))) {
    each.setAttribute("inert", "");
    each.dataset.hgBehind = "";
  }
  // so that the phone's own way back closes it
  if (!isBack) history.pushState({ ...history.state, hgSearch: true }, "");
  if (query) boxField.value = query;
  boxField.focus();
  withPanel();
}

function shutScreen() {
  if (!isOpen()) return;
  delete box.dataset.hgScreen;
  for (const name of ["role", "aria-modal", "aria-label"]) box.removeAttribute(name);
  document.documentElement.classList.remove("hg-searching");
  for (const each of document.querySelectorAll("[data-hg-behind]")) {
    each.removeAttribute("inert");
    delete each.dataset.hgBehind;
  }
  boxField.blur();
}

/** Shuts the screen, and takes back its step in the history. */
function closeScreen() {
  if (!isOpen()) return;
  if (history.state?.hgSearch) history.back();
  shutScreen();
  document.querySelector("header [data-hg-search-open]").focus();
}

/** A result is opened: the step in the history keeps the query, for the way back; another place on this page needs room. */
function leaveScreen({ isSamePage }) {
  if (!isOpen()) return;
  history.replaceState({ ...history.state, hgQuery: boxField.value }, "");
  if (isSamePage) shutScreen();
}

/** Keeps the keyboard inside, where the browser knows no `inert`. */
function keepInside(event) {
  const stops = [...box.querySelectorAll(STOPS)].filter((stop) => stop.offsetParent);
  const [from, to] = event.shiftKey ? [stops[0], stops[stops.length - 1]] : [stops[stops.length - 1], stops[0]];
  if (document.activeElement === from) {
    event.preventDefault();
    to.focus();
  }
}

// ---------- beginning ----------

function onKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  const isCall = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k";
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isCall || (isSlash && !event.target.closest?.(TYPED))) {
    event.preventDefault();
    enter();
  } else if (isOpen() && event.key === "Tab") keepInside(event);
  else if (isOpen() && event.key === "Escape") closeScreen();
}

/** Enter takes a word over from the input method, and sends nothing; Safari tells of it after the composition. */
function keepComposition(event) {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
}

function onPress(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
  if (event.target.closest?.("[data-hg-search-open]")) {
    event.preventDefault();
    enter();
  } else if (event.target.closest?.("[data-hg-search-close]")) closeScreen();
}

function onStep(event) {
  if (!event.state?.hgSearch) shutScreen();
  else if (!wide.matches && !pageField) openScreen({ query: event.state.hgQuery, isBack: true });
}

function start() {
  boxField.setAttribute("role", "combobox");
  boxField.setAttribute("aria-autocomplete", "list");
  boxField.setAttribute("aria-expanded", "false");
  boxField.setAttribute("aria-controls", "hg-search-list");
  boxField.addEventListener("focus", withPanel);
  boxField.addEventListener("input", withPanel); // in a window that is not in front nothing is told of a focus
  boxField.addEventListener("keydown", keepComposition);
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onPress);
  window.addEventListener("popstate", onStep);
  wide.addEventListener?.("change", () => wide.matches && closeScreen());
  // Addresses of Material's search: `?q=` on any page opens the box.
  const asked = new URLSearchParams(location.search).get("q");
  if (history.state?.hgSearch && !wide.matches) openScreen({ query: history.state.hgQuery, isBack: true });
  else if (asked && !pageField) {
    boxField.value = asked;
    enter();
  } else if (document.activeElement === boxField) withPanel();
}

if (box) start();
