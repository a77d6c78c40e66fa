import { defineConfig } from 'vitest/config'
import { kernels } from './tools/prepare/kernels.mjs'

const onPage = ['src/renderer/**/*.test.{ts,tsx}']

export default defineConfig({
  plugins: [kernels(import.meta.dirname)],
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    passWithNoTests: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.{ts,mjs}', 'tests/**/*.test.ts'],
          exclude: onPage,
        },
      },
      { extends: true, test: { name: 'page', environment: 'happy-dom', include: onPage } },
    ],
  },
})
