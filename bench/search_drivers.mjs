/*
 * The three engines, each asked in its own way: `engine(root, place)` makes one ready and gives a function from a query and a number
 * to the addresses of that many results, once everything is there that a result shows.
 */

/** Ours, through its module. */
export async function huiguan(root) {
  const { openIndex } = await import(`${root}assets/javascripts/huiguan-search.js`)
  const index = await openIndex(`${root}assets/search/`)
  return async (query, limit) => (await index.search(query, { limit })).hits.map((hit) => hit.url)
}

/** Material's, through its worker at `place`, with the messages that its bundle sends; the worker ranks, the page only draws. */
export async function material(root, place) {
  const worker = new Worker(root + place)
  const tell = (message) =>
    new Promise((resolve) => {
      worker.onmessage = (event) => resolve(event.data)
      worker.postMessage(message)
    })
  const { config, docs } = await (await fetch(`${root}search/search_index.json`)).json()
  await tell({ type: 0, data: { config, docs, options: { suggest: false } } })
  return async (query, limit) => {
    const { data } = await tell({ type: 2, data: query })
    return data.items.slice(0, limit).map((sections) => sections[0].location)
  }
}

/** Pagefind, through its JavaScript interface; what a result shows lies in a file of its own. */
export async function pagefind(root) {
  const engine = await import(`${root}pagefind/pagefind.js`)
  await engine.init()
  return async (query, limit) => {
    const { results } = await engine.search(query)
    const shown = await Promise.all(results.slice(0, limit).map((result) => result.data()))
    return shown.map((result) => new URL(result.url, root).pathname)
  }
}
