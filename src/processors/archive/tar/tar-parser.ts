import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ArchiveEntry } from '../../../shared/model/archive';
import type { EntrySink } from '../archive-reader';
import { damaged } from '../bytes/archive-failure';
import { paxRecords } from './pax-records';
import { isSoundMap, listedSparsePairs, MAX_SPARSE_NUMBERS, oldSparsePairs, type SparseMap } from './sparse-map';
import { BLOCK_BYTES, isTarHeader, isZeroBlock } from './tar-block';
import { dataBytes, inTime, NO_OVERRIDES, toEntry, type Overrides } from './tar-header';
import { tarNumber } from './tar-number';
import { t } from '../../../shared/words/words';

/** Longer names and headers are no work of a tar program. */
const MAX_META_BYTES = 1024 * 1024;
/** Names that are longer together are no work of a tar program either: all of them are held in memory. */
const MAX_NAMES_LENGTH = 32 * 1024 * 1024;
/** So much of a hole is written in one go. */
const ZEROS = Buffer.alloc(256 * 1024);

interface TarHandler {
  /** Every entry, in order; a sink for those whose bytes are wanted, of type `file`. */
  meet(entry: ArchiveEntry): EntrySink | null;
  /** Bytes of holes, which are not in the archive. */
  filled(bytes: number): void;
}

type State =
  | { readonly kind: 'header' }
  /** A name or a pax header; `meta` null leaves it out. */
  | { readonly kind: 'meta'; readonly flag: string; readonly parts: Buffer[] | null; left: number }
  /** Blocks behind an old GNU header, with more pieces of a file with holes. */
  | { readonly kind: 'sparseBlock' }
  /** The list of pieces at the beginning of the data (pax 1.0). */
  | { readonly kind: 'sparseList'; text: string; lines: number }
  | { readonly kind: 'data' }
  /** Bytes that nobody wants. */
  | { readonly kind: 'skip'; left: number }
  /** A header was no header: the next one is looked for. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'done' };

const HEADER: State = { kind: 'header' };

/**
 * Tar, taken apart piece by piece as its bytes come: v7, ustar, pax, GNU and star, with long names, binary numbers and
 * files with holes. Sources: POSIX.1-2001 pax; GNU tar manual, "Basic Tar Format" and "Storing Sparse Files";
 * libarchive's tar(5).
 */
export class TarParser {
  readonly warnings = new Set<string>();
  label = '';
  isCut = false;
  /** What is wrong with it as a whole, a sentence. */
  damage: string | null = null;
  hasStrangeNames = false;
  hasUnicodeNames = false;
  private state: State = HEADER;
  private ordinal = 0;
  private zeroBlocks = 0;
  private hasEnded = false;
  private lostBytes = 0;
  private namesLength = 0;
  private readonly split = Buffer.alloc(BLOCK_BYTES);
  private splitBytes = 0;
  private overrides: Overrides = { ...NO_OVERRIDES };
  private pax = new Map<string, Buffer>();
  private repeatedSparse: number[] = [];
  // The entry whose data comes.
  private sink: EntrySink | null = null;
  private dataLeft = 0;
  private padding = 0;
  private map: SparseMap | null = null;
  private mapAt = 0;
  private fileAt = 0;
  private fileSize = 0;

  constructor(
    private readonly handler: TarHandler,
    private readonly maxEntries: number,
  ) {}

  get entryCount(): number {
    return this.ordinal;
  }

  get isDone(): boolean {
    return this.state.kind === 'done';
  }

  /** Whether holes are still to be written before more bytes are needed. */
  get isBusy(): boolean {
    return this.state.kind === 'data' && this.map !== null && this.sink !== null && this.holeBytes() > 0;
  }

  /** So many of the next bytes make no difference: who can, may leave them out, by {@link skip}. */
  get skippable(): number {
    return this.state.kind === 'skip' ? this.state.left : 0;
  }

  skip(bytes: number): void {
    if (this.state.kind === 'skip') this.skipSome(this.state, bytes);
  }

  /**
   * Uses bytes of `piece` from `at`, and returns where it stopped: after an entry or a piece of data, so that the caller
   * can give way. What the handler throws passes through.
   */
  take(piece: Buffer, at: number): number {
    const { state } = this;
    switch (state.kind) {
      case 'header':
      case 'lost':
      case 'sparseBlock':
        return this.takeBlock(piece, at);
      case 'meta':
        return this.takeMeta(state, piece, at);
      case 'sparseList':
        return this.takeSparseList(state, piece, at);
      case 'data':
        return this.takeData(piece, at);
      case 'skip': {
        const end = Math.min(piece.length, at + state.left);
        this.skipSome(state, end - at);
        return end;
      }
      case 'done':
        return piece.length;
    }
  }

