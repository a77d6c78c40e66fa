import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkWords, putInOrder, untranslated } from './check-words.mjs'

let root
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'check-words-'))
  mkdirSync(join(root, 'src'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(files) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
}
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))
const faults = () => checkWords(root).faults

describe('a tree', () => {
  test('in which each text is translated once and in its place has no fault', () => {
    write({
      'src/renderer/features/flow/flow.tsx': `export const Flow = () => <p title={t('Flow')}><PartsOfText text="Kept in {folder}." values={{ folder: <b /> }} />{t('Open@@state')}</p>\n`,
      'src/renderer/features/flow/words.de.json': { Flow: 'Fluss', 'Kept in {folder}.': 'In {folder} behalten.', 'Open@@state': 'Offen' },
      'src/engine/store/store.ts': `const WHY = words('It has {size}.')\nexport const say = (isNew: boolean) => t(isNew ? 'New' : \`Old\`)\nexport const why = () => t(WHY, { size: 1 })\n`,
      'src/engine/store/words.de.json': { New: 'Neu', Old: 'Alt', 'It has {size}.': 'Sie hat {size}.' },
      // Tests say what they like.
      'src/engine/store/store.test.ts': `t('Only in a test')\n`,
    })
    expect(checkWords(root)).toEqual({ faults: [], textCount: 6 })
  })

  test('in which a text is missing, left over, empty or elsewhere has a fault for each, with its place', () => {
    write({
      'src/engine/store/store.ts': `\nexport const say = () => [t('New'), t('Old'), t('Blank')]\n`,
      'src/engine/store/words.de.json': { Gone: 'Weg', Blank: ' ' },
      'src/watcher/words.de.json': { Old: 'Alt' },
    })
    expect(faults()).toEqual([
      'src/engine/store/words.de.json: "Gone" is said nowhere',
      'src/engine/store/words.de.json: "Blank" has no translation',
      'src/watcher/words.de.json: "Old" belongs in src/engine/store',
      'src/engine/store/store.ts:2: "New" is not in de',
    ])
  })

  test('in which a text is translated twice says so', () => {
    write({ 'src/cli/a/a.ts': `t('New')\n`, 'src/cli/a/words.de.json': { New: 'Neu' }, 'src/cli/b/words.de.json': { New: 'Neu' } })
    expect(faults()).toEqual(['src/cli/b/words.de.json: "New" stands in src/cli/a too'])
  })

  test('in which a message is broken, or its translation takes other values, has a fault', () => {
    write({
      'src/cli/a/a.ts': `t('{count, plural, one {# file}', { count })\nt('{count} files in {folder}', { count, folder })\nwords('{count, plural, one {# page} other {# pages}}')\nt('A { by itself')\n`,
      'src/cli/a/words.de.json': {
        '{count, plural, one {# file}': 'eine Datei',
        '{count} files in {folder}': '{count} Dateien in {ordner}',
        '{count, plural, one {# page} other {# pages}}': '{count, plural, one {# Seite}}',
        'A { by itself': 'Eine { allein',
      },
    })
    const found = faults()
    expect(found.filter((fault) => fault.startsWith('src/cli/a/a.ts:1: '))).toHaveLength(1)
    expect(found).toContain('src/cli/a/words.de.json: "{count} files in {folder}" leaves out {folder}')
    expect(found).toContain('src/cli/a/words.de.json: "{count} files in {folder}" takes {ordner}, which it is not given')
    expect(found.some((fault) => fault.includes('# pages') && fault.includes('is no message'))).toBe(true)
    expect(found.some((fault) => fault.includes('by itself'))).toBe(false)
  })
})

test('puts translations where they belong: with what says them, and what several say above them all', () => {
  write({
    'src/renderer/features/flow/flow.ts': `t('Flow')\nt('Close')\nt('Folder')\n`,
    'src/renderer/features/rules/rules.ts': `t('Close')\n`,
    'src/engine/store/store.ts': `t('Folder')\n`,
    'src/shared/words.de.json': { Flow: 'Fluss', Close: 'Schließen', Folder: 'Ordner', Gone: 'Weg' },
    'src/engine/store/words.de.json': { Gone: 'Weg' },
  })
  putInOrder(root)
  expect(read('src/renderer/features/flow/words.de.json')).toEqual({ Flow: 'Fluss' })
  expect(read('src/renderer/words.de.json')).toEqual({ Close: 'Schließen' })
  expect(read('src/shared/words.de.json')).toEqual({ Folder: 'Ordner' })
  expect(existsSync(join(root, 'src/engine/store/words.de.json'))).toBe(false)
  expect(faults()).toEqual([])
})

test('lists what is not translated, to be filled in', () => {
  write({ 'src/cli/a/a.ts': `t('New')\nt('Old')\n`, 'src/cli/a/words.de.json': { Old: 'Alt' } })
  expect(untranslated(root)).toEqual({ de: { New: '' } })
})
