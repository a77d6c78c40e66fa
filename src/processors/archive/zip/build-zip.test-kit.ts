import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  readonly method?: number;
  readonly flags?: number;
  /** Packed bytes as they are to stand there, instead of `content` packed. */
  readonly packed?: Buffer;
  readonly crc?: number;
  readonly size?: number;
  readonly packedSize?: number;
  /** Sizes and checksum behind the data. */
  readonly hasDescriptor?: boolean;
  readonly extra?: Buffer;
  readonly comment?: string;
  /** Unix mode with its type. */
  readonly unixMode?: number;
  readonly attributes?: number;
  readonly dosTime?: number;
  readonly dosDate?: number;
  /** Where the list says it is, instead of where it is. */
  readonly at?: number;
  /** What the local header says instead. */
  readonly local?: { name?: string; method?: number; size?: number; packedSize?: number; crc?: number; flags?: number };
}

export interface ZipOptions {
  readonly before?: Buffer;
  /** Offsets count from the beginning of the file, as some self-extracting archives have it. */
  readonly comment?: string | Buffer;
  readonly isZip64?: boolean;
  readonly countTold?: number;
  readonly withoutDirectory?: boolean;
}

/** For tests: a ZIP file, right or wrong in all that can be asked for. */
export function buildZip(parts: readonly ZipPart[], options: ZipOptions = {}): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const push = (bytes: Buffer): void => {
    pieces.push(bytes);
    at += bytes.length;
  };
  for (const part of parts) {
    const raw = Buffer.from(part.content ?? '');
    const name = Buffer.from(part.name as string);
    const method = part.method ?? 8;
    const packed = part.packed ?? (method === 8 ? deflateRawSync(raw) : raw);
    const crc = part.crc ?? crc32(raw);
    const size = part.size ?? raw.length;
    const packedSize = part.packedSize ?? packed.length;
    const flags = (part.flags ?? (name.every((byte) => byte < 0x80) ? 0 : 0x800)) | (part.hasDescriptor ? 8 : 0);
    const headerAt = at;
    const localName = part.local?.name === undefined ? name : Buffer.from(part.local.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(part.local?.flags ?? flags, 6);
    local.writeUInt16LE(part.local?.method ?? method, 8);
    local.writeUInt16LE(part.dosTime ?? 0, 10);
    local.writeUInt16LE(part.dosDate ?? 0x5865, 12);
    local.writeUInt32LE(part.hasDescriptor ? 0 : (part.local?.crc ?? crc), 14);
    local.writeUInt32LE(part.hasDescriptor ? 0 : (part.local?.packedSize ?? packedSize), 18);
    local.writeUInt32LE(part.hasDescriptor ? 0 : (part.local?.size ?? size), 22);
    local.writeUInt16LE(localName.length, 26);
    local.writeUInt16LE(part.extra?.length ?? 0, 28);
    push(Buffer.concat([local, localName, part.extra ?? Buffer.alloc(0), packed]));
    if (part.hasDescriptor) {
      const descriptor = Buffer.alloc(16);
      descriptor.writeUInt32LE(0x08074b50, 0);
      descriptor.writeUInt32LE(crc, 4);
      descriptor.writeUInt32LE(packedSize, 8);
      descriptor.writeUInt32LE(size, 12);
      push(descriptor);
    }
    const comment = Buffer.from(part.comment ?? '');
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(part.unixMode === undefined ? 20 : 0x0314, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt16LE(part.dosTime ?? 0, 12);
    entry.writeUInt16LE(part.dosDate ?? 0x5865, 14);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(packedSize, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(part.extra?.length ?? 0, 30);
    entry.writeUInt16LE(comment.length, 32);
    entry.writeUInt32LE(((part.unixMode ?? 0) * 0x10000 + (part.attributes ?? 0)) >>> 0, 38);
    entry.writeUInt32LE(part.at ?? headerAt, 42);
    directory.push(Buffer.concat([entry, name, part.extra ?? Buffer.alloc(0), comment]));
  }
  const body = Buffer.concat(pieces);
  const before = options.before ?? Buffer.alloc(0);
  if (options.withoutDirectory) return Buffer.concat([before, body]);
  const list = Buffer.concat(directory);
  return Buffer.concat([before, body, list, ends(options.countTold ?? parts.length, list.length, at, options)]);
}

function ends(count: number, listBytes: number, listAt: number, { comment: text, isZip64 }: ZipOptions): Buffer {
  const comment = Buffer.from(text ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(isZip64 ? 0xffff : count, 8);
  end.writeUInt16LE(isZip64 ? 0xffff : count, 10);
  end.writeUInt32LE(isZip64 ? 0xffffffff : listBytes, 12);
  end.writeUInt32LE(isZip64 ? 0xffffffff : listAt, 16);
  end.writeUInt16LE(comment.length, 20);
  if (!isZip64) return Buffer.concat([end, comment]);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(listBytes), 40);
  end64.writeBigUInt64LE(BigInt(listAt), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(listAt + listBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end, comment]);
}

/** An extra field. */
export function extraField(id: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
}
