import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  type HeadObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { FilemillError } from '../../shared/errors/filemill-error';
import { isAws, type Destination } from './destination';
import { RequestFailed, type Attempt, type Requests } from './requests';
import type { UploadedPart } from './upload-states';
import { t, words } from '../../shared/words/words';

/** Completing a large upload takes a server minutes. */
const COMPLETE_SILENT_MS = 10 * 60_000;

/** Bytes to send; each try has its own stream. */
export interface Payload {
  size: number;
  /** Null where it is not known before; then the server's ETag tells afterwards. */
  sha256: Buffer | null;
  /** @param touch called as bytes go */
  open(touch: () => void, signal: AbortSignal): Readable;
}

export interface ObjectFacts {
  contentType: string;
  metadata: Record<string, string>;
}

/** One bucket, in the requests that uploads need, with what its server turned out to lack. */
export class ObjectStore {
  private lacking = 0;

  constructor(
    private readonly client: S3Client,
    readonly destination: Destination,
    private readonly requests: Requests,
  ) {}

  /** Null where there is no such object; `denied` where these credentials must not know. */
  async head(key: string, signal: AbortSignal): Promise<HeadObjectCommandOutput | 'denied' | null> {
    try {
      const command = (): HeadObjectCommand => new HeadObjectCommand({ ...this.place(key), ...(this.hasChecksums ? { ChecksumMode: 'ENABLED' as const } : {}) });
      return await this.requests.run(({ signal: abortSignal }) => this.headOrReason(key, command(), abortSignal), signal);
    } catch (error) {
      const kind = kindOf(error);
      if (kind === 'notThere') return null;
      if (kind === 'denied') return 'denied';
      throw refused(error);
    }
  }

  /** An answer to HEAD has no words: what is refused is asked for once more, by its first byte. */
  private async headOrReason(key: string, command: HeadObjectCommand, abortSignal: AbortSignal): Promise<HeadObjectCommandOutput> {
    try {
      return await this.client.send(command, { abortSignal });
    } catch (error) {
      const { httpStatusCode: status, clockSkewCorrected: isClock } = (error as { $metadata?: { httpStatusCode?: number; clockSkewCorrected?: boolean } }).$metadata ?? {};
      if ((status !== 400 && status !== 403) || isClock) throw error;
      const { Body } = await this.client.send(new GetObjectCommand({ ...this.place(key), Range: 'bytes=0-0' }), { abortSignal });
      (Body as Readable).destroy();
      throw error;
    }
  }

  /** Whether an object is encrypted as its destination asks for. @param told by the server */
  isEncryptedAsAsked(told: string | undefined): boolean {
    const { kind } = this.destination.encryption;
    return kind === 'none' || told?.startsWith('aws:kms') === true || (kind === 's3' && told === 'AES256');
  }

  /**
   * @param isTaken asked before another try on a server that knows no conditions
   * @returns false where the key has an object already
   */
  async put(key: string, facts: ObjectFacts, payload: Payload, signal: AbortSignal, isTaken: () => Promise<boolean>): Promise<boolean> {
    return this.unlessTaken(() =>
      this.requests.run(async (attempt) => {
        if (attempt.number > 1 && !this.hasConditions && (await isTaken())) throw new RequestFailed({ kind: 'taken' });
        const { metadata: Metadata, contentType: ContentType } = facts;
        const command = (Body: Readable): PutObjectCommand =>
          new PutObjectCommand({ ...this.place(key), Body, ContentLength: payload.size, ContentType, Metadata, ...this.encryption(), ...this.condition(), ...this.checksum(payload) });
        await sendBody(payload, attempt, (body, abortSignal) => this.client.send(withPayloadHash(command(body), payload), { abortSignal }));
      }, signal),
    );
  }

  async begin(key: string, { metadata: Metadata, contentType: ContentType }: ObjectFacts, signal: AbortSignal): Promise<string> {
    const checksum = this.hasChecksums && isAws(this.destination) ? { ChecksumAlgorithm: 'SHA256' as const } : {};
    const command = (): CreateMultipartUploadCommand => new CreateMultipartUploadCommand({ ...this.place(key), ContentType, Metadata, ...this.encryption(), ...checksum });
    const { UploadId } = await this.plain(({ signal: abortSignal }) => this.client.send(command(), { abortSignal }), signal);
    if (UploadId === undefined) throw new Error('no upload id');
    return UploadId;
  }

