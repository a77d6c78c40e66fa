import { createHash, type Hash } from 'node:crypto';
import iconv from 'iconv-lite';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ArchiveEntry } from '../../../shared/model/archive';
import { fromNameBytes } from '../../../base/byte-name';
import { rowsOf } from '../../../base/packed-rows';
import { displayName } from '../../../shared/model/display-name';
import { packedEntrySchema, type PackedEntry } from '../../../shared/model/packing';
import type { PackedRows } from '../../../shared/rpc/packed-rows';
import type { OpenFile } from '../../kit/open-file';
import type { ArchiveContext, ArchiveListing, EntrySink } from '../archive-reader';
import { openArchive } from '../open-archive';
import { nameBytes } from './entry-facts';
import { byName, inOrder, type FindExpected } from './expected-entries';
import { t } from '../../../shared/words/words';

const FLAWS: ReadonlySet<string> = new Set(['contradiction', 'overlap', 'unknownMethod', 'damaged']);

/**
 * Reads an archive to its end and compares all of it with what went in: the same names, nothing more and nothing less, and of
 * each file size and SHA-256.
 *
 * @param told hears of each file that was found right, and of the bytes so far
 * @throws FilemillError `archive.notVerified`, `call.cancelled`
 */
export async function verifyArchive(
  file: OpenFile,
  entries: PackedRows<PackedEntry>,
  context: Omit<ArchiveContext, 'maxEntries'>,
  told: (name: string, bytes: number) => void,
): Promise<void> {
  try {
    await compare(file, entries, context, told);
  } catch (thrown) {
    const isOurs = thrown instanceof FilemillError && ['archive.notVerified', 'call.cancelled', 'disk.full', 'system.exhausted'].includes(thrown.code);
    if (isOurs) throw thrown;
    throw notVerified(t('It can’t be read: {message}', { message: thrown instanceof Error ? thrown.message : String(thrown) }), thrown);
  }
}

async function compare(
  file: OpenFile,
  entries: PackedRows<PackedEntry>,
  context: Omit<ArchiveContext, 'maxEntries'>,
  told: (name: string, bytes: number) => void,
): Promise<void> {
  const reader = await openArchive(file, { name: file.name, mime: '' }, { ...context, maxEntries: entries.count + 1 });
  // 7-Zip puts files into an order of its own.
  const [keyOf, lookUp] = reader.type === '7z' ? [shownKey, byName] : [exactKey, inOrder];
  const account = new Account(entries, keyOf, lookUp, told);
  try {
    // Listing a tar reads all of it: its entries are met on the way.
    const isMetOnTheWay = reader.type.startsWith('tar');
    if (!isMetOnTheWay) account.meetAll(await reader.list());
    await reader.read(
      (entry) => account.sinkFor(entry),
      () => account.check(),
      (entry) => {
        if (isMetOnTheWay) account.meet(entry);
      },
    );
  } finally {
    await reader.close();
  }
  account.finish();
}

/** What an archive should hold, and what was found of it. Keeps the first failure: what readers do with one is their matter. */
class Account {
  private readonly isMet: Uint8Array;
  private readonly isRead: Uint8Array;
  private readonly findToMeet: FindExpected;
  private readonly findToRead: FindExpected;
  private failure: FilemillError | null = null;
  private doneBytes = 0;

  constructor(
    private readonly entries: PackedRows<PackedEntry>,
    private readonly keyOf: (name: Buffer) => string,
    lookUp: typeof byName,
    private readonly told: (name: string, bytes: number) => void,
  ) {
    this.isMet = new Uint8Array(entries.count);
    this.isRead = new Uint8Array(entries.count);
    [this.findToMeet, this.findToRead] = lookUp(entries, (name) => keyOf(nameBytes(name).name));
  }

  /** A reader forgives much; of a new archive nothing is to be forgiven. */
  meetAll({ entries, warnings, isCut }: ArchiveListing): void {
    const [warning = isCut ? t('It is cut off.') : null] = warnings;
    if (warning !== null) this.fail(warning);
    for (const entry of entries) this.meet(entry);
  }

  meet(entry: ArchiveEntry): void {
    if (this.failure) return;
    const flaw = entry.warnings.find(({ code }) => FLAWS.has(code));
    if (flaw) this.fail(`${displayName(entry.path)}: ${flaw.message}`);
    const { index = -1, sha256 = null } = this.findToMeet(this.keyOf(bytesOf(entry))) ?? {};
    const isKnown = index >= 0;
    if (!isKnown || this.isMet[index]) this.fail(isKnown ? t('{path} was not to be in it twice.', { path: displayName(entry.path) }) : t('{path} was not to be in it.', { path: displayName(entry.path) }));
    else if ((sha256 === null) !== (entry.type === 'folder')) this.fail(t('{path} is of another kind.', { path: displayName(entry.path) }));
    else this.isMet[index] = 1;
  }

  sinkFor(entry: ArchiveEntry): EntrySink | null {
    if (this.failure) return null;
    const key = this.keyOf(bytesOf(entry));
    const known = this.findToRead(key);
    if (!known || this.isRead[known.index]) return null;
    const { index, size, sha256: sum } = known;
    const name = fromNameBytes(Buffer.from(key, 'latin1'));
    // Made late: some readers ask for all sinks first.
    let hash: Hash | null = null;
    let bytes = 0;
    return {
      write: (piece) => {
        bytes += piece.length;
        hash ??= createHash('sha256');
        hash.update(piece);
      },
      end: () => {
        const sha256 = (hash ?? createHash('sha256')).digest('hex');
        if (bytes !== size || sha256 !== sum) this.fail(t('{name} has other bytes than its source.', { name: displayName(name) }));
        this.isRead[index] = 1;
        this.doneBytes += bytes;
        this.told(name, this.doneBytes);
      },
      fail: (error) => this.fail(t('{name} can’t be read: {message}', { name: displayName(name), message: error.message }), error),
    };
  }

  /** Throws what was found wrong until now. */
  check(): void {
    if (this.failure) throw this.failure;
  }

  /** Throws also when something is missing. */
  finish(): void {
    this.check();
    let index = 0;
    for (const { name, sha256 } of rowsOf(this.entries, packedEntrySchema)) {
      const isFound = this.isMet[index] === 1 && (sha256 === null || this.isRead[index] === 1);
      if (!isFound) throw notVerified(t('{name} is not in it.', { name: displayName(name) }));
      index += 1;
    }
  }

  private fail(details: string, cause?: unknown): void {
    this.failure ??= notVerified(details, cause);
  }
}

/** As they stand in the archive, whatever encoding the reader took them for. */
function bytesOf({ path, nameEncoding }: ArchiveEntry): Buffer {
  const isText = /^(utf-?8|ascii|utf-?16.*|)$/i.test(nameEncoding) || !iconv.encodingExists(nameEncoding);
  return isText ? nameBytes(path).name : iconv.encode(path, nameEncoding);
}

/** 7-Zip shows line ends in names as `_`. */
const shownKey = (name: Buffer): string => exactKey(name).replace(/[\r\n]/g, '_');
const exactKey = (name: Buffer): string => name.toString('latin1');

const notVerified = (details: string, cause?: unknown): FilemillError =>
  new FilemillError('archive.notVerified', t('The new archive does not hold what went in. {details}', { details }), {
    hint: t('Nothing was kept of it. Try again; if it happens again, check the disk.'),
    ...(cause === undefined ? {} : { cause }),
  });
