import { basename } from 'node:path';
import { z } from 'zod';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { readSmallFile } from './read-small-file';
import { t } from '../../../shared/words/words';

const MOST_BYTES = 64 * 1024;
const sidecarSchema = z.looseObject({ checksum: z.string() });

/** Digits of each. */
const LENGTHS = { sha256: 64, md5: 32 } as const;
type Algorithm = keyof typeof LENGTHS;

export interface KnownChecksum {
  readonly algorithm: Algorithm;
  /** Lower case. */
  readonly digits: string;
  /** "a.csv.meta.json", for sentences. */
  readonly from: string;
}

/**
 * The checksum that stands beside a file, in `<name>.meta.json`, `<name>.sha256` or `<name>.md5`; null where there is none.
 *
 * @param path absolute
 * @throws FilemillError `file.invalid` when what lies there names no checksum
 */
export function findChecksum(path: string): KnownChecksum | null {
  const name = basename(path);
  const sidecar = readSmallFile(`${path}.meta.json`, MOST_BYTES);
  const said = sidecar === null ? null : fromSidecar(sidecar);
  if (said !== null) return parseChecksum(said, `${name}.meta.json`);
  for (const algorithm of ['sha256', 'md5'] as const) {
    const sums = readSmallFile(`${path}.${algorithm}`, MOST_BYTES);
    if (sums !== null) return parseChecksum(`${algorithm}:${fromSums(sums, name, LENGTHS[algorithm])}`, `${name}.${algorithm}`);
  }
  return null;
}

/** `sha256:…`, `md5:…`, or the digits alone, which say by their number what they are. @throws FilemillError `file.invalid` */
export function parseChecksum(written: string, from: string): KnownChecksum {
  const [, said, digits = ''] = /^\s*(?:(sha-?256|md-?5)\s*[:=]\s*)?([0-9a-f]+)\s*$/i.exec(written) ?? [];
  const algorithm = digits.length === LENGTHS.sha256 ? 'sha256' : digits.length === LENGTHS.md5 ? 'md5' : null;
  if (algorithm !== null && (said === undefined || said.replace('-', '').toLowerCase() === algorithm)) return { algorithm, digits: digits.toLowerCase(), from };
  const shown = displayName(written.trim().slice(0, 100));
  throw new FilemillError('file.invalid', shown === '' ? t('{from} names no checksum.', { from: displayName(from) }) : t('{from} names no checksum: “{shown}”.', { from: displayName(from), shown }), { hint: t('It is written as sha256: and 64 digits, or md5: and 32.') });
}

/** Null for one that speaks of other things. */
function fromSidecar(text: string): string | null {
  let sidecar: unknown;
  try {
    sidecar = JSON.parse(text);
  } catch {
    return '';
  }
  if (typeof sidecar === 'object' && sidecar !== null && !('checksum' in sidecar)) return null;
  const parsed = sidecarSchema.safeParse(sidecar);
  return parsed.success ? parsed.data.checksum : '';
}

/** As sha256sum and md5sum write it: digits, two characters, a name. The line with this name, else the only one. */
function fromSums(text: string, name: string, length: number): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const form = new RegExp(`^\\\\?[0-9a-f]{${length}}[ \\t]+\\*?(.*)$`, 'i');
  const named = lines.find((line) => form.exec(line)?.[1] === name);
  return (named ?? (lines.length === 1 ? lines[0] : undefined))?.replace(/^\\/, '').split(/[ \t]/)[0] ?? '';
}
