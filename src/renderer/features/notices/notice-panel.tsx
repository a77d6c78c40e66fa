import { BellOff, CheckCheck } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import type { Notice } from '../../../shared/model/notice';
import { callEngine } from '../../engine-client/engine-client';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { attempt } from '../../state/toast-store';
import { NoticeItem } from './notice-item';
import { t } from '../../../shared/words/words';
import styles from './notices.module.css';

const EDGE = 8;

interface Props {
  notices: readonly Notice[];
  total: number;
  unread: number;
  /** Below it the list opens, and to it the focus goes back. */
  bell: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

const markRead = (ids?: number[]): void => void attempt(() => callEngine('notices.read', ids ? { ids } : {}));

/** What rules had to say, newest first; over everything else until Esc or a click elsewhere. */
export function NoticePanel({ notices, total, unread, bell, onClose }: Props): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const panel = ref.current;
    const place = bell.current?.getBoundingClientRect();
    if (!panel || !place) return;
    panel.showPopover();
    panel.style.top = `${place.bottom + 6}px`;
    panel.style.right = `${Math.max(EDGE, window.innerWidth - place.right)}px`;
    panel.focus();
  }, [bell]);
  useEffect(() => {
    const button = bell.current;
    const away = (event: PointerEvent): void => {
      const target = event.target as Node;
      if (!ref.current?.contains(target) && !button?.contains(target)) close.current();
    };
    // Not of the panel alone: a button that is off once it was pressed leaves the focus nowhere.
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      button?.focus();
      close.current();
    };
    window.addEventListener('pointerdown', away, true);
    window.addEventListener('keydown', escape, true);
    return () => {
      window.removeEventListener('pointerdown', away, true);
      window.removeEventListener('keydown', escape, true);
      if (document.activeElement === null || document.activeElement === document.body) button?.focus();
    };
  }, [bell]);

  return (
    <div ref={ref} className={styles.panel} popover="manual" role="dialog" aria-label={t('Notices')} tabIndex={-1} data-testid="notice-panel">
      <div className={styles.head}>
        <h2>{t('Notices')}</h2>
        <Button kind="quiet" icon={CheckCheck} disabled={unread === 0} data-testid="notices-read" onClick={() => markRead()}>
          {t('Mark all as read')}
        </Button>
      </div>
      {notices.length === 0 ? (
        <EmptyState icon={BellOff} title={t('No notices')} text={t('What rules notify you of, and the alerts they raise, stand here until you have read them.')} />
      ) : (
        <ul className={styles.list}>
          {notices.map((notice) => (
            <NoticeItem key={notice.id} notice={notice} onRead={() => markRead([notice.id])} onFollow={onClose} />
          ))}
          {total > notices.length ? <li className={styles.older}>{t('{count, plural, one {# older one} other {# older ones}}', { count: total - notices.length })}</li> : null}
        </ul>
      )}
    </div>
  );
}
