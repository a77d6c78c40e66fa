/** Shortens to at most `max` characters by leaving out the middle; the end of a path or name tells the most. */
export function middleEllipsis(text: string, max: number): string {
  const characters = [...text];
  if (characters.length <= max) return text;
  const room = Math.max(2, max - 1);
  const tail = Math.ceil(room / 2);
  return `${characters.slice(0, room - tail).join('')}…${characters.slice(characters.length - tail).join('')}`;
}

/** Where to break a path for display: the last part stays whole as far as it is short; of a hash, eight digits. */
export function splitPath(path: string, longestTail = 28): [head: string, tail: string] {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  if (cut < 0) return splitAt(path, Math.max(0, path.length - 8));
  return splitAt(path, Math.max(cut, path.length - longestTail));
}

/** Where to break a file name: its extension, and two letters before, stay. */
export function splitName(name: string): [head: string, tail: string] {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || name.length - dot > 8) return [name, ''];
  return splitAt(name, Math.max(0, dot - 2));
}

function splitAt(text: string, at: number): [string, string] {
  // Never between the halves of a surrogate pair.
  const code = text.charCodeAt(at);
  const safe = code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
  return [text.slice(0, safe), text.slice(safe)];
}
