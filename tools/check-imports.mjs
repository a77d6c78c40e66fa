#!/usr/bin/env node
/** Holds the import rules of ARCHITECTURE.md (tools/import-rules/rules.mjs) over everything in src/. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from './base/project.mjs'
import { findCycles } from './import-rules/find-cycles.mjs'
import { readImports } from './import-rules/read-imports.mjs'
import {
  FOLDERS,
  HEAVY,
  LIGHT_ENTRIES,
  SHELL_AND_PAGE,
  SQL_DRIVERS,
  SQL_FOLDER,
  STAGE_JOINTS,
  TEST_FOLDERS,
  TEST_PACKAGES,
} from './import-rules/rules.mjs'

const SOURCE = /\.[cm]?[jt]sx?$/
/** Tests, and what they share beside what they test: `x.test.ts`, `x.test-kit.ts`. */
const TEST = /\.test(-[a-z-]+)?\.[cm]?[jt]sx?$/
const DECLARATION = /\.d\.[cm]?ts$/
/** Compiled to WebAssembly; it imports its own kind only. */
const ASSEMBLY = /\.as\.ts$/
const ENDINGS = ['', '.ts', '.tsx', '.mts', '.js', '.mjs', '/index.ts', '/index.tsx']

/**
 * @param {string} root the folder that holds src/
 * @returns {{ violations: { file: string, line: number, message: string }[], fileCount: number, importCount: number }}
 */
export function checkImports(root) {
  const files = sourceFiles(join(root, 'src'))
  const imports = new Map(files.map((file) => [file, importsOf(root, file)]))
  const violations = []
  for (const [file, list] of imports) {
    for (const each of list) {
      const message = breach(root, file, each)
      if (message) violations.push({ file: inRoot(root, file), line: each.line, message: `imports "${each.specifier}": ${message}` })
    }
  }
  violations.push(...cycles(root, imports), ...heavyReaches(root, imports))
  violations.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
  return { violations, fileCount: files.length, importCount: [...imports.values()].flat().length }
}

function importsOf(root, file) {
  return readImports(file, readFileSync(file, 'utf8')).map((each) => ({ ...each, target: targetOf(root, file, each.specifier) }))
}

