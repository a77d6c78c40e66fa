import { defineConfig } from '@playwright/test'

/** One for each file of tests that may run at once; `tools/test.mjs` brings them where there is no screen. */
const displays = (process.env['FILEMILL_TEST_DISPLAYS'] ?? '').split(' ').filter(Boolean)

/** The built application in a real Electron. `tools/test.mjs` brings the runtime, the display and the environment. */
export default defineConfig({
  testDir: 'e2e',
  // By `npm run screenshots`.
  testIgnore: 'screenshots/**',
  outputDir: '.cache/e2e',
  workers: Math.max(1, displays.length),
  fullyParallel: false,
  // `tools/test.mjs` names what passed at its second try only.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
})
