import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { greyPng } from '../../src/base/grey-png';
import { nodeHost } from '../../src/engine/workers/node-host';
import type { ActionSpec } from '../../src/shared/model/action';
import { readPage } from '../faults/faulty-worker';
import { deflatedZeros } from '../helpers/archives/bombs';
import { rawZip } from '../helpers/archives/raw-zip';
import { InProcessHost } from '../helpers/in-process-host';
import { minimalPdf } from '../helpers/minimal-pdf';
import { Mill } from '../helpers/mill';
import { scannedPdf } from '../helpers/picture-of-text';
import { ask, effectsIn, filesBelow, outcomesOf, putRule } from '../helpers/rules';

const built = join(import.meta.dirname, '..', '..', 'out', 'main');
const host = (): InProcessHost =>
  new InProcessHost(nodeHost(built), () => ({ 'page.recognise': ({ page }) => Promise.resolve(readPage({ page }, 'the words of this page as they were recognised')) }));

let mill: Mill;
let out: string;
beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  await mill.start(host());
});
afterEach(() => mill.end());

const gradient = greyPng(200, 100, (x) => Math.floor((x * 200) / 200));
const zip = (...names: string[]): Buffer => rawZip(names.map((name) => ({ name, content: Buffer.from(`content of ${name}`) })));
const sums = (algorithm: string, content: string): string => createHash(algorithm).update(content).digest('hex');
const undoLast = async (action: string): Promise<unknown> => {
  const id = effectsIn(mill).findLast((effect) => effect.action === action && effect.state === 'done')?.id ?? 0;
  return ask(mill, 'effects.undo', { ids: [id] });
};
const UNDONE = { undone: 1, failed: [] };

describe('validate', () => {
  type Given = Omit<Extract<ActionSpec, { do: 'validate' }>, 'do' | 'as' | 'onFailure'> & { as?: Extract<ActionSpec, { do: 'validate' }>['as'] };

  /** What a rule that checks says of each file. */
  async function checked(spec: Given, files: Record<string, string | Buffer>): Promise<Record<string, { code: string; message: string } | null>> {
    await mill.watchInbox({ ocr: { mode: 'never', languages: null, reviewBelow: 50 } });
    putRule(mill, { name: 'Check', on: ['created'], then: [{ do: 'validate', ...spec }, { do: 'tag', add: ['checked'] }] });
    const names = Object.keys(files);
    for (const [name, content] of Object.entries(files)) mill.drop(name, content);
    await mill.until(() => names.every((name) => mill.row(name)?.settledAt));
    return Object.fromEntries(
      names.map((name) => {
        const step = outcomesOf(mill, name)[0]?.steps[0];
        return [name, step?.error ? { code: step.error.code, message: step.error.message } : step?.state === 'done' ? null : { code: '', message: step?.sentence ?? 'not asked' }];
      }),
    );
  }

  it('JSON against a schema beside the rule', async () => {
    writeFileSync(join(mill.base, 'schema.json'), JSON.stringify({ type: 'object', required: ['id'], properties: { id: { type: 'integer' } } }));
    const found = await checked({ schema: join(mill.base, 'schema.json') }, { 'good.json': '{"id": 1}', 'bad.json': '{"id": "one"}', 'torn.json': '{"id": \n' });
    expect(found['good.json']).toBeNull();
    expect(found['bad.json']).toEqual({ code: 'file.invalid', message: 'It is not JSON as it should be: at /id: must be integer.' });
    // Reading it has told already.
    expect(mill.row('torn.json')?.error?.code).toBe('file.invalid');
  });

  it('CSV by its columns, and what their cells must be', async () => {
    const found = await checked(
      { columns: ['Name', 'Amount (required number)'] },
      { 'good.csv': 'Name,Amount\nAnn,1.5\nBob,2\n', 'few.csv': 'Name,Amuont\nAnn,1\n', 'text.csv': 'Name,Amount\nAnn,1\nBob,much\n', 'empty.csv': 'Name,Amount\nAnn,\nBob,1\n' },
    );
    expect(found).toEqual({
      'good.csv': null,
      'few.csv': { code: 'file.invalid', message: 'It is not CSV as it should be: the column “Amount” is missing (there is “Amuont”).' },
      'text.csv': { code: 'file.invalid', message: 'It is not CSV as it should be: line 3: “Amount” is no number: “much”.' },
      'empty.csv': { code: 'file.invalid', message: 'It is not CSV as it should be: line 2: “Amount” is empty.' },
    });
  });

  it('by what the file is, where the rule does not say', async () => {
    const damaged = zip('a.txt', 'b.txt');
    damaged.writeUInt8(damaged.readUInt8(45) ^ 0xff, 45);
    const found = await checked(
      {},
      { 'a.xml': '<a><b/></a>', 'b.xml': '<a><b></a>', 'c.png': gradient, 'd.pdf': minimalPdf('page one'), 'e.zip': zip('x.txt'), 'f.zip': damaged, 'g.json': '[1]', 'h.txt': 'nothing to check by' },
    );
    expect(found).toMatchObject({
      'a.xml': null,
      'b.xml': { code: 'file.invalid', message: expect.stringMatching(/^It is not XML as it should be: line 1: column \d+: /) as string },
      'c.png': null,
      'd.pdf': null,
      'e.zip': null,
      'f.zip': { code: 'file.invalid', message: expect.stringMatching(/^It is not an archive as it should be: “a.txt”: /) as string },
      'g.json': null,
      'h.txt': { message: 'There is nothing that this kind of file could be checked by' },
    });
    expect(await tagsOf('b.xml')).toEqual([]);
    expect(await tagsOf('h.txt')).toEqual(['checked']);
    expect(mill.row('b.xml')?.state).toBe('attention');
  });

  it('the checksum that lies beside it', async () => {
    const beside = (name: string, text: string): void => void mill.drop(name, text);
    beside('good.txt.sha256', `${sums('sha256', 'good')}  good.txt\n`);
    beside('old.txt.md5', `${sums('md5', 'old')}  old.txt\n`);
    beside('bad.txt.sha256', `${sums('sha256', 'other')}  bad.txt\n`);
    beside('worse.txt.md5', `${sums('md5', 'other')}  worse.txt\n`);
    beside('meta.txt.meta.json', JSON.stringify({ checksum: `sha256:${sums('sha256', 'meta')}` }));
    const found = await checked({ as: 'checksum' }, { 'good.txt': 'good', 'old.txt': 'old', 'bad.txt': 'bad', 'worse.txt': 'worse', 'meta.txt': 'meta', 'none.txt': 'none' });
    expect(found).toMatchObject({
      'good.txt': null,
      'old.txt': null,
      'meta.txt': null,
      'bad.txt': { message: `Its checksum is ${sums('sha256', 'bad').slice(0, 12)}…, and bad.txt.sha256 says ${sums('sha256', 'other').slice(0, 12)}….` },
      'worse.txt': { message: expect.stringContaining('worse.txt.md5 says') as string },
      'none.txt': { message: expect.stringContaining('No checksum lies beside it') as string },
    });
  });

  it('is logged as the specification has it', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Check', then: [{ do: 'validate', as: 'xml', onFailure: 'continue' }, { do: 'log', to: out, as: 'log.jsonl' }] });
    mill.drop('a.txt', 'no markup');
    await mill.settled('a.txt', 'done');
    expect(JSON.parse(readFileSync(join(out, 'log.jsonl'), 'utf8'))).toMatchObject({ actions: [{ action: 'validate', valid: false, errors: [expect.stringContaining('not XML')] }] });
  });

  async function tagsOf(name: string): Promise<string[]> {
    return (await ask(mill, 'files.detail', { id: mill.row(name)?.id ?? 0 })).tags;
  }
});

