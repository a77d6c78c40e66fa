import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { escaped } from './narrow-code.mjs'

test('code that is written with escapes gives the same texts, and is narrow', () => {
  const code = "['“é” – 😀', `…${1}—`, /^[‘’😀]$/u.test('😀'), 'a’b'.split(/’/)] // →"
  expect(escaped(code)).not.toMatch(/[^\x00-\xff]/)
  expect(new Function(`return ${escaped(code)}\n`)()).toEqual(['“é” – 😀', '…1—', true, ['a', 'b']])
})

test('no template that takes escapes as they are written has a character that would become one', () => {
  const root = join(import.meta.dirname, '..', '..', 'src')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path))
  expect(files.length).toBeGreaterThan(1000)
  expect(files.filter((path) => /String\.raw`[^`]*[^\x00-\xff`][^`]*`/.test(readFileSync(join(root, path), 'utf8')))).toEqual([])
})
