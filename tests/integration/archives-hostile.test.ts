import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fromNameBytes, toFsPath } from '../../src/base/byte-name';
import { createService } from '../../src/processors/worker-service';
import { workerApi, type Source } from '../../src/shared/contract/worker-api';
import { FilemillError } from '../../src/shared/errors/filemill-error';
import { entryPickSchema, unpackLimitsSchema } from '../../src/shared/model/archive';
import { inArrays } from '../../src/base/unpacked-rows';
import type { HostileCase } from '../helpers/archives/hostile';
import { HOSTILE_OTHERS } from '../helpers/archives/hostile-others';
import { HOSTILE_TARS } from '../helpers/archives/hostile-tars';
import { HOSTILE_ZIPS } from '../helpers/archives/hostile-zips';

const CASES = [...HOSTILE_ZIPS, ...HOSTILE_TARS, ...HOSTILE_OTHERS];
/** No more of a bomb than this comes to lie on the disk. */
const MOST_BYTES = 200 * 1024 * 1024;

const base = mkdtempSync(join(tmpdir(), 'filemill-hostile-'));
/** Of what unpacks; nothing may be left there. */
const scratchDir = join(base, 'scratch');
afterAll(() => rmSync(base, { recursive: true, force: true }));

const service = createService({ progressed: () => undefined, finished: () => undefined });
const call = { signal: new AbortController().signal } as Parameters<(typeof service)['archive.unpack']>[1];
type Unpacked = ReturnType<typeof inArrays>;

/** A folder with the archive, one to unpack to, and one beside it that must stay as it is. */
function sandbox({ file, make }: HostileCase, index: number) {
  const root = join(base, `${index}`);
  const into = join(root, 'into');
  const outside = join(root, 'outside');
  for (const folder of [root, into, outside]) mkdirSync(folder);
  writeFileSync(join(outside, 'victim.txt'), 'untouched');
  writeFileSync(join(root, file), make(outside));
  const stats = statSync(join(root, file), { bigint: true });
  const source: Source = { fileId: 1, root, path: file, size: Number(stats.size), mtimeMs: statSync(join(root, file)).mtimeMs, ino: stats.ino.toString() };
  return { root, into, outside, source };
}

async function optionsFor(source: Source) {
  const { results } = await service['files.recognise']({ sources: [source] }, call);
  const [found] = results;
  if (!found?.ok) throw new Error('not recognised');
  const { mime, kind, sha256 } = found.recognition;
  return { processor: 'archive', mime, kind, sha256, passwords: [] };
}

/** Everything below a folder; what is neither file nor folder is told by its kind. */
function below(folder: string, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(toFsPath(join(folder, prefix)), { encoding: 'buffer' })) {
    const path = `${prefix}${fromNameBytes(name)}`;
    const stats = lstatSync(toFsPath(join(folder, path)));
    if (stats.isDirectory()) for (const [inner, kind] of below(folder, `${path}/`)) found.set(inner, kind);
    else if (!stats.isFile()) found.set(path, 'no file');
    else if (stats.nlink !== 1) found.set(path, 'a hardlink');
    else if ((stats.mode & 0o7000) !== 0) found.set(path, 'special rights');
    else found.set(path, 'file');
  }
  return found;
}

const bytesBelow = (folder: string, files: Iterable<string>): number => [...files].reduce((sum, path) => sum + lstatSync(toFsPath(join(folder, path))).size, 0);

/** What the pipeline does with every archive: it must write nothing but what it takes away again. */
async function expectHarmlessListing(source: Source, scratchDir: string, mayFail: readonly string[]): Promise<void> {
  const { results } = await service['files.read']({ items: [{ source, options: await optionsFor(source) }], scratchDir }, call);
  const [result] = workerApi.calls['files.read'].output.parse({ results }).results;
  if (result?.ok) expect(result.result.report.kind).toBe('archive');
  else expect([...mayFail]).toContain(result?.error.code);
  expect(existsSync(scratchDir) ? [...below(scratchDir).keys()] : []).toEqual([]);
  rmSync(scratchDir, { recursive: true, force: true });
}

/** The preview of the tree that will be written must be true. */
async function expectAsPlanned(source: Source, { limits = {} }: HostileCase, written: Unpacked['written']): Promise<void> {
  const input = { source, options: await optionsFor(source), pick: entryPickSchema.parse({}), limits: unpackLimitsSchema.parse(limits), scratchDir };
  const plan = inArrays(workerApi.calls['archive.plan'].output.parse(await service['archive.plan'](input, call)));
  const planned = new Map(plan.written.map(({ ordinal, relativePath }) => [ordinal, relativePath]));
  for (const { ordinal, relativePath } of written) expect(relativePath).toBe(planned.get(ordinal));
}

describe('hostile archives', () => {
  it('are more than fifty', () => {
    expect(CASES.length).toBeGreaterThan(51);
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  });

  it.each(CASES.map((hostile, index) => [hostile.name, hostile, index] as const))('%s', { timeout: 60_000 }, async (_, hostile, index) => {
    const { root, into, outside, source } = sandbox(hostile, index);
    const beside = readdirSync(root).sort();
    const { harmless = {}, mayFail = [] } = hostile;
    await expectHarmlessListing(source, join(root, 'scratch'), mayFail);
    let outcome: Unpacked | null = null;
    let failure: unknown = null;
    try {
      const input = { source, options: await optionsFor(source), pick: entryPickSchema.parse({}), limits: unpackLimitsSchema.parse(hostile.limits ?? {}), scratchDir, into, layout: 'tree' as const };
      outcome = inArrays(workerApi.calls['archive.unpack'].output.parse(await service['archive.unpack'](input, call)));
    } catch (thrown) {
      failure = thrown;
    }

    expect(readdirSync(root).sort()).toEqual(beside);
    expect(existsSync(scratchDir) ? readdirSync(scratchDir) : []).toEqual([]);
    expect([...below(outside).keys()]).toEqual(['victim.txt']);
    expect(readFileSync(join(outside, 'victim.txt'), 'utf8')).toBe('untouched');
    expect(existsSync('/tmp/evil.txt')).toBe(false);
    const written = below(into);
    expect([...written].filter(([, kind]) => kind !== 'file')).toEqual([]);
    expect(bytesBelow(into, written.keys())).toBeLessThan(MOST_BYTES);

    if (failure !== null) {
      expect(failure).toBeInstanceOf(FilemillError);
      expect(mayFail).toContain((failure as FilemillError).code);
      return;
    }
    await expectAsPlanned(source, hostile, outcome?.written ?? []);
    const told = new Set(outcome?.refused.map(({ code }) => code));
    if (mayFail.length === 0) for (const path of Object.keys(harmless)) expect([...written.keys()], 'harmless entries come out').toContain(path);
    for (const [path, content] of Object.entries(harmless)) if (written.has(path)) expect(readFileSync(join(into, path), 'utf8')).toBe(content);
    for (const code of hostile.refused ?? []) expect([...told]).toContain(code);
    if (hostile.refused?.length === 0) expect([...told].filter((code) => ['traversal', 'absolutePath', 'link', 'special', 'encrypted'].includes(code))).toEqual([]);
    expect(outcome?.refused.every(({ reason }) => /^[A-Z“].+\.$/s.test(reason))).toBe(true);
    expect(outcome?.written.filter(({ type }) => type === 'file').map(({ relativePath }) => relativePath).sort()).toEqual([...written.keys()].sort());
  });
});
