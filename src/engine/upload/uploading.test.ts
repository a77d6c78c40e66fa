import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Bandwidth } from './bandwidth';
import { proofIn } from './content-proof';
import { explainS3Error } from './explain-s3-error';
import { partBytesFor, partRanges } from './part-plan';
import { UploadStateFolder } from './upload-state-folder';

const GB = 1024 ** 3;
const $metadata = {};

it.each([0, 1, 16 * 1024 ** 2, 16 * 1024 ** 2 + 1, GB, 100 * GB, 5 * 1024 * GB])('cuts %i bytes into parts that servers take', (size) => {
  const partBytes = partBytesFor(size);
  if (partBytes === null) return expect(size).toBeLessThanOrEqual(16 * 1024 ** 2);
  const ranges = partRanges(size, partBytes);
  expect(ranges.length).toBeLessThanOrEqual(1_024);
  expect(partBytes).toBeLessThanOrEqual(5 * GB);
  expect(ranges.at(-1)?.to).toBe(size);
  expect(ranges.every(({ from, to }, index) => from === (ranges[index - 1]?.to ?? 0) && (to - from === partBytes || index === ranges.length - 1))).toBe(true);
});

it('takes no more than 5 TiB', () => expect(() => partBytesFor(5 * 1024 * GB + 1)).toThrow(expect.objectContaining({ code: 'file.tooLarge' })));

const sums = ['one', 'two'].map((text) => ({ sha256: createHash('sha256').update(text).digest(), md5: createHash('md5').update(text).digest() }));
it('knows proofs from what proves nothing', () => {
  const [one] = sums;
  const md5 = one?.md5.toString('hex');
  const parts = createHash('md5').update(Buffer.concat(sums.map((sum) => sum.md5))).digest('hex');
  const sha = createHash('sha256').update(Buffer.concat(sums.map((sum) => sum.sha256))).digest('base64');
  expect(proofIn({ $metadata, ChecksumSHA256: one?.sha256.toString('base64') }, sums.slice(0, 1), false)).toBe('sha256');
  expect(proofIn({ $metadata, ChecksumSHA256: `${sha}-2` }, sums, true)).toBe('sha256');
  expect(proofIn({ $metadata, ETag: `"${md5}"` }, sums.slice(0, 1), false)).toBe('md5');
  expect(proofIn({ $metadata, ETag: `W/"${parts}-2"` }, sums, true)).toBe('md5');
  expect(proofIn({ $metadata, ETag: `"${parts}-3"` }, sums, true)).toBeNull();
  expect(proofIn({ $metadata, ETag: '"opaque"' }, sums.slice(0, 1), false)).toBeNull();
  expect(proofIn({ $metadata }, sums, true)).toBeNull();
  expect(proofIn({ $metadata, ETag: `"${md5}"` }, sums.slice(0, 1).map((sum) => ({ ...sum, md5: null })), false)).toBeNull();
});

it('keeps what is under way, also when its last line is torn', () => {
  const folder = mkdtempSync(join(tmpdir(), 'filemill-states-'));
  try {
    const states = new UploadStateFolder(join(folder, 'uploads'));
    const head = { uploadId: 'u', key: 'k', sha256: 'ab', size: 3, partBytes: 1, startedAt: 0 };
    expect(states.load('x')).toBeNull();
    states.begin('x', head);
    states.addPart('x', { number: 2, etag: '"b"' });
    appendFileSync(join(folder, 'uploads', 'x.jsonl'), '{"number":3,"et');
    expect(states.load('x')).toEqual({ head, parts: [{ number: 2, etag: '"b"' }] });
    expect(statSync(join(folder, 'uploads', 'x.jsonl')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'uploads', 'x.jsonl'), 'utf8')).toContain('"uploadId":"u"');
    states.end('x');
    expect(states.load('x')).toBeNull();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('shares a rate among all', async () => {
  let at = 0;
  const waits: number[] = [];
  const bandwidth = new Bandwidth(1_000, { elapsed: () => at, pause: (ms) => Promise.resolve(void waits.push(ms)) });
  const signal = new AbortController().signal;
  await bandwidth.take(500, signal);
  await bandwidth.take(500, signal);
  expect(waits).toEqual([250, 750]);
  at = 10_000;
  bandwidth.setLimit(null);
  await bandwidth.take(1e9, signal);
  expect(waits).toHaveLength(2);
});

it.each([
  [{ name: 'SlowDown' }, 'transient'],
  [{ name: 'Error', code: 'ECONNRESET' }, 'transient'],
  [{ name: 'Error', cause: Object.assign(new Error('x'), { code: 'EPIPE' }) }, 'transient'],
  [{ name: 'X', $metadata: { httpStatusCode: 500 } }, 'transient'],
  [{ name: 'RequestTimeTooSkewed', $metadata: { httpStatusCode: 403 } }, 'clock'],
  [{ name: 'BadDigest', $metadata: { httpStatusCode: 400 } }, 'damaged'],
  [{ name: 'X', $metadata: { httpStatusCode: 412 } }, 'taken'],
  [{ name: 'NoSuchUpload', $metadata: { httpStatusCode: 404 } }, 'noUpload'],
  [{ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } }, 'denied'],
  [{ name: 'SignatureDoesNotMatch', $metadata: { httpStatusCode: 403 } }, 'final'],
  [{ name: 'Error', code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'final'],
] as const)('reads %j as %s', (facts, kind) => {
  const { cause, ...rest } = { cause: undefined, ...facts };
  const failure = explainS3Error(Object.assign(new Error('secret words of the server', { cause }), rest));
  expect(failure.kind).toBe(kind);
  if ('error' in failure) expect(JSON.stringify(failure.error.toData())).not.toContain('secret words');
});

it('lets a mistake be a mistake', () => expect(() => explainS3Error(new TypeError('x is not a function'))).toThrow(TypeError));