  /** No more bytes come. @param isBroken they ended by an error */
  end(isBroken: boolean): void {
    const isAtHeader = this.state.kind === 'header' && this.splitBytes === 0;
    if (this.sink) this.fail(damaged(t('The archive is cut off: some of its data is missing.')));
    if (this.state.kind === 'done') return;
    if (isBroken || !(isAtHeader || this.state.kind === 'lost' || this.hasEnded)) {
      this.isCut = true;
      this.damage = t('The archive is cut off or damaged: only its beginning can be read.');
    } else if (this.zeroBlocks === 0 && this.state.kind !== 'lost') {
      this.warnings.add(t('Its end mark is missing: more may have followed.'));
    }
    if (this.lostBytes > 0) {
      this.damage ??= t('The archive is damaged: {bytes, number} bytes in it belong to no entry.', { bytes: this.lostBytes });
    }
    if (this.damage !== null) this.warnings.add(this.damage);
  }

  /** The reading is called off. */
  abort(error: FilemillError): void {
    if (this.sink) this.fail(error);
  }

  private takeBlock(piece: Buffer, at: number): number {
    if (this.splitBytes === 0 && at + BLOCK_BYTES <= piece.length) {
      this.useBlock(piece.subarray(at, at + BLOCK_BYTES));
      return at + BLOCK_BYTES;
    }
    const count = Math.min(BLOCK_BYTES - this.splitBytes, piece.length - at);
    piece.copy(this.split, this.splitBytes, at, at + count);
    this.splitBytes += count;
    if (this.splitBytes === BLOCK_BYTES) {
      this.splitBytes = 0;
      this.useBlock(this.split);
    }
    return at + count;
  }

  private useBlock(block: Buffer): void {
    if (this.state.kind === 'sparseBlock') this.useSparseBlock(block);
    else if (block[0] === 0 && isZeroBlock(block)) this.useZeroBlock();
    else if (isTarHeader(block)) this.useHeader(block);
    else this.useStrangeBlock();
  }

  private useZeroBlock(): void {
    this.zeroBlocks += 1;
    if (this.zeroBlocks >= 2) this.hasEnded = true;
  }

  private useStrangeBlock(): void {
    if (this.hasEnded) {
      this.warnings.add(t('Bytes after its end do not belong to it.'));
      this.state = { kind: 'done' };
      return;
    }
    if (this.ordinal === 0 && this.lostBytes === 0 && this.zeroBlocks === 0 && this.pax.size === 0) {
      throw damaged(t('This is no tar archive, or its beginning is damaged.'));
    }
    this.lostBytes += BLOCK_BYTES;
    this.state = { kind: 'lost' };
  }

  private useHeader(block: Buffer): void {
    if (this.hasEnded) this.warnings.add(t('Several archives lie one behind the other in it; all of them are listed.'));
    this.hasEnded = false;
    this.zeroBlocks = 0;
    const size = dataBytes(block);
    const flag = String.fromCharCode(block[156] as number);
    if (Number.isNaN(size)) {
      this.useStrangeBlock();
      return;
    }
    if ('LKxXgVN'.includes(flag)) this.startMeta(flag, size, block);
    else this.startEntry(block, flag, size);
  }

  private startMeta(flag: string, size: number, block: Buffer): void {
    if (flag === 'V') this.label = toEntry(block, 0, NO_OVERRIDES).path;
    const isWanted = flag !== 'V' && flag !== 'N' && size <= MAX_META_BYTES;
    if (size > MAX_META_BYTES) this.warnings.add(t('A name or header in it is longer than a megabyte and was left out.'));
    this.padding = paddingOf(size);
    this.state = { kind: 'meta', flag, parts: isWanted ? [] : null, left: size };
    if (size === 0) this.finishMeta(this.state);
  }

  private takeMeta(state: State & { kind: 'meta' }, piece: Buffer, at: number): number {
    const end = Math.min(piece.length, at + state.left);
    state.parts?.push(Buffer.from(piece.subarray(at, end)));
    state.left -= end - at;
    if (state.left === 0) this.finishMeta(state);
    return end;
  }

  private finishMeta({ flag, parts }: State & { kind: 'meta' }): void {
    const body = Buffer.concat(parts ?? []);
    const end = body.indexOf(0);
    const text = end < 0 ? body : body.subarray(0, end);
    if (parts && flag === 'L') this.overrides.path = text;
    else if (parts && flag === 'K') this.overrides.linkPath = text;
    else if (parts && (flag === 'x' || flag === 'X')) this.usePax(body);
    this.skipPadding();
  }

