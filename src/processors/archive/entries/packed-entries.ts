import type { ArchiveEntry, EntryType, EntryWarning } from '../../../shared/model/archive';
import type { EntryList } from '../archive-reader';
import { ByteRows } from './byte-rows';

type Row = [
  path: string,
  /** Of type, method and encoding of the name in the list of words: nearly all entries of an archive have the same. */
  words: number,
  size: number | null,
  compressedSize: number | null,
  modified: number | null,
  mode: number | null,
  crc: string | null,
  /** Few have any of these. */
  rest?: [linkTarget: string | null, isEncrypted: 0 | 1, comment: string, warnings: EntryWarning[]],
];

type Words = [type: EntryType, method: string, nameEncoding: string];

/** Entries in a tenth of the memory that their objects take; each is made anew when it is asked for. */
export class PackedEntries implements EntryList {
  private readonly rows = new ByteRows();
  private readonly words: Words[] = [];
  private readonly wordsAt = new Map<string, number>();

  get length(): number {
    return this.rows.length;
  }

  /** @param entry the next one: its ordinal is `length` */
  add({ path, type, size, compressedSize, modified, mode, linkTarget, isEncrypted, method, crc, comment, nameEncoding, warnings }: ArchiveEntry): void {
    const row: Row = [path, this.keep([type, method, nameEncoding]), size, compressedSize, modified, mode, crc];
    if (linkTarget !== null || isEncrypted || comment !== '' || warnings.length > 0) row.push([linkTarget, isEncrypted ? 1 : 0, comment, warnings]);
    this.rows.addText(JSON.stringify(row));
  }

  at(ordinal: number): ArchiveEntry | undefined {
    if (ordinal < 0 || ordinal >= this.rows.length) return undefined;
    const [path, words, size, compressedSize, modified, mode, crc, rest = [null, 0, '', []]] = JSON.parse(this.rows.at(ordinal).toString()) as Row;
    const [type, method, nameEncoding] = this.words[words] as Words;
    const [linkTarget, isEncrypted, comment, warnings] = rest;
    return { ordinal, path, type, size, compressedSize, modified, mode, linkTarget, isEncrypted: isEncrypted === 1, method, crc, comment, nameEncoding, warnings };
  }

  *[Symbol.iterator](): Generator<ArchiveEntry, void, undefined> {
    for (let ordinal = 0; ordinal < this.length; ordinal += 1) yield this.at(ordinal) as ArchiveEntry;
  }

  /** Some entry is of this type. */
  has(type: EntryType): boolean {
    return this.words.some(([known]) => known === type);
  }

  private keep(words: Words): number {
    const key = JSON.stringify(words);
    const known = this.wordsAt.get(key);
    if (known !== undefined) return known;
    this.words.push(words);
    this.wordsAt.set(key, this.words.length - 1);
    return this.words.length - 1;
  }
}
