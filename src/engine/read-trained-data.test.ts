import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { Languages } from './languages';
import { readTrainedData } from './read-trained-data';

const folder = mkdtempSync(join(tmpdir(), 'filemill-languages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The head that every trained data has: how many parts, and where each begins. */
function trainedData(withNetwork = true): Buffer {
  const entries = 24;
  const data = Buffer.alloc(4 + entries * 8 + 100, 7);
  data.writeInt32LE(entries, 0);
  for (let entry = 0; entry < entries; entry += 1) data.writeBigInt64LE(-1n, 4 + entry * 8);
  if (withNetwork) data.writeBigInt64LE(BigInt(4 + entries * 8), 4 + 17 * 8);
  return data;
}

function tar(members: Record<string, Buffer>): Buffer {
  const blocks = Object.entries(members).flatMap(([name, data]) => {
    const head = Buffer.alloc(512);
    head.write(name, 0);
    head.write(data.length.toString(8).padStart(11, '0'), 124);
    return [head, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const put = (name: string, bytes: Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

describe('trained data', () => {
  it.each([
    ['as it is', 'xyz.traineddata', trainedData()],
    ['gzipped', 'xyz.traineddata.gz', gzipSync(trainedData())],
    ['in a package', 'data-xyz-1.0.0.tgz', gzipSync(tar({ 'package/package.json': Buffer.from('{}'), 'package/4.0.0/xyz.traineddata.gz': gzipSync(trainedData(false)), 'package/4.0.0_best_int/xyz.traineddata.gz': gzipSync(trainedData()) }))],
  ])('is taken %s', async (_how, name, bytes) => {
    expect(await readTrainedData(put(name, bytes))).toEqual([{ code: 'xyz', data: trainedData() }]);
  });

  it.each([
    ['something else', 'xyz.traineddata', Buffer.from('not trained at all, only text of some length')],
    ['an empty file', 'empty.traineddata', Buffer.alloc(0)],
    ['data for the older engine', 'old.traineddata', trainedData(false)],
    ['data that is cut off', 'cut.traineddata', trainedData().subarray(0, 60)],
    ['a package without any', 'other.tgz', gzipSync(tar({ 'package/package.json': Buffer.from('{}') }))],
    ['a packed file that is cut off', 'cut.traineddata.gz', gzipSync(trainedData()).subarray(0, 30)],
    ['a bad name', '..%2f.traineddata', trainedData()],
  ])('%s is refused with the reason', async (_what, name, bytes) => {
    await expect(readTrainedData(put(name, bytes))).rejects.toMatchObject({ code: 'file.invalid', message: 'This is no trained data for OCR.' });
  });

  it('that was added is listed with its hash, and can be removed', async () => {
    const languages = new Languages(join(folder, 'added'));
    expect(languages.list()).toMatchObject([{ code: 'eng', name: 'English', origin: 'shipped', isKnown: true }]);
    await languages.add(put('deu.traineddata', trainedData()));
    expect(languages.list()).toMatchObject([{ code: 'eng' }, { code: 'deu', name: 'German', origin: 'added', isKnown: false, bytes: trainedData().length }]);
    languages.remove('deu');
    expect(languages.list()).toHaveLength(1);
  });

  it('of the language that ships can be neither replaced nor removed', async () => {
    const languages = new Languages(join(folder, 'shipped'));
    await expect(languages.add(put('eng.traineddata', trainedData()))).rejects.toMatchObject({ code: 'file.invalid' });
    expect(() => languages.remove('eng')).toThrow(/ships/);
  });
});
