import { describe, expect, it } from 'vitest';
import { entryPickSchema, unpackLimitsSchema, type ArchiveEntry, type UnpackLimits } from '../../../shared/model/archive';
import { fakeEntry, type FakeEntry } from '../unpack/fake-archive.test-kit';
import { judgeEntries, type JudgeOptions } from './judge';

interface Ask extends Partial<Omit<JudgeOptions, 'pick' | 'limits'>> {
  pick?: Parameters<typeof entryPickSchema.parse>[0];
  limits?: Partial<UnpackLimits>;
}

function judged(said: readonly (string | FakeEntry)[], { pick = {}, limits = {}, ...options }: Ask = {}) {
  const entries = said.map((one, ordinal) => fakeEntry(typeof one === 'string' ? { path: one } : one, ordinal));
  return [
    ...judgeEntries(entries, {
      pick: entryPickSchema.parse(pick),
      limits: unpackLimitsSchema.parse(limits),
      archiveType: 'zip',
      archiveBytes: 1e9,
      hasPasswords: false,
      platform: 'linux',
      ...options,
    }),
  ];
}

/** "path" as written, or "! code". */
const short = (said: readonly (string | FakeEntry)[], ask: Ask = {}): string[] =>
  judged(said, ask).map((verdict) => {
    if (verdict.action === 'write') return `${verdict.relativePath}${verdict.type === 'folder' ? '/' : ''}`;
    return verdict.action === 'refuse' ? `! ${verdict.code}` : '-';
  });

const notes = (said: readonly (string | FakeEntry)[], ask: Ask = {}): string[][] =>
  judged(said, ask).map((verdict) => (verdict.action === 'write' ? verdict.notes.map(({ code }) => code) : []));

describe('paths', () => {
  it.each([
    ['../x', 'traversal'],
    ['a/../../x', 'traversal'],
    ['a/..', 'traversal'],
    ['..', 'traversal'],
    ['a/.. /x', 'traversal'],
    ['..\\x', 'traversal'],
    ['a\\..\\..\\x', 'traversal'],
    ['/etc/passwd', 'absolutePath'],
    ['//server/share/x', 'absolutePath'],
    ['\\\\server\\share\\x', 'absolutePath'],
    ['\\x', 'absolutePath'],
    ['C:/x', 'absolutePath'],
    ['c:x', 'absolutePath'],
    ['C:\\x', 'absolutePath'],
    ['\\\\?\\C:\\x', 'absolutePath'],
  ])('%s is refused, whatever kind of archive it is in', (path, code) => {
    for (const archiveType of ['zip', 'tar', 'tar.gz', '7z', 'rar']) expect(short([path], { archiveType })).toEqual([`! ${code}`]);
  });

  it.each([
    ['./a/b', 'a/b'],
    ['a//b', 'a/b'],
    ['a/./b', 'a/b'],
    ['a..b/...c', 'a..b/...c'],
    ['..a/b..', '..a/b'],
    ['%2e%2e/x', '%2e%2e/x'],
    ['', 'unnamed'],
  ])('%j is written as %s', (path, written) => {
    expect(short([path])).toEqual([written]);
  });

  it('takes a backslash for a separator where archives come from Windows, for a letter elsewhere', () => {
    expect(short(['a\\b.txt'])).toEqual(['a/b.txt']);
    expect(short(['a\\b.txt'], { archiveType: '7z' })).toEqual(['a/b.txt']);
    expect(short(['a\\b.txt'], { archiveType: 'tar.gz' })).toEqual(['a_b.txt']);
  });

  it('skips the folder that all lies in', () => {
    expect(short([{ path: './', type: 'folder' }, { path: 'a/', type: 'folder' }])).toEqual(['-', 'a/']);
  });

  it('puts a file further up when its path is too long or too deep, and says so', () => {
    const long = `${'d'.repeat(200)}/`.repeat(8);
    const deep = 'd/'.repeat(5000);
    for (const path of [`${long}x.txt`, `${deep}x.txt`]) {
      const [written] = short([path]);
      expect(written).toMatch(/x\.txt$/);
      expect(Buffer.byteLength(written ?? '')).toBeLessThanOrEqual(1024);
      expect((written ?? '').split('/').length).toBeLessThanOrEqual(101);
      expect(notes([path])).toEqual([['longName']]);
    }
    expect(short([{ path: deep, type: 'folder' }])).toEqual(['-']);
  });
});

