import { resolve } from 'node:path';
import type { Inspector } from '../../engine/engine-queries';
import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import type { ImageReport } from '../../shared/model/report';
import { parseArguments } from '../arguments';
import { printJson, printLine, printNote, shown } from '../print';
import { withInspector } from '../with-inspector';

export const HASH_USAGE = 'image hash FILE…';

interface Hashed {
  path: string;
  hashes: ImageReport['hashes'];
  error: ErrorData | null;
}

/** Prints the perceptual hashes of pictures; nothing else is measured. Exit 1 when one of them has none. */
export async function hashPictures(argv: string[]): Promise<number> {
  const { values, positionals: files } = parseArguments(argv, {});
  if (files.length === 0) throw new FilemillError('usage.invalid', 'Which picture?', { hint: `filemill ${HASH_USAGE}` });
  return withInspector(async (inspector) => {
    // All at once: the workers take one after the other.
    const pictures = files.map((file) => hash(inspector, resolve(file)));
    let failures = 0;
    for (const one of pictures) {
      const { path, hashes, error } = await one;
      if (error) failures += 1;
      if (values.json) printJson({ type: 'hashes', path, ...(hashes ? { hashes } : {}), ...(error ? { error } : {}) });
      else if (error) printNote(`${shown(path)}: ${error.message} ${error.hint}`.trim());
      else printLine(`${shown(path)}\n${Object.entries(hashes ?? {}).map(([name, value]) => `  ${name.padEnd(10)}  ${value}`).join('\n')}`);
    }
    return failures > 0 ? 1 : 0;
  });
}

async function hash(inspector: Inspector, path: string): Promise<Hashed> {
  try {
    const source = inspector.look(path);
    const options = { ocr: null, passwords: [], withoutTables: true, withFaces: false, onlyHashes: true, progressed: () => undefined };
    const { report } = await inspector.read(source, await inspector.recognise(source), options);
    const hashes = report.kind === 'image' ? report.hashes : undefined;
    if (hashes) return { path, hashes, error: null };
    throw new FilemillError('file.invalid', 'It is no picture that can be hashed.', { hint: 'Only pictures have these hashes.' });
  } catch (error) {
    return { path, hashes: undefined, error: toErrorData(error) };
  }
}
