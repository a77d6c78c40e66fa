import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/engine/workers/node-host';
import { ruleSchema, type RuleStep } from '../../src/shared/model/rule';
import { CONFLICT_POLICIES, type ConflictPolicy } from '../../src/shared/model/transform';
import { rawZip } from '../helpers/archives/raw-zip';
import { InProcessHost } from '../helpers/in-process-host';
import { Mill } from '../helpers/mill';
import { ask, effectsIn, filesBelow, putRule, stepsOf } from '../helpers/rules';

const built = join(import.meta.dirname, '..', '..', 'out', 'main');

let mill: Mill;
let out: string;
beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  await mill.start(new InProcessHost(nodeHost(built)));
  await mill.watchInbox();
});
afterEach(() => mill.end());

const zip = (files: Record<string, string>): Buffer => rawZip(Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })));
const vaulted = (): string[] => (existsSync(join(mill.data, 'vault')) ? Object.values(filesBelow(join(mill.data, 'vault'))) : []).sort();
const undoFile = (name: string): Promise<unknown> => ask(mill, 'effects.undoAll', { fileId: mill.row(name)?.id ?? 0 });
const stepOf = (name: string): RuleStep | undefined => stepsOf(mill, name)[0];

describe('an archive is to be made whose name is taken', () => {
  /** One text, packed under a name that another file has. */
  async function pack(conflict: ConflictPolicy, there = 'somebody’s'): Promise<void> {
    writeFileSync(join(out, 'a.tar'), there);
    putRule(mill, { name: 'Pack', if: { fact: 'extension', operator: 'is', value: 'txt' }, then: [{ do: 'archive', to: out, as: '{stem}.tar', conflict }] });
    mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
  }

  it('rename: it gets the next free name', async () => {
    await pack('rename');
    expect([readdirSync(out), readFileSync(join(out, 'a.tar'), 'utf8')]).toEqual([['a (2).tar', 'a.tar'], 'somebody’s']);
    expect(await undoFile('a.txt')).toMatchObject({ undone: 1, failed: [] });
    expect(filesBelow(out)).toEqual({ 'a.tar': 'somebody’s' });
  });

  it('skip: nothing is written', async () => {
    await pack('skip');
    expect(filesBelow(out)).toEqual({ 'a.tar': 'somebody’s' });
    expect(stepOf('a.txt')).toMatchObject({ state: 'skipped', sentence: `“${join(out, 'a.tar')}” is there already, and stays as it is.`, effectId: null });
    expect(effectsIn(mill).filter(({ state }) => state === 'done')).toEqual([]);
  });

  it('replace: what lay there goes to the vault, and comes back', async () => {
    await pack('replace');
    expect([readdirSync(out), readFileSync(join(out, 'a.tar'), 'utf8').includes('one'), vaulted()]).toEqual([['a.tar'], true, ['somebody’s']]);
    expect(await undoFile('a.txt')).toMatchObject({ undone: 1, failed: [] });
    expect([filesBelow(out), vaulted()]).toEqual([{ 'a.tar': 'somebody’s' }, []]);
  });

  it('renameExisting: what lies there makes way, and gets its name back', async () => {
    await pack('renameExisting');
    expect([readdirSync(out), readFileSync(join(out, 'a (2).tar'), 'utf8')]).toEqual([['a (2).tar', 'a.tar'], 'somebody’s']);
    expect(await undoFile('a.txt')).toMatchObject({ undone: 2, failed: [] });
    expect(filesBelow(out)).toEqual({ 'a.tar': 'somebody’s' });
  });

  it('keepIdentical: an archive with the same bytes counts as this one, any other does not', async () => {
    await pack('keepIdentical');
    expect(readdirSync(out)).toEqual(['a (2).tar', 'a.tar']);
    // Once more, with the same file: its archive is the same to the byte.
    const before = mill.row('a.txt')?.settledAt ?? 0;
    await ask(mill, 'rules.run', { names: ['Pack'], again: true });
    await mill.until(() => Number(mill.row('a.txt')?.settledAt ?? 0) > Number(before));
    expect(readdirSync(out)).toEqual(['a (2).tar', 'a.tar']);
    expect(stepOf('a.txt')).toMatchObject({ state: 'skipped', sentence: `The same file lies at “${join(out, 'a (2).tar')}” already.` });
  });

  it('skip, of files that are gathered: they wait no more, and lie where they are', async () => {
    writeFileSync(join(out, 'all.tar'), 'somebody’s');
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: 'all.tar', conflict: 'skip', gather: { count: 2 }, originals: 'vault' }] });
    mill.drop('a.txt', 'one');
    mill.drop('b.txt', 'two');
    await mill.settled('a.txt', 'done');
    await mill.settled('b.txt', 'done');
    await mill.until(() => mill.engine.database.get<{ n: number }>('SELECT count(*) AS n FROM gathered')?.n === 0);
    expect([filesBelow(out), filesBelow(mill.inbox)]).toEqual([{ 'all.tar': 'somebody’s' }, { 'a.txt': 'one', 'b.txt': 'two' }]);
    expect((await ask(mill, 'files.detail', { id: mill.row('a.txt')?.id ?? 0 })).row.reason).toContain('is there already');
  });

  it('renameExisting and replace, of files that are gathered', async () => {
    writeFileSync(join(out, 'all.tar'), 'somebody’s');
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: 'all.tar', conflict: 'renameExisting', gather: { count: 1 } }, { do: 'archive', to: out, as: 'all (2).tar', conflict: 'replace', gather: { count: 1 } }] });
    mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    await mill.until(() => effectsIn(mill).filter(({ action, state }) => action === 'pack' && state === 'done').length === 2);
    expect(vaulted()).toEqual(['somebody’s']);
    expect(await undoFile('a.txt')).toMatchObject({ failed: [] });
    expect(filesBelow(out)).toEqual({ 'all.tar': 'somebody’s' });
  });
});

