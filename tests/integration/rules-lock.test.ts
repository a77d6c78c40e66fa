import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from '../../src/base/lock/acquire-lock';
import { holdOriginal } from '../../src/engine/acting/hold-original';
import { writeRules } from '../../src/engine/rules/write-rules';
import { nodeHost } from '../../src/engine/workers/node-host';
import { ruleSchema } from '../../src/shared/model/rule';
import { HeadlessMill } from '../helpers/headless-mill';
import { InProcessHost } from '../helpers/in-process-host';
import { Mill } from '../helpers/mill';
import { ask, filesBelow, putRule } from '../helpers/rules';

const built = join(import.meta.dirname, '..', '..', 'out', 'main');

let mill: Mill;
let out: string;
beforeEach(() => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
});
afterEach(() => mill.end());

/** Runs when it is called with a file: notes what lock lies beside it. */
function looker(): string {
  const script = join(mill.base, 'look.cjs');
  const code = `const { readFileSync, appendFileSync } = require('node:fs');
let lock = 'none';
try { lock = JSON.parse(readFileSync(process.argv[2] + '.lock', 'utf8')).purpose } catch (error) { if (error.code !== 'ENOENT') throw error }
appendFileSync(${JSON.stringify(join(mill.base, 'looked'))}, lock + '\\n');`;
  writeFileSync(script, `#!/usr/bin/env -S ELECTRON_RUN_AS_NODE=1 ${process.execPath}\n${code}`);
  chmodSync(script, 0o755);
  return script;
}

const looked = (): string[] => readFileSync(join(mill.base, 'looked'), 'utf8').trim().split('\n');

describe('the lock of a file that rules take elsewhere', () => {
  it('lies beside it from the first action to the last, and then no more', async () => {
    await mill.start(new InProcessHost(nodeHost(built)));
    await mill.watchInbox();
    await ask(mill, 'settings.update', { actions: { allowPrograms: true } });
    putRule(mill, { name: 'Filed', then: [{ do: 'run', program: looker(), arguments: ['{source}'] }, { do: 'move', to: out }] });
    const path = mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    expect(existsSync(join(out, 'a.txt'))).toBe(true);
    expect(looked()).toEqual(['act']);
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(mill.inbox).filter((name) => name.includes('lock'))).toEqual([]);
  });

  it('is not made where the file stays', async () => {
    await mill.start(new InProcessHost(nodeHost(built)));
    await mill.watchInbox();
    await ask(mill, 'settings.update', { actions: { allowPrograms: true } });
    putRule(mill, { name: 'Seen', then: [{ do: 'run', program: looker(), arguments: ['{source}'] }, { do: 'copy', to: out }] });
    mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    expect(looked()).toEqual(['none']);
  });

  it('excludes whoever has it already', async () => {
    const path = mill.drop('a.txt', 'one');
    const other = await acquireLock(path, { purpose: 'put' });
    await expect(holdOriginal({ unseen: () => () => undefined }, path, new AbortController().signal)).rejects.toMatchObject({ code: 'file.locked' });
    other.release();
    const hold = await holdOriginal({ unseen: () => () => undefined }, path, new AbortController().signal);
    expect(() => hold?.check()).not.toThrow();
    expect(existsSync(`${path}.lock`)).toBe(true);
    hold?.release();
  });

  it('is done without where none can lie: nobody else can have one', async () => {
    await mill.start();
    await mill.watchInbox();
    putRule(mill, { name: 'Filed', then: [{ do: 'move', to: out }] });
    const name = `${'n'.repeat(248)}.txt`;
    mill.drop(name, 'one');
    await mill.settled(name, 'done');
    expect(Object.values(filesBelow(out))).toEqual(['one']);
  });
});

describe('two Filemills at one folder', () => {
  it('file each file once', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `file-${index}.txt`);
    const then = new Date(Date.now() - 60_000);
    for (const name of names) {
      mill.drop(name, name);
      utimesSync(join(mill.inbox, name), then, then);
    }
    const rules = [{ name: 'Filed', then: [{ do: 'copy', to: join(out, 'copies') }, { do: 'move', to: join(out, 'moved') }] }];
    const both = ['one', 'two'].map((data) => {
      mkdirSync(join(mill.base, data));
      writeFileSync(join(mill.base, data, 'rules.yaml'), writeRules(null, rules.map((rule) => ruleSchema.parse(rule))));
      return HeadlessMill.once(mill.inbox, join(mill.base, data));
    });
    try {
      await Promise.all(both.map(({ ended }) => ended));
    } finally {
      for (const each of both) each.killGroup();
    }
    const once = Object.fromEntries([...names].sort().map((name) => [name, name]));
    expect(filesBelow(join(out, 'copies'))).toEqual(once);
    expect(filesBelow(join(out, 'moved'))).toEqual(once);
    expect(filesBelow(mill.inbox)).toEqual({});
    for (const each of both) expect(each.lines.filter(({ path = '' }) => path.includes('.tmp_lock'))).toEqual([]);
  }, 120_000);
});
