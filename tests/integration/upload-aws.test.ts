import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Bandwidth } from '../../src/engine/upload/bandwidth';
import { connectS3 } from '../../src/engine/upload/connect-s3';
import { readDestination } from '../../src/engine/upload/destination';
import { EndpointGate } from '../../src/engine/upload/endpoint-gate';
import { ObjectStore } from '../../src/engine/upload/object-store';
import { Requests } from '../../src/engine/upload/requests';
import { RunControl } from '../../src/engine/upload/run-control';
import { takeBackObject } from '../../src/engine/upload/take-back-object';
import { systemClock } from '../../src/engine/upload/upload-clock';
import { UploadStateFolder } from '../../src/engine/upload/upload-state-folder';
import { Uploader } from '../../src/engine/upload/uploader';
import { randomBytes } from '../helpers/random-bytes';
import { startStrictBucket, type StrictBucket } from '../helpers/strict-bucket';

const MB = 1024 * 1024;
const KEYS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
const never = new AbortController().signal;

let bucket: StrictBucket;
let home: string;
beforeEach(async () => {
  bucket = await startStrictBucket();
  home = mkdtempSync(join(tmpdir(), 'filemill-aws-'));
});
afterEach(async () => {
  await bucket.close();
  rmSync(home, { recursive: true });
});

/** Amazon's own way, but for where its requests go. */
function amazon(more: Record<string, unknown> = {}, lockFolder = 'locks'): { uploader: Uploader; store: ObjectStore } {
  const destination = readDestination({ bucket: 'strict', endpoint: 'https://s3.eu-west-1.amazonaws.com', pathStyle: true, region: 'eu-west-1', ...more });
  const client = connectS3({ ...destination, endpoint: bucket.endpoint }, KEYS);
  const parts = { client, destination, gate: new EndpointGate(systemClock), control: new RunControl(), clock: systemClock };
  const states = new UploadStateFolder(join(home, 'uploads'));
  const uploader = new Uploader({ ...parts, states, bandwidth: new Bandwidth(null, systemClock), lockFolder: join(home, lockFolder) });
  return { uploader, store: new ObjectStore(client, destination, new Requests(parts.gate, parts.control)) };
}
function file(name: string, bytes: Uint8Array): string {
  writeFileSync(join(home, name), bytes);
  return join(home, name);
}
const base64 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

it('sends a checksum with each part and with the whole, and is proved by the server’s own', async () => {
  const bytes = randomBytes(40 * MB, 51);
  const { uploader } = amazon({ encryption: { kind: 'kms', keyId: 'arn:aws:kms:eu-west-1:1:key/k' } });
  const done = await uploader.upload({ path: file('a.bin', bytes), base: null }, never);
  expect(done).toMatchObject({ proof: 'sha256', isNew: true, versionId: expect.any(String) as string });
  expect(bucket.objects.get('a.bin')?.body.equals(bytes)).toBe(true);
  const parts = bucket.recorded.filter(({ query }) => query.has('partNumber'));
  expect(parts.map(({ headers, body }) => headers['x-amz-checksum-sha256'] === base64(body))).toEqual([true, true, true]);
  const begun = bucket.recorded.find(({ query }) => query.has('uploads'));
  expect(begun?.headers).toMatchObject({ 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:eu-west-1:1:key/k', 'x-amz-checksum-algorithm': 'SHA256' });
  expect(bucket.recorded.find(({ method, query }) => method === 'POST' && query.has('uploadId'))?.headers['if-none-match']).toBe('*');
});

it('asks for SSE-S3 where that is wanted', async () => {
  const { uploader } = amazon({ encryption: { kind: 's3' } });
  expect(await uploader.upload({ path: file('small.txt', Buffer.from('small')), base: null }, never)).toMatchObject({ proof: 'sha256' });
  const put = bucket.recorded.find(({ method }) => method === 'PUT');
  expect(put?.headers).toMatchObject({ 'x-amz-server-side-encryption': 'AES256', 'if-none-match': '*', 'x-amz-checksum-sha256': base64(Buffer.from('small')) });
});

it.each([{ kind: 's3' }, { kind: 'kms', keyId: null }] as const)('does not call uploaded what was to be encrypted and is not: $kind', async (encryption) => {
  bucket.isPlain = true;
  const { uploader } = amazon({ encryption });
  await expect(uploader.upload({ path: file('secret.txt', Buffer.from('secret')), base: null }, never)).rejects.toMatchObject({ code: 'upload.notVerified', message: 'The server has not encrypted the object as it was asked to.' });
});

it('lets the server decide which of two programs has a key', async () => {
  const theirs = amazon({}, 'other-locks').uploader;
  const mine = amazon().uploader;
  const [one, other] = ['one.txt', 'other.txt'].map((name) => file(name, Buffer.from(name)));
  // Each has looked and found nothing, and locks of other machines say nothing here.
  const results = await Promise.allSettled([mine.upload({ path: one ?? '', base: null, key: 'same' }, never), theirs.upload({ path: other ?? '', base: null, key: 'same' }, never)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'upload.taken' } });
});

it('takes back the version that it has put there, and no other', async () => {
  const { uploader, store } = amazon();
  const { key, sha256, size, etag, versionId } = await uploader.upload({ path: file('v.txt', Buffer.from('one')), base: null }, never);
  const object = { key, sha256, size, etag, versionId };
  bucket.isLocked = true;
  await expect(takeBackObject(store, object, never)).rejects.toMatchObject({ code: 'upload.refused', hint: expect.stringContaining('object lock') as string });
  expect(bucket.objects.has(key)).toBe(true);
  bucket.isLocked = false;
  expect(await takeBackObject(store, object, never)).toBe(true);
  expect(bucket.recorded.findLast(({ method }) => method === 'DELETE')?.query.get('versionId')).toBe(versionId);
  expect(bucket.objects.has(key)).toBe(false);
  expect(await takeBackObject(store, object, never)).toBe(false);
});
