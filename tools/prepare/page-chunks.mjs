import { resolve } from 'node:path'

/**
 * In which file each module of the window's page goes: few files for the start, since each is fetched by itself, and what
 * several screens share in one more. A screen, and all that opens above the screens, has a file of its own.
 *
 * @param {string} folder of the page's sources
 * @returns {(id: string, context: { getModuleInfo(id: string): { importedIds: string[] } | null }) => string | null}
 */
export function pageChunks(folder) {
  // What speaks is there before all others: their texts are said as they load.
  const starts = Object.entries({ speak: 'main.ts', window: 'start-page.tsx' }).map(([name, file]) => ({ name, root: resolve(folder, file), members: null }))
  return (id, context) => {
    // `main.ts` waits for what imports the others: in one file with them, each would wait for itself.
    if (id === starts[0].root) return null
    for (const start of starts) {
      start.members ??= modulesBelow(start.root, context)
      if (start.members.has(id)) return start.name
    }
    return null
  }
}

/** What is loaded with a module, not what it may load later. */
function modulesBelow(id, context, seen = new Set()) {
  if (seen.has(id)) return seen
  seen.add(id)
  for (const imported of context.getModuleInfo(id)?.importedIds ?? []) modulesBelow(imported, context, seen)
  return seen
}