  /** Its parts on the server, with their sizes; null where the upload is not there. */
  async parts(key: string, uploadId: string, signal: AbortSignal): Promise<Map<number, { etag: string; size: number }> | null> {
    const parts = new Map<number, { etag: string; size: number }>();
    for (let after: string | undefined; ; ) {
      const command = (): ListPartsCommand => new ListPartsCommand({ ...this.place(key), UploadId: uploadId, ...(after === undefined ? {} : { PartNumberMarker: after }) });
      try {
        const page = await this.requests.run(({ signal: abortSignal }) => this.client.send(command(), { abortSignal }), signal);
        for (const { PartNumber, ETag, Size } of page.Parts ?? []) if (PartNumber !== undefined && ETag !== undefined) parts.set(PartNumber, { etag: ETag, size: Size ?? -1 });
        const next = page.NextPartNumberMarker;
        if (!page.IsTruncated || next === undefined || next === after) return parts;
        after = next;
      } catch (error) {
        const kind = kindOf(error);
        if (kind === 'noUpload' || kind === 'notThere') return null;
        throw refused(error);
      }
    }
  }

  /** @returns its ETag */
  async putPart(key: string, uploadId: string, number: number, payload: Payload, signal: AbortSignal): Promise<string> {
    const command = (Body: Readable): UploadPartCommand =>
      new UploadPartCommand({ ...this.place(key), UploadId: uploadId, PartNumber: number, Body, ContentLength: payload.size, ...(isAws(this.destination) ? this.checksum(payload) : {}) });
    const { ETag } = await this.plain((attempt) => sendBody(payload, attempt, (body, abortSignal) => this.client.send(withPayloadHash(command(body), payload), { abortSignal })), signal);
    return ETag ?? '';
  }

  /** @returns false where the key has an object already, or the upload is over: HEAD tells whether by an earlier try */
  async complete(key: string, uploadId: string, parts: readonly (UploadedPart & { sha256: Buffer | null })[], signal: AbortSignal): Promise<boolean> {
    const list = parts.map(({ number: PartNumber, etag: ETag, sha256 }) => ({ PartNumber, ETag, ...(isAws(this.destination) && this.hasChecksums && sha256 ? { ChecksumSHA256: sha256.toString('base64') } : {}) }));
    const command = (): CompleteMultipartUploadCommand => new CompleteMultipartUploadCommand({ ...this.place(key), UploadId: uploadId, MultipartUpload: { Parts: list }, ...this.condition() });
    return this.unlessTaken(() => this.requests.run(({ signal: abortSignal }) => this.client.send(command(), { abortSignal }), signal, COMPLETE_SILENT_MS));
  }

  /** Its parts cost room until somebody lets go of them. Leaves nothing to do where it is not there. */
  async abandon(key: string, uploadId: string, signal: AbortSignal): Promise<void> {
    try {
      await this.requests.run(({ signal: abortSignal }) => this.client.send(new AbortMultipartUploadCommand({ ...this.place(key), UploadId: uploadId }), { abortSignal }), signal);
    } catch (error) {
      const kind = kindOf(error);
      if (kind !== 'noUpload' && kind !== 'notThere') throw refused(error);
    }
  }

  /** Reads all of it back. @returns SHA-256 and size, and how the server says that it is encrypted, or null where it is not there */
  async read(key: string, signal: AbortSignal): Promise<{ sha256: string; size: number; encryption: string | undefined } | null> {
    try {
      return await this.requests.run(async ({ signal: abortSignal, touch }) => {
        const { Body, ServerSideEncryption: encryption } = await this.client.send(new GetObjectCommand(this.place(key)), { abortSignal });
        const hash = createHash('sha256');
        let size = 0;
        for await (const piece of Body as Readable) {
          touch();
          hash.update(piece as Buffer);
          size += (piece as Buffer).length;
        }
        return { sha256: hash.digest('hex'), size, encryption };
      }, signal);
    } catch (error) {
      if (kindOf(error) === 'notThere') return null;
      throw refused(error);
    }
  }

  /** @param only this version, or the one with this ETag, where the server can tell them apart */
  async remove(key: string, signal: AbortSignal, only: { versionId?: string | null; etag?: string | null } = {}): Promise<void> {
    const { versionId = null, etag = null } = only;
    const which = (): { VersionId?: string; IfMatch?: string } =>
      versionId !== null ? { VersionId: versionId } : etag !== null && this.hasConditions && isAws(this.destination) ? { IfMatch: etag } : {};
    await this.plain(({ signal: abortSignal }) => this.client.send(new DeleteObjectCommand({ ...this.place(key), ...which() }), { abortSignal }), signal);
  }

