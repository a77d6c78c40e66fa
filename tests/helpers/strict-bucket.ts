import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Stored {
  body: Buffer;
  headers: IncomingMessage['headers'];
  checksum: string;
  etag: string;
  versionId: string;
}

/** One request, as it came. */
export interface Recorded {
  method: string;
  key: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface StrictBucket {
  endpoint: string;
  bucket: string;
  recorded: Recorded[];
  objects: Map<string, Stored>;
  /** Object lock: nothing can be deleted. */
  isLocked: boolean;
  /** Takes what is to be encrypted, and does not encrypt it. */
  isPlain: boolean;
  close(): Promise<void>;
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/**
 * What Amazon S3 does and the real server of the tests does not, as its user guide has it: checksums of parts and of the whole
 * are compared and told, `If-None-Match: *` refuses a key that is taken, objects have versions. Anything that is not right is
 * refused.
 */
export async function startStrictBucket(): Promise<StrictBucket> {
  const uploads = new Map<string, { key: string; headers: IncomingMessage['headers']; parts: Map<number, { body: Buffer; checksum: string; etag: string }> }>();
  const bucket: StrictBucket = { endpoint: '', bucket: 'strict', recorded: [], objects: new Map(), isLocked: false, isPlain: false, close: () => new Promise((resolve) => server.close(() => resolve())) };

  function answer(seen: Recorded, response: ServerResponse): void {
    const { method, key, query, headers, body } = seen;
    const refuse = (status: number, code: string): void => void response.writeHead(status, { 'content-type': 'application/xml' }).end(method === 'HEAD' ? undefined : `<Error><Code>${code}</Code></Error>`);
    const xml = (text: string, more: Record<string, string> = {}): void => void response.writeHead(200, { 'content-type': 'application/xml', ...more }).end(text);
    const signed = headers['x-amz-content-sha256'];
    if (signed !== sha256(body).toString('hex')) return refuse(400, 'XAmzContentSHA256Mismatch');
    const claimed = headers['x-amz-checksum-sha256'];
    if (claimed !== undefined && claimed !== sha256(body).toString('base64')) return refuse(400, 'BadDigest');
    const isTaken = headers['if-none-match'] === '*' && bucket.objects.has(key);
    const put = (whole: Buffer, given: IncomingMessage['headers'], checksum: string, etag: string): Stored => {
      const stored = { body: whole, headers: given, checksum, etag, versionId: randomUUID() };
      bucket.objects.set(key, stored);
      return stored;
    };
    const uploadId = query.get('uploadId') ?? '';
    const upload = uploads.get(uploadId);
    if (method === 'POST' && query.has('uploads')) {
      if (headers['x-amz-checksum-algorithm'] !== 'SHA256') return refuse(400, 'InvalidRequest');
      const id = randomUUID();
      uploads.set(id, { key, headers, parts: new Map() });
      return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    }
    if (uploadId !== '' && !upload) return refuse(404, 'NoSuchUpload');
    if (method === 'PUT' && upload) {
      if (claimed === undefined) return refuse(400, 'InvalidRequest');
      // As with SSE-KMS: no MD5.
      const etag = `"${randomUUID()}"`;
      upload.parts.set(Number(query.get('partNumber')), { body, checksum: claimed as string, etag });
      return void response.writeHead(200, { etag, 'x-amz-checksum-sha256': claimed as string }).end();
    }
    if (method === 'POST' && upload) {
      if (isTaken) return refuse(412, 'PreconditionFailed');
      const named = [...body.toString().matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
        number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
        etag: /<ETag>(.*?)</.exec(part)?.[1]?.replaceAll('&quot;', '"'),
        checksum: /<ChecksumSHA256>(.*?)</.exec(part)?.[1],
      }));
      const parts = [...upload.parts].sort(([one], [other]) => one - other);
      const isRight = named.length === parts.length && parts.every(([number, part], index) => named[index]?.number === number && named[index]?.etag === part.etag && named[index]?.checksum === part.checksum);
      if (!isRight) return refuse(400, 'InvalidPart');
      const composite = `${sha256(Buffer.concat(parts.map(([, part]) => Buffer.from(part.checksum, 'base64')))).toString('base64')}-${parts.length}`;
      uploads.delete(uploadId);
      const stored = put(Buffer.concat(parts.map(([, part]) => part.body)), upload.headers, composite, `"${randomUUID()}-${parts.length}"`);
      return xml(`<CompleteMultipartUploadResult><ETag>${stored.etag}</ETag></CompleteMultipartUploadResult>`, { 'x-amz-version-id': stored.versionId });
    }
    if (method === 'PUT') {
      if (isTaken) return refuse(412, 'PreconditionFailed');
      const stored = put(body, headers, (claimed as string | undefined) ?? '', `"${randomUUID()}"`);
      return void response.writeHead(200, { etag: stored.etag, 'x-amz-version-id': stored.versionId }).end();
    }
    const stored = bucket.objects.get(key);
    if (method === 'DELETE') {
      if (bucket.isLocked) return refuse(403, 'AccessDenied');
      if (stored && query.get('versionId') === stored.versionId) bucket.objects.delete(key);
      return void response.writeHead(204).end();
    }
    if (!stored) return refuse(404, 'NoSuchKey');
    const metadata = Object.fromEntries(Object.entries(stored.headers).filter(([name]) => name.startsWith('x-amz-meta-') || (!bucket.isPlain && name.startsWith('x-amz-server-side'))));
    response.writeHead(200, { ...metadata, etag: stored.etag, 'content-length': stored.body.length, 'x-amz-version-id': stored.versionId, ...(headers['x-amz-checksum-mode'] === 'ENABLED' ? { 'x-amz-checksum-sha256': stored.checksum } : {}) });
    response.end(method === 'HEAD' ? undefined : stored.body);
  }

  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.once('end', () => {
      const url = new URL(request.url ?? '', 'http://localhost');
      const seen = { method: request.method ?? '', key: decodeURIComponent(url.pathname).slice('/strict/'.length), query: url.searchParams, headers: request.headers, body: Buffer.concat(pieces) };
      bucket.recorded.push(seen);
      answer(seen, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bucket.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return bucket;
}
