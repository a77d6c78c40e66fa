const STORE = 0;
export const DEFLATE = 8;
const AES = 99;

export const ENCRYPTED = 1;
export const HAS_DESCRIPTOR = 8;
export const PATCH = 0x20;
const STRONG_ENCRYPTION = 0x40;
export const UTF8_NAME = 0x800;
export const MASKED = 0x2000;

/** An entry as the list at the end of a ZIP file has it (APPNOTE 4.3.12). */
export interface ZipFields {
  readonly rawName: Buffer;
  readonly rawComment: Buffer;
  readonly flags: number;
  /** As written: 99 for AES. */
  readonly storedMethod: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Of its local header, in the file; bytes before the archive are added. */
  readonly at: number;
  readonly madeBy: number;
  readonly externalAttributes: number;
  readonly dosTime: number;
  readonly dosDate: number;
  /** Milliseconds since 1970, from an extra field. */
  readonly modified: number | null;
  /** From the Unicode path extra field, where its checksum fits the name. */
  readonly unicodeName: Buffer | null;
  readonly aes: { readonly version: number; readonly strength: number } | null;
}

const METHODS: Record<number, string> = {
  0: 'Store',
  1: 'Shrink',
  6: 'Implode',
  8: 'Deflate',
  9: 'Deflate64',
  12: 'BZip2',
  14: 'LZMA',
  20: 'Zstd',
  93: 'Zstd',
  95: 'XZ',
  98: 'PPMd',
};
/** Read by 7-Zip. */
const FOREIGN = new Set([1, 6, 9, 12, 14, 93, 95, 98]);

export function isForeign(item: ZipFields): boolean {
  return FOREIGN.has(item.method) && !isBeyond(item);
}

/** Neither we nor 7-Zip can unpack it. */
export function isUnknown(item: ZipFields): boolean {
  return isBeyond(item) || !(item.method === STORE || item.method === DEFLATE || FOREIGN.has(item.method));
}

/** PKWARE's own encryption, patches, or AES without its parameters. */
function isBeyond(item: ZipFields): boolean {
  return (item.flags & (STRONG_ENCRYPTION | PATCH | MASKED)) !== 0 || (item.storedMethod === AES && item.aes === null);
}

export function methodName(item: ZipFields): string {
  if (item.flags & PATCH) return 'PKWARE patch';
  if (item.flags & (STRONG_ENCRYPTION | MASKED)) return 'PKWARE encryption';
  if (item.storedMethod === AES && item.aes === null) return 'AES of an unknown kind';
  const method = METHODS[item.method] ?? `method ${item.method}`;
  if ((item.flags & ENCRYPTED) === 0) return method;
  if (item.aes) return `AES-${64 + item.aes.strength * 64} ${method}`;
  return `ZipCrypto ${method}`;
}
