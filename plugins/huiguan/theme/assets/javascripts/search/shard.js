/*
 * The binary files of the index: see `shards.py` for the layout.
 */

const LEVELS = 32
const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})
const encoder = new TextEncoder()
const decoder = new TextDecoder()

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