describe('names', () => {
  it.each([
    ['a\u0000b.txt', 'a_b.txt', 'strangeName'],
    ['a\nb', 'a_b', 'strangeName'],
    ['evil\u202etxt.exe', 'evil_txt.exe', 'strangeName'],
    ['zero\u200bwidth', 'zero_width', 'strangeName'],
    ['\u001b[31mred', '_[31mred', 'strangeName'],
    ['con', '_con', 'illegalName'],
    ['NUL.txt', '_NUL.txt', 'illegalName'],
    ['com1.tar.gz', '_com1.tar.gz', 'illegalName'],
    ['AUX ', '_AUX', 'illegalName'],
    ['dot.', 'dot', 'illegalName'],
    ['space ', 'space', 'illegalName'],
    ['. . .', '_', 'illegalName'],
    ['file.txt:hidden', 'file.txt_hidden', 'illegalName'],
    ['a<b>|?*"', 'a_b_____', 'illegalName'],
    [`${'n'.repeat(300)}.jpg`, `${'n'.repeat(251)}.jpg`, 'longName'],
    [`${'ü'.repeat(200)}.jpg`, `${'ü'.repeat(125)}.jpg`, 'longName'],
  ])('%j is written as %j', (path, written, code) => {
    expect(short([path])).toEqual([written]);
    expect(notes([path])).toEqual([[code]]);
  });

  it.each(['Grüße.txt', '写真 1.jpg', 'фото.jpg', '.hidden', '-rf', '$HOME', 'a b', `${'x'.repeat(250)}.txt`, 'e\u0301.txt', '🦊.png', 'consul', 'com', 'lpt10.txt'])(
    '%s stays as it is',
    (path) => {
      expect(short([path])).toEqual([path]);
      expect(notes([path])).toEqual([[]]);
    },
  );

  it('keeps bytes that are no text where the system takes them', () => {
    expect(short(['caf\uefe9.txt'])).toEqual(['caf\uefe9.txt']);
    expect(short(['caf\uefe9.txt'], { platform: 'darwin' })).toEqual(['caf_.txt']);
    expect(notes(['caf\uefe9.txt'])).toEqual([['strangeName']]);
  });
});

