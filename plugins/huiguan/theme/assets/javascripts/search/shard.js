/*
 * The files of the index, each fetched once. Terms stand in binary ones: see `shards.py` for their layout.
 */

// Files that are kept at hand, the last used ones; the browser's own cache has the others.
const MOST_FILES = 600
const LEVELS = 32
const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** What stands in the files of the index in `folder`, which `ask` fetches; terms lie in `count` shards. */
export class Files {
  #folder
  #count
  #ask
  #kept = new Map()

  constructor(folder, count, ask) {
    this.#folder = folder
    this.#count = count
    this.#ask = ask
  }

  /** What a file of JSON holds. */
  json(name) {
    return this.#once(name, async (url) => (await this.#ask(url)).json())
  }

  /** The shard that a term or a phrase beginning with it stands in. */
  shardFor(term) {
    const read = async (url) => readShard(new Uint8Array(await (await this.#ask(url)).arrayBuffer()))
    return this.#once(`t${shardOf(term, this.#count)}.bin`, read)
  }

  /** `{documents, postings}` of a term that the index has. */
  async find(term) {
    return (await this.shardFor(term)).terms.get(term)
  }

  /** A failed request may be tried again. */
  #once(name, load) {
    const file = this.#kept.get(name) ?? load(new URL(name, this.#folder))
    if (!this.#kept.has(name)) file.catch(() => this.#kept.delete(name))
    this.#kept.delete(name)
    this.#kept.set(name, file)
    if (this.#kept.size > MOST_FILES) this.#kept.delete(this.#kept.keys().next().value)
    return file
  }
}

/** In which of `count` files a name stands: CRC-32 of its UTF-8. */
export function shardOf(name, count) {
  let value = 0xffffffff
  for (const byte of encoder.encode(name)) value = (value >>> 8) ^ TABLE[(value ^ byte) & 255]
  return ((value ^ 0xffffffff) >>> 0) % count
}

/** The terms and phrases of a shard: `{terms: Map of term to {documents, postings}, phrases: [[phrase, ...words]]}`. */
export function readShard(bytes) {
  let at = 0
  const number = () => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
  const text = () => {
    const length = number()
    at += length
    return decoder.decode(bytes.subarray(at - length, at))
  }
  const terms = new Map()
  for (let left = number(); left > 0; left--) {
    const term = text()
    const documents = number()
    const postings = new Uint32Array(number())
    let before = 0
    for (let index = 0; index < postings.length; index++) {
      before = (before - (before % LEVELS)) + number()
      postings[index] = before
    }
    terms.set(term, { documents, postings })
  }
  const phrases = []
  for (let left = number(); left > 0; left--) phrases.push(text().split("\n"))
  return { terms, phrases }
}

/** The document of a posting, and what part of it the term is, from above 0 to 1. */
export const documentOf = (posting) => Math.floor(posting / LEVELS)
export const impactOf = (posting) => (posting % LEVELS) / (LEVELS - 1)
