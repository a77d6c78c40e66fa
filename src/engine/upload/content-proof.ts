import { createHash } from 'node:crypto';
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';

/** Checksums of one part, or of all of it where there is one only. */
export interface PartSums {
  /** Null where the server does not tell it. */
  sha256: Buffer | null;
  /** Null where the server tells SHA-256. */
  md5: Buffer | null;
}

/** What shows that an object has the file's bytes: a checksum that the server gives, or all of them read back. */
export type Proof = 'sha256' | 'md5' | 'readBack';

/**
 * What a server's answer to HEAD proves about the bytes.
 *
 * @param parts in order; one for an object that was not uploaded in parts
 * @param isMultipart whether it was
 * @returns null where it proves nothing: no checksum, or another one than is expected
 */
export function proofIn(head: HeadObjectCommandOutput, parts: readonly PartSums[], isMultipart: boolean): Proof | null {
  if (head.ChecksumSHA256 !== undefined) {
    const sums = parts.flatMap(({ sha256 }) => (sha256 ? [sha256] : []));
    const expected = isMultipart ? `${composite('sha256', sums).toString('base64')}-${parts.length}` : sums[0]?.toString('base64');
    if (sums.length === parts.length && head.ChecksumSHA256 === expected) return 'sha256';
  }
  const etag = bareEtag(head.ETag);
  const sums = parts.flatMap(({ md5 }) => (md5 ? [md5] : []));
  if (sums.length !== parts.length || etag === null) return null;
  const expected = isMultipart ? `${composite('md5', sums).toString('hex')}-${parts.length}` : sums[0]?.toString('hex');
  return etag === expected ? 'md5' : null;
}

/** Without quotes and mark of weakness; null where it can't be an MD5. */
export function bareEtag(etag: string | undefined): string | null {
  const bare = etag?.replace(/^W\//, '').replaceAll('"', '').toLowerCase() ?? '';
  return /^[\da-f]{32}(-\d+)?$/.test(bare) ? bare : null;
}

/** The checksum of the parts' checksums (Amazon S3 user guide, "Checking object integrity"). */
const composite = (algorithm: 'sha256' | 'md5', sums: readonly Buffer[]): Buffer => createHash(algorithm).update(Buffer.concat(sums)).digest();
