import { sniffMagic } from '../../../kit/magic';
import { t } from '../../../../shared/words/words';

/** What every browser engine draws and no program hides in. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
export const MAX_PICTURE_BYTES = 2 * 1024 * 1024;
/** Of all pictures together, as text in the page. */
const MAX_TOTAL_UNITS = 8 * 1024 * 1024;
const NOT_SHOWN = 'image:none';

/** Keeps the pictures of a page apart while its text is cleaned, and then puts them in. */
export class PictureShelf {
  private readonly pictures: string[] = [];
  private readonly known = new Map<string, string>();
  private totalUnits = 0;

  /** The address under which a picture goes through cleaning. */
  async add(read: () => Promise<Buffer>): Promise<string> {
    let bytes: Buffer;
    try {
      bytes = await read();
    } catch {
      // A picture that is missing, damaged or too large leaves a note in its place.
      return NOT_SHOWN;
    }
    const mime = sniffMagic(bytes.subarray(0, 1024));
    if (mime === null || !SHOWN.has(mime) || bytes.length > MAX_PICTURE_BYTES) return NOT_SHOWN;
    const data = `data:${mime};base64,${bytes.toString('base64')}`;
    this.totalUnits += data.length;
    if (this.totalUnits > MAX_TOTAL_UNITS) return NOT_SHOWN;
    const address = this.known.get(data) ?? `image:${this.pictures.push(data) - 1}`;
    this.known.set(data, address);
    return address;
  }

  /** The cleaned page with its pictures, and a note in the place of each that is not shown. */
  putInto(html: string): string {
    return html.replace(/<img src="image:(\d+|none)"( alt="[^"]*")? \/>/g, (_whole, index: string, alt: string | undefined) => {
      const data = index === 'none' ? undefined : this.pictures[Number(index)];
      if (data !== undefined) return `<img src="${data}"${alt ?? ' alt=""'} />`;
      const words = alt?.slice(6, -1).trim();
      return `<span class="no-picture">${words ? t('Picture: {words}', { words }) : t('Picture')}</span>`;
    });
  }
}
