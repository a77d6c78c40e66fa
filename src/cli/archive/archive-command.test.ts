import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filemill, type Ran } from '../../../tests/helpers/command-line';
import { until } from '../../../tests/helpers/until';

import { run } from '../commands/archive';

let home: string;
let inside: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'filemill-archive-command-'));
  inside = join(home, 'in');
  mkdirSync(join(inside, 'sub'), { recursive: true });
  writeFileSync(join(inside, 'a.txt'), 'one\n'.repeat(1_000));
  writeFileSync(join(inside, 'sub', 'b.md'), 'two');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const archive = (...argv: string[]): Promise<Ran> => filemill('archive', ...argv, '--data', join(home, 'data'));
const listOf = <T>({ json: [line = {}] }: Ran, field: string): T[] => line[field] as T[];
const at = (...parts: string[]): string => join(home, ...parts);

/** Made by the command itself. */
async function writeZip(path: string, files: Record<string, string>): Promise<void> {
  const folder = mkdtempSync(at('files-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const { notes, code } = await archive('create', path, ...readdirSync(folder).map((name) => join(folder, name)));
  expect(code, notes).toBe(0);
}

describe('filemill archive', () => {
  it.each(['zip', '7z', 'tar.gz'])('makes a %s, verifies and lists it, and extracts it again', async (format) => {
    const out = at(`out.${format}`);
    const made = await archive('create', out, inside, '--metadata', '--json');
    expect(made).toMatchObject({ code: 0, json: [{ type: 'archive', path: out, format, verified: true, fileCount: 3, leftOut: [] }] });
    expect((await archive('verify', out)).lines).toEqual([expect.stringContaining('all of it is right')]);
    const listed = await archive('list', out, '--json');
    expect(listed.json[0]).toMatchObject({ path: out, kind: 'archive', type: format, fileCount: 3 });
    const names = listOf<{ path: string }>(listed, 'entries').map(({ path }) => path).sort();
    expect(names).toEqual(['_metadata.json', 'in', 'in/a.txt', 'in/sub', 'in/sub/b.md']);
    const into = at('into');
    const extracted = await archive('extract', out, '--to', into, '--include', 'in/**', '--json');
    expect(extracted).toMatchObject({ code: 0, json: [{ target: join(into, 'in'), refused: [] }] });
    expect(listOf<{ relativePath: string }>(extracted, 'extracted').map(({ relativePath }) => relativePath).sort()).toEqual(['a.txt', 'sub/b.md']);
    expect(readFileSync(join(into, 'in', 'sub', 'b.md'), 'utf8')).toBe('two');
    expect(readdirSync(into)).toEqual(['in']);
  });

  it('says what would be extracted and writes nothing', async () => {
    await writeZip(at('a.zip'), { 'x.txt': 'x', 'y.txt': 'yy' });
    const { code, json } = await archive('extract', at('a.zip'), '--to', at('into'), '--dry-run', '--json');
    expect(code).toBe(0);
    expect(json[0]?.['wouldExtract']).toMatchObject([{ path: at('into', 'a', 'x.txt'), relativePath: 'x.txt', size: 1 }, { relativePath: 'y.txt' }]);
    expect(existsSync(at('into'))).toBe(false);
  });

  it('opens an archive in parts by any of them, once', async () => {
    await writeZip(at('whole.zip'), { 'x.txt': 'x'.repeat(1_000), 'y.txt': 'yy' });
    const bytes = readFileSync(at('whole.zip'));
    [bytes.subarray(0, 150), bytes.subarray(150, 250), bytes.subarray(250)].forEach((part, index) => writeFileSync(at(`cut.zip.00${index + 1}`), part));
    const [first, second, third] = [1, 2, 3].map((number) => at(`cut.zip.00${number}`)) as [string, string, string];
    const { code, json } = await archive('extract', second, third, first, '--to', at('into'), '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject([{ extracted: [{ relativePath: 'x.txt', size: 1_000 }, { relativePath: 'y.txt' }], refused: [] }, { path: third, doneWith: first }, { path: first, doneWith: first }]);
    expect((await archive('verify', third)).lines).toEqual([expect.stringContaining('all of it is right')]);
    rmSync(first);
    expect((await archive('list', second)).code).toBe(1);
  });

  it('lists and extracts what unpacks itself', async () => {
    await writeZip(at('a.zip'), { 'x.txt': 'x' });
    writeFileSync(at('setup.exe'), Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5_000, 7), readFileSync(at('a.zip'))]));
    expect(await archive('list', at('setup.exe'), '--json')).toMatchObject({ code: 0, json: [{ type: 'zip', fileCount: 1 }] });
    const { code, json } = await archive('extract', at('setup.exe'), '--to', at('into'), '--json');
    expect([code, json[0]?.['error']]).toEqual([0, undefined]);
    expect(json[0]?.['extracted']).toMatchObject([{ relativePath: 'x.txt' }]);
  });

  it('tells what is refused, and extracts the rest', async () => {
    await writeZip(at('a.zip'), { 'good.txt': 'good', 'xx/evil.txt': 'evil' });
    writeFileSync(at('a.zip'), readFileSync(at('a.zip'), 'latin1').replaceAll('xx/evil', '../evil'), 'latin1');
    const { code, json } = await archive('extract', at('a.zip'), '--to', at('into'), '--json');
    expect(code).toBe(1);
    expect(json[0]).toMatchObject({ refused: [{ path: '../evil.txt', reason: expect.stringMatching(/\.$/) }] });
    expect(readdirSync(at('into'), { recursive: true }).map(String).filter((name) => name.endsWith('.txt'))).toEqual([expect.stringContaining('good.txt')]);
    expect(existsSync(at('evil.txt'))).toBe(false);
  });

  it('overwrites nothing', async () => {
    await writeZip(at('a.zip'), { 'x.txt': 'new', 'y.txt': 'new' });
    mkdirSync(at('into'));
    writeFileSync(at('into', 'x.txt'), 'mine');
    const skipped = await archive('extract', at('a.zip'), '--to', at('into'), '--own-folder', 'never', '--conflict', 'skip');
    expect(skipped.code).toBe(1);
    expect(readdirSync(at('into')).sort()).toEqual(['x.txt', 'y.txt']);
    expect((await archive('extract', at('a.zip'), '--to', at('into'), '--own-folder', 'never')).code).toBe(0);
    expect(readdirSync(at('into')).sort()).toEqual(['x (2).txt', 'x.txt', 'y (2).txt', 'y.txt']);
    expect(readFileSync(at('into', 'x.txt'), 'utf8')).toBe('mine');
    writeFileSync(at('out.zip'), 'mine');
    expect((await archive('create', at('out.zip'), inside, '--json')).json[0]).toMatchObject({ path: at('out (2).zip') });
    expect((await archive('create', at('out.zip'), inside, '--conflict', 'skip')).code).toBe(1);
    const [replaced] = (await archive('create', at('out.zip'), inside, '--conflict', 'replace', '--json')).json;
    expect(replaced?.['path']).toBe(at('out.zip'));
    expect(readFileSync(String(replaced?.['replaced']), 'utf8')).toBe('mine');
  });

  it('opens what is locked with its password only', async () => {
    const out = at('out.7z');
    expect((await archive('create', out, inside, '--password', 'secret')).code).toBe(0);
    const locked = await archive('list', out, '--json');
    expect(locked).toMatchObject({ code: 1, json: [{ error: { code: 'file.needsPassword', hint: 'Give it: --password PASSWORD' } }] });
    expect((await archive('verify', out, '--password', 'wrong')).code).toBe(1);
    expect((await archive('verify', out, '--password', 'secret')).code).toBe(0);
  });

  it('packs no links, and says so', async () => {
    symlinkSync('/etc/passwd', join(inside, 'link'));
    const { code, json } = await archive('create', at('out.zip'), inside, '--json');
    expect(code).toBe(1);
    expect(json[0]).toMatchObject({ fileCount: 2, leftOut: [{ path: join(inside, 'link'), reason: expect.stringContaining('link') }] });
  });

  it('makes several archives, by ending', async () => {
    const { json } = await archive('create', at('out.zip'), inside, '--group-by', 'ext', '--flat', '--json');
    expect(json.map(({ path, files }) => [path, (files as { path: string }[]).map((file) => file.path)])).toEqual([
      [at('out-txt.zip'), ['a.txt']],
      [at('out-md.zip'), ['b.md']],
    ]);
  });

  it('says of an empty file that it is one, whatever is to be done with it', async () => {
    writeFileSync(at('empty.zip'), '');
    for (const act of ['list', 'extract', 'verify']) expect(await archive(act, at('empty.zip'), '--json')).toMatchObject({ code: 1, json: [{ error: { code: 'file.empty' } }] });
  });

  it('finds damage', async () => {
    await writeZip(at('a.zip'), { 'a.txt': 'one', 'b.txt': 'stored as it is' });
    writeFileSync(at('a.zip'), readFileSync(at('a.zip'), 'latin1').replace('stored as', 'changed! '), 'latin1');
    const { code, json } = await archive('verify', at('a.zip'), '--json');
    expect(code).toBe(1);
    expect(json[0]).toMatchObject({ verified: false, failures: [{ path: 'b.txt', reason: expect.any(String) }] });
    expect((await archive('verify', at('gone.zip'))).code).toBe(1);
  });

  it.each([
    [[], 'What is to be done with archives?'],
    [['pack', 'x'], 'filemill archive can’t pack.'],
    [['list'], 'Which archive?'],
    [['create', 'x.zip'], 'Which files are to go into it?'],
    [['list', 'x.zip', '--level', '3'], 'has no option --level'],
  ])('asks for what is missing: %j', async (argv, sentence) => {
    await expect(run(argv)).rejects.toMatchObject({ code: 'usage.invalid', message: expect.stringContaining(sentence) });
  });

  it('says that there is nothing of what was asked for', async () => {
    await writeZip(at('in.zip'), { 'a.txt': 'one' });
    const asked = await archive('extract', at('in.zip'), '--to', at('into'), '--include', '*.pdf');
    expect(asked).toMatchObject({ code: 1, lines: [at('in.zip'), '  Nothing was extracted: no entry is what --include names.'] });
  });

  it.each([
    ['stopped leaves nothing', 'SIGINT'],
    ['killed is tidied up after by the next one', 'SIGKILL'],
  ] as const)('that is %s', async (_, signal) => {
    writeFileSync(at('large'), Buffer.alloc(150_000_000, 'The quick brown fox jumps over the lazy dog; '));
    const cli = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'cli.js');
    const running = spawn(process.execPath, [cli, 'archive', 'create', at('out.tar.xz'), at('large'), '--level', '9', '--data', at('data')], { stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => running.once('close', resolve));
    await until(() => existsSync(at('.filemill-staging')) && readdirSync(at('.filemill-staging')).length > 0, { what: 'it has begun', withinMs: 20_000 });
    running.kill(signal);
    expect(await ended).toBe(signal === 'SIGINT' ? 130 : null);
    if (signal === 'SIGKILL') {
      expect(readdirSync(at('.filemill-staging'))).toHaveLength(1);
      await archive('create', at('out.zip'), inside);
      rmSync(at('out.zip'));
      rmSync(at('data'), { recursive: true, force: true });
    }
    expect(readdirSync(home).sort()).toEqual(['in', 'large']);
  });
});
