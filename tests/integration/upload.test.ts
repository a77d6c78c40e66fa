import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDestination, Uploads, UploadStateFolder, type UploadsOptions } from '../../src/engine/upload/uploads';
import { startFaultProxy } from '../helpers/fault-proxy';
import { randomBytes } from '../helpers/random-bytes';
import { BUCKET, hasS3Server, S3_CREDENTIALS, startS3Rig, type S3Rig } from '../helpers/s3-rig';
import { makeSelfSigned } from '../helpers/self-signed';

const MB = 1024 * 1024;
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** RFC 2047, words of base64 only. */
const decoded = (value: string): string => value.split(' ').map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString()).join('');

describe.skipIf(!hasS3Server)('uploads to a real S3 server', () => {
  let rig: S3Rig;
  let home: string;
  const open: Uploads[] = [];
  const never = new AbortController().signal;
  let done: Promise<unknown> = Promise.resolve();
  beforeAll(async () => {
    rig = await startS3Rig();
  }, 240_000);
  afterAll(() => rig?.close());
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'filemill-upload-'));
    await rig.proxy.reset();
  });
  afterEach(() => {
    for (const uploads of open.splice(0)) uploads.close();
    rmSync(home, { recursive: true, force: true });
  });

  const states = (): UploadStateFolder => new UploadStateFolder(join(home, 'uploads'));
  function uploads(settings: Record<string, unknown> = {}, options: UploadsOptions = {}): Uploads {
    const destination = readDestination({ bucket: BUCKET, endpoint: rig.proxy.endpoint, prefix: home.slice(-6), ...settings });
    const opened = Uploads.open(destination, states(), { credentials: S3_CREDENTIALS, ...options });
    open.push(opened);
    return opened;
  }
  function file(name: string, bytes: Uint8Array | string): string {
    const path = join(home, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  }
  const upload = (path: string, settings: Record<string, unknown> = {}, options: UploadsOptions = {}) =>
    uploads(settings, options).uploader.upload({ path, base: home }, never);
  /** Requests of a kind that went through the proxy. */
  const count = (method: string, pattern: RegExp = /./): number => rig.proxy.seen.filter((seen) => seen.method === method && pattern.test(seen.url)).length;

  it('puts a small file with its type and metadata, and proves it', async () => {
    const path = file('sub/Übersicht 2026.csv', 'a,b\n1,2\n');
    const done = await uploads({ metadata: { department: 'Einkauf', city: 'Zürich' }, sourceSystem: 'plant-7' }).uploader.upload({ path, base: home, metadata: { run: '7' } }, never);
    const key = `${home.slice(-6)}/sub/Übersicht 2026.csv`;
    expect(done).toMatchObject({ bucket: BUCKET, key, url: `s3://${BUCKET}/${key}`, size: 8, isNew: true, proof: 'md5', contentType: 'text/csv', sha256: sha256Of(Buffer.from('a,b\n1,2\n')) });
    expect((await rig.bytesOf(key)).toString()).toBe('a,b\n1,2\n');
    const { ContentType, Metadata } = await rig.headOf(key);
    expect(ContentType).toBe('text/csv');
    expect(Metadata).toMatchObject({ 'source-system': 'plant-7', department: 'Einkauf', city: '=?UTF-8?B?WsO8cmljaA==?=', run: '7', sha256: done.sha256 });
    expect(decoded(Metadata?.['original-path'] ?? '')).toBe(path);
    expect(Math.abs(Number(Metadata?.['upload-time']) * 1_000 - Date.now())).toBeLessThan(120_000);
  });

  it('uploads an empty file', async () => {
    const done = await upload(file('empty.txt', ''));
    expect((await rig.headOf(done.key)).ContentLength).toBe(0);
  });

  it('sends a large file in parts', async () => {
    const bytes = randomBytes(40 * MB, 1);
    const done = await upload(file('large.bin', bytes));
    expect(done).toMatchObject({ isNew: true, proof: 'md5', resumedBytes: 0, sha256: sha256Of(bytes) });
    expect(count('PUT', /partNumber=/)).toBe(3);
    expect((await rig.bytesOf(done.key)).equals(bytes)).toBe(true);
    expect(await rig.openUploads()).toBe(0);
    // Nothing is left of what keeps its parts.
    expect(existsSync(join(home, 'uploads')) ? readdirSync(join(home, 'uploads')) : []).toEqual([]);
  });

  it('sends nothing twice that is there', async () => {
    const path = file('same.txt', 'the same');
    await upload(path);
    await rig.proxy.reset();
    expect(await upload(path)).toMatchObject({ isNew: false, proof: 'md5' });
    expect(count('PUT')).toBe(0);
  });

  it('leaves a key alone that has another object', async () => {
    const done = await upload(file('taken.txt', 'one'));
    await expect(upload(file('taken.txt', 'two'))).rejects.toMatchObject({ code: 'upload.taken' });
    expect((await rig.bytesOf(done.key)).toString()).toBe('one');
  });

  it('lets one of two files have a key that both would get', async () => {
    const paths = ['one', 'two'].map((name) => file(`${name}/same.txt`, name));
    const { uploader } = uploads();
    const results = await Promise.allSettled(paths.map((path) => uploader.upload({ path, base: null }, never)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'upload.taken' } });
  });

  it('leaves a key alone that gets another object meanwhile', async () => {
    const path = file('race.txt', 'mine');
    const other = uploads();
    const theirs = mkdtempSync(join(tmpdir(), 'filemill-upload-'));
    writeFileSync(join(theirs, 'race.txt'), 'theirs');
    try {
      await other.uploader.upload({ path: join(theirs, 'race.txt'), base: theirs }, never);
      // The first look comes from before.
      let looks = 0;
      rig.proxy.fault = ({ method }) => (method === 'HEAD' && (looks += 1) === 1 ? { answer: 404 } : method === 'PUT' ? { answer: 412, code: 'PreconditionFailed' } : null);
      await expect(upload(path)).rejects.toMatchObject({ code: 'upload.taken' });
    } finally {
      rmSync(theirs, { recursive: true });
    }
  });

  describe('two machines and one key, on a server that knows no conditions', () => {
    const former = process.env.XDG_RUNTIME_DIR;
    afterEach(() => {
      if (former === undefined) delete process.env.XDG_RUNTIME_DIR;
      else process.env.XDG_RUNTIME_DIR = former;
    });
    /** Locks bind what runs on one machine: here each side has its own. */
    function fromMachine(name: string, content: Uint8Array, options: UploadsOptions = {}) {
      process.env.XDG_RUNTIME_DIR = join(home, `run-${name}`);
      mkdirSync(process.env.XDG_RUNTIME_DIR, { mode: 0o700 });
      const destination = readDestination({ bucket: BUCKET, endpoint: rig.proxy.endpoint, prefix: home.slice(-6) });
      const opened = Uploads.open(destination, new UploadStateFolder(join(home, `uploads-${name}`)), { credentials: S3_CREDENTIALS, ...options });
      open.push(opened);
      return opened.uploader.upload({ path: file(`${name}/same.bin`, content), base: null }, never);
    }
    /** The next one to look whether the key is free looks before the first one was there. */
    const othersLookWasEarly = (): void => {
      let looks = 0;
      rig.proxy.fault = ({ method }) => (method === 'HEAD' && (looks += 1) === 1 ? { answer: 404 } : null);
    };

    it('one that begins when the other is done is refused', async () => {
      await fromMachine('one', Buffer.from('one'));
      await expect(fromMachine('two', Buffer.from('two'))).rejects.toMatchObject({ code: 'upload.taken' });
    });

    it('of two that both found the key free the last one stays, whole: each was there when it was proved', async () => {
      const [fast, slow] = [randomBytes(300_000, 42), randomBytes(400_000, 41)];
      expect(await fromMachine('fast', fast)).toMatchObject({ isNew: true, sha256: sha256Of(fast) });
      othersLookWasEarly();
      const done = await fromMachine('slow', slow);
      expect(done).toMatchObject({ isNew: true, sha256: sha256Of(slow) });
      expect((await rig.bytesOf(done.key)).equals(slow)).toBe(true);
    });

    it('one in parts looks once more before it is put together, and leaves the other’s object alone', async () => {
      const fast = randomBytes(300_000, 44);
      const { key } = await fromMachine('fast', fast);
      othersLookWasEarly();
      await expect(fromMachine('slow', randomBytes(20 * MB, 43))).rejects.toMatchObject({ code: 'upload.taken' });
      expect(rig.proxy.seen.some(({ method, url }) => method === 'PUT' && url.includes('partNumber='))).toBe(true);
      expect((await rig.bytesOf(key)).equals(fast)).toBe(true);
      // Its parts would cost room for ever.
      expect(await rig.openUploads()).toBe(0);
    });
  });

  it('says that the keys are wrong, though an answer to HEAD says nothing', async () => {
    const wrong = uploads({}, { credentials: { ...S3_CREDENTIALS, secretAccessKey: 'wrong-secret-value' } });
    await expect(wrong.uploader.upload({ path: file('a.txt', 'a'), base: null }, never)).rejects.toMatchObject({ code: 'upload.refused', message: 'The server does not accept the credentials.' });
  });

  it('asks for encryption', async () => {
    // No server here encrypts on request; what is asked of it can be seen.
    rig.proxy.fault = ({ method }) => (method === 'PUT' ? { answer: 400, code: 'InvalidArgument' } : null);
    await expect(upload(file('a.txt', 'a'), { encryption: { kind: 's3' } })).rejects.toMatchObject({ code: 'upload.refused' });
    const [put] = rig.proxy.seen.filter(({ method }) => method === 'PUT');
    expect(put?.headers).toMatchObject({ 'x-amz-server-side-encryption': 'AES256', 'if-none-match': '*', 'x-amz-checksum-sha256': createHash('sha256').update('a').digest('base64') });
    rig.proxy.seen = [];
    await expect(upload(file('b.txt', 'b'), { encryption: { kind: 'kms', keyId: 'key-1' } })).rejects.toMatchObject({ code: 'upload.refused' });
    expect(rig.proxy.seen.find(({ method }) => method === 'PUT')?.headers).toMatchObject({ 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': 'key-1' });
  });

  it.each([
    ['refuses', { answer: 403, code: 'AccessDenied' }],
    ['lacks something of', { answer: 501, code: 'NotImplemented' }],
  ])('does not wait for a server that %s a request before it has read it', async (_, fault) => {
    let early = 0;
    rig.proxy.fault = ({ method }) => (method === 'PUT' && (early += 1) === 1 ? { ...fault, isEarly: true } : null);
    const [done] = await Promise.allSettled([upload(file('early.bin', randomBytes(3 * MB, 45)), {}, { limits: { silentMs: 5_000 } })]);
    if (fault.answer === 403) expect(done).toMatchObject({ status: 'rejected', reason: { code: 'upload.refused' } });
    else expect(done).toMatchObject({ status: 'fulfilled', value: { isNew: true } });
    expect(count('PUT')).toBe(fault.answer === 403 ? 1 : 2);
  });

  it('tests a connection and leaves nothing there', async () => {
    const test = await uploads().test(never);
    expect(test).toMatchObject({ isWell: true, error: null, steps: ['write', 'read', 'delete'].map((step) => ({ step, state: 'done', ms: expect.any(Number) as number })) });
    await expect(rig.headOf(test.key)).rejects.toThrow();
    expect([count('PUT'), count('GET'), count('DELETE')]).toEqual([expect.any(Number), 1, 1]);
  });

  it.each([
    ['a wrong secret', {}, { ...S3_CREDENTIALS, secretAccessKey: 'wrong-secret-value' }, 'The server does not accept the credentials.'],
    ['a bucket that is not there', { bucket: 'not-there' }, S3_CREDENTIALS, 'The bucket is not there.'],
  ])('says what is wrong: %s', async (_, settings, credentials, sentence) => {
    const test = await uploads(settings, { credentials }).test(never);
    expect(test.steps).toMatchObject([{ step: 'write', state: 'failed', sentence }, { step: 'read', state: 'notReached' }, { step: 'delete', state: 'notReached' }]);
    expect(JSON.stringify(test)).not.toContain('wrong-secret-value');
  });

  it('deletes what it may write and not read', async () => {
    rig.proxy.fault = ({ method }) => (method === 'GET' ? { answer: 403, code: 'AccessDenied' } : null);
    const test = await uploads().test(never);
    expect(test).toMatchObject({ isWell: false, steps: [{ state: 'done' }, { state: 'failed', sentence: 'The server denies it.' }, { state: 'done' }] });
    await expect(rig.headOf(test.key)).rejects.toThrow();
  });

  it('says that another account’s bucket is denied', async () => {
    await expect(upload(file('a.txt', 'a'), {}, { credentials: { accessKeyId: 'other:other', secretAccessKey: 'other' } })).rejects.toMatchObject({ code: expect.stringMatching(/upload.refused|settings.invalid/) as string });
  });

  it('trusts a certificate authority that is named, and no unknown one', async () => {
    const { key, cert, certPath } = makeSelfSigned(home);
    const secure = await startFaultProxy(Number(new URL(rig.endpoint).port), { key, cert });
    try {
      const path = file('secure.bin', randomBytes(20 * MB, 7));
      await expect(upload(path, { endpoint: secure.endpoint })).rejects.toMatchObject({ code: 'upload.refused', message: 'The server’s certificate is not trusted.' });
      expect(secure.seen).toEqual([]);
      expect(await upload(path, { endpoint: secure.endpoint, certificates: certPath })).toMatchObject({ isNew: true, proof: 'md5' });
      expect(() => uploads({ endpoint: secure.endpoint, certificates: join(home, 'not-there.pem') })).toThrow(expect.objectContaining({ code: 'settings.invalid' }));
    } finally {
      await secure.close();
    }
  });

  it('says where a bucket redirects to, and does not go there', async () => {
    rig.proxy.fault = () => ({ answer: 301, code: 'PermanentRedirect', headers: { location: 'http://127.0.0.1:1/', 'x-amz-bucket-region': 'eu-west-1' } });
    await expect(upload(file('a.txt', 'a'))).rejects.toMatchObject({ code: 'upload.refused', message: 'The bucket lies in the region eu-west-1.' });
  });

  it('reads no endless answer', async () => {
    rig.proxy.fault = ({ method }) => (method === 'PUT' ? { answer: 400, body: `<Error><Code>${'x'.repeat(6 * MB)}</Code></Error>` } : null);
    await expect(upload(file('a.txt', 'a'))).rejects.toMatchObject({ code: 'upload.refused' });
  });

  it('takes keys of 1,024 bytes, and names longer ones', async () => {
    const path = file('k.txt', 'k');
    const prefix = 'p/'.repeat(508);
    const done = await uploads({ prefix: `${prefix}abcd`.slice(0, 1_018) }).uploader.upload({ path, base: null }, never);
    expect(Buffer.byteLength(done.key)).toBe(1_024);
    await expect(uploads({ prefix: 'x'.repeat(1_020) }).uploader.upload({ path, base: null }, never)).rejects.toMatchObject({ code: 'upload.refused', message: expect.stringContaining('1026 bytes') as string });
  });

  it('uploads names of any bytes', async () => {
    const path = join(home, 'line\nfeed \u{1f4c4}.txt');
    writeFileSync(path, 'x');
    const done = await upload(path);
    expect(done.key).toBe(`${home.slice(-6)}/line%0Afeed \u{1f4c4}.txt`);
    expect((await rig.bytesOf(done.key)).toString()).toBe('x');
  });

  it.each([
    ['a link', (path: string) => symlinkSync('/etc/passwd', path), 'file.notRegular'],
    ['a folder', (path: string) => mkdirSync(path), 'file.notRegular'],
    ['nothing', () => undefined, 'file.vanished'],
  ])('uploads no %s', async (_, make, code) => {
    make(join(home, 'x'));
    await expect(upload(join(home, 'x'))).rejects.toMatchObject({ code });
    expect(rig.proxy.seen).toEqual([]);
  });

  it('notices that a file grows while it is uploaded', async () => {
    const path = file('grows.bin', randomBytes(20 * MB, 2));
    rig.proxy.fault = ({ url }) => {
      if (url.includes('partNumber=2')) appendFileSync(path, 'more');
      return null;
    };
    await expect(upload(path)).rejects.toMatchObject({ code: 'file.changed' });
    await expect(rig.headOf(`${home.slice(-6)}/grows.bin`)).rejects.toThrow();
  });

  it('keeps to a rate', async () => {
    const startedAt = performance.now();
    await upload(file('slow.bin', randomBytes(600_000, 3)), {}, { bytesPerSecond: 400_000 });
    expect(performance.now() - startedAt).toBeGreaterThan(1_100);
  });

  it('rests and goes on', async () => {
    const opened = uploads({}, { limits: { silentMs: 3_000 }, bytesPerSecond: MB });
    const path = file('rest.bin', randomBytes(2 * MB, 4));
    let sent = 0;
    const { control } = opened;
    const paused = new Promise<void>((resolve) => {
      const under = opened.uploader.upload({ path, base: home }, never, ({ phase, bytes }) => {
        sent = bytes;
        if (phase !== 'uploading' || control.pauseCount > 0) return;
        control.pause();
        resolve();
      });
      done = under;
    });
    await paused;
    const before = sent;
    // Longer than a try may be silent.
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    expect(sent).toBeLessThanOrEqual(before + MB / 4);
    control.resume();
    expect(await done).toMatchObject({ isNew: true });
  }, 90_000);

  it('is called off, and goes on later', async () => {
    const path = file('later.bin', randomBytes(40 * MB, 5));
    const abort = new AbortController();
    const first = uploads({}, { bytesPerSecond: 20 * MB });
    let sentAll = 0;
    const stopped = first.uploader.upload({ path, base: home }, abort.signal, ({ bytes }) => {
      sentAll = bytes;
      if (count('PUT', /partNumber=/) >= 3 && existsSync(join(home, 'uploads')) && bytes > 30 * MB) abort.abort();
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(sentAll).toBeLessThan(40 * MB);
    const done = await upload(path);
    expect(done.isNew).toBe(true);
    expect(await rig.openUploads()).toBe(0);
  });

  it('lets go of what is not wanted any more', async () => {
    const path = file('unwanted.bin', randomBytes(40 * MB, 6));
    rig.proxy.fault = ({ url }) => (url.includes('partNumber=3') ? { answer: 403, code: 'AccessDenied' } : null);
    const opened = uploads();
    await expect(opened.uploader.upload({ path, base: home }, never)).rejects.toMatchObject({ code: 'upload.refused' });
    expect(await rig.openUploads()).toBe(1);
    await opened.uploader.abandon({ path, base: home }, never);
    expect(await rig.openUploads()).toBe(0);
  });
});
