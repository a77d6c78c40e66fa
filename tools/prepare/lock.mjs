import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cacheFolder } from '../base/project.mjs'

const lockFile = join(cacheFolder, 'prepare.lock')

/** One preparation at a time per clone: `npm start` and `npm test` started together would build into each other. */
export async function withPrepareLock(progress, work) {
  let hasSaidSo = false
  while (!tryLock()) {
    if (!hasSaidSo) progress.say('waiting for another preparation of this folder …')
    hasSaidSo = true
    await sleep(200)
  }
  const release = () => rmSync(lockFile, { force: true })
  const releaseAndDie = (signal) => {
    release()
    process.kill(process.pid, signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, releaseAndDie)
  try {
    return await work()
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, releaseAndDie)
    release()
  }
}

function tryLock() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  if (!isHolderAlive()) rmSync(lockFile, { force: true })
  return false
}

function isHolderAlive() {
  let holder
  try {
    holder = Number(readFileSync(lockFile, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return true // just released: the next try gets it
    throw error
  }
  if (!holder) return true // created, its number not written yet
  try {
    process.kill(holder, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
