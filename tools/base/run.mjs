import { spawn } from 'node:child_process'

/**
 * Runs a program to its end without a shell and gives back its exit code and what it printed. Never throws for a
 * failing program; a program that cannot be started has `code` null and `error`.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, show?: boolean, shell?: boolean,
 *           signal?: AbortSignal }} [options] `show` passes the output on to stderr while it comes.
 */
export function run(command, args, { cwd, env, timeoutMs, show = false, shell = false, signal } = {}) {
  return new Promise((settle) => {
    const child = spawn(command, args, { cwd, env, shell, signal, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    let stdout = ''
    let stderr = ''
    let timedOut = false
    const timer = timeoutMs
      ? setTimeout(() => {
          timedOut = true
          child.kill('SIGKILL')
        }, timeoutMs)
      : undefined
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
      if (show) process.stderr.write(text)
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text
      if (show) process.stderr.write(text)
    })
    child.on('error', (error) => {
      clearTimeout(timer)
      settle({ code: null, error, stdout, stderr, output: stdout + stderr, timedOut })
    })
    child.on('close', (code, killedBy) => {
      clearTimeout(timer)
      settle({ code, killedBy, stdout, stderr, output: stdout + stderr, timedOut })
    })
  })
}

/** The last lines of a program's output, enough to see why it failed. */
export function tail(text, lines = 40) {
  return text.trimEnd().split('\n').slice(-lines).join('\n')
}

/** How npm is started here: inside an npm script by the very npm that runs it, else by its name. */
export function npmCommand(args) {
  const running = process.env.npm_execpath
  if (running && /npm-cli\.[cm]?js$/.test(running)) return { command: process.execPath, args: [running, ...args] }
  return process.platform === 'win32'
    ? { command: 'npm.cmd', args, shell: true }
    : { command: 'npm', args }
}
