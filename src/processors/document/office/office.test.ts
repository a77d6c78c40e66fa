import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { expectKind, Fixture } from '../../kit/fixture.test-kit';
import { OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { createService } from '../../worker-service';
import { makeDocx, p } from '../word/docx.test-kit';
import * as finder from './find-soffice';
import { processor } from './index';

const fixture = new Fixture();
afterAll(() => fixture.remove());
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const RTF = '{\\rtf1\\ansi {\\b Bold} and plain\\par}';
const installed = finder.findSoffice();

/** A program that stands in for LibreOffice; "$OUT" and "$IN" are what it was given. */
function fakeSoffice(script: string): string {
  const folder = join(fixture.root, `fake-${Math.random().toString(36).slice(2)}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'result.docx'), makeDocx(p('converted')));
  writeFileSync(
    join(folder, 'soffice'),
    `#!/bin/sh
cd "${folder}"
for each in "$@"; do echo "$each" >> argv; [ "$last" = "--outdir" ] && OUT="$each"; last="$each"; IN="$each"; done
${script}
`,
  );
  chmodSync(join(folder, 'soffice'), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
  return folder;
}

async function withFile<T>(name: string, work: (file: OpenFile, mime: string) => Promise<T>): Promise<T> {
  const source = fixture.write(name, RTF);
  const { mime } = await fixture.recognise(source);
  const file = OpenFile.open(source);
  try {
    return await work(file, mime);
  } finally {
    file.close();
  }
}
const read = (name = 'a.rtf', context: Context = fixture.context) =>
  withFile(name, (file, mime) => processor.read(file, { name, mime, kind: 'document', size: file.size }, context));
const leftInScratch = (): string[] => readdirSync(fixture.scratchDir).filter((name) => !name.endsWith('.html'));

describe.skipIf(process.platform === 'win32')('old and foreign documents', () => {
  it('are converted under names of ours, in a profile of their own, and read as Word', async () => {
    const folder = fakeSoffice('cp "$IN" given; cp result.docx "$OUT/document.docx"');
    const { report, text } = await read('--convert-to;$(reboot).rtf');
    expect(expectKind(report, 'document')).toMatchObject({ format: 'word', parser: 'libreoffice + word', statistics: { words: 1 } });
    expect(text).toBe('converted\n');
    const argv = readFileSync(join(folder, 'argv'), 'utf8').trim().split('\n');
    expect(argv[0]).toMatch(/^-env:UserInstallation=file:\/\/.*\.scratch\/office-\w+\/profile$/);
    expect(argv).toContain('--headless');
    expect(argv.at(-1)).toMatch(/\.scratch\/office-\w+\/document\.rtf$/);
    expect(argv.join('\n')).not.toContain('reboot');
    expect(readFileSync(join(folder, 'given'), 'utf8')).toBe(RTF);
    expect(leftInScratch()).toEqual([]);
  });

  it('are shown as they are read', async () => {
    fakeSoffice('cp result.docx "$OUT/document.docx"');
    const html = await withFile('b.rtf', async (file, mime) => {
      const artifact = await processor.html?.(file, { name: 'b.rtf', mime, kind: 'document', size: file.size }, fixture.context);
      return readFileSync(artifact?.scratchPath ?? '', 'utf8');
    });
    expect(html).toContain('converted');
  });

  it.each([
    ['exit 0', 'LibreOffice could not open it.'],
    ['echo "Error: source file could not be loaded" >&2; exit 1', 'LibreOffice could not convert it: source file could not be loaded.'],
  ])('that LibreOffice fails on (%s) are left to others, with the reason', async (script, reason) => {
    fakeSoffice(script);
    await expect(read()).rejects.toMatchObject({ name: 'CannotRead', message: `This is an RTF document. ${reason}` });
    expect(leftInScratch()).toEqual([]);
  });

  it('end with everything that was started for them when they are cancelled', async () => {
    const folder = fakeSoffice('sleep 300 & echo $! > "pid.new" && mv pid.new pid; wait');
    const cancelling = new AbortController();
    const reading = read('c.rtf', { ...fixture.context, signal: cancelling.signal });
    const pidFile = join(folder, 'pid');
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(true), { timeout: 10_000 });
    cancelling.abort();
    await expect(reading).rejects.toMatchObject({ code: 'call.cancelled' });
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000 });
    expect(leftInScratch()).toEqual([]);
  });

  it('are named for what they are where LibreOffice is missing', async () => {
    vi.spyOn(finder, 'findSoffice').mockReturnValue(null);
    const source = fixture.write('d.rtf', RTF);
    const { mime, kind, sha256 } = await fixture.recognise(source);
    const service = createService({ progressed: () => undefined, finished: () => undefined });
    const options = { processor: 'office', mime, kind, sha256, passwords: [] };
    const { results } = await service['files.read']({ items: [{ source, options }], scratchDir: fixture.scratchDir }, { signal: new AbortController().signal } as never);
    expect(results).toMatchObject([
      { ok: true, result: { processor: 'other', warnings: ['This is an RTF document. With LibreOffice installed, Filemill reads it.'] } },
    ]);
  });
});

describe.skipIf(installed === null)('LibreOffice itself', () => {
  it('reads RTF', async () => {
    const { report, text } = await read();
    expect(text).toBe('Bold and plain\n');
    expect(expectKind(report, 'document')).toMatchObject({ paragraphs: [{ runs: [{ text: 'Bold', bold: true }, { text: ' and plain', bold: false }] }] });
  }, 120_000);
});

/** Whether a process is there and no zombie. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !/\) Z /.test(readFileSync(status, 'utf8'));
}
