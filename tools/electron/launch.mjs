import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../base/problem.mjs'

/** Whether a window can be shown. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Flags this machine needs, not the application: Chromium's sandbox cannot be set up for root on Linux. */
export function launchFlags() {
  if (process.platform !== 'linux') return []
  return [...(process.getuid() === 0 ? ['--no-sandbox'] : []), ...(existsSync('/dev/dri') ? [] : ['--disable-gpu'])]
}

/** Chromium's sandbox needs user namespaces or its helper owned by root; without either, Electron ends at once. */
export function requireSandbox(runtime) {
  if (process.platform !== 'linux' || process.getuid() === 0) return
  const isRefused =
    settingOf('kernel/unprivileged_userns_clone') === '0' ||
    settingOf('user/max_user_namespaces') === '0' ||
    settingOf('kernel/apparmor_restrict_unprivileged_userns') === '1'
  if (!isRefused) return
  const helper = join(runtime.folder, 'chrome-sandbox')
  const stat = statSync(helper, { throwIfNoEntry: false })
  if (stat?.uid === 0 && (stat.mode & 0o4000) !== 0) return
  throw new Problem("This system does not let an ordinary user set up Chromium's sandbox, and Electron does not start without it.", {
    hint: `Run this once, then the command again:\n    sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}"`,
  })
}

function settingOf(name) {
  const path = join('/proc/sys', name)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
}
