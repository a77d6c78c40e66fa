import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * Unpacks a zip with its permission bits. `place` gives each entry its name in the folder, or undefined to leave it
 * out. yauzl refuses absolute names and names with "..".
 */
export async function unzip(archive, folder, place) {
  const { openPromise } = await import('yauzl') // a dependency: there only after npm install
  const zip = await openPromise(archive)
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      const name = place(entry.fileName)
      if (name === undefined) continue
      const target = join(folder, name)
      mkdirSync(dirname(target), { recursive: true })
      const mode = (entry.externalFileAttributes >>> 16) & 0o777
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode: mode || 0o644 }))
    }
  } finally {
    zip.close()
  }
}
