import { existsSync } from 'node:fs'
import { Problem } from '../base/problem.mjs'
import { inProject, pinnedNodeFile, projectRoot } from '../base/project.mjs'
import { npmCommand, run, tail } from '../base/run.mjs'
import { contentHash, readStamp, writeStamp } from './stamp.mjs'

// Inside node_modules, so that it disappears together with what it speaks of.
const stampFile = inProject('node_modules', '.filemill-installed')
const wanted = () => contentHash(['package.json', 'package-lock.json', '.npmrc'])

/**
 * `npm install` with the committed lock, when node_modules does not match it. Not `npm ci`: it refuses a lock that
 * lacks the optional packages of other platforms which a registry does not serve.
 */
export async function prepareDependencies(progress) {
  if (readStamp(stampFile) === wanted() && existsSync(inProject('node_modules', '.package-lock.json'))) return
  await progress.step('installing the dependencies (about two minutes on a fresh clone)', install)
  writeStamp(stampFile, wanted())
  if (!existsSync(pinnedNodeFile)) {
    progress.warn(
      `the pinned Node was not installed (is npm set to skip install scripts?); going on with Node ${process.versions.node}`,
    )
  }
}

async function install() {
  const npm = npmCommand(['install', '--no-audit', '--no-fund', '--loglevel=error'])
  const result = await run(npm.command, npm.args, { cwd: projectRoot, shell: npm.shell })
  if (result.code === 0) return
  throw new Problem('The dependencies could not be installed.', {
    details: tail(result.output),
    cause: result.error,
    hint: 'Check that "npm ping" works and that 2 GB of disk are free, then run the command again. If it fails again, remove node_modules first.',
  })
}
