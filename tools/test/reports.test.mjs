import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { afterSecondTry, countPlaywright, countVitest, filesToTryAgain, noTests } from './reports.mjs'

let folder
const report = (content) => {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'reports-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('each failed unit test is named with its reason, and a file that can not be loaded is one', () => {
  const file = report({
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'adds' },
          { status: 'skipped', fullName: 'waits' },
          { status: 'failed', fullName: 'divides', failureMessages: ['\u001b[31mexpected 1\u001b[0m\n\n  to be 2'] },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  })
  expect(countVitest(file, { code: 1 })).toEqual({
    passed: 1,
    failed: 2,
    skipped: 1,
    failures: ['a.test.ts › divides\n    expected 1\n      to be 2', 'b.test.ts\n    no such module'],
    unsteady: [],
  })
})

test('few files that failed are worth a second try, many are not, and one that fails again stays failed', () => {
  const run = (...states) => report({ testResults: states.map((status, at) => ({ name: `${at}.test.ts`, status, message: 'late', assertionResults: [] })) })
  expect(filesToTryAgain(run('passed', 'failed', 'passed'))).toEqual(['1.test.ts'])
  expect(filesToTryAgain(run('failed', 'failed', 'failed', 'failed', 'passed'))).toEqual([])
  expect(filesToTryAgain(run('failed'))).toEqual([])
  expect(filesToTryAgain(join(folder, 'none.json'))).toEqual([])

  const first = countVitest(run('passed', 'failed'), { code: 1 })
  expect(afterSecondTry(first, { ...noTests(), passed: 1 })).toMatchObject({ passed: 1, failed: 0, failures: [], unsteady: ['1.test.ts\n    late'] })
  expect(afterSecondTry(first, { ...noTests(), failed: 1 })).toBe(first)
})

test('a file whose process ended too soon is named, and worth a second try', () => {
  const file = report({
    testResults: [
      { name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'pending', fullName: 'adds' }, { status: 'skipped', fullName: 'waits' }] },
      { name: 'b.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'adds' }] },
    ],
  })
  expect(countVitest(file, { code: 1 })).toMatchObject({ passed: 1, failed: 1, skipped: 1, failures: ['a.test.ts\n    Its process ended before its tests did.'] })
  expect(filesToTryAgain(file)).toEqual(['a.test.ts'])
})

test('journeys that failed, and those that passed at the second try only, are named, however deep they lie', () => {
  const spec = (title, status) => ({ title, file: 'x.spec.ts', line: 7, tests: [{ status, results: [{ error: { message: 'too slow' } }, {}] }] })
  const file = report({
    stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
    suites: [{ specs: [spec('opens', 'unexpected')], suites: [{ specs: [spec('closes', 'flaky'), spec('rests', 'expected')] }] }],
  })
  expect(countPlaywright(file, { code: 1 })).toEqual({
    passed: 2,
    failed: 1,
    skipped: 0,
    failures: ['x.spec.ts:7 › opens\n    too slow'],
    unsteady: ['x.spec.ts:7 › closes\n    too slow'],
  })
})

test('a run that ends badly without a failed test, or without a report, is a failure', () => {
  expect(countVitest(join(folder, 'none.json'), { code: null, reason: 'took over 25 minutes' }).failures).toEqual(['the run failed outside its tests: took over 25 minutes'])
  expect(countPlaywright(join(folder, 'none.json'), { code: 1 })).toMatchObject({ passed: 0, failed: 1 })
})
