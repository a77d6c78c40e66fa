import { t } from '../../shared/words/words';
/** What is kept of one file's text for search and reading. */
const MAX_TEXT_BYTES = 50 * 1024 * 1024;

/** Many small additions are joined to pieces of this many units. */
const PIECE_UNITS = 64 * 1024;

/** Collects text up to a limit of UTF-8 bytes; the rest is counted and dropped. */
export class TextKeeper {
  private readonly pieces: string[] = [];
  private keptBytes = 0;
  private isFull = false;
  private droppedBytes = 0;
  private pending = '';

  constructor(private readonly maxBytes = MAX_TEXT_BYTES) {}

  add(text: string): void {
    this.pending += text;
    if (this.pending.length >= PIECE_UNITS) this.flush();
  }

  private flush(): void {
    const text = this.pending;
    this.pending = '';
    const bytes = Buffer.byteLength(text);
    if (!this.isFull && this.keptBytes + bytes <= this.maxBytes) {
      this.pieces.push(text);
      this.keptBytes += bytes;
      return;
    }
    const kept = this.isFull ? '' : cutToBytes(text, this.maxBytes - this.keptBytes);
    this.isFull = true;
    const keptNow = Buffer.byteLength(kept);
    if (kept) this.pieces.push(kept);
    this.keptBytes += keptNow;
    this.droppedBytes += bytes - keptNow;
  }

  get text(): string {
    this.flush();
    return this.pieces.length === 1 ? (this.pieces[0] as string) : this.pieces.join('');
  }

  get warnings(): string[] {
    this.flush();
    if (this.droppedBytes === 0) return [];
    const megabytes = (bytes: number): string => Math.max(1, Math.round(bytes / 1e6)).toLocaleString('en');
    return [
      t('Only the first {keptBytes} MB of the text can be searched and read; {droppedBytes} MB were left out. The counts are of the whole file.', { keptBytes: megabytes(this.keptBytes), droppedBytes: megabytes(this.droppedBytes) }),
    ];
  }
}

function cutToBytes(text: string, maxBytes: number): string {
  let low = 0;
  let high = Math.min(text.length, maxBytes);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (Buffer.byteLength(text.slice(0, middle)) <= maxBytes) low = middle;
    else high = middle - 1;
  }
  return cutAtUnits(text, low);
}

/** The first `maxUnits` UTF-16 units, one less where that would split a surrogate pair. */
export function cutAtUnits(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  const last = text.charCodeAt(maxUnits - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? maxUnits - 1 : maxUnits);
}

/** The first `maxCharacters` code points. */
export function cutAtCharacters(text: string, maxCharacters: number): string {
  let count = 0;
  let end = 0;
  for (const character of text) {
    if (count === maxCharacters) return text.slice(0, end);
    count += 1;
    end += character.length;
  }
  return text;
}