describe('an archive is to be extracted into a folder whose name is taken', () => {
  /** `a.zip` with x and y is extracted into `out/a`, which holds another x, and z. */
  async function extract(conflict: ConflictPolicy, there: Record<string, string> = { x: 'old', z: 'other' }): Promise<void> {
    mkdirSync(join(out, 'a'));
    for (const [name, content] of Object.entries(there)) writeFileSync(join(out, 'a', name), content);
    putRule(mill, { name: 'Unpack', if: { fact: 'extension', operator: 'is', value: 'zip' }, then: [{ do: 'extract', to: out, conflict }] });
    mill.drop('a.zip', zip({ x: 'new', y: 'why' }));
    await mill.settled('a.zip', 'done');
  }
  const BEFORE = { 'a/x': 'old', 'a/z': 'other' };

  it('rename: into one with the next free name', async () => {
    await extract('rename');
    expect(filesBelow(out)).toEqual({ ...BEFORE, 'a (2)/x': 'new', 'a (2)/y': 'why' });
    expect(await undoFile('a.zip')).toMatchObject({ undone: 1, failed: [] });
    expect([filesBelow(out), readdirSync(out)]).toEqual([BEFORE, ['a']]);
  });

  it('skip: nothing is extracted', async () => {
    await extract('skip');
    expect([filesBelow(out), readdirSync(out)]).toEqual([BEFORE, ['a']]);
    expect(stepOf('a.zip')).toMatchObject({ state: 'skipped', sentence: `“${join(out, 'a')}” is there already, and stays as it is.` });
  });

  it('replace: among what lies there; files of the same name go to the vault, and come back', async () => {
    await extract('replace');
    expect([filesBelow(out), vaulted()]).toEqual([{ 'a/x': 'new', 'a/y': 'why', 'a/z': 'other' }, ['old']]);
    expect(await undoFile('a.zip')).toMatchObject({ undone: 1, failed: [] });
    expect([filesBelow(out), vaulted()]).toEqual([BEFORE, []]);
  });

  it('replace: not taken back any more when the vault has let go of what lay there', async () => {
    await extract('replace');
    mill.engine.vaultKeeper.letGo(Date.now() + 400 * 86_400_000);
    expect(await undoFile('a.zip')).toMatchObject({ undone: 0 });
    expect(filesBelow(out)).toEqual({ 'a/x': 'new', 'a/y': 'why', 'a/z': 'other' });
  });

  it('replace: a file that has the name of the folder goes to the vault', async () => {
    writeFileSync(join(out, 'b'), 'a file');
    putRule(mill, { name: 'Unpack', if: { fact: 'extension', operator: 'is', value: 'zip' }, then: [{ do: 'extract', to: out, conflict: 'replace' }] });
    mill.drop('b.zip', zip({ x: 'new' }));
    await mill.settled('b.zip', 'done');
    expect([filesBelow(out), vaulted()]).toEqual([{ 'b/x': 'new' }, ['a file']]);
    expect(await undoFile('b.zip')).toMatchObject({ undone: 1, failed: [] });
    expect(filesBelow(out)).toEqual({ b: 'a file' });
  });

  it('renameExisting: what lies there makes way, and gets its name back', async () => {
    await extract('renameExisting');
    expect(filesBelow(out)).toEqual({ 'a/x': 'new', 'a/y': 'why', 'a (2)/x': 'old', 'a (2)/z': 'other' });
    expect(await undoFile('a.zip')).toMatchObject({ undone: 2, failed: [] });
    expect(filesBelow(out)).toEqual(BEFORE);
  });

  it('keepIdentical: one that holds the same files counts as this one, any other does not', async () => {
    await extract('keepIdentical', { x: 'new', y: 'why', z: 'other' });
    expect(readdirSync(out)).toEqual(['a']);
    expect(stepOf('a.zip')).toMatchObject({ state: 'skipped', sentence: `The same file lies at “${join(out, 'a')}” already.` });
    writeFileSync(join(out, 'a', 'x'), 'changed');
    mill.drop('sub/a.zip', zip({ x: 'new', y: 'why', w: 'more' }));
    await mill.settled('sub/a.zip', 'done');
    expect(readdirSync(out)).toEqual(['a', 'a (2)']);
  });

  it('a simulation says so before, and writes nothing', async () => {
    mkdirSync(join(out, 'a'));
    mill.drop('a.zip', zip({ x: 'new' }));
    await mill.settled('a.zip', 'done');
    const said = await Promise.all(
      CONFLICT_POLICIES.map(async (conflict) => {
        const rules = [ruleSchema.parse({ name: 'Unpack', then: [{ do: 'extract', to: out, conflict }] })];
        const { rows } = await ask(mill, 'rules.simulate', { rules, offset: 0, limit: 10 });
        return rows.flatMap(({ outcomes }) => outcomes.flatMap(({ steps }) => steps.map(({ state, sentence }) => `${state}: ${sentence.replaceAll(out, '')}`)));
      }),
    );
    expect(said).toEqual([
      ['planned: Extract it into “/a”, as “a (2)”: a file of the name is there'],
      ['skipped: “/a” is there already, and stays as it is.'],
      ['planned: Extract it into “/a”, among what lies there; files of the same names go into the vault'],
      ['planned: Extract it into “/a”; what lies there becomes “a (2)”'],
      ['planned: Extract it into “/a”, as “a (2)”: a file of the name is there'],
    ]);
    expect(readdirSync(out)).toEqual(['a']);
  });
});

