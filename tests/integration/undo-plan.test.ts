import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flowSchema } from '../../src/shared/model/flow';
import { Mill } from '../helpers/mill';
import { ask, putRule } from '../helpers/rules';

let mill: Mill;
let archive: string;

beforeEach(async () => {
  mill = new Mill();
  archive = join(mill.base, 'archive');
  mkdirSync(archive);
  await mill.start();
});
afterEach(() => mill.end());

describe('the plan of taking back', () => {
  it('says what comes back and what stays, and taking back keeps to it', async () => {
    putRule(mill, { name: 'File letters', then: [{ do: 'copy', to: archive }, { do: 'tag', add: ['letter'] }, { do: 'notify', message: '{name} came.' }, { do: 'move', to: 'Letters' }] });
    await mill.watchInbox();
    for (const name of ['a.txt', 'b.txt', 'c.txt']) mill.drop(name, `letter ${name}`);
    await mill.until(() => ['a.txt', 'b.txt', 'c.txt'].every((name) => mill.row(`Letters/${name}`)?.state === 'done'));

    appendFileSync(join(archive, 'a.txt'), ' changed since');
    await ask(mill, 'rules.enable', { names: ['File letters'], isEnabled: false });
    mill.drop('b.txt', 'another one');
    await mill.settled('b.txt', 'done');

    const plan = await ask(mill, 'effects.plan', { rule: 'File letters' });
    const stays = plan.items.filter(({ obstacle }) => obstacle !== null).map(({ action, source, obstacle }) => `${action} ${source.slice(-5)}: ${obstacle}`);
    expect(stays).toContain('copy a.txt: It was changed since it was written.');
    expect(stays).toContain('relocate b.txt: Another file lies at its place now.');
    expect(stays.filter((line) => line.startsWith('message'))).toHaveLength(3);
    expect(plan.total).toBe(plan.ids.length + stays.length);
    expect(plan.ids).toEqual(plan.ids.toSorted((one, other) => other - one));

    const { undone, failed } = await ask(mill, 'effects.undo', { ids: plan.ids });
    expect(failed).toEqual([]);
    expect(undone).toBe(plan.ids.length);
    expect(readFileSync(join(archive, 'a.txt'), 'utf8')).toContain('changed since');
    expect(existsSync(join(archive, 'c.txt'))).toBe(false);
    expect(readFileSync(join(mill.inbox, 'c.txt'), 'utf8')).toBe('letter c.txt');
    expect((await ask(mill, 'effects.plan', { rule: 'File letters' })).ids).toEqual([]);
  });

  it('sees that a file lies in the way, and that what comes first frees the place of what comes after', async () => {
    putRule(mill, { name: 'Sort', then: [{ do: 'move', to: 'Sorted' }] });
    await mill.watchInbox();
    mill.drop('a.txt', 'one');
    await mill.until(() => mill.row('Sorted/a.txt')?.state === 'done');
    const row = mill.row('Sorted/a.txt');
    await ask(mill, 'rules.enable', { names: ['Sort'], isEnabled: false });
    mill.drop('a.txt', 'in the way');
    await mill.settled('a.txt', 'done');
    const plan = await ask(mill, 'effects.plan', { fileId: row?.id ?? 0 });
    expect(plan.items.map(({ obstacle }) => obstacle)).toEqual(['Another file lies at its place now.']);
    expect(plan.ids).toEqual([]);
    const { failed } = await ask(mill, 'effects.undo', { ids: plan.items.map(({ id }) => id) });
    expect(failed.map(({ error }) => error.message)).toEqual(['Another file lies at its place now.']);
  });
});

it('a recipe brings its rules before the first file of the folder is read', async () => {
  mill.drop('notes.json', '{"a": 1}');
  const { recipes } = await ask(mill, 'recipes.list', {});
  expect(recipes[0]).toMatchObject({ id: 'watch-only', movesFiles: false, written: [] });
  const data = recipes.find(({ id }) => id === 'data');
  expect(data?.written.map(({ name }) => name)).toEqual(data?.rules);
  const folder = await ask(mill, 'folders.add', { path: mill.inbox, settings: { recipe: 'data', name: 'Exports' } });
  expect(folder.settings.recipe).toBe('data');
  const accepted = async () => (await ask(mill, 'files.page', { filter: { query: 'notes' } })).rows.find(({ path, state }) => path.startsWith('accepted/') && state === 'done');
  await expect.poll(accepted, { timeout: 20_000 }).toBeDefined();
  const { run } = await ask(mill, 'rules.ofFile', { id: (await accepted())?.id ?? 0 });
  expect(run?.outcomes.map(({ rule }) => rule)).toContain(`Exports: ${data?.rules[0]}`);

  const flow = flowSchema.parse(await ask(mill, 'flow.read', {}));
  expect(flow.parts.filter(({ column }) => column === 'rule').map(({ title }) => title)).toContain(`Exports: ${data?.rules[0]}`);
  expect(flow.links.some(({ from, files }) => from === `folder:${folder.id}` && files > 0)).toBe(true);
});
