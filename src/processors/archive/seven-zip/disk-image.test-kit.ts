import { deflateSync } from 'node:zlib';

/** For tests: disk images of macOS, made by the documents of their formats. */

const BLOCK = 4096;
const ROOT = 2;

const u16 = (value: number): Buffer => Buffer.from([(value >> 8) & 255, value & 255]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
const u64 = (value: number): Buffer => Buffer.concat([u32(Math.floor(value / 2 ** 32)), u32(value)]);
const zeros = (count: number): Buffer => Buffer.alloc(count);
const padded = (bytes: Buffer, length: number): Buffer => Buffer.concat([bytes, zeros(length - bytes.length)]);

/** One run of blocks. */
const fork = (bytes: number, start: number, blocks: number): Buffer => padded(Buffer.concat([u64(bytes), u32(0), u32(blocks), u32(start), u32(blocks)]), 80);
const unicode = (name: string): Buffer => Buffer.concat([u16(name.length), Buffer.from(name, 'utf16le').swap16()]);
const keyOf = (parent: number, name: string): Buffer => {
  const key = Buffer.concat([u32(parent), unicode(name)]);
  return Buffer.concat([u16(key.length), key]);
};
/** Owner, group, flags, mode, special. */
const rights = (mode: number): Buffer => Buffer.concat([u32(0), u32(0), u16(0), u16(mode), u32(0)]);

function folder(id: number, count: number): Buffer {
  return padded(Buffer.concat([u16(1), u16(0), u32(count), u32(id), zeros(20), rights(0o040755)]), 88);
}
function thread(parent: number, name: string): Buffer {
  return Buffer.concat([u16(3), u16(0), u32(parent), unicode(name)]);
}
function file(id: number, data: Buffer): Buffer {
  return Buffer.concat([padded(Buffer.concat([u16(2), u16(0), u32(0), u32(id), zeros(20), rights(0o100644)]), 88), data, zeros(80)]);
}

/** Records in one node of a B-tree, their places at its end. */
function node(kind: number, height: number, records: readonly Buffer[]): Buffer {
  const body = Buffer.concat([u32(0), u32(0), Buffer.from([kind, height]), u16(records.length), u16(0), ...records]);
  let at = 14;
  const places = [at, ...records.map((record) => (at += record.length))].map(u16).reverse();
  return Buffer.concat([padded(body, BLOCK - places.length * 2), ...places]);
}

function treeHead(leafRecords: number): Buffer {
  const isEmpty = leafRecords === 0;
  const [depth, first] = isEmpty ? [0, 0] : [1, 1];
  const facts = [u16(depth), u32(first), u32(leafRecords), u32(first), u32(first), u16(BLOCK), u16(516), u32(isEmpty ? 1 : 2), u32(0)];
  return node(1, 0, [padded(Buffer.concat(facts), 106), zeros(128), zeros(BLOCK - 14 - 106 - 128 - 8)]);
}

/** "HFS Plus Volume Format" (Apple TN1150): `a.txt`, and `sub/b.txt`. */
export function hfsPlus(a: string, b: string): Buffer {
  const contents = [a, b].map((text) => Buffer.from(text));
  const [first, second] = contents as [Buffer, Buffer];
  const records = [
    Buffer.concat([keyOf(1, 'Disk'), folder(ROOT, 2)]),
    Buffer.concat([keyOf(ROOT, ''), thread(1, 'Disk')]),
    Buffer.concat([keyOf(ROOT, 'a.txt'), file(17, fork(first.length, 5, 1))]),
    Buffer.concat([keyOf(ROOT, 'sub'), folder(16, 1)]),
    Buffer.concat([keyOf(16, ''), thread(ROOT, 'sub')]),
    Buffer.concat([keyOf(16, 'b.txt'), file(18, fork(second.length, 6, 1))]),
  ];
  const head = Buffer.concat([
    ...[Buffer.from('H+'), u16(4), u32(0x100), zeros(24), u32(2), u32(1), u32(BLOCK), u32(8), u32(0), u32(7), u32(0), u32(0), u32(19), u32(1), zeros(40)],
    ...[fork(BLOCK, 1, 1), fork(BLOCK, 2, 1), fork(2 * BLOCK, 3, 2), fork(0, 0, 0), fork(0, 0, 0)],
  ]);
  const beginning = padded(Buffer.concat([zeros(1024), head]), BLOCK);
  const end = Buffer.concat([zeros(BLOCK - 1024), head, zeros(512)]);
  return Buffer.concat([beginning, zeros(BLOCK), treeHead(0), treeHead(records.length), node(0xff, 1, records), padded(first, BLOCK), padded(second, BLOCK), end]);
}

const RAW = 1;
const ZLIB = 0x80000005;
const END = 0xffffffff;
const SECTOR = 512;

/** The image that macOS makes (UDIF): partitions in pieces, a list of them in XML, a trailer. */
export function dmg(partitions: readonly { name: string; content: Buffer }[]): Buffer {
  const data: Buffer[] = [];
  let at = 0;
  let sector = 0;
  const lists = partitions.map(({ name, content }, i) => {
    const sectors = content.length / SECTOR;
    const packed = i % 2 === 0 ? deflateSync(content) : content;
    const run = Buffer.concat([u32(i % 2 === 0 ? ZLIB : RAW), u32(0), u64(0), u64(sectors), u64(at), u64(packed.length)]);
    const end = Buffer.concat([u32(END), u32(0), u64(sectors), u64(0), u64(at + packed.length), u64(0)]);
    const list = Buffer.concat([Buffer.from('mish'), u32(1), u64(sector), u64(sectors), u64(0), u32(0), u32(i), zeros(24), u32(0), u32(0), zeros(128), u32(2), run, end]);
    data.push(packed);
    at += packed.length;
    sector += sectors;
    return `<dict><key>Attributes</key><string>0x0050</string><key>Data</key><data>${list.toString('base64')}</data><key>ID</key><string>${i}</string><key>Name</key><string>${name}</string></dict>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>resource-fork</key><dict><key>blkx</key><array>${lists.join('')}</array></dict></dict></plist>\n`;
  const trailer = Buffer.concat([
    ...[Buffer.from('koly'), u32(4), u32(512), u32(1), u64(0), u64(0), u64(at), u64(0), u64(0), u32(1), u32(1), zeros(16), u32(0), u32(0), zeros(128)],
    ...[u64(at), u64(xml.length), zeros(120), u32(0), u32(0), zeros(128), u32(1), u64(sector)],
  ]);
  return Buffer.concat([...data, Buffer.from(xml), padded(trailer, 512)]);
}
