import { crc32, deflateRawSync } from 'node:zlib';
import { deflatedZeros } from './bombs';
import { GOOD, type HostileCase } from './hostile';
import { extraField, rawZip, zip64Field, type RawZipEntry } from './raw-zip';

const good: RawZipEntry = { name: 'good.txt', content: 'harmless', method: 8 };
const SYMLINK = 0o120777;

type Case = Omit<HostileCase, 'file' | 'make'> & { entries: (outside: string) => RawZipEntry[] };

const zipCase = ({ entries, ...rest }: Case): HostileCase => ({ harmless: GOOD, ...rest, file: 'a.zip', make: (outside) => rawZip([...entries(outside), good]) });

/** A name that would lead out, and what it is refused for. */
const byName = (title: string, name: string | Buffer | ((outside: string) => string), ...refused: string[]): HostileCase =>
  zipCase({ name: `zip: ${title}`, refused, entries: (outside) => [{ name: typeof name === 'function' ? name(outside) : name, content: 'evil' }] });

/** Names that are changed; the content comes out under another one. */
const renamed = (title: string, entries: RawZipEntry[], harmless: Record<string, string>): HostileCase =>
  zipCase({ name: `zip: ${title}`, refused: [], entries: () => entries, harmless: { ...GOOD, ...harmless } });

function unicodePath(extra: string): Buffer {
  const bytes = Buffer.from(extra);
  const head = Buffer.alloc(5);
  head.writeUInt8(1, 0);
  head.writeUInt32LE(crc32(Buffer.from('good2.txt')), 1);
  return extraField(0x7075, Buffer.concat([head, bytes]));
}

function nestedZip(depth: number): Buffer {
  let inner = rawZip([good]);
  for (let level = 0; level < depth; level += 1) inner = rawZip([{ name: 'inner.zip', content: inner, method: 8 }, good]);
  return inner;
}

/** All entries have one and the same data: David Fifield's "better zip bomb", the plain kind. */
function overlapping(): Buffer {
  const { packed, size, crc } = deflatedZeros(8);
  const bomb: RawZipEntry = { name: 'b0', method: 8, packed, size, crc };
  const copies = Array.from({ length: 200 }, (_, index): RawZipEntry => ({ ...bomb, name: `b${index}`, packed: Buffer.alloc(0), packedSize: packed.length, offset: 0 }));
  return rawZip([bomb, ...copies.slice(1), good]);
}

/** Each entry's data begins with the header of the next one. */
function quotedOverlap(): Buffer {
  const inner = rawZip([{ name: 'in', content: 'inner bytes' }]).subarray(0, 30 + 2 + 11);
  const outer: RawZipEntry = { name: 'out', content: Buffer.concat([inner, Buffer.alloc(10, 'x')]) };
  return rawZip([outer, { name: 'in', content: 'inner bytes', packed: Buffer.alloc(0), packedSize: 11, offset: 33 }, good]);
}

const zeros = (mebibytes: number): RawZipEntry => {
  const { packed, size, crc } = deflatedZeros(mebibytes);
  return { name: 'bomb.bin', method: 8, packed, size, crc };
};

