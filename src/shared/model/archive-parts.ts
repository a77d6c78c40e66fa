export interface LeadPart {
  /** Of the file, in the same folder. */
  readonly name: string;
  /** False where files may be numbered like that for other reasons, too. */
  readonly isCertain: boolean;
}

const SPLIT = /^(.+\.)(\d{3})$/s;
const RAR_PART = /^(.+\.part)(\d{1,4})(\.rar)$/is;
const OLD_PART = /^(.+\.)([rsz])\d\d$/is;

/**
 * The part that an archive in parts is opened by, for the name of a later one: "a.7z.003" → "a.7z.001", "a.part2.rar" →
 * "a.part1.rar", "a.r07" → "a.rar", "a.z01" → "a.zip". Null for the name of anything else.
 */
export function leadPartOf(name: string): LeadPart | null {
  const [, stem, digits, ending = ''] = SPLIT.exec(name) ?? RAR_PART.exec(name) ?? [];
  if (stem !== undefined && digits !== undefined) {
    return Number(digits) > 1 ? { name: `${stem}${'1'.padStart(digits.length, '0')}${ending}`, isCertain: ending !== '' } : null;
  }
  const [, base, letter] = OLD_PART.exec(name) ?? [];
  if (base === undefined || letter === undefined) return null;
  const whole = letter.toLowerCase() === 'z' ? 'zip' : 'rar';
  return { name: `${base}${letter === letter.toUpperCase() ? whole.toUpperCase() : whole}`, isCertain: true };
}

const FIRST = /(?:\.001|\.part0*1\.rar|\.rar|\.zip)$/is;

/** The part that an archive in parts is opened by, for the name of any of them; null for a name that no part has. */
export function leadOfParts(name: string): string | null {
  return leadPartOf(name)?.name ?? (FIRST.test(name) ? name : null);
}
