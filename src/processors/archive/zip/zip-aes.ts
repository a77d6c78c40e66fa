import { createCipheriv, createHmac, pbkdf2Sync, timingSafeEqual, type Cipher, type Hmac } from 'node:crypto';

const ITERATIONS = 1000;
const VERIFIER_BYTES = 2;
export const AES_CODE_BYTES = 10;
const BLOCK_BYTES = 16;
/** Blocks of key stream made at once. */
const BATCH_BLOCKS = 4096;

/** Bytes before the data: the salt, and two that tell whether the password may be right. */
export function aesHeaderBytes(strength: number): number {
  return 4 + strength * 4 + VERIFIER_BYTES;
}

/**
 * WinZip's AES encryption, AE-1 and AE-2 (winzip.com, "AES Encryption Information"): counter mode with a counter that is
 * little-endian and starts at 1, unlike the one of OpenSSL; so its key stream is made from encrypted counters.
 */
export class ZipAes {
  private readonly cipher: Cipher;
  private readonly hmac: Hmac;
  private readonly counters = Buffer.alloc(BATCH_BLOCKS * BLOCK_BYTES);
  private counter = 1;
  private stream: Buffer = Buffer.alloc(0);
  private used = 0;

  private constructor(key: Buffer, authenticationKey: Buffer) {
    this.cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
    this.hmac = createHmac('sha1', authenticationKey);
  }

  /** Null when the password can't be right. @param header {@link aesHeaderBytes} bytes */
  static open(header: Buffer, strength: number, password: Uint8Array): ZipAes | null {
    const saltBytes = 4 + strength * 4;
    const keyBytes = 8 + strength * 8;
    const derived = pbkdf2Sync(password, header.subarray(0, saltBytes), ITERATIONS, keyBytes * 2 + VERIFIER_BYTES, 'sha1');
    if (!derived.subarray(keyBytes * 2).equals(header.subarray(saltBytes))) return null;
    return new ZipAes(derived.subarray(0, keyBytes), derived.subarray(keyBytes, keyBytes * 2));
  }

  /** Decrypts in place. */
  decrypt(bytes: Buffer): void {
    this.hmac.update(bytes);
    for (let at = 0; at < bytes.length; ) {
      if (this.used === this.stream.length) this.refill(bytes.length - at);
      const count = Math.min(bytes.length - at, this.stream.length - this.used);
      for (let i = 0; i < count; i += 1) bytes[at + i] = (bytes[at + i] as number) ^ (this.stream[this.used + i] as number);
      at += count;
      this.used += count;
    }
  }

  /** After the last byte: whether nothing was changed. @param code the ten bytes behind the data */
  isAuthentic(code: Buffer): boolean {
    return timingSafeEqual(this.hmac.digest().subarray(0, AES_CODE_BYTES), code);
  }

  private refill(bytes: number): void {
    const blocks = Math.min(BATCH_BLOCKS, Math.ceil(bytes / BLOCK_BYTES));
    for (let block = 0; block < blocks; block += 1) {
      // Beyond 2^53 blocks no file reaches.
      this.counters.writeUInt32LE(this.counter % 0x100000000, block * BLOCK_BYTES);
      this.counters.writeUInt32LE(Math.floor(this.counter / 0x100000000), block * BLOCK_BYTES + 4);
      this.counter += 1;
    }
    this.stream = this.cipher.update(this.counters.subarray(0, blocks * BLOCK_BYTES));
    this.used = 0;
  }
}
