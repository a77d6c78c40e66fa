import { hash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RowPacker } from '../../../base/packed-rows';
import type { PackedEntry } from '../../../shared/model/packing';
import { Fixture } from '../../kit/fixture.test-kit';
import { OpenFile } from '../../kit/open-file';
import { makeZip } from '../../kit/zip.test-kit';
import { verifyArchive } from './verify-archive';

let fixture: Fixture;
beforeEach(() => (fixture = new Fixture()));
afterEach(() => fixture.remove());

const packed = (name: string, content: string): PackedEntry => ({ name, size: content.length, sha256: hash('sha256', content) });

async function verify(archive: Buffer, entries: PackedEntry[]): Promise<string[]> {
  const told: string[] = [];
  const file = OpenFile.open(fixture.write('a.zip', archive));
  try {
    await verifyArchive(file, RowPacker.of(entries).packed(), fixture.context, (name, bytes) => told.push(`${name} ${bytes}`));
  } finally {
    file.close();
  }
  return told;
}

describe('an archive that was written', () => {
  const archive = (): Buffer => makeZip({ 'a.txt': 'one', 'b/c.txt': 'three' });

  it('holds what went in', async () => {
    expect(await verify(archive(), [packed('b/c.txt', 'three'), packed('a.txt', 'one')])).toEqual(['a.txt 3', 'b/c.txt 8']);
  });

  it.each<[string, PackedEntry[], string]>([
    ['other bytes', [packed('a.txt', 'two'), packed('b/c.txt', 'three')], 'a.txt has other bytes'],
    ['a file less', [packed('a.txt', 'one'), packed('b/c.txt', 'three'), packed('d', '')], 'd is not in it'],
    ['a file more', [packed('a.txt', 'one')], 'b/c.txt was not to be in it'],
    ['another size', [{ ...packed('a.txt', 'one'), size: 4 }, packed('b/c.txt', 'three')], 'a.txt has other bytes'],
    ['a file for a folder', [{ name: 'a.txt', size: 0, sha256: null }, packed('b/c.txt', 'three')], 'a.txt is of another kind'],
  ])('does not count with %s', async (_what, entries, message) => {
    await expect(verify(archive(), entries)).rejects.toMatchObject({ code: 'archive.notVerified', message: expect.stringContaining(message) });
  });

  it('does not count when it is damaged anywhere', async () => {
    const entries = [packed('a.txt', 'one'), packed('b/c.txt', 'three')];
    const whole = archive();
    for (const at of [0, 15, 31, 34, whole.length - 22, whole.length - 12, whole.length - 6]) {
      const broken = Buffer.from(whole);
      broken[Math.max(0, at)] = (broken[Math.max(0, at)] ?? 0) ^ 0xff;
      await expect(verify(broken, entries), `byte ${at}`).rejects.toMatchObject({ code: 'archive.notVerified' });
    }
    for (const length of [0, 10, whole.length - 1]) {
      await expect(verify(whole.subarray(0, length), entries), `${length} bytes`).rejects.toMatchObject({ code: 'archive.notVerified' });
    }
  });
});