  private usePax(body: Buffer): void {
    const records = paxRecords(body);
    if (!records) {
      this.warnings.add(t('A header with names and sizes in it is damaged and was left out.'));
      return;
    }
    this.pax = records.values;
    this.repeatedSparse = records.sparse.slice(0, MAX_SPARSE_NUMBERS);
    const number = (key: string): number | null => {
      const value = Number(this.pax.get(key)?.toString('latin1') ?? NaN);
      return Number.isFinite(value) ? value : null;
    };
    const size = number('size');
    const seconds = number('mtime');
    this.overrides.path = this.pax.get('GNU.sparse.name') ?? this.pax.get('path') ?? this.overrides.path;
    this.overrides.linkPath = this.pax.get('linkpath') ?? this.overrides.linkPath;
    if (size !== null && Number.isSafeInteger(size) && size >= 0) this.overrides.size = size;
    if (seconds !== null) this.overrides.modified = inTime(seconds * 1000);
  }

  private startEntry(block: Buffer, flag: string, headerSize: number): void {
    if (this.ordinal >= this.maxEntries) {
      this.isCut = true;
      this.state = { kind: 'done' };
      return;
    }
    const entry = toEntry(block, this.ordinal, this.overrides);
    this.namesLength += entry.path.length + (entry.linkTarget?.length ?? 0);
    if (this.namesLength > MAX_NAMES_LENGTH) {
      this.isCut = true;
      this.damage = t('Its names are longer than any program makes them: only its beginning is read.');
      this.warnings.add(this.damage);
      this.state = { kind: 'done' };
      return;
    }
    this.ordinal += 1;
    if (entry.nameEncoding === 'binary') this.hasStrangeNames = true;
    if (entry.nameEncoding === 'utf-8') this.hasUnicodeNames = true;
    // Of links, folders and devices the size is not that of data, whatever it says; a folder by its name alone may have some.
    const hasData = entry.type === 'file' || flag === 'D' || (entry.type === 'folder' && flag !== '5');
    const stored = hasData ? (this.overrides.size ?? headerSize) : 0;
    const isHardLinkWithData = flag === '1' && this.overrides.size !== null && this.overrides.size > 0;
    const map = entry.type === 'file' ? this.sparseMap(block, flag) : null;
    const realSize = map ? this.realSize(block, flag) : stored;
    const size = entry.type === 'file' ? realSize : entry.size;
    const found: ArchiveEntry = { ...entry, size, compressedSize: hasData ? stored : null };
    if (flag === 'M') found.warnings.push({ code: 'damaged', message: t('It is the rest of a file that begins in another part.') });
    const isList = map === 'inData';
    this.map = isList ? [] : map;
    this.dataLeft = isHardLinkWithData ? (this.overrides.size ?? 0) : stored;
    this.padding = paddingOf(this.dataLeft);
    this.mapAt = 0;
    this.fileAt = 0;
    this.fileSize = realSize;
    const extended = flag === 'S' && block[482] === 1;
    this.overrides = { ...NO_OVERRIDES };
    this.pax = new Map();
    this.repeatedSparse = [];
    this.sink = null;
    const sink = this.handler.meet(found);
    this.sink = found.type === 'file' ? sink : null;
    if (isList && this.sink) this.state = { kind: 'sparseList', text: '', lines: 0 };
    else if (extended) this.state = { kind: 'sparseBlock' };
    else this.startData();
  }

  /** Null for an ordinary file; `inData` where the list comes with the data. */
  private sparseMap(block: Buffer, flag: string): SparseMap | 'inData' | null {
    if (flag === 'S') return oldSparsePairs(block, 386, 4);
    if (this.pax.get('GNU.sparse.major')?.toString('latin1') === '1') return 'inData';
    const listed = this.pax.get('GNU.sparse.map');
    if (listed) return listedSparsePairs(listed.toString('latin1'));
    return this.pax.has('GNU.sparse.numblocks') || this.pax.has('GNU.sparse.size') ? this.repeatedSparse : null;
  }

  private realSize(block: Buffer, flag: string): number {
    const told =
      flag === 'S'
        ? tarNumber(block, 483, 495)
        : Number((this.pax.get('GNU.sparse.realsize') ?? this.pax.get('GNU.sparse.size'))?.toString('latin1') ?? NaN);
    return Number.isSafeInteger(told) && told >= 0 ? told : 0;
  }

