import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatheredFiles } from '../../src/engine/store/gathered';
import { nodeHost } from '../../src/engine/workers/node-host';
import { FilemillError } from '../../src/shared/errors/filemill-error';
import { InProcessHost, type Bend } from '../helpers/in-process-host';
import { Mill } from '../helpers/mill';
import { ask, effectsIn, putRule } from '../helpers/rules';

const built = join(import.meta.dirname, '..', '..', 'out', 'main');
const host = (bend?: Bend): InProcessHost => new InProcessHost(nodeHost(built), bend);

let mill: Mill;
let out: string;
beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  await mill.start(host());
  await mill.watchInbox();
});
afterEach(() => mill.end());

const drop = (...names: string[]): void => names.forEach((name) => mill.drop(name, `content of ${name}`));
const arePacked = (count: number): boolean => effectsIn(mill).filter(({ action, state }) => action === 'pack' && state === 'done').length === count;
const waiting = (): number => new GatheredFiles(mill.engine.database).groups().reduce((sum, { files }) => sum + files, 0);
const done = (count: number): Promise<void> => mill.until(() => mill.engine.snapshot().accounting.done === count);

/** Names in an archive that lies at a path. */
async function contentOf(path: string): Promise<string[]> {
  const { entries } = await ask(mill, 'archives.entries', { archive: { path, inside: [] }, offset: 0, limit: 100 });
  return entries.map((entry) => entry.path).sort();
}

/** As if they had come so many days ago. */
const age = (days: number): void => mill.engine.database.transaction((writer) => void writer.run('UPDATE gathered SET at = at - ?', days * 86_400_000));

