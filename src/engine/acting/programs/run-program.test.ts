import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../../tests/helpers/until';
import { runProgram, type ProgramEnd, type ProgramRun } from './run-program';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'program-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program of Node that is `code`. */
const run = (code: string, more: Partial<ProgramRun> = {}): Promise<ProgramEnd> => {
  const script = join(folder, 'script.cjs');
  writeFileSync(script, code);
  const { arguments: args = [], environment = {}, ...rest } = more;
  return runProgram({
    program: process.execPath,
    arguments: [script, ...args],
    cwd: folder,
    environment: { ELECTRON_RUN_AS_NODE: '1', ...environment },
    timeoutMs: 30_000,
    signal: new AbortController().signal,
    ...rest,
  });
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie that nobody has waited for yet has ended all the same.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

describe('a program', () => {
  it('gets its arguments as they are: no shell has read them', async () => {
    const args = ['$HOME `id` ; touch x', 'two words', '*', '', "it's \"quoted\"", '&& exit 1', 'ü€'];
    const end = await run('process.stdout.write(JSON.stringify(process.argv.slice(2)))', { arguments: args });
    expect(end).toMatchObject({ code: 0, endedBy: null, isTooSlow: false, isCancelled: false, fault: null });
    expect(JSON.parse(end.output)).toEqual(args);
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });

  it('has the environment that it is given and nothing to read', async () => {
    process.env.FILEMILL_TEST_SECRET = 'hidden';
    const end = await run(`let read = ''; process.stdin.on('data', (piece) => read += piece).on('end', () => console.log(JSON.stringify({ env: process.env, read, cwd: process.cwd() })))`, {
      environment: { ONE: '1' },
    });
    delete process.env.FILEMILL_TEST_SECRET;
    const told = JSON.parse(end.output) as { env: Record<string, string>; read: string; cwd: string };
    expect(told).toMatchObject({ read: '', cwd: folder, env: { ONE: '1' } });
    expect(JSON.stringify(told.env)).not.toContain('hidden');
  });

  it('ends with its code, and what it complained', async () => {
    expect(await run(`console.error('no such page'); process.exit(3)`)).toMatchObject({ code: 3, complaint: 'no such page\n', output: '' });
  });

  it('may flood its output: the end of it is kept, and it comes to its end', async () => {
    const end = await run(`
      const line = 'x'.repeat(1023) + '\\n';
      let left = 20_000;
      const pour = () => { while (left-- > 0) if (!process.stdout.write(line)) return process.stdout.once('drain', pour); process.stdout.write('the end'); };
      pour();`);
    expect(end).toMatchObject({ code: 0, isTooSlow: false });
    expect(end.output.length).toBeLessThanOrEqual(64 * 1024);
    expect(end.output.endsWith('the end')).toBe(true);
  });

  it('that hangs is ended with all that it has started', async () => {
    const pids = join(folder, 'pids');
    const end = await run(
      `const { spawn } = require('node:child_process');
       process.on('SIGTERM', () => {});
       const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'], { stdio: 'inherit' });
       require('node:fs').writeFileSync(${JSON.stringify(pids)}, process.pid + ' ' + child.pid);
       setInterval(() => {}, 1000);`,
      { timeoutMs: 1_500 },
    );
    expect(end).toMatchObject({ code: null, endedBy: 'SIGKILL', isTooSlow: true });
    for (const pid of readFileSync(pids, 'utf8').split(' ').map(Number)) await until(() => !isAlive(pid), { what: 'the end of the group', withinMs: 10_000 });
  }, 20_000);

  it('is called off at the signal', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 300);
    const end = await run('setInterval(() => {}, 1000)', { signal: abort.signal });
    expect(end).toMatchObject({ isCancelled: true, isTooSlow: false, endedBy: 'SIGTERM' });
  });

  it('may leave something running that holds its output: that is not waited for', async () => {
    const pid = join(folder, 'pid');
    const began = performance.now();
    const end = await run(`
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit', detached: true });
      require('node:fs').writeFileSync(${JSON.stringify(pid)}, String(child.pid));
      child.unref(); console.log('done'); process.exit(0)`);
    expect(end).toMatchObject({ code: 0, output: 'done\n' });
    expect(performance.now() - began).toBeLessThan(15_000);
    process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
  });

  it.each([
    ['/nowhere/at/all', 'ENOENT'],
    [tmpdir(), 'EACCES'],
  ])('%s can’t be started: %s', async (program, code) => {
    const end = await run('', { program });
    expect(end).toMatchObject({ code: null, fault: { code } });
  });
});
