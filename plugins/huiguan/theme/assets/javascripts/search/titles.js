/*
 * Search in titles and tags alone, for when the network fails: they are laid by once a search has worked.
 */
const CACHE = "huiguan-search"

/** Lays the titles of the index in `folder` by, which `ask` fetches; being here already, this module needs no network either. */
export async function layTitles(root, folder, ask) {
  const url = addressIn(folder)
  const cache = await cacheOf(root)
  if (await cache.match(url)) return
  const response = await ask(url)
  for (const request of await cache.keys()) await cache.delete(request)
  await cache.put(url, response)
}

/** The titles that were laid by, or those of the server. */
export async function titlesOf(root, folder, ask) {
  const url = addressIn(folder)
  // A private window may have the cache and refuse it.
  const kept = globalThis.caches ? await cacheOf(root).then((cache) => cache.match(url)).catch(() => null) : null
  return (kept ?? (await ask(url))).json()
}

const addressIn = (folder) => new URL("titles.json", folder)

/** What was laid by for this index alone: other editions may lie on the same host. */
const cacheOf = (root) => caches.open(`${CACHE} ${root.pathname}`)

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
