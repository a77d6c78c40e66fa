import type { ArchiveEntry, EntryWarning } from '../../../shared/model/archive';
import { t } from '../../../shared/words/words';
import type { EntryList } from '../archive-reader';
import type { NameDecoder } from '../names/name-decoder';
import type { Overlaps } from './find-overlaps';
import { toEntry } from './to-entry';
import type { ZipFields } from './zip-fields';
import type { ZipRows } from './zip-rows';

/** The entries of a ZIP file, each made of its fields when it is asked for. */
export class ZipEntries implements EntryList {
  private readonly linkTargets = new Map<number, string>();
  private readonly unreadLinks = new Map<number, string>();

  constructor(
    readonly fields: ZipRows,
    private readonly decoder: NameDecoder,
    private readonly overlaps: Overlaps,
  ) {}

  get length(): number {
    return this.fields.length;
  }

  /** The target of a link, which is its content; or why that can't be read. */
  learnLink(ordinal: number, link: { readonly target: string } | { readonly failure: string }): void {
    if ('target' in link) this.linkTargets.set(ordinal, link.target);
    else this.unreadLinks.set(ordinal, link.failure);
  }

  at(ordinal: number): ArchiveEntry | undefined {
    return ordinal >= 0 && ordinal < this.length ? this.entryOf(this.fields.at(ordinal), ordinal) : undefined;
  }

  /** @param fields those of this entry */
  entryOf(fields: ZipFields, ordinal: number): ArchiveEntry {
    const entry = toEntry(fields, ordinal, this.decoder);
    const linkTarget = this.linkTargets.get(ordinal);
    if (linkTarget !== undefined) entry.linkTarget = linkTarget;
    entry.warnings.push(...this.foundLater(ordinal));
    return entry;
  }

  *[Symbol.iterator](): Generator<ArchiveEntry, void, undefined> {
    for (let ordinal = 0; ordinal < this.length; ordinal += 1) yield this.entryOf(this.fields.at(ordinal), ordinal);
  }

  private *foundLater(ordinal: number): Generator<EntryWarning, void, undefined> {
    const { shared, tooLong } = this.overlaps;
    if (shared.has(ordinal)) yield { code: 'overlap', message: t('It shares its bytes with another entry: archives that unpack to far more than they hold are made so.') };
    if (tooLong.has(ordinal)) yield { code: 'damaged', message: t('Its bytes are not all there: the archive ends, or its list begins, before.') };
    const unread = this.unreadLinks.get(ordinal);
    if (unread !== undefined) yield { code: 'damaged', message: unread };
  }
}
