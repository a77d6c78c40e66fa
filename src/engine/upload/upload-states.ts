import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Destination } from './destination';

/** What is known of a multipart upload that is under way. */
export const uploadHeadSchema = z.strictObject({
  uploadId: z.string(),
  key: z.string(),
  /** Of the file, in hexadecimal. */
  sha256: z.string(),
  size: z.number(),
  partBytes: z.number(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
});
export type UploadHead = z.infer<typeof uploadHeadSchema>;

/** A part that the server has taken. */
export const uploadedPartSchema = z.strictObject({ number: z.number(), etag: z.string() });
export type UploadedPart = z.infer<typeof uploadedPartSchema>;

/**
 * Keeps what uploads need to go on after a crash; the engine gives one that lies in the ledger. What is lost of it costs time,
 * nothing else: parts are sent again.
 */
export interface UploadStates {
  load(id: string): { head: UploadHead; parts: UploadedPart[] } | null;
  /** Replaces what was there. */
  begin(id: string, head: UploadHead): void;
  addPart(id: string, part: UploadedPart): void;
  end(id: string): void;
}

/** One for each object of each server. */
export const uploadId = ({ endpoint, bucket }: Pick<Destination, 'endpoint' | 'bucket'>, key: string): string =>
  createHash('sha256').update(JSON.stringify([endpoint, bucket, key])).digest('hex');
