import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { FilemillError } from '../../shared/errors/filemill-error';
import { ObjectStore } from './object-store';
import { Requests } from './requests';
import type { UploaderParts } from './uploader';

/** A person waits for it. */
const LIMITS = { outageMs: 5_000, silentMs: 15_000 };
const TRIES_MS = 20_000;

/** Milliseconds that each step took. */
export interface ConnectionTest {
  key: string;
  writeMs: number;
  readMs: number;
  deleteMs: number;
}

/**
 * Writes a small object below the prefix, reads it, and deletes it.
 *
 * @throws FilemillError that says how far it came
 */
export async function testConnection({ client, destination, gate, clock, control }: Pick<UploaderParts, 'client' | 'destination' | 'gate' | 'clock' | 'control'>, signal: AbortSignal): Promise<ConnectionTest> {
  const store = new ObjectStore(client, destination, new Requests(gate, control, LIMITS));
  const key = [...destination.prefix.split('/').filter((part) => part !== ''), `.filemill-test-${randomUUID()}`].join('/');
  const bytes = randomBytes(64);
  const sha256 = createHash('sha256').update(bytes).digest();
  const facts = { contentType: 'application/octet-stream', metadata: { 'source-system': 'filemill' } };
  const late = AbortSignal.timeout(TRIES_MS);
  const either = AbortSignal.any([signal, late]);
  const timed = async (step: string, act: () => Promise<unknown>): Promise<number> => {
    const startedAt = clock.elapsed();
    try {
      await act();
    } catch (error) {
      if (late.aborted && !signal.aborted) throw new FilemillError('upload.unreachable', `The S3 server does not answer (${step}).`, { hint: 'Check the network and the endpoint.', cause: error });
      if (!(error instanceof FilemillError)) throw error;
      throw new FilemillError(error.code, `${error.message} (${step})`, { hint: error.hint, details: error.details, cause: error });
    }
    return Math.round(clock.elapsed() - startedAt);
  };
  const writeMs = await timed('writing', () => store.put(key, facts, { size: bytes.length, sha256, open: () => Readable.from([bytes], { objectMode: false }) }, either, () => Promise.resolve(false)));
  let readMs = 0;
  let unread: { error: unknown } | null = null;
  try {
    readMs = await timed('reading', async () => {
      if ((await store.read(key, either))?.sha256 === sha256.toString('hex')) return;
      throw new FilemillError('upload.notVerified', 'The server gives back other bytes than it was given.', { hint: 'Don’t use it.' });
    });
  } catch (error) {
    unread = { error };
  }
  // Also where it can't be read.
  const deleteMs = await timed('deleting', () => store.remove(key, either));
  if (unread) throw unread.error;
  return { key, writeMs, readMs, deleteMs };
}
