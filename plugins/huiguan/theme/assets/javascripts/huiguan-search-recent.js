// Huiguan 会馆: what was searched lately, kept on this device alone.

import { ROOT } from "./huiguan-search-ask.js";

const KEY = `huiguan:searches:${ROOT.pathname}`;
const MOST = 8;
const LONGEST = 80;

/** The last searches, newest first; none where the browser keeps nothing. */
export function recentSearches() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string" && each).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Puts a search first; what is longer than a search is not kept. */
export function rememberSearch(query) {
  const typed = query.trim();
  if (typed && typed.length <= LONGEST) keep([typed, ...recentSearches().filter((each) => each !== typed)].slice(0, MOST));
}

/** Forgets them all. */
export function forgetSearches() {
  keep([]);
}

function keep(searches) {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches));
  } catch {
    // a browser that keeps nothing searches all the same
  }
}
