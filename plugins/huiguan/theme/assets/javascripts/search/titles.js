/*
 * Search in titles and tags alone, for when the network fails.
 */

/** The entries that hold all tokens, `[index, entry]`; those with all of them in the title first. */
export function matching(titles, tokens, fold, filters) {
  const kinds = filters.kind ?? []
  if (!tokens.length && !kinds.length) return []
  const found = []
  titles.forEach((entry, index) => {
    if (kinds.length && !kinds.includes(entry[0])) return
    const [title, words] = [fold(entry[1]), fold(entry[6])]
    const inTitle = tokens.filter((token) => title.includes(token.text)).length
    if (tokens.every((token) => title.includes(token.text) || words.includes(token.text))) found.push([index, entry, inTitle])
  })
  return found.sort((one, other) => other[2] - one[2]).map(([index, entry]) => [index, entry])
}
