import type { ReactNode } from 'react';
import type { Cause } from '../../../shared/errors/error-table';
import { CAUSE_WORDS, PASSING_CAUSES } from '../../format/cause-words';
import { Button } from '../../parts/button';
import { useRoute, type Route } from '../../state/route-store';
import { CauseAction } from './cause-action';
import { FileGroup } from './file-group';
import { GroupFiles } from './group-files';
import { t } from '../../../shared/words/words';

/** Where something can be done about it. */
const REMEDIES: Readonly<Partial<Record<Cause, { label: string; to: Partial<Route> }>>> = {
  tooLarge: { label: t('Open folder settings'), to: { section: 'folders' } },
  settings: { label: t('Open folder settings'), to: { section: 'folders' } },
  unreachable: { label: t('See the folders'), to: { section: 'folders' } },
  diskFull: { label: t('Open settings'), to: { section: 'settings', page: 'processing' } },
  needsPassword: { label: t('See known passwords'), to: { section: 'settings', page: 'security' } },
  lowConfidence: { label: t('OCR settings'), to: { section: 'settings', page: 'ocr' } },
};

interface Props {
  cause: Cause;
  count: number;
  isOpen: boolean;
}

/** The files that one cause keeps from going on. */
export function CauseGroup({ cause, count, isOpen }: Props): ReactNode {
  const { title, sentence } = CAUSE_WORDS[cause];
  const remedy = REMEDIES[cause];
  const { adjust, go } = useRoute.getState();
  return (
    <FileGroup
      title={title}
      count={count}
      isOpen={isOpen}
      onToggle={() => adjust({ cause, state: 'all', fileId: null })}
      testId={`cause-${cause}`}
      action={<CauseAction cause={cause} />}
    >
      <GroupFiles
        filter={{ states: ['attention'], cause }}
        label={t('Files: {title}', { title })}
        sentence={sentence}
        isPassing={PASSING_CAUSES.has(cause)}
        action={remedy ? <Button onClick={() => go(remedy.to)}>{remedy.label}</Button> : null}
      />
    </FileGroup>
  );
}