  private useSparseBlock(block: Buffer): void {
    const map = this.map ?? [];
    if (map.length <= MAX_SPARSE_NUMBERS) for (const number of oldSparsePairs(block, 0, 21)) map.push(number);
    this.map = map;
    if (map.length > MAX_SPARSE_NUMBERS && this.sink) this.fail(damaged(t('It is a file with more holes than a file can have.')));
    if (block[504] !== 1) this.startData();
  }

  private takeSparseList(state: State & { kind: 'sparseList' }, piece: Buffer, at: number): number {
    const end = Math.min(piece.length, at + Math.min(this.dataLeft, BLOCK_BYTES - (state.text.length % BLOCK_BYTES)));
    const text = piece.toString('latin1', at, end);
    state.text += text;
    state.lines += text.split('\n').length - 1;
    this.dataLeft -= end - at;
    const isBlockFull = state.text.length % BLOCK_BYTES === 0;
    const map = isBlockFull ? sparseList(state.text, state.lines) : null;
    if (map) {
      this.map = map;
      this.startData();
    } else if (this.dataLeft === 0 || state.text.length > MAX_META_BYTES) {
      this.fail(damaged(t('The list of its pieces is damaged.')));
      this.startData();
    }
    return end;
  }

  private startData(): void {
    if (this.map && this.sink && !isSoundMap(this.map, this.fileSize, this.dataLeft)) {
      this.fail(damaged(t('The list of its pieces is damaged.')));
    }
    if (!this.sink) {
      const left = this.dataLeft + this.padding;
      this.state = left > 0 ? { kind: 'skip', left } : HEADER;
      return;
    }
    this.state = { kind: 'data' };
    if (this.dataLeft === 0 && !this.isBusy) this.finishData();
  }

  private takeData(piece: Buffer, at: number): number {
    if (!this.sink) {
      this.startData();
      return at;
    }
    if (this.map) {
      const hole = Math.min(this.holeBytes(), ZEROS.length);
      if (hole > 0) {
        this.handler.filled(hole);
        this.fileAt += hole;
        this.write(ZEROS.subarray(0, hole));
        if (this.dataLeft === 0 && this.sink && !this.isBusy) this.finishData();
        return at;
      }
    }
    const end = Math.min(piece.length, at + Math.min(this.dataLeft, this.runBytes()));
    this.dataLeft -= end - at;
    this.fileAt += end - at;
    if (this.map && this.fileAt === (this.map[this.mapAt] as number) + (this.map[this.mapAt + 1] as number)) this.mapAt += 2;
    if (end > at) this.write(piece.subarray(at, end));
    if (this.sink && this.dataLeft === 0 && !this.isBusy) this.finishData();
    return end;
  }

  /** Zeros before the next stored piece, or up to the end of the file. */
  private holeBytes(): number {
    const { map } = this;
    if (!map) return 0;
    while (this.mapAt < map.length && map[this.mapAt + 1] === 0) this.mapAt += 2;
    const next = this.mapAt < map.length ? (map[this.mapAt] as number) : this.fileSize;
    return Math.max(0, next - this.fileAt);
  }

  private runBytes(): number {
    if (!this.map) return Infinity;
    return (this.map[this.mapAt] as number) + (this.map[this.mapAt + 1] as number) - this.fileAt;
  }

  private write(bytes: Buffer): void {
    try {
      this.sink?.write(bytes);
    } catch (thrown) {
      if (!(thrown instanceof FilemillError)) throw thrown;
      this.fail(thrown);
      this.startData();
    }
  }

  private finishData(): void {
    const { sink } = this;
    this.sink = null;
    this.skipPadding();
    try {
      sink?.end();
    } catch (thrown) {
      if (!(thrown instanceof FilemillError)) throw thrown;
      sink?.fail(thrown);
    }
  }

  private fail(error: FilemillError): void {
    const { sink } = this;
    this.sink = null;
    sink?.fail(error);
  }

  private skipPadding(): void {
    this.state = this.padding > 0 ? { kind: 'skip', left: this.padding } : HEADER;
  }

  private skipSome(state: State & { kind: 'skip' }, bytes: number): void {
    state.left -= bytes;
    if (state.left === 0) this.state = HEADER;
  }
}

function paddingOf(bytes: number): number {
  return (BLOCK_BYTES - (bytes % BLOCK_BYTES)) % BLOCK_BYTES;
}

/** A count, then as many pairs, each number on a line; null while it is not complete. */
function sparseList(text: string, lineCount: number): SparseMap | null {
  const pairs = parseInt(text, 10);
  if (!(pairs >= 0) || pairs * 2 > MAX_SPARSE_NUMBERS || lineCount < 1 + pairs * 2) return null;
  return text
    .split('\n', 1 + pairs * 2)
    .slice(1)
    .map(Number);
}