  /** Again without what the server does not know. */
  private async unlessTaken(run: () => Promise<unknown>): Promise<boolean> {
    const atFirst = this.lacking;
    for (;;) {
      const known = this.lacking;
      try {
        await run();
        return true;
      } catch (error) {
        const kind = kindOf(error);
        if (kind === 'taken' || kind === 'noUpload') return false;
        if (kind !== 'notImplemented' || !this.learn(known, atFirst)) throw refused(error);
      }
    }
  }

  private async plain<T>(send: (attempt: Attempt) => Promise<T>, signal: AbortSignal): Promise<T> {
    const atFirst = this.lacking;
    for (;;) {
      const known = this.lacking;
      try {
        return await this.requests.run(send, signal);
      } catch (error) {
        if (kindOf(error) !== 'notImplemented' || !this.learn(known, atFirst)) throw refused(error);
      }
    }
  }

  /**
   * The server lacks something: it is asked without conditions first, then without checksums.
   *
   * @param known how much it was known to lack when the request was sent, and `atFirst` before its first try
   * @returns false where nothing is left to do without: then it was something else
   */
  private learn(known: number, atFirst: number): boolean {
    if (known === this.lacking) this.lacking += 1;
    if (this.lacking <= 2) return true;
    this.lacking = atFirst;
    return false;
  }

  private get hasConditions(): boolean {
    return this.lacking < 1;
  }

  private get hasChecksums(): boolean {
    return this.lacking < 2;
  }

  private place(Key: string): { Bucket: string; Key: string } {
    return { Bucket: this.destination.bucket, Key };
  }

  private condition(): { IfNoneMatch?: string } {
    return this.hasConditions ? { IfNoneMatch: '*' } : {};
  }

  private checksum({ sha256 }: Payload): { ChecksumSHA256?: string } {
    return this.hasChecksums && sha256 ? { ChecksumSHA256: sha256.toString('base64') } : {};
  }

  private encryption(): { ServerSideEncryption?: 'AES256' | 'aws:kms'; SSEKMSKeyId?: string } {
    const { encryption } = this.destination;
    if (encryption.kind === 'none') return {};
    if (encryption.kind === 's3') return { ServerSideEncryption: 'AES256' };
    return { ServerSideEncryption: 'aws:kms', ...(encryption.keyId === null ? {} : { SSEKMSKeyId: encryption.keyId }) };
  }
}

/** What was written is there, and not as it was to be. */
export const notEncryptedAsAsked = (): FilemillError =>
  new FilemillError('upload.notVerified', t('The server has not encrypted the object as it was asked to.'), { hint: t('Check what the server can do, or ask for no encryption. The file stays where it is.') });

const kindOf = (error: unknown): string | undefined => (error instanceof RequestFailed ? error.failure.kind : undefined);

/** What nobody had a use for, in words. */
function refused(error: unknown): unknown {
  if (!(error instanceof RequestFailed)) return error;
  const { failure } = error;
  if (failure.kind === 'denied' || failure.kind === 'final') return failure.error;
  return new FilemillError('upload.refused', t(REFUSALS[failure.kind] ?? 'The server refuses it.'), { hint: t('Check the bucket, the endpoint and its settings.') });
}

const REFUSALS: Readonly<Record<string, string>> = {
  notThere: words('The bucket, or the object, is not there.'),
  noUpload: words('The server has let go of what was uploaded so far.'),
  notImplemented: words('The server lacks what is asked of it, such as encryption.'),
};

/** The stream's failure is the request's: the handler would not notice it. */
async function sendBody<T>(payload: Payload, { signal, touch }: Attempt, send: (body: Readable, signal: AbortSignal) => Promise<T>): Promise<T> {
  const broken = new AbortController();
  const body = payload.open(touch, signal);
  body.once('error', (error) => broken.abort(error));
  try {
    return await send(body, AbortSignal.any([signal, broken.signal]));
  } catch (error) {
    throw broken.signal.aborted && !signal.aborted ? broken.signal.reason : error;
  } finally {
    body.destroy();
  }
}

/** The signature covers the bytes where they are known: a server that checks it takes no others. */
function withPayloadHash<C extends { middlewareStack: PutObjectCommand['middlewareStack'] | UploadPartCommand['middlewareStack'] }>(command: C, { sha256 }: Payload): C {
  (command.middlewareStack as PutObjectCommand['middlewareStack']).add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers['x-amz-content-sha256'] = sha256?.toString('hex') ?? 'UNSIGNED-PAYLOAD';
      return next(args);
    },
    { step: 'build', name: 'filemillPayloadHash' },
  );
  return command;
}
