import type { DuplicateDecision, DuplicateTier } from '../../../shared/model/duplicates';
import { t } from '../../../shared/words/words';

interface TierWords {
  readonly label: string;
  /** Where there is no group. */
  readonly none: string;
  /** Inside a sentence: "the plan for identical files". */
  readonly plan: string;
  /** What the files of a group have in common. */
  readonly meaning: string;
  /** While so many are still being compared. */
  readonly comparing: (count: number) => string;
}

const comparingPictures = (count: number): string => t('Comparing {count, plural, one {# picture} other {# pictures}}…', { count });

export const TIER_WORDS: Readonly<Record<DuplicateTier, TierWords>> = {
  identical: {
    label: t('Identical'),
    none: t('There are no identical files'),
    plan: t('the plan for identical files'),
    meaning: t('Files with the same bytes, whatever their names, are grouped here as soon as they arrive.'),
    comparing: (count) => t('Comparing {count, plural, one {# file} other {# files}}…', { count }),
  },
  samePicture: {
    label: t('Same picture'),
    none: t('There are no copies of a picture'),
    plan: t('the plan for copies of a picture'),
    meaning: t('One picture that was saved again, scaled, turned or mirrored is grouped here.'),
    comparing: comparingPictures,
  },
  similar: {
    label: t('Similar'),
    none: t('There are no similar pictures'),
    plan: t('the plan for similar pictures'),
    meaning: t('Bursts and edits of a picture are grouped here. They are never planned for removal all at once.'),
    comparing: comparingPictures,
  },
  sameText: {
    label: t('Same text'),
    none: t('There are no documents with the same text'),
    plan: t('the plan for documents with the same text'),
    meaning: t('Documents that say the same or nearly the same, as PDF, Word file or scan, are grouped here.'),
    comparing: (count) => t('Comparing {count, plural, one {# document} other {# documents}}…', { count }),
  },
};

/** Tiers in which all groups may be planned at once: what is in them is certain. */
export const SURE_TIERS: ReadonlySet<DuplicateTier> = new Set<DuplicateTier>(['identical', 'samePicture']);

export const DECISION_WORDS: Readonly<Record<DuplicateDecision, string>> = {
  keepAll: t('All are kept'),
  notDuplicates: t('No duplicates'),
};
