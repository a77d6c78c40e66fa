import { crc32, deflateRawSync } from 'node:zlib';

/** For tests: archives that no program here writes, made by the documents of their formats. */
export type Files = readonly (readonly [name: string, content: Buffer])[];

const u16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

/** "RAR 5.0 archive format" (rarlab.com/technote.htm): entries that are stored. A content of "->x" is a link to x. */
export function rar5(files: Files): Buffer {
  const block = (type: number, flags: number, extra: Buffer, fields: readonly Buffer[], data: Buffer): Buffer => {
    const sizes = [...(flags & 1 ? [vint(extra.length)] : []), ...(flags & 2 ? [vint(data.length)] : [])];
    const header = Buffer.concat([vint(type), vint(flags), ...sizes, ...fields, extra]);
    const sized = Buffer.concat([vint(header.length), header]);
    return Buffer.concat([u32(crc32(sized)), sized, data]);
  };
  const none = Buffer.alloc(0);
  const blocks = files.map(([name, content]) => {
    const target = /^->(.*)$/s.exec(content.toString())?.[1];
    const link = target === undefined ? none : Buffer.concat([vint(5), vint(1), vint(0), vint(target.length), Buffer.from(target)]);
    const data = target === undefined ? content : none;
    const fields = [vint(0x06), vint(data.length), vint(0o100644), u32(1_700_000_000), u32(crc32(data)), vint(0), vint(1), vint(Buffer.byteLength(name)), Buffer.from(name)];
    return block(2, 2 | (link.length > 0 ? 1 : 0), link.length > 0 ? Buffer.concat([vint(link.length), link]) : none, fields, data);
  });
  return Buffer.concat([Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'), block(1, 0, none, [vint(0)], none), ...blocks, block(5, 0, none, [vint(0)], none)]);
}

function vint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  do {
    bytes.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.from(bytes);
}

/** "Microsoft Cabinet Format": one folder, stored or packed by MSZIP. */
export function cab(files: Files, isPacked: boolean): Buffer {
  const content = Buffer.concat(files.map(([, bytes]) => bytes));
  const packed = isPacked ? Buffer.concat([Buffer.from('CK'), deflateRawSync(content)]) : content;
  let offset = 0;
  const entries = files.map(([name, bytes]) => {
    const entry = Buffer.concat([u32(bytes.length), u32(offset), u16(0), u16((45 << 9) | (6 << 5) | 7), u16(0), u16(0x20), Buffer.from(`${name}\0`)]);
    offset += bytes.length;
    return entry;
  });
  const filesAt = 36 + 8;
  const dataAt = filesAt + Buffer.concat(entries).length;
  const data = Buffer.concat([u32(0), u16(packed.length), u16(content.length), packed]);
  const header = [Buffer.from('MSCF'), u32(0), u32(dataAt + data.length), u32(0), u32(filesAt), u32(0), Buffer.from([3, 1]), u16(1), u16(files.length), u16(0), u16(1), u16(0)];
  return Buffer.concat([...header, u32(dataAt), u16(1), u16(isPacked ? 1 : 0), ...entries, data]);
}

/** cpio(5), "New ASCII Format". */
export function cpio(files: Files): Buffer {
  const entry = (name: string, content: Buffer, mode: number, inode: number): Buffer => {
    const fields = [inode, mode, 0, 0, 1, 1_700_000_000, content.length, 0, 0, 0, 0, name.length + 1, 0];
    const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}${name}\0`;
    return Buffer.concat([padded(Buffer.from(header, 'latin1')), padded(content)]);
  };
  const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  return Buffer.concat([...files.map(([name, content], i) => entry(name, content, 0o100644, i + 1)), entry('TRAILER!!!', Buffer.alloc(0), 0, 0)]);
}

/** ar(5). */
export function ar(files: Files): Buffer {
  const entries = files.map(([name, content]) => {
    const header = `${`${name}/`.padEnd(16)}${'1700000000'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${String(content.length).padEnd(10)}\`\n`;
    return Buffer.concat([Buffer.from(header), content, Buffer.alloc(content.length % 2, '\n')]);
  });
  return Buffer.concat([Buffer.from('!<arch>\n'), ...entries]);
}

/** ECMA-119, level 1: one folder. */
export function iso(files: Files): Buffer {
  const SECTOR = 2048;
  const sectors = (bytes: number): number => Math.ceil(bytes / SECTOR);
  const both16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8, value >> 8, value & 255]);
  const both32 = (value: number): Buffer => Buffer.concat([u32(value), u32(value).reverse()]);
  const record = (name: Buffer, at: number, length: number, flags: number): Buffer => {
    const body = Buffer.concat([Buffer.from([0]), both32(at), both32(length), Buffer.from([123, 11, 14, 22, 13, 20, 0, flags, 0, 0]), both16(1), Buffer.from([name.length]), name]);
    const even = Buffer.concat([body, Buffer.alloc((body.length + 1) % 2)]);
    return Buffer.concat([Buffer.from([even.length + 1]), even]);
  };
  let next = 19;
  const places = files.map(([, content]) => {
    const at = next;
    next += sectors(content.length);
    return at;
  });
  const root = record(Buffer.from([0]), 18, SECTOR, 2);
  const folder = Buffer.concat([root, record(Buffer.from([1]), 18, SECTOR, 2), ...files.map(([name, content], i) => record(Buffer.from(`${name};1`), places[i] as number, content.length, 0))]);
  const volume = Buffer.alloc(SECTOR);
  volume.write('\x01CD001\x01\0', 0, 'latin1');
  volume.fill(0x20, 8, 72);
  both32(next).copy(volume, 80);
  both16(1).copy(volume, 120);
  both16(1).copy(volume, 124);
  both16(SECTOR).copy(volume, 128);
  root.copy(volume, 156);
  volume.fill(0x20, 190, 813);
  volume[881] = 1;
  const image = Buffer.alloc(next * SECTOR);
  volume.copy(image, 16 * SECTOR);
  image.write('\xffCD001\x01', 17 * SECTOR, 'latin1');
  folder.copy(image, 18 * SECTOR);
  files.forEach(([, content], i) => content.copy(image, (places[i] as number) * SECTOR));
  return image;
}

