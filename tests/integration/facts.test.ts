import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greyPng } from '../../src/base/grey-png';
import type { Job } from '../../src/engine/job';
import { StoredFile } from '../../src/engine/judging/facts-of-file';
import { factsOf } from '../../src/engine/judging/facts-of-sources';
import { judgedFile } from '../../src/engine/store/judged-files';
import { Tags } from '../../src/engine/store/tags';
import { nodeHost } from '../../src/engine/workers/node-host';
import { makeZip } from '../../src/processors/kit/zip.test-kit';
import { FACTS, type FactName, type FactValue } from '../../src/shared/model/fact';
import { InProcessHost } from '../helpers/in-process-host';
import { lockedPdf } from '../helpers/locked-pdf';
import { Mill } from '../helpers/mill';
import { pictureOfText } from '../helpers/picture-of-text';
import { putRule } from '../helpers/rules';

type Known = Record<string, FactValue>;

const NAMES = Object.keys(FACTS) as FactName[];
const NOTE = 'No. 2041 of May\nsecond line\n';
const TABLE = 'id,name\n1,Ann\n2,Bob\n3,Eve\n';
/** Half black, half white: all its measures can be worked out by hand. */
const EDGE = greyPng(160, 120, (x) => (x < 80 ? 0 : 255));

let mill: Mill;
const stored: Record<string, Known> = {};
/** As the rules had them, before the ledger had the file as done. */
const inFlight: Record<string, Known> = {};

const known = (facts: { value(name: string): FactValue | undefined }, more: string[] = []): Known =>
  Object.fromEntries([...NAMES, ...more].flatMap((name): [string, FactValue][] => {
    const value = facts.value(name);
    return value === undefined ? [] : [[name, value]];
  }));

async function paper(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle('Terms');
  document.setAuthor('Ann Other');
  document.setProducer('A pen');
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const line of ['The first page says this', 'The second one that']) document.addPage([300, 300]).drawText(line, { x: 20, y: 200, size: 14, font });
  return document.save();
}

const photo = (): Promise<Buffer> =>
  sharp(EDGE)
    .resize(320, 240, { kernel: 'nearest' })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Ortel', Model: 'One' },
      IFD2: { DateTimeOriginal: '2026:01:15 10:30:00', LensModel: 'Fifty' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '12/1 30/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '8/1 15/1 36/1' },
    })
    .toBuffer();

async function drop(path: string, content: string | Uint8Array): Promise<void> {
  mill.dropOld(path, content);
  await mill.settled(path);
}

beforeAll(async () => {
  mill = new Mill();
  await mill.start(new InProcessHost(nodeHost(join(import.meta.dirname, '..', '..', 'out', 'main'))));
  putRule(mill, { name: 'Everything', if: { any: [{ fact: 'members.text', operator: 'contains', value: 'nothing has this' }, { fact: 'text', operator: 'contains', value: 'nothing has this' }, { fact: 'duplicate', operator: 'contains', value: 'none' }, { fact: 'error', operator: 'is', value: 'none' }, { fact: 'faces', operator: 'above', value: 99 }] }, then: [] });
  const { rules } = mill.engine;
  const factsOfJob = rules.factsOfJob.bind(rules);
  rules.factsOfJob = async (job: Job, ...more) => {
    const facts = await factsOfJob(job, ...more);
    inFlight[job.path] = known(facts, ['metadata.producer', 'exif.lensmodel']);
    return facts;
  };
  await mill.watchInbox({ name: 'In' });
  await drop('sub/note.txt', NOTE);
  await drop('copy.txt', NOTE);
  await drop('table.csv.sha256', `${createHash('sha256').update(TABLE).digest('hex')}  table.csv\n`);
  await drop('edge.png.meta.json', '{"checksum": "sha256:torn"}');
  await drop('table.csv', TABLE);
  await drop('paper.pdf', await paper());
  await drop('photo.jpg', await photo());
  await drop('edge.png', EDGE);
  await drop('packed.zip', makeZip({ 'notes/a.txt': 'the quagmire', 'table.csv': TABLE, 'in.zip': makeZip({ 'deep.txt': 'the marsh' }) }));
  await drop('scan.png', await pictureOfText(['INVOICE number 2041', 'of the thirty-first of May'], { width: 900, height: 260 }));
  await drop('broken.json', '{"cut": [1, 2');
  await drop('broken.pdf', '%PDF-1.7\nand then nothing');
  await drop('locked.pdf', await lockedPdf('The balance is low', 'Rosebud'));
  await drop('empty.txt', '');
  await mill.engine.whenSettled();
  const { database } = mill.engine;
  const parts = {
    database,
    blurThreshold: 1_000,
    folderName: () => 'In',
    folderPath: () => mill.inbox,
    likeTiers: (sha256: string) => mill.engine.duplicates.model.likeTiers(sha256),
  };
  for (const { id, path } of mill.rows()) {
    if (path === 'table.csv') database.transaction((writer) => new Tags(database).add(writer, id, ['paid']));
    const row = judgedFile(database, id);
    if (row) stored[path] = known(factsOf(new StoredFile(parts, row), row.mtimeMs + 60_000), ['metadata.producer', 'exif.lensmodel']);
  }
}, 240_000);
afterAll(() => mill.end());

