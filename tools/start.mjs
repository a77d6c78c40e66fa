#!/usr/bin/env node
/** `npm start [-- FOLDER…]`: the window where there is a display, the same engine in the terminal where there is none. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { Problem, printProblem } from './base/problem.mjs'
import { inProject, pinnedNode, projectRoot } from './base/project.mjs'
import { electronEnvironment, resolveElectron } from './electron-runtime.mjs'
import { hasDisplay, launchFlags, requireSandbox } from './electron/launch.mjs'

const USAGE = `Usage: npm start [-- FOLDER…]

Opens Filemill and watches each FOLDER besides those it already knows. With no display, the same engine runs in this
terminal instead (as "bin/filemill watch FOLDER…" does), until Ctrl+C.

  --help   this text

FILEMILL_ELECTRON names another Electron program to run on.
`

async function main(args) {
  if (args.includes('--help') || args.includes('-h')) return void process.stdout.write(USAGE)
  const option = args.find((arg, at) => arg.startsWith('-') && arg !== '--' && !args.slice(0, at).includes('--'))
  if (option !== undefined) throw new Problem(`start does not know "${option}".`, { hint: `See "npm start -- --help". A folder whose name begins with a dash goes after a second "--", or as ./${option}` })

  // npm runs scripts in the project; INIT_CWD is where the person stands.
  const here = process.env.INIT_CWD ?? process.cwd()
  const firstDashes = args.indexOf('--')
  const folders = args.filter((_, at) => at !== firstDashes).map((folder) => resolve(here, folder))

  if (!existsSync(inProject('out', 'main', 'main.js'))) throw new Problem('Filemill is not built yet.', { hint: 'Run "npm start", which builds it first, or "node tools/prepare.mjs".' })
  if (hasDisplay()) return forward(...(await windowCommand(folders)))
  process.stderr.write('filemill: there is no display here, so the engine runs in this terminal.\n')
  return forward(pinnedNode(), [inProject('out', 'main', 'cli.js'), 'watch', ...folders])
}

async function windowCommand(folders) {
  const runtime = await resolveElectron()
  requireSandbox(runtime)
  const env = { ...process.env, ...electronEnvironment(runtime) }
  delete env.ELECTRON_RUN_AS_NODE // set by some editors' terminals; with it Electron is only a Node
  return [runtime.executable, [...launchFlags(), projectRoot, '--', ...folders], env]
}

/** Runs the program in our place: its output, our signals, its exit code. */
function forward(command, args, env = process.env) {
  const child = spawn(command, args, { stdio: 'inherit', env })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) {
    // Ctrl+C reaches the child by itself, being in the same process group; we only must not die before it.
    process.on(signal, () => signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal))
  }
  child.on('error', (cause) => {
    printProblem(new Problem(`"${command}" could not be started.`, { cause, hint: 'Run "node tools/prepare.mjs" and look at what it says.' }))
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
  })
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  printProblem(error)
  process.exitCode = 1
}
