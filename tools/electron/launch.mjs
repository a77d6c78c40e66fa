import { existsSync } from 'node:fs'

/** Whether a window can be shown. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Flags this machine needs, not the application: Chromium's sandbox cannot be set up for root on Linux. */
export function launchFlags() {
  if (process.platform !== 'linux') return []
  return [...(process.getuid() === 0 ? ['--no-sandbox'] : []), ...(existsSync('/dev/dri') ? [] : ['--disable-gpu'])]
}
