import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileRowSchema } from '../../shared/model/file';
import type { Database } from './database';
import { pageOfFiles } from './file-rows';
import { LedgerMaker } from './history.test-kit';
import { openStore } from './open-store';
import { putPicture } from './pictures';

let folder: string;
let database: Database;

const sha = (n: number): string => String(n).repeat(64);
/** sharpness, brightness, faces, width; files 4 and 5 have the same bytes, and 8 and 9 are two names of one file. */
const PICTURES: [sharpness: number | null, brightness: number | null, faces: number | null, width: number, content: number][] = [
  [41, 120, null, 4000, 1],
  [300, 20, 0, 800, 2],
  [100, 200, 2, 800, 3],
  [500, 90, null, 640, 4],
  [500, 90, null, 640, 4],
  [null, null, null, 100, 6],
];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-pictures-'));
  ({ database } = openStore(folder));
  const ledger = new LedgerMaker(database);
  ledger.folder(1, '/in/one');
  ledger.jobs([
    ...PICTURES.map(([, , , , content], index) => ({
      fileId: index + 1, path: `harbour-${index + 1}.jpg`, reportId: index + 1, sha256: sha(content), mime: 'image/jpeg', kind: 'image',
    })),
    { fileId: 7, path: 'harbour.txt', sha256: sha(7) },
    { fileId: 8, path: 'quay.txt', sha256: sha(8), ino: 'one' },
    { fileId: 9, path: 'quay-again.txt', sha256: sha(8), ino: 'one' },
  ]);
  database.transaction((writer) => {
    for (const [index, [sharpness, brightness, faceCount, width, content]] of PICTURES.entries()) {
      putPicture(writer, { reportId: index + 1, sha256: sha(content), width, height: 100, sharpness, brightness, contrast: 1, noise: 1, faceCount, signature: null });
    }
    writer.run(`INSERT INTO likenesses (a, b, tier, likeness) VALUES (?, ?, 'similar', 90)`, sha(1), sha(3));
    writer.run(`INSERT OR REPLACE INTO facts VALUES ('settings', '{"general":{"pictures":{"blurThreshold":100}}}')`);
  });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('files are sifted', () => {
  it.each([
    ['blur:yes', [1]],
    ['blur:no', [5, 4, 3, 2]],
    ['brightness:<40', [2]],
    ['brightness:80..130', [5, 4, 1]],
    ['faces:>0', [3]],
    ['faces:0', [2]],
    ['width:>=800', [3, 2, 1]],
    ['width:800 brightness:>100', [3]],
    ['dup:yes', [5, 4, 3, 1]],
    ['dup:no', [9, 8, 7, 6, 2]],
    ['similar:#3', [3, 1]],
    ['similar:#4', [5, 4]],
    ['type:jpg', [6, 5, 4, 3, 2, 1]],
    ['type:text', [9, 8, 7]],
    ['folder:"folder 1" type:text', [9, 8, 7]],
    ['folder:other', []],
  ] as const)('by %s', (query, ids) => {
    for (const sort of ['newest', 'name'] as const) {
      const { total, rows } = pageOfFiles(database, { query }, sort, 0, 100);
      expect(rows.map(({ id }) => id).sort((a, b) => b - a)).toEqual(ids);
      expect(total).toBe(ids.length);
    }
  });

  it('by words and measures together', () => {
    expect(pageOfFiles(database, { query: 'harbour blur:yes' }, 'relevance', 0, 100).rows.map(({ id }) => id)).toEqual([1]);
  });

  it('and a row tells what was measured', () => {
    const { rows } = pageOfFiles(database, {}, 'oldest', 0, 100);
    expect(rows.map((row) => fileRowSchema.parse(row).picture?.isBlurry)).toEqual([true, false, false, false, false, null, undefined, undefined, undefined]);
    expect(rows[2]?.picture).toEqual({ width: 800, height: 100, sharpness: 100, isBlurry: false, brightness: 200, contrast: 1, noise: 1, faceCount: 2 });
  });
});

describe('a long list', () => {
  const FILES = 1_500;
  let place: string;
  let long: Database;
  let ledger: LedgerMaker;
  const fileOf = (fileId: number) => ({ fileId, path: `p-${String((fileId * 7) % FILES).padStart(4, '0')}.jpg`, mime: 'image/jpeg', kind: 'image' as const });

  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'filemill-long-list-'));
    ({ database: long } = openStore(place));
    ledger = new LedgerMaker(long);
    ledger.folder(1, '/in/one');
    ledger.jobs(Array.from({ length: FILES }, (_, i) => fileOf(i + 1)));
  });
  afterAll(() => {
    long.close();
    rmSync(place, { recursive: true, force: true });
  });
  const idsAt = (sort: 'newest' | 'name', offset: number, limit: number): number[] => pageOfFiles(long, { kind: 'image' }, sort, offset, limit).rows.map(({ id }) => id);

  it.each(['newest', 'name'] as const)('is the same read in pages as read at once (%s)', (sort) => {
    const whole = idsAt(sort, 0, FILES);
    expect(new Set(whole).size).toBe(FILES);
    const paged = Array.from({ length: FILES / 50 }, (_, page) => idsAt(sort, page * 50, 50)).flat();
    expect(paged).toEqual(whole);
  });

  it('has what came in meanwhile, and ends where it ends', () => {
    const before = idsAt('newest', 1_200, 50);
    ledger.jobs([{ ...fileOf(FILES + 1), path: 'late.jpg' }]);
    expect(idsAt('newest', 1_201, 50)).toEqual(before);
    expect(idsAt('newest', FILES, 50)).toEqual([1]);
    expect(idsAt('newest', FILES + 50, 50)).toEqual([]);
  });
});
