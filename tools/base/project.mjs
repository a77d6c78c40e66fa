import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** The folder of the clone. */
export const projectRoot = resolve(import.meta.dirname, '../..')

/** Everything the tools may rebuild at any time. Ignored by git. */
export const cacheFolder = join(projectRoot, '.cache')

export const inProject = (...parts) => join(projectRoot, ...parts)

/** Where the Node that package.json pins lies, once the dependencies are installed. */
export const pinnedNodeFile = inProject('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** The Node that the toolchain runs on: the pinned one, else the one that runs this file. */
export const pinnedNode = () => (existsSync(pinnedNodeFile) ? pinnedNodeFile : process.execPath)

/** An environment in which `node` means the pinned Node, also for programs that the started one starts. */
export function pinnedNodeEnvironment(extra = {}) {
  const env = { ...process.env }
  // Windows spells it "Path"; two spellings in one environment would leave the winner to chance.
  const pathKey = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const first = [inProject('node_modules', 'node', 'bin'), inProject('node_modules', '.bin')]
  env[pathKey] = [...first, env[pathKey]].filter(Boolean).join(delimiter)
  return { ...env, ...extra }
}
