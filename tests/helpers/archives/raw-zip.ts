import { crc32, deflateRawSync } from 'node:zlib';

/** One entry, each field as it is to stand in the file, true or not. */
export interface RawZipEntry {
  name: string | Buffer;
  content?: string | Buffer;
  /** 0 stores, 8 deflates; others are said only. */
  method?: number;
  /** Packed bytes as they are, instead of `content` packed. */
  packed?: Buffer;
  /** File type and rights, as Unix has them. */
  mode?: number;
  flags?: number;
  /** What both headers say, where it is not the truth. */
  size?: number;
  packedSize?: number;
  crc?: number;
  /** What the header before the data says instead. */
  local?: { name?: string | Buffer; size?: number; method?: number };
  extra?: Buffer;
  /** Where the list says that it lies. */
  offset?: number;
}

interface RawZipOptions {
  /** Before the first entry. */
  prefix?: Buffer;
  comment?: Buffer;
  /** What the end says, where it is not the truth. */
  entryCount?: number;
  directoryOffset?: number;
}

const UTF8 = 0x800;

/** For tests: a ZIP file that says what it is told to say. */
export function rawZip(entries: readonly RawZipEntry[], { prefix = Buffer.alloc(0), comment = Buffer.alloc(0), ...lies }: RawZipOptions = {}): Buffer {
  const parts: Buffer[] = [prefix];
  const central: Buffer[] = [];
  let offset = prefix.length;
  for (const entry of entries) {
    const fields = fieldsOf(entry);
    const local = Buffer.concat([localHeader(entry, fields), fields.packed]);
    central.push(centralHeader(entry, fields, entry.offset ?? offset));
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  return Buffer.concat([...parts, directory, endRecord(entries.length, directory.length, offset, comment, lies)]);
}

interface Fields {
  name: Buffer;
  packed: Buffer;
  method: number;
  flags: number;
  crc: number;
  size: number;
  packedSize: number;
}

function fieldsOf(entry: RawZipEntry): Fields {
  const content = Buffer.from((entry.content ?? '') as string);
  const method = entry.method ?? 0;
  const packed = entry.packed ?? (method === 8 ? deflateRawSync(content) : content);
  return {
    name: Buffer.from(entry.name as string),
    packed,
    method,
    flags: entry.flags ?? UTF8,
    crc: entry.crc ?? crc32(content),
    size: entry.size ?? content.length,
    packedSize: entry.packedSize ?? packed.length,
  };
}

function localHeader({ local = {}, extra = Buffer.alloc(0) }: RawZipEntry, { name, method, flags, crc, size, packedSize }: Fields): Buffer {
  const localName = local.name === undefined ? name : Buffer.from(local.name as string);
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(local.method ?? method, 8);
  header.writeUInt16LE(0x5821, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packedSize, 18);
  header.writeUInt32LE(local.size ?? size, 22);
  header.writeUInt16LE(localName.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, localName, extra]);
}

function centralHeader({ mode = 0o100644, extra = Buffer.alloc(0) }: RawZipEntry, { name, method, flags, crc, size, packedSize }: Fields, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.write('PK\x01\x02', 'latin1');
  header.writeUInt16LE((3 << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt16LE(0x5821, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packedSize, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE((mode << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name, extra]);
}

function endRecord(count: number, bytes: number, offset: number, comment: Buffer, { entryCount = count, directoryOffset = offset }: RawZipOptions): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entryCount, 8);
  end.writeUInt16LE(entryCount, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(directoryOffset >>> 0, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}

/** An extra field: number, length, bytes. */
export function extraField(id: number, bytes: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
}

/** The extra field in which sizes beyond four gigabytes stand. */
export function zip64Field(size: bigint, packedSize: bigint): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(size, 0);
  bytes.writeBigUInt64LE(packedSize, 8);
  return extraField(1, bytes);
}
