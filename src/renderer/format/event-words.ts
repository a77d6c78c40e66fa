import { FilePlus, FileX, FileDiff, MoveRight, PencilLine, type LucideIcon } from 'lucide-react';
import type { FileEvent } from '../../shared/model/file';

interface EventWord {
  readonly word: string;
  readonly icon: LucideIcon;
}

/** What had happened to a file that made Filemill look at it. */
export const EVENT_WORDS: Readonly<Record<FileEvent, EventWord>> = {
  created: { word: 'Created', icon: FilePlus },
  modified: { word: 'Modified', icon: PencilLine },
  content_changed: { word: 'Content changed', icon: FileDiff },
  deleted: { word: 'Deleted', icon: FileX },
  moved: { word: 'Moved', icon: MoveRight },
};
