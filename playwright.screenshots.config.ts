import { defineConfig } from '@playwright/test'

/** Pictures of every screen, for people to look at and for the documentation: `npm run screenshots`. */
export default defineConfig({
  testDir: 'e2e/screenshots',
  outputDir: '.cache/screenshots/run',
  workers: 1,
  retries: 0,
  timeout: 3_000_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
})
