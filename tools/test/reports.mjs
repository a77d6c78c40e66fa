import { existsSync, readFileSync } from 'node:fs'

export const noTests = () => ({ passed: 0, failed: 0, skipped: 0 })

/** Counts of a vitest run from its JSON report. A file that could not be loaded is one failure. */
export function countVitest(file, result) {
  const report = read(file)
  const counts = noTests()
  for (const suite of report?.testResults ?? []) {
    const states = suite.assertionResults.map((test) => test.status)
    counts.passed += states.filter((state) => state === 'passed').length
    counts.failed += states.filter((state) => state === 'failed').length
    counts.skipped += states.filter((state) => state !== 'passed' && state !== 'failed').length
    if (suite.status === 'failed' && !states.includes('failed')) counts.failed += 1
  }
  return withExitCode(counts, result)
}

/** Counts of a Playwright run from its JSON report. */
export function countPlaywright(file, result) {
  const stats = read(file)?.stats
  const counts = stats ? { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped } : noTests()
  return withExitCode(counts, result)
}

/** A run that failed without a failing test (it crashed, overran its time, or raised an error outside a test). */
function withExitCode(counts, result) {
  if (result.code !== 0 && counts.failed === 0) {
    console.log(`the run failed outside its tests: ${result.reason ?? `exit code ${result.code}`}`)
    counts.failed = 1
  }
  return counts
}

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)
