import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unpack } from '../../src/processors/archive/unpack/unpack';
import { FakeArchive } from '../../src/processors/archive/unpack/fake-archive.test-kit';
import { entryPickSchema, unpackLimitsSchema } from '../../src/shared/model/archive';
import { mountTmpfs, unmountAll, whyNoMounts } from '../helpers/tmpfs';

const base = mkdtempSync(join(tmpdir(), 'filemill-full-'));
afterAll(() => {
  unmountAll();
  rmSync(base, { recursive: true, force: true });
});

describe.skipIf(whyNoMounts() !== null)('a disk that gets full while an archive is unpacked', () => {
  const pieces = Array.from({ length: 8 }, () => randomBytes(1_000_000));

  it.each([
    ['is told before anything is written, when the archive says how much it is', pieces.length * 1_000_000, 0],
    ['is told on the way, when it does not; nothing half stays', null, 1],
  ])('%s', async (_, size, mostFiles) => {
    const disk = mkdtempSync(join(base, 'disk-'));
    mountTmpfs(disk, 5);
    const into = join(disk, 'into');
    mkdirSync(into);
    const archive = new FakeArchive([{ path: 'small', pieces: ['x'] }, { path: 'large', pieces, size }]);
    const request = { pick: entryPickSchema.parse({}), limits: unpackLimitsSchema.parse({}), into, layout: 'tree' as const, archiveBytes: 1e9, writeThread: null };
    const context = { signal: new AbortController().signal, passwords: [], maxEntries: 100, scratchDir: base, progress: () => undefined };
    await expect(unpack(archive, request, context)).rejects.toMatchObject({ code: 'disk.full' });
    expect(readdirSync(into).length).toBeLessThanOrEqual(mostFiles);
    expect(readdirSync(into)).not.toContain('large');
  });
});
