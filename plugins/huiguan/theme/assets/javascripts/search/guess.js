/*
 * What a query may mean by what the index does not know: words of letters as pinyin, as beginnings or with a slip of the finger, and
 * pairs of characters by their sound. Fetched with the first such query.
 */
import { Lexicon } from "./lexicon.js"

// Pairs that are looked up by their sound; a query with more unknown ones has no slip, it is about something else.
const MOST_SOUNDS = 6

/** Guesses at queries; `files` are those of the index that `manifest` tells of, and `span` makes what `rank` takes of words. */
export class Guesses {
  #files
  #lexicon
  #span

  constructor({ sounds, characters, letters }, files, span) {
    this.#files = files
    this.#lexicon = new Lexicon({ get: (name) => files.json(name), files: sounds, characters, letters })
    this.#span = span
  }

  /** Spans for rare letters; a word that the index has may be pinyin, but is no slip. */
  async letters(tokens, rare) {
    const found = []
    for (const { from, to, typed, isKnown } of rare) {
      const words = await this.#lexicon.fromPinyin(typed)
      if (words.length) found.push(await this.#span(tokens, from, to, words, "pinyin"))
      // Letters that can be read as pinyin may be a slip all the same: kuaishuo.
      if (to === from + 1 && !isKnown) found.push(...(await this.#slips(tokens, from, typed)))
    }
    return found
  }

  async #slips(tokens, from, typed) {
    const { beginning, slips } = await this.#lexicon.like(typed)
    const [words, why] = beginning.length ? [beginning, "beginning"] : [slips, "typo"]
    if (!words.length) return []
    const synonyms = []
    for (const word of words) {
      for (const [phrase, ...others] of (await this.#files.shardFor(word)).phrases) if (phrase === word) synonyms.push(...others)
    }
    return [await this.#span(tokens, from, from + 1, [...words, ...synonyms], why)]
  }

  /** Spans for unknown pairs that sound like known ones. */
  async sounds(tokens, unknown) {
    const tried = unknown.slice(0, MOST_SOUNDS)
    const found = await Promise.all(tried.map((term) => this.#sound(tokens, term)))
    return stretchesOf(tried).flatMap((stretch) => heard(stretch.map((index) => found[index])))
  }

  async #sound(tokens, { from, to }) {
    const words = await this.#lexicon.soundingLike([tokens[from].text, tokens[from + 1].text])
    return words.length ? this.#span(tokens, from, to, words, "sound") : null
  }
}

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
