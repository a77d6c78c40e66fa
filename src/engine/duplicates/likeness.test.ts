import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DuplicatesRig, lineKind } from '../../../tests/helpers/duplicates-rig';
import { signaturesAfter } from '../store/pictures';
import type { Kind } from './compared-kinds';

let rig: DuplicatesRig;
let kind: ReturnType<typeof lineKind>;
let inbox: number;
beforeEach(() => {
  kind = lineKind();
  rig = new DuplicatesRig({ kinds: [kind] });
  inbox = rig.folder('inbox');
});
afterEach(() => rig.end());

describe('pictures that are alike', () => {
  it('are the same or similar, never both', async () => {
    rig.addPicture(inbox, 'a.jpg', 0, { width: 200 });
    rig.addPicture(inbox, 'b.jpg', 5);
    rig.addPicture(inbox, 'c.jpg', 40, { width: 200 });
    rig.addPicture(inbox, 'd.jpg', 55);
    expect(await rig.groups('samePicture')).toEqual([['a.jpg', 'b.jpg']]);
    expect(await rig.groups('similar')).toEqual([['c.jpg', 'd.jpg']]);
    const { members, keeperReasons } = await rig.onlyGroup('samePicture');
    expect(members.map(({ relation, likeness }) => `${relation}, ${likeness}`)).toEqual(['same bytes, 100', '5 away, 95']);
    expect(keeperReasons).toContain('more pixels');
  });

  it('are called blurred where a copy shows far less than the one that stays', async () => {
    kind.compare = () => ({ tier: 'samePicture', likeness: 98, relation: 're-saved' });
    rig.addPicture(inbox, 'a.jpg', 0, { width: 101, sharpness: 220, contrast: 48 });
    rig.addPicture(inbox, 'again.jpg', 1, { sharpness: 180, contrast: 47 });
    rig.addPicture(inbox, 'blurred.jpg', 2, { sharpness: 40, contrast: 45 });
    // The measure falls with contrast, too.
    rig.addPicture(inbox, 'flat.jpg', 3, { sharpness: 36, contrast: 24 });
    const { members } = await rig.onlyGroup('samePicture');
    expect(Object.fromEntries(members.map(({ name, relation }) => [name, relation]))).toEqual({
      'a.jpg': 'same bytes',
      'again.jpg': 're-saved',
      'blurred.jpg': 'blurred',
      'flat.jpg': 're-saved',
    });
  });

  it('form no group by a chain of small steps', async () => {
    const positions = { a: 0, b: 8, c: 16, d: 24, e: 32, f: 40, g: 48, h: 56 };
    for (const [name, position] of Object.entries(positions)) rig.addPicture(inbox, `${name}.jpg`, position);
    const groups = (await rig.groups('samePicture')).map((names) => names.map((name) => name[0] as keyof typeof positions));
    expect(groups.length).toBeGreaterThan(1);
    // Half of a group lies on each side of its middle, which all are at least similar to.
    for (const names of groups) {
      const places = names.map((name) => positions[name]).sort((one, other) => one - other);
      expect((places.at(-1) ?? 0) - (places[0] ?? 0)).toBeLessThan(40);
    }
    expect(new Set(groups.flat()).size).toBe(groups.flat().length);
  });

  it('stand in a group once, by the best of their equal places', async () => {
    rig.addPicture(inbox, 'a.jpg', 0, { sha256: 'equal', width: 200 });
    rig.addPicture(inbox, 'a (1).jpg', 0, { sha256: 'equal', width: 200 });
    rig.addPicture(inbox, 'b.jpg', 4);
    expect(await rig.groups('samePicture')).toEqual([['a.jpg', 'b.jpg']]);
    expect(await rig.groups('identical')).toEqual([['a.jpg', 'a (1).jpg']]);
  });

  it('stand among the similar by the best of the same picture', async () => {
    rig.addPicture(inbox, 'a.jpg', 0, { width: 300 });
    rig.addPicture(inbox, 'a small.jpg', 5);
    rig.addPicture(inbox, 'next.jpg', 18, { width: 200 });
    expect(await rig.groups('samePicture')).toEqual([['a.jpg', 'a small.jpg']]);
    expect(await rig.groups('similar')).toEqual([['a.jpg', 'next.jpg']]);
  });

  it('are compared once, also across restarts, and again after they were away', async () => {
    const a = rig.addPicture(inbox, 'a.jpg', 0);
    rig.addPicture(inbox, 'b.jpg', 5);
    await rig.known();
    expect(kind.compared).toBe(1);
    await rig.reopen();
    expect(await rig.groups('samePicture')).toHaveLength(1);
    // Showing a group compares its members with the keeper.
    expect(kind.compared).toBe(2);
    rig.database.transaction((writer) => writer.run('UPDATE files SET present = 0 WHERE id = ?', a));
    rig.duplicates.removed([a]);
    expect(await rig.groups('samePicture')).toEqual([]);
    rig.addPicture(inbox, 'c.jpg', 2, { width: 50 });
    expect(await rig.groups('samePicture')).toEqual([['b.jpg', 'c.jpg']]);
    rig.database.transaction((writer) => writer.run('UPDATE files SET present = 1 WHERE id = ?', a));
    const job = rig.ledger.byId(a)?.jobId ?? 0;
    rig.duplicates.settled([job]);
    expect(await rig.groups('samePicture')).toEqual([['a.jpg', 'b.jpg', 'c.jpg']]);
  });

  it('open again when a new one joins those that were decided about', async () => {
    rig.addPicture(inbox, 'a.jpg', 0);
    rig.addPicture(inbox, 'b.jpg', 5);
    const { id } = await rig.onlyGroup('samePicture');
    await rig.duplicates.decide([id], 'notDuplicates');
    // Another place of known bytes is no news.
    rig.addPicture(inbox, 'again.jpg', 0, { sha256: 'picture at 0 a.jpg' });
    expect(await rig.groups('samePicture')).toEqual([]);
    rig.addPicture(inbox, 'c.jpg', 3);
    expect(await rig.groups('samePicture')).toHaveLength(1);
  });

  it('can go in favour of a better one of which a copy was kept', async () => {
    rig.addPicture(inbox, 'small.jpg', 0, { sha256: 'equal', width: 50 });
    rig.addPicture(inbox, 'small (1).jpg', 0, { sha256: 'equal', width: 50 });
    rig.addPicture(inbox, 'best.jpg', 5, { width: 500 });
    await rig.planEverything('remove', 'identical');
    await rig.planEverything('remove', 'samePicture');
    expect(rig.duplicates.summary().plan).toMatchObject({ groups: 2, remove: 2 });
    const run = await rig.duplicates.apply('trash', null, 'manual');
    expect([run.done, run.failed, rig.list(rig.at(inbox, ''))]).toEqual([2, [], ['best.jpg']]);
    await rig.undo.run();
    expect(rig.list(rig.at(inbox, ''))).toEqual(['best.jpg', 'small (1).jpg', 'small.jpg']);
  });

  it('never take the file in whose favour another one goes', async () => {
    rig.addPicture(inbox, 'small.jpg', 0, { width: 100 });
    const kept = rig.addPicture(inbox, 'kept.jpg', 5, { width: 300 });
    rig.addPicture(inbox, 'next.jpg', 22, { width: 500 });
    await rig.planEverything('remove', 'samePicture');
    const similar = await rig.onlyGroup('similar');
    expect(similar.members.map(({ name }) => name)).toEqual(['next.jpg', 'kept.jpg']);
    await expect(rig.duplicates.mark(similar.id, kept, 'remove')).rejects.toMatchObject({ code: 'duplicates.refused' });
    expect(await rig.planEverything('remove', 'similar')).toMatchObject({ groups: 1, remove: 1 });
    rig.duplicates.clearPlan();
    expect(await rig.duplicates.mark(similar.id, kept, 'remove')).toMatchObject({ plannedCount: 1 });
  });

  it('share no place on the disk', async () => {
    rig.addPicture(inbox, 'a.jpg', 0, { width: 200 });
    const b = rig.addPicture(inbox, 'b.jpg', 5);
    const { id } = await rig.onlyGroup('samePicture');
    await expect(rig.duplicates.mark(id, b, 'hardlink')).rejects.toMatchObject({ code: 'duplicates.refused' });
    expect(await rig.planEverything('hardlink', 'samePicture')).toMatchObject({ hardlink: 0 });
  });
});

