import { Bell } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { formatCount } from '../../format/number';
import { NoticePanel } from './notice-panel';
import { t } from '../../../shared/words/words';
import styles from './notices.module.css';

const READ_EVERY_MS = 1_000;
const SHOWN = 100;

/** How many messages of rules have not been read; opens them. */
export function NoticeBell(): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { value } = useLive('notices', (signal) => callEngine('notices.page', { limit: SHOWN }, { signal }), READ_EVERY_MS);
  const unread = value?.unread ?? 0;
  const worst = value?.notices.some(({ isRead, level }) => !isRead && level === 'problem') ? 'problem' : 'info';
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.bell}
        aria-label={unread === 0 ? t('Notices') : t('Notices, {unread, plural, one {# unread one} other {# unread ones}}', { unread })}
        title={unread === 0 ? t('Notices of rules') : t('{unread, plural, one {# notice} other {# notices}} not read', { unread })}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-testid="notice-bell"
        onClick={() => setOpen(!isOpen)}
      >
        <Bell aria-hidden />
        {unread > 0 ? (
          <span className={styles.badge} data-level={worst} aria-hidden>
            {unread > 99 ? '99+' : formatCount(unread)}
          </span>
        ) : null}
      </button>
      {isOpen && value ? <NoticePanel notices={value.notices} total={value.total} unread={unread} bell={button} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
