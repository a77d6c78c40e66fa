import type { DuplicateDecision, DuplicateTier } from '../../../shared/model/duplicates';

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
    label: 'Identical',
    noun: 'identical files',
    meaning: 'Files with the same bytes, whatever their names, are grouped here as soon as they arrive.',
    compared: 'file',
  },
  samePicture: {
    label: 'Same picture',
    noun: 'copies of a picture',
    meaning: 'One picture that was saved again, scaled, turned or mirrored is grouped here.',
    compared: 'picture',
  },
  similar: {
    label: 'Similar',
    noun: 'similar pictures',
    meaning: 'Bursts and edits of a picture are grouped here. They are never planned for removal all at once.',
    compared: 'picture',
  },
  sameText: {
    label: 'Same text',
    noun: 'documents with the same text',
    meaning: 'Documents that say the same or nearly the same, as PDF, Word file or scan, are grouped here.',
    compared: 'document',
  },
};

/** Tiers in which all groups may be planned at once: what is in them is certain. */
export const SURE_TIERS: ReadonlySet<DuplicateTier> = new Set<DuplicateTier>(['identical', 'samePicture']);

export const DECISION_WORDS: Readonly<Record<DuplicateDecision, string>> = {
  keepAll: 'All are kept',
  notDuplicates: 'No duplicates',
};