/** Of every file that was recognised. */
const looked = (path: string): Known => {
  const content = readFileSync(join(mill.inbox, path));
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [, stem = '', extension = ''] = /^(.*)\.(.*)$/.exec(name) ?? [];
  return {
    name, stem, extension, path, folder: 'In', subfolder: path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '',
    size: content.length, modified: expect.any(Number), arrived: expect.any(Number), age: 60, event: 'created', tags: [],
    ...(content.length > 0 ? { sha256: createHash('sha256').update(content).digest('hex') } : {}), warnings: [],
  } as unknown as Known;
};

describe('facts of stored files', () => {
  it('of a text, and of its copy that came later', () => {
    const text: Known = { kind: 'text', mime: 'text/plain', processor: 'text', text: NOTE, characters: NOTE.length, words: 6, lines: 2, encoding: 'utf-8', valid: true, 'ocr.used': false, duplicate: ['identical'], copies: 1 };
    // The first of them was there before its copy.
    expect(stored['sub/note.txt']).toEqual({ ...looked('sub/note.txt'), ...text, duplicate: [], copies: 0 });
    expect(stored['copy.txt']).toEqual({ ...looked('copy.txt'), ...text });
  });

  it('of a CSV', () => {
    expect(stored['table.csv']).toEqual({
      ...looked('table.csv'), tags: ['paid'], verified: true, kind: 'data', mime: 'text/csv', processor: 'data', text: TABLE, lines: 4, encoding: 'utf-8', valid: true, rows: 3, columns: ['id', 'name'], format: 'csv', 'ocr.used': false, duplicate: [], copies: 0,
    });
  });

  it('of a PDF', () => {
    expect(stored['paper.pdf']).toEqual({
      ...looked('paper.pdf'), kind: 'document', mime: 'application/pdf', processor: 'pdf', text: expect.stringMatching(/^The first page says this\s*\f\s*The second one that/),
      characters: expect.any(Number), words: 9, lines: 2, pages: 2, tables: 0, title: 'Terms', author: 'Ann Other', valid: true, format: 'pdf', encrypted: false, 'ocr.used': false, duplicate: [], copies: 0, 'metadata.producer': 'A pen',
    });
  });

  it('of a photo with EXIF', () => {
    expect(stored['photo.jpg']).toEqual({
      ...looked('photo.jpg'), kind: 'image', mime: 'image/jpeg', processor: 'image', valid: true, format: 'jpeg', width: 320, height: 240, megapixels: 0.0768, orientation: 'landscape',
      sharpness: expect.any(Number), blurry: expect.any(Boolean), brightness: expect.closeTo(127.5, 0), contrast: expect.closeTo(127.5, 0), noise: expect.any(Number), faces: 0,
      camera: 'Ortel One', taken: new Date(2026, 0, 15, 10, 30, 0).getTime(), located: true, 'exif.lensmodel': 'Fifty', 'ocr.used': false, duplicate: expect.any(Array), copies: 0,
    });
  });

  it('of a picture whose measures can be worked out by hand', () => {
    // The Laplacian is 255 on both sides of the edge and 0 elsewhere, its mean is 0.
    const variance = (2 * 255 ** 2) / 160;
    expect(stored['edge.png']).toMatchObject({
      width: 160, height: 120, orientation: 'landscape', format: 'png', located: false, brightness: expect.closeTo(127.5, 1), contrast: expect.closeTo(127.5, 1), sharpness: expect.closeTo(variance, 0), noise: expect.closeTo(Math.sqrt(variance), 0), blurry: true, verified: false,
    });
    expect(stored['edge.png']).not.toHaveProperty('camera');
    expect(stored['edge.png']).not.toHaveProperty('text');
  });

  it('of an archive, with what lies inside', () => {
    expect(stored['packed.zip']).toEqual({
      ...looked('packed.zip'), kind: 'archive', mime: 'application/zip', processor: 'archive', valid: true, format: 'zip', entries: ['notes/a.txt', 'table.csv', 'in.zip'],
      unpackedSize: expect.any(Number), encrypted: false, 'members.text': expect.stringContaining('the quagmire'), 'ocr.used': false, duplicate: [], copies: 0,
    });
    expect(String(stored['packed.zip']?.['members.text']).split('\f')).toEqual(expect.arrayContaining(['the quagmire', TABLE, 'the marsh']));
  });

  it('of a picture that OCR has read', () => {
    expect(stored['scan.png']).toMatchObject({ 'ocr.used': true, 'ocr.languages': ['eng'], text: expect.stringContaining('INVOICE'), words: expect.any(Number), characters: expect.any(Number), lines: 2 });
    expect(stored['scan.png']?.['ocr.confidence']).toBeGreaterThan(50);
  });

  it('of what is damaged, invalid, locked or empty: the error, and no more than is known', () => {
    expect(stored['broken.json']).toMatchObject({ error: 'file.invalid', valid: false, kind: 'data', format: 'json' });
    expect(stored['broken.pdf']).toMatchObject({ error: 'file.damaged', valid: false, kind: 'document' });
    expect(stored['broken.pdf']).not.toHaveProperty('pages');
    expect(stored['locked.pdf']).toMatchObject({ error: 'file.needsPassword', encrypted: true });
    expect(stored['locked.pdf']).not.toHaveProperty('text');
    expect(stored['empty.txt']).toMatchObject({ error: 'file.empty', size: 0 });
    expect(stored['empty.txt']).not.toHaveProperty('copies');
  });

  it('are all filled, by one file or another', () => {
    const filled = new Set(Object.values(stored).flatMap((facts) => Object.keys(facts)));
    expect(NAMES.filter((name) => !filled.has(name))).toEqual([]);
  });
});

it('a file’s rules are asked about the same facts before it is stored as after', () => {
  // Those of time, and of what was put beside it later.
  const settle = (facts: Known | undefined): Known => Object.fromEntries(Object.entries(facts ?? {}).filter(([name]) => !['age', 'blurry', 'arrived', 'tags'].includes(name)));
  const paths = Object.keys(stored).filter((path) => stored[path]?.['error'] === undefined);
  expect(paths.length).toBeGreaterThan(6);
  for (const path of paths) expect(settle(inFlight[path]), path).toEqual(settle(stored[path]));
  expect(inFlight['sub/note.txt']).toMatchObject({ copies: 0, duplicate: [] });
  expect(inFlight['copy.txt']).toMatchObject({ copies: 1, duplicate: ['identical'] });
});
