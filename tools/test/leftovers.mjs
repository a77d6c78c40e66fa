import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const MARK = 'FILEMILL_TEST_RUN'
const runId = `${process.pid}-${Date.now().toString(36)}`

/** Every process started with this environment can be recognised as ours, whatever becomes of its parent. */
export const markEnvironment = (env) => ({ ...env, [MARK]: runId })

/** Ends the processes that a test left behind, naming them: each is a fault in that test or in the product. */
export async function endLeftovers() {
  if (process.platform !== 'linux') return
  for (let tries = 0; tries < 10 && findLeftovers().length > 0; tries += 1) await sleep(200)
  for (const { pid, commandLine } of findLeftovers()) {
    console.log(`left behind by the tests, ended now: ${pid} ${commandLine.slice(0, 160)}`)
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
}

function findLeftovers() {
  const found = []
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue
    try {
      const isOurs = readFileSync(`/proc/${name}/environ`, 'latin1').split('\0').includes(`${MARK}=${runId}`)
      if (isOurs) found.push({ pid: Number(name), commandLine: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') })
    } catch {
      // Gone meanwhile, or another user's: not ours.
    }
  }
  return found.filter(({ commandLine }) => commandLine !== '') // a zombie is no longer running
}
