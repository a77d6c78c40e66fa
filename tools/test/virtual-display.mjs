import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Problem } from '../base/problem.mjs'
import { markEnvironment } from './leftovers.mjs'

const START_MS = 15_000

/** A virtual screen that nobody sees, in pixels; the server picks a free number itself. */
export async function startVirtualDisplay(size = '1400x1000') {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: markEnvironment(process.env),
  })
  let complaint = ''
  server.stderr.setEncoding('utf8').on('data', (text) => (complaint += text))
  const number = await new Promise((found, failed) => {
    const fail = (cause) => failed(new Problem('The virtual display (Xvfb) did not start.', { details: complaint, cause, hint: 'Run "node tools/prepare.mjs --for-tests", which checks and installs it.' }))
    const timer = setTimeout(() => {
      server.kill('SIGKILL')
      fail(new Error(`no answer within ${START_MS / 1000} s`))
    }, START_MS)
    let answer = ''
    server.stdio[3].setEncoding('utf8').on('data', (text) => {
      answer += text
      if (!answer.includes('\n')) return
      clearTimeout(timer)
      found(answer.trim())
    })
    server.once('error', (error) => (clearTimeout(timer), fail(error)))
    server.once('exit', (code) => (clearTimeout(timer), fail(new Error(`exit code ${code}`))))
  })
  return {
    env: { DISPLAY: `:${number}` },
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return
      const gone = once(server, 'exit')
      server.kill('SIGTERM')
      await gone
    },
  }
}