describe('many pictures that wait at the start', () => {
  const FAR = 100;
  const positionOf = ([high = 0, low = 0]: Uint8Array): number => high * 256 + low;
  const positions = new Map<number, number>();
  let asked: number;
  let meanwhile: (() => void) | null;

  /** Counts who asks one by one. */
  const wideKind = (): Kind => ({
    ...lineKind(),
    index: {
      add: (id, print) => void positions.set(id, positionOf(print)),
      remove: (id) => void positions.delete(id),
      candidates(print) {
        asked += 1;
        return [...positions].filter(([, other]) => Math.abs(other - positionOf(print)) < 30).map(([id]) => id);
      },
      *neighbours() {
        const all = [...positions];
        yield;
        return new Map(all.map(([id, position]) => [id, all.filter(([other, at]) => other !== id && Math.abs(at - position) < 30).map(([other]) => other)]));
      },
    },
    readAfter: (database, reportId, limit) => signaturesAfter(database, reportId, limit, 2),
    compare(one, other) {
      meanwhile?.();
      meanwhile = null;
      const distance = Math.abs(positionOf(one) - positionOf(other));
      return { tier: distance < 10 ? 'samePicture' : null, likeness: 100 - distance, relation: `${distance} away` };
    },
  });
  const put = (name: string, position: number): number => rig.addPicture(inbox, name, 0, { signature: Uint8Array.of(position >> 8, position & 255) });

  beforeEach(async () => {
    await rig.end();
    positions.clear();
    [asked, meanwhile] = [0, null];
    rig = new DuplicatesRig({ kinds: [wideKind()] });
    inbox = rig.folder('inbox');
    for (let number = 0; number < 505; number += 1) put(`${number}.jpg`, number * FAR);
    for (const number of [3, 77, 500]) put(`${number} again.jpg`, number * FAR + 5);
  });

  it('are asked about all at once, and never again', async () => {
    const expected = [3, 500, 77].map((number) => [`${number} again.jpg`, `${number}.jpg`]);
    const sorted = async () => (await rig.groups('samePicture')).map((names) => [...names].sort()).sort();
    expect(await sorted()).toEqual(expected);
    expect(asked).toBe(0);
    await rig.reopen();
    expect(await sorted()).toEqual(expected);
    expect(asked).toBe(0);
  });

  it('find what comes while they are compared', async () => {
    let late = 0;
    meanwhile = () => {
      late = put('late.jpg', 500 * FAR + 2);
      put('later.jpg', 10 * FAR + 2);
    };
    const groups = (await rig.groups('samePicture')).map((names) => [...names].sort());
    expect(late).toBeGreaterThan(0);
    expect(groups).toContainEqual(['500 again.jpg', '500.jpg', 'late.jpg']);
    expect(groups).toContainEqual(['10.jpg', 'later.jpg']);
    expect(asked).toBe(2);
  });
});
