import { app } from 'electron';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic-write';

interface LoginStart {
  /** The program itself. */
  readonly program: string;
  readonly args: readonly string[];
}

/** Starts Filemill with the user's session, in the tray; or no longer. */
export function setLoginItem(isWanted: boolean, dataFolder: string | null): void {
  const start = { program: process.env['APPIMAGE'] ?? process.execPath, args: loginArguments(dataFolder) };
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isWanted, path: start.program, args: [...start.args] });
    return;
  }
  const folder = join(process.env['XDG_CONFIG_HOME'] || join(app.getPath('home'), '.config'), 'autostart');
  const entry = join(folder, 'filemill.desktop');
  if (!isWanted) {
    rmSync(entry, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  atomicWrite(entry, autostartEntry(start), 0o644);
}

/** In development the program is Electron, which is told what to run. */
function loginArguments(dataFolder: string | null): string[] {
  return [...(app.isPackaged ? [] : [app.getAppPath()]), '--hidden', ...(dataFolder === null ? [] : ['--data', dataFolder])];
}

/** What desktops on Linux start with a session (freedesktop.org, Desktop Application Autostart Specification). */
export function autostartEntry({ program, args }: LoginStart): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Filemill',
    'Comment=Watches the folders where your files arrive',
    `Exec=${[program, ...args].map(quoted).join(' ')}`,
    'Icon=filemill',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * One argument of an Exec line (Desktop Entry Specification): in double quotes, what the shell would take specially
 * behind a backslash, each backslash twice because the line is read as a string first, and % twice.
 */
function quoted(argument: string): string {
  const escaped = argument.replace(/[\\"`$]/g, (character) => `\\${character}`);
  return `"${escaped.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('%', '%%')}"`;
}
