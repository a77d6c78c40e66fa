import { mkdirSync, mkdtempSync, openSync, closeSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotRead } from '../../kit/cannot-read';
import { describeMime } from '../../kit/describe-mime';
import { toFileError } from '../../kit/io-error';
import { OpenFile, throwIfCancelled } from '../../kit/open-file';
import type { Context, Recognised } from '../../kit/processor';
import { findSoffice } from './find-soffice';
import { OFFICE_EXTENSIONS, officeManifest } from './manifest';
import { runSoffice } from './run-soffice';
import { writeProfile } from './soffice-profile';
import { t } from '../../../shared/words/words';

/** Left for reading what came out, before the worker itself has overrun. */
const SPARE_MS = 30_000;

/**
 * Has LibreOffice write the document anew as a Word document and gives that to `work`. All of it happens in a folder of
 * its own in scratch, under names of ours, and is gone afterwards. Throws CannotRead where LibreOffice is missing or
 * fails.
 */
export async function withDocx<T>(file: OpenFile, recognised: Recognised, context: Context, work: (docx: OpenFile) => Promise<T>): Promise<T> {
  const what = describeMime(recognised.mime);
  const program = findSoffice();
  if (program === null) throw new CannotRead(t('This is {what}. With LibreOffice installed, Filemill reads it.', { what }));
  const folder = makeFolder(context.scratchDir);
  try {
    const input = join(folder, `document.${OFFICE_EXTENSIONS.get(recognised.mime) ?? 'doc'}`);
    await copyTo(file, input, context.signal);
    await convert(program, input, folder, what, officeManifest.limits(recognised).timeoutMs - SPARE_MS, context);
    const docx = openResult(join(folder, 'out'), what);
    try {
      return await work(docx);
    } finally {
      docx.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function convert(program: string, input: string, folder: string, what: string, timeoutMs: number, context: Context): Promise<void> {
  context.progress(t('Converting with LibreOffice'), null);
  const profile = join(folder, 'profile');
  writeProfile(profile);
  const argv = [
    `-env:UserInstallation=${pathToFileURL(profile).href}`,
    '--headless', '--invisible', '--norestore', '--nolockcheck', '--nodefault', '--nologo', '--nofirststartwizard',
    '--convert-to', 'docx:MS Word 2007 XML',
    '--outdir', join(folder, 'out'),
    input,
  ]; // prettier-ignore
  const { endedBy, exitCode, output } = await startOrGiveUp(() => runSoffice(program, argv, timeoutMs, context.signal));
  throwIfCancelled(context.signal);
  if (endedBy === 'timeout') throw new CannotRead(t('This is {what}. LibreOffice did not finish converting it in {timeoutMs} seconds.', { what, timeoutMs: Math.round(timeoutMs / 1000) }));
  if (exitCode !== 0) throw new CannotRead(t('This is {what}. LibreOffice could not convert it{output}.', { what, output: reasonIn(output) }));
}

async function startOrGiveUp<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw new CannotRead(t('LibreOffice could not be started: {message}', { message: thrown instanceof Error ? thrown.message : String(thrown) }));
  }
}

function reasonIn(output: string): string {
  const line = /^Error: (.+)$/m.exec(output)?.[1];
  return line ? `: ${line}` : '';
}

function makeFolder(scratchDir: string): string {
  try {
    mkdirSync(scratchDir, { recursive: true });
    const folder = mkdtempSync(join(scratchDir, 'office-'));
    mkdirSync(join(folder, 'out'));
    return folder;
  } catch (thrown) {
    throw toFileError(thrown);
  }
}

async function copyTo(file: OpenFile, path: string, signal: AbortSignal): Promise<void> {
  try {
    const target = openSync(path, 'wx');
    try {
      for await (const piece of file.chunks(undefined, signal)) writeFileSync(target, piece);
    } finally {
      closeSync(target);
    }
  } catch (thrown) {
    throw toFileError(thrown);
  }
}

function openResult(folder: string, what: string): OpenFile {
  const name = readdirSync(folder).find((each) => each.endsWith('.docx'));
  // LibreOffice ends well even where it could not open the document.
  if (name === undefined) throw new CannotRead(t('This is {what}. LibreOffice could not open it.', { what }));
  const stats = statSync(join(folder, name), { bigint: true });
  return OpenFile.open({
    fileId: 0,
    root: folder,
    path: name,
    size: Number(stats.size),
    mtimeMs: Number(stats.mtimeMs),
    ino: stats.ino.toString(),
  });
}
