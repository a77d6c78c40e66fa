import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Problem } from '../base/problem.mjs'
import { isRunnableFile, programInDistribution, versionOf } from './distribution.mjs'

/** The runtime that FILEMILL_ELECTRON names: a program, or the folder of a distribution. */
export function findNamedElectron() {
  const named = process.env.FILEMILL_ELECTRON
  if (!named) return undefined
  const path = resolve(named)
  const isFolder = existsSync(path) && statSync(path).isDirectory()
  const executable = isFolder ? join(path, programInDistribution) : path
  if (!isRunnableFile(executable)) {
    throw new Problem(`FILEMILL_ELECTRON names "${named}", but there is no Electron program at "${executable}".`, {
      hint: 'Set it to an Electron program or to the folder that holds one, or unset it.',
    })
  }
  const folder = isFolder ? path : dirname(executable)
  return { kind: 'named', executable, folder, version: versionOf(executable) }
}
