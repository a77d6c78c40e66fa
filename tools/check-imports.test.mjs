import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { checkImports } from './check-imports.mjs'

let root
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A small project of the given files, checked: "file:line message" for each breach. */
function check(files) {
  root = mkdtempSync(join(tmpdir(), 'import-rules-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return checkImports(root).violations.map(({ file, line, message }) => `${file}:${line} ${message}`)
}

const thing = 'export const thing = 1\n'

test('lets a lawful project pass', () => {
  const found = check({
    'src/shared/model.ts': `import { z } from 'zod'\nexport const Model = z.string()\n`,
    'src/base/clock.ts': `import { hrtime } from 'node:process'\nimport type { Model } from '../shared/model.ts'\nexport { hrtime }\n`,
    'src/engine/store/open.ts': `import { DatabaseSync } from '@photostructure/sqlite'\nexport { DatabaseSync }\n`,
    'src/engine/stages/admit/admit.ts': `import { DatabaseSync } from '../../store/open.js'\nexport { DatabaseSync }\n`,
    'src/engine/pipeline.ts': `import './stages/admit/admit'\n`,
    'src/processors/image/image.ts': `import sharp from 'sharp'\nexport { sharp }\n`,
    'src/renderer/main.tsx': `import { useState } from 'react'\nimport './main.css'\nimport icon from '../../resources/icon.svg?url'\nexport const App = () => <p>{String(useState)}{icon}</p>\n`,
    'src/renderer/main.css': '',
    'resources/icon.svg': '',
    'src/renderer/main.test.tsx': `import { render } from '@testing-library/react'\nimport { readFileSync } from 'node:fs'\nimport '../../tests/helpers/h.ts'\nimport './main.tsx'\nexport { render, readFileSync }\n`,
    'tests/helpers/h.ts': thing,
    'src/cli/cli.ts': `import '../engine/engine.ts'\nimport '../engine/workers/host.ts'\nimport '../../package.json'\n`,
    'src/engine/engine.ts': `import './pipeline.ts'\n`,
    'src/engine/workers/host.ts': thing,
    'package.json': '{}',
  })
  expect(found).toEqual([])
})

test.each([
  ['shared, Node', 'src/shared/a.ts', `import 'node:fs'`, /no Node, no Electron/],
  ['shared, Node without its prefix', 'src/shared/a.ts', `import 'fs'`, /no Node, no Electron/],
  ['shared, a package', 'src/shared/a.ts', `import 'yaml'`, /schema library only/],
  ['base, engine', 'src/base/a.ts', `import '../engine/x.ts'`, /base imports base/],
  ['base, an unnamed package', 'src/base/a.ts', `import 'yaml'`, /named helper libraries/],
  ['watcher, engine', 'src/watcher/a.ts', `import '../engine/x.ts'`, /watcher imports/],
  ['engine, Electron', 'src/engine/a.ts', `import 'electron'`, /never Electron/],
  ['engine, a processor', 'src/engine/a.ts', `import '../processors/image/x.ts'`, /only catalogue and kit/],
  ['engine, the command line', 'src/engine/a.ts', `import '../cli/x.ts'`, /command line/],
  ['a stage, another stage', 'src/engine/stages/admit/a.ts', `import '../claim/x.ts'`, /never one another/],
  ['a stage, another stage, types only', 'src/engine/stages/admit/a.ts', `import type { T } from '../claim/x.ts'`, /never one another/],
  ['a stage, the pipeline', 'src/engine/stages/admit/a.ts', `import '../../pipeline.ts'`, /never one another/],
  ['an action, a stage', 'src/engine/actions/a.ts', `import '../stages/claim/x.ts'`, /joined in the pipeline/],
  ['the SQL driver outside the store', 'src/engine/a.ts', `import '@photostructure/sqlite'`, /SQL driver/],
  ['the SQL driver in a test outside the store', 'src/engine/a.test.ts', `import '@photostructure/sqlite'`, /SQL driver/],
  ['a processor, the engine', 'src/processors/image/a.ts', `import '../../engine/x.ts'`, /not the engine/],
  ['a processor, another family', 'src/processors/image/a.ts', `import '../text/x.ts'`, /not another family/],
  ['a processor, Electron', 'src/processors/image/a.ts', `import 'electron'`, /processor family/],
  ['the catalogue, an implementation', 'src/processors/catalogue.ts', `import './text/x.ts'`, /manifests, kit and shared only/],
  ['renderer, Node', 'src/renderer/a.ts', `import 'node:path'`, /no Node, no Electron/],
  ['renderer, Electron', 'src/renderer/a.ts', `import { ipcRenderer } from 'electron'`, /no Node, no Electron/],
  ['renderer, base', 'src/renderer/a.ts', `import '../base/x.ts'`, /React world/],
  ['main, engine', 'src/main/a.ts', `import '../engine/x.ts'`, /built path only/],
  ['preload, Node', 'src/preload/a.ts', `import 'node:fs'`, /sandboxed/],
  ['cli, the inside of the engine', 'src/cli/a.ts', `import '../engine/x.ts'`, /engine entries only/],
  ['a folder without a rule', 'src/utils/a.ts', `import 'zod'`, /no folder of the design/],
  ['a test library in the product', 'src/engine/a.ts', `import { vi } from 'vitest'`, /no test code/],
  ['a test file in the product', 'src/engine/a.ts', `import './x.test.ts'`, /no test code/],
  ['a test helper in the product', 'src/engine/a.ts', `import '../../tests/x.ts'`, /no test code/],
  ['a file that is not there', 'src/engine/a.ts', `import './missing.ts'`, /leads to no file/],
])('%s', (_title, path, line, sentence) => {
  const found = check({
    [path]: `// first line\n${line}\n`,
    'src/engine/x.ts': thing,
    'src/engine/x.test.ts': thing,
    'src/engine/pipeline.ts': thing,
    'src/engine/stages/claim/x.ts': 'export type T = 1\n',
    'src/processors/image/x.ts': thing,
    'src/processors/text/x.ts': thing,
    'src/cli/x.ts': thing,
    'src/base/x.ts': thing,
    'tests/x.ts': thing,
  })
  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(sentence)
  expect(found[0]).toContain(`${path}:2 `)
})

test.each([
  ['export *', `export * from '../base/x.ts'`],
  ['export { }', `export { thing } from '../base/x.ts'`],
  ['dynamic import', `await import('../base/x.ts')`],
  ['dynamic import of a template', 'await import(`../base/x.ts`)'],
  ['require', `createRequire(import.meta.url)\nrequire('../base/x.ts')`],
  ['a type', `export type T = import('../base/x.ts').T`],
  ['over several lines', `import {\n  thing,\n} from '../base/x.ts'`],
])('sees an import written as %s', (_title, text) => {
  expect(check({ 'src/renderer/a.ts': `${text}\n`, 'src/base/x.ts': thing })).toHaveLength(1)
})

test('lets a test and its kit look around in their own house, and nobody import them', () => {
  const found = check({
    'src/processors/kit/a.test-kit.ts': `import '../image/image.ts'\nimport 'vitest'\n`,
    'src/processors/kit/a.test.ts': `import './a.test-kit.ts'\nimport '../../engine/engine.ts'\n`,
    'src/processors/kit/b.ts': `import './a.test-kit.ts'\n`,
    'src/processors/image/image.ts': `import 'sharp'\n`,
    'src/engine/engine.ts': thing,
  })
  expect(found).toHaveLength(2)
  expect(found[0]).toMatch(/a\.test\.ts:2 .*kit imports kit/)
  expect(found[1]).toMatch(/b\.ts:1 .*no test code/)
})

test('is not misled by comments and strings', () => {
  const text = `// import 'electron'\n/* require('electron') import('electron') */\nexport const text = "import x from 'electron'"\n`
  expect(check({ 'src/shared/a.ts': text })).toEqual([])
})

test('finds a cycle and shows its way', () => {
  const found = check({
    'src/base/a.ts': `export * from './b.ts'\n`,
    'src/base/b.ts': `import './c.ts'\n`,
    'src/base/c.ts': `import './a.ts'\n`,
  })
  expect(found).toEqual(['src/base/a.ts:1 there are no cycles: src/base/a.ts -> src/base/b.ts -> src/base/c.ts -> src/base/a.ts'])
})

test('lets types go in a circle', () => {
  const found = check({
    'src/base/a.ts': `import type { B } from './b.ts'\nexport type A = B[]\n`,
    'src/base/b.ts': `import { type A } from './a.ts'\nexport type B = A | 1\n`,
  })
  expect(found).toEqual([])
})

test('finds the way from the catalogue to a heavy library', () => {
  const found = check({
    'src/processors/catalogue.ts': `import './image/manifest.ts'\n`,
    'src/processors/image/manifest.ts': `import './decode.ts'\nimport type { Sharp } from 'sharp'\nexport type S = Sharp\n`,
    'src/processors/image/decode.ts': `export const load = () => import('sharp')\n`,
  })
  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(/^src\/processors\/image\/decode\.ts:1 .*catalogue\.ts -> .*manifest\.ts -> .*decode\.ts -> sharp$/)
})