describe('files that are packed together', () => {
  it('wait until there are enough of them; the rest goes on waiting', async () => {
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: '{folder}_{counter:000}.zip', gather: { count: 3 } }] });
    drop('a.txt', 'b.txt');
    await done(2);
    await mill.engine.whenSettled();
    expect(readdirSync(out)).toEqual([]);
    expect(waiting()).toBe(2);
    drop('c.txt', 'd.txt', 'e.txt', 'sub/a.txt', 'g.txt');
    await done(7);
    await mill.until(() => arePacked(2));
    await mill.engine.whenSettled();
    expect(readdirSync(out).sort()).toEqual(['inbox_001.zip', 'inbox_002.zip']);
    expect(waiting()).toBe(1);
    const all = [...(await contentOf(join(out, 'inbox_001.zip'))), ...(await contentOf(join(out, 'inbox_002.zip')))].filter((path) => !path.endsWith('/'));
    expect(new Set(all).size).toBe(6);
    expect(readdirSync(mill.inbox)).toHaveLength(7);
    expect(mill.row('a.txt')?.reason).toMatch(/Packed into .*inbox_00[12]\.zip/);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('go by their size, too', async () => {
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: 'all.tar.gz', gather: { bytes: 1_000, count: 1_000 } }] });
    mill.drop('a.txt', 'x'.repeat(600));
    await done(1);
    await mill.engine.whenSettled();
    expect(readdirSync(out)).toEqual([]);
    mill.drop('b.txt', 'x'.repeat(600));
    await mill.until(() => arePacked(1));
    expect(readdirSync(out)).toEqual(['all.tar.gz']);
  });

  it('go when the first has waited its days, also after a restart', async () => {
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: 'week.zip', gather: { days: 7 } }] });
    drop('a.txt', 'b.txt');
    await done(2);
    await mill.engine.whenSettled();
    age(6.9);
    await mill.restart(host());
    await mill.engine.whenSettled();
    expect([readdirSync(out), waiting()]).toEqual([[], 2]);
    age(0.2);
    await mill.restart(host());
    await mill.until(() => arePacked(1));
    expect(await contentOf(join(out, 'week.zip'))).toEqual(['a.txt', 'b.txt']);
  });

  it('make an archive for each name that the template gives', async () => {
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: join(out, '{extension}'), as: '{modified:YYYY-MM}.zip', gather: { count: 2 } }] });
    drop('a.txt', 'b.md', 'c.log');
    await done(3);
    await mill.engine.whenSettled();
    expect([readdirSync(out), waiting()]).toEqual([[], 3]);
    drop('d.txt', 'e.md');
    await mill.until(() => arePacked(2));
    expect(readdirSync(out).sort()).toEqual(['md', 'txt']);
    const [name = ''] = readdirSync(join(out, 'md'));
    expect(name).toMatch(/^\d{4}-\d\d\.zip$/);
    expect(await contentOf(join(out, 'md', name))).toEqual(['b.md', 'e.md']);
    expect(waiting()).toBe(1);
  });

  it('leave out what is gone or was changed by then', async () => {
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: 'all.zip', gather: { days: 1 } }] });
    drop('a.txt', 'b.txt', 'c.txt');
    await done(3);
    await ask(mill, 'engine.pause', {});
    age(2);
    writeFileSync(join(mill.inbox, 'b.txt'), 'another');
    await ask(mill, 'engine.resume', {});
    await mill.until(() => arePacked(1));
    await mill.engine.whenSettled();
    expect((await contentOf(join(out, 'all.zip'))).filter((name) => name !== 'b.txt')).toEqual(['a.txt', 'c.txt']);
  });

  it('go once it is known that files had only been touched', async () => {
    mill.engine.folders.update(1, { events: { created: true, modified: false, content_changed: true, deleted: true, moved: true } });
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: 'all.zip', gather: { days: 1 } }] });
    drop('a.txt', 'b.txt');
    await done(2);
    await mill.engine.whenSettled();
    await ask(mill, 'engine.pause', {});
    age(2);
    for (const name of ['a.txt', 'b.txt']) utimesSync(join(mill.inbox, name), new Date(), new Date());
    await mill.until(() => mill.engine.snapshot().accounting.waiting === 2);
    await ask(mill, 'engine.resume', {});
    await mill.until(() => arePacked(1));
    expect(await contentOf(join(out, 'all.zip'))).toEqual(['a.txt', 'b.txt']);
  });

  it('are put away once the archive is verified, and come back', async () => {
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: 'all.zip', originals: 'vault', gather: { count: 2 } }] });
    drop('a.txt', 'b.txt');
    await mill.until(() => effectsIn(mill).filter(({ action, state }) => action === 'discard' && state === 'done').length === 2);
    await mill.engine.whenSettled();
    expect(readdirSync(mill.inbox)).toEqual([]);
    expect(await contentOf(join(out, 'all.zip'))).toEqual(['a.txt', 'b.txt']);
    expect(mill.accountingHolds()).toBe(true);
    const gathered = effectsIn(mill).find(({ action }) => action === 'gather');
    expect(await ask(mill, 'effects.undo', { ids: [gathered?.id ?? 0] })).toMatchObject({ undone: 0, failed: [{ error: { message: 'It was packed already.' } }] });
    expect(await ask(mill, 'effects.undoAll', { rule: 'Pack' })).toMatchObject({ failed: [] });
    expect(readdirSync(mill.inbox).sort()).toEqual(['a.txt', 'b.txt']);
    expect(readFileSync(join(mill.inbox, 'b.txt'), 'utf8')).toBe('content of b.txt');
    expect(readdirSync(out)).toEqual([]);
  });

  it('wait no more when that is taken back, or the rule is gone', async () => {
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: 'all.zip', gather: { count: 3 } }] });
    drop('a.txt', 'b.txt');
    await done(2);
    await mill.engine.whenSettled();
    const effect = effectsIn(mill).find(({ action, source }) => action === 'gather' && source.endsWith('a.txt'));
    expect(await ask(mill, 'effects.undo', { ids: [effect?.id ?? 0] })).toMatchObject({ undone: 1, failed: [] });
    expect(waiting()).toBe(1);
    await ask(mill, 'rules.remove', { names: ['Pack'] });
    await mill.until(() => waiting() === 0);
    expect(readdirSync(mill.inbox).sort()).toEqual(['a.txt', 'b.txt']);
  });

  it('do not begin to wait where their archive can’t be: that is told at once', async () => {
    writeFileSync(join(out, 'place'), 'in the way');
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: join(out, '{extension|or none}'), as: 'all.zip', gather: { count: 2 } }] });
    mill.drop('a.place', 'one');
    expect((await mill.settled('a.place', 'attention')).error?.message).toContain('is no folder');
    expect([waiting(), readFileSync(join(out, 'place'), 'utf8')]).toEqual([0, 'in the way']);
  });

  it('are packed later where there is no room now, and an alert says so until then', async () => {
    let isFull = true;
    await mill.restart(
      host((service) => ({
        'archive.create': (input, context) => {
          if (isFull) throw new FilemillError('disk.full', 'There is no room left.', { hint: 'Free some space.' });
          return service['archive.create'](input, context);
        },
      })),
    );
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: 'all.zip', gather: { count: 2 } }] });
    drop('a.txt', 'b.txt');
    await mill.until(() => mill.engine.alerts.list().some(({ id }) => id === 'gathering-Pack'));
    expect(mill.engine.alerts.list()).toMatchObject([{ level: 'problem', message: 'The files that “Pack” has gathered could not be packed: There is no room left.', hint: expect.stringContaining('Filemill tries again') as string }]);
    expect([readdirSync(out), waiting()]).toEqual([[], 2]);
    isFull = false;
    mill.engine.rules.pump();
    await mill.until(() => arePacked(1));
    await mill.engine.whenSettled();
    expect(mill.engine.alerts.list()).toEqual([]);
    expect(await contentOf(join(out, 'all.zip'))).toEqual(['a.txt', 'b.txt']);
  });

  it('are packed once, wherever a worker dies meanwhile', async () => {
    let isFirst = true;
    await mill.restart(
      host((service, die) => ({
        'archive.create': async (...given) => {
          const made = await (service['archive.create'] as (...args: unknown[]) => Promise<never>)(...given);
          if (!isFirst) return made;
          isFirst = false;
          return die();
        },
      })),
    );
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: 'all.zip', gather: { count: 2 }, originals: 'vault' }] });
    drop('a.txt', 'b.txt');
    await mill.until(() => arePacked(1) || mill.engine.alerts.list().length > 0);
    if (!arePacked(1)) await mill.restart(host());
    await mill.until(() => arePacked(1) && readdirSync(mill.inbox).length === 0);
    expect(readdirSync(out)).toEqual(['all.zip']);
    expect(await contentOf(join(out, 'all.zip'))).toEqual(['a.txt', 'b.txt']);
  });
});
