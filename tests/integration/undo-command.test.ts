import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { filemill } from '../helpers/command-line';
import { Mill } from '../helpers/mill';
import { effectsIn, filesBelow, putRule } from '../helpers/rules';

let mill: Mill;
beforeEach(() => {
  mill = new Mill();
});
afterEach(() => mill.end());

it('filemill undo takes back a file’s effects, a run’s and a rule’s, with and without an engine', { timeout: 60_000 }, async () => {
  await mill.start();
  await mill.watchInbox();
  const [copies, archive] = [join(mill.base, 'copies'), join(mill.base, 'archive')];
  mkdirSync(archive);
  putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: copies }] });
  putRule(mill, { name: 'File it', then: [{ do: 'move', to: archive }] });
  for (const name of ['a.txt', 'b.txt', 'c.txt']) mill.drop(name, name);
  await mill.until(() => effectsIn(mill).filter(({ state }) => state === 'done').length === 6);
  await mill.engine.whenSettled();
  const undo = (...more: string[]) => filemill('undo', ...more, '--json', '--data', mill.data);

  // By where it was put.
  expect((await undo('--file', join(archive, 'a.txt'))).json).toEqual([{ type: 'undo', undone: 2, failed: [] }]);
  expect([filesBelow(mill.inbox), Object.keys(filesBelow(copies))]).toEqual([{ 'a.txt': 'a.txt' }, ['b.txt', 'c.txt']]);
  const run = effectsIn(mill).find(({ source }) => source.endsWith('b.txt'))?.jobId ?? 0;
  expect((await undo('--run', `${run}`)).json).toEqual([{ type: 'undo', undone: 2, failed: [] }]);
  expect((await undo('--rule', 'File it', '--since', '2999-01-01')).json).toEqual([{ type: 'undo', undone: 0, failed: [] }]);

  await mill.engine.close();
  const last = await undo('--rule', 'File it');
  expect([last.code, last.json]).toEqual([0, [{ type: 'undo', undone: 1, failed: [] }]]);
  expect([filesBelow(archive), filesBelow(copies)]).toEqual([{}, { 'c.txt': 'c.txt' }]);
  const said = await filemill('undo', '99', '--data', mill.data);
  expect([said.code, said.lines]).toEqual([1, ['Nothing was taken back.', '  99: There is no such effect. It may have left the history.']]);
  for (const wrong of [[], ['x'], ['1', '--rule', 'a'], ['1', '--since', '2026-01-01']]) expect((await filemill('undo', ...wrong, '--data', mill.data)).code).toBe(2);
});
