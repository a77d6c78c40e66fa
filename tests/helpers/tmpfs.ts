import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mounted = new Set<string>();

/** Why tests that mount something are left out here; null where they can run. */
export function whyNoMounts(): string | null {
  if (process.platform !== 'linux') return 'tmpfs is Linux’s';
  const probe = mkdtempSync(join(tmpdir(), 'filemill-mount-'));
  try {
    mountTmpfs(probe, 1);
    unmount(probe);
    return null;
  } catch (error) {
    return `mounting is not allowed here (${(error as Error).message.trim().split('\n').at(-1)})`;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

export function mountTmpfs(folder: string, megabytes: number): void {
  mount(['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], folder);
}

/** The same files at a second place: to be taken away and brought back like a drive. */
export function mountBound(from: string, folder: string): void {
  mount(['--bind', from, folder], folder);
}

/** As when a drive is pulled: at once, also under open files. */
export function unmount(folder: string): void {
  run('umount', ['--lazy', folder]);
  mounted.delete(folder);
}

/** Whatever a test left mounted, the newest first. */
export function unmountAll(): void {
  for (const folder of [...mounted].reverse()) unmount(folder);
}

function mount(options: string[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  run('mount', options);
  mounted.add(folder);
}

function run(program: string, argv: string[]): void {
  execFileSync(program, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
}
