import type { ReactNode } from 'react';
import { useRoute } from '../../state/route-store';
import { FileGroup } from './file-group';
import { GroupFiles } from './group-files';
import { t } from '../../../shared/words/words';

export const CALM = ['retrying', 'clearedToday'] as const;
export type Calm = (typeof CALM)[number];

const WORDS: Readonly<Record<Calm, { title: string; sentence: string }>> = {
  retrying: {
    title: t('Tried again by themselves'),
    sentence:
      t('What went wrong may pass. While the cause lies around a file it is tried again by itself every half minute, else after growing pauses.'),
  },
  clearedToday: {
    title: t('Cleared automatically today'),
    sentence: t('What stood in their way is gone, and they were read without anybody doing anything.'),
  },
};

interface Props {
  phase: Calm;
  count: number;
  isOpen: boolean;
}

/** Failures that need nobody: those on their way out, and those that went away today. */
export function CalmGroup({ phase, count, isOpen }: Props): ReactNode {
  const { title, sentence } = WORDS[phase];
  return (
    <FileGroup
      title={title}
      count={count}
      isCalm
      isOpen={isOpen}
      onToggle={() => useRoute.getState().adjust({ cause: null, state: isOpen ? 'all' : phase, fileId: null })}
      testId={`fold-${phase}`}
    >
      <GroupFiles filter={{ phase }} label={t('Files: {title}', { title })} sentence={sentence} />
    </FileGroup>
  );
}
