import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
/** Their folders are listed, too. */
const LISTED_INSIDE = [/^src$/, /^src\/[^/]+$/, /^src\/renderer\/features$/]

/** The folders that the tree in ARCHITECTURE.md names, by their paths: two spaces deeper for each level, several on a line at its end. */
function foldersNamed(text) {
  const tree = /^## Folders\n\n```\n([^]*?)```/m.exec(text)?.[1] ?? ''
  const open = []
  return tree.split('\n').flatMap((line) => {
    const [, indent, names] = /^((?: {2})*)((?:[\w-]+\/(?: |$))+)/.exec(line) ?? []
    if (names === undefined) return []
    open.length = indent.length / 2
    const parent = [...open]
    const found = names.trim().split(' ').map((name) => name.slice(0, -1))
    open.push(found[0])
    return found.map((name) => [...parent, name].join('/'))
  })
}

function foldersThere(inside = '') {
  // Only there are folders that nobody wrote.
  const ignored = inside === '' ? readFileSync(join(root, '.gitignore'), 'utf8').split('\n') : []
  const here = readdirSync(join(root, inside), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !ignored.includes(`${entry.name}/`))
    .map(({ name }) => (inside === '' ? name : `${inside}/${name}`))
  return here.flatMap((folder) => [folder, ...(LISTED_INSIDE.some((listed) => listed.test(folder)) ? foldersThere(folder) : [])])
}

describe('the list of folders in ARCHITECTURE.md', () => {
  it('reads a tree', () => {
    expect(foldersNamed('## Folders\n\n```\na/   first\n  b/   in it\n    c/ d/\n    e/\n  f-g/ \nh/\n```\n')).toEqual(['a', 'a/b', 'a/b/c', 'a/b/d', 'a/b/e', 'a/f-g', 'h'])
  })

  it('names every folder that is there, and no other', () => {
    expect(foldersNamed(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')).sort()).toEqual(foldersThere().sort())
  })
})
