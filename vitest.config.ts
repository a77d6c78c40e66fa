import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { kernels } from './tools/prepare/kernels.mjs'

const root = import.meta.dirname
/** By JSON, files that this run leaves out: each project has its own list, and passes over `--exclude`. */
const leftOut = JSON.parse(process.env.FILEMILL_TESTS_LEFT_OUT ?? '[]') as string[]
const onPage = ['src/renderer/**/*.test.{ts,tsx}']

/** A module that one file puts another in place of, or a language that it speaks, must not be what the next file gets: those have a process each. */
const replacing = ['src/renderer', 'src/shared', 'src/base', 'src/cli', 'src/engine', 'src/processors', 'src/main', 'src/watcher'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.test\.tsx?$/.test(path) && /vi\.mock\(|\bspeak(?:InProcess|OnPage)?\(/.test(readFileSync(join(root, path), 'utf8'))),
)
const replacingOnPage = replacing.filter((path) => path.startsWith('src/renderer/'))
const light = ['shared', 'base', 'cli', 'engine', 'processors', 'main', 'watcher'].map((folder) => `src/${folder}/**/*.test.ts`)

/** Files of one kind that share a process: to begin one, or a page, anew takes several times as long as the tests in it. */
const together = { isolate: false, sequence: { groupOrder: 1 } }

export default defineConfig({
  plugins: [kernels(root)],
  test: {
    pool: 'forks',
    // Most of the long tests wait for disks, clocks and processes.
    maxWorkers: 3,
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
          exclude: [...onPage, ...light, ...leftOut],
        },
      },
      { extends: true, test: { name: 'node-light', environment: 'node', ...together, include: light, exclude: [...replacing, ...leftOut] } },
      { extends: true, test: { name: 'node-stand-ins', environment: 'node', include: replacing, exclude: [...onPage, ...leftOut] } },
      { extends: true, test: { name: 'page', environment: 'happy-dom', ...together, include: onPage, exclude: replacing } },
      { extends: true, test: { name: 'page-stand-ins', environment: 'happy-dom', include: replacingOnPage } },
    ],
  },
})
