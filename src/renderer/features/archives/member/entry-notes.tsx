import { Ban, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorData } from '../../../../shared/errors/filemill-error';
import type { ArchiveEntryView } from '../../../../shared/model/archive';
import { ErrorNote } from '../../../parts/error-note';
import { WARNING_WORDS } from '../words';
import { t } from '../../../../shared/words/words';
import styles from './member-pane.module.css';

interface Props {
  entry: ArchiveEntryView;
  error: ErrorData | null;
  /** Of the reading. */
  warnings: readonly string[];
}

/** What is to be known of an entry before anything else: what is odd about it, and why it was not read. */
export function EntryNotes({ entry, error, warnings }: Props): ReactNode {
  const { member } = entry;
  const reason = member && member.state !== 'read' ? (member.reason ?? t('It was not read.')) : null;
  // Said once: by the warning where it is the graver of the two.
  const same = entry.warnings.find(({ message }) => message !== '' && message === reason);
  const why = same && WARNING_WORDS[same.code].tone === 'attention' ? null : reason;
  const shown = entry.warnings.filter((warning) => warning !== same || why === null);
  return (
    <>
      {error && error.message !== reason ? <ErrorNote error={error} /> : null}
      {why !== null ? (
        <p className={styles.note} data-tone={member?.state === 'failed' ? 'attention' : 'ignored'} data-testid="why-not-read">
          {member?.state === 'failed' ? <Ban role="img" aria-label={t('Not read:')} aria-hidden={undefined} /> : <Info role="img" aria-label={t('Not read:')} aria-hidden={undefined} />}
          <span>
            <b>{t('Not read.')}</b> {why}
          </span>
        </p>
      ) : null}
      {shown.map(({ code, message }, index) => (
        <p key={index} className={styles.note} data-tone={WARNING_WORDS[code].tone} data-testid="entry-warning">
          <TriangleAlert role="img" aria-label={t('Warning:')} aria-hidden={undefined} />
          <span>
            <b>{WARNING_WORDS[code].label}.</b> {message === '' ? WARNING_WORDS[code].meaning : message}
          </span>
        </p>
      ))}
      {warnings.map((warning) => (
        <p key={warning} className={styles.note} data-tone="waiting">
          <TriangleAlert role="img" aria-label={t('Warning:')} aria-hidden={undefined} />
          <span>{warning}</span>
        </p>
      ))}
    </>
  );
}
