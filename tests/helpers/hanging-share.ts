import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SERVER = join(import.meta.dirname, '..', 'fixtures', 'hanging_share.py');

/** Mounting needs Linux, its FUSE, Python and the right to. */
export const canHang = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/dev/fuse') && readFileSync('/proc/filesystems', 'utf8').includes('fuse') && spawnSync('python3', ['--version']).status === 0;

/** Mounts a share that answers nothing, or only how its folder is; who asks it for more waits for good. @returns takes it away: who waits is told that it is gone */
export async function mountHanging(folder: string, answers: 'nothing' | 'stat'): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  const server = spawn('python3', [SERVER, folder, answers], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    server.stdout.once('data', () => resolve());
    server.once('exit', () => reject(new Error('The share could not be mounted.')));
  });
  return async () => {
    server.kill('SIGKILL');
    await ended;
    execFileSync('umount', ['--lazy', folder]);
  };
}
