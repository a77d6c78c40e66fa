import { hash } from 'node:crypto';
import type { ArchiveRecipe } from '../../../shared/model/archive';
import { collectLitter } from '../../../base/collect-litter';
import { RowPacker, rowsOf } from '../../../base/packed-rows';
import { displayName } from '../../../shared/model/display-name';
import { packedEntrySchema, type PackedEntry, type PackSource } from '../../../shared/model/packing';
import type { PackedRows } from '../../../shared/rpc/packed-rows';
import { Turn } from '../bytes/turn';
import type { CreateContext } from './create-archive';
import { METADATA_NAME, metadataJson } from './metadata-entry';
import { sourceList, type SourceList } from './source-list';
import { t } from '../../../shared/words/words';

interface MetadataSource extends Pick<PackSource, 'name' | 'isFolder' | 'mode' | 'mtimeMs'> {
  bytes: Buffer;
}

/** Of sources, between two times that litter is collected. */
const LITTER_BYTES = 24 * 1024 * 1024;
const MANY_ENTRIES = 10_000;

/** What is packed, and what is known of it so far. */
export class PackJob {
  /** In the archive's order. */
  readonly sources: SourceList;
  private readonly done = new RowPacker<PackedEntry>();
  private readonly turn: Turn;
  private readBytes = 0;
  private litterBytes = 0;
  private readonly now = new Date();

  constructor(
    sources: PackedRows<PackSource>,
    readonly recipe: ArchiveRecipe,
    private readonly context: CreateContext,
  ) {
    this.sources = sourceList(sources, recipe.isReproducible);
    this.turn = new Turn(context.signal);
  }

  /** What the archive holds by now; in the end all of it. */
  get entries(): PackedRows<PackedEntry> {
    return this.done.packed();
  }

  get signal(): AbortSignal {
    return this.context.signal;
  }

  /** To be called between pieces of work: others are heard. Throws `call.cancelled`. */
  async giveWay(): Promise<void> {
    if (this.turn.isOver) await this.turn.next();
  }

  /** Bytes of sources that are done with: what they were read and packed in is litter now. */
  read(bytes: number): void {
    this.readBytes += bytes;
    this.litterBytes += bytes;
    if (this.litterBytes < LITTER_BYTES) return;
    this.litterBytes = 0;
    collectLitter();
  }

  /** @param sha256 of the bytes that went in; null of a folder */
  packed({ name, size, isFolder }: PackSource, sha256: string | null): void {
    this.done.add({ name, size: isFolder ? 0 : size, sha256 });
    this.tell(t('Packing {name}', { name: displayName(name) }), this.readBytes / (2 * this.sources.totalBytes));
  }

  /** Of another program that packs. */
  told(label: string, fraction: number | null): void {
    this.context.progress(label, fraction === null ? null : fraction / 2);
  }

  /** Bytes of entries that were read back. */
  verified(name: string, bytes: number): void {
    this.tell(t('Verifying {name}', { name: displayName(name) }), 0.5 + bytes / (2 * this.sources.totalBytes));
  }

  /** The last entry, when it is wanted; counts as packed from now on. */
  metadata(): MetadataSource | null {
    if (!this.recipe.metadata) return null;
    const bytes = metadataJson(rowsOf(this.entries, packedEntrySchema), this.recipe, this.recipe.isReproducible ? null : this.now);
    this.done.add({ name: METADATA_NAME, size: bytes.length, sha256: hash('sha256', bytes) });
    return { name: METADATA_NAME, isFolder: false, mode: 0o644, mtimeMs: this.now.getTime(), bytes };
  }

  /** So many entries that what packing them left counts. */
  get isLarge(): boolean {
    return this.done.count >= MANY_ENTRIES;
  }

  private tell(label: string, fraction: number): void {
    this.context.progress(label, Number.isFinite(fraction) ? Math.min(1, fraction) : null);
  }
}