/** "LHa header", level 0, stored. */
export function lzh(files: Files): Buffer {
  const entries = files.map(([name, content]) => {
    const body = Buffer.concat([Buffer.from('-lh0-'), u32(content.length), u32(content.length), u16(0), u16((45 << 9) | (6 << 5) | 7), Buffer.from([0x20, 0, name.length]), Buffer.from(name), u16(crc16(content))]);
    return Buffer.concat([Buffer.from([body.length, body.reduce((sum, byte) => (sum + byte) & 255, 0)]), body, content]);
  });
  return Buffer.concat([...entries, Buffer.from([0])]);
}

function crc16(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i += 1) sum = sum & 1 ? (sum >> 1) ^ 0xa001 : sum >> 1;
  }
  return sum;
}

/** APPNOTE.TXT 8.3: the entry in "x.z01", the directory in "x.zip". */
export function zipInTwo(name: string, text: string): [first: Buffer, last: Buffer] {
  const data = Buffer.from(text);
  const facts = Buffer.concat([u16(20), u16(0), u16(0), u32(0), u32(crc32(data)), u32(data.length), u32(data.length), u16(name.length), u16(0)]);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), data]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02'), u16(20), facts, u16(0), u16(0), u16(0), u32(0), u32(4), Buffer.from(name)]);
  const end = Buffer.concat([Buffer.from('PK\x05\x06'), u16(1), u16(1), u16(1), u16(1), u32(entry.length), u32(0), u16(0)]);
  return [Buffer.concat([Buffer.from('PK\x07\x08'), local]), Buffer.concat([entry, end])];
}

/**
 * "RAR archive format" of unrar's technote, before RAR 5: one stored file, cut into as many volumes as there are pieces, which
 * say that they are called x.part1.rar, x.part2.rar …, or else x.rar, x.r00 ….
 */
export function rar4Volumes(name: string, pieces: readonly string[], isNumbered: boolean): Buffer[] {
  const block = (type: number, flags: number, fields: readonly Buffer[], data = Buffer.alloc(0)): Buffer => {
    const rest = Buffer.concat(fields);
    const head = Buffer.concat([Buffer.from([type]), u16(flags), u16(7 + rest.length), rest]);
    return Buffer.concat([u16(crc32(head) & 0xffff), head, data]);
  };
  const whole = Buffer.from(pieces.join(''));
  return pieces.map((piece, i) => {
    const [isFirst, isLast] = [i === 0, i === pieces.length - 1];
    const data = Buffer.from(piece);
    const crc = crc32(isLast ? whole : data);
    const facts = [u32(data.length), u32(whole.length), Buffer.from([3]), u32(crc), u32(0x56_7a_64_00), Buffer.from([20, 0x30]), u16(name.length), u32(0o100644), Buffer.from(name)];
    const cuts = (isFirst ? 0 : 1) | (isLast ? 0 : 2);
    return Buffer.concat([
      Buffer.from('Rar!\x1a\x07\0', 'latin1'),
      block(0x73, (isFirst ? 0x101 : 1) | (isNumbered ? 0x10 : 0), [u16(0), u32(0)]),
      block(0x74, 0x8000 | cuts, facts, data),
      block(0x7b, isLast ? 0x4000 : 0x4001, []),
    ]);
  });
}
