import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findElectron } from '../tools/electron-runtime.mjs';
import { launchFlags } from '../tools/electron/launch.mjs';

/** Another built application than this project's own: a package, or a throwaway build. */
export const appFolder = process.env['FILEMILL_APP'] ?? resolve(import.meta.dirname, '..');

export interface Profile {
  /** Everything of one test lies below it. */
  readonly root: string;
  readonly data: string;
  readonly home: string;
  /** Makes a folder below `root`. */
  folder(name: string): string;
  remove(): void;
}

/** A fresh home, data folder and place for drop folders. */
export function createProfile(): Profile {
  const root = mkdtempSync(join(tmpdir(), 'filemill-e2e-'));
  const folder = (name: string): string => {
    const path = join(root, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  return {
    root,
    data: folder('data'),
    home: folder('home'),
    folder,
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** The orderly way, as the menu's Quit. */
  quit(): Promise<void>;
  /** Resolves when it has ended by itself. */
  ended(): Promise<void>;
  /** Ends whatever still runs of it; for the end of a test. */
  dispose(): Promise<void>;
}

export interface StartOptions {
  readonly profile: Profile;
  readonly folders?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export function launchArguments({ profile, folders = [] }: StartOptions): string[] {
  return [...launchFlags(), appFolder, '--data', profile.data, ...(folders.length > 0 ? ['--', ...folders] : [])];
}

export function electronAtHand(): { executable: string; folder: string } {
  const runtime = findElectron();
  if (runtime === undefined) throw new Error('No Electron is prepared: run "node tools/prepare.mjs" first.');
  return runtime;
}

/** Nothing of the developer's own desktop, settings or language may reach the application under test. */
export function testEnvironment(profile: Profile, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !name.startsWith('ELECTRON_') && name !== 'FILEMILL_DATA') environment[name] = value;
  }
  return { ...environment, ...ownDisplay(), LANGUAGE: 'en', HOME: profile.home, XDG_CONFIG_HOME: join(profile.home, '.config'), ...extra };
}

/** The screen of the tests that run here, where those that run elsewhere have others. */
function ownDisplay(): Record<string, string> {
  const displays = (process.env['FILEMILL_TEST_DISPLAYS'] ?? '').split(' ').filter(Boolean);
  const display = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0) % displays.length];
  return display === undefined ? {} : { DISPLAY: display };
}

export async function startApp(options: StartOptions): Promise<RunningApp> {
  const { profile } = options;
  // Not by `executablePath`: only without it Playwright holds back `ready` until it listens; with it, it races with
  // the window, and lost about one start in seven.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electronAtHand().folder;
  const electron = await _electron.launch({
    args: launchArguments(options),
    // The appearance that the application itself sets, not one that Playwright claims.
    colorScheme: null,
    env: testEnvironment(profile, options.environment),
    timeout: 30_000,
  });
  const child = electron.process();
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const ended = (): Promise<void> =>
    expect.poll(hasEnded, { timeout: 15_000, message: 'the application has ended' }).toBe(true);
  const page = await electron.firstWindow();

  return {
    electron,
    page,
    async quit() {
      await electron.evaluate(({ app }) => void setImmediate(() => app.quit())).catch(() => undefined);
      await ended();
    },
    ended,
    async dispose() {
      if (!hasEnded()) child.kill('SIGKILL');
      await expect.poll(hasEnded).toBe(true);
    },
  };
}

interface LogLine {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** What the shell wrote down, oldest first. */
export function shellLog(profile: Profile): LogLine[] {
  const text = readFileSync(join(profile.data, 'logs', 'shell.log'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogLine);
}

/** The id of the newest process of a kind that the shell started, as it wrote down. */
export function processId(profile: Profile, program: 'engine' | 'watcher' | 'worker'): number | undefined {
  const started = shellLog(profile).filter((line) => line.event === 'process.started' && line['program'] === program);
  return started.at(-1)?.['pid'] as number | undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z';
  } catch {
    return false;
  }
}
