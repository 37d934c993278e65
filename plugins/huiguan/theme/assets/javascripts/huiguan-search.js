/*
 * The search engine: asks the static index for a query. No page is touched here; the box and the search page draw what it finds.
 *
 * A query is cut into pairs of Han characters and words of letters, as the build cut the documents, and each is looked up in its
 * shard. Synonyms, pinyin and slips of the finger stand in for what was typed, at a lower price.
 */
import { Facets } from "./search/facets.js"
import { rank } from "./search/rank.js"
import { readShard, shardOf } from "./search/shard.js"
import { marked, quoted } from "./search/snippet.js"
import { Folder, termsOf, tokensOf, withoutQuestion } from "./search/text.js"

const MOST_CHARACTERS = 160
const MOST_TOKENS = 48
const PRICE = { synonym: 0.9, pinyin: 0.85, beginning: 0.75, typo: 0.7, sound: 0.6 }
const SHOWN_AS = { synonym: "synonym", pinyin: "pinyin", typo: "typo", sound: "typo" }
const LEAST_LETTERS = 4
const MOST_OF_RARE = 3
// Files of the index that are kept at hand, the last used ones; the browser's own cache has the others.
const MOST_FILES = 600
// Pairs that are looked up by their sound; a query with more unknown ones has no slip, it is about something else.
const MOST_SOUNDS = 6

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
  #files = new Map()
  #hasTitles = false
  #lexicon

  constructor(root, manifest) {
    this.#root = root
    this.#use(manifest)
  }

  #use(manifest) {
    this.#folder = new URL(`${manifest.version}/`, this.#root)
    this.#manifest = manifest
    this.#folding = new Folder(manifest.traditional, manifest.simplified)
    this.#files = new Map()
    this.#hasTitles = false
    this.#lexicon = undefined
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
    const hasFilters = Object.values(asked.filters).some((values) => values?.length)
    const plan = await this.#plan(asked.query)
    const ranked = plan.terms.length ? rank(plan.terms, plan.spans, this.size).map((entry) => entry.document) : []
    const all = plan.terms.length || !hasFilters ? ranked : Array.from({ length: this.size }, (_, index) => index)
    const columns = hasFilters || asked.facets || asked.sort === "date" ? new Facets(await this.#json("facets.json")) : null
    const kept = hasFilters ? columns.keep(all, asked.filters) : all
    const isByDate = asked.sort === "date" || (!plan.terms.length && hasFilters)
    const shown = (isByDate ? columns.newestFirst(kept) : kept).slice(asked.offset, asked.offset + asked.limit)
    const needles = needlesOf(plan, this.#folding)
    const records = await Promise.all(shown.map((document) => this.#json(`r${document}.json`)))
    return {
      query: asked.query,
      total: kept.length,
      capped: plan.terms.some((term) => term.found && term.found.documents > term.found.postings.length),
      hits: records.map((record, index) => this.#hit(shown[index], record, needles)),
      used: usedOf(plan),
      facets: asked.facets ? columns.count(all, asked.filters) : [],
      degraded: "",
    }
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
    await Promise.all(terms.map(async (term) => (term.found = await this.#find(term.term))))
    const spans = await this.#synonyms(tokens, terms)
    spans.push(...(await this.#letters(tokens, terms, spans)), ...(await this.#sounds(tokens, terms, spans)))
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
    for (const [phrase, ...others] of (await this.#shardFor(first)).phrases) {
      const parts = phrase.split(" ")
      const isHere = parts.every((part, index) => tokens[start + index]?.text === part)
      if (isHere && parts.length > (best?.length ?? 0)) best = { length: parts.length, others }
    }
    return best
  }

  /** Pinyin, beginnings and slips for words of letters that no document holds; a page on how to search may hold `tuihuo` itself. */
  async #letters(tokens, terms, spans) {
    const isRare = (term) => (term.found?.documents ?? 0) <= Math.max(MOST_OF_RARE, this.size / 100)
    const asked = terms.filter((term) => isRare(term) && /^[a-z]+$/.test(term.term) && !isInside(term, spans))
    const found = []
    for (const { from, to } of joined(asked)) {
      const typed = tokens.slice(from, to).map((token) => token.text).join("")
      if (typed.length < LEAST_LETTERS) continue
      const lexicon = await this.#openLexicon()
      const words = await lexicon.fromPinyin(typed)
      if (words.length) found.push(await this.#span(tokens, from, to, words, "pinyin"))
      // Letters that can be read as pinyin may be a slip all the same: kuaishuo.
      const isKnown = terms.some((term) => term.from === from && term.found)
      if (to === from + 1 && !isKnown) found.push(...(await this.#slips(tokens, from, typed, lexicon)))
    }
    return found
  }

  async #slips(tokens, from, typed, lexicon) {
    const { beginning, slips } = await lexicon.like(typed)
    const [words, why] = beginning.length ? [beginning, "beginning"] : [slips, "typo"]
    if (!words.length) return []
    const synonyms = []
    for (const word of words) {
      for (const [phrase, ...others] of (await this.#shardFor(word)).phrases) if (phrase === word) synonyms.push(...others)
    }
    return [await this.#span(tokens, from, from + 1, [...words, ...synonyms], why)]
  }

  /** Characters that sound the same, for pairs that no document holds in a query most of which is unknown. */
  async #sounds(tokens, terms, spans) {
    const isPair = (term) => term.to - term.from === 2
    const isKnown = (term) => term.found || isInside(term, spans)
    const pairs = terms.filter(isPair)
    // Where most of it is known, the rest is joints between words.
    if (pairs.filter(isKnown).length * 2 >= pairs.length) return []
    const unknown = pairs.filter((term) => !isKnown(term))
    const found = await Promise.all(unknown.slice(0, MOST_SOUNDS).map((term) => this.#sound(tokens, term)))
    return stretchesOf(unknown.slice(0, MOST_SOUNDS)).flatMap((stretch) => heard(stretch.map((index) => found[index])))
  }

  async #sound(tokens, { from, to }) {
    const lexicon = await this.#openLexicon()
    const words = await lexicon.soundingLike([tokens[from].text, tokens[from + 1].text])
    return words.length ? this.#span(tokens, from, to, words, "sound") : null
  }

  async #span(tokens, from, to, words, why) {
    const others = words.map(async (word) => {
      const terms = termsOf(tokensOf(this.#fold(word))).map((term) => term.term)
      return { word, why, price: PRICE[why], looked: terms, terms: await Promise.all(terms.map((term) => this.#find(term))) }
    })
    const typed = tokens.slice(from, to).map((token, index) => (index && !token.joins ? " " : "") + token.text)
    return { from, to, typed: typed.join(""), others: await Promise.all(others) }
  }

  #fold(text) {
    return this.#folding.fold(text)
  }

  async #find(term) {
    return (await this.#shardFor(term)).terms.get(term)
  }

  #shardFor(term) {
    const name = `t${shardOf(term, this.#manifest.shards)}.bin`
    return this.#kept(name, async (url) => readShard(new Uint8Array(await (await answer(url)).arrayBuffer())))
  }

  #json(name) {
    return this.#kept(name, json)
  }

  /** What a file of the index holds, asked for once; a failed request may be tried again. */
  #kept(name, load) {
    const files = this.#files
    const file = files.get(name) ?? load(new URL(name, this.#folder))
    if (!files.has(name)) file.catch(() => files.delete(name))
    files.delete(name)
    files.set(name, file)
    if (files.size > MOST_FILES) files.delete(files.keys().next().value)
    return file
  }

  async #openLexicon() {
    const { Lexicon } = await import("./search/lexicon.js")
    this.#lexicon ??= new Lexicon({
      get: (name) => this.#json(name),
      files: this.#manifest.sounds,
      characters: this.#manifest.characters,
      letters: this.#manifest.letters,
    })
    return this.#lexicon
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

/** Which of these pairs overlap, as lists of their places. */
function stretchesOf(pairs) {
  const found = []
  pairs.forEach(({ from }, index) => {
    const isNext = index > 0 && pairs[index - 1].from === from - 1
    if (isNext) found[found.length - 1].push(index)
    else found.push([index])
  })
  return found
}

/** What one slip of the ear explains: at least half of a stretch; of words that the club does not have, a pair may sound like one. */
function heard(spans) {
  const known = spans.filter(Boolean)
  return known.length * 2 >= spans.length ? known : []
}

/** Neighbouring words as one: tui huo lv. */
function joined(terms) {
  const found = []
  for (const { from, to } of terms) {
    const last = found[found.length - 1]
    if (last?.to === from) last.to = to
    else found.push({ from, to })
  }
  return found
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
