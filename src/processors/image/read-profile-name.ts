const HEADER_BYTES = 128;
const ENTRY_BYTES = 12;
const MAX_TAGS = 200;
const MAX_NAME_UNITS = 200;

/** The name of a colour profile (its `desc` tag, ICC.1 of version 2 or 4); null when it has none that can be read. */
export function readProfileName(profile: Buffer): string | null {
  if (profile.length < HEADER_BYTES + 4) return null;
  const count = Math.min(profile.readUInt32BE(HEADER_BYTES), MAX_TAGS);
  for (let i = 0; i < count; i += 1) {
    const at = HEADER_BYTES + 4 + i * ENTRY_BYTES;
    if (at + ENTRY_BYTES > profile.length) return null;
    if (profile.toString('latin1', at, at + 4) !== 'desc') continue;
    const start = profile.readUInt32BE(at + 4);
    return cleaned(readText(profile.subarray(start, start + profile.readUInt32BE(at + 8))));
  }
  return null;
}

function readText(tag: Buffer): string {
  const type = tag.toString('latin1', 0, 4);
  if (type === 'desc' && tag.length > 12) return tag.toString('latin1', 12, 12 + tag.readUInt32BE(8));
  // Texts in several languages; the first will do.
  if (type !== 'mluc' || tag.length < 28) return '';
  const start = tag.readUInt32BE(24);
  return new TextDecoder('utf-16be').decode(tag.subarray(start, start + tag.readUInt32BE(20)));
}

function cleaned(text: string): string | null {
  // oxlint-disable-next-line no-control-regex -- what ends or spoils a name is exactly these
  return text.replace(/[\0-\x1f\x7f].*$/s, '').trim().slice(0, MAX_NAME_UNITS) || null;
}
