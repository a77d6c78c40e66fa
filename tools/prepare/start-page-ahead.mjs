/**
 * Lets the window's page fetch its code and its looks while it still learns which language it speaks: `main.ts` imports
 * the start page only then, and each step of that chain would otherwise begin when the one before has ended.
 *
 * @returns {import('vite').Plugin}
 */
export function startPageAhead() {
  return {
    name: 'filemill:start-page-ahead',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (bundle === undefined) return html
        const start = Object.values(bundle).find((one) => one.type === 'chunk' && one.isDynamicEntry && one.name === 'start-page')
        if (start === undefined) throw new Error('There is no chunk named start-page to be fetched ahead.')
        const chunks = [...chunksBelow(start, bundle)]
        const looks = new Set(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]))
        const isNamed = (file) => html.includes(file)
        return [
          ...chunks.filter(({ fileName }) => !isNamed(fileName)).map(({ fileName }) => link('modulepreload', fileName)),
          ...[...looks].filter((file) => !isNamed(file)).map((file) => link('stylesheet', file)),
        ]
      },
    },
  }
}

const link = (rel, file) => ({ tag: 'link', attrs: { rel, crossorigin: true, href: `./${file}` }, injectTo: 'head' })

/** What a chunk needs, each before those that need it. */
function chunksBelow(chunk, bundle, seen = new Set()) {
  for (const name of chunk.imports) {
    const below = bundle[name]
    if (below?.type === 'chunk' && !seen.has(below)) chunksBelow(below, bundle, seen)
  }
  return seen.add(chunk)
}
