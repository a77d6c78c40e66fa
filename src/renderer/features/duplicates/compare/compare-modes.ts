import { Blend, Columns2, Eye, Grid2x2, SeparatorVertical, WholeWord, type LucideIcon } from 'lucide-react';
import type { DuplicateGroup, DuplicateMember } from '../../../../shared/model/duplicates';
import { t } from '../../../../shared/words/words';

export type CompareMode = 'words' | 'two' | 'four' | 'slider' | 'blink' | 'difference';

interface ModeWords {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly hint: string;
}

export const MODE_WORDS: Readonly<Record<CompareMode, ModeWords>> = {
  words: { label: t('Words'), icon: WholeWord, hint: t('What stands in one text and not in the other') },
  two: { label: t('Two'), icon: Columns2, hint: t('Two side by side') },
  four: { label: t('Four'), icon: Grid2x2, hint: t('Up to four side by side') },
  slider: { label: t('Slider'), icon: SeparatorVertical, hint: t('One over the other, with a line to move') },
  blink: { label: t('Blink'), icon: Eye, hint: t('One in the place of the other: hold Space') },
  difference: { label: t('Difference'), icon: Blend, hint: t('Black where both are the same') },
};

const PICTURE_MODES: readonly CompareMode[] = ['two', 'four', 'slider', 'blink', 'difference'];

/** How the members of a group can be compared, in the order of the keys 1, 2, … */
export function modesOf({ tier, members }: Pick<DuplicateGroup, 'tier' | 'members'>): readonly CompareMode[] {
  if (!members.every(canBeSeen)) return tier === 'sameText' ? ['words', 'two'] : ['two'];
  return tier === 'sameText' ? ['words', ...PICTURE_MODES] : PICTURE_MODES;
}

/** Whether there is a picture of it: of itself, or of its first page. */
export function canBeSeen({ picture, document, thumbnail }: DuplicateMember): boolean {
  return picture !== null || document !== null || thumbnail !== null;
}
