import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engineHandlers } from '../../src/engine/answers/handlers';
import { nodeHost } from '../../src/engine/workers/node-host';
import type { EngineApi } from '../../src/shared/contract/engine-api';
import { ruleSchema, type Rule } from '../../src/shared/model/rule';
import type { CallInput, CallOutput, Handlers } from '../../src/shared/rpc/define-api';
import { InProcessHost } from '../helpers/in-process-host';
import { Mill } from '../helpers/mill';
import { minimalPdf } from '../helpers/minimal-pdf';
import { filesBelow, putRule } from '../helpers/rules';
import type { z } from 'zod';

let mill: Mill;
let out: string;
let handlers: Handlers<EngineApi>;
beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  await mill.start(new InProcessHost(nodeHost(join(import.meta.dirname, '..', '..', 'out', 'main'))));
  handlers = engineHandlers(mill.engine, 'manual');
  await mill.watchInbox({ name: 'In', ocr: { mode: 'never', languages: null, reviewBelow: 50 } });
});
afterEach(() => mill.end());

type Call = 'rules.matches' | 'rules.trace' | 'rules.preview' | 'rules.simulate' | 'rules.backTest';
function ask<C extends Call>(call: C, input: CallInput<EngineApi, C>, signal = new AbortController().signal): Promise<CallOutput<EngineApi, C>> {
  const handler = handlers[call] as (input: unknown, context: { signal: AbortSignal }) => CallOutput<EngineApi, C>;
  return Promise.resolve(handler(input, { signal }));
}

const rule = (written: z.input<typeof ruleSchema>): Rule => ruleSchema.parse(written);
const page = { offset: 0, limit: 100 };
const idOf = (path: string): number => mill.row(path)?.id ?? 0;

async function drop(path: string, content: string | Uint8Array): Promise<void> {
  mill.dropOld(path, content);
  await mill.settled(path);
}

/** Every file and folder: its path, times, rights and bytes. */
function tree(): string {
  const hash = createHash('sha256');
  for (const path of (readdirSync(mill.base, { recursive: true }) as string[]).filter((one) => !one.startsWith('data')).sort()) {
    const stat = statSync(join(mill.base, path));
    hash.update(`${path} ${stat.ino} ${stat.mtimeMs} ${stat.mode} ${stat.size}\n`);
    if (stat.isFile()) hash.update(readFileSync(join(mill.base, path)));
  }
  return hash.digest('hex');
}

/** Every row of the ledger, but for what the engine counts by itself. */
function ledger(): Record<string, unknown[]> {
  const { database } = mill.engine;
  const tables = database.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_index\\_%' ESCAPE '\\' ORDER BY name`).map(({ name }) => name);
  return Object.fromEntries(tables.filter((name) => !/metric|instance|fts|search_|texts/.test(name)).map((name) => [name, database.all(`SELECT * FROM "${name}"`)]));
}

