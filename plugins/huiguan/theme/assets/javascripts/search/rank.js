/*
 * Which documents answer a query, and in what order.
 *
 * A document is worth what its terms are worth, the rare ones more, times how much of the query it covers. A word that stands in for
 * what was typed counts where a document holds it whole.
 */
import { documentOf, impactOf } from "./shard.js"

const STRENGTH_OF_BRIDGE = 0.3
// A pair with a character of grammar or counting is seldom what a query is about.
const STRENGTH_OF_GRAMMAR = 0.4
const GRAMMAR = /[的了是不在有和就也都很把被让给从与及而但或我你他她它们这那些么个一两三之其着过吗呢吧]/
const COVERAGE = 1
const LEAST_COVERAGE = 0.3
const EVENNESS = 3
const WHOLE = 0.75

/**
 * Ranks documents. `terms` are `{from, to, found}`, `spans` `{from, to, others: [{price, terms: [found], …}]}`, where `found` is
 * `{documents, postings}` or undefined. Returns `[{document, score}]`, the best first, and marks each of the `others` that helped.
 */
export function rank(terms, spans, size) {
  const values = terms.map((term) => ({ ...term, of: valuesOf(term.found), strength: strengthOf(term, spans) }))
  for (const span of spans) standIn(span, values)
  const counted = values.filter((term) => term.of.size > 0)
  const weights = counted.map((term) => term.strength * rarityOf(term, size))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const scores = new Map()
  counted.forEach((term, index) => {
    for (const [document, value] of term.of) {
      const entry = scores.get(document) ?? { document, score: 0, coverage: 0 }
      entry.score += weights[index] * value
      entry.coverage += weights[index]
      scores.set(document, entry)
    }
  })
  return ordered([...scores.values()], whole)
}

/** A word on one page alone is not worth many times one on twenty, else it would drive their pages out. */
function rarityOf(term, size) {
  return Math.log(1 + size / (Math.max(term.of.size, term.found?.documents ?? 0) + EVENNESS))
}

function ordered(entries, whole) {
  const best = entries.reduce((most, entry) => Math.max(most, entry.coverage), 0)
  const kept = entries.filter((entry) => entry.coverage >= best * LEAST_COVERAGE)
  for (const entry of kept) entry.score = (entry.score / whole) * (entry.coverage / whole) ** COVERAGE
  return kept.sort((one, other) => other.score - one.score || one.document - other.document)
}

function valuesOf(found) {
  const values = new Map()
  for (const posting of found?.postings ?? []) values.set(documentOf(posting), impactOf(posting))
  return values
}

/** A pair that reaches over the edge of a known word is no word itself, and one of grammar says little. */
function strengthOf(term, spans) {
  const isBridge = spans.some((span) => (term.from < span.from && term.to > span.from) || (term.from < span.to && term.to > span.to))
  if (isBridge) return STRENGTH_OF_BRIDGE
  return term.to - term.from === 2 && GRAMMAR.test(term.term) ? STRENGTH_OF_GRAMMAR : 1
}

/** Lets the other words of a span answer for the terms inside it. */
function standIn(span, values) {
  const inside = values.filter((term) => term.from >= span.from && term.to <= span.to)
  for (const other of span.others) {
    const holders = holdersOf(other.terms)
    other.helped = holders.size > 0
    for (const [document, value] of holders) {
      for (const term of inside) term.of.set(document, Math.max(term.of.get(document) ?? 0, value * other.price))
    }
  }
}

/** The documents that hold all of these terms, or nearly all of many, and how much they are about them. */
function holdersOf(terms) {
  const sums = new Map()
  for (const found of terms) {
    for (const posting of found?.postings ?? []) {
      const entry = sums.get(documentOf(posting)) ?? { count: 0, value: 0 }
      entry.count += 1
      entry.value += impactOf(posting)
      sums.set(documentOf(posting), entry)
    }
  }
  const least = terms.length > 2 ? Math.ceil(terms.length * WHOLE) : terms.length
  const holders = new Map()
  for (const [document, { count, value }] of sums) {
    if (count >= least) holders.set(document, value / terms.length)
  }
  return holders
}
