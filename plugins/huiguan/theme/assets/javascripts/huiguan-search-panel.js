// Huiguan 会馆: the panel under the search box: results as one types, and what was searched lately; the combobox of ARIA.

import { isComposing, newestAnswer, onSettled, openSearch, say, teller } from "./huiguan-search-ask.js";
import {
  addressOf, countOf, dateOf, fewerWords, listLinks, make, marked, searchAddress, snippetOf, tagOf, usedWords,
} from "./huiguan-search-hits.js";
import { forgetSearches, recentSearches, rememberSearch } from "./huiguan-search-recent.js";

const MOST = 6; // each is a file of its own
const QUIET = 300; // ms before the panel says that it waits

/** The panel of one box. */
class Panel {
  constructor(box, { leave }) {
    this.box = box;
    this.leave = leave;
    this.form = box.querySelector("form");
    this.field = box.querySelector("input");
    this.ask = newestAnswer();
    this.shown = null; // the query whose results stand there
    this.active = -1;
    this.list = make("div", { id: "hg-search-list", className: "hg-panel__list" });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", say("results"));
    this.head = make("div", { className: "hg-panel__head" });
    this.foot = make("div", { className: "hg-panel__foot" });
    this.panel = make("div", { className: "hg-panel", hidden: true }, this.head, this.list, this.foot);
    const told = make("p", { className: "hg-vh" });
    told.setAttribute("role", "status");
    this.tell = teller(told);
    box.append(this.panel, told);
    this.listen();
  }

  listen() {
    onSettled(this.field, () => this.look());
    this.field.addEventListener("focus", () => this.look());
    this.field.addEventListener("click", () => this.panel.hidden && this.look());
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.form.addEventListener("submit", () => rememberSearch(this.field.value));
    // The cursor stays in the field: Safari focuses neither links nor buttons, and the panel would be gone before the click.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
    this.panel.addEventListener("click", (event) => this.onPress(event));
    this.box.addEventListener("focusout", (event) => {
      if (!this.isScreen && !this.box.contains(event.relatedTarget)) this.close();
    });
  }

  /** Whether the box fills the screen of a phone. */
  get isScreen() {
    return "hgScreen" in this.box.dataset;
  }

  get options() {
    return [...this.list.children];
  }

  // ---------- asking ----------

  /** Shows what fits the field as it is now. */
  async look() {
    const query = this.field.value.trim();
    if (!query) this.lookBack();
    else if (query === this.shown) this.open();
    else await this.search(query);
  }

  async search(query) {
    if (this.shown === null) this.close(); // what was searched lately is no answer to what is typed now
    const wait = setTimeout(() => this.draw({ head: [say("wait")] }), this.shown ? QUIET * 4 : QUIET);
    try {
      const found = await this.ask(query, { limit: MOST });
      if (found) await this.show(found, query);
    } catch {
      this.fail();
    } finally {
      clearTimeout(wait);
    }
  }

  async show(found, query) {
    this.shown = found.degraded ? null : query;
    const hits = found.hits.map((hit) => hitOption(hit));
    if (!hits.length) {
      this.draw({ head: [say("none", { query: found.query })], ways: await waysOn(query), note: this.degraded(found) });
      this.tell(say("found_none"));
      return;
    }
    const used = usedWords(found);
    const all = make("a", { href: searchAddress(query), data: { hgAll: "" } }, say("all", { count: countOf(found) }));
    const keys = make("span", { className: "hg-panel__keys" }, say("keys"));
    this.draw({ head: [say("best"), ...used], options: hits, foot: [all, keys], note: this.degraded(found) });
    this.tell([say("found", { count: countOf(found) }), ...used].join(" "));
  }

  /** A note that only a part was searched, and a way to try again; nothing where all was. */
  degraded(found) {
    return found.degraded ? [say("titles"), againButton()] : [];
  }

  fail() {
    this.shown = null;
    this.draw({ note: [say("failed"), againButton(), browseLink()] });
    this.tell(say("failed"));
  }

  /** What was searched lately, while the field is empty. */
  lookBack() {
    this.ask("", { limit: 0 }).catch(() => null); // whatever was asked before is past
    this.shown = null;
    const searches = recentSearches();
    if (!searches.length) return this.isScreen ? this.draw({ ways: [browseLink()] }) : this.close();
    const options = searches.map((query) => recentOption(query));
    const clear = make("button", { type: "button", className: "hg-panel__b", data: { hgForget: "" } }, say("clear"));
    return this.draw({ head: [say("recent")], options, foot: [make("span", {}, say("forget")), clear] });
  }

  // ---------- drawing ----------

