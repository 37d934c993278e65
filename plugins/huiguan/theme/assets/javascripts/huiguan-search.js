/*
 * The search engine: asks the static index for a query. No page is touched here; the box and the search page draw what it finds.
 *
 * A query is cut into pairs of Han characters and words of letters, as the build cut the documents, and each is looked up in its
 * shard. Synonyms, pinyin and slips of the finger stand in for what was typed, at a lower price.
 */
import { Facets } from "./search/facets.js"
import { rank } from "./search/rank.js"
import { Files } from "./search/shard.js"
import { marked, quoted } from "./search/snippet.js"
import { Folder, termsOf, tokensOf, withoutQuestion } from "./search/text.js"

const MOST_CHARACTERS = 160
const MOST_TOKENS = 48
const PRICE = { synonym: 0.9, pinyin: 0.85, beginning: 0.75, typo: 0.7, sound: 0.6 }
const SHOWN_AS = { synonym: "synonym", pinyin: "pinyin", typo: "typo", sound: "typo" }
const MOST_OF_RARE = 3
const LEAST_LETTERS = 4

/** The index in the folder `base`, an address that ends in a slash; `manifest` may be on its way already. */
export async function openIndex(base, { manifest } = {}) {
  const root = new URL(base, globalThis.location?.href)
  return new Index(root, await (manifest ?? manifestOf(root)))
}

const manifestOf = (root) => json(new URL("index.json", root), { cache: "no-cache" })

async function answer(url, options) {
  const response = await fetch(url, { credentials: "same-origin", ...options })
  if (!response.ok) throw new Error(`${response.status} ${url}`)
  return response
}

const json = async (url, options) => (await answer(url, options)).json()

class Index {
  #root
  #folder
  #manifest
  #folding
  #files
  #guesses
  #hasTitles = false

  constructor(root, manifest) {
    this.#root = root
    this.#use(manifest)
  }

