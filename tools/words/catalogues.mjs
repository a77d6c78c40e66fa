import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

const NAME = /^words\.([a-z]{2})\.json$/
const SOURCE = /\.tsx?$/
const TEST = /\.test(-[a-z-]+)?\.tsx?$/

/** @returns {string[]} paths relative to `root`, with forward slashes */
export function sourcesWithTexts(root) {
  return filesBelow(root).filter((path) => SOURCE.test(path) && !TEST.test(path) && !path.endsWith('.as.ts') && !path.endsWith('.d.ts'))
}

/** @returns {{ language: string, folder: string, words: Record<string, string> }[]} */
export function readCatalogues(root) {
  return filesBelow(root)
    .filter((path) => NAME.test(path.split('/').at(-1)))
    .map((path) => ({ language: NAME.exec(path.split('/').at(-1))[1], folder: dirname(path), words: JSON.parse(readFileSync(join(root, path), 'utf8')) }))
}

/** Sorted by the English text, so that two changes seldom touch one line. */
export function writeCatalogue(root, language, folder, words) {
  const path = join(root, folder, `words.${language}.json`)
  const sorted = Object.fromEntries(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)))
  if (Object.keys(sorted).length > 0) writeFileSync(path, `${JSON.stringify(sorted, null, 2)}\n`)
  else if (existsSync(path)) rmSync(path)
}

/** The folder whose catalogue holds a text: that of the one feature, family or part of the engine that says it, else the nearest above all that do. */
export function homeOf(sources) {
  const areas = sources.map(areaOf)
  let common = areas[0].split('/')
  for (const area of areas) {
    const parts = area.split('/')
    let length = 0
    while (length < Math.min(common.length, parts.length) && common[length] === parts[length]) length += 1
    common = common.slice(0, length)
  }
  const folder = common.join('/')
  if (folder === 'src') return 'src/shared'
  return folder === 'src/renderer/features' ? 'src/renderer' : folder
}

function areaOf(path) {
  const parts = dirname(path).split('/')
  return parts.slice(0, parts[1] === 'renderer' ? (parts[2] === 'features' ? 4 : 2) : parts[1] === 'shared' || parts[1] === 'base' ? 2 : 3).join('/')
}

function filesBelow(root) {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort()
}
