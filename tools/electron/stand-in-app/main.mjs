/**
 * The default application of the stand-in runtime: like Electron's own, it makes `electron [flags] [-r file] <app>`
 * start <app>, a folder with a package.json or an entry file. It is an ES module with a top-level await on purpose:
 * Electron holds back `ready` until such an entry has settled, so the application may still set things up before it.
 */
import { app } from 'electron'
import { existsSync, readFileSync, statSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const preloads = []
let named
const args = process.argv.slice(1)
for (let i = 0; i < args.length; i += 1) {
  const arg = args[i]
  if (arg === '-r' || arg === '--require') preloads.push(args[(i += 1)])
  else if (arg === '--version' || arg === '-v') {
    console.log(`v${process.versions.electron}`)
    process.exit(0)
  } else if (arg.startsWith('-')) continue
  else {
    named = resolve(arg)
    break
  }
}

if (named === undefined || !existsSync(named)) {
  console.error(named === undefined ? 'electron: no application was named' : `electron: there is no application at ${named}`)
  process.exit(1)
}

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })

const folder = nearestPackage(statSync(named).isDirectory() ? named : dirname(named))
const description = folder === undefined ? {} : JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const name = description.productName ?? description.name
if (name) {
  app.setName(name)
  app.setPath('userData', join(app.getPath('appData'), name))
  app.setDesktopName(description.desktopName ?? `${name}.desktop`)
}
if (description.version) app.setVersion(description.version)
app.setAppPath(folder ?? dirname(named))

if (preloads.length > 0) {
  if (typeof Module._preloadModules === 'function') Module._preloadModules(preloads)
  else for (const file of preloads) createRequire(join(process.cwd(), 'here.cjs'))(file)
}

const entry = statSync(named).isDirectory() ? join(named, description.main ?? 'index.js') : named
await import(pathToFileURL(entry).href)

function nearestPackage(from) {
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at
    if (dirname(at) === at) return undefined
  }
}
