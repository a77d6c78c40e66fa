import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Problem } from '../base/problem.mjs'
import { cacheFolder } from '../base/project.mjs'
import { run, tail } from '../base/run.mjs'
import { readStamp, writeStamp } from './stamp.mjs'

/** What Electron needs on Debian and Ubuntu, under a virtual display. */
const PACKAGES =
  'xvfb xauth dbus libnss3 libnspr4 libgtk-3-0 libgbm1 libasound2 libnotify4 libdrm2 libxkbcommon0 libatk-bridge2.0-0 libatspi2.0-0 libcups2 libxcomposite1 libxdamage1 libxfixes3 libxrandr2 libxtst6 fonts-dejavu-core'.split(
    ' ',
  )

const PROGRAMS = ['Xvfb', 'xauth']
const stampFile = join(cacheFolder, 'system.stamp')

/** Checks, on Linux, the shared libraries Electron loads and the virtual display; installs them where it may. */
export async function prepareSystem(progress, { runtime, areRequired }) {
  if (process.platform !== 'linux') return
  // The linker's cache changes with every library that is installed or removed.
  const state = `${runtime.executable} ${statSync('/etc/ld.so.cache', { throwIfNoEntry: false })?.mtimeMs}`
  if (readStamp(stampFile) === state && missingPrograms().length === 0) return

  let missing = await findMissing(runtime)
  if (missing.length > 0 && isDebianLike()) missing = await installOrAdvise(progress, runtime, missing, areRequired)
  else if (missing.length > 0) complain(progress, areRequired, missing, 'Install them with the package manager of your system (Electron for Linux lists what it needs), then run the command again.')
  if (missing.length === 0) {
    const now = `${runtime.executable} ${statSync('/etc/ld.so.cache', { throwIfNoEntry: false })?.mtimeMs}`
    writeStamp(stampFile, now)
  }
}

async function installOrAdvise(progress, runtime, missing, areRequired) {
  const isRoot = process.getuid() === 0
  if (!isRoot) {
    const names = await namesOnThisRelease()
    complain(progress, areRequired, missing, `Run this once, then the command again:\n    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`)
    return missing
  }
  progress.say(`missing for Electron: ${missing.join(', ')}`)
  try {
    await progress.step('installing them with apt-get', aptInstall)
  } catch (error) {
    if (areRequired || !(error instanceof Problem)) throw error
    progress.warn(`${error.message} ${error.hint}`)
    return missing
  }
  const still = await findMissing(runtime)
  if (still.length > 0) complain(progress, areRequired, still, 'apt-get ran through but these are still not there; install them by hand.')
  return still
}

function complain(progress, areRequired, missing, hint) {
  const message = `Electron cannot run here yet, missing: ${missing.join(', ')}.`
  if (areRequired) throw new Problem(message, { hint })
  progress.warn(`${message}\n${hint}`)
}

async function findMissing(runtime) {
  const ldd = await run('ldd', [runtime.executable], { env: { ...process.env, LC_ALL: 'C' } })
  if (ldd.code !== 0) throw new Problem(`The libraries of "${runtime.executable}" could not be listed with ldd.`, { details: tail(ldd.output), cause: ldd.error })
  const libraries = [...ldd.stdout.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1])
  return [...new Set(libraries), ...missingPrograms()]
}

const missingPrograms = () => PROGRAMS.filter((name) => !isOnPath(name))

function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function isDebianLike() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false // no such file: not one of the two
  }
}

async function aptInstall() {
  await apt(['update'])
  await apt(['install', '-y', '--no-install-recommends', ...(await namesOnThisRelease())])
}

async function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Waits for another apt-get instead of failing on its lock.
  const result = await run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], { env, timeoutMs: 15 * 60_000 })
  if (result.code === 0) return
  throw new Problem(`"apt-get ${args[0]}" failed.`, {
    details: tail(result.output, 15),
    cause: result.error,
    hint: `Look at what it says, then run: apt-get update && apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`,
  })
}

/** Since their 64-bit time change, newer releases spell some of these names with a "t64" at the end. */
async function namesOnThisRelease() {
  const renamed = await Promise.all(
    PACKAGES.map(async (name) => {
      if (!name.startsWith('lib')) return name
      const result = await run('apt-cache', ['pkgnames', `${name}t64`])
      return result.code === 0 && result.stdout.split('\n').includes(`${name}t64`) ? `${name}t64` : name
    }),
  )
  return renamed
}
