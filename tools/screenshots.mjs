#!/usr/bin/env node
/**
 * `npm run screenshots`: every screen in the real application, with data, empty and in error, in both languages, light,
 * dark and with high contrast, small and large, gathered into contact sheets in .cache/screenshots/. `--guide` also
 * puts the pictures of the documentation into docs/guide/pictures/; alone they take a minute: `npm run screenshots -- guide --guide`.
 * FILEMILL_VIEWS=overview,files takes only these screens.
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
const LIMIT_MS = 30 * 60_000
const THUMB = { width: 384, height: 216 }
const LABEL = 22
const SHEETS = ['full', 'empty', 'error', 'first-run']

async function main(args) {
  const runtime = findElectron()
  if (!runtime) throw new Problem('There is no Electron runtime.', { hint: 'Run "node tools/prepare.mjs --for-tests".' })
  const only = args.filter((arg) => arg !== '--guide')
  if (only.length === 0) rmSync(folder, { recursive: true, force: true })
  // The largest window and its frame.
  const display = await startVirtualDisplay('2000x1200')
  try {
    const env = markEnvironment(pinnedNodeEnvironment({ ...electronEnvironment(runtime), ...display.env }))
    const { code } = await runGroup(pinnedNode(), ['node_modules/@playwright/test/cli.js', 'test', '--config', 'playwright.screenshots.config.ts', ...only.flatMap((name) => ['--grep', name])], { cwd: projectRoot, env, timeoutMs: LIMIT_MS })
    if (code !== 0) throw new Problem('Not every screen could be shown, see above.')
  } finally {
    await display.stop()
  }
  for (const sheet of SHEETS) if (existsSync(join(folder, sheet))) await gather(sheet)
  if (args.includes('--guide')) await copyGuide()
}

/** One row for each screen, one column for each way of looking at it. */
async function gather(name) {
  const views = readdirSync(join(folder, name)).sort()
  const columns = [...new Set(views.flatMap((view) => readdirSync(join(folder, name, view))))].sort()
  const cell = { width: THUMB.width + 8, height: THUMB.height + LABEL }
  const layers = []
  for (const [row, view] of views.entries()) {
    for (const [column, file] of columns.entries()) {
      const path = join(folder, name, view, file)
      if (!existsSync(path)) continue
      const at = { left: column * cell.width, top: row * cell.height }
      layers.push({ input: label(`${view} · ${file.replace('.png', '')}`), ...at })
      layers.push({ input: await sharp(path).resize({ ...THUMB, fit: 'contain', position: 'left top', background: '#888' }).png().toBuffer(), left: at.left, top: at.top + LABEL })
    }
  }
  const path = join(folder, `contact-sheet-${name}.png`)
  await sharp({ create: { width: columns.length * cell.width, height: views.length * cell.height, channels: 3, background: '#fff' }, limitInputPixels: false }).composite(layers).png().toFile(path)
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
