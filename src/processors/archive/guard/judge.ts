import type { ArchiveEntry, EntryPick, EntryWarning, UnpackLimits } from '../../../shared/model/archive';
import { PackedMap } from '../entries/packed-map';
import { entryAllowance, totalAllowance, type Allowance } from './allowance';
import { shown, splitEntryPath } from './entry-path';
import { TargetNames } from './target-names';
import type { RefuseVerdict, Verdict, WriteVerdict } from './verdict';
import { wantedBy, type Wanted } from './wanted';
import { t } from '../../../shared/words/words';

const SPECIAL_BITS = 0o7000;
const EXECUTE_BITS = 0o111;

/** What a reader may have found out about an entry that makes it unfit to be unpacked. */
const FATAL = new Set<EntryWarning['code']>(['contradiction', 'overlap', 'unknownMethod', 'damaged']);
/** In these a backslash is a letter of a name; in others it separates, as programs on Windows have it. */
const UNIX_TYPES = /^(?:tar|gz|bz2|xz|zst|lz4|lz|lzma|Z|cpio|ar|deb|rpm|squashfs|iso|dmg)(?:\.|$)/;

export interface JudgeOptions {
  readonly pick: EntryPick;
  readonly limits: UnpackLimits;
  /** As in ArchiveReader. */
  readonly archiveType: string;
  readonly archiveBytes: number;
  /** False: none of the entries is a hardlink, as the listing says. */
  readonly hasHardlinks?: boolean;
  /** Whether there is a password to try. */
  readonly hasPasswords: boolean;
  readonly platform?: NodeJS.Platform;
}

/**
 * Decides what is to become of each entry, by what the archive says of it: pure rules, nothing is touched. Entries are to be
 * shown in the order of the archive, each once; the same order gives the same names.
 */
export class Judge {
  private readonly wanted: Wanted;
  private readonly names: TargetNames;
  private readonly total: Allowance;
  private readonly isBackslashSeparator: boolean;
  /** Entries may be links to others. */
  private readonly hasHardlinks: boolean;
  /** By path without `./`: what a hardlink may name. */
  private readonly files = new PackedMap<KnownRow>();
  private claimedBytes = 0;
  private judged = 0;

  constructor(private readonly options: JudgeOptions) {
    this.wanted = wantedBy(options.pick);
    this.names = new TargetNames(options.platform);
    this.total = totalAllowance(options.archiveBytes, options.limits);
    this.hasHardlinks = options.hasHardlinks ?? options.archiveType !== 'zip';
    this.isBackslashSeparator = !UNIX_TYPES.test(options.archiveType);
  }

  /** All is wanted: then what a hardlink names has always been judged before. */
  get isAll(): boolean {
    return this.wanted.isAll;
  }

  /** No more entries are judged; what comes is skipped. */
  get isFull(): boolean {
    return this.judged >= this.options.limits.entries;
  }

  /** All of them together; see {@link Allowance}. */
  get allowance(): Allowance {
    return this.total;
  }

  judge(entry: ArchiveEntry): Verdict {
    if (this.isFull) return { action: 'skip', entry };
    this.judged += 1;
    const answer = this.wanted.ask(entry);
    const verdict =
      answer === true ? this.decide(entry) : answer === false ? ({ action: 'skip', entry } as const) : refuse(entry, { code: 'notWanted', message: answer });
    if (entry.type === 'file' && this.hasHardlinks) this.files.set(plainPath(entry.path), rowOf(entry, verdict));
    return verdict;
  }

  private decide(entry: ArchiveEntry): Verdict {
    const path = splitEntryPath(entry.path, this.isBackslashSeparator);
    if ('fault' in path) return refuse(entry, path.fault);
    const { segments } = path;
    switch (entry.type) {
      case 'folder':
        return this.folder(entry, segments);
      case 'symlink':
        return refuse(entry, { code: 'link', message: t('It is a link{hasTarget, select, yes { to {target}} other {}}; links are not made.', toTarget(entry)) });
      case 'special':
        return refuse(entry, { code: 'special', message: t('It is a device, a pipe or a socket; these are not made.') });
      case 'hardlink':
        return this.copy(entry, segments);
      case 'file':
        return this.file(entry, segments, entry, []);
    }
  }

  private folder(entry: ArchiveEntry, segments: readonly string[]): Verdict {
    const place = segments.length === 0 ? null : this.names.folder(segments);
    if (!place) return { action: 'skip', entry };
    return {
      action: 'write',
      entry,
      type: 'folder',
      relativePath: place.relativePath,
      bytesOf: entry.ordinal,
      size: 0,
      mode: 0o755,
      maxBytes: 0,
      beyond: this.total.beyond,
      notes: [...place.notes, ...privileges(entry)],
    };
  }

