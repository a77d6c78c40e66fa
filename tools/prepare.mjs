#!/usr/bin/env node
/**
 * Makes a clone ready to run: dependencies, Electron, system libraries, build, samples. Runs before every `npm start`
 * and `npm test`; does nothing, quickly, when there is nothing to do. Until the dependencies are installed it may use
 * Node's own modules only.
 */
import { mkdirSync } from 'node:fs'
import { cacheFolder } from './base/project.mjs'
import { Problem, printProblem } from './base/problem.mjs'
import { createProgress } from './base/progress.mjs'
import { prepareBuild } from './prepare/build.mjs'
import { prepareDependencies } from './prepare/dependencies.mjs'
import { prepareElectron } from './prepare/electron.mjs'
import { prepareFaceModels } from './prepare/face-models.mjs'
import { prepareJpegLibrary } from './prepare/jpeg-library.mjs'
import { withPrepareLock } from './prepare/lock.mjs'
import { whyNoS3Server } from './prepare/s3-server.mjs'
import { prepareSystem } from './prepare/system-libraries.mjs'

const OLDEST_NODE = [20, 19]

const USAGE = `Usage: node tools/prepare.mjs [--for-tests] [--for-cli] [--quiet]

Installs the dependencies, fetches Electron, checks the system libraries and builds, each only when needed.

  --for-tests  the virtual display and the libraries are required, not just wished for
  --for-cli    only what the command line needs: dependencies and build
  --quiet      no progress lines, only failures
`

async function main(args) {
  const known = new Set(['--for-tests', '--for-cli', '--quiet', '--help'])
  const unknown = args.find((arg) => !known.has(arg))
  if (unknown !== undefined) throw new Problem(`prepare does not know "${unknown}".`, { hint: USAGE })
  if (args.includes('--help')) return void process.stdout.write(USAGE)

  checkNode()
  mkdirSync(cacheFolder, { recursive: true })
  const progress = createProgress({ quiet: args.includes('--quiet') })
  await withPrepareLock(progress, async () => {
    await prepareDependencies(progress)
    await prepareFaceModels(progress)
    await prepareJpegLibrary(progress)
    if (!args.includes('--for-cli')) {
      const runtime = await prepareElectron(progress)
      await prepareSystem(progress, { runtime, areRequired: args.includes('--for-tests') })
    }
    if (args.includes('--for-tests')) await prepareS3Server(progress)
    await prepareBuild(progress)
  })
}

/** Its tests are skipped, and say so, where it can't be had. */
async function prepareS3Server(progress) {
  const why = await progress.step('looking for the S3 server of the tests', whyNoS3Server)
  if (why !== undefined) progress.warn(why)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_NODE
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new Problem(`Filemill needs Node ${OLDEST_NODE.join('.')} or newer; this is Node ${process.versions.node}.`, {
    hint: 'Install a newer Node and run the command again.',
  })
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  printProblem(error)
  process.exitCode = 1
}
