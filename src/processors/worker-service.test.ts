import { afterAll, describe, expect, it } from 'vitest';
import { existsSync } from 'node:fs';
import { workerApi, type Source } from '../shared/contract/worker-api';
import { Fixture } from './kit/fixture.test-kit';
import { createService, type ServiceEvents } from './worker-service';

const fixture = new Fixture();
afterAll(() => fixture.remove());

const progressed: unknown[] = [];
let finished = 0;
const events: ServiceEvents = { progressed: (...event) => void progressed.push(event), finished: () => void (finished += 1) };
const service = createService(events);
const context = fixture.context;

const numbered = (path: string, content: string | Uint8Array, fileId: number): Source => ({ ...fixture.write(path, content), fileId });

describe('the service of a worker', () => {
  it('answers each file for itself', async () => {
    const sources = [numbered('a.txt', 'hello', 1), { ...numbered('b.txt', 'x', 2), path: 'gone.txt' }, numbered('c.json', '{', 3)];
    const output = await service['files.recognise']({ sources }, context);
    expect(workerApi.calls['files.recognise'].output.parse(output).results).toMatchObject([
      { fileId: 1, ok: true, recognition: { mime: 'text/plain' } },
      { fileId: 2, ok: false, error: { code: 'file.vanished' } },
      { fileId: 3, ok: true, recognition: { mime: 'application/json', kind: 'data' } },
    ]);
    expect(finished).toBe(1);
  });

  it('reads what it recognised', async () => {
    const sources = [numbered('r.txt', 'some words', 1), numbered('r.json', '[1,]', 2)];
    const recognised = await service['files.recognise']({ sources }, context);
    const items = recognised.results.map((result, index) => {
      if (!result.ok) throw new Error(result.error.message);
      const { kind, mime, sha256 } = result.recognition;
      return { source: sources[index] as Source, options: { processor: index === 0 ? 'text' : 'data', mime, kind, sha256, passwords: [] } };
    });
    const output = await service['files.read']({ items, scratchDir: fixture.scratchDir }, context);
    expect(workerApi.calls['files.read'].output.parse(output).results).toMatchObject([
      { fileId: 1, ok: true, result: { processor: 'text', text: 'some words', report: { wordCount: 2 } } },
      { fileId: 2, ok: true, result: { processor: 'data', report: { valid: false } } },
    ]);
    const changed = items.map(({ source, options }) => ({ source, options: { ...options, sha256: '0'.repeat(64) } }));
    const again = await service['files.read']({ items: changed, scratchDir: fixture.scratchDir }, context);
    expect(again.results[0]).toMatchObject({ ok: false, error: { code: 'file.changed' } });
  });

  const readOne = async (path: string, content: string | Uint8Array, processor?: string) => {
    const source = numbered(path, content, 7);
    const { results } = await service['files.recognise']({ sources: [source] }, context);
    const [found] = results;
    if (!found?.ok) throw new Error('not recognised');
    const { kind, mime, sha256 } = found.recognition;
    const options = { processor: processor ?? kind, mime, kind, sha256, passwords: [] };
    const output = await service['files.read']({ items: [{ source, options }], scratchDir: fixture.scratchDir }, context);
    return output.results[0];
  };

  it('falls back to a simpler reader and says why', async () => {
    const psd = Buffer.concat([Buffer.from('8BPS\0\x01'), Buffer.alloc(100)]);
    expect(await readOne('layers.psd', psd, 'image')).toMatchObject({
      ok: true,
      result: {
        processor: 'other',
        report: { kind: 'other', description: 'Photoshop picture' },
        warnings: ["Pictures of this kind can't be shown yet."],
      },
    });
  });

  it("does not fall back from a file's own fault", async () => {
    expect(await readOne('broken.pdf', '%PDF-1.4\n', 'pdf')).toMatchObject({ ok: false, error: { code: 'file.damaged', cause: 'damaged' } });
    const locked = Buffer.alloc(2048);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(locked);
    locked.writeUInt16LE(9, 30);
    locked.writeUInt32LE(1, 48);
    locked.write('EncryptedPackage', 1024, 'utf16le');
    locked.writeUInt16LE(34, 1088);
    expect(await readOne('locked.xlsx', locked, 'data')).toMatchObject({ ok: false, error: { code: 'file.needsPassword' } });
  });

  it('describes anything else', async () => {
    expect(await readOne('a.zip', Buffer.from('PK\x05\x06' + '\0'.repeat(18)), 'other')).toMatchObject({
      result: { report: { kind: 'other', description: 'ZIP archive', headHex: expect.stringMatching(/^504b0506/) } },
    });
    expect(await readOne('empty', '', 'other')).toMatchObject({ result: { report: { description: 'Empty file', headHex: '' } } });
  });

  it('has no picture of a text', async () => {
    const source = numbered('p.txt', 'x', 9);
    const options = { processor: 'text', mime: 'text/plain', kind: 'text', sha256: '', passwords: [] as string[] } as const;
    const call = { source, options, page: 1, maxSidePixels: 1000, scratchDir: fixture.scratchDir };
    await expect(service['file.render'](call, context)).rejects.toMatchObject({ code: 'artifact.none' });
  });

  it('stops when it is cancelled, and writes nothing', async () => {
    const abort = new AbortController();
    abort.abort();
    const scratchDir = `${fixture.scratchDir}-unused`;
    const call = { items: [{ source: numbered('q.txt', 'x', 1), options: { processor: 'text', mime: 'text/plain', kind: 'text', sha256: '', passwords: [] as string[] } as const }], scratchDir };
    await expect(service['files.read'](call, { signal: abort.signal })).rejects.toMatchObject({ code: 'call.cancelled' });
    expect(existsSync(scratchDir)).toBe(false);
  });
});
