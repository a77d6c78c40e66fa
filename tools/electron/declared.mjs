import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, inProject, pinnedNode } from '../base/project.mjs'
import { tail } from '../base/run.mjs'
import { isRunnableFile, programInDistribution, versionOf } from './distribution.mjs'

const packageFolder = inProject('node_modules', 'electron')
const failureNote = join(cacheFolder, 'electron', 'declared-unreachable.json')

/** A download that shows no new byte for this long counts as unreachable; one that flows may take its time. */
const STALL_MS = 15_000
const LONGEST_MS = 15 * 60_000
const RETRY_AFTER_MS = 24 * 60 * 60_000

/** The Electron of package.json, when its download is already here. */
export function findDeclaredElectron() {
  const folder = join(packageFolder, 'dist')
  const executable = join(folder, programInDistribution)
  if (!isRunnableFile(executable) || versionOf(executable) !== declaredVersion()) return undefined
  return { kind: 'declared', executable, folder, version: declaredVersion() }
}

/** Fetches it with its own install script. Undefined when it cannot be reached, which is then remembered for a day. */
export async function fetchDeclaredElectron(progress) {
  const version = declaredVersion()
  if (!version || isKnownUnreachable(version)) return undefined
  const outcome = await progress.step(`trying to fetch Electron ${version}`, () => runInstallScript())
  const found = outcome.ok ? findDeclaredElectron() : undefined
  if (found) return found
  const reason = outcome.reason ?? 'its install script left no program behind'
  mkdirSync(join(cacheFolder, 'electron'), { recursive: true })
  writeFileSync(failureNote, JSON.stringify({ version, reason, at: new Date().toISOString() }, null, 2))
  progress.say(`Electron ${version} cannot be fetched here: ${reason}`)
  progress.say('(it is tried again after a day, or when .cache/electron/declared-unreachable.json is removed)')
  return undefined
}

function declaredVersion() {
  try {
    return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
  } catch {
    return undefined // dependencies are not installed yet
  }
}

function isKnownUnreachable(version) {
  try {
    const note = JSON.parse(readFileSync(failureNote, 'utf8'))
    const ageMs = Date.now() - Date.parse(note.at)
    return note.version === version && ageMs >= 0 && ageMs < RETRY_AFTER_MS
  } catch {
    return false
  }
}

async function runInstallScript() {
  const temporary = join(cacheFolder, 'electron', `fetch-${process.pid}`)
  mkdirSync(temporary, { recursive: true })
  try {
    return await new Promise((settle) => {
      const child = spawn(pinnedNode(), [join(packageFolder, 'install.js')], {
        cwd: packageFolder,
        // The script downloads into the temporary folder, where its progress can be seen from outside.
        env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let output = ''
      const collect = (text) => (output = tail(output + text))
      child.stdout.setEncoding('utf8').on('data', collect)
      child.stderr.setEncoding('utf8').on('data', collect)

      const startedAt = Date.now()
      let lastSize = 0
      let lastGrowth = startedAt
      let stopReason
      const watch = setInterval(() => {
        const size = sizeOfTree(temporary) + sizeOfTree(join(packageFolder, 'dist'))
        if (size > lastSize) lastGrowth = Date.now()
        lastSize = Math.max(size, lastSize)
        if (Date.now() - lastGrowth > STALL_MS) stopReason = `nothing arrived for ${STALL_MS / 1000} s`
        if (Date.now() - startedAt > LONGEST_MS) stopReason = `not done after ${LONGEST_MS / 60_000} minutes`
        if (stopReason) child.kill('SIGKILL')
      }, 500)
      child.on('error', (error) => {
        clearInterval(watch)
        settle({ ok: false, reason: error.message })
      })
      child.on('close', (code) => {
        clearInterval(watch)
        settle(code === 0 ? { ok: true } : { ok: false, reason: stopReason ?? firstErrorLine(output) ?? `exit code ${code}` })
      })
    })
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

function firstErrorLine(output) {
  const lines = output.split('\n').map((line) => line.trim())
  // The bare "fetch failed" says nothing; the line with the system's code does.
  return lines.find((line) => /\b(E[A-Z_]{4,}|HTTP ?\d{3}|40\d)\b/.test(line)) ?? lines.find((line) => /error/i.test(line))
}

function sizeOfTree(folder) {
  let total = 0
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) total += statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0
    }
  } catch {
    return total // the script is creating and removing folders meanwhile
  }
  return total
}
