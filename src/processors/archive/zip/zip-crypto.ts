/** Bytes before the data, of which the last one tells whether the password may be right. */
export const ZIP_CRYPTO_HEADER_BYTES = 12;

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** PKWARE's traditional encryption (APPNOTE 6.1), which protects from nobody; many archives have it. */
export class ZipCrypto {
  private key0 = 0x12345678;
  private key1 = 0x23456789;
  private key2 = 0x34567890;

  constructor(password: Uint8Array) {
    for (const byte of password) this.update(byte);
  }

  /** Decrypts in place. */
  decrypt(bytes: Uint8Array): void {
    let { key0, key1, key2 } = this;
    for (let i = 0; i < bytes.length; i += 1) {
      const word = (key2 | 2) & 0xffff;
      const plain = (bytes[i] as number) ^ ((Math.imul(word, word ^ 1) >>> 8) & 0xff);
      bytes[i] = plain;
      key0 = (CRC_TABLE[(key0 ^ plain) & 0xff] as number) ^ (key0 >>> 8);
      key1 = (Math.imul(key1 + (key0 & 0xff), 0x08088405) + 1) | 0;
      key2 = (CRC_TABLE[(key2 ^ (key1 >>> 24)) & 0xff] as number) ^ (key2 >>> 8);
    }
    this.key0 = key0;
    this.key1 = key1;
    this.key2 = key2;
  }

  private update(plain: number): void {
    this.key0 = (CRC_TABLE[(this.key0 ^ plain) & 0xff] as number) ^ (this.key0 >>> 8);
    this.key1 = (Math.imul(this.key1 + (this.key0 & 0xff), 0x08088405) + 1) | 0;
    this.key2 = (CRC_TABLE[(this.key2 ^ (this.key1 >>> 24)) & 0xff] as number) ^ (this.key2 >>> 8);
  }
}