describe('a simulation', () => {
  it('of all rules over real files tells every effect and changes nothing, on the disk or in the ledger', async () => {
    await drop('a.txt', 'one');
    await drop('sub/b.txt', 'two');
    await drop('c.pdf', minimalPdf('The balance'));
    await drop('broken.json', '{"cut": ');
    putRule(mill, { name: 'Safe', then: [{ do: 'backup', to: out }, { do: 'tag', add: ['seen'] }, { do: 'log', to: out }] });
    putRule(mill, { name: 'Papers', if: { fact: 'text', operator: 'contains', value: 'balance' }, then: [{ do: 'move', to: 'papers/{pages}' }], stop: true });
    putRule(mill, { name: 'Rest', then: [{ do: 'copy', to: out, as: 'rest.txt' }, { do: 'trash' }] });
    putRule(mill, { name: 'Program', if: { fact: 'name', operator: 'is', value: 'a.txt' }, then: [{ do: 'run', program: '/bin/true', onFailure: 'continue' }] });
    await mill.engine.whenSettled();
    const before = { tree: tree(), ledger: ledger() };
    const answer = await ask('rules.simulate', page);
    expect({ tree: tree(), ledger: ledger() }).toEqual(before);
    const told = answer.rows.map(({ path, outcomes }) => [path, outcomes.flatMap(({ rule: name, steps }) => steps.map(({ action, state }) => `${name}: ${action} ${state}`))]);
    expect(told).toEqual([
      ['a.txt', ['Safe: backup planned', 'Safe: tag planned', 'Safe: log planned', 'Rest: copy planned', 'Rest: trash planned', 'Program: run failed']],
      ['sub/b.txt', ['Safe: backup planned', 'Safe: tag planned', 'Safe: log planned', 'Rest: copy planned', 'Rest: trash planned']],
      ['c.pdf', ['Safe: backup planned', 'Safe: tag planned', 'Safe: log planned', 'Papers: move planned']],
    ]);
    expect(answer).toMatchObject({ files: 4, acted: 3, steps: 15 });
    const steps = answer.rows.flatMap(({ outcomes }) => outcomes.flatMap((outcome) => outcome.steps));
    expect(steps.filter(({ action }) => action === 'copy').map(({ target }) => target)).toEqual([join(out, 'rest.txt'), join(out, 'rest (2).txt')]);
    expect(steps.find(({ action }) => action === 'move')).toMatchObject({ target: join(mill.inbox, 'papers', '1', 'c.pdf'), isDestructive: true, sentence: expect.stringContaining('kept in the vault') });
    expect(steps.find(({ action }) => action === 'run')?.error).toMatchObject({ code: 'action.notAllowed' });
  });

  it('foretells what the same rules then do', async () => {
    const files = { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'one', 'd.txt': 'laid' };
    for (const [path, content] of Object.entries(files)) await drop(path, content);
    for (const conflict of ['rename', 'skip', 'keepIdentical', 'replace', 'renameExisting'] as const) {
      mkdirSync(join(out, conflict));
      writeFileSync(join(out, conflict, 'x.txt'), 'laid');
    }
    const events = ['created', 'modified', 'content_changed'] as const;
    const written: z.input<typeof ruleSchema> = {
      name: 'Copies',
      on: [...events],
      then: (['rename', 'skip', 'keepIdentical', 'replace', 'renameExisting'] as const).map((conflict) => ({ do: 'copy' as const, to: join(out, conflict), as: 'x.txt', conflict })),
    };
    const { rows } = await ask('rules.simulate', { ...page, rules: [rule(written)] });
    const steps = rows.flatMap(({ outcomes }) => outcomes.flatMap((outcome) => outcome.steps));
    const foretold = steps.map(({ state, target, action }) => [action, state === 'planned' ? 'done' : state, target]);

    putRule(mill, written);
    const acted: unknown[] = [];
    for (const [path, content] of Object.entries(files)) {
      const later = new Date(Date.now() - 30_000);
      const before = mill.row(path)?.settledAt;
      mill.drop(path, content);
      utimesSync(join(mill.inbox, path), later, later);
      await mill.until(() => mill.row(path)?.settledAt !== before && mill.row(path)?.state === 'done');
      for (const outcome of mill.engine.rules.runs.ofFile(idOf(path))?.outcomes ?? []) acted.push(...outcome.steps.map(({ state, target, action }) => [action, state, target]));
    }
    expect(acted).toEqual(foretold);
    const names = (folder: string): string[] => Object.keys(filesBelow(join(out, folder))).sort();
    expect(['rename', 'skip', 'keepIdentical', 'replace', 'renameExisting'].map((folder) => names(folder).length)).toEqual([5, 1, 3, 1, 5]);
  });

  it('ends when its caller goes away, or asks anew', async () => {
    await drop('a.txt', 'one');
    const stop = new AbortController();
    const first = ask('rules.simulate', { ...page, rules: [rule({ name: 'x', then: [{ do: 'trash' }] })] }, stop.signal);
    stop.abort();
    await expect(first).rejects.toMatchObject({ code: 'call.cancelled' });
    const second = ask('rules.simulate', page);
    const third = ask('rules.simulate', page);
    await expect(second).rejects.toMatchObject({ code: 'call.cancelled' });
    await expect(third).resolves.toMatchObject({ files: 1 });
  });
});

describe('a rule that is written', () => {
  it('is shown beside real files, traced for one of them, and back-tested', async () => {
    await drop('a.txt', 'one word more');
    await drop('b.pdf', minimalPdf('The balance'));
    rmSync(join(mill.inbox, 'a.txt'));
    await mill.until(() => mill.row('a.txt')?.isPresent === false);
    await drop('c.txt', 'two words');
    const long = rule({ name: 'Long', if: { fact: 'words', operator: 'above', value: 2 }, then: [{ do: 'copy', to: out }] });
    expect(await ask('rules.matches', { rule: long, show: 'all', ...page })).toMatchObject({ files: 2, met: 0, rows: [{ path: 'b.pdf', isMet: false }, { path: 'c.txt', isMet: false }] });
    const traced = await ask('rules.trace', { rule: { ...long, if: { fact: 'words', operator: 'below', value: 3 } }, fileId: idOf('c.txt') });
    expect(traced).toMatchObject({ isMet: true, reason: null, trace: { sentence: 'the number of words is below 3', actual: 2 }, steps: [{ state: 'planned', target: join(out, 'c.txt') }] });
    expect(await ask('rules.preview', { template: '{words}-{name}', form: 'path', fileId: idOf('c.txt') })).toEqual({ text: '2-c.txt', problem: null });

    mill.engine.rules.keeper.put(long);
    const changed = { ...long, if: { fact: 'words', operator: 'above' as const, value: 1 } };
    const answer = await ask('rules.backTest', { rule: changed, formerName: 'Long', last: 500, ...page });
    expect(answer).toMatchObject({ files: 3, changed: 2, rows: [{ path: 'c.txt', change: 'newlyMet', before: [] }, { path: 'b.pdf', change: 'newlyMet' }] });
    // The pages of one answer are one answer.
    expect(await ask('rules.backTest', { rule: changed, formerName: 'Long', last: 500, offset: 1, limit: 1 })).toMatchObject({ changed: 2, rows: [{ path: 'b.pdf' }] });
  });
});
