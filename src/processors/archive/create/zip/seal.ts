import { createCipheriv, createHmac, pbkdf2, randomBytes, type Cipher, type Hmac } from 'node:crypto';

const SALT_BYTES = 16;
const KEY_BYTES = 32;
const CHECK_BYTES = 2;
const MAC_BYTES = 10;
const ROUNDS = 1_000;
const BLOCK_BYTES = 16;
const STREAM_BYTES = 4_096 * BLOCK_BYTES;

/** Bytes that encryption adds to an entry. */
export const SEAL_BYTES = SALT_BYTES + CHECK_BYTES + MAC_BYTES;

/**
 * Encrypts one entry as WinZip does (AE-2 with AES-256; https://www.winzip.com/en/support/aes-encryption/): counter mode with
 * the counter's lowest byte first, and an HMAC-SHA-1 of what is encrypted.
 */
export class Seal {
  private readonly cipher: Cipher;
  private readonly mac: Hmac;
  private readonly counters = Buffer.alloc(STREAM_BYTES);
  private stream: Buffer = Buffer.alloc(0);
  private counter = 0;

  private constructor(
    /** Stands before the bytes of the entry. */
    readonly head: Buffer,
    keys: Buffer,
  ) {
    this.cipher = createCipheriv('aes-256-ecb', keys.subarray(0, KEY_BYTES), null).setAutoPadding(false);
    this.mac = createHmac('sha1', keys.subarray(KEY_BYTES, 2 * KEY_BYTES));
  }

  /** With a salt of its own: no two entries share a key, whatever is in them. */
  static make(password: string): Promise<Seal> {
    const salt = randomBytes(SALT_BYTES);
    return new Promise((resolve, reject) => {
      pbkdf2(Buffer.from(password, 'utf8'), salt, ROUNDS, 2 * KEY_BYTES + CHECK_BYTES, 'sha1', (error, keys) => {
        if (error) reject(error);
        else resolve(new Seal(Buffer.concat([salt, keys.subarray(2 * KEY_BYTES)]), keys));
      });
    });
  }

  /** The next bytes of the entry. */
  encrypt(bytes: Buffer): Buffer {
    const sealed = Buffer.allocUnsafe(bytes.length);
    for (let at = 0; at < bytes.length; ) {
      if (this.stream.length === 0) this.stream = this.nextStream();
      const count = Math.min(this.stream.length, bytes.length - at);
      for (let i = 0; i < count; i += 1) sealed[at + i] = (bytes[at + i] as number) ^ (this.stream[i] as number);
      this.stream = this.stream.subarray(count);
      at += count;
    }
    this.mac.update(sealed);
    return sealed;
  }

  /** Stands behind the bytes of the entry; nothing can be encrypted after it. */
  end(): Buffer {
    return this.mac.digest().subarray(0, MAC_BYTES);
  }

  private nextStream(): Buffer {
    for (let at = 0; at < STREAM_BYTES; at += BLOCK_BYTES) {
      this.counter += 1;
      this.counters.writeUInt32LE(this.counter >>> 0, at);
      this.counters.writeUInt32LE(Math.floor(this.counter / 2 ** 32), at + 4);
    }
    return this.cipher.update(this.counters);
  }
}
