import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { writeFakeTesseract } from '../ocr.test-kit';
import { tiedToThisProcess } from './tied-to-this-process';

const folder = mkdtempSync(join(tmpdir(), 'filemill-tied-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const canTie = process.platform === 'linux' && existsSync('/usr/bin/setpriv');
const noted = (name: string): string => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').trim() : '');

/** Whether a process is there and no zombie. */
function isRunning(pid: number): boolean {
  const path = `/proc/${pid}/stat`;
  return existsSync(path) && !/\) Z /.test(readFileSync(path, 'latin1'));
}

describe.skipIf(!canTie)('a program that is tied', () => {
  it('ends with the process that started it, even when that is killed', async () => {
    const place = writeFakeTesseract(folder, `echo $$ > "${folder}/pid"; exec sleep 300`);
    const { command, argv } = tiedToThisProcess(join(place, 'tesseract'), ['stdin']);
    const starting = `require('node:child_process').spawn(${JSON.stringify(command)}, ${JSON.stringify(argv)}); setInterval(() => {}, 1000)`;
    const starter = spawn(process.execPath, ['-e', starting], { stdio: 'ignore' });
    await vi.waitFor(() => expect(noted('pid')).not.toBe(''), { timeout: 10_000 });
    const pid = Number(noted('pid'));
    expect(isRunning(pid)).toBe(true);
    starter.kill('SIGKILL');
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000 });
  });

  it('gets its options, and has the number of the process that was started', async () => {
    const place = writeFakeTesseract(folder, `echo "$$ $*" > "${folder}/asked"`);
    const { command, argv } = tiedToThisProcess(join(place, 'tesseract'), ['--psm', '3', 'a b']);
    const child = spawn(command, argv, { stdio: 'ignore' });
    await vi.waitFor(() => expect(noted('asked')).toBe(`${child.pid} --psm 3 a b`), { timeout: 10_000 });
  });
});
