import { gzipSync } from 'node:zlib';
import { gzipAround, gzippedZeros } from './bombs';
import { GOOD, type HostileCase } from './hostile';
import { paxRecord, rawTar, type RawTarEntry } from './raw-tar';

const good: RawTarEntry = { name: 'good.txt', content: 'harmless' };

type Case = Omit<HostileCase, 'file' | 'make'> & { entries: (outside: string) => RawTarEntry[] };

const tarCase = ({ entries, ...rest }: Case): HostileCase => ({ harmless: GOOD, ...rest, name: `tar: ${rest.name}`, file: 'a.tar', make: (outside) => rawTar([...entries(outside), good]) });
const tgzCase = ({ entries, ...rest }: Case): HostileCase => ({ harmless: GOOD, ...rest, name: `tgz: ${rest.name}`, file: 'a.tgz', make: (outside) => gzipSync(rawTar([...entries(outside), good])) });

const pax = (...records: [string, string][]): RawTarEntry => ({ name: 'pax', flag: 'x', content: records.map(([key, value]) => paxRecord(key, value)).join('') });
const BASE_256_NEGATIVE = Buffer.alloc(12, 0xff);
const BASE_256_HUGE = Buffer.from([0x80, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);

/** 300 MB of zeros between two entries, packed. */
function bombTgz(): Buffer {
  const mebibytes = 300;
  const head = rawTar([good, { name: 'bomb.bin', size: mebibytes * 1024 * 1024 }], false);
  return gzipAround(head, mebibytes, rawTar([{ name: 'after.txt', content: 'also harmless' }]));
}

export const HOSTILE_TARS: HostileCase[] = [
  tarCase({ name: 'up', entries: () => [{ name: '../evil.txt', content: 'evil' }], refused: ['traversal'] }),
  tarCase({ name: 'absolute', entries: (outside) => [{ name: `${outside}/evil.txt`.slice(0, 100), content: 'evil' }], refused: ['absolutePath'] }),
  tarCase({ name: 'up, by a pax header', entries: () => [pax(['path', '../evil.txt']), { name: 'x', content: 'evil' }], refused: ['traversal'] }),
  tarCase({ name: 'up, by a long name of GNU', entries: () => [{ name: '././@LongLink', flag: 'L', content: '../evil.txt\0' }, { name: 'x', content: 'evil' }], refused: ['traversal'] }),
  tarCase({ name: 'up, with backslashes', entries: () => [{ name: '..\\evil.txt', content: 'evil' }], refused: ['traversal'] }),
  tarCase({ name: 'a drive', entries: () => [{ name: 'C:/evil.txt', content: 'evil' }], refused: ['absolutePath'] }),
  tarCase({ name: 'a link that leads out, and a file through it', entries: (outside) => [{ name: 'l', flag: '2', link: outside }, { name: 'l/evil.txt', content: 'evil' }], refused: ['link'] }),
  tarCase({ name: 'a link to a link', entries: () => [{ name: 'a', flag: '2', link: '..' }, { name: 'b', flag: '2', link: 'a/..' }, { name: 'b/evil.txt', content: 'evil' }], refused: ['link'] }),
  tarCase({ name: 'a link by a pax header', entries: (outside) => [pax(['linkpath', `${outside}/evil.txt`]), { name: 'l', flag: '2', link: 'x' }, { name: 'l', content: 'evil' }], refused: ['link'] }),
  tarCase({ name: 'a folder that a link of its name replaces', entries: (outside) => [{ name: 'd/', flag: '5' }, { name: 'd', flag: '2', link: outside }, { name: 'd/evil.txt', content: 'evil' }], refused: ['link'] }),
  tarCase({ name: 'a hardlink that leads out', entries: () => [{ name: 'h', flag: '1', link: '/etc/passwd' }, { name: 'h', content: 'evil' }], refused: ['link'] }),
  tarCase({ name: 'a hardlink that leads up', entries: () => [{ name: 'h', flag: '1', link: '../../outside/victim.txt' }, { name: 'h', content: 'evil' }], refused: ['link'] }),
  tarCase({ name: 'a hardlink to a link', entries: () => [{ name: 'l', flag: '2', link: '/etc/passwd' }, { name: 'h', flag: '1', link: 'l' }], refused: ['link'] }),
  tarCase({ name: 'a hardlink to itself', entries: () => [{ name: 'h', flag: '1', link: 'h' }], refused: ['link'] }),
  tarCase({ name: 'a hardlink to a file of it', entries: () => [{ name: 'x', content: '1' }, { name: 'h', flag: '1', link: 'x' }], refused: [], harmless: { ...GOOD, x: '1', h: '1' } }),
  tarCase({ name: 'devices', entries: () => [{ name: 'c', flag: '3' }, { name: 'b', flag: '4' }], refused: ['special'] }),
  tarCase({ name: 'a pipe', entries: () => [{ name: 'f', flag: '6' }], refused: ['special'] }),
  tarCase({ name: 'set-uid and set-gid', entries: () => [{ name: 'su', content: 'su', mode: 0o6755 }], refused: [], harmless: { ...GOOD, su: 'su' } }),
  tarCase({ name: 'the same name, and one in capitals', entries: () => [{ name: 'x', content: '1' }, { name: 'x', content: '2' }, { name: 'X', content: '3' }], refused: [], harmless: { ...GOOD, x: '1', 'x (2)': '2', 'X (3)': '3' } }),
  tarCase({ name: 'names of Windows', entries: () => [{ name: 'aux.h', content: '1' }, { name: 'a/prn', content: '2' }], refused: [], harmless: { ...GOOD, '_aux.h': '1', 'a/_prn': '2' } }),
  tarCase({ name: 'a file where a folder is needed', entries: () => [{ name: 'a', content: '1' }, { name: 'a/b', content: '2' }], refused: [], harmless: { ...GOOD, a: '1', 'a (2)/b': '2' } }),
  tarCase({ name: 'a type that nobody knows', entries: () => [{ name: 'x', flag: 'Z', content: 'x' }] }),
  { name: 'tar: a negative size', file: 'a.tar', make: () => rawTar([good, { name: 'x', size: BASE_256_NEGATIVE }, { name: 'y' }]), harmless: GOOD, mayFail: ['file.damaged'] },
  { name: 'tar: a size of eight exabytes', file: 'a.tar', make: () => rawTar([good, { name: 'x', size: BASE_256_HUGE }, { name: 'y' }]), harmless: GOOD, mayFail: ['file.damaged'] },
  { name: 'tar: a pax header of a gigabyte', file: 'a.tar', make: () => rawTar([good, { name: 'pax', flag: 'x', size: 1_000_000_000 }]), harmless: GOOD, mayFail: ['file.damaged'] },
  { name: 'tar: a pax header that counts wrongly', file: 'a.tar', make: () => rawTar([good, { name: 'pax', flag: 'x', content: '99999999999 path=x\n-5 a=b\n' }, { name: 'y', content: 'y' }]), harmless: GOOD, mayFail: ['file.damaged'] },
  { name: 'tar: a wrong checksum of a header', file: 'a.tar', make: () => rawTar([good, { name: 'x', content: 'x', hasBrokenChecksum: true }]), harmless: GOOD, mayFail: ['file.damaged'] },
  { name: 'tar: cut in the middle', file: 'a.tar', make: () => rawTar([good, { name: 'x', content: Buffer.alloc(5000, 'x') }]).subarray(0, 3000), harmless: GOOD, mayFail: ['file.damaged'] },
  tarCase({ name: 'a sparse file of a terabyte', entries: () => [pax(['GNU.sparse.major', '1'], ['GNU.sparse.minor', '0'], ['GNU.sparse.name', 'hole'], ['GNU.sparse.realsize', '1000000000000']), { name: 'x', content: Buffer.concat([Buffer.from('1\n999999999999\n1\n'.padEnd(512, '\0')), Buffer.from('x')]) }] }),
  tgzCase({ name: 'up', entries: () => [{ name: 'a/../../evil.txt', content: 'evil' }], refused: ['traversal'] }),
  tgzCase({ name: 'absolute', entries: () => [{ name: '/tmp/evil.txt', content: 'evil' }], refused: ['absolutePath'] }),
  tgzCase({ name: 'a link that leads out, and a file through it', entries: (outside) => [{ name: 'l', flag: '2', link: outside }, { name: 'l/evil.txt', content: 'evil' }], refused: ['link'] }),
  tgzCase({ name: 'a hardlink that leads out', entries: () => [{ name: 'h', flag: '1', link: '../../outside/victim.txt' }, { name: 'h', content: 'evil' }], refused: ['link'] }),
  { name: 'tgz: 300 MB of zeros between two files', file: 'a.tgz', make: bombTgz, harmless: { ...GOOD, 'after.txt': 'also harmless' }, refused: ['ratio'] },
  { name: 'tgz: cut in the middle', file: 'a.tgz', make: () => gzipSync(rawTar([good, { name: 'x', content: Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * index * 7919) % 251)) }])).subarray(0, -30), harmless: GOOD, mayFail: ['file.damaged'] },
  { name: 'gz: 300 MB of zeros', file: 'a.gz', make: () => gzippedZeros(300), harmless: {}, refused: ['ratio'] },
];
