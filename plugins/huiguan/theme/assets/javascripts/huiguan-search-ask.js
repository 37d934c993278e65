// Huiguan 会馆: how the box and the page ask the search. The engine and its index are fetched at the first question.

/** The site's root. */
export const ROOT = new URL("../../", import.meta.url);

const FOLDER = new URL("assets/search/", ROOT).href;
const FIRST_PAUSE = 120; // ms from the last change of a field to the question
const REST = 700; // ms from the last answer to the sentence that is spoken
const block = document.getElementById("__huiguan");
const table = block ? JSON.parse(block.textContent) : {};
const words = { ...table.search, ...table.search_page };

/** The word of that name, `{names}` in it filled in. */
export function say(name, values = {}) {
  return (words[name] || "").replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

let opening = null;
let failures = 0;

async function fetchManifest() {
  const response = await fetch(`${FOLDER}index.json`, { cache: "no-cache", credentials: "same-origin" });
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.json();
}

/** The index; the same for all who ask, and asked for anew after a failure. */
export function openSearch() {
  if (!opening) {
    // Some browsers never fetch again a module that once failed; another address is another module.
    const module = import(failures ? `./huiguan-search.js?again=${failures}` : "./huiguan-search.js");
    const manifest = fetchManifest(); // on its way together with the engine
    manifest.catch(() => null); // told of where it is awaited, if the engine comes at all
    opening = module.then(({ openIndex }) => openIndex(FOLDER, { manifest }));
    opening.catch(() => {
      opening = null;
      failures += 1;
    });
  }
  return opening;
}

/** A way to ask in which only the newest question counts: the answer to an older one is null. */
export function newestAnswer() {
  let stop = null;
  return async function ask(query, options) {
    if (stop) stop.abort();
    const own = new AbortController();
    stop = own;
    try {
      const index = await openSearch();
      const found = own.signal.aborted ? null : await index.search(query, { ...options, signal: own.signal });
      return own.signal.aborted ? null : found;
    } catch (error) {
      if (own.signal.aborted) return null;
      throw error;
    }
  };
}

/** Calls `settled` with what stands in a field, shortly after each change, however it came about; never inside a composition. */
export function onSettled(field, settled) {
  let timer = 0;
  let composing = false;
  const later = (event) => {
    clearTimeout(timer);
    if (!composing && !event.isComposing) timer = setTimeout(() => settled(field.value), FIRST_PAUSE);
  };
  field.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
  });
  field.addEventListener("compositionend", () => {
    composing = false;
    later({});
  });
  field.addEventListener("input", later);
  field.addEventListener("search", later); // the field's own cross, where it sends nothing else
}

/** A way to tell a screen reader, through a live region, what the answer was once the typing rests. */
export function teller(region) {
  let timer = 0;
  return (sentence) => {
    clearTimeout(timer);
    timer = setTimeout(() => (region.textContent = sentence), REST);
  };
}

/** Whether a key belongs to an input method; Safari ends the composition before it tells of the Enter that ended it. */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;