describe('names that meet', () => {
  it('are numbered: same, differing in case, in accents, or after being made harmless', () => {
    expect(short(['a.txt', 'a.txt', 'A.TXT', 'a.txt'])).toEqual(['a.txt', 'a (2).txt', 'A (3).TXT', 'a (4).txt']);
    expect(notes(['a.txt', 'a.txt', 'A.TXT'])).toEqual([[], ['duplicateName'], ['caseClash']]);
    expect(short(['\u00e9.txt', 'e\u0301.txt'])).toEqual(['\u00e9.txt', 'e\u0301 (2).txt']);
    expect(short(['stra\u00dfe', 'STRASSE'])).toEqual(['stra\u00dfe', 'STRASSE (2)']);
    expect(short(['aa:b', 'aa_b', 'aa?b'])).toEqual(['aa_b', 'aa_b (2)', 'aa_b (3)']);
    expect(short(['a (2)', 'a', 'a'])).toEqual(['a (2)', 'a', 'a (3)']);
  });

  it('do not hinder one another as file and folder', () => {
    expect(short(['a', 'a/b', 'a/c', { path: 'a', type: 'folder' }])).toEqual(['a', 'a (2)/b', 'a (2)/c', 'a (2)/']);
    expect(short(['a/b', 'a', 'a/b/c'])).toEqual(['a/b', 'a (2)', 'a/b (2)/c']);
    expect(notes(['a', 'a/b'])[1]).toEqual(['duplicateName']);
  });

  it('keep folders together that have one name, and apart that differ in case', () => {
    expect(short([{ path: 'd', type: 'folder' }, 'd/x', 'D/x', 'd/y', 'D/y'])).toEqual(['d/', 'd/x', 'D (2)/x', 'd/y', 'D (2)/y']);
  });

  it('take no longer when fifty thousand want the same one', () => {
    const startedAt = performance.now();
    const written = short(Array.from({ length: 50_000 }, () => 'same.txt'));
    expect(new Set(written).size).toBe(50_000);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('take no longer when many long ones differ only where a number cuts them', () => {
    const long = Array.from({ length: 10_000 }, (_, i) => `${'n'.repeat(245)}${String(i).padStart(5, '0')}.txt`);
    const startedAt = performance.now();
    const written = short([...long, ...long]);
    expect(new Set(written).size).toBe(20_000);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('take no longer for their spaces, however many', () => {
    const startedAt = performance.now();
    const written = short(Array.from({ length: 20 }, (_, i) => `a${' '.repeat(60_000)}${i}`));
    expect(new Set(written).size).toBe(20);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

describe('what is never made', () => {
  it('links, telling where they lead', () => {
    const [verdict] = judged([{ path: 'l', type: 'symlink', linkTarget: '../../etc/passwd' }]);
    expect(verdict).toMatchObject({ action: 'refuse', code: 'link', reason: 'It is a link to “../../etc/passwd”; links are not made.' });
    expect(short([{ path: 'l', type: 'hardlink', linkTarget: '/etc/passwd' }, { path: 'd', type: 'special' }])).toEqual(['! link', '! special']);
  });

  it('but a hardlink to a file of the archive is a copy of it', () => {
    const verdicts = judged([{ path: './a/x', size: 7 }, { path: 'b', type: 'hardlink', linkTarget: 'a/x' }, { path: 'c', type: 'hardlink', linkTarget: './b' }], { archiveType: 'tar' });
    expect(verdicts).toMatchObject([
      { action: 'write', bytesOf: 0 },
      { action: 'write', bytesOf: 0, size: 7, relativePath: 'b', notes: [{ code: 'link' }] },
      { action: 'write', bytesOf: 0, size: 7, relativePath: 'c' },
    ]);
    expect(short([{ path: '../x' }, { path: 'b', type: 'hardlink', linkTarget: '../x' }], { archiveType: 'tar' })).toEqual(['! traversal', '! link']);
    expect(short(['x', { path: 'b', type: 'hardlink', linkTarget: 'x' }], { archiveType: 'tar', pick: { ordinals: [1] } })).toEqual(['-', 'b']);
  });

  it('rights of others', () => {
    const [verdict, plain] = judged([{ path: 'su', mode: 0o6755 }, { path: 'plain', mode: 0o666 }]);
    expect(verdict).toMatchObject({ mode: 0o755, notes: [{ code: 'privileges' }] });
    expect(plain).toMatchObject({ mode: 0o644, notes: [] });
  });

  it('what its reader found to be a trap, and what is locked', () => {
    const trap = (code: ArchiveEntry['warnings'][number]['code']): FakeEntry => ({ path: code, warnings: [{ code, message: 'So it is.' }] });
    const said = [trap('overlap'), trap('contradiction'), trap('unknownMethod'), trap('strangeName'), { path: 'locked', isEncrypted: true }];
    expect(short(said)).toEqual(['! overlap', '! contradiction', '! unknownMethod', 'strangeName', '! encrypted']);
    expect(short(said.slice(-1), { hasPasswords: true })).toEqual(['locked']);
  });
});

describe('limits', () => {
  it('by what the archive says: entry, total, ratio, number', () => {
    expect(short([{ path: 'big', size: 101 }, { path: 'fits', size: 100 }], { limits: { entryBytes: 100 } })).toEqual(['! tooLarge', 'fits']);
    expect(short([{ path: 'a', size: 60 }, { path: 'b', size: 60 }, { path: 'c', size: 40 }], { limits: { totalBytes: 100 } })).toEqual(['a', '! tooLarge', 'c']);
    const bomb = { path: 'bomb', size: 20_000_000, compressedSize: 20_000 };
    expect(short([bomb, { path: 'log', size: 9_000_000, compressedSize: 900 }])).toEqual(['! ratio', 'log']);
    expect(short([{ ...bomb, compressedSize: null }], { archiveBytes: 20_000 })).toEqual(['! ratio']);
    expect(short(['a', 'b', 'c'], { limits: { entries: 2 } })).toEqual(['a', 'b', '-']);
  });
});

describe('what is picked', () => {
  const said = ['a/photo.JPG', 'a/b/scan.pdf', 'notes[1].txt', { path: 'a/big.pdf', size: 500 }];

  it.each([
    [{ include: ['*.jpg'] }, ['a/photo.JPG']],
    [{ include: ['a/*.jpg', '*.txt'] }, ['a/photo.JPG', 'notes[1].txt']],
    [{ include: ['a/**'] }, ['a/photo.JPG', 'a/b/scan.pdf', 'a/big.pdf']],
    [{ include: ['SCAN'] }, ['a/b/scan.pdf']],
    [{ include: ['b/scan'] }, ['a/b/scan.pdf']],
    [{ include: ['*.{pdf,txt}'], exclude: ['big'] }, ['a/b/scan.pdf', 'notes[1].txt']],
    [{ include: ['notes\\[1\\].*'] }, ['notes[1].txt']],
    [{ exclude: ['*.pdf', '*.txt'] }, ['a/photo.JPG']],
    [{ maxEntryBytes: 499 }, ['a/photo.JPG', 'a/b/scan.pdf', 'notes[1].txt']],
    [{ ordinals: [1, 3] }, ['a/b/scan.pdf', 'a/big.pdf']],
    [{ ordinals: [1, 3], exclude: ['big'] }, ['a/b/scan.pdf']],
  ])('%j', (pick, written) => {
    expect(short(said, { pick }).filter((line) => !/^[!-]/.test(line))).toEqual(written);
  });

  it('tells of what a pattern leaves out, and not of what nobody named', () => {
    expect(short(['a', 'b'], { pick: { exclude: ['a'] } })).toEqual(['! notWanted', 'b']);
    expect(short(['a', 'b'], { pick: { ordinals: [1] } })).toEqual(['-', 'b']);
  });

  it('says which pattern is broken', () => {
    expect(() => judged(['a'], { pick: { include: ['a[b*'] } })).toThrow(expect.objectContaining({ code: 'usage.invalid' }));
  });

  it('takes no time to speak of for a pattern and a path that were made for each other', () => {
    const startedAt = performance.now();
    expect(short([`${'a'.repeat(3000)}/${'a'.repeat(3000)}`], { pick: { include: ['*a*a*a*a*a*a*a*a*b/*a*a*a*a*a*b'] } })).toEqual(['! notWanted']);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