export const HOSTILE_ZIPS: HostileCase[] = [
  byName('one folder up', '../evil.txt', 'traversal'),
  byName('many folders up', '../../../../../../../../../tmp/evil.txt', 'traversal'),
  byName('down and up again', 'a/b/../../../evil.txt', 'traversal'),
  byName('up, with backslashes', '..\\evil.txt', 'traversal'),
  byName('up, with both slashes', 'a\\../..\\evil.txt', 'traversal'),
  byName('absolute', (outside) => `${outside}/evil.txt`, 'absolutePath'),
  byName('absolute, by a backslash', '\\evil.txt', 'absolutePath'),
  byName('a drive', 'C:\\evil.txt', 'absolutePath'),
  byName('a drive without a slash', 'C:evil.txt', 'absolutePath'),
  byName('another computer', '\\\\server\\share\\evil.txt', 'absolutePath'),
  byName('another computer, with slashes', '//server/share/evil.txt', 'absolutePath'),
  byName('a device path of Windows', '\\\\?\\C:\\evil.txt', 'absolutePath'),
  zipCase({ name: 'zip: a folder that is the one above', refused: ['traversal'], entries: () => [{ name: '../', mode: 0o40755 }] }),
  zipCase({ name: 'zip: the root folder', refused: [], entries: () => [{ name: '/', mode: 0o40755 }] }),
  byName('a slash in bytes that are no UTF-8', Buffer.from('..\xc0\xafevil.txt', 'latin1')),
  zipCase({
    name: 'zip: a harmless name, and in its extra field a harmful one',
    entries: () => [{ name: 'good2.txt', content: 'evil', flags: 0, extra: unicodePath('../evil.txt') }],
    refused: ['traversal'],
  }),
  zipCase({ name: 'zip: a link that leads out, and a file through it', entries: (outside) => [{ name: 'l', content: outside, mode: SYMLINK }, { name: 'l/evil.txt', content: 'evil' }], refused: ['link'] }),
  zipCase({ name: 'zip: a relative link that leads out', entries: () => [{ name: 'l', content: '../../..', mode: SYMLINK }, { name: 'l/evil.txt', content: 'evil' }], refused: ['link'] }),
  zipCase({ name: 'zip: a link that a file of its name replaces', entries: (outside) => [{ name: 'x', content: `${outside}/evil.txt`, mode: SYMLINK }, { name: 'x', content: 'evil' }], refused: ['link'] }),
  zipCase({ name: 'zip: a file that a link of its name replaces', entries: () => [{ name: 'x', content: 'evil' }, { name: 'x', content: '/etc/passwd', mode: SYMLINK }], refused: ['link'] }),
  zipCase({ name: 'zip: a link to itself', entries: () => [{ name: 'loop', content: 'loop', mode: SYMLINK }, { name: 'loop/x', content: 'x' }], refused: ['link'] }),
  zipCase({ name: 'zip: a link with a target of a megabyte', entries: () => [{ name: 'l', content: Buffer.alloc(1_000_000, 'a'), mode: SYMLINK }], refused: ['link'] }),
  zipCase({ name: 'zip: a device', entries: () => [{ name: 'dev', mode: 0o020666 }, { name: 'disk', mode: 0o060666 }], refused: ['special'] }),
  zipCase({ name: 'zip: a pipe and a socket', entries: () => [{ name: 'fifo', mode: 0o010644 }, { name: 'sock', mode: 0o140644 }], refused: ['special'] }),
  zipCase({ name: 'zip: set-uid', entries: () => [{ name: 'su', content: 'su', mode: 0o106755 }], refused: [], harmless: { ...GOOD, su: 'su' } }),

  renamed('NUL in a name', [{ name: 'a.txt\0.exe', content: 'x' }], { 'a.txt_.exe': 'x' }),
  renamed('newlines and escapes in a name', [{ name: 'a\n\u001b[2Jb', content: 'x' }], { 'a__[2Jb': 'x' }),
  renamed('a name that is shown backwards', [{ name: 'photo\u202egpj.exe', content: 'x' }], { 'photo_gpj.exe': 'x' }),
  renamed('names of devices on Windows', [{ name: 'con', content: '1' }, { name: 'd/nul.txt', content: '2' }, { name: 'COM1', content: '3' }], { _con: '1', 'd/_nul.txt': '2', _COM1: '3' }),
  renamed('names that end in dots and spaces', [{ name: 'good.txt.', content: '1' }, { name: 'd. ./x', content: '2' }], { 'good.txt': '1', 'd/x': '2', 'good (2).txt': 'harmless' }),
  renamed('a stream of a file on Windows', [{ name: 'file.txt:evil.exe', content: 'x' }], { 'file.txt_evil.exe': 'x' }),
  renamed('a name of 4,000 letters', [{ name: `${'n'.repeat(4000)}.txt`, content: 'x' }], { [`${'n'.repeat(251)}.txt`]: 'x' }),
  renamed('a path of 20,000 letters', [{ name: `${'d/'.repeat(10_000)}deep.txt`, content: 'x' }], { [`${'d/'.repeat(100)}deep.txt`]: 'x' }),
  renamed('the same name thrice', ['1', '2', '3'].map((content) => ({ name: 'x.txt', content })), { 'x.txt': '1', 'x (2).txt': '2', 'x (3).txt': '3' }),
  renamed('names that differ in case', [{ name: 'README', content: '1' }, { name: 'readme', content: '2' }, { name: 'D/x', content: '3' }, { name: 'd/x', content: '4' }], { README: '1', 'readme (2)': '2', 'D/x': '3', 'd (2)/x': '4' }),
  renamed('names that differ in how accents are written', [{ name: '\u00e9', content: '1' }, { name: 'e\u0301', content: '2' }], { '\u00e9': '1', 'e\u0301 (2)': '2' }),
  renamed('a file where a folder is needed', [{ name: 'a', content: '1' }, { name: 'a/b', content: '2' }], { a: '1', 'a (2)/b': '2' }),
  renamed('a folder where a file is', [{ name: 'a/b', content: '1' }, { name: 'a', content: '2' }], { 'a/b': '1', 'a (2)': '2' }),
  renamed('no name at all', [{ name: '', content: 'x' }], {}),
  renamed('only dots', [{ name: './././x', content: 'x' }, { name: '...', content: 'y' }], { x: 'x', _: 'y' }),

  zipCase({ name: 'zip: 300 MB of zeros', entries: () => [zeros(300)], refused: ['ratio'] }),
  zipCase({ name: 'zip: 300 MB of zeros that pose as 100 bytes', entries: () => [{ ...zeros(300), size: 100 }], refused: ['contradiction'] }),
  zipCase({ name: 'zip: 60 times 9 MB of zeros', entries: () => Array.from({ length: 60 }, (_, index) => ({ ...zeros(9), name: `b${index}` })), refused: ['ratio'] }),
  { name: 'zip: all entries share one bomb', file: 'a.zip', make: overlapping, harmless: GOOD, refused: ['overlap'] },
  { name: 'zip: an entry within another one', file: 'a.zip', make: quotedOverlap, harmless: GOOD, refused: ['overlap'] },
  { name: 'zip: a hundred deep', file: 'a.zip', make: () => nestedZip(100), harmless: GOOD, refused: [] },
  zipCase({ name: 'zip: a petabyte in a kilobyte', entries: () => [{ name: 'pb', method: 8, packed: deflateRawSync('x'), size: 0xffffffff, packedSize: 0xffffffff, extra: zip64Field(10n ** 15n, 20n) }], refused: [] }),
  zipCase({ name: 'zip: more packed bytes than the file has', entries: () => [{ name: 'x', content: 'abc', packedSize: 1_000_000_000 }], refused: [] }),
  { name: 'zip: says that it has 65,535 entries', file: 'a.zip', make: () => rawZip([good], { entryCount: 65_535 }), harmless: GOOD, mayFail: ['file.damaged'] },
  { name: 'zip: says that it has none', file: 'a.zip', make: () => rawZip([good], { entryCount: 0 }), mayFail: ['file.damaged'] },
  { name: 'zip: its list lies beyond its end', file: 'a.zip', make: () => rawZip([good], { directoryOffset: 0x7fffffff }), mayFail: ['file.damaged', 'file.invalid'] },
  { name: 'zip: bytes of another program before it', file: 'a.zip', make: () => rawZip([good], { prefix: Buffer.from(`PK\x03\x04${'#'.repeat(500)}`, 'latin1') }), harmless: GOOD },
  { name: 'zip: another archive in its comment', file: 'a.zip', make: () => rawZip([good], { comment: rawZip([{ name: '../evil.txt', content: 'evil' }]) }), mayFail: ['file.damaged', 'file.unsafe'] },
  zipCase({ name: 'zip: another name before the data', entries: () => [{ name: 'x.txt', content: 'evil', local: { name: '../x.t' } }], refused: ['contradiction'] }),
  zipCase({ name: 'zip: another size before the data', entries: () => [{ name: 'x.txt', content: 'evil', local: { size: 9 } }], refused: ['contradiction'] }),
  zipCase({ name: 'zip: another method before the data', entries: () => [{ name: 'x.txt', content: 'evil', local: { method: 8 } }], refused: ['contradiction'] }),
  zipCase({ name: 'zip: a wrong checksum', entries: () => [{ name: 'x.txt', content: 'evil', crc: 1 }], refused: ['damaged'] }),
  zipCase({ name: 'zip: a stream that is none', entries: () => [{ name: 'x.txt', method: 8, packed: Buffer.from('this is not deflated'), size: 100, crc: 1 }], refused: ['damaged'] }),
  zipCase({ name: 'zip: locked', entries: () => [{ name: 'x.txt', content: 'x'.repeat(40), flags: 0x801 }], refused: ['encrypted'] }),
  zipCase({ name: 'zip: a method that nobody knows', entries: () => [{ name: 'x.txt', content: 'evil', method: 77 }], refused: ['unknownMethod'] }),
  { name: 'zip: cut in the middle', file: 'a.zip', make: () => rawZip([good, { name: 'x', content: Buffer.alloc(5000, 'x') }]).subarray(0, 3000), harmless: GOOD, mayFail: ['file.damaged'] },
  {
    name: 'zip: thousands of empty entries',
    file: 'a.zip',
    make: () => rawZip([good, ...Array.from({ length: 5_000 }, (_, index) => ({ name: `e${index % 100}/${index}` }))]),
    limits: { entries: 300 },
    harmless: GOOD,
    refused: ['tooLarge'],
  },
];
