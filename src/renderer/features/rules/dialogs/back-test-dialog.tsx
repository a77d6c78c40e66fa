import { ArrowRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import type { BackTestedFile, Rule } from '../../../../shared/model/rule';
import { callEngine } from '../../../engine-client/engine-client';
import { formatTook } from '../../../format/duration';
import { formatCount } from '../../../format/number';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { ErrorNote } from '../../../parts/error-note';
import { Select } from '../../../parts/select';
import { Skeleton } from '../../../parts/skeleton';
import { useAnswer } from '../use-answer';
import { t } from '../../../../shared/words/words';
import { PartsOfText } from '../../../parts/parts-of-text';
import styles from './dialogs.module.css';

interface Props {
  rule: Rule;
  formerName: string | null;
  /** What it is for: "Switch on"; null for a look alone. */
  confirm: string | null;
  onConfirm: () => void;
  onClose: () => void;
}

const LASTS = ['100', '500', '2000', '10000'] as const;
type Last = (typeof LASTS)[number];
const CHANGES: Readonly<Record<BackTestedFile['change'], string>> = { newlyMet: t('It would act now'), noLongerMet: t('It would not act any more'), otherwise: t('It would act otherwise') };
const PAGE = 100;

/** What would change for the files that came last, were this rule in force. */
export function BackTestDialog({ rule, formerName, confirm, onConfirm, onClose }: Props): ReactNode {
  const [last, setLast] = useState<Last>('500');
  const [limit, setLimit] = useState(PAGE);
  // As it would be in force: one that is off changes nothing.
  const asked = { ...rule, isEnabled: true };
  const { value, error, key } = useAnswer(JSON.stringify([asked, last, limit]), (signal) =>
    callEngine('rules.backTest', { rule: asked, formerName, last: Number(last), offset: 0, limit }, { signal }), 60_000);
  const isAsking = key !== JSON.stringify([asked, last, limit]);
  return (
    <Dialog
      title={confirm === null ? t('Back-test') : t('{confirm}: what would change', { confirm })}
      width={720}
      onClose={onClose}
      testId="back-test-dialog"
      footer={
        <>
          <span className={styles.aside}>{value && !isAsking ? t('Looked at in {tookMs}', { tookMs: formatTook(value.tookMs) }) : ''}</span>
          <Button onClick={onClose}>{confirm === null ? t('Close') : t('Cancel')}</Button>
          {confirm === null ? null : (
            <Button kind="primary" data-testid="confirm-back-test" autoFocus onClick={onConfirm}>
              {confirm}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.line}>
        <p role="status" data-testid="back-test-sum">
          {value ? <Sum files={value.files} changed={value.changed} /> : t('Looking at what is recorded of the last files…')}
        </p>
        <Select label={t('How many files')} value={last} options={LASTS.map((one) => ({ value: one, label: t('Last {count, number} files', { count: Number(one) }) }))} onChange={setLast} testId="back-test-last" />
      </div>
      <p className={styles.dim}>{t('Nothing is done to these files: rules act on files that come from now on.')}</p>
      {error ? <ErrorNote error={error} /> : value ? null : <Skeleton rows={6} />}
      {value && value.rows.length > 0 ? (
        <ul className={styles.files} aria-label={t('Files with another outcome')} data-busy={isAsking}>
          {value.rows.map((row) => (
            <li key={row.fileId} data-testid="back-test-row" data-change={row.change}>
              <p className={styles.file}>
                <bdi translate="no" title={displayName(`${row.folderName}/${row.path}`)}>{displayName(row.path)}</bdi>
                <span>{CHANGES[row.change]}</span>
              </p>
              <p className={styles.change}>
                <span>{row.before.length === 0 ? t('Nothing@@done') : row.before.join('; ')}</span>
                <ArrowRight role="img" aria-label={t('becomes')} aria-hidden={undefined} />
                <span>{row.after.length === 0 ? t('Nothing@@done') : row.after.join('; ')}</span>
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      {value && value.changed > value.rows.length ? <Button onClick={() => setLimit(Math.min(500, limit + PAGE))}>{t('Show more')}</Button> : null}
    </Dialog>
  );
}

function Sum({ files, changed }: { files: number; changed: number }): ReactNode {
  if (files === 0) return t('No files have come yet.');
  return (
    <PartsOfText
      text="On the last {files, plural, one {# file} other {# files}}: {changed, plural, one {{count} would change outcome} other {{count} would change outcome}}."
      values={{ files, changed, count: <b>{changed === 0 ? t('none@@of files') : formatCount(changed)}</b> }}
    />
  );
}
