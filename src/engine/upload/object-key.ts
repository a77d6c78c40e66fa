import { basename, relative, resolve, sep } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { isInside } from '../../base/safe-path';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Destination } from './destination';
import { t } from '../../shared/words/words';

/** S3 counts the bytes of UTF-8. */
const MAX_BYTES = 1024;

/**
 * The key of a file's object: prefix, then the path below `base` or the bare name.
 *
 * @param path absolute
 * @param base absolute folder; null for the bare name
 * @throws FilemillError `file.outsideFolder`, or `upload.refused` where the key is too long
 */
export function objectKey({ prefix, keyFrom }: Pick<Destination, 'prefix' | 'keyFrom'>, path: string, base: string | null): string {
  if (keyFrom === 'path' && base !== null && !isInside(resolve(base), path)) {
    throw new FilemillError('file.outsideFolder', t('The file does not lie in the folder that its key is counted from.'), { hint: t('Name a folder above it.') });
  }
  const own = keyFrom === 'name' || base === null ? basename(path) : relative(resolve(base), path);
  return keyBelow(prefix, asUnicode(own).split(sep));
}

/**
 * The key of an object below a prefix.
 *
 * @param names of its folders and its own
 * @throws FilemillError `settings.invalid`, or `upload.refused` where the key is too long
 */
export function keyBelow(prefix: string, names: readonly string[]): string {
  const parts = [...prefix.split('/'), ...names].filter((part) => part !== '');
  // Servers and the libraries of their clients read these two as ways, not as names.
  if (parts.some((part) => part === '.' || part === '..')) throw new FilemillError('settings.invalid', t('The prefix must not hold “.” or “..”.'), { hint: t('Write it like reports/2026.') });
  const key = parts.join('/');
  const bytes = Buffer.byteLength(key);
  if (bytes <= MAX_BYTES) return key;
  throw new FilemillError('upload.refused', t('The key would be {bytes} bytes long; S3 takes {most}.', { bytes, most: MAX_BYTES }), { hint: t('Use a shorter prefix, the bare name, or a shorter name.') });
}

/**
 * What a name is in S3, where keys and metadata are Unicode, and listings are XML: a byte that is not UTF-8, and a control
 * character, stands as `%XX`.
 */
export function asUnicode(name: string): string {
  const bytes = toFsPath(name);
  const text = typeof bytes === 'string' ? bytes : decodeEscaping(bytes);
  // eslint-disable-next-line no-control-regex -- exactly these
  return text.replace(/[\u0000-\u001f\u007f\ufffe\uffff]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function decodeEscaping(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((count) => at + count <= bytes.length && isText(bytes.subarray(at, at + count))) ?? 0;
    text += length > 0 ? bytes.toString('utf8', at, at + length) : `%${bytes.toString('hex', at, at + 1).toUpperCase()}`;
    at += Math.max(1, length);
  }
  return text;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isText(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
