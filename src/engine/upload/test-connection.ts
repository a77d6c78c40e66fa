import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import type { ConnectionStep } from '../../shared/model/destination';
import { keyBelow } from './object-key';
import { notEncryptedAsAsked, ObjectStore } from './object-store';
import { Requests } from './requests';
import type { UploaderParts } from './uploader';
import { t, words } from '../../shared/words/words';

/** A person waits for it. */
const LIMITS = { tries: 3, outageMs: 2_000, silentMs: 15_000 };
const TRIES_MS = 20_000;

export interface ConnectionTest {
  key: string;
  isWell: boolean;
  /** Written, read and deleted, in this order. */
  steps: ConnectionStep[];
  /** Of the first step that failed. */
  error: ErrorData | null;
}

const DONE: Record<ConnectionStep['step'], string> = {
  write: words('An object of 64 bytes was written.'),
  read: words('It was read back, and is the same.'),
  delete: words('It was deleted.'),
};

/**
 * Writes a small object below the prefix, reads it, and deletes it, also where it can't be read.
 *
 * @throws only the reason of the signal, and what is no failure of the server
 */
export async function testConnection({ client, destination, gate, clock, control }: Pick<UploaderParts, 'client' | 'destination' | 'gate' | 'clock' | 'control'>, signal: AbortSignal): Promise<ConnectionTest> {
  const store = new ObjectStore(client, destination, new Requests(gate, control, LIMITS));
  const key = keyBelow(destination.prefix, [`.filemill-test-${randomUUID()}`]);
  const bytes = randomBytes(64);
  const sha256 = createHash('sha256').update(bytes).digest();
  const facts = { contentType: 'application/octet-stream', metadata: { 'source-system': 'filemill' } };
  const late = AbortSignal.timeout(TRIES_MS);
  const either = AbortSignal.any([signal, late]);
  const steps: ConnectionStep[] = [];
  let error: ErrorData | null = null;
  const take = async (step: ConnectionStep['step'], isPossible: boolean, act: () => Promise<void>): Promise<boolean> => {
    if (!isPossible) {
      steps.push({ step, state: 'notReached', ms: null, sentence: t('Not tried.'), hint: '' });
      return false;
    }
    const startedAt = clock.elapsed();
    const ms = (): number => Math.round(clock.elapsed() - startedAt);
    try {
      await act();
      steps.push({ step, state: 'done', ms: ms(), sentence: t(DONE[step]), hint: '' });
      return true;
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      if (!late.aborted && !(thrown instanceof FilemillError)) throw thrown;
      const why = late.aborted ? new FilemillError('upload.unreachable', t('The S3 server does not answer.'), { hint: t('Check the network and the endpoint.'), cause: thrown }) : thrown;
      const data = toErrorData(why);
      error ??= data;
      steps.push({ step, state: 'failed', ms: ms(), sentence: data.message, hint: data.hint });
      return false;
    }
  };
  const isWritten = await take('write', true, async () => {
    await store.put(key, facts, { size: bytes.length, sha256, open: () => Readable.from([bytes], { objectMode: false }) }, either, () => Promise.resolve(false));
  });
  await take('read', isWritten, async () => {
    const read = await store.read(key, either);
    if (read?.sha256 === sha256.toString('hex')) {
      if (!store.isEncryptedAsAsked(read.encryption)) throw notEncryptedAsAsked();
      return;
    }
    throw new FilemillError('upload.notVerified', t('The server gives back other bytes than it was given.'), { hint: t('Don’t use it.') });
  });
  await take('delete', isWritten, () => store.remove(key, either));
  return { key, isWell: error === null, steps, error };
}
