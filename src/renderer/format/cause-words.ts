import { ERROR_TABLE, type Cause } from '../../shared/errors/error-table';

interface CauseWord {
  readonly title: string;
  /** One sentence: what is the matter with these files. */
  readonly sentence: string;
}

export const CAUSE_WORDS: Readonly<Record<Cause, CauseWord>> = {
  damaged: { title: 'Damaged', sentence: 'The content is broken, incomplete, empty or not valid for its kind.' },
  needsPassword: { title: 'Needs a password', sentence: 'The content is encrypted and opens only with a password.' },
  lowConfidence: {
    title: 'Low OCR confidence',
    sentence: 'They were read by OCR, less surely than their folder asks for. Compare the text with the page, and accept it if it will do.',
  },
  diskFull: { title: 'Disk full', sentence: 'There was no room left to work.' },
  locked: { title: 'Locked', sentence: 'Another program holds these files.' },
  unreachable: { title: 'Not reachable', sentence: 'The file or its folder could not be reached or may not be read.' },
  tooLarge: { title: 'Too large', sentence: 'They are larger, deeper or slower to read than the limits allow.' },
  refused: { title: 'Refused for safety', sentence: 'They are not plain files inside the watched folder, so they were left alone.' },
  changing: { title: 'Changed while read', sentence: 'They changed or vanished while they were being read.' },
  action: { title: 'An action failed', sentence: 'They were read, but something that a rule does with them came to nothing. The originals stay where they are.' },
  settings: { title: 'Settings', sentence: 'A setting stands in the way.' },
  bug: { title: 'Fault in Filemill', sentence: 'Filemill made a mistake; the files themselves are untouched.' },
};

/** Causes that lie around the files and may pass: Filemill looks by itself whether they have. */
export const PASSING_CAUSES: ReadonlySet<Cause> = new Set(
  Object.values(ERROR_TABLE)
    .filter(({ retry }) => retry === 'whenCleared')
    .map(({ cause }) => cause),
);
