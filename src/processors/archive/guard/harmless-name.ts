import type { EntryWarning } from '../../../shared/model/archive';
import { t } from '../../../shared/words/words';

/** What misleads the eye or a terminal: control, direction and zero-width characters, and such as have no meaning. */
// eslint-disable-next-line no-control-regex
const STRANGE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff\ufffe\uffff]/g;
/** A byte that is no text (`base/byte-name`): Linux takes it as it is. */
const ODD_BYTE = /[\uef80-\uefff]/;
const NOT_ON_WINDOWS = /[<>:"\\|?*/]/g;
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)[ ]*(?:\.|$)/i;
const ENDS_BADLY = /[ .]$/;
/** Nearly all names: nothing of the above can be in them. */
const PLAIN = /^[A-Za-z0-9_(\u00c0-\u02ff\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff][A-Za-z0-9_ .,+=~#@()[\]{}&%$'!;^`-]*$/;

/** What a name may have on Linux, in UTF-8; other systems allow as many units or more. */
export const MAX_NAME_BYTES = 255;
/** An ending up to this long is kept when a name is cut. */
const MAX_ENDING = 20;

export interface HarmlessName {
  readonly name: string;
  readonly notes: readonly EntryWarning[];
}

const NO_NOTES: readonly EntryWarning[] = [];

/** One name of a path, as like the given one as can be, that every system takes and that poses as nothing else. */
export function harmlessName(given: string, platform: NodeJS.Platform = process.platform): HarmlessName {
  if (PLAIN.test(given) && given.length <= 80 && !ENDS_BADLY.test(given) && !RESERVED.test(given)) return { name: given, notes: NO_NOTES };
  const notes: EntryWarning[] = [];
  const readable = replaceStrange(given, platform);
  if (readable !== given) note(notes, 'strangeName', t('It has characters in its name that can’t be seen; they were replaced.'));
  else if (ODD_BYTE.test(given)) note(notes, 'strangeName', t('Its name has bytes that are no text in any encoding that fits.'));
  const allowed = withoutEnd(readable.replace(NOT_ON_WINDOWS, '_'));
  const free = RESERVED.test(allowed) ? `_${allowed}` : allowed === '' ? '_' : allowed;
  if (free !== readable) note(notes, 'illegalName', t('Windows does not take its name as it is; it was changed.'));
  const name = cut(free);
  if (name !== free) note(notes, 'longName', t('Its name is longer than file systems allow; it was cut.'));
  return { name, notes };
}

function note(notes: EntryWarning[], code: EntryWarning['code'], message: string): void {
  notes.push({ code, message });
}

function replaceStrange(name: string, platform: NodeJS.Platform): string {
  const keepsBytes = platform === 'linux';
  return name.toWellFormed().replace(STRANGE, (character) => (keepsBytes && ODD_BYTE.test(character) ? character : '_'));
}

/** Without spaces and dots at its end. An expression for it would take time by the square of a name full of spaces. */
function withoutEnd(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === ' ' || name[end - 1] === '.')) end -= 1;
  return name.slice(0, end);
}

/** The beginning that fits together with the ending, in whole characters. */
function cut(name: string): string {
  if (name.length * 3 <= MAX_NAME_BYTES || Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= MAX_ENDING ? name.slice(dot) : '';
  const room = MAX_NAME_BYTES - Buffer.byteLength(ending);
  let bytes = 0;
  let units = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > room) break;
    units += character.length;
  }
  return `${withoutEnd(name.slice(0, units))}${ending}`;
}

/** Room for the mark: " (1000000)". Always the same, so that names which are cut alike are numbered together. */
const MARK_BYTES = 10;

/**
 * `name` with a number before its ending, still not too long: "photo (2).jpg". Names with the same result for one number have
 * it for all numbers.
 */
export function numbered(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const ending = dot > 0 ? name.slice(dot) : '';
  const mark = ` (${number})`;
  const room = MAX_NAME_BYTES - Buffer.byteLength(ending) - MARK_BYTES;
  return Buffer.byteLength(stem) <= room ? `${stem}${mark}${ending}` : `${stem.slice(0, Math.floor(Math.max(3, room) / 3)).toWellFormed()}${mark}${ending.slice(0, MAX_ENDING)}`;
}
