import type { JudgedRow } from '../store/judged-files';
import { beginningOfText, presentFilesAfter } from '../store/judged-files';
import { StoredFile, type StoredParts } from './facts-of-file';
import type { KnownFacts } from './facts-of-sources';
import { LONGEST_TEXT } from './sources';

const FILES_PER_SLICE = 500;
/** More are read anew each time. */
const MOST_KEPT = 20_000;
/** 64 MB. */
const MOST_CHARACTERS = 32_000_000;
/** Facts that may be others though the file is the same, or that are long. */
const NOT_KEPT = ['age', 'arrived', 'folder', 'blurry', 'copies', 'duplicate', 'tags', 'verified', 'text', 'entries', 'members.text'];

/** A file with what has been found out about it. */
export interface TriedFile {
  readonly file: StoredFile;
  readonly known: KnownFacts;
}

/**
 * Files that lie in watched folders, with what was found out about them the last time: someone who writes a rule asks the
 * same with every key. A version that is another one is looked at anew.
 */
export class TriedFiles {
  private kept = new Map<number, { row: JudgedRow; known: KnownFacts }>();
  private readonly texts = new Map<number, string>();
  private characters = 0;
  /** All of those that were asked for last; null where that are too many. */
  private last: { state: string; slices: TriedFile[][] } | null = null;

  /** In slices, in the order of their ids. Asked again while nothing has changed, they are the same. */
  *slices(parts: StoredParts, folderIds: readonly number[]): Generator<TriedFile[]> {
    const state = JSON.stringify([parts.database.changeCount, parts.blurThreshold, folderIds.map((id) => [id, parts.folderName(id)])]);
    if (this.last?.state === state) {
      for (const files of this.last.slices) yield* lend(files);
      return;
    }
    this.last = null;
    const slices: TriedFile[][] = [];
    let count = 0;
    for (let last = 0, isAll = false; !isAll; ) {
      const rows = presentFilesAfter(parts.database, folderIds, last, FILES_PER_SLICE);
      const files = rows.map((row) => this.tried(parts, row));
      yield* lend(files);
      for (const one of files) this.keep(one);
      if ((count += rows.length) <= MOST_KEPT) slices.push(files);
      last = rows.at(-1)?.fileId ?? 0;
      isAll = rows.length < FILES_PER_SLICE;
    }
    if (count <= MOST_KEPT) this.last = { state, slices };
  }

  /** Nobody asks any more. */
  clear(): void {
    this.last = null;
    this.kept.clear();
    this.texts.clear();
    this.characters = 0;
  }

  private tried(parts: StoredParts, row: JudgedRow): TriedFile {
    const before = this.kept.get(row.fileId);
    const known = before && isSame(before.row, row) ? before.known : new Map();
    return { file: new ShelvedFile(parts, row, (reportId) => this.text(parts, reportId)), known };
  }

  private keep({ file, known }: TriedFile): void {
    if (this.kept.size >= MOST_KEPT && !this.kept.has(file.row.fileId)) return;
    this.kept.set(file.row.fileId, { row: file.row, known });
  }

  private text({ database }: StoredParts, reportId: number): string {
    const kept = this.texts.get(reportId);
    if (kept !== undefined) return kept;
    const text = beginningOfText(database, reportId, LONGEST_TEXT);
    if (this.characters + text.length <= MOST_CHARACTERS) {
      this.texts.set(reportId, text);
      this.characters += text.length;
    }
    return text;
  }
}

/** Also when the asking is called off in the midst, nothing stays known that is not to be kept. */
function* lend(files: TriedFile[]): Generator<TriedFile[]> {
  try {
    yield files;
  } finally {
    for (const { known } of files) for (const fact of NOT_KEPT) known.delete(fact);
  }
}

/** Takes its text from where it is kept. */
class ShelvedFile extends StoredFile {
  constructor(
    parts: StoredParts,
    row: JudgedRow,
    private readonly textOf: (reportId: number) => string,
  ) {
    super(parts, row);
  }

  override text(): string {
    return this.row.reportId === null ? '' : this.textOf(this.row.reportId);
  }
}

const isSame = (one: JudgedRow, other: JudgedRow): boolean =>
  one.jobId === other.jobId && one.state === other.state && one.reportId === other.reportId && one.path === other.path && one.mtimeMs === other.mtimeMs && one.error === other.error;
