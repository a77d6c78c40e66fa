import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import { kernels } from './tools/prepare/kernels.mjs'
import { narrowCode } from './tools/prepare/narrow-code.mjs'
import { pageChunks } from './tools/prepare/page-chunks.mjs'
import { startPageAhead } from './tools/prepare/start-page-ahead.mjs'

const source = (path: string): string => resolve(import.meta.dirname, 'src', path)

/** The oldest Node and Chrome that run this code: those of the stand-in runtime used by development and tests. */
const NODE_TARGET = 'node20.18'
const CHROME_TARGET = 'chrome130'

/**
 * Every process of the application is one entry with a stable name in `out/main`, so that the shell and the command
 * line find it by path. Dependencies stay outside the bundle, except the plain-JavaScript ones that every start needs:
 * from one file they load in a third of the time.
 */
export default defineConfig({
  main: {
    plugins: [kernels(import.meta.dirname), narrowCode()],
    build: {
      target: NODE_TARGET,
      outDir: 'out/main',
      sourcemap: true,
      minify: false,
      externalizeDeps: { exclude: ['zod', 'yaml', 'picomatch', 're2js', 'intl-messageformat', '@formatjs/fast-memoize', '@formatjs/icu-messageformat-parser', '@formatjs/icu-skeleton-parser'] },
      rolldownOptions: {
        input: {
          main: source('main/main.ts'),
          engine: source('engine/engine-entry.ts'),
          watcher: source('watcher/watch-entry.ts'),
          scanner: source('watcher/scan-thread.ts'),
          worker: source('processors/worker-entry.ts'),
          'file-writer': source('processors/archive/unpack/small/write-thread.ts'),
          'far-looker': source('engine/handoff/board/far-look-thread.ts'),
          cli: source('cli/cli.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
        },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      outDir: 'out/preload',
      sourcemap: true,
      // A sandboxed preload can load nothing from node_modules, and must be CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: source('preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [react(), startPageAhead()],
    build: {
      target: CHROME_TARGET,
      outDir: resolve(import.meta.dirname, 'out/renderer'),
      emptyOutDir: true,
      sourcemap: true,
      minify: true,
      // Fonts and pictures stay files: the page's content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: source('renderer/index.html') },
        output: { codeSplitting: { groups: [{ name: pageChunks(source('renderer')), priority: 1 }, { name: 'shared', minShareCount: 2 }] } },
      },
    },
  },
})
