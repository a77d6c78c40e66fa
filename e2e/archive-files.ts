import { gzipSync } from 'node:zlib';
import { makeZip } from '../src/processors/kit/zip.test-kit';
import { rawZip, type RawZipEntry } from '../tests/helpers/archives/raw-zip';
import { scene } from './picture-files';
import { textPdf } from './paged-files';

interface Delivered {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const SYMLINK = 0o120777;

/** Its second page has the word "palimpsest". */
const paper = (): Promise<Uint8Array> => textPdf([['The survey', 'Two theodolites stood on the hill.'], ['The find', 'A palimpsest was found in May.']]);

/** A paper; an archive in which it lies too, beside a nested archive and what must never be written; a plain one; half of one. */
export async function archiveFiles(): Promise<Delivered[]> {
  const pdf = Buffer.from(await paper());
  const entries: RawZipEntry[] = [
    { name: 'papers/survey.pdf', content: pdf, method: 8 },
    { name: 'papers/notes/read me.txt', content: 'The sextant lies in the drawer.\n'.repeat(40), method: 8 },
    { name: 'photos/lake.jpg', content: scene({ width: 640, height: 480, seed: 5 }) },
    { name: 'photos/hill.jpg', content: scene({ width: 480, height: 640, seed: 9 }) },
    { name: 'letters.tar.gz', content: gzipSync(tar('letters/heliograph.txt', Buffer.from('Dear reader,\nthe heliograph stands on the hill.\n'))) },
    { name: 'birds.csv', content: 'name;count\nkestrel;12\nheron;3\n', method: 8 },
    { name: '../outside.txt', content: 'never written', method: 8 },
    { name: 'papers/latest', content: '/etc/passwd', mode: SYMLINK },
    { name: 'papers/Notes/other.txt', content: 'another', method: 8 },
  ];
  const mixed = rawZip(entries);
  return [
    { name: 'survey.pdf', bytes: pdf },
    { name: 'mixed.zip', bytes: mixed },
    { name: 'plain.zip', bytes: makeZip({ 'one.txt': 'The anemometer turns.', 'two.txt': 'Second.' }) },
    { name: 'torn.zip', bytes: mixed.subarray(0, Math.floor(mixed.length / 2)) },
  ];
}

/** Very many small files in a few folders. */
export function largeArchive(count: number): Uint8Array {
  return rawZip(Array.from({ length: count }, (_, at): RawZipEntry => ({ name: `folder ${at % 40}/file ${at}.txt`, content: `${at}\n` })));
}

/** One file in a tar archive. */
function tar(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write('0000644\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write('14700000000\0', 136);
  head.write('        ', 148);
  head.write('0', 156);
  head.write('ustar\x0000', 257);
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([head, content, Buffer.alloc((512 - (content.length % 512)) % 512), Buffer.alloc(1024)]);
}
