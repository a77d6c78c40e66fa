#!/usr/bin/env node
/**
 * All tests, or one part of them: `node tools/test.mjs [static|unit|electron-node|package|e2e]…`. A failing part does not stop
 * the next one. The last line is always `N passed, N failed`, with `, N skipped` when some were.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Problem, printProblem } from './base/problem.mjs'
import { cacheFolder, pinnedNode, pinnedNodeEnvironment, projectRoot } from './base/project.mjs'
import { electronEnvironment, findElectron } from './electron-runtime.mjs'
import { hasDisplay, requireSandbox } from './electron/launch.mjs'
import { endLeftovers, markEnvironment } from './test/leftovers.mjs'
import { afterSecondTry, countPlaywright, countVitest, filesToTryAgain, noTests, oneFailure, together } from './test/reports.mjs'
import { runGroup } from './test/run-group.mjs'
import { startVirtualDisplay } from './test/virtual-display.mjs'

const MINUTE = 60_000
/** Ends what hangs. A whole run takes under 20 minutes on two quiet cores, and half as long again on busy ones. */
const deadline = performance.now() + 60 * MINUTE
/** A window waits for the eye more than for the processor. */
const E2E_AT_ONCE = 2
const reports = join(cacheFolder, 'reports')

/** What takes long and is the same whichever Node it runs on: it is tried on the pinned one only. By reason, files. */
const TRIED_ONCE = {
  'faults of disks, drives, clocks and the kernel': ['roots', 'full-disk', 'under-way', 'clock', 'many', 'exhausted', 'burst', 'parking', 'rules', 'rules-crash', 'rules-kill', 'gathering-crash', 'file-actions', 'handoff-kill', 'handoff-consumer-kill', 'upload'].map(
    (name) => `tests/faults/${name}.test.ts`,
  ),
  'the order of the kernel’s own events': ['src/watcher/bursts.test.ts'],
  'queues and pauses of our own, which wait for the clock': ['src/engine/waiting-room.test.ts', 'tests/integration/events.test.ts'],
  'rules as texts, and what they would do, worked out by our own code': ['src/engine/rules/**', 'src/engine/judging/**', 'tests/integration/recipes.test.ts'],
  'hand-off and uploads by themselves: files and requests as any Node has them': ['src/engine/handoff/**', 'src/engine/upload/**', 'tests/integration/upload.test.ts'],
  'the ledger set against the disk, by statements of SQL': ['tests/integration/verify.test.ts'],
  'the engine as journeys drive it in the real Electron': ['journey', 'history', 'control', 'language', 'rules', 'rules-*', 'uploads-by-rules', 'handoff-*', 'archives-inside', 'undo', 'undo-command', 'start'].map(
    (name) => `tests/integration/${name}.test.ts`,
  ),
  'commands and uploads that are killed': ['commands', 'uploads-kill', 'archives-kill', 'duplicates'].map((name) => `tests/faults/${name}.test.ts`),
  'bounds on work that we count ourselves': ['src/processors/document/pdf/heavy-pages.test.ts'],
  'the tools, which never run inside Electron': ['tools/**'],
}

const PARTS = {
  static: [
    { title: 'Types', work: () => oneCheck(['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json']) },
    { title: 'Lint', work: () => oneCheck(['node_modules/oxlint/bin/oxlint', '--deny-warnings']) },
    { title: 'Import rules', work: () => oneCheck(['tools/check-imports.mjs']) },
    { title: 'Catalogues of words', work: () => oneCheck(['tools/check-words.mjs']) },
  ],
  unit: [{ title: 'Unit and integration tests, Node', work: () => vitest('unit', pinnedNode()) }],
  'electron-node': [{ title: "Unit and integration tests, Electron's Node", work: vitestInElectron }],
  package: [{ title: 'Package', work: () => oneCheck(['tools/package.mjs', '--dir']) }],
  e2e: [{ title: 'End to end, in Electron', work: endToEnd }],
}

