import { FilePlus, FileX, FileDiff, MoveRight, PencilLine, type LucideIcon } from 'lucide-react';
import type { FileEvent } from '../../shared/model/file';
import { t } from '../../shared/words/words';

interface EventWord {
  readonly word: string;
  readonly icon: LucideIcon;
}

/** What had happened to a file that made Filemill look at it. */
export const EVENT_WORDS: Readonly<Record<FileEvent, EventWord>> = {
  created: { word: t('Created'), icon: FilePlus },
  modified: { word: t('Modified'), icon: PencilLine },
  content_changed: { word: t('Content changed'), icon: FileDiff },
  deleted: { word: t('Deleted'), icon: FileX },
  moved: { word: t('Moved'), icon: MoveRight },
};
