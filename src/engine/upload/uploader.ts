import { createHash } from 'node:crypto';
import type { HeadObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { FileVersion } from '../actions/file-version';
import type { Bandwidth } from './bandwidth';
import { bareEtag, proofIn, type PartSums, type Proof } from './content-proof';
import { contentTypeOf } from './content-type';
import { isAws, type Destination } from './destination';
import type { EndpointGate } from './endpoint-gate';
import { lockKey } from './key-lock';
import { objectKey } from './object-key';
import { objectMetadata } from './object-metadata';
import { notEncryptedAsAsked, ObjectStore, type ObjectFacts, type Payload } from './object-store';
import { partBytesFor, partRanges, type PartRange } from './part-plan';
import { Requests, type RequestLimits } from './requests';
import type { RunControl } from './run-control';
import { changed, SourceFile } from './source-file';
import type { UploadClock } from './upload-clock';
import { uploadId, type UploadedPart, type UploadHead, type UploadStates } from './upload-states';
import { t } from '../../shared/words/words';

const PARTS_AT_ONCE = 4;

export interface UploaderParts {
  client: S3Client;
  destination: Destination;
  states: UploadStates;
  /** The same for all uploads to one endpoint. */
  gate: EndpointGate;
  /** The same for all uploads. */
  bandwidth: Bandwidth;
  control: RunControl;
  clock: UploadClock;
  limits?: Partial<RequestLimits>;
  /** Folder for locks, where the system has none for the user alone; absolute. */
  lockFolder: string;
}

export interface UploadRequest {
  /** Absolute. */
  path: string;
  /** Absolute folder that the key is counted from; null for the bare name. */
  base: string | null;
  /** The whole key, where it comes from elsewhere. */
  key?: string;
  /** In hexadecimal, where it is known; the file must still have it. */
  sha256?: string;
  /** Where it is known by the bytes. */
  contentType?: string;
  /** Besides those of the destination. */
  metadata?: Readonly<Record<string, string>>;
}

export interface UploadProgress {
  phase: 'hashing' | 'uploading' | 'verifying';
  /** Of the file. */
  bytes: number;
  size: number;
}

export interface Uploaded {
  bucket: string;
  key: string;
  url: string;
  size: number;
  sha256: string;
  contentType: string;
  /** False where the object was there already, with these very bytes. */
  isNew: boolean;
  /** Bytes that an earlier run had sent. */
  resumedBytes: number;
  proof: Proof;
  /** As the server tells it; null where it does not. */
  etag: string | null;
  /** Where the bucket keeps versions. */
  versionId: string | null;
  /** The file that all this is true of. */
  version: FileVersion;
}

/**
 * Uploads files to one destination. An object counts as uploaded once the server's checksum of it, or its bytes read back, are
 * those of the file; a key that has another object is left alone.
 */
export class Uploader {
  private readonly store: ObjectStore;
  private readonly busy = new Map<string, Promise<void>>();

  constructor(private readonly parts: UploaderParts) {
    const { client, destination, gate, control, limits } = parts;
    this.store = new ObjectStore(client, destination, new Requests(gate, control, limits));
  }

  /**
   * May be called again for the same file at any time, also after a crash: what is there is not sent again.
   *
   * @throws FilemillError, or the reason of the signal; parts that were sent are kept for the next call
   */
  async upload(request: UploadRequest, signal: AbortSignal, progress: (at: UploadProgress) => void = () => undefined): Promise<Uploaded> {
    const key = this.keyOf(request);
    // Two files of one key: the second one finds the first one's object. Not every server sees to that itself.
    while (this.busy.has(key)) await this.busy.get(key);
    const done = this.uploadLocked(key, request, signal, progress);
    const settled = done.then(() => undefined, () => undefined);
    this.busy.set(key, settled);
    try {
      return await done;
    } finally {
      this.busy.delete(key);
    }
  }

  /** Another program of ours may be about to upload something else under this key. */
  private async uploadLocked(key: string, request: UploadRequest, signal: AbortSignal, progress: (at: UploadProgress) => void): Promise<Uploaded> {
    const release = await lockKey(uploadId(this.parts.destination, key), this.parts.lockFolder, signal);
    try {
      return await this.uploadAs(key, request, signal, progress);
    } finally {
      release();
    }
  }

  private async uploadAs(key: string, request: UploadRequest, signal: AbortSignal, progress: (at: UploadProgress) => void): Promise<Uploaded> {
    const { destination } = this.parts;
    const file = await SourceFile.open(request.path);
    try {
      const partBytes = partBytesFor(file.size);
      const { size } = file;
      // A small one is compared when it is read to be sent.
      const isRead = request.sha256 === undefined || partBytes !== null;
      const sha256 = isRead ? await file.sha256(signal, (bytes) => progress({ phase: 'hashing', bytes, size })) : (request.sha256 as string);
      if (request.sha256 !== undefined && request.sha256 !== sha256) throw changed();
      const contentType = request.contentType ?? contentTypeOf(request.path);
      const work: Work = { key, file, sha256, partBytes, signal, progress, facts: { contentType, metadata: this.metadataOf(request, sha256) } };
      const found = await this.store.head(key, signal);
      // AWS answers so for what is not there, and refuses a key that is taken by itself.
      if (found === 'denied' && !isAws(destination)) throw cannotLook();
      const sent = found !== null && found !== 'denied' ? { sums: await this.sumsOf(work, found), resumedBytes: 0, isNew: false } : await this.send(work);
      const proof = await this.prove(work, sent.sums);
      await file.checkUnchanged();
      this.parts.states.end(uploadId(destination, key));
      return { bucket: destination.bucket, key, url: `s3://${destination.bucket}/${key}`, size, sha256, contentType, isNew: sent.isNew, resumedBytes: sent.resumedBytes, ...proof, version: file.version };
    } finally {
      await file.close();
    }
  }

  /** Lets go of what was sent of a file that is not to be uploaded any more. */
  async abandon(request: Pick<UploadRequest, 'path' | 'base' | 'key'>, signal: AbortSignal): Promise<void> {
    await this.abandonKey(this.keyOf(request), signal);
  }

  private keyOf({ key, path, base }: Pick<UploadRequest, 'path' | 'base' | 'key'>): string {
    return key ?? objectKey(this.parts.destination, path, base);
  }

  private async abandonKey(key: string, signal: AbortSignal): Promise<void> {
    const id = uploadId(this.parts.destination, key);
    const state = this.parts.states.load(id);
    if (!state) return;
    await this.store.abandon(key, state.head.uploadId, signal);
    this.parts.states.end(id);
  }

  private metadataOf({ path, metadata }: UploadRequest, sha256: string): Record<string, string> {
    const { sourceSystem, metadata: usual } = this.parts.destination;
    return objectMetadata({ path, at: this.parts.clock.now(), sha256, sourceSystem, custom: { ...usual, ...metadata } });
  }

  private async send(work: Work): Promise<Sent> {
    if (work.partBytes === null) return this.sendWhole(work);
    try {
      return await this.sendParts(work, work.partBytes);
    } catch (error) {
      // Its parts are of no use to anybody.
      if (error instanceof FilemillError && (error.code === 'file.changed' || error.code === 'upload.taken')) await this.abandonKey(work.key, work.signal);
      throw error;
    }
  }

  private async sendWhole(work: Work): Promise<Sent> {
    const { key, file, facts, signal } = work;
    const range: PartRange = { number: 1, from: 0, to: file.size };
    const sums = await this.sumPart(work, range);
    if (sums.sha256?.toString('hex') !== work.sha256) throw changed();
    const meter = this.meter(work, 0);
    const isNew = await this.store.put(key, facts, this.payload(work, range, sums, meter), signal, async () => (await this.store.head(key, signal)) !== null);
    if (!isNew) this.refuseOther(work, await this.store.head(key, signal));
    return { sums: [sums], resumedBytes: 0, isNew: true };
  }

  private async sendParts(work: Work, partBytes: number): Promise<Sent> {
    const { key, file, signal } = work;
    const { states, destination } = this.parts;
    const id = uploadId(destination, key);
    const { head, there } = await this.beginOrGoOn(work, id, partBytes);
    const done: (UploadedPart & PartSums)[] = [];
    const resumedBytes = partRanges(file.size, partBytes).reduce((sum, { number, from, to }) => sum + (there.has(number) ? to - from : 0), 0);
    const meter = this.meter(work, resumedBytes);
    await eachAtOnce(PARTS_AT_ONCE, partRanges(file.size, partBytes), signal, {
      // AWS wants the checksum of a part before its bytes; of others, the answer tells what has arrived.
      prepare: (range, abort) => (isAws(destination) ? this.sumPart({ ...work, signal: abort }, range) : Promise.resolve(null)),
      run: async (range, prepared, abort) => {
        const part = { ...work, signal: abort };
        const known = there.get(range.number);
        if (known !== undefined) {
          done.push({ number: range.number, etag: known, ...(prepared ?? (await this.sumKnown(part, range, known))) });
          return;
        }
        const { etag, ...sums } = prepared ? { ...prepared, etag: await this.store.putPart(key, head.uploadId, range.number, this.payload(part, range, prepared, meter), abort) } : await this.sendPart(part, head.uploadId, range, meter);
        done.push({ number: range.number, etag, ...sums });
        states.addPart(id, { number: range.number, etag });
      },
    });
    await file.checkUnchanged();
    const taken = await this.store.head(key, signal);
    if (taken !== null && taken !== 'denied') this.refuseOther(work, taken);
    const inOrder = done.sort((one, other) => one.number - other.number);
    if (!(await this.store.complete(key, head.uploadId, inOrder, signal))) {
      const now = await this.store.head(key, signal);
      if (now === null) states.end(id);
      this.refuseOther(work, now);
    }
    return { sums: inOrder, resumedBytes, isNew: true };
  }

  /** @returns the upload, and the ETags of the parts that it has */
  private async beginOrGoOn({ key, file, sha256, facts, signal }: Work, id: string, partBytes: number): Promise<{ head: UploadHead; there: Map<number, string> }> {
    const { states, clock } = this.parts;
    const state = states.load(id);
    if (state) {
      const { head, parts } = state;
      const isSame = head.key === key && head.sha256 === sha256 && head.size === file.size && head.partBytes === partBytes;
      const onServer = isSame ? await this.store.parts(key, head.uploadId, signal) : null;
      if (onServer) {
        const ranges = new Map(partRanges(file.size, partBytes).map((range) => [range.number, range.to - range.from]));
        const there = parts.filter(({ number, etag }) => onServer.get(number)?.etag === etag && onServer.get(number)?.size === ranges.get(number));
        return { head, there: new Map(there.map(({ number, etag }) => [number, etag])) };
      }
      if (!isSame) await this.store.abandon(head.key, head.uploadId, signal);
      states.end(id);
    }
    const head: UploadHead = { uploadId: await this.store.begin(key, facts, signal), key, sha256, size: file.size, partBytes, startedAt: clock.now() };
    states.begin(id, head);
    return { head, there: new Map() };
  }

  /** A part that was there before: its ETag was compared when it was sent, unless it is none. */
  private async sumKnown(work: Work, range: PartRange, etag: string): Promise<PartSums> {
    const bare = bareEtag(etag);
    return bare === null ? this.sumPart(work, range) : { sha256: null, md5: Buffer.from(bare, 'hex') };
  }

  /** Its MD5 is made while it goes. A part that arrives as something else is sent again, unless the server's ETags are plainly no MD5. */
  private async sendPart(work: Work, upload: string, range: PartRange, meter: Meter): Promise<PartSums & { etag: string }> {
    let before: string | null = null;
    for (let tries = 1; ; tries += 1) {
      const hashes: ReturnType<typeof createHash>[] = [];
      const etag = await this.store.putPart(work.key, upload, range.number, this.payload(work, range, null, meter, hashes), work.signal);
      const md5 = hashes.at(-1)?.digest() ?? null;
      const bare = bareEtag(etag);
      if (bare === null || bare === md5?.toString('hex') || bare === before) return { etag, sha256: null, md5 };
      if (tries >= 3) throw notVerified(t('The server says of a part that it is another one.'));
      before = bare;
    }
  }

  /** @param hashes of each try, one more: MD5 of what was sent */
  private payload({ file, signal: calledOff }: Work, { number, from, to }: PartRange, sums: PartSums | null, meter: Meter, hashes: ReturnType<typeof createHash>[] | null = null): Payload {
    const { bandwidth, control } = this.parts;
    return {
      size: to - from,
      sha256: sums?.sha256 ?? null,
      open: (touch, signal) => {
        const either = AbortSignal.any([signal, calledOff]);
        meter.restart(number);
        const admit = async (bytes: number): Promise<void> => {
          await control.whenRunning(either);
          await bandwidth.take(bytes, either);
          touch();
          meter.sent(number, bytes);
        };
        const hash = hashes ? createHash('md5') : null;
        if (hash) hashes?.push(hash);
        return file.stream(from, to, admit, bandwidth.pieceBytes, hash);
      },
    };
  }

  private meter({ file, progress }: Work, resumedBytes: number): Meter {
    const sent = new Map<number, number>();
    let bytes = resumedBytes;
    return {
      restart: (number) => {
        bytes -= sent.get(number) ?? 0;
        sent.set(number, 0);
      },
      sent: (number, more) => {
        sent.set(number, (sent.get(number) ?? 0) + more);
        bytes += more;
        progress({ phase: 'uploading', bytes, size: file.size });
      },
    };
  }

  private async sumPart({ file, signal }: Work, { from, to }: PartRange): Promise<PartSums> {
    const sha256 = createHash('sha256');
    // AWS tells SHA-256; of others, the ETag is the only checksum that all of them tell.
    const md5 = isAws(this.parts.destination) ? null : createHash('md5');
    await file.feed(from, to, [sha256, ...(md5 ? [md5] : [])], signal);
    return { sha256: sha256.digest(), md5: md5?.digest() ?? null };
  }

  /** Of a file whose object is there already. */
  private async sumsOf(work: Work, found: HeadObjectCommandOutput): Promise<PartSums[]> {
    this.refuseOther(work, found);
    const sums: PartSums[] = [];
    for (const range of partRanges(work.file.size, work.partBytes ?? Math.max(1, work.file.size))) sums.push(await this.sumPart(work, range));
    return sums;
  }

  /** @throws FilemillError `upload.taken` unless the object says of itself that it is this file */
  private refuseOther({ file, sha256 }: Work, found: HeadObjectCommandOutput | 'denied' | null): void {
    if (found === null) throw new FilemillError('upload.unreachable', t('The server has let go of what was uploaded so far.'), { hint: t('It is uploaded again.') });
    if (found === 'denied') throw cannotLook();
    if (found.ContentLength === file.size && found.Metadata?.['sha256'] === sha256) return;
    throw new FilemillError('upload.taken', t('The key has another object already; it was left alone.'), { hint: t('Rename the file, or use another prefix.') });
  }

  /** @throws FilemillError unless the object has the file's bytes */
  private async prove({ key, file, sha256, partBytes, signal, progress }: Work, sums: readonly PartSums[]): Promise<Pick<Uploaded, 'proof' | 'etag' | 'versionId'>> {
    progress({ phase: 'verifying', bytes: file.size, size: file.size });
    const head = await this.store.head(key, signal);
    if (head === 'denied') throw cannotLook();
    if (head === null) throw notVerified(t('The object is not there after the upload.'));
    if (head.ContentLength !== file.size) throw notVerified(t('The object has another size than the file.'));
    if (!this.store.isEncryptedAsAsked(head.ServerSideEncryption)) throw notEncryptedAsAsked();
    const facts = { etag: head.ETag ?? null, versionId: head.VersionId ?? null };
    const proof = proofIn(head, sums, partBytes !== null);
    if (proof !== null) return { proof, ...facts };
    const read = await this.store.read(key, signal);
    if (read?.sha256 !== sha256 || read.size !== file.size) throw notVerified(t('The object has other bytes than the file.'));
    return { proof: 'readBack', ...facts };
  }
}

interface Work {
  key: string;
  file: SourceFile;
  sha256: string;
  partBytes: number | null;
  facts: ObjectFacts;
  signal: AbortSignal;
  progress: (at: UploadProgress) => void;
}

interface Sent {
  sums: PartSums[];
  resumedBytes: number;
  isNew: boolean;
}

interface Meter {
  restart(part: number): void;
  sent(part: number, bytes: number): void;
}

const notVerified = (message: string): FilemillError => new FilemillError('upload.notVerified', message, { hint: t('The file stays where it is. Look at the object, remove it, and try again.') });
const cannotLook = (): FilemillError => new FilemillError('upload.refused', t('The server does not let Filemill look at the object.'), { hint: t('Allow s3:GetObject too: without it no upload can be proved.') });

/** Prepares one after the other and runs several at once; the first failure calls off the others and is thrown when they have ended. */
async function eachAtOnce<T, P>(
  most: number,
  items: readonly T[],
  signal: AbortSignal,
  { prepare, run }: { prepare: (item: T, signal: AbortSignal) => Promise<P>; run: (item: T, prepared: P, signal: AbortSignal) => Promise<void> },
): Promise<void> {
  const abort = new AbortController();
  const either = AbortSignal.any([signal, abort.signal]);
  const running = new Set<Promise<void>>();
  let failure: { error: unknown } | null = null;
  const fail = (error: unknown): void => {
    failure ??= { error };
    abort.abort(error);
  };
  for (const item of items) {
    try {
      const prepared = await prepare(item, either);
      while (running.size >= most && failure === null) await Promise.race(running);
      if (failure !== null) break;
      const one: Promise<void> = run(item, prepared, either)
        .catch(fail)
        .finally(() => running.delete(one));
      running.add(one);
    } catch (error) {
      fail(error);
    }
    if (failure !== null) break;
  }
  await Promise.all(running);
  if (failure !== null) throw (failure as { error: unknown }).error;
}
