import type { DuplicateDecision, DuplicateTier } from '../../../shared/model/duplicates';
import { t } from '../../../shared/words/words';

interface TierWords {
  readonly label: string;
  /** Inside a sentence: "no identical files". */
  readonly noun: string;
  /** What the files of a group have in common. */
  readonly meaning: string;
  /** What is still being compared. */
  readonly compared: string;
}

export const TIER_WORDS: Readonly<Record<DuplicateTier, TierWords>> = {
  identical: {
    label: t('Identical'),
    noun: t('identical files'),
    meaning: t('Files with the same bytes, whatever their names, are grouped here as soon as they arrive.'),
    compared: 'file',
  },
  samePicture: {
    label: t('Same picture'),
    noun: t('copies of a picture'),
    meaning: t('One picture that was saved again, scaled, turned or mirrored is grouped here.'),
    compared: 'picture',
  },
  similar: {
    label: t('Similar'),
    noun: t('similar pictures'),
    meaning: t('Bursts and edits of a picture are grouped here. They are never planned for removal all at once.'),
    compared: 'picture',
  },
  sameText: {
    label: t('Same text'),
    noun: t('documents with the same text'),
    meaning: t('Documents that say the same or nearly the same, as PDF, Word file or scan, are grouped here.'),
    compared: 'document',
  },
};

/** Tiers in which all groups may be planned at once: what is in them is certain. */
export const SURE_TIERS: ReadonlySet<DuplicateTier> = new Set<DuplicateTier>(['identical', 'samePicture']);

export const DECISION_WORDS: Readonly<Record<DuplicateDecision, string>> = {
  keepAll: t('All are kept'),
  notDuplicates: t('No duplicates'),
};