  #use(manifest) {
    this.#folder = new URL(`${manifest.version}/`, this.#root)
    this.#manifest = manifest
    this.#folding = new Folder(manifest.traditional, manifest.simplified)
    this.#files = new Files(this.#folder, manifest.shards, answer)
    this.#guesses = undefined
    this.#hasTitles = false
  }

  get size() {
    return this.#manifest.documents
  }

  /** Labels of the kinds by their codes, in display order. */
  get kinds() {
    return this.#manifest.kinds
  }

  /** What answers a query; it resolves to `{query, total, capped, hits, used, facets, degraded}`. Rejects with the signal's reason once aborted. */
  async search(query, { filters = {}, sort = "relevance", limit = 10, offset = 0, facets = false, signal } = {}) {
    stopIfAborted(signal)
    const asked = { query: String(query).trim(), filters, sort, limit, offset, facets }
    const { version } = this.#manifest
    try {
      const found = await this.#search(asked)
      stopIfAborted(signal)
      // Another search may have found the index renewed meanwhile; then this one mixed the two.
      if (version !== this.#manifest.version) return await this.#search(asked)
      this.#keepTitles()
      return found
    } catch (error) {
      stopIfAborted(signal)
      const again = (await this.#isRenewed(version)) ? await this.#search(asked).catch(() => null) : null
      return again ?? this.#searchTitles(asked, error)
    }
  }

  /** Whether the site was published anew since that version: then the files of the old index are gone. */
  async #isRenewed(version) {
    const manifest = await manifestOf(this.#root).catch(() => this.#manifest)
    if (manifest.version !== this.#manifest.version) this.#use(manifest)
    return this.#manifest.version !== version
  }

  async #search(asked) {
    const plan = await this.#plan(asked.query)
    const { all, kept, facets } = await this.#documents(plan, asked)
    const shown = kept.slice(asked.offset, asked.offset + asked.limit)
    const records = await Promise.all(shown.map((document) => this.#files.json(`r${document}.json`)))
    const needles = needlesOf(plan, this.#folding)
    return {
      query: asked.query,
      total: kept.length,
      capped: plan.terms.some((term) => term.found && term.found.documents > term.found.postings.length),
      hits: records.map((record, index) => this.#hit(shown[index], record, needles)),
      used: usedOf(plan),
      facets: asked.facets ? facets.count(all, asked.filters) : [],
      degraded: "",
    }
  }

  /** The documents that answer (`all`), those of them that pass the filters (`kept`), in their order, and the facets, if they were wanted. */
  async #documents({ terms, spans }, { filters, facets: areAsked, sort }) {
    const hasFilters = Object.values(filters).some((values) => values?.length)
    const isByDate = sort === "date" || (!terms.length && hasFilters)
    const facets = hasFilters || areAsked || isByDate ? new Facets(await this.#files.json("facets.json")) : null
    const ranked = terms.length ? rank(terms, spans, this.size).map((entry) => entry.document) : []
    const all = terms.length || !hasFilters ? ranked : Array.from({ length: this.size }, (_, index) => index)
    const kept = hasFilters ? facets.keep(all, filters) : all
    return { all, kept: isByDate ? facets.newestFirst(kept) : kept, facets }
  }

  #hit(id, [kind, title, url, where, date, tag, summary, sections], needles) {
    const { anchor, heading, snippet } = quoted({ title, summary, sections }, needles)
    return {
      id,
      kind,
      kindLabel: this.kinds[kind] ?? kind,
      url: anchor && !url.includes("#") ? `${url}#${anchor}` : url,
      title: marked(title, needles),
      snippet,
      section: heading,
      where,
      date,
      tag,
    }
  }

  /** What to look up for a query: `{terms, spans}` as `rank` takes them. */
  async #plan(query) {
    const tokens = this.#tokensOf(query)
    const terms = termsOf(tokens)
    await Promise.all(terms.map(async (term) => (term.found = await this.#files.find(term.term))))
    const spans = await this.#synonyms(tokens, terms)
    spans.push(...(await this.#guessed(tokens, terms, spans)))
    return { terms, spans }
  }

  #tokensOf(query) {
    return tokensOf(withoutQuestion(this.#fold(query.slice(0, MOST_CHARACTERS)))).slice(0, MOST_TOKENS)
  }

  async #synonyms(tokens, terms) {
    const spans = []
    const starts = terms.map((term) => term.from)
    tokens.forEach((token, index) => {
      if (token.isHan && !starts.includes(index) && tokens[index + 1] && !tokens[index + 1].isHan) starts.push(index)
    })
    let end = 0
    for (const start of starts.sort((one, other) => one - other)) {
      if (start < end) continue
      const phrase = await this.#phraseAt(tokens, start)
      if (!phrase) continue
      end = start + phrase.length
      spans.push(await this.#span(tokens, start, end, phrase.others, "synonym"))
    }
    return spans
  }

  /** The longest phrase with synonyms that begins at a token. */
  async #phraseAt(tokens, start) {
    const next = tokens[start + 1]
    const first = tokens[start].isHan && next?.isHan ? tokens[start].text + next.text : tokens[start].text
    let best = null
    for (const [phrase, ...others] of (await this.#files.shardFor(first)).phrases) {
      const parts = phrase.split(" ")
      const isHere = parts.every((part, index) => tokens[start + index]?.text === part)
      if (isHere && parts.length > (best?.length ?? 0)) best = { length: parts.length, others }
    }
    return best
  }

  /** Pinyin, slips and sounds for what the index does not know, or hardly: a page on how to search may hold `tuihuo` itself. */
  async #guessed(tokens, terms, spans) {
    const rare = rareLetters(terms, spans, this.size)
    const unknown = unknownPairs(terms, spans)
    if (!rare.length && !unknown.length) return []
    const guesses = await this.#openGuesses()
    return [...(await guesses.letters(tokens, rare)), ...(await guesses.sounds(tokens, unknown))]
  }

  async #openGuesses() {
    const lexicon = import("./search/lexicon.js") // on its way together with what rests on it
    lexicon.catch(() => null)
    const { Guesses } = await import("./search/guess.js")
    this.#guesses ??= new Guesses(this.#manifest, this.#files, (...given) => this.#span(...given))
    return this.#guesses
  }

  async #span(tokens, from, to, words, why) {
    const others = words.map(async (word) => {
      const terms = termsOf(tokensOf(this.#fold(word))).map((term) => term.term)
      return { word, why, price: PRICE[why], looked: terms, terms: await Promise.all(terms.map((term) => this.#files.find(term))) }
    })
    const typed = tokens.slice(from, to).map((token, index) => (index && !token.joins ? " " : "") + token.text)
    return { from, to, typed: typed.join(""), others: await Promise.all(others) }
  }

  #fold(text) {
    return this.#folding.fold(text)
  }

  /** Lays the titles by for when the network fails, once a search has worked and the browser has nothing else to do. */
  #keepTitles() {
    if (this.#hasTitles || !globalThis.caches || globalThis.navigator?.connection?.saveData) return
    this.#hasTitles = true
    const later = globalThis.requestIdleCallback ?? ((task) => setTimeout(task, 2000))
    const lay = async () => (await import("./search/titles.js")).layTitles(this.#root, this.#folder, answer)
    later(() => lay().catch(() => (this.#hasTitles = false)))
  }

  /** Titles and tags alone, when the index could not be had. */
  async #searchTitles(asked, error) {
    const { matching, titlesOf } = await import("./search/titles.js").catch(() => Promise.reject(error))
    const titles = await titlesOf(this.#root, this.#folder, answer).catch(() => Promise.reject(error))
    const tokens = this.#tokensOf(asked.query)
    const found = matching(titles, tokens, (text) => this.#fold(text), asked.filters)
    const needles = needlesOf({ terms: termsOf(tokens), spans: [] }, this.#folding)
    const hits = found.slice(asked.offset, asked.offset + asked.limit).map(([id, [kind, title, url, where, date, tag]]) =>
      this.#hit(id, [kind, title, url, where, date, tag, "", []], needles),
    )
    return { query: asked.query, total: found.length, capped: false, hits, used: [], facets: [], degraded: "titles" }
  }
}

function stopIfAborted(signal) {
  if (signal?.aborted) throw signal.reason ?? new DOMException("aborted", "AbortError")
}

const isInside = (term, spans) => spans.some((span) => term.from >= span.from && term.to <= span.to)

/** Letters that few documents hold, `{from, to, typed, isKnown}`; neighbouring words are one: tui huo lv. */
function rareLetters(terms, spans, size) {
  const isRare = (term) => (term.found?.documents ?? 0) <= Math.max(MOST_OF_RARE, size / 100)
  const found = []
  for (const term of terms.filter((each) => /^[a-z]+$/.test(each.term) && isRare(each) && !isInside(each, spans))) {
    const last = found[found.length - 1]
    if (last?.to === term.from) Object.assign(last, { to: term.to, typed: last.typed + term.term })
    else found.push({ from: term.from, to: term.to, typed: term.term, isKnown: Boolean(term.found) })
  }
  return found.filter(({ typed }) => typed.length >= LEAST_LETTERS)
}

/** Pairs that no document holds, in a query most of which is unknown; where most of it is known, the rest is joints between words. */
function unknownPairs(terms, spans) {
  const pairs = terms.filter((term) => term.to - term.from === 2)
  const unknown = pairs.filter((term) => !term.found && !isInside(term, spans))
  return unknown.length * 2 > pairs.length ? unknown : []
}

/** What a result marks: the terms of the query, and of the words that stood in for it. */
function needlesOf({ terms, spans }, folder) {
  const all = terms.map((term) => term.term)
  for (const span of spans) for (const other of span.others) if (other.helped) all.push(...other.looked)
  return { terms: new Set(all), folder }
}

function usedOf({ spans }) {
  const used = []
  for (const span of spans) {
    const helped = span.others.filter((other) => other.helped && SHOWN_AS[other.why])
    const isTold = used.some((entry) => entry.typed === span.typed && entry.why === SHOWN_AS[helped[0]?.why])
    if (helped.length && !isTold) used.push({ typed: span.typed, as: helped.map((other) => other.word), why: SHOWN_AS[helped[0].why] })
  }
  return used
}
