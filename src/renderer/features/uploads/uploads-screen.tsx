import { CloudOff, CloudUpload, Pause, Play, Settings2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { UPLOAD_STATES, type UploadLaneView, type UploadState } from '../../../shared/model/upload';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { formatSize } from '../../format/size';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Countdown } from '../../parts/countdown';
import { EmptyState } from '../../parts/empty-state';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { Skeleton } from '../../parts/skeleton';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { useSettings } from '../../state/settings-store';
import { attempt } from '../../state/toast-store';
import { NO_UPLOADS } from '../../../shared/model/upload';
import { UploadLine } from './upload-line';
import { UPLOAD_WORDS } from './upload-words';
import { PartsOfText } from '../../parts/parts-of-text';
import { t } from '../../../shared/words/words';
import styles from './uploads.module.css';

const READ_EVERY_MS = 500;
/** Later ones are told by their number. */
const MOST = 200;

/** All files on their way to S3: what goes, what waits and why, what went. */
export function UploadsScreen(): ReactNode {
  const lane = useSnapshot((snapshot) => snapshot.uploads, NO_UPLOADS);
  const [only, setOnly] = useState<UploadState | null>(null);
  const states = only === null ? [...UPLOAD_STATES] : [only];
  // While bytes go, nothing else tells that there are more of them.
  const beat = useSnapshot((snapshot) => (snapshot.uploads.active > 0 ? Math.floor(snapshot.at / READ_EVERY_MS) : 0), 0);
  const { value, error } = useLive(`uploads ${only ?? 'all'}`, (signal) => callEngine('uploads.page', { states, limit: MOST }, { signal }), READ_EVERY_MS, beat);
  const hidden = value ? value.total - value.uploads.length : 0;
  return (
    <>
      <PageHead
        title={t('Uploads')}
        beside={<Rate lane={lane} />}
        sentence={t('Each counts as done when the server’s checksum is the file’s own.')}
        actions={
          <>
            <Button icon={Settings2} onClick={() => useRoute.getState().go({ section: 'settings', page: 'destinations' })}>
              {t('Destinations')}
            </Button>
            <PauseUploads isPaused={lane.isPaused} />
          </>
        }
      />
      <div className={styles.chips} role="group" aria-label={t('Which uploads are shown')}>
        <Chip label={t('All')} pressed={only === null} onPress={() => setOnly(null)} testId="uploads-all" />
        {UPLOAD_STATES.map((state) => (
          <Chip key={state} label={UPLOAD_WORDS[state].word} count={countsOf(lane)[state]} pressed={only === state} onPress={() => setOnly(state)} testId={`uploads-${state}`} />
        ))}
      </div>
      {lane.outages.map((outage) => (
        <Outage key={outage.destination} {...outage} />
      ))}
      <Panel className={styles.panel}>
        {error ? <ErrorNote error={error} /> : null}
        {value === null ? (
          error ? null : <Skeleton rows={6} />
        ) : value.uploads.length === 0 ? (
          <NoUploads isFiltered={only !== null} onAll={() => setOnly(null)} />
        ) : (
          <ul className={styles.lines} tabIndex={-1} data-region aria-label={t('Uploads')}>
            {value.uploads.map((upload, at) => (
              <UploadLine key={upload.id} upload={upload} index={at} total={value.total} />
            ))}
            {hidden > 0 ? <li className={styles.rest}>{t('And {hidden, number} more.', { hidden })}</li> : null}
          </ul>
        )}
      </Panel>
    </>
  );
}

const countsOf = (lane: UploadLaneView): Partial<Record<UploadState, number>> => ({ uploading: lane.active, waiting: lane.waiting, held: lane.held, failed: lane.failed });

function Rate({ lane }: { lane: UploadLaneView }): ReactNode {
  const parts = [lane.bytesPerSecond > 0 ? `${formatSize(lane.bytesPerSecond)}/s` : '', lane.bytesLeft > 0 ? t('{bytesLeft} to go', { bytesLeft: formatSize(lane.bytesLeft) }) : ''].filter(Boolean);
  return (
    <span className={styles.dim} data-testid="uploads-rate">
      {parts.join(' · ')}
    </span>
  );
}

function PauseUploads({ isPaused }: { isPaused: boolean }): ReactNode {
  const press = (): void => {
    const { settings, update } = useSettings.getState();
    if (settings) void attempt(() => update({ uploads: { ...settings.uploads, paused: !isPaused } }));
  };
  return (
    <Button icon={isPaused ? Play : Pause} data-testid="pause-uploads" title={isPaused ? t('Go on from where they were') : t('Nothing is sent until they go on; what was sent is kept')} onClick={press}>
      {isPaused ? t('Resume uploads') : t('Pause uploads')}
    </Button>
  );
}

function Outage({ destination, sentence, hint, nextTryAt }: UploadLaneView['outages'][number]): ReactNode {
  return (
    <div className={styles.outage} role="status" data-testid="outage">
      <CloudOff aria-hidden />
      <p>
        <b translate="no">{displayName(destination)}</b> {sentence} {hint}
        {nextTryAt === null ? null : (
          <span className={styles.dim}>
            {' '}
            <PartsOfText text="Next try {countdown}." values={{ countdown: <Countdown dueAt={nextTryAt} /> }} />
          </span>
        )}
      </p>
    </div>
  );
}

function NoUploads({ isFiltered, onAll }: { isFiltered: boolean; onAll: () => void }): ReactNode {
  if (isFiltered) {
    return (
      <EmptyState icon={CloudUpload} title={t('None of these')}>
        <Button onClick={onAll}>{t('Show all uploads')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CloudUpload} title={t('Nothing to upload')} text={t('A rule with the action “Upload it to S3” sends files to a destination. They are shown here on their way: how far, how fast, and what they wait for.')}>
      <Button onClick={() => useRoute.getState().go({ section: 'rules' })}>{t('Go to the rules')}</Button>
    </EmptyState>
  );
}
