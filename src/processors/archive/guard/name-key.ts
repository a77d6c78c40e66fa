// eslint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/;

/**
 * Names with the same key are one and the same on some file system: capitals make no difference on Windows and macOS, and
 * on macOS neither does the way in which accents are written.
 */
export function nameKey(name: string): string {
  return ASCII.test(name) ? name.toLowerCase() : name.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');
}