async function main(args) {
  const unknown = args.find((arg) => !Object.hasOwn(PARTS, arg))
  if (unknown !== undefined) throw new Problem(`There is no part "${unknown}".`, { hint: `The parts are: ${Object.keys(PARTS).join(', ')}.` })
  const wanted = args.length > 0 ? args : Object.keys(PARTS)
  mkdirSync(reports, { recursive: true })
  await prepare()

  let total = noTests()
  for (const part of wanted.flatMap((name) => PARTS[name])) {
    const startedAt = performance.now()
    console.log(`\n== ${part.title}`)
    const counts = await part.work().catch((error) => {
      printProblem(error)
      return oneFailure(`${part.title}: ${error instanceof Error ? error.message : String(error)}`)
    })
    total = together(total, counts)
    console.log(`== ${part.title}: ${summary(counts)} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
  }
  return total
}

/** Tests must not run on yesterday's build; `npm test` has prepared already, then this takes a moment only. */
async function prepare() {
  const result = await runGroup(process.execPath, ['tools/prepare.mjs', '--for-tests'], { cwd: projectRoot, env: process.env, timeoutMs: left() })
  if (result.code !== 0) throw new Problem('The tests cannot start: preparing failed, see above.')
}

async function oneCheck(args) {
  const result = await runOn(pinnedNode(), args, { limitMs: 3 * MINUTE })
  return result.code === 0 ? { ...noTests(), passed: 1 } : oneFailure(`${args.join(' ')}: ${result.reason ?? `exit code ${result.code}`}`)
}

async function vitest(name, node, env = {}, more = []) {
  const first = await vitestOnce(name, node, env, more)
  const files = filesToTryAgain(reportOf(name))
  if (first.failed === 0 || files.length === 0) return first
  console.log(`\nTrying again, by themselves: ${files.join(', ')}`)
  return afterSecondTry(first, await vitestOnce(`${name}-again`, node, env, [...more, ...files]))
}

const reportOf = (name) => join(reports, `${name}.json`)

async function vitestOnce(name, node, env, more) {
  const file = reportOf(name)
  rmSync(file, { force: true })
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...more]
  const result = await runOn(node, args, { env, limitMs: 25 * MINUTE })
  return countVitest(file, result)
}

async function vitestInElectron() {
  const runtime = runtimeAtHand()
  console.log(`Electron ${runtime.version} (${runtime.kind})`)
  const env = { ELECTRON_RUN_AS_NODE: '1', ...electronEnvironment(runtime), FILEMILL_TESTS_LEFT_OUT: JSON.stringify(Object.values(TRIED_ONCE).flat()) }
  return vitest('electron-node', runtime.executable, env, ['--project=node*'])
}

async function endToEnd() {
  const runtime = runtimeAtHand()
  console.log(`Electron ${runtime.version} (${runtime.kind})`)
  requireSandbox(runtime)
  const file = reportOf('e2e')
  rmSync(file, { force: true })
  // A screen each for as many as run at once: on one, windows would take the keyboard from each other.
  const displays = hasDisplay() ? [] : await Promise.all(Array.from({ length: E2E_AT_ONCE }, startVirtualDisplay))
  try {
    const env = { ...electronEnvironment(runtime), ...displays[0]?.env, FILEMILL_TEST_DISPLAYS: displays.map((display) => display.env.DISPLAY).join(' ') }
    const result = await runOn(pinnedNode(), ['node_modules/@playwright/test/cli.js', 'test', '--pass-with-no-tests'], { env, limitMs: 25 * MINUTE })
    return countPlaywright(file, result)
  } finally {
    for (const display of displays) await display.stop()
  }
}

function runtimeAtHand() {
  const runtime = findElectron()
  if (!runtime) throw new Problem('There is no Electron runtime.', { hint: 'Run "node tools/prepare.mjs --for-tests".' })
  return runtime
}

const left = () => Math.max(deadline - performance.now(), 1_000)

function runOn(node, args, { env = {}, limitMs }) {
  return runGroup(node, args, {
    cwd: projectRoot,
    env: markEnvironment(pinnedNodeEnvironment({ NODE_ENV: 'test', ...env })),
    timeoutMs: Math.min(limitMs, left()),
  })
}

function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

let total
try {
  total = await main(process.argv.slice(2))
} catch (error) {
  printProblem(error)
  total = oneFailure(error instanceof Error ? error.message : String(error))
}
await endLeftovers()
if (total.unsteady.length > 0) console.log(`\nPassed at the second try only:\n${total.unsteady.map((one) => `- ${one}`).join('\n')}`)
if (total.failures.length > 0) console.log(`\nFailed:\n${total.failures.map((one) => `- ${one}`).join('\n')}`)
process.exitCode = total.failed > 0 ? 1 : 0
console.log(`\n${summary(total)}`)
