import { expect, test } from 'vitest'
import { startPageAhead } from './start-page-ahead.mjs'

const chunk = (fileName, { imports = [], css = [], ...rest } = {}) => ({ type: 'chunk', fileName, name: fileName, imports, viteMetadata: { importedCss: new Set(css) }, ...rest })
const tagsFor = (html, chunks) =>
  startPageAhead()
    .transformIndexHtml.handler(html, { bundle: Object.fromEntries(chunks.map((one) => [one.fileName, one])) })
    .map(({ attrs }) => `${attrs.rel} ${attrs.href}`)

test('what the start page needs is fetched before it, each once, with its looks, and nothing else', () => {
  const shared = chunk('assets/shared.js', { imports: ['assets/words.js'], css: ['assets/shared.css'] })
  const start = chunk('assets/start-page-x.js', { name: 'start-page', isDynamicEntry: true, imports: ['assets/shared.js', 'assets/words.js'], css: ['assets/start.css', 'assets/index.css'] })
  const all = [start, shared, chunk('assets/words.js'), chunk('assets/german.js', { isDynamicEntry: true })]
  expect(tagsFor('<link href="./assets/words.js"><link href="./assets/index.css">', all)).toEqual([
    'modulepreload ./assets/shared.js',
    'modulepreload ./assets/start-page-x.js',
    'stylesheet ./assets/shared.css',
    'stylesheet ./assets/start.css',
  ])
})

test('a build without a start page is refused', () => {
  expect(() => tagsFor('', [chunk('assets/start-page-x.js')])).toThrow('start-page')
})
