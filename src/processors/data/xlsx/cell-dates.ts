import { scanXml } from '../../office-kit/scan-xml';
import type { ZipParts } from '../../office-kit/zip-parts';

const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar, chosen so that its invented 29 February 1900 is right from 1 March 1900 on. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_ZERO_1904 = Date.UTC(1904, 0, 1);

/** Which cell formats show dates: the indexes of the format table. */
export async function readDateFormats(parts: ZipParts, part: string | null): Promise<Set<number>> {
  const dates = new Set<number>();
  if (!part) return dates;
  const custom = new Map<number, string>();
  let inCellFormats = false;
  let index = 0;
  await scanXml(parts, part, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        if (isDateFormat(Number(attributes['numFmtId'] ?? 0), custom)) dates.add(index);
        index += 1;
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return dates;
}

function isDateFormat(id: number, custom: Map<number, string>): boolean {
  const code = custom.get(id);
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));
}

/** "2026-11-21" or "2026-11-21 14:30:00" for a day count; the number itself where it is no date. */
export function showDate(value: string, isFrom1904: boolean): string {
  const days = Number(value);
  if (value === '' || !Number.isFinite(days) || days < 0 || days > 2_958_466) return value;
  const time = new Date(Math.round(((isFrom1904 ? DAY_ZERO_1904 : DAY_ZERO) + days * DAY_MS) / 1000) * 1000);
  const iso = time.toISOString();
  if (days < 1) return iso.slice(11, 19);
  return Number.isInteger(days) ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}
