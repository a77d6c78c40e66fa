import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { greyPng } from '../../src/base/grey-png';
import { addRules } from '../../src/engine/recipes/add-rules';
import { recipeNamed } from '../../src/engine/recipes/recipes';
import { makeZip } from '../../src/processors/kit/zip.test-kit';
import type { RecipeId } from '../../src/shared/model/folder';
import { Mill } from '../helpers/mill';
import { ask, outcomesOf, putRule } from '../helpers/rules';

let mill: Mill;
beforeEach(async () => {
  mill = new Mill();
  await mill.start();
});
afterEach(() => mill.end());

/** As a person chooses it for a folder. */
async function choose(id: RecipeId): Promise<void> {
  const recipe = recipeNamed(id);
  const folderId = await mill.watchInbox();
  addRules(mill.engine.rules.keeper, recipe, { name: 'inbox', path: mill.inbox });
  await mill.engine.updateFolder(folderId, { ...recipe.settings, recipe: recipe.id });
}

/** Names with `YYYY` and the like for the day of today. */
const inFolder = (): string[] => {
  const now = new Date();
  const [year, month, date] = [String(now.getFullYear()), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')];
  return readdirSync(mill.inbox, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(mill.inbox.length + 1))
    .map((path) => path.replaceAll(`${year}${month}${date}`, 'YYYYMMDD').replaceAll(`${year}-${month}-${date}`, 'YYYY-MM-DD').replaceAll(`${year}-${month}`, 'YYYY-MM').replaceAll(`${year}/${month}`, 'YYYY/MM').replaceAll(`/${year}/`, '/YYYY/'))
    .sort();
};

/** Until nothing is under way, and what was moved is known where it lies. */
const settled = async (files: number): Promise<void> => {
  await mill.until(() => {
    const { seen, inProgress, waiting } = mill.engine.snapshot().accounting;
    return seen >= files && inProgress + waiting === 0;
  });
  await mill.engine.whenSettled();
  expect(mill.accountingHolds()).toBe(true);
};

describe('the recipe', () => {
  it('Watch and tell me only leaves every file where it is', async () => {
    await choose('watch-only');
    mill.drop('invoice.txt', 'Invoice no. 1234');
    mill.drop('a.zip', makeZip({ 'x.txt': 'x' }));
    await settled(2);
    expect(inFolder()).toEqual(['a.zip', 'invoice.txt']);
  });

  it('Invoices and letters files them by month and year, and leaves what is neither', async () => {
    await choose('invoices');
    const { Document, Packer, Paragraph } = await import('docx');
    const letter = (text: string): Promise<Buffer> => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(text)] }] }));
    mill.drop('bill.docx', await letter('Invoice no. 1234 for paper and pens'));
    mill.drop('letter.docx', await letter('Dear reader, '.repeat(20)));
    mill.drop('note.txt', 'Invoice no. 1234');
    await settled(3);
    expect(inFolder()).toEqual(['Invoices/YYYY/MM/YYYY-MM-DD bill.docx', 'Letters/YYYY/YYYY-MM-DD letter.docx', 'note.txt']);
    expect(mill.row(mill.rows().find(({ path }) => path.startsWith('Invoices'))?.path ?? '')?.state).toBe('done');
  });

  it('Photo intake sorts photos by the day they were taken, and tags blurry ones', async () => {
    await choose('photos');
    const sharpness = sharp(greyPng(64, 64, (x, y) => ((x >> 3) + (y >> 3)) % 2 === 0 ? 20 : 230)).resize(320, 240);
    mill.drop('IMG_1.jpg', await sharpness.jpeg().withExif({ IFD2: { DateTimeOriginal: '2026:01:15 10:30:00' } }).toBuffer());
    mill.drop('grey.png', greyPng(64, 64, (x) => 100 + x / 8));
    await settled(2);
    expect(inFolder()).toEqual(['2026/2026-01-15/IMG_1.jpg', 'grey.png']);
    expect(outcomesOf(mill, 'grey.png')[0]).toMatchObject({ rule: 'inbox: tag blurry photos', isMet: true, steps: [{ action: 'tag', state: 'done' }] });
  });

  it('Photo intake sets copies aside and leaves what has no day', async () => {
    await choose('photos');
    const picture = greyPng(64, 64, (x, y) => ((x >> 3) + (y >> 3)) % 2 === 0 ? 20 : 230);
    mill.drop('one.png', picture);
    await settled(1);
    mill.drop('two.png', picture);
    await settled(2);
    expect(inFolder()).toEqual(['Copies/two.png', 'one.png']);
    expect(outcomesOf(mill, 'one.png').map(({ rule, isMet }) => [rule, isMet])).toEqual([['inbox: tag blurry photos', false], ['inbox: set copies aside', false], ['inbox: sort photos by the day they were taken', false]]);
  });

  it('Photo intake leaves the one that it kept where it is when that is tried again, or read again', async () => {
    await choose('photos');
    const picture = greyPng(64, 64, (x, y) => ((x >> 3) + (y >> 3)) % 2 === 0 ? 20 : 230);
    putRule(mill, { name: 'no PDF', if: { fact: 'name', operator: 'is', value: 'one.png' }, then: [{ do: 'validate', as: 'pdf' }] });
    mill.drop('one.png', picture);
    await settled(1);
    expect(mill.row('one.png')?.state).toBe('attention');
    mill.drop('two.png', picture);
    await settled(2);
    expect(inFolder()).toEqual(['Copies/two.png', 'one.png']);
    const id = mill.row('one.png')?.id ?? 0;
    for (const state of ['attention', 'done']) {
      if (state === 'done') mill.engine.rules.keeper.remove(['no PDF']);
      mill.engine.retry({ ids: [id] });
      await settled(2);
      expect([inFolder(), mill.row('one.png')?.state]).toEqual([['Copies/two.png', 'one.png'], state]);
    }
    expect(await ask(mill, 'files.reread', { ids: [id], ocr: { mode: 'automatic', languages: null } })).toMatchObject({ count: 1 });
    await settled(2);
    expect(inFolder()).toEqual(['Copies/two.png', 'one.png']);
  });

  it('Photo intake keeps one of several copies that come at once in two folders, whichever is read first', async () => {
    await mill.engine.updateSettings({ lanes: { ...mill.engine.settings.general.lanes, ocr: { concurrency: null, paused: true } } });
    await choose('photos');
    const other = join(mill.base, 'other');
    mkdirSync(other);
    const folder = mill.engine.folders.add(other, { ocr: { mode: 'never', languages: null, reviewBelow: 50 } }, { configured: true, ignoreExisting: false });
    await mill.engine.watch(folder);
    addRules(mill.engine.rules.keeper, recipeNamed('photos'), { name: 'other', path: other });
    const picture = greyPng(64, 64, (x, y) => ((x >> 3) + (y >> 3)) % 2 === 0 ? 20 : 230);
    // It came first, and waits for OCR while its copy passes by.
    mill.drop('first.png', picture);
    await mill.until(() => mill.row('first.png')?.thumbnail != null);
    writeFileSync(join(other, 'second.png'), picture);
    await mill.until(() => mill.rows().some(({ name, settledAt }) => name === 'second.png' && settledAt !== null));
    await mill.engine.updateSettings({ lanes: { ...mill.engine.settings.general.lanes, ocr: { concurrency: null, paused: false } } });
    await settled(2);
    expect([inFolder(), existsSync(join(other, 'second.png'))]).toEqual([['Copies/first.png'], true]);
  });

  it('Photo intake keeps one of several copies that were there before, however often it is run', async () => {
    const picture = greyPng(64, 64, (x, y) => ((x >> 3) + (y >> 3)) % 2 === 0 ? 20 : 230);
    const folderId = await mill.watchInbox();
    for (const name of ['one.png', 'two.png', 'three.png']) {
      mill.drop(name, picture);
      await mill.settled(name);
    }
    const { keeper, orders } = mill.engine.rules;
    addRules(keeper, recipeNamed('photos'), { name: 'inbox', path: mill.inbox });
    for (let turn = 1; turn <= 2; turn += 1) {
      orders.give({ rules: keeper.list().map(({ rule }) => rule), folderId, again: true }, 'manual');
      await mill.engine.whenSettled();
      expect(inFolder()).toEqual(['Copies/three.png', 'Copies/two.png', 'one.png']);
    }
  });

  it('Data hand-off accepts what is right by day, logs it, and alerts of what is not', async () => {
    await choose('data');
    mill.drop('good.csv', 'date,amount\n2026-01-01,5\n');
    mill.drop('good.xml', '<?xml version="1.0"?>\n<orders><order id="1"/></orders>\n');
    mill.drop('bad.json', '{"cut": [1, 2');
    mill.drop('cut.xml', '<?xml version="1.0"?>\n<orders><order id="1">\n');
    await settled(4);
    const files = inFolder();
    expect(files).toEqual(expect.arrayContaining(['accepted/YYYYMMDD/good.csv', 'accepted/YYYYMMDD/good.xml', 'cut.xml']));
    expect(files).toContain('logs/file_events_YYYYMMDD.jsonl');
    expect(files).toContain('bad.json');
    const { notices } = await ask(mill, 'notices.page', { limit: 50 });
    expect(notices.map(({ message }) => message)).toEqual(expect.arrayContaining([expect.stringContaining('bad.json in inbox is not right'), expect.stringContaining('cut.xml in inbox is not right')]));
    expect(notices.map(({ message }) => message).join()).not.toContain('good');
    expect(mill.row('cut.xml')).toMatchObject({ state: 'attention', error: { code: 'file.invalid', message: expect.stringContaining('line 3') as string } });
  });

  it('Archive intake extracts archives and sets them aside', async () => {
    await choose('archives');
    mill.drop('a.zip', makeZip({ 'x.txt': 'inside', 'deep/y.txt': 'deeper' }));
    await settled(1);
    await mill.until(() => existsSync(join(mill.inbox, 'Extracted')) && !existsSync(join(mill.inbox, 'a.zip')));
    await settled(3);
    expect(inFolder()).toEqual(['Archives/YYYY-MM/a.zip', 'Extracted/a/deep/y.txt', 'Extracted/a/x.txt']);
  });
});
