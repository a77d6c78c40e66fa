#!/usr/bin/env node
/**
 * `npm run screenshots`: every screen in the real application, with data, empty and in error, in both languages, light,
 * dark and with high contrast, small and large, gathered into .cache/screenshots/contact-sheet.jpg. `--guide` also
 * puts the pictures of the documentation into docs/guide/pictures/; alone they take a minute: `npm run screenshots -- guide --guide`.
 * FILEMILL_VIEWS=overview,files takes only these screens, FILEMILL_WAYS=de-900x560,dark only these ways of looking.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { Problem, printProblem } from './base/problem.mjs'
import { cacheFolder, inProject, pinnedNode, pinnedNodeEnvironment, projectRoot } from './base/project.mjs'
import { electronEnvironment, findElectron } from './electron-runtime.mjs'
import { runGroup } from './test/run-group.mjs'
import { markEnvironment } from './test/leftovers.mjs'
import { startVirtualDisplay } from './test/virtual-display.mjs'

const folder = join(cacheFolder, 'screenshots')
const LIMIT_MS = 90 * 60_000
const THUMB = { width: 352, height: 198 }
const LABEL = 22
const STATES = ['full', 'opened', 'empty', 'error', 'first-run']

async function main(args) {
  const runtime = findElectron()
  if (!runtime) throw new Problem('There is no Electron runtime.', { hint: 'Run "node tools/prepare.mjs --for-tests".' })
  const only = args.filter((arg) => arg !== '--guide')
  if (only.length === 0) rmSync(folder, { recursive: true, force: true })
  // The largest window and its frame.
  const display = await startVirtualDisplay('2000x1200')
  try {
    const env = markEnvironment(pinnedNodeEnvironment({ ...electronEnvironment(runtime), ...display.env }))
    const { code } = await runGroup(pinnedNode(), ['node_modules/@playwright/test/cli.js', 'test', '--config', 'playwright.screenshots.config.ts', ...(only.length > 0 ? ['--grep', only.join('|')] : [])], { cwd: projectRoot, env, timeoutMs: LIMIT_MS })
    if (code !== 0) throw new Problem('Not every screen could be shown, see above.')
  } finally {
    await display.stop()
  }
  await gather()
  if (args.includes('--guide')) await copyGuide()
}

/** All pictures in one: a row for each screen and state, a column for each way of looking at it. */
async function gather() {
  const rows = STATES.filter((state) => existsSync(join(folder, state))).flatMap((state) => readdirSync(join(folder, state)).sort().map((view) => ({ state, view, files: readdirSync(join(folder, state, view)) })))
  if (rows.length === 0) return
  const columns = [...new Set(rows.flatMap(({ files }) => files))].sort()
  const cell = { width: THUMB.width + 8, height: THUMB.height + LABEL }
  const layers = []
  for (const [row, { state, view, files }] of rows.entries()) {
    for (const file of files) {
      const at = { left: columns.indexOf(file) * cell.width, top: row * cell.height }
      const picture = await sharp(join(folder, state, view, file)).resize({ ...THUMB, fit: 'contain', position: 'left top', background: '#888' }).png().toBuffer()
      layers.push({ input: label(`${state} · ${view} · ${file.replace('.png', '')}`), ...at }, { input: picture, left: at.left, top: at.top + LABEL })
    }
  }
  const path = join(folder, 'contact-sheet.jpg')
  const size = { width: columns.length * cell.width, height: rows.length * cell.height }
  await sharp({ create: { ...size, channels: 3, background: '#fff' }, limitInputPixels: false }).composite(layers).jpeg({ quality: 82 }).toFile(path)
  console.log(`${layers.length / 2} pictures: ${path}`)
}

function label(text) {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${THUMB.width}" height="${LABEL}"><text x="4" y="15" font-family="sans-serif" font-size="13">${escaped}</text></svg>`)
}

/** What the guide shows, small enough for a clone: as PNG with a palette. */
async function copyGuide() {
  const guide = inProject('docs', 'guide')
  const target = join(guide, 'pictures')
  const pages = readdirSync(guide).filter((name) => name.endsWith('.md')).map((name) => readFileSync(join(guide, name), 'utf8'))
  const shown = new Set(pages.flatMap((page) => [...page.matchAll(/\]\(pictures\/([\w-]+\.png)\)/g)].map(([, name]) => name)))
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  for (const name of shown) await sharp(join(folder, 'guide', name)).png({ palette: true, quality: 90, effort: 10 }).toFile(join(target, name))
}

main(process.argv.slice(2)).catch((error) => {
  printProblem(error)
  process.exitCode = 1
})