/** Where an import leads: a file, a package, one of Node's modules, or nowhere. */
function targetOf(root, file, specifier) {
  if (specifier.startsWith('.') || specifier.startsWith('/')) {
    const bare = specifier.replace(/[?#].*$/, '')
    const path = resolveFile(bare.startsWith('/') ? join(root, bare) : resolve(dirname(file), bare))
    return path ? { kind: 'file', path } : { kind: 'nowhere' }
  }
  if (isBuiltin(specifier)) return { kind: 'node', name: specifier.startsWith('node:') ? specifier : `node:${specifier}` }
  return { kind: 'package', name: specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/') }
}

function resolveFile(path) {
  const candidates = ENDINGS.map((ending) => path + ending)
  const written = /\.([cm]?)js(x?)$/.exec(path) // TypeScript sources may be imported by the name of their output
  if (written) candidates.push(path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2'), path.replace(/\.jsx?$/, '.tsx'))
  return candidates.find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile())
}

/** The sentence of the rule that an import breaks, if it breaks one. */
function breach(root, file, { target }) {
  const from = inSource(root, file)
  const isTest = TEST.test(file)
  if (target.kind === 'nowhere') return 'this leads to no file'
  if (target.kind === 'file') return fileBreach(root, from, isTest, target.path)

  if (SQL_DRIVERS.includes(target.name) && !covers(SQL_FOLDER, from)) return `the SQL driver is used only inside src/${SQL_FOLDER}`
  if (isTest) return undefined // a test may use any library to make and to judge its material
  if (matchesAny(TEST_PACKAGES, target.name)) return 'there is no test code in the product'
  const rule = ruleOf(from)
  if (target.kind === 'node') return rule.node ? undefined : rule.sentence
  if (rule.packages === 'any') return matchesAny(SHELL_AND_PAGE, target.name) ? rule.sentence : undefined
  return matchesAny(rule.packages, target.name) ? undefined : rule.sentence
}

function fileBreach(root, from, isTest, path) {
  const outside = inRoot(root, path)
  if (!outside.startsWith('src/')) {
    const top = outside.split('/')[0]
    if (outside === 'package.json' || top === 'resources' || top === 'node_modules') return undefined
    if (TEST_FOLDERS.includes(top)) return isTest ? undefined : 'there is no test code in the product'
    return 'the product imports nothing from outside src/'
  }
  if (!isTest && TEST.test(path)) return 'there is no test code in the product'
  const to = inSource(root, path)
  const rule = ruleOf(from)
  const isAtHome = isTest && from.split('/')[0] === to.split('/')[0] // a test may look around in its own house
  if (!isAtHome && !rule.may.some((allowed) => covers(allowed, to))) return rule.sentence
  const entersStage = covers('engine/stages', to) && !covers('engine/stages', from)
  if (entersStage && !isTest && !STAGE_JOINTS.some((joint) => covers(joint, from))) {
    return 'the stages are joined in the pipeline and nowhere else'
  }
  return undefined
}

function cycles(root, imports) {
  const edges = new Map()
  for (const [file, list] of imports) {
    if (TEST.test(file)) continue
    edges.set(file, new Set(list.filter((each) => !each.isTypeOnly && each.target.kind === 'file' && imports.has(each.target.path)).map((each) => each.target.path)))
  }
  return findCycles(edges).map((cycle) => {
    const [first] = cycle
    const next = cycle[1] ?? first
    const line = imports.get(first).find((each) => !each.isTypeOnly && each.target.path === next).line
    return { file: inRoot(root, first), line, message: `there are no cycles: ${[...cycle, first].map((file) => inRoot(root, file)).join(' -> ')}` }
  })
}

/** Follows what is really loaded, type-only imports left out, and names the way to the heavy library. */
function heavyReaches(root, imports) {
  const found = []
  for (const { path, sentence } of LIGHT_ENTRIES) {
    const entries = [...imports.keys()].filter((file) => covers(path, inSource(root, file)) && !TEST.test(file))
    const cameFrom = new Map(entries.map((file) => [file, undefined]))
    const queue = [...entries]
    for (const file of queue) {
      for (const each of imports.get(file) ?? []) {
        if (each.isTypeOnly) continue
        if (each.target.kind === 'file' && imports.has(each.target.path) && !TEST.test(each.target.path) && !cameFrom.has(each.target.path)) {
          cameFrom.set(each.target.path, file)
          queue.push(each.target.path)
        } else if (each.target.kind === 'package' && matchesAny(HEAVY, each.target.name)) {
          const way = []
          for (let at = file; at !== undefined; at = cameFrom.get(at)) way.unshift(inRoot(root, at))
          found.push({ file: inRoot(root, file), line: each.line, message: `${sentence}: ${[...way, each.target.name].join(' -> ')}` })
        }
      }
    }
  }
  return found
}

function ruleOf(from) {
  for (const rule of FOLDERS) {
    if (!rule.folder.endsWith('/*')) {
      if (covers(rule.folder, from)) return rule
      continue
    }
    const parent = rule.folder.slice(0, -2)
    const rest = from.startsWith(`${parent}/`) ? from.slice(parent.length + 1) : ''
    if (!rest.includes('/')) continue // a file directly in the parent, or elsewhere
    const own = `${parent}/${rest.split('/')[0]}`
    return { ...rule, may: rule.may.map((allowed) => (allowed === '{own}' ? own : allowed)) }
  }
  return { may: [], node: false, packages: [], sentence: `src/${from.split('/')[0]} is no folder of the design: add its rule to tools/import-rules/rules.mjs` }
}

/** Whether a pattern of the rules covers a path; a star stands for one name. */
function covers(pattern, path) {
  const wanted = pattern.split('/')
  const names = path.split('/')
  if (wanted.at(-1) === '*') return names.length === wanted.length && wanted.slice(0, -1).every((name, at) => name === names[at])
  return wanted.every((name, at) => name === '*' || name === names[at])
}

function matchesAny(patterns, name) {
  return patterns.some((pattern) => (pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))
}

function sourceFiles(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return sourceFiles(path)
      return SOURCE.test(entry.name) && !DECLARATION.test(entry.name) && !ASSEMBLY.test(entry.name) ? [path] : []
    })
    .sort()
}

const inRoot = (root, path) => relative(root, path).split(sep).join('/')
const inSource = (root, path) => inRoot(join(root, 'src'), path).replace(SOURCE, '').replace(/\.test(-[a-z-]+)?$/, '')

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { violations, fileCount, importCount } = checkImports(projectRoot)
  for (const { file, line, message } of violations) console.log(`${file}:${line} ${message}`)
  console.log(violations.length === 0 ? `${fileCount} files, ${importCount} imports: the import rules hold` : `${violations.length} breaches of the import rules`)
  process.exitCode = violations.length === 0 ? 0 : 1
}