  /** A hardlink to a file of the same archive comes out as a copy. */
  private copy(entry: ArchiveEntry, segments: readonly string[]): Verdict {
    const row = this.files.get(plainPath(entry.linkTarget ?? ''));
    if (!row) return refuse(entry, { code: 'link', message: t('It is a link{hasTarget, select, yes { to {target}} other {}}, which is no file of this archive; links are not made.', toTarget(entry)) });
    const found = knownFile(row);
    if (found.refusal !== null) {
      return refuse(entry, { code: 'link', message: t('It is a link{hasTarget, select, yes { to {target}} other {}}, which is not unpacked either: {reason}', { ...toTarget(entry), reason: found.refusal }) });
    }
    const copied = this.file(entry, segments, found, [{ code: 'link', message: t('It is a link{hasTarget, select, yes { to {target}} other {}}; a copy of that file is written.', toTarget(entry)) }]);
    this.files.set(plainPath(entry.path), rowOf(found, copied));
    return copied;
  }

  private file(entry: ArchiveEntry, segments: readonly string[], source: BytesSource, notes: readonly EntryWarning[]): Verdict {
    const { limits, hasPasswords } = this.options;
    const fatal = source.warnings.find(({ code }) => FATAL.has(code));
    if (fatal) return refuse(entry, fatal);
    if (source.isEncrypted && !hasPasswords) return refuse(entry, { code: 'encrypted', message: t('It is locked with a password.') });
    const allowance = entryAllowance(source, limits);
    const size = source.size ?? 0;
    if (size > allowance.maxBytes) return refuse(entry, allowance.beyond);
    if (this.claimedBytes + size > this.total.maxBytes) return refuse(entry, this.total.beyond);
    this.claimedBytes += size;
    const place = this.names.file(segments.length > 0 ? segments : ['unnamed']);
    const changed = entry.warnings.length > 0 ? entry.warnings.filter(({ code }) => code === 'illegalName') : [];
    const all = place.notes.length + notes.length + changed.length > 0 || (entry.mode ?? 0) > 0o777 ? [...changed, ...place.notes, ...notes, ...privileges(entry)] : notes;
    return { ...this.asItIs(entry), ...allowance, relativePath: place.relativePath, bytesOf: source.ordinal, size: source.size, notes: all };
  }

  /** Of a file that may be written under the path that it has in the archive, as was found before. */
  asItIs(entry: ArchiveEntry): WriteVerdict {
    return {
      action: 'write',
      entry,
      type: 'file',
      relativePath: entry.path,
      bytesOf: entry.ordinal,
      size: entry.size,
      mode: ((entry.mode ?? 0) & EXECUTE_BITS) !== 0 ? 0o755 : 0o644,
      ...entryAllowance(entry, this.options.limits),
      notes: [],
    };
  }
}

/** What is asked of an entry whose bytes are written. */
type BytesSource = Pick<ArchiveEntry, 'ordinal' | 'size' | 'compressedSize' | 'isEncrypted' | 'warnings'>;

/** A file that others may be links to. */
interface KnownFile extends BytesSource {
  /** Why it is not unpacked, and not because nobody asked for it. */
  readonly refusal: string | null;
}

/** A KnownFile as it is kept: there may be very many. */
type KnownRow = [ordinal: number, size: number | null, compressedSize: number | null, isEncrypted: 0 | 1, refusal?: string | null, warnings?: EntryWarning[]];

function rowOf({ ordinal, size, compressedSize, isEncrypted, warnings }: BytesSource, verdict: Verdict): KnownRow {
  const refusal = verdict.action === 'refuse' && verdict.code !== 'notWanted' ? verdict.reason : null;
  const row: KnownRow = [ordinal, size, compressedSize, isEncrypted ? 1 : 0];
  if (refusal !== null || warnings.length > 0) row.push(refusal);
  if (warnings.length > 0) row.push(warnings);
  return row;
}

const knownFile = ([ordinal, size, compressedSize, isEncrypted, refusal = null, warnings = []]: KnownRow): KnownFile => ({ ordinal, size, compressedSize, isEncrypted: isEncrypted === 1, warnings, refusal });

/** What would become of all entries. */
export function* judgeEntries(entries: Iterable<ArchiveEntry>, options: JudgeOptions): Generator<Verdict, void, undefined> {
  const judge = new Judge(options);
  for (const entry of entries) yield judge.judge(entry);
}

function refuse(entry: ArchiveEntry, { code, message }: { code: RefuseVerdict['code']; message: string }): RefuseVerdict {
  return { action: 'refuse', entry, code, reason: message };
}

function privileges({ mode }: ArchiveEntry): EntryWarning[] {
  if (((mode ?? 0) & SPECIAL_BITS) === 0) return [];
  return [{ code: 'privileges', message: t('It would run with the rights of another user or group (set-uid, set-gid or sticky); these rights are left out.') }];
}

const toTarget = ({ linkTarget }: ArchiveEntry): { hasTarget: string; target: string } => ({ hasTarget: linkTarget === null ? 'no' : 'yes', target: linkTarget === null ? '' : shown(linkTarget) });

const plainPath = (path: string): string => (path.startsWith('./') || path.includes('//') ? path.split('/').filter((name) => name !== '' && name !== '.').join('/') : path);
