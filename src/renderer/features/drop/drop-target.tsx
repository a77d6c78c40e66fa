import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useRoute } from '../../state/route-store';
import { useCreate } from '../archives/create/create-store';
import { zonesFor, type DropZone } from './drop-zones';
import { sortDrop } from './sort-drop';
import { t } from '../../../shared/words/words';
import styles from './drop-target.module.css';

/** Above dialogs too. */
function showOnTop(overlay: HTMLElement | null): void {
  overlay?.showPopover();
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** The one under the pointer; between them, the nearest. */
function zoneAt(event: DragEvent): DropZone['id'] | null {
  let nearest: { id: string; distance: number } | null = null;
  for (const element of document.querySelectorAll<HTMLElement>('[data-drop-zone]')) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const x = Math.max(left - event.clientX, 0, event.clientX - right);
    const y = Math.max(top - event.clientY, 0, event.clientY - bottom);
    const distance = Math.hypot(x, y);
    if (nearest === null || distance < nearest.distance) nearest = { id: element.dataset['dropZone'] ?? '', distance };
  }
  return (nearest?.id ?? null) as DropZone['id'] | null;
}

/** The whole window takes what is dropped: folders to watch, and on the Archives screen archives and what goes into one. */
export function DropTarget(): ReactNode {
  const [count, setCount] = useState<number | null>(null);
  const [over, setOver] = useState<DropZone['id'] | null>(null);
  const section = useRoute((state) => state.route.section);
  const isMakingArchive = useCreate((state) => state.sources !== null);
  const zones = zonesFor(section, isMakingArchive);
  const latest = useRef(zones);
  latest.current = zones;

  useEffect(() => {
    let depth = 0;
    const leave = (): void => {
      depth = 0;
      setCount(null);
      setOver(null);
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
      const { length } = event.dataTransfer.items;
      setCount((now) => now ?? length);
      setOver(zoneAt(event));
    };
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth -= 1;
      // What was under the pointer may be gone without a word; outside the window there is nothing to go to.
      if (depth <= 0 || event.relatedTarget === null) leave();
    };
    const onDrop = (event: DragEvent): void => {
      if (!event.dataTransfer) return;
      event.preventDefault();
      const id = zoneAt(event);
      leave();
      const zone = latest.current.find((one) => one.id === id) ?? latest.current[0];
      zone?.take(sortDrop(event.dataTransfer));
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
    <div className={styles.overlay} popover="manual" ref={showOnTop} data-count={zones.length} data-testid="drop-overlay">
      {zones.map(({ id, icon: Icon, title, promise }) => (
        <div key={id} className={styles.zone} data-drop-zone={id} data-over={zones.length > 1 && id === over}>
          <Icon aria-hidden />
          <p className={styles.title}>{title(count)}</p>
          <p>
            {t('{count, plural, one {# item} other {# items}}', { count })} · {promise}
          </p>
        </div>
      ))}
    </div>
  );
}
