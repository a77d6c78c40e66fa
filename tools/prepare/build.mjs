import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../base/problem.mjs'
import { cacheFolder, inProject, pinnedNode, pinnedNodeEnvironment, projectRoot } from '../base/project.mjs'
import { run, tail } from '../base/run.mjs'
import { contentHash, readStamp, writeStamp } from './stamp.mjs'

const SOURCES = ['src', 'resources', 'electron.vite.config.ts', 'tools/prepare/kernels.mjs', 'tools/prepare/narrow-code.mjs', 'tools/prepare/page-chunks.mjs', 'tools/prepare/start-page-ahead.mjs', 'tsconfig.json', 'package.json', 'package-lock.json']
const RESULTS = ['out/main/main.js', 'out/main/engine.js', 'out/main/cli.js', 'out/preload/preload.cjs', 'out/renderer/index.html']
const isNoSource = (path) => /\.test(-[a-z-]+)?\.[cm]?[jt]sx?$/.test(path) || path === 'resources/sample'

const buildStamp = join(cacheFolder, 'build.stamp')
const samplesStamp = join(cacheFolder, 'samples.stamp')

/** Builds the application and writes the sample folder, when their sources changed since the last time. */
export async function prepareBuild(progress) {
  const sources = contentHash(SOURCES, isNoSource)
  if (readStamp(buildStamp) !== sources || !RESULTS.every((path) => existsSync(inProject(path)))) {
    await progress.step('building', build)
    // The hash taken before: what was edited meanwhile is built again next time.
    writeStamp(buildStamp, sources)
  }
  await prepareSamples(progress)
}

async function build() {
  const result = await runOnPinnedNode([join('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], {
    NODE_ENV: 'production',
    NO_COLOR: '1',
  })
  if (result.code !== 0) {
    const told = result.output.split('\n').filter((line) => !/^\s+at /.test(line))
    throw new Problem('The build failed.', { details: tail(told.join('\n')), cause: result.error, hint: 'Correct the source named above and run the command again.' })
  }
  const absent = RESULTS.filter((path) => !existsSync(inProject(path)))
  if (absent.length > 0) {
    throw new Problem(`The build left out ${absent.join(', ')}.`, { details: tail(result.output), hint: 'Look at the inputs in electron.vite.config.ts.' })
  }
}

async function prepareSamples(progress) {
  const maker = 'tools/make-samples.mjs'
  if (!existsSync(inProject(maker))) return
  const wanted = contentHash([maker, 'tools/samples', 'package-lock.json'])
  if (readStamp(samplesStamp) === wanted && existsSync(inProject('resources', 'sample'))) return
  await progress.step('writing the sample files', async () => {
    const result = await runOnPinnedNode([maker])
    if (result.code !== 0) throw new Problem('The sample files could not be written.', { details: tail(result.output), cause: result.error })
  })
  writeStamp(samplesStamp, wanted)
}

const runOnPinnedNode = (args, env) => run(pinnedNode(), args, { cwd: projectRoot, env: pinnedNodeEnvironment(env) })
