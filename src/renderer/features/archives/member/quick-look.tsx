import type { KeyboardEvent, ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import type { ArchiveEntryView, ArchiveRef } from '../../../../shared/model/archive';
import { LargeDialog } from '../../../parts/large-dialog';
import { entryName } from '../entries/archive-tree';
import { MemberPane } from './member-pane';
import { t } from '../../../../shared/words/words';

interface Props {
  archive: ArchiveRef;
  entry: ArchiveEntryView;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
}

/** An entry over the whole window; arrows lead to its neighbours, Space and Esc back. */
export function QuickLook({ archive, entry, onStep, onClose }: Props): ReactNode {
  const onKey = (event: KeyboardEvent): void => {
    const isOnButton = event.target instanceof Element && event.target.closest('button, input') !== null;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && !isOnButton) onClose();
    else if (event.key === 'ArrowLeft') onStep(-1);
    else if (event.key === 'ArrowRight') onStep(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <LargeDialog label={t('{entry}, quick look', { entry: displayName(entryName(entry)) })} testId="quick-look" onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div role="group" aria-label={t('Quick look')} style={{ display: 'flex', flex: 1, minWidth: 0 }} onKeyDownCapture={onKey}>
        <MemberPane archive={archive} entry={entry} isLarge onClose={onClose} />
      </div>
    </LargeDialog>
  );
}
