import { chmodSync, existsSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/engine/workers/node-host';
import { InProcessHost } from '../helpers/in-process-host';
import { Mill } from '../helpers/mill';
import { ask, effectsIn, outcomesOf, putRule } from '../helpers/rules';

const built = join(import.meta.dirname, '..', '..', 'out', 'main');

let mill: Mill;
let out: string;
let script: string;
beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  script = join(mill.base, 'program.cjs');
  await mill.start(new InProcessHost(nodeHost(built)));
  await mill.watchInbox();
});
afterEach(() => mill.end());

/** A program of Node, as a file that can be run. */
function program(code: string): string {
  writeFileSync(script, `#!/usr/bin/env -S ELECTRON_RUN_AS_NODE=1 ${process.execPath}\n${code}`);
  chmodSync(script, 0o755);
  return script;
}

const allow = (): Promise<unknown> => ask(mill, 'settings.update', { actions: { allowPrograms: true } });

describe('a program of a rule', () => {
  it('is not run until the settings allow it, and then is', async () => {
    putRule(mill, { name: 'Run', then: [{ do: 'run', program: program(`require('node:fs').writeFileSync(process.argv[2] + '/ran', '')`), arguments: [out] }] });
    mill.drop('a.txt', 'one');
    const row = await mill.settled('a.txt', 'attention');
    expect(row.error).toMatchObject({ code: 'action.notAllowed', hint: expect.stringContaining('Settings') as string });
    expect(existsSync(join(out, 'ran'))).toBe(false);
    await allow();
    await ask(mill, 'files.retry', { ids: [row.id] });
    await mill.settled('a.txt', 'done');
    expect(existsSync(join(out, 'ran'))).toBe(true);
  });

  it('is told of the file by its arguments and its environment, in the file’s folder', async () => {
    await allow();
    const told = join(out, 'told.json');
    const code = `require('node:fs').writeFileSync(${JSON.stringify(told)}, JSON.stringify({ args: process.argv.slice(2), env: process.env, cwd: process.cwd() }))`;
    putRule(mill, { name: 'Run', then: [{ do: 'run', program: program(code), arguments: ['{source}', '{name}', '--kind={kind}', '{title|or none}', '; rm -rf /'] }] });
    const path = mill.drop('sub/-rf $(id).txt', 'one');
    await mill.settled('sub/-rf $(id).txt', 'done');
    const { args, env, cwd } = JSON.parse(readFileSync(told, 'utf8')) as { args: string[]; env: Record<string, string>; cwd: string };
    expect(args).toEqual([path, './-rf $(id).txt', '--kind=text', 'none', '; rm -rf /']);
    expect(cwd).toBe(join(mill.inbox, 'sub'));
    expect(env).toMatchObject({ FILEMILL_PATH: path, FILEMILL_FOLDER: 'inbox', FILEMILL_EVENT: 'created', FILEMILL_KIND: 'text', FILEMILL_SIZE: '3', FILEMILL_RULE: 'Run' });
    expect(Object.keys(env).filter((name) => name.startsWith('VITEST') || name.startsWith('npm_'))).toEqual([]);
    expect(effectsIn(mill)).toMatchObject([{ action: 'program', state: 'done', target: script }]);
  });

  it('that fails says so at the file, with the last of what it said; the original stays', async () => {
    await allow();
    putRule(mill, {
      name: 'Run',
      then: [
        { do: 'run', program: program(`console.log('working'); console.error('first'); console.error('page 3 is missing'); process.exit(4)`) },
        { do: 'move', to: out },
      ],
    });
    const path = mill.drop('a.txt', 'one');
    const row = await mill.settled('a.txt', 'attention');
    expect(row.error).toMatchObject({ code: 'action.failed', cause: 'action', message: 'program.cjs ended with code 4: page 3 is missing' });
    expect(row.error?.details).toContain('working');
    expect(existsSync(path)).toBe(true);
    expect(outcomesOf(mill, 'a.txt')[0]?.steps).toMatchObject([{ state: 'failed' }, { state: 'notReached' }]);
    expect(effectsIn(mill)).toMatchObject([{ action: 'program', state: 'failed' }]);
  });

  it('may fail without stopping what follows, where the rule says so', async () => {
    await allow();
    const gone = program('');
    putRule(mill, { name: 'Run', then: [{ do: 'run', program: gone, onFailure: 'continue' }, { do: 'tag', add: ['after'] }] });
    unlinkSync(gone);
    mill.drop('a.txt', 'one');
    const { id } = await mill.settled('a.txt', 'done');
    expect((await ask(mill, 'files.detail', { id })).tags).toEqual(['after']);
    expect(outcomesOf(mill, 'a.txt')[0]?.steps[0]).toMatchObject({ state: 'failed', sentence: expect.stringContaining('it is not there') as string });
  });

  it('that hangs is ended in its time', async () => {
    await allow();
    putRule(mill, { name: 'Run', then: [{ do: 'run', program: program('setInterval(() => {}, 1000)'), timeoutSeconds: 1 }] });
    mill.drop('a.txt', 'one');
    const row = await mill.settled('a.txt', 'attention');
    expect(row.error?.message).toBe('program.cjs did not end within 1 second and was ended.');
  });

  it('is ended with Filemill, and run once more after the next start', async () => {
    await allow();
    const pid = join(out, 'pid');
    putRule(mill, { name: 'Run', then: [{ do: 'run', program: program(`require('node:fs').appendFileSync(${JSON.stringify(pid)}, process.pid + '\\n'); setInterval(() => {}, 1000)`), timeoutSeconds: 600 }] });
    mill.drop('a.txt', 'one');
    await expect.poll(() => existsSync(pid), { timeout: 15_000 }).toBe(true);
    await mill.engine.close();
    const [first] = readFileSync(pid, 'utf8').trim().split('\n');
    expect(() => process.kill(Number(first), 0)).toThrow();
    program(`require('node:fs').appendFileSync(${JSON.stringify(pid)}, 'again')`);
    await mill.start(new InProcessHost(nodeHost(built)));
    await mill.settled('a.txt', 'done');
    expect(readFileSync(pid, 'utf8')).toBe(`${first}\nagain`);
  });
});
