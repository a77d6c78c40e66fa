import { afterAll, describe, expect, it } from 'vitest';
import { hash } from 'node:crypto';
import { Fixture } from './fixture.test-kit';

const fixture = new Fixture();
afterAll(() => fixture.remove());

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const storedZip = (names: string[], contents: Record<string, string> = {}): Buffer => {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const data = Buffer.from(contents[name] ?? '');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(data.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, bytes(name), data);
    central.push(entry, bytes(name));
    at += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
};
const ole = (stream: string): Buffer => {
  const file = Buffer.alloc(2048);
  bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.write(stream, 1024, 'utf16le');
  file.writeUInt16LE(stream.length * 2 + 2, 1024 + 64);
  return file;
};

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const TABLE: [name: string, content: string | Buffer, mime: string, kind: string][] = [
  ['a.pdf', '%PDF-1.4\n', 'application/pdf', 'document'],
  ['last part.zip', Buffer.concat([Buffer.alloc(50, 0xe5), storedZip([])]), 'application/zip', 'archive'],
  ['a.dmg', Buffer.concat([Buffer.alloc(2000, 0xe5), bytes('koly'), Buffer.alloc(508)]), 'application/x-apple-diskimage', 'archive'],
  ['late.pdf', bytes('\0\0junk\n%PDF-1.4\n'), 'application/pdf', 'document'],
  ['about.md', 'A PDF starts with `%PDF-`.\n', 'text/markdown', 'text'],
  ['a.jpg', bytes('\xff\xd8\xff\xe0\0\x10JFIF\0'), 'image/jpeg', 'image'],
  ['a.bmp', Buffer.concat([bytes('BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0'), Buffer.alloc(60)]), 'image/bmp', 'image'],
  ['BM.txt', 'BM is how this text begins, and it is no picture at all.', 'text/plain', 'text'],
  ['a.heic', bytes('\0\0\0\x18ftypheic\0\0\0\0'), 'image/heic', 'image'],
  ['a.webp', bytes('RIFF\x24\0\0\0WEBPVP8 '), 'image/webp', 'image'],
  ['a.svg', '<?xml version="1.0"?>\n<!-- <html> -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml', 'image'],
  ['a.html', '<!DOCTYPE html><title>x</title>', 'text/html', 'text'],
  ['a.xml', '<?xml version="1.0"?><feed/>', 'text/xml', 'text'],
  ['plain.zip', storedZip(['a.txt']), 'application/zip', 'archive'],
  ['a.docx', storedZip(['[Content_Types].xml', 'word/document.xml']), `${OFFICE}wordprocessingml.document`, 'document'],
  ['a.xlsx', storedZip(['[Content_Types].xml', 'xl/workbook.xml']), `${OFFICE}spreadsheetml.sheet`, 'data'],
  ['a.pptx', storedZip(['[Content_Types].xml', 'ppt/presentation.xml']), `${OFFICE}presentationml.presentation`, 'document'],
  ['cut.xlsx', storedZip(['[Content_Types].xml', 'xl/workbook.xml']).subarray(0, 90), `${OFFICE}spreadsheetml.sheet`, 'data'],
  ['cut.docx', storedZip(['word/document.xml', '[Content_Types].xml']).subarray(0, 60), `${OFFICE}wordprocessingml.document`, 'document'],
  ['cut.zip', storedZip(['word/document.xml', 'b.txt']).subarray(0, 60), 'application/zip', 'archive'],
  ['without-document.docx', storedZip(['[Content_Types].xml', '_rels/.rels']), `${OFFICE}wordprocessingml.document`, 'document'],
  ['a.odt', storedZip(['mimetype'], { mimetype: 'application/vnd.oasis.opendocument.text' }), 'application/vnd.oasis.opendocument.text', 'document'],
  ['a.epub', storedZip(['mimetype'], { mimetype: 'application/epub+zip' }), 'application/epub+zip', 'document'],
  ['a.jar', storedZip(['META-INF/MANIFEST.MF', 'A.class']), 'application/java-archive', 'archive'],
  ['locked.xlsx', ole('EncryptedPackage'), 'application/x-ole-encrypted', 'document'],
  ['old.xls', ole('Workbook'), 'application/vnd.ms-excel', 'data'],
  ['a.7z', bytes('7z\xbc\xaf\x27\x1c\0\x04'), 'application/x-7z-compressed', 'archive'],
  ['a.tar', Buffer.concat([Buffer.alloc(257, 'a'), bytes('ustar\0'), Buffer.alloc(300)]), 'application/x-tar', 'archive'],
  ['old.tar', oldTar('a.txt'), 'application/x-tar', 'archive'],
  ['a.cab', bytes('MSCF\0\0\0\0\x40\0\0\0'), 'application/vnd.ms-cab-compressed', 'archive'],
  ['lib.a', '!<arch>\nmember.o/       ', 'application/x-unix-archive', 'archive'],
  ['a.deb', '!<arch>\ndebian-binary   1342943816  0     0     100644  4         `\n2.0\n', 'application/vnd.debian.binary-package', 'archive'],
  ['a.rpm', bytes('\xed\xab\xee\xdb\x03\0\0\0'), 'application/x-rpm', 'archive'],
  ['a.cpio', `070701${'0'.repeat(104)}`, 'application/x-cpio', 'archive'],
  ['odc.cpio', `070707${'0'.repeat(70)}`, 'application/x-cpio', 'archive'],
  ['phone.txt', '070701 is the number to call, day and night.', 'text/plain', 'text'],
  ['a.iso', Buffer.concat([Buffer.alloc(32_769), bytes('CD001\x01\0'), Buffer.alloc(2000)]), 'application/x-iso9660-image', 'archive'],
  ['a.wim', bytes('MSWIM\0\0\0\xd0\0\0\0'), 'application/x-ms-wim', 'archive'],
  ['a.squashfs', bytes(`hsqs${'\0'.repeat(24)}\x04${'\0'.repeat(80)}`), 'application/x-squashfs', 'archive'],
  ['a.lzh', bytes(`\x22\x10-lh5-${'\x01'.repeat(13)}\x02\0`), 'application/x-lzh-compressed', 'archive'],
  ['list.txt', 'x -l is how the list is asked for', 'text/plain', 'text'],
  ['a.lz', bytes('LZIP\x01\x14\0'), 'application/x-lzip', 'archive'],
  ['pieces.zst', bytes(`\x50\x2a\x4d\x18\x04\0\0\0\xaa\0\0\0\x28\xb5\x2f\xfd\x04\x58`), 'application/zstd', 'archive'],
  ['after.lz4', bytes(`\x5f\x2a\x4d\x18\x01\0\0\0x\x50\x2a\x4d\x18\0\0\0\0\x04\x22\x4d\x18\x64\x40\xa7`), 'application/x-lz4', 'archive'],
  ['LZIP.txt', 'LZIP is a program', 'text/plain', 'text'],
  ['a.lzma', bytes(`\x5d\0\0\x80\0${'\xff'.repeat(8)}\0\x11\x22\x33\x44`), 'application/x-lzma', 'archive'],
  ['a.Z', bytes('\x1f\x9d\x90\x61\x22'), 'application/x-compress', 'archive'],
  ['a.mp3', bytes('ID3\x04\0\0\0\0\0\0'), 'audio/mpeg', 'audio'],
  ['a.csv', 'a;b\n1;2\n', 'text/csv', 'data'],
  ['table', 'a,b,c\n1,2,3\n4,5,6\n', 'text/csv', 'data'],
  ['table.txt', 'a\tb\n1\t2\n3\t4\n', 'text/tab-separated-values', 'data'],
  ['prose.txt', 'Dear all, hello, yes\nI write, now\nwith, some, commas\n', 'text/plain', 'text'],
  ['clauses.txt', 'The tenant pays the rent; it is due on the first.\nThe landlord keeps the roof; he may ask for help.\nBoth sign; neither is bound before.\n', 'text/plain', 'text'],
  ['listed.txt', 'ships, boats, and rafts\nred, green, and blue\none, two, and three\n', 'text/plain', 'text'],
  ['spaced.txt', 'id; name; city\n1; Ada; Bern\n2; Bob; Rome\n3; Cid; Oslo\n4; Dan; Kiel\n', 'text/csv', 'data'],
  ['two-columns.txt', 'id;name\n1;Ada Lovelace\n2;Bob\n', 'text/csv', 'data'],
  ['a.json', '{name: 1}', 'application/json', 'data'],
  ['unnamed', '[{"a": 1}]', 'application/json', 'data'],
  ['brackets.txt', '[draft] not JSON', 'text/plain', 'text'],
  ['a.jsonl', '{"a":1}\n{"a":2}\n', 'application/x-ndjson', 'data'],
  ['lines', '{"a":1}\n{"a":2}\n', 'application/x-ndjson', 'data'],
  ['program.js', '[1].map(String)', 'text/javascript', 'text'],
  ['utf16.txt', Buffer.from('\ufeffHällo', 'utf16le'), 'text/plain', 'text'],
  ['utf16-no-mark.txt', Buffer.from('Hello, this is text.\n', 'utf16le'), 'text/plain', 'text'],
  ['latin1.txt', bytes('Gr\xfc\xdfe aus M\xfcnchen\n'), 'text/plain', 'text'],
  ['zeros.bin', Buffer.alloc(4096), 'application/octet-stream', 'other'],
  ['nothing.tar', Buffer.alloc(10_240), 'application/x-tar', 'archive'],
  ['filled.tar', Buffer.alloc(20 * 512 * 3), 'application/x-tar', 'archive'],
  ['noise.bin', Buffer.from(Array.from({ length: 512 }, (_, i) => (i * 197 + 13) % 31)), 'application/octet-stream', 'other'],
  ['empty.txt', '', 'application/x-empty', 'other'],
];

