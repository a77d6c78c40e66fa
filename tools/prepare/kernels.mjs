import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const ENDING = '.as.ts'
const QUERY = '?wasm'
const FLAGS = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert', '--use', 'abort=']

/**
 * For Vite: `import code from './x.as.ts?wasm'` gives what the AssemblyScript source is compiled to, in base64. Compiled
 * only when the sources beside it have changed since the last time.
 *
 * @param root the folder of the clone: a configuration that is bundled lies elsewhere than this file
 */
export function kernels(root) {
  return {
    name: 'filemill:kernels',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(ENDING + QUERY)) return undefined
      const entry = id.slice(0, -QUERY.length)
      const sources = sourcesBeside(entry)
      for (const source of sources) this.addWatchFile(source)
      const compiled = readFileSync(await compile(root, entry, sources))
      return { code: `export default ${JSON.stringify(compiled.toString('base64'))}`, map: null }
    },
  }
}

const sourcesBeside = (entry) =>
  readdirSync(dirname(entry))
    .filter((name) => name.endsWith(ENDING))
    .sort()
    .map((name) => join(dirname(entry), name))

/** The compiled file. Several processes may ask at once: each compiles for itself, and the last one's file stays. */
async function compile(root, entry, sources) {
  const hash = createHash('sha256').update(FLAGS.join(' ')).update(readFileSync(join(root, 'node_modules', 'assemblyscript', 'package.json')))
  for (const source of sources) hash.update(source).update(readFileSync(source))
  const file = join(root, '.cache', 'kernels', `${hash.digest('hex').slice(0, 32)}.wasm`)
  if (existsSync(file)) return file
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  const compiler = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js')
  await promisify(execFile)(process.execPath, [compiler, entry, '-o', draft, ...FLAGS], { env: { ...process.env, NO_COLOR: '1' } })
  renameSync(draft, file)
  return file
}
