import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSevenZip } from '../../../src/processors/archive/seven-zip/find-seven-zip';
import { GOOD, type HostileCase } from './hostile';
import { rawTar } from './raw-tar';

interface Link {
  link: string;
}

interface Making {
  files?: Record<string, string | Buffer | Link>;
  options?: string[];
  /** Old and new name of entries that are renamed when all is packed. */
  rename?: [string, string][];
  format?: string;
}

/** What 7-Zip makes of some files; links stay links. */
function sevenZip({ files = {}, options = [], rename = [], format = '7z' }: Making, outside = ''): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'filemill-hostile-'));
  try {
    const tree = join(folder, 'tree');
    mkdirSync(tree);
    for (const [path, content] of Object.entries({ 'good.txt': 'harmless', ...files })) {
      mkdirSync(join(tree, path, '..'), { recursive: true });
      if (isLink(content)) symlinkSync(content.link, join(tree, path));
      else writeFileSync(join(tree, path), content);
    }
    const archive = join(folder, 'made.bin');
    const run = (...argv: string[]): void => void execFileSync(findSevenZip(), argv, { cwd: tree, stdio: ['ignore', 'ignore', 'pipe'] });
    run('a', `-t${format}`, '-snl', '-mmt1', ...options, '--', archive, '.');
    for (const [from, to] of rename) run('rn', `-t${format}`, ...options.filter((option) => option.startsWith('-p')), '--', archive, from, to.replace('%outside', outside));
    return readFileSync(archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isLink = (content: string | Buffer | Link): content is Link => typeof content === 'object' && 'link' in content;

const case7z = (name: string, making: Making, rest: Partial<HostileCase> = {}): HostileCase => ({
  harmless: GOOD,
  ...rest,
  name: `7z: ${name}`,
  file: 'a.7z',
  make: (outside) => sevenZip(making, outside),
});

const packed = (format: string, content: Buffer, name: string): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'filemill-hostile-'));
  try {
    writeFileSync(join(folder, name), content);
    execFileSync(findSevenZip(), ['a', `-t${format}`, '-mx1', '-mmt1', '--', 'made.bin', name], { cwd: folder, stdio: 'ignore' });
    return readFileSync(join(folder, 'made.bin'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes * 1_000_000);
const good = { name: 'good.txt', content: 'harmless' };

/** A `newc` archive: what initial RAM disks and RPM packages hold. */
function cpio(entries: readonly { name: string; content: string; mode: number }[]): Buffer {
  const pad = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  const all = [...entries, { name: 'TRAILER!!!', content: '', mode: 0 }];
  return Buffer.concat(
    all.flatMap(({ name, content, mode }, index) => {
      const numbers = [index + 1, mode, 0, 0, 1, 0x60000000, Buffer.byteLength(content), 0, 0, 0, 0, Buffer.byteLength(name) + 1, 0];
      const header = `070701${numbers.map((number) => number.toString(16).padStart(8, '0')).join('')}`;
      return [pad(Buffer.from(`${header}${name}\0`)), pad(Buffer.from(content))];
    }),
  );
}

export const HOSTILE_OTHERS: HostileCase[] = [
  case7z('a link that leads out', { files: { l: { link: '../../..' } } }, { refused: ['link'] }),
  case7z('an absolute link', { files: { l: { link: '/etc/passwd' } } }, { refused: ['link'] }),
  case7z('a name that leads up', { files: { x: 'evil' }, rename: [['x', '../evil.txt']] }, { refused: ['traversal'] }),
  case7z('an absolute name', { files: { x: 'evil' }, rename: [['x', '%outside/evil.txt']] }, { refused: ['absolutePath'] }),
  case7z('a link, and a file through it', { files: { l: { link: '/tmp' }, x: 'evil' }, rename: [['x', 'l/evil.txt']] }, { refused: ['link'] }),
  case7z('names of Windows', { files: { x: '1', y: '2' }, rename: [['x', 'con.txt'], ['y', 'd/aux']] }, { harmless: { ...GOOD, '_con.txt': '1', 'd/_aux': '2' } }),
  case7z('names that differ in case', { files: { Readme: '1', README: '2', 'readme.': '3' } }, {}),
  case7z('30 MB of zeros', { files: { 'bomb.bin': zeros(30) }, options: ['-mx1', '-ms=off'] }, { refused: ['ratio'] }),
  case7z('30 MB of zeros, packed together', { files: { 'bomb.bin': zeros(30) }, options: ['-mx1'] }, { refused: ['ratio'] }),
  case7z('locked', { files: { x: 'secret' }, options: ['-psecret'] }, { harmless: {}, refused: ['encrypted'], mayFail: ['file.needsPassword'] }),
  case7z('locked with its names', { files: { x: 'secret' }, options: ['-psecret', '-mhe=on'] }, { harmless: {}, mayFail: ['file.needsPassword'] }),
  { name: '7z: cut', file: 'a.7z', make: () => sevenZip({ files: { x: Buffer.alloc(5000, 'x') } }).subarray(0, -20), mayFail: ['file.damaged', 'file.invalid'] },
  { name: '7z: a broken byte in what is packed', file: 'a.7z', make: () => broken(sevenZip({ options: ['-mx0'], files: { x: 'y'.repeat(500) } }), 40), mayFail: ['file.damaged'] },
  { name: 'tar.bz2: up', file: 'a.tar.bz2', make: () => packed('bzip2', rawTar([{ name: '../evil.txt', content: 'evil' }, good]), 'a.tar'), harmless: GOOD, refused: ['traversal'] },
  { name: 'tar.xz: a link that leads out', file: 'a.tar.xz', make: (outside) => packed('xz', rawTar([{ name: 'l', flag: '2', link: outside }, { name: 'l/evil.txt', content: 'evil' }, good]), 'a.tar'), harmless: GOOD, refused: ['link'] },
  { name: 'bz2: 30 MB of zeros', file: 'a.bz2', make: () => packed('bzip2', zeros(30), 'a'), harmless: {}, refused: ['ratio'] },
  { name: 'xz: 30 MB of zeros', file: 'a.xz', make: () => packed('xz', zeros(30), 'a'), harmless: {}, refused: ['ratio'] },
  {
    name: 'cpio: up, links and devices',
    file: 'a.cpio',
    make: () =>
      cpio([
        { name: '../evil.txt', content: 'evil', mode: 0o100644 },
        { name: 'l', content: '/tmp', mode: 0o120777 },
        { name: 'dev', content: '', mode: 0o020666 },
        { name: 'good.txt', content: 'harmless', mode: 0o100644 },
      ]),
    harmless: GOOD,
    refused: ['traversal', 'link', 'special'],
  },
];

function broken(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