describe('a file is to be handed over under a name that is taken', () => {
  const day = (): string => join(out, readdirSync(out)[0] ?? '');
  const data = (): string[] => (existsSync(day()) ? readdirSync(day()).filter((name) => !name.endsWith('.meta.json')) : []);

  /** Two files of one second, as the clock of the test has it. */
  async function handOver(conflict: string, ...contents: string[]): Promise<RuleStep[]> {
    const now = Date.now;
    Date.now = () => 1_800_000_000_000;
    try {
      putRule(mill, { name: 'Hand over', then: [{ do: 'handOff', to: out, nextApp: 'other', type: 'sales', conflict: conflict as 'skip' }] });
      for (const [at, content] of contents.entries()) {
        mill.drop(`${at}.csv`, content);
        await mill.settled(`${at}.csv`, 'done');
      }
    } finally {
      Date.now = now;
    }
    return contents.map((_content, at) => stepOf(`${at}.csv`) as RuleStep);
  }

  it('rename: it gets the next number', async () => {
    const steps = await handOver('rename', '1\n', '1\n');
    expect([data().length, steps.map(({ state }) => state)]).toEqual([2, ['done', 'done']]);
  });

  it('skip: nothing is handed over', async () => {
    const steps = await handOver('skip', '1\n', '2\n');
    expect([data().length, steps.map(({ state }) => state)]).toEqual([1, ['done', 'skipped']]);
    expect(steps[1]?.sentence).toMatch(/is there already, and stays as it is\.$/);
    expect(await undoFile('0.csv')).toMatchObject({ undone: 1, failed: [] });
    expect(data()).toEqual([]);
  });

  it('keepIdentical: a pair with the same bytes counts as this one, any other does not', async () => {
    const steps = await handOver('keepIdentical', '1\n', '2\n', '2\n', '1\n');
    expect([data().length, steps.map(({ state }) => state)]).toEqual([2, ['done', 'done', 'skipped', 'skipped']]);
  });

  it('what was handed over is its consumer’s: there is no replacing it', () => {
    for (const conflict of ['replace', 'renameExisting']) {
      expect(() => putRule(mill, { name: 'Hand over', then: [{ do: 'handOff', to: out, nextApp: 'other', conflict: conflict as 'skip' }] })).toThrow(/conflict/);
    }
  });
});
