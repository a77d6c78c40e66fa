import { toFsPath } from './byte-name';

/** What a name may have on Linux; other systems allow as many units or more. */
const MAX_BYTES = 255;

/** The name with the ending; where both are too long for one name, whole characters of the name give way. */
export function cutName(name: string, ending: string): string {
  const room = MAX_BYTES - bytesOf(ending);
  if (bytesOf(name) <= room) return `${name}${ending}`;
  let bytes = 0;
  let cut = '';
  for (const character of name) {
    bytes += bytesOf(character);
    if (bytes > room) break;
    cut += character;
  }
  return `${cut}${ending}`;
}

const bytesOf = (text: string): number => Buffer.byteLength(toFsPath(text));
