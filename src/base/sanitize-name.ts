/** Not allowed in names on Windows; `/` nowhere. Control, direction and private-use characters mislead the eye. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]/g;
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(?:\.|$)/i;
const MAX_UNITS = 150;

/** A name that every system takes, as like the given one as can be; never empty, without a path. */
export function sanitizeName(name: string): string {
  const clean = name.toWellFormed().replace(FORBIDDEN, '_').slice(0, MAX_UNITS).toWellFormed().replace(/^[ ]+|[ .]+$/g, '');
  if (clean === '' || clean === '.' || clean === '..') return '_';
  return RESERVED.test(clean) ? `_${clean}` : clean;
}