describe('what is made of a file', () => {
  it('a changed picture, which no rule takes up again, and back', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Small', then: [{ do: 'transform', recipe: { format: 'jpeg', resize: { by: 'largestSide', pixels: 50 } }, as: '{stem}_{width}x{height}{ext}' }] });
    mill.drop('a.png', gradient);
    await mill.settled('a.png', 'done');
    expect(readdirSync(mill.inbox).sort()).toEqual(['a.png', 'a_50x25.jpg']);
    await mill.settled('a_50x25.jpg', 'done');
    await mill.engine.whenSettled();
    expect(readdirSync(mill.inbox)).toHaveLength(2);
    expect(await undoLast('transform')).toMatchObject(UNDONE);
    expect(readdirSync(mill.inbox)).toEqual(['a.png']);
    expect(readdirSync(join(mill.data, 'scratch'))).toEqual([]);
  });

  it('nothing of what is no picture', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Small', then: [{ do: 'transform' }] });
    mill.drop('a.txt', 'words');
    expect((await mill.settled('a.txt', 'attention')).error?.message).toBe('It is no picture that can be changed.');
  });

  it('a searchable PDF of a scan, and back', async () => {
    await mill.watchInbox({ ocr: { mode: 'automatic', languages: ['eng'], reviewBelow: 50 } });
    putRule(mill, { name: 'Text', if: { fact: 'kind', operator: 'is', value: 'document' }, then: [{ do: 'searchablePdf', to: join(out, '{words}') }] });
    mill.drop('scan.pdf', await scannedPdf([['one']]));
    mill.drop('text.pdf', minimalPdf('It has a text of its own, long enough to be taken for one.'));
    await mill.settled('scan.pdf', 'done');
    await mill.settled('text.pdf', 'done');
    expect(Object.keys(filesBelow(out))).toEqual(['9/scan_searchable.pdf']);
    expect(outcomesOf(mill, 'text.pdf')[0]?.steps).toMatchObject([{ state: 'skipped', sentence: expect.stringContaining('OCR has read nothing') as string }]);
    const copy = mill.drop('copy.pdf', readFileSync(join(out, '9', 'scan_searchable.pdf')));
    expect(existsSync(copy)).toBe(true);
    await mill.settled('copy.pdf', 'done');
    expect(mill.engine.reports.text(mill.engine.database.get<{ id: number }>('SELECT report_id AS id FROM jobs WHERE file_id = ?', mill.row('copy.pdf')?.id ?? 0)?.id ?? 0, 0, 1000).text).toContain('as they were recognised');
    expect(await undoLast('searchable')).toMatchObject(UNDONE);
    expect(filesBelow(out)).toEqual({});
  });

  it('what is in an archive, into a folder of its own that no rule unpacks again, and back', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Unpack', if: { fact: 'kind', operator: 'is', value: 'archive' }, then: [{ do: 'extract', exclude: ['*.tmp'] }] });
    mill.drop('a.zip', rawZip([{ name: 'x/one.txt', content: Buffer.from('1') }, { name: 'two.tmp', content: Buffer.from('2') }, { name: 'inner.zip', content: zip('deep.txt') }]));
    await mill.settled('a.zip', 'done');
    await mill.settled('a/inner.zip', 'done');
    await mill.settled('a/x/one.txt', 'done');
    expect(Object.keys(filesBelow(mill.inbox))).toEqual(['a.zip', 'a/inner.zip', 'a/x/one.txt']);
    expect(outcomesOf(mill, 'a.zip')[0]?.steps[0]).toMatchObject({ state: 'done', sentence: expect.stringContaining('Extracted 2 files into') as string });
    expect(await undoLast('extract')).toMatchObject(UNDONE);
    expect(Object.keys(filesBelow(mill.inbox))).toEqual(['a.zip']);
  });

  it('nothing that leads out of its folder, and what is left out is said', async () => {
    await mill.watchInbox({ name: 'In' });
    putRule(mill, { name: 'Unpack', if: { fact: 'kind', operator: 'is', value: 'archive' }, then: [{ do: 'extract', to: join(out, '{folder}'), as: '{stem|upper}' }] });
    mill.drop('a.zip', rawZip([{ name: '../../evil.txt', content: 'evil' }, { name: 'good.txt', content: 'good' }]));
    await mill.settled('a.zip');
    expect(filesBelow(out)).toEqual({ 'In/A/good.txt': 'good' });
    expect(existsSync(join(mill.base, 'evil.txt'))).toBe(false);
    expect(outcomesOf(mill, 'a.zip')[0]?.steps[0]).toMatchObject({ state: 'done', sentence: expect.stringMatching(/^Extracted 1 file into .*; 1 left out: .*evil\.txt: /) as string });
  });

  it('and back, with the folders that were made for it', async () => {
    await mill.watchInbox();
    putRule(mill, {
      name: 'Unpack',
      if: { fact: 'extension', operator: 'is', value: 'zip' },
      then: [{ do: 'extract', to: join(out, 'unpacked') }, { do: 'archive', to: join(out, 'packed', '{stem}'), as: '{stem}.tar.gz' }],
    });
    mill.drop('a.zip', zip('one.txt'));
    mill.drop('b.zip', zip('two.txt'));
    await mill.settled('a.zip', 'done');
    await mill.settled('b.zip', 'done');
    expect(Object.keys(filesBelow(out))).toEqual(['packed/a/a.tar.gz', 'packed/b/b.tar.gz', 'unpacked/a/one.txt', 'unpacked/b/two.txt']);
    expect(await ask(mill, 'effects.undoAll', { fileId: mill.row('a.zip')?.id ?? 0 })).toMatchObject({ undone: 2, failed: [] });
    expect([readdirSync(join(out, 'packed')), readdirSync(join(out, 'unpacked'))]).toEqual([['b'], ['b']]);
    expect(await ask(mill, 'effects.undoAll', { fileId: mill.row('b.zip')?.id ?? 0 })).toMatchObject({ undone: 2, failed: [] });
    expect(readdirSync(out)).toEqual([]);
  });

  it('no more than the limits allow, and nothing of a bomb stays', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Unpack', if: { fact: 'kind', operator: 'is', value: 'archive' }, then: [{ do: 'extract', to: join(out, 'made for it') }] });
    const { packed, size, crc } = deflatedZeros(40);
    mill.drop('bomb.zip', rawZip([{ name: 'zeros', packed, size, crc, method: 8 }]));
    const row = await mill.settled('bomb.zip', 'attention');
    expect(row.error).toMatchObject({ code: 'file.unsafe' });
    expect(readdirSync(out)).toEqual([]);
    expect(effectsIn(mill).filter(({ state }) => state === 'done')).toEqual([]);
  });

  it('an archive of each file, verified, and back', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Pack', if: { fact: 'extension', operator: 'is', value: 'txt' }, then: [{ do: 'archive', to: out, as: '{stem}.tar.gz' }] });
    mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    expect(readdirSync(out)).toEqual(['a.tar.gz']);
    expect(existsSync(join(mill.inbox, 'a.txt'))).toBe(true);
    expect(await undoLast('pack')).toMatchObject(UNDONE);
    expect(readdirSync(out)).toEqual([]);
  });
});
