import { Activity } from 'lucide-react';
import { useCallback, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { usePolled } from '../../engine-client/use-polled';
import { formatClock } from '../../format/time';
import { EmptyState } from '../../parts/empty-state';
import { ErrorNote } from '../../parts/error-note';
import { Skeleton } from '../../parts/skeleton';
import { t } from '../../../shared/words/words';
import styles from './folder-events.module.css';

const SHOWN = 200;

const SOURCES: Readonly<Record<string, string>> = { live: t('live@@source'), scan: t('scan@@source') };
const EVENTS: Readonly<Record<string, string>> = { seen: t('seen@@event'), gone: t('gone@@event') };

/** What the watcher reports, as it reports it; newest first. */
export function FolderEvents({ folderId }: { folderId: number }): ReactNode {
  const ask = useCallback((signal: AbortSignal) => callEngine('folders.tail', { id: folderId }, { signal }), [folderId]);
  const { value, error } = usePolled(ask, 1000);
  if (error && !value) {
    return (
      <div className={styles.note}>
        <ErrorNote error={error} />
      </div>
    );
  }
  if (!value) return <Skeleton />;
  if (value.events.length === 0) {
    return <EmptyState icon={Activity} title={t('No event yet')} text={t('What happens in the folder appears here as it happens.')} />;
  }
  const events = value.events
    .map((event, index) => ({ ...event, key: `${event.at}-${index}` }))
    .sort((a, b) => b.at - a.at)
    .slice(0, SHOWN);
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label={t('Events, newest first')}>
      <table className={styles.events}>
        <thead>
          <tr>
            <th>{t('Time')}</th>
            <th>{t('Source')}</th>
            <th>{t('Event')}</th>
            <th>{t('Path')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.key}>
              <td>{formatClock(event.at)}</td>
              <td>{SOURCES[event.source] ?? event.source}</td>
              <td>{EVENTS[event.event] ?? event.event}</td>
              <td className={styles.path} title={displayName(event.path)} translate="no">
                <bdi>{displayName(event.path)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
