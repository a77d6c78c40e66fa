import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { Problem } from '../base/problem.mjs'

const PROGRAM_OF = {
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  win32: 'electron.exe',
}

/** Where the program lies inside an Electron distribution, on this system. */
export const programInDistribution = PROGRAM_OF[process.platform] ?? 'electron'

export function isRunnableFile(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** The version of a distribution: from its `version` file, else by asking the program. */
export function versionOf(executable) {
  try {
    return readFileSync(join(dirname(executable), 'version'), 'utf8').trim().replace(/^v/, '')
  } catch {
    // Not every distribution carries the file; the program itself knows.
  }
  try {
    return execFileSync(executable, ['-p', 'process.versions.electron'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
      timeout: 20_000,
    }).trim()
  } catch (cause) {
    throw new Problem(`"${executable}" does not answer as an Electron program.`, {
      cause,
      hint: 'Point FILEMILL_ELECTRON at an Electron program or the folder that holds it. On Linux also look for missing libraries: ldd shows them.',
    })
  }
}
