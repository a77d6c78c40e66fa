import { ERROR_TABLE, type Cause } from '../../shared/errors/error-table';
import { t } from '../../shared/words/words';

interface CauseWord {
  readonly title: string;
  /** One sentence: what is the matter with these files. */
  readonly sentence: string;
}

export const CAUSE_WORDS: Readonly<Record<Cause, CauseWord>> = {
  damaged: { title: t('Damaged'), sentence: t('The content is broken, incomplete, empty or not valid for its kind.') },
  needsPassword: { title: t('Needs a password'), sentence: t('The content is encrypted and opens only with a password.') },
  lowConfidence: {
    title: t('Low OCR confidence'),
    sentence: t('They were read by OCR, less surely than their folder asks for. Compare the text with the page, and accept it if it will do.'),
  },
  diskFull: { title: t('Disk full'), sentence: t('There was no room left to work.') },
  locked: { title: t('Locked'), sentence: t('Another program holds these files.') },
  unreachable: { title: t('Not reachable'), sentence: t('The file or its folder could not be reached or may not be read.') },
  tooLarge: { title: t('Too large'), sentence: t('They are larger, deeper or slower to read than the limits allow.') },
  refused: { title: t('Refused for safety'), sentence: t('They are not plain files inside the watched folder, so they were left alone.') },
  changing: { title: t('Changed while read'), sentence: t('They changed or vanished while they were being read.') },
  action: { title: t('An action failed'), sentence: t('They were read, but something that a rule does with them came to nothing. The originals stay where they are.') },
  settings: { title: t('Settings'), sentence: t('A setting stands in the way.') },
  bug: { title: t('Fault in Filemill'), sentence: t('Filemill made a mistake; the files themselves are untouched.') },
};

/** Causes that lie around the files and may pass: Filemill looks by itself whether they have. */
export const PASSING_CAUSES: ReadonlySet<Cause> = new Set(
  Object.values(ERROR_TABLE)
    .filter(({ retry }) => retry === 'whenCleared')
    .map(({ cause }) => cause),
);
