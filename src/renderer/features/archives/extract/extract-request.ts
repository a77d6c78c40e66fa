import type { ArchiveRef, ExtractRequest, UnpackLimits } from '../../../../shared/model/archive';

/** What a person chooses when extracting. */
export interface ExtractChoice {
  /** Null for all. */
  readonly ordinals: readonly number[] | null;
  /** One pattern a line. */
  readonly include: string;
  readonly exclude: string;
  readonly maxEntryBytes: number | null;
  /** Null for the folder that the archive lies in. */
  readonly target: string | null;
  readonly ownFolder: ExtractRequest['ownFolder'];
  readonly conflict: ExtractRequest['conflict'];
}

export const USUAL_CHOICE: ExtractChoice = {
  ordinals: null,
  include: '',
  exclude: '',
  maxEntryBytes: null,
  target: null,
  ownFolder: 'smart',
  conflict: 'rename',
};

const MOST_PATTERNS = 200;
const LONGEST_PATTERN = 500;

/** The lines of a field, without what is empty or too long to be meant. */
export function patternsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= LONGEST_PATTERN)
    .slice(0, MOST_PATTERNS);
}

/** As the engine wants it. */
export function extractRequestOf(archive: ArchiveRef, choice: ExtractChoice, limits: UnpackLimits): ExtractRequest {
  const { ordinals, include, exclude, maxEntryBytes, target, ownFolder, conflict } = choice;
  return {
    archive,
    pick: { ordinals: ordinals === null ? null : [...ordinals], include: patternsOf(include), exclude: patternsOf(exclude), maxEntryBytes },
    target,
    ownFolder,
    conflict,
    limits,
  };
}
