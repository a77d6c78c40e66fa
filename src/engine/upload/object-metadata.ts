import { FilemillError } from '../../shared/errors/filemill-error';
import { asUnicode } from './object-key';
import { t } from '../../shared/words/words';

/** Of all keys and values together (Amazon S3 user guide, "Working with object metadata"). */
const MAX_BYTES = 2048;
/** Swift takes no longer value by default; encoded, as it travels. */
const MAX_PATH_BYTES = 255;
/** Of one encoded word (RFC 2047, 2). */
const WORD_BYTES = 75;
const OWN = ['original-path', 'upload-time', 'source-system', 'sha256'];

export interface MetadataSource {
  /** Absolute. */
  path: string;
  /** Milliseconds since 1970. */
  at: number;
  sha256: string;
  sourceSystem: string;
  custom: Readonly<Record<string, string>>;
}

/**
 * The metadata of an object: `original-path`, `upload-time` (seconds since 1970, as Python's `time.time()` prints them),
 * `source-system`, `sha256`, and the custom ones. Values that are not plain ASCII travel as RFC 2047 says.
 *
 * @throws FilemillError `settings.invalid` where it is more than S3 takes
 */
export function objectMetadata({ path, at, sha256, sourceSystem, custom }: MetadataSource): Record<string, string> {
  const metadata: Record<string, string> = {
    'original-path': shortened(asUnicode(path)),
    'upload-time': String(at / 1_000),
    'source-system': encodeValue(sourceSystem),
    sha256,
  };
  for (const [key, value] of Object.entries(custom)) {
    const problem = metadataKeyProblem(key);
    if (problem) throw new FilemillError('settings.invalid', problem, { hint: t('Use small letters, digits and hyphens.') });
    metadata[key.toLowerCase()] = encodeValue(value);
  }
  const bytes = Object.entries(metadata).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  if (bytes <= MAX_BYTES) return metadata;
  throw new FilemillError('settings.invalid', t('The metadata would be {bytes} bytes long; S3 takes {most}.', { bytes, most: MAX_BYTES }), { hint: t('Give fewer or shorter values.') });
}

/** Why a name can't be one of custom metadata; undefined when it can. */
export function metadataKeyProblem(key: string): string | undefined {
  if (!/^[a-z\d][a-z\d._-]{0,62}$/i.test(key)) return t('“{name}” can’t be a name of metadata.', { name: asUnicode(key).slice(0, 80) });
  return OWN.includes(key.toLowerCase()) ? t('The metadata “{key}” is Filemill’s own.', { key }) : undefined;
}

/** As a header's value: plain ASCII as it is, all else in encoded words of base64 (RFC 2047). */
export function encodeValue(value: string): string {
  const plain = value.toWellFormed();
  if (/^(?!.*=\?)(?:[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)?$/.test(plain)) return plain;
  const words: string[] = [];
  let word = '';
  const room = Math.floor((WORD_BYTES - '=?UTF-8?B??='.length) / 4) * 3;
  for (const character of plain) {
    if (Buffer.byteLength(word + character) > room) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join(' ');
}

/** A long path loses its beginning: the name and its nearest folders tell most. */
function shortened(path: string): string {
  if (encodeValue(path).length <= MAX_PATH_BYTES) return encodeValue(path);
  const characters = [...path];
  let from = 0;
  while (encodeValue(`…${characters.slice(from).join('')}`).length > MAX_PATH_BYTES) from += Math.max(1, Math.ceil((characters.length - from) / 32));
  return encodeValue(`…${characters.slice(from).join('')}`);
}
