import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { projectRoot } from '../base/project.mjs'

/**
 * A hash over the contents and names of files and folders of the project; what does not exist counts as absent.
 * @param {string[]} paths relative to the project
 * @param {(path: string) => boolean} [isLeftOut] given the path inside the project, with forward slashes
 */
export function contentHash(paths, isLeftOut = () => false) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    const name = relative(projectRoot, path).split(sep).join('/')
    if (!stat || isLeftOut(name)) return
    if (stat.isDirectory()) {
      for (const entry of readdirSync(path).sort()) visit(join(path, entry))
    } else {
      hash.update(`${name}\0${stat.size}\0`).update(readFileSync(path))
    }
  }
  for (const path of paths) visit(join(projectRoot, path))
  return hash.digest('hex')
}

export const readStamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined)

export function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${value}\n`)
}
