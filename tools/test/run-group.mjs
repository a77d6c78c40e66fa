import { spawn } from 'node:child_process'

const groups = new Set()

/**
 * Runs a program with its output on ours, in a process group of its own, and ends what is left of that group when the
 * program is done, overruns its time, or we are told to stop.
 *
 * @returns {Promise<{ code: number | null, reason?: string }>}
 */
export function runGroup(command, args, { cwd, env, timeoutMs }) {
  return new Promise((settle) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit', detached: process.platform !== 'win32' })
    let reason
    const timer = setTimeout(() => {
      reason = `stopped after ${Math.round(timeoutMs / 1000)} s`
      console.error(`filemill: ${args[0]} ${reason}`)
      endGroup(child.pid)
    }, timeoutMs)
    if (child.pid !== undefined) groups.add(child.pid)
    child.on('error', (error) => {
      clearTimeout(timer)
      console.error(`filemill: "${command}" could not be started: ${error.message}`)
      settle({ code: null, reason: error.message })
    })
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      endGroup(child.pid)
      groups.delete(child.pid)
      settle({ code, reason: reason ?? (signal ? `ended by ${signal}` : undefined) })
    })
  })
}

function endGroup(pid) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error // ESRCH, EPERM: nothing of ours is left in it
  }
}

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
  process.once(signal, () => {
    for (const pid of groups) endGroup(pid)
    process.exit(code)
  })
}
