/** Not allowed in names on Windows; `/` nowhere. Control, direction and private-use characters mislead the eye. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]/g;
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(?:\.|$)/i;
const EDGES = /^[ ]+|[ .]+$/g;
/** What a name may have on Linux, in UTF-8; other systems allow as many units or more. */
const MAX_BYTES = 255;
/** What a name may have on Windows. */
const MOST_UNITS = 255;
/** Leaves room for the folder in a path on Windows. */
const MAX_UNITS = 150;
const MOST_BYTES_PER_UNIT = 3;

/**
 * A name that every system takes, as like the given one as can be; never empty, without a path.
 *
 * @param ending goes after it as it is, and is never cut: " (searchable).pdf"
 * @param isOwn the name that a file has already: no shorter than file systems need it
 */
export function sanitizeName(name: string, ending = '', isOwn = false): string {
  const clean = name.toWellFormed().replace(FORBIDDEN, '_').replace(EDGES, '');
  const safe = RESERVED.test(clean) ? `_${clean}` : clean;
  const cut = cutTo(safe, MAX_BYTES - Buffer.byteLength(ending), isOwn ? MOST_UNITS : MAX_UNITS).replace(EDGES, '');
  return `${cut === '' ? '_' : cut}${ending}`;
}

/** The beginning that fits, in whole characters. */
function cutTo(text: string, maxBytes: number, maxUnits: number): string {
  if (text.length <= maxUnits && text.length * MOST_BYTES_PER_UNIT <= maxBytes) return text;
  let bytes = 0;
  let units = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes || units + character.length > maxUnits) break;
    units += character.length;
  }
  return text.slice(0, units);
}
