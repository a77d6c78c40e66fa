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
import { countPlaywright, countVitest, noTests } from './test/reports.mjs'
import { runGroup } from './test/run-group.mjs'
import { startVirtualDisplay } from './test/virtual-display.mjs'

const MINUTE = 60_000
/** Ends what hangs. A whole run takes under 20 minutes on two quiet cores, and half as long again on busy ones. */
const deadline = performance.now() + 35 * MINUTE
const reports = join(cacheFolder, 'reports')

/** Faults of disks, drives, clocks and the kernel, which are the same whichever Node it is: they are tried once. */
const SYSTEM_FAULTS = ['kill', 'roots', 'full-disk', 'under-way', 'clock', 'many', 'exhausted', 'burst']

const PARTS = {
  static: [
    { title: 'Types', work: () => oneCheck(['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json']) },
    { title: 'Lint', work: () => oneCheck(['node_modules/oxlint/bin/oxlint', '--deny-warnings']) },
    { title: 'Import rules', work: () => oneCheck(['tools/check-imports.mjs']) },
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

  const total = noTests()
  for (const part of wanted.flatMap((name) => PARTS[name])) {
    const startedAt = performance.now()
    console.log(`\n== ${part.title}`)
    const counts = await part.work().catch((error) => {
      printProblem(error)
      return { ...noTests(), failed: 1 }
    })
    for (const key of Object.keys(total)) total[key] += counts[key]
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
  return { ...noTests(), [result.code === 0 ? 'passed' : 'failed']: 1 }
}

async function vitest(name, node, env = {}, more = []) {
  const file = join(reports, `${name}.json`)
  rmSync(file, { force: true })
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...more]
  const result = await runOn(node, args, { env, limitMs: 12 * MINUTE })
  return countVitest(file, result)
}

async function vitestInElectron() {
  const runtime = runtimeAtHand()
  console.log(`Electron ${runtime.version} (${runtime.kind})`)
  return vitest('electron-node', runtime.executable, { ELECTRON_RUN_AS_NODE: '1', ...electronEnvironment(runtime) }, [
    '--project=node',
    ...SYSTEM_FAULTS.map((name) => `--exclude=tests/faults/${name}.test.ts`),
  ])
}

async function endToEnd() {
  const runtime = runtimeAtHand()
  console.log(`Electron ${runtime.version} (${runtime.kind})`)
  requireSandbox(runtime)
  const file = join(reports, 'e2e.json')
  rmSync(file, { force: true })
  const display = hasDisplay() ? undefined : await startVirtualDisplay()
  try {
    const env = { ...electronEnvironment(runtime), ...display?.env }
    const result = await runOn(pinnedNode(), ['node_modules/@playwright/test/cli.js', 'test', '--pass-with-no-tests'], { env, limitMs: 12 * MINUTE })
    return countPlaywright(file, result)
  } finally {
    await display?.stop()
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
  total = { ...noTests(), failed: 1 }
}
await endLeftovers()
process.exitCode = total.failed > 0 ? 1 : 0
console.log(`\n${summary(total)}`)