  /** Draws the panel's parts; those that are not given stay empty. */
  draw({ head = [], note = [], options = [], ways = [], foot = [] }) {
    const lines = head.map((line) => make("p", {}, line));
    if (note.length) lines.unshift(make("p", { className: "hg-panel__note" }, ...note));
    if (ways.length) lines.push(make("p", { className: "hg-panel__ways" }, ...ways));
    this.head.replaceChildren(...lines);
    options.forEach((option, number) => (option.id = `hg-option-${number}`));
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    this.foot.replaceChildren(...foot);
    this.foot.hidden = !foot.length;
    this.activate(-1);
    this.open();
  }

  open() {
    this.panel.hidden = !(this.isScreen || document.activeElement === this.field || this.panel.contains(document.activeElement));
    this.field.setAttribute("aria-expanded", String(!this.panel.hidden && this.options.length > 0));
  }

  close() {
    this.panel.hidden = true;
    this.activate(-1);
    this.field.setAttribute("aria-expanded", "false");
  }

  /** Makes one option the one that Enter opens; -1 lets go. */
  activate(number) {
    this.active = number;
    this.options.forEach((option, each) => option.setAttribute("aria-selected", String(each === number)));
    const option = this.options[number];
    if (option) {
      this.field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }

  // ---------- keys and presses ----------

  onKey(event) {
    if (isComposing(event)) return;
    const count = this.panel.hidden ? 0 : this.options.length;
    const to = target(event, this.active, count);
    if (to !== null) {
      event.preventDefault();
      this.activate(to);
    } else if (event.key === "ArrowDown" && this.panel.hidden) this.look();
    else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.options[this.active].click();
    } else if (event.key === "Escape" && !this.panel.hidden && !this.isScreen) {
      event.preventDefault(); // the field keeps what was typed
      this.close();
    }
  }

  onPress(event) {
    const pressed = (selector) => event.target.closest(selector);
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    const recent = pressed("[data-hg-query]");
    if (recent && isPlain) {
      event.preventDefault();
      this.field.value = recent.dataset.hgQuery;
      this.look();
    } else if (pressed("[data-hg-forget]")) this.forget();
    else if (pressed("[data-hg-again]")) this.look();
    else if (pressed("a[href]")) this.follow(pressed("a[href]"), isPlain);
  }

  /** What is left behind when a link is followed: on a phone the results stay for the way back. */
  follow(link, isPlain) {
    rememberSearch(this.field.value);
    if (!isPlain) return;
    this.leave({ isSamePage: link.pathname === location.pathname && link.search === location.search });
    if (!this.isScreen) this.close();
  }

  forget() {
    forgetSearches();
    this.field.focus();
    this.draw({ head: [say("cleared")] });
    this.tell(say("cleared"));
  }
}

/** The option that a key leads to, -1 for none of them, null where the key is not one of ours. */
function target({ key, ctrlKey, metaKey, altKey, shiftKey }, active, count) {
  if (!count || ctrlKey || metaKey || altKey || shiftKey) return null;
  if (key === "ArrowDown") return active + 1 < count ? active + 1 : -1;
  if (key === "ArrowUp") return active < 0 ? count - 1 : active - 1;
  if (active < 0) return null; // else Home and End move the cursor in the text
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

function asOption(link) {
  link.setAttribute("role", "option");
  link.tabIndex = -1;
  return link;
}

function hitOption(hit) {
  const title = make("strong", {}, ...marked(hit.title), tagOf(hit));
  const text = make("span", {}, title, make("small", {}, dateOf(hit), ...snippetOf(hit)));
  return asOption(make("a", { href: addressOf(hit.url) }, make("span", { className: "hg-panel__kind" }, hit.kindLabel), text));
}

function recentOption(query) {
  return asOption(make("a", { href: searchAddress(query), className: "hg-panel__recent", data: { hgQuery: query } }, query));
}

function againButton() {
  return make("button", { type: "button", className: "hg-panel__b", data: { hgAgain: "" } }, say("again"));
}

const browseLink = () => make("a", { href: searchAddress() }, say("browse"));

/** Where to go on when nothing was found: fewer words, the page of search, the lists. */
async function waysOn(query) {
  const { kinds } = await openSearch();
  const fewer = fewerWords(query);
  const less = fewer ? make("a", { href: searchAddress(fewer), data: { hgQuery: fewer } }, say("fewer", { query: fewer })) : "";
  return [less, browseLink(), ...listLinks(kinds)];
}

/** Starts the panel of a box, on a field that may hold something already. */
export function startPanel(box, options) {
  const panel = new Panel(box, options);
  openSearch().catch(() => null); // on its way before the first letter; whoever asks is told when it does not come
  panel.look();
  return panel;
}
