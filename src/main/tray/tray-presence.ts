import { execFile } from 'node:child_process';

const ASK_MS = 2_000;

/**
 * Whether this desktop shows tray icons. Windows and macOS always do. On Linux Electron makes the icon anyway, even
 * when nothing shows it, so the session bus is asked who draws them; when it can't be asked, the answer is no, and
 * closing the window quits instead of hiding it where nobody finds it again.
 */
export async function isTrayShown(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform !== 'linux') return platform === 'win32' || platform === 'darwin';
  if (!process.env['DBUS_SESSION_BUS_ADDRESS'] && !process.env['XDG_RUNTIME_DIR']) return false;
  const answer = await ask('gdbus', [
    'call',
    '--session',
    '--dest=org.freedesktop.DBus',
    '--object-path=/org/freedesktop/DBus',
    '--method=org.freedesktop.DBus.NameHasOwner',
    'org.kde.StatusNotifierWatcher',
  ]);
  if (answer !== null) return answer.includes('true');
  const second = await ask('dbus-send', [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.kde.StatusNotifierWatcher',
  ]);
  return second?.includes('boolean true') ?? false;
}

/** The program's output; null when it is not there, fails or takes too long. */
function ask(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: ASK_MS, encoding: 'utf8' }, (error, output) => resolve(error ? null : output));
  });
}
