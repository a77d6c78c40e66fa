/** First code of the range in which base/byte-name keeps bytes that are not UTF-8. */
const ESCAPED_BYTES = 0xef80;

const HIDING = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\uef80-\uefff]/g;

/** Nothing that would be seen. */
const BLANK = /^\s+$/;

/** For people: control characters, direction marks and odd bytes made visible, so that a name can't pose as another. */
export function displayName(name: string): string {
  if (BLANK.test(name)) return `“${name.replace(/[^ ]/g, visible)}”`;
  return name.replace(HIDING, visible);
}

function visible(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 0x0a) return '␊';
  if (code === 0x0d) return '␍';
  if (code === 0x09) return '␉';
  if (code >= ESCAPED_BYTES && code <= 0xefff) return `\\x${(code - 0xef00).toString(16)}`;
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
