import { FolderPlus } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { countOf } from '../../format/number';
import { useDialogs } from '../../state/dialog-store';
import { useToasts } from '../../state/toast-store';
import { sortDrop } from './sort-drop';
import styles from './drop-target.module.css';

/** Above dialogs too. */
function showOnTop(overlay: HTMLElement | null): void {
  overlay?.showPopover();
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function refuse(files: readonly string[]): void {
  const named = files.slice(0, 3).map(displayName).join(', ');
  const more = files.length > 3 ? ` and ${files.length - 3} more` : '';
  useToasts.getState().show({
    tone: 'problem',
    text: `Only folders can be watched. Left out: ${named}${more}.`,
    hint: 'Put the files into a watched folder, or drop the folder that holds them.',
  });
}

/** The whole window takes folders; what else is dropped is named, not silently skipped. */
export function DropTarget(): ReactNode {
  const [count, setCount] = useState<number | null>(null);

  useEffect(() => {
    let depth = 0;
    const leave = (): void => {
      depth = 0;
      setCount(null);
    };
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setCount(event.dataTransfer?.items.length ?? 0);
    };
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth -= 1;
      if (depth <= 0) leave();
    };
    const onDrop = (event: DragEvent): void => {
      if (!event.dataTransfer) return;
      event.preventDefault();
      leave();
      const { folders, files } = sortDrop(event.dataTransfer);
      if (folders.length > 0) useDialogs.getState().openAddFolder(folders);
      if (files.length > 0) refuse(files);
    };
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);

  if (count === null) return null;
  return (
    <div className={styles.overlay} popover="manual" ref={showOnTop} data-testid="drop-overlay">
      <div className={styles.zone}>
        <FolderPlus aria-hidden />
        <p className={styles.title}>{count > 1 ? 'Watch these folders' : 'Watch this folder'}</p>
        <p>{countOf(count, 'item')} · nothing is moved, the files stay where they are</p>
      </div>
    </div>
  );
}
