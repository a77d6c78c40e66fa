import { findDeclaredElectron, fetchDeclaredElectron } from './electron/declared.mjs'
import { findNamedElectron } from './electron/named.mjs'
import { findStandIn, prepareStandIn, standInIsOffered } from './electron/stand-in.mjs'
import { Problem } from './base/problem.mjs'
import { createProgress } from './base/progress.mjs'

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable absolute path of the program
 * @property {string} folder the folder that holds the whole distribution
 * @property {string} version such as "45.4.1"
 * @property {'named' | 'declared' | 'stand-in'} kind named by FILEMILL_ELECTRON, declared in package.json, or the
 *   older runtime from the package registry, which is for development and tests only
 */

/**
 * The Electron that start, tests, benches and packaging use. Order: the one FILEMILL_ELECTRON names; the one
 * package.json declares, when its download is here or can be fetched; the stand-in.
 *
 * @returns {Promise<ElectronRuntime>}
 */
export async function resolveElectron({ progress = createProgress() } = {}) {
  return (
    findElectron() ??
    (await fetchDeclaredElectron(progress)) ??
    (standInIsOffered() ? await prepareStandIn(progress) : refuse())
  )
}

/** The same order, without any download or unpacking. @returns {ElectronRuntime | undefined} */
export function findElectron() {
  return findNamedElectron() ?? findDeclaredElectron() ?? findStandIn()
}

/** What child processes need to know to use this runtime: electron-vite, Playwright and `require('electron')`. */
export function electronEnvironment(runtime) {
  return {
    FILEMILL_ELECTRON: runtime.executable,
    ELECTRON_EXEC_PATH: runtime.executable,
    ELECTRON_OVERRIDE_DIST_PATH: runtime.folder,
    ELECTRON_MAJOR_VER: runtime.version.split('.')[0],
  }
}

function refuse() {
  throw new Problem(
    `There is no Electron runtime for ${process.platform}-${process.arch}: the download of the declared Electron could not be reached.`,
    {
      hint: 'Connect to a network where Electron can be downloaded (or set ELECTRON_MIRROR) and run "npx install-electron", or set FILEMILL_ELECTRON to an Electron program of your own.',
    },
  )
}
