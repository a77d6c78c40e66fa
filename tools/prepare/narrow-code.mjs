import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes characters beyond Latin-1 as escapes. V8 keeps the source of a file in which there is one of them with two
 * bytes for each of its characters: megabytes in each process that loads it, for some dashes and quotation marks.
 *
 * They may stand in strings, templates, regular expressions and comments, but not in a `String.raw`, which takes an
 * escape as it is written.
 *
 * @returns {import('vite').Plugin}
 */
export function narrowCode() {
  return {
    name: 'filemill:narrow-code',
    // Not before: the bundler prints texts anew when all plugins are done with a chunk. Lines stay where source maps say.
    writeBundle({ dir }, bundle) {
      for (const { type, fileName } of Object.values(bundle)) {
        if (type !== 'chunk') continue
        const file = join(dir, fileName)
        writeFileSync(file, escaped(readFileSync(file, 'utf8')))
      }
    },
  }
}

/** @param {string} code @returns {string} the same program */
export const escaped = (code) => code.replace(/[^\x00-\xff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