/** A header as it was before "ustar". */
function oldTar(name: string): Buffer {
  const header = Buffer.alloc(1024);
  header.write(name);
  header.write('0000644\0', 100);
  header.write('00000000000\0', 124);
  header.write('        ', 148);
  header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

describe('recognise', () => {
  it.each(TABLE)('%s', async (name, content, mime, kind) => {
    const source = fixture.write(name, content);
    const recognition = await fixture.recognise(source);
    expect(recognition).toMatchObject({ mime, kind, sha256: hash('sha256', content) });
    expect(recognition.warnings).toEqual(name === 'empty.txt' ? ['The file is empty.'] : []);
  });

  it.each([
    ['picture.pdf', bytes('\x89PNG\r\n\x1a\n'), 'Named .pdf, but it is a PNG picture.'],
    ['text.pdf', 'hello', 'Named .pdf, but it is plain text.'],
    ['zeros.pdf', Buffer.alloc(100), 'Named .pdf, but it is not a PDF document.'],
    ['program.txt', bytes('MZ\x90\0' + '\0'.repeat(80)), 'Named .txt, but it is a Windows program.'],
  ])('%s disagrees with its name', async (name, content, warning) => {
    expect((await fixture.recognise(fixture.write(name, content))).warnings).toEqual([warning]);
  });

  it('leaves rare types to file-type', async () => {
    const source = fixture.write('rare', bytes('SQLite format 3\0') && bytes('IMPM' + '\0'.repeat(100)));
    expect((await fixture.recognise(source)).mime).not.toBe('text/plain');
  });
});
