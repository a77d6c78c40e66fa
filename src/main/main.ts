import { app, dialog, Menu, nativeTheme, session } from 'electron';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openLog, type Log } from '../base/log';
import { speakAs } from '../base/words/speak-in-process';
import { ERROR_TABLE } from '../shared/errors/error-table';
import { FilemillError, toErrorData } from '../shared/errors/filemill-error';
import { keepCrashReports, pruneCrashReports } from './diagnostics/crash-reports';
import { registerSchemes } from './protocols/schemes';
import { serveApp } from './protocols/serve-app';
import { serveArtifacts } from './protocols/serve-artifacts';
import type { Shell } from './shell/run-shell';
import { hangShellDoor } from './shell/shell-door';
import { docsFolder, rendererFolder, resourcesFolder } from './start-up/built-files';
import { openDataFolder } from './start-up/data-folder';
import { parseOpened, readLaunchOptions, type Opened } from './start-up/launch-options';
import { tellChromium } from './start-up/tell-chromium';
import { startEngineProcess, type EngineProcess } from './supervise/engine-process';
import { lockDownContents, lockDownSession } from './window/lock-down-contents';
import { openFileWindow } from './window/file-window';
import { FileWindows } from './window/file-windows';
import { openMainWindow } from './window/main-window';
import { WindowKeeper } from './window/window-keeper';
import { openWindowMemory, rememberedLanguage } from './window/window-memory';
import { t } from '../shared/words/words';

/*
 * The shell's composition root. The order is the point: everything before `ready` is what Electron wants before it;
 * then the window, and when its page is painted, the engine and the rest of the shell.
 */

const launch = readLaunchOptions(process.argv.slice(1), {
  cwd: process.cwd(),
  environment: process.env,
  isPackaged: app.isPackaged,
});
const dataFolder = launch.dataFolder ?? app.getPath('userData');

/** A page that never gets so far must not keep the engine waiting for ever. */
const PAINT_PATIENCE_MS = 1_500;

app.setAppUserModelId('app.filemill.desktop');
// Before anything is said; the settings may say otherwise once the engine has read them.
await speakAs(rememberedLanguage(dataFolder), app.getPreferredSystemLanguages());
if (prepareDataFolder() && isOnlyInstance()) {
  const log = openShellLog();
  if (log !== null) start(log);
}

function prepareDataFolder(): boolean {
  try {
    openDataFolder(dataFolder);
  } catch (thrown) {
    leave(thrown);
    return false;
  }
  // The lock against a second instance lies in `userData`, so it holds for each data folder by itself.
  app.setPath('userData', dataFolder);
  app.setPath('sessionData', join(dataFolder, 'browser'));
  app.setPath('crashDumps', join(dataFolder, 'browser', 'crashes'));
  return true;
}

function openShellLog(): Log | null {
  const path = join(dataFolder, 'logs', 'shell.log');
  try {
    return openLog(path);
  } catch (cause) {
    const hint = t('Give yourself the right to write there, or start Filemill with --data and another folder.');
    leave(new FilemillError('store.unwritable', t('The log "{path}" can’t be written.', { path }), { hint, cause }));
    return null;
  }
}

function isOnlyInstance(): boolean {
  if (app.requestSingleInstanceLock({ paths: launch.paths, links: launch.links })) return true;
  const hint = t('Its window was brought to the front.');
  leave(new FilemillError('store.busy', t('Filemill already runs with the data folder "{dataFolder}".', { dataFolder }), { hint }));
  return false;
}

/** Says why there is no window, where it can be seen, and ends. */
function leave(thrown: unknown): void {
  const { code, message, hint } = toErrorData(thrown);
  process.stderr.write(`filemill: ${message} ${hint}\n`);
  // Started from a desktop nobody sees that; on Linux no dialog can be shown so early.
  if (code !== 'store.busy' && process.platform !== 'linux') dialog.showErrorBox(t('Filemill could not start'), `${message}\n\n${hint}`);
  app.exit(ERROR_TABLE[code].exitCode);
}

function start(log: Log): void {
  recordFaults(log);
  log.info('shell.started', { version: app.getVersion(), electron: process.versions['electron'], pid: process.pid });
  tellChromium(app);
  keepCrashReports();
  registerSchemes();
  // Until the shell has made ours: Electron's own would offer what this program does not have.
  Menu.setApplicationMenu(null);
  lockDownContents(app, log);

  let windows: WindowKeeper | null = null;
  let shell: Shell | null = null;
  const waiting: Opened[] = [launch];
  const open = (opened: Opened): void => {
    if (shell === null) waiting.push(opened);
    else shell.open(opened);
  };

  app.on('second-instance', (_event, _argv, _cwd, data) => {
    log.info('shell.second-instance');
    windows?.show();
    open(parseOpened(data));
  });
  // macOS hands over what it is asked to open in this way alone.
  app.on('open-url', (event, link) => {
    event.preventDefault();
    open(parseOpened({ links: [link] }));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open(parseOpened({ paths: [path] }));
  });
  // In the tray there is no window, and work goes on.
  app.on('window-all-closed', () => undefined);
  // Packages on Linux tell the desktop of our links by themselves.
  if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient('filemill', process.execPath, ['--']);

  void app.whenReady().then(async () => {
    const resources = resourcesFolder(app.getAppPath());
    const startEngine = (): EngineProcess =>
      startEngineProcess({ dataFolder, resourcesPath: resources, version: app.getVersion(), systemLocales: app.getPreferredSystemLanguages() }, log);
    const memory = openWindowMemory(dataFolder, (error) => log.warn('window.not-remembered', { error }));
    nativeTheme.themeSource = memory.facts.appearance;
    lockDownSession(session.defaultSession, log);
    serveApp(session.defaultSession, rendererFolder, log);
    serveArtifacts(session.defaultSession, dataFolder, log);
    const door = hangShellDoor();
    const iconFolder = join(resources, 'icons');
    const main = new WindowKeeper(() => openMainWindow(memory, iconFolder, log));
    windows = main;
    const fileWindows = new FileWindows((fileId, last) => openFileWindow({ fileId, origin: last ?? main.window, memory, iconFolder, log }));
    if (!launch.isHidden) {
      windows.show();
      // The engine and the rest of the shell would take the cores from the page, which can show the state of the last time without them.
      await Promise.race([door.engineWanted, pause(PAINT_PATIENCE_MS)]);
    }
    const engine = startEngine();
    const { runShell } = await import('./shell/run-shell');
    const givenDataFolder = launch.dataFolder;
    const docs = docsFolder(app.getAppPath());
    shell = runShell({ windows, fileWindows, memory, resources, docs, dataFolder, givenDataFolder, isHidden: launch.isHidden, engine, startEngine, door, log });
    for (const opened of waiting.splice(0)) shell.open(opened);
    pruneCrashReports(app.getPath('crashDumps'));
  });

  let ending: 'not' | 'now' | 'done' = 'not';
  app.on('before-quit', (event) => {
    if (ending === 'done') return;
    event.preventDefault();
    if (ending === 'now') return;
    ending = 'now';
    log.info('shell.ending');
    void Promise.resolve(shell?.end())
      .catch((error: unknown) => log.error('shell.end-failed', { error }))
      .finally(() => {
        ending = 'done';
        log.info('shell.ended');
        app.quit();
      });
  });
}

/** A mistake in the shell is recorded, and the window stays: the files are in the engine's care, not in ours. */
function recordFaults(log: Log): void {
  process.on('uncaughtException', (error) => log.error('shell.fault', { error }));
  process.on('unhandledRejection', (error) => log.error('shell.fault', { error }));
}
