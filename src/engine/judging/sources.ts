import type { ErrorData } from '../../shared/errors/filemill-error';
import type { DuplicateTier } from '../../shared/model/duplicates';
import type { FileEvent, FileKind } from '../../shared/model/file';
import type { Report } from '../../shared/model/report';

/** What is known of one version of a file, wherever it is kept. What takes time is fetched when it is asked for. */
export interface Sources {
  /** Inside its folder, `/`-separated. */
  readonly path: string;
  readonly folderName: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  readonly arrivedAt: number;
  readonly event: FileEvent;
  /** Null until it was recognised. */
  readonly kind: FileKind | null;
  readonly mime: string | null;
  readonly sha256: string | null;
  /** The processor's name; null where nothing was read. */
  readonly processor: string | null;
  readonly error: ErrorData | null;
  /** The sharpness below which a picture counts as blurry. */
  readonly blurThreshold: number;
  warnings(): readonly string[];
  /** Tables, paragraphs and entries may be left out of it; null where nothing was read. */
  report(): Report | null;
  tableCount(): number;
  /** Of the paths in an archive. */
  entries(): readonly string[];
  /** At most {@link LONGEST_TEXT} characters. */
  text(): string;
  /** Of all that lies in an archive; null where nobody has looked inside. */
  membersText(): string | null;
  /** That people and rules gave it. */
  tags(): readonly string[];
  /** Whether the checksum that lies beside it is that of its bytes; null where there is none, or they were not read. */
  isVerified(): boolean | null;
  /** How many other files with the same bytes there are; null where that is not known. */
  copies(): number | null;
  /** Tiers in which other bytes are like it; null where it was not compared. */
  likeTiers(): readonly DuplicateTier[] | null;
}

/** As much of a text as search knows: a thousand pages. */
export const LONGEST_TEXT = 2_000_000;
