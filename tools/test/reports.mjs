import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/**
 * Counts, with a text for each test that failed (where, and the first lines of why), and one for each that passed only when it
 * was tried a second time: such a test, or what it tests, has a race to be found.
 */
export const noTests = () => ({ passed: 0, failed: 0, skipped: 0, failures: [], unsteady: [] })

export const oneFailure = (what) => ({ ...noTests(), failed: 1, failures: [what] })

/** The sum of both, in a new object. */
export function together(some, more) {
  return {
    passed: some.passed + more.passed,
    failed: some.failed + more.failed,
    skipped: some.skipped + more.skipped,
    failures: [...some.failures, ...more.failures],
    unsteady: [...some.unsteady, ...more.unsteady],
  }
}

/** More files than these failing is no accident. */
const FEW = 3

/** The files of a vitest run that are worth a second try, by themselves: few of many. Empty where there are none, or too many. */
export function filesToTryAgain(file) {
  const suites = read(file)?.testResults ?? []
  const failed = suites.filter((suite) => suite.status === 'failed' || isCutOff(suite)).map(({ name }) => name)
  return failed.length <= FEW && failed.length < suites.length ? failed : []
}

/** Its process ended before it did: the report calls its tests pending, and the file passed. */
const isCutOff = ({ assertionResults }) => assertionResults.some(({ status }) => status === 'pending')

/** What a run came to when the files that failed in it passed, tried `again` by themselves. Where they failed again it stays as it was. */
export function afterSecondTry(first, again) {
  if (again.failed > 0) return first
  return { ...first, passed: first.passed + first.failed, failed: 0, failures: [], unsteady: [...first.unsteady, ...first.failures] }
}

/** Counts of a vitest run from its JSON report. A file that could not be loaded is one failure. */
export function countVitest(file, result) {
  const report = read(file)
  const counts = noTests()
  for (const suite of report?.testResults ?? []) {
    const states = suite.assertionResults.map((test) => test.status)
    counts.passed += states.filter((state) => state === 'passed').length
    counts.skipped += states.filter((state) => !['passed', 'failed', 'pending'].includes(state)).length
    const failed = suite.assertionResults.filter((test) => test.status === 'failed')
    counts.failures.push(...failed.map((test) => failure(`${suite.name} › ${test.fullName}`, test.failureMessages?.[0])))
    if (suite.status === 'failed' && failed.length === 0) counts.failures.push(failure(suite.name, suite.message))
    if (isCutOff(suite)) counts.failures.push(failure(suite.name, 'Its process ended before its tests did.'))
  }
  counts.failed = counts.failures.length
  return withExitCode(counts, result)
}

/** Counts of a Playwright run from its JSON report. */
export function countPlaywright(file, result) {
  const report = read(file)
  const stats = report?.stats
  if (!stats) return withExitCode(noTests(), result)
  const told = (status) =>
    (report.suites ?? []).flatMap(specsOf).flatMap((spec) =>
      spec.tests.filter((test) => test.status === status).map((test) => failure(`${spec.file}:${spec.line} › ${spec.title}`, test.results.find((one) => one.error)?.error.message)),
    )
  return withExitCode({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped, failures: told('unexpected'), unsteady: told('flaky') }, result)
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]

const REASON_LINES = 6

function failure(where, why = '') {
  const reason = stripVTControlCharacters(why).split('\n').filter((line) => line.trim() !== '').slice(0, REASON_LINES)
  return [where, ...reason.map((line) => `    ${line}`)].join('\n')
}

/** A run that failed without a failing test (it crashed, overran its time, or raised an error outside a test). */
function withExitCode(counts, result) {
  if (result.code === 0 || counts.failed > 0) return counts
  const why = `the run failed outside its tests: ${result.reason ?? `exit code ${result.code}`}`
  console.log(why)
  return { ...counts, failed: 1, failures: [...counts.failures, why] }
}

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)
