/*
 * What may be meant by letters that no document holds: pinyin, the beginning of a word, a slip of the finger; and by characters that
 * no document holds: others that sound the same.
 */
import { shardOf } from "./shard.js"

const MOST_WAYS = 4
const MOST_SYLLABLES = 12
const BEAM = 12
const PRICE_OF_BREAK = 1.5
const PRICE_OF_RANK = 0.3
const MOST_WORDS = 3

/** Asks the files of the lexicon through `get(name)`, which resolves to parsed JSON. */
export class Lexicon {
  #get
  #files
  #characters
  #letters

  constructor({ get, files, characters, letters }) {
    this.#get = get
    this.#files = files
    this.#characters = characters
    this.#letters = letters
  }

  /** The Han words that are written so in pinyin, the likeliest first; parts that are no neighbours are parted by a blank. */
  async fromPinyin(letters) {
    const typed = letters.replace(/([ln])ue/g, "$1ve")
    const known = new Set(await this.#get("syllables.json"))
    const found = []
    for (const way of waysOf(typed, known)) found.push(...(await this.#chains(way)))
    found.sort((one, other) => one.cost - other.cost)
    return [...new Set(found.map((chain) => chain.text))].slice(0, MOST_WORDS)
  }

  async #chains(syllables) {
    const tables = await Promise.all(syllables.slice(0, -1).map((syllable) => this.#soundsAfter(syllable)))
    const pairs = tables.map((table, index) => pairsOf(table, syllables[index + 1], index === tables.length - 1))
    return chainsOf(pairs, syllables.length)
  }

  async #soundsAfter(syllable) {
    const file = await this.#get(`s${shardOf(syllable, this.#files)}.json`)
    return Object.hasOwn?.(file, syllable) ?? syllable in file ? file[syllable] : {}
  }

  /** Pairs that sound like this one and share a character with it. */
  async soundingLike([first, second]) {
    const [readings, others] = await Promise.all([this.#readings(first), this.#readings(second)])
    const found = []
    for (const one of readings) {
      const table = await this.#soundsAfter(one)
      for (const other of others) found.push(...pairsOf(table, other, false))
    }
    return [...new Set(found)].filter((pair) => pair.includes(first) || pair.includes(second)).slice(0, MOST_WORDS)
  }

  async #readings(char) {
    return (await this.#get(`c${shardOf(char, this.#characters)}.json`))[char] ?? []
  }

  /** Words that begin so, or differ by a slip: `{beginning: [], slips: []}`, the nearest first. */
  async like(typed) {
    const words = new Set()
    for (const letter of new Set([typed[0], typed[1]])) {
      if (this.#letters.includes(letter)) for (const word of await this.#get(`w${letter}.json`)) words.add(word)
    }
    const most = typed.length < 8 ? 1 : 2
    const slips = []
    for (const word of words) {
      const distance = Math.abs(word.length - typed.length) <= most ? distanceOf(typed, word) : most + 1
      if (distance <= most && distance > 0) slips.push({ word, distance })
    }
    slips.sort((one, other) => one.distance - other.distance)
    const beginning = [...words].filter((word) => word.startsWith(typed)).sort((one, other) => one.length - other.length)
    return { beginning: beginning.slice(0, MOST_WORDS), slips: slips.slice(0, MOST_WORDS).map((slip) => slip.word) }
  }
}

/** The ways to part letters into syllables, those with few syllables first; the last one may be half typed. */
function waysOf(letters, known) {
  const found = []
  const left = syllablesLeft(letters, known)
  const part = (rest, taken) => {
    // Only ways that come to an end are followed, else xianxianxian… would be parted in thousands of ways for nothing.
    if (found.length >= MOST_WAYS * 4 || taken.length + left[letters.length - rest.length] > MOST_SYLLABLES) return
    if (!rest) return void found.push(taken)
    for (let length = Math.min(6, rest.length); length > 0; length--) {
      if (known.has(rest.slice(0, length))) part(rest.slice(length), [...taken, rest.slice(0, length)])
    }
    if (taken.length && rest.length < 6 && !known.has(rest) && [...known].some((syllable) => syllable.startsWith(rest))) {
      found.push([...taken, rest])
    }
  }
  part(letters, [])
  return found.filter((way) => way.length > 1).sort((one, other) => one.length - other.length).slice(0, MOST_WAYS)
}

/** For each place in the letters the fewest syllables from there to the end, Infinity where there is no way. */
function syllablesLeft(letters, known) {
  const left = new Array(letters.length + 1).fill(Infinity)
  left[letters.length] = 0
  for (let at = letters.length - 1; at >= 0; at--) {
    for (let length = Math.min(6, letters.length - at); length > 0; length--) {
      const syllable = letters.slice(at, at + length)
      if (known.has(syllable)) left[at] = Math.min(left[at], left[at + length] + 1)
    }
    const isHalf = at > 0 && letters.length - at < 6 && [...known].some((syllable) => syllable.startsWith(letters.slice(at)))
    if (isHalf) left[at] = 1
  }
  return left
}

/** The pairs of characters under a second syllable, which may be half typed. */
function pairsOf(table, syllable, mayBePart) {
  const keys = syllable in table || !mayBePart ? [syllable] : Object.keys(table).filter((key) => key.startsWith(syllable))
  const found = []
  for (const key of keys) {
    const chars = Array.from(typeof table[key] === "string" ? table[key] : "")
    for (let index = 0; index + 1 < chars.length; index += 2) found.push(chars[index] + chars[index + 1])
  }
  return found
}

/** Chains of pairs over `length` syllables: each overlaps the one before, or begins a new word at a price. */
function chainsOf(pairs, length) {
  let beams = Array.from({ length: length + 1 }, () => [])
  beams[0] = [{ text: "", last: "", cost: 0 }]
  for (let at = 0; at < length; at++) {
    const open = beams[at].sort((one, other) => one.cost - other.cost).slice(0, BEAM)
    for (const chain of open) {
      ;(pairs[at] ?? []).forEach((pair, rank) => {
        const [first, second] = Array.from(pair)
        const cost = chain.cost + rank * PRICE_OF_RANK + (chain.text ? PRICE_OF_BREAK : 0)
        beams[at + 2]?.push({ text: `${chain.text}${chain.text ? " " : ""}${first}${second}`, last: second, cost })
      })
      ;(at ? pairs[at - 1] : []).forEach((pair, rank) => {
        const [first, second] = Array.from(pair)
        if (first === chain.last) beams[at + 1].push({ text: chain.text + second, last: second, cost: chain.cost + rank * PRICE_OF_RANK })
      })
    }
  }
  return beams[length].sort((one, other) => one.cost - other.cost).slice(0, MOST_WORDS)
}

/** How many letters to add, drop, change or swap (optimal string alignment). */
function distanceOf(one, other) {
  let before = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const now = [row]
    for (let column = 1; column <= other.length; column++) {
      const change = last[column - 1] + (one[row - 1] === other[column - 1] ? 0 : 1)
      now[column] = Math.min(last[column] + 1, now[column - 1] + 1, change)
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (isSwap) now[column] = Math.min(now[column], before[column - 2] + 1)
    }
    before = last
    last = now
  }
  return last[other.length]
}
