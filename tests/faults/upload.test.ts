import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDestination, Uploads, UploadStateFolder, type UploadsOptions } from '../../src/engine/upload/uploads';
import { randomBytes } from '../helpers/random-bytes';
import { BUCKET, hasS3Server, S3_CREDENTIALS, startS3Rig, type S3Rig } from '../helpers/s3-rig';
import { until } from '../helpers/until';

const MB = 1024 * 1024;
const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const isPart = ({ url }: { url: string }): boolean => url.includes('partNumber=');
const isPut = ({ method }: { method: string }): boolean => method === 'PUT';

describe.skipIf(!hasS3Server)('uploads that meet with trouble', () => {
  let rig: S3Rig;
  let home: string;
  let prefix: string;
  const open: Uploads[] = [];
  const never = new AbortController().signal;
  beforeAll(async () => {
    rig = await startS3Rig();
  }, 240_000);
  afterAll(() => rig?.close());
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'filemill-upload-'));
    prefix = home.slice(-6);
    await rig.proxy.reset();
  });
  afterEach(() => {
    for (const uploads of open.splice(0)) uploads.close();
    rmSync(home, { recursive: true, force: true });
  });

  function uploads(options: UploadsOptions = {}): Uploads {
    const destination = readDestination({ bucket: BUCKET, endpoint: rig.proxy.endpoint, prefix });
    const opened = Uploads.open(destination, new UploadStateFolder(join(home, 'uploads')), { credentials: S3_CREDENTIALS, ...options });
    open.push(opened);
    return opened;
  }
  function file(name: string, bytes: Uint8Array): string {
    writeFileSync(join(home, name), bytes);
    return join(home, name);
  }
  const upload = (path: string, options: UploadsOptions = {}) => uploads(options).uploader.upload({ path, base: home }, never);
  /** Hits the first so many requests of a kind. */
  function first(times: number, holds: (seen: { method: string; url: string }) => boolean, fault: ReturnType<S3Rig['proxy']['fault']>): void {
    let left = times;
    rig.proxy.fault = (seen) => (holds(seen) && (left -= 1) >= 0 ? fault : null);
  }

  it('sends a part again whose connection breaks', async () => {
    const bytes = randomBytes(40 * MB, 11);
    first(2, isPart, { reset: 5 * MB });
    const done = await upload(file('reset.bin', bytes));
    expect(done).toMatchObject({ isNew: true, proof: 'md5' });
    expect((await rig.bytesOf(done.key)).equals(bytes)).toBe(true);
    expect(rig.proxy.seen.filter(isPart).length).toBeGreaterThan(3);
  }, 120_000);

  it('has patience when it is asked for it', async () => {
    first(3, isPut, { answer: 503, code: 'SlowDown' });
    const startedAt = performance.now();
    await upload(file('slow-down.txt', randomBytes(100, 12)));
    // Half a second, one, two.
    expect(performance.now() - startedAt).toBeGreaterThan(3_400);
  });

  it.each([100, 20 * MB])('puts %i bytes once when an answer is lost', async (size) => {
    const bytes = randomBytes(size, 13);
    first(1, ({ method, url }) => method === (size > MB ? 'POST' : 'PUT') && (size <= MB || url.includes('uploadId=')), 'loseAnswer');
    const done = await upload(file('lost.bin', bytes));
    expect((await rig.bytesOf(done.key)).equals(bytes)).toBe(true);
  });

  it('lets nothing else arrive than was sent', async () => {
    first(1, isPut, 'corrupt');
    const bytes = randomBytes(1_000, 14);
    const done = await upload(file('bent.bin', bytes));
    expect((await rig.bytesOf(done.key)).equals(bytes)).toBe(true);
    rig.proxy.fault = (seen) => (isPut(seen) ? 'corrupt' : null);
    await expect(upload(file('always-bent.bin', bytes))).rejects.toMatchObject({ code: 'upload.notVerified' });
    await expect(rig.headOf(`${prefix}/always-bent.bin`)).rejects.toThrow();
  });

  it('reads the object back when the server’s checksum is another one', async () => {
    rig.proxy.fault = ({ method }) => (method === 'HEAD' ? { headers: { etag: `"${'0'.repeat(32)}"` } } : null);
    expect(await upload(file('etag.bin', randomBytes(1_000, 15)))).toMatchObject({ proof: 'readBack' });
  });

  it('does not call uploaded what the server has in another size', async () => {
    let puts = 0;
    rig.proxy.fault = ({ method }) => {
      if (method === 'PUT') puts += 1;
      return method === 'HEAD' && puts > 0 ? { headers: { 'content-length': '999' } } : null;
    };
    await expect(upload(file('size.bin', randomBytes(1_000, 16)))).rejects.toMatchObject({ code: 'upload.notVerified' });
    expect(existsSync(join(home, 'size.bin'))).toBe(true);
  });

  it.each([3_600_000, -3_600_000])('finds out by how much the clock is wrong (%i ms)', async (offsetMs) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offsetMs });
    try {
      expect(await upload(file('clock.txt', randomBytes(50, 17)))).toMatchObject({ proof: 'md5' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('waits while the endpoint is down, with few requests, and goes on by itself', async () => {
    const bytes = randomBytes(40 * MB, 18);
    const paths = [file('down.bin', bytes), ...Array.from({ length: 8 }, (_, index) => file(`small-${index}.bin`, randomBytes(100, index)))];
    const opened = uploads();
    // Answers, but always so: what comes can be counted.
    let isDown = false;
    rig.proxy.fault = (seen) => {
      if (isPart(seen)) isDown = true;
      return isDown ? { answer: 503, code: 'ServiceUnavailable' } : null;
    };
    const all = Promise.all(paths.map((path) => opened.uploader.upload({ path, base: home }, never)));
    all.catch(() => undefined);
    await until(() => isDown, { what: 'a part', withinMs: 25_000 });
    const before = rig.proxy.seen.length;
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    expect(rig.proxy.seen.length - before).toBeLessThan(60);
    await rig.proxy.down();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await rig.proxy.reset();
    for (const done of await all) expect(done).toMatchObject({ proof: 'md5' });
  }, 180_000);

  it('gives up at last, and goes on when it is asked again', async () => {
    const path = file('outage.bin', randomBytes(40 * MB, 19));
    rig.proxy.fault = (seen) => (isPart(seen) && seen.url.includes('partNumber=3') ? { reset: 1 } : null);
    // Hours pass in no time, once the other parts that go with it are there.
    const hasPart = (number: number): boolean => rig.proxy.seen.some(({ url, status }) => url.includes(`partNumber=${number}&`) && status === 200);
    let passed = 0;
    const pause = async (ms: number): Promise<void> => {
      await until(() => hasPart(1) && hasPart(2), { what: 'the parts before it', withinMs: 60_000, everyMs: 5 });
      passed += ms;
    };
    const clock = { elapsed: () => performance.now() + passed, now: () => Date.now(), pause, random: () => 0 };
    await expect(upload(path, { clock })).rejects.toMatchObject({ code: 'upload.unreachable' });
    await rig.proxy.reset();
    const done = await upload(path);
    expect(done.resumedBytes).toBeGreaterThanOrEqual(16 * MB);
    expect(rig.proxy.seen.filter(isPart).length).toBeLessThan(3);
    expect((await rig.bytesOf(done.key)).length).toBe(40 * MB);
  }, 120_000);

  it('tries again where the server says nothing', async () => {
    first(1, isPut, 'silence');
    expect(await upload(file('silent.txt', randomBytes(50, 20)), { limits: { silentMs: 1_000 } })).toMatchObject({ isNew: true });
  });

  it.skipIf(!existsSync(cli))('goes on where a program was killed, and takes the file away only then', async () => {
    const bytes = randomBytes(80 * MB, 21);
    const path = file('killed.bin', bytes);
    const data = join(home, 'data');
    const env = { ...process.env, AWS_ACCESS_KEY_ID: S3_CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: S3_CREDENTIALS.secretAccessKey };
    const argv = [cli, 'upload', path, '--bucket', BUCKET, '--endpoint', rig.proxy.endpoint, '--prefix', prefix, '--delete-after', '--json', '--data', data];
    const killed = spawn(process.execPath, [...argv, '--limit', '30M'], { env, stdio: 'ignore' });
    const gone = new Promise((resolve) => killed.once('exit', resolve));
    const partsKept = (): number => (existsSync(join(data, 'uploads')) ? readdirSync(join(data, 'uploads')).filter((name) => name.endsWith('.jsonl')).reduce((sum, name) => sum + readFileSync(join(data, 'uploads', name), 'utf8').split('\n').length - 2, 0) : 0);
    await until(() => partsKept() >= 2, { what: 'two parts', withinMs: 60_000, everyMs: 5 });
    killed.kill('SIGKILL');
    await gone;
    expect(existsSync(path)).toBe(true);
    await expect(rig.headOf(`${prefix}/killed.bin`)).rejects.toThrow();
    rig.proxy.seen = [];
    const again = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let notes = '';
    again.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
    again.stderr.on('data', (piece: Buffer) => (notes += piece.toString()));
    const code = await new Promise((resolve) => again.once('close', resolve));
    expect(code, notes).toBe(0);
    const line = JSON.parse(said) as { resumedBytes: number; kept: string; sha256: string };
    expect(line).toMatchObject({ type: 'upload', path, isNew: true, proof: 'md5', sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(line.resumedBytes).toBeGreaterThanOrEqual(32 * MB);
    expect(rig.proxy.seen.filter(isPart).length).toBeLessThanOrEqual(3);
    expect((await rig.bytesOf(`${prefix}/killed.bin`)).equals(bytes)).toBe(true);
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(line.kept).equals(bytes)).toBe(true);
    expect(readdirSync(join(data, 'uploads'))).toEqual([]);
    // Nothing of the secret is in what it said or left.
    expect(said + notes).not.toContain(S3_CREDENTIALS.secretAccessKey);
  }, 180_000);
});
