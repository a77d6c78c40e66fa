import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { pageChunks } from './page-chunks.mjs'

const page = (name) => resolve('/page', name)
/** What each module imports at once. */
const IMPORTS = {
  'main.ts': ['words.ts'],
  'words.ts': [],
  'start-page.tsx': ['react.ts', 'words.ts', 'first-screen.tsx'],
  'react.ts': [],
  'first-screen.tsx': ['react.ts'],
  'second-screen.tsx': ['react.ts', 'words.ts'],
}
const context = { getModuleInfo: (id) => ({ importedIds: (Object.entries(IMPORTS).find(([name]) => page(name) === id)?.[1] ?? []).map(page) }) }

it('gives the start two files, and leaves main.ts and the other screens to themselves', () => {
  const chunkOf = pageChunks('/page')
  expect(Object.fromEntries(Object.keys(IMPORTS).map((name) => [name, chunkOf(page(name), context)]))).toEqual({
    'main.ts': null,
    'words.ts': 'speak',
    'start-page.tsx': 'window',
    'react.ts': 'window',
    'first-screen.tsx': 'window',
    'second-screen.tsx': null,
  })
})
