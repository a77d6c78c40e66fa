import { createCipheriv } from 'node:crypto';

/** Bytes that look random and are the same for each seed. */
export function randomBytes(length: number, seed: number): Buffer {
  const key = Buffer.alloc(16, seed);
  return createCipheriv('aes-128-ctr', key, key).update(Buffer.alloc(length));
}
