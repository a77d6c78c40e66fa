import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { workerApi, type Source } from '../../shared/contract/worker-api';
import { entryPickSchema, unpackLimitsSchema } from '../../shared/model/archive';
import { inArrays } from '../../base/unpacked-rows';
import { Fixture } from '../kit/fixture.test-kit';
import { makeZip } from '../kit/zip.test-kit';
import { createService } from '../worker-service';

const fixture = new Fixture();
afterAll(() => fixture.remove());

const told: string[] = [];
const service = createService({ progressed: (_, label) => void told.push(label), finished: () => undefined });
const call = { signal: new AbortController().signal } as Parameters<(typeof service)['archive.unpack']>[1];
const options = { processor: 'archive', mime: 'application/zip', kind: 'archive' as const, sha256: '', passwords: [] };
const limits = unpackLimitsSchema.parse({});

const scratchDir = join(fixture.root, 'scratch');

let count = 0;
function request(source: Source, pick: Parameters<typeof entryPickSchema.parse>[0] = {}) {
  count += 1;
  const into = join(fixture.root, `into-${count}`);
  mkdirSync(into);
  return { source, options, pick: entryPickSchema.parse(pick), limits, scratchDir, into, layout: 'tree' as const };
}

describe('calls about archives', () => {
  const content = makeZip({ 'a/one.txt': 'one', 'a/two.txt': 'two', '../up.txt': 'up' });

  it('unpack what is picked, as it was planned, and leave nothing behind', async () => {
    const source = fixture.write('a.zip', content);
    const input = request(source, { include: ['*.txt'], exclude: ['two'] });
    const plan = inArrays(workerApi.calls['archive.plan'].output.parse(await service['archive.plan'](input, call)));
    const { written, refused } = inArrays(workerApi.calls['archive.unpack'].output.parse(await service['archive.unpack'](input, call)));
    expect(written).toMatchObject([{ relativePath: 'a/one.txt', size: 3 }]);
    expect(plan).toEqual({ refused, written: written.map((entry) => ({ ...entry, sha256: null })) });
    expect(refused.map(({ path, code }) => [path, code])).toEqual([['a/two.txt', 'notWanted'], ['../up.txt', 'traversal']]);
    expect(readFileSync(join(input.into, 'a/one.txt'), 'utf8')).toBe('one');
    expect(readdirSync(scratchDir)).toEqual([]);
    expect(told).toContain('File 1 of 1: one.txt');
  });

  it('verify every entry without writing', async () => {
    const whole = fixture.write('whole.zip', content);
    expect(await service['archive.verify']({ source: whole, options, scratchDir }, call)).toEqual({ files: 3, bytes: 8, failures: [] });
    const bytes = Buffer.from(content);
    const at = bytes.indexOf('a/two.txt') + 'a/two.txt'.length;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    const broken = fixture.write('broken.zip', bytes);
    const verified = workerApi.calls['archive.verify'].output.parse(await service['archive.verify']({ source: broken, options, scratchDir }, call));
    expect(verified).toMatchObject({ files: 2, failures: [{ ordinal: 1, path: 'a/two.txt' }] });
  });

  it('notice an archive that is not the one that was seen', async () => {
    const source = fixture.write('changed.zip', content);
    fixture.write('changed.zip', makeZip({ other: 'x' }));
    const input = request(source);
    await expect(service['archive.unpack'](input, call)).rejects.toMatchObject({ code: 'file.changed' });
    expect(readdirSync(input.into)).toEqual([]);
  });

  it('are called off', async () => {
    const controller = new AbortController();
    controller.abort();
    const input = request(fixture.write('off.zip', content));
    await expect(service['archive.unpack'](input, { ...call, signal: controller.signal })).rejects.toMatchObject({ code: 'call.cancelled' });
    expect(existsSync(join(input.into, 'a'))).toBe(false);
  });
});
