import { Pause, Play, RotateCw, X } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { UploadView } from '../../../shared/model/upload';
import { callEngine } from '../../engine-client/engine-client';
import { Ago } from '../../parts/ago';
import { IconButton } from '../../parts/icon-button';
import { Link } from '../../parts/link';
import { Meter } from '../../parts/meter';
import { StateLabel } from '../../parts/state-label';
import { attempt } from '../../state/toast-store';
import { progressWords, UPLOAD_WORDS } from './upload-words';
import { t } from '../../../shared/words/words';
import styles from './uploads.module.css';

/** One upload: which file, where to, how far it is, and what can be done about it. */
export const UploadLine = memo(function UploadLine({ upload, index, total }: { upload: UploadView; index: number; total: number }): ReactNode {
  const { id, fileId, name, path, url, destination, state, phase, bytes, size, bytesPerSecond, sentence, endedAt } = upload;
  const { word, tone, icon } = UPLOAD_WORDS[state];
  // While it goes, how far it is stands beside it.
  const said = state === 'uploading' && bytesPerSecond !== null && url !== null ? url : sentence;
  const ids = [id];
  const act = (call: () => Promise<unknown>): void => void attempt(call);
  return (
    <li className={styles.line} aria-posinset={index + 1} aria-setsize={total} data-testid="upload" data-state={state}>
      <StateLabel tone={tone} label={word} icon={icon} />
      <div className={styles.file}>
        <p className={styles.name} translate="no">
          <Link to={{ section: 'files', fileId }} title={displayName(path)}>
            {displayName(name)}
          </Link>{' '}
          <span className={styles.dim} title={url === null ? undefined : displayName(url)}>
            → {displayName(destination)}
          </span>
        </p>
        <p className={styles.sentence} translate={said === url ? 'no' : undefined} title={displayName(said)}>
          {displayName(said)}
        </p>
      </div>
      <div className={styles.far}>
        {state === 'uploading' ? <Meter fraction={phase === 'hashing' && bytesPerSecond !== null ? null : bytes / Math.max(1, size)} tone="inProgress" label={t('Upload of {name}', { name })} /> : null}
        <span className={styles.dim}>
          {progressWords(upload)}
          {endedAt === null ? null : (
            <>
              {' · '}
              <Ago at={endedAt} />
            </>
          )}
        </span>
      </div>
      <div className={styles.tools}>
        {state === 'uploading' || state === 'waiting' ? <IconButton icon={Pause} label={t('Set the upload of {name} aside', { name })} onClick={() => act(() => callEngine('uploads.hold', { ids, held: true }))} /> : null}
        {state === 'held' ? <IconButton icon={Play} label={t('Go on with the upload of {name}', { name })} onClick={() => act(() => callEngine('uploads.hold', { ids, held: false }))} /> : null}
        {state === 'failed' || state === 'waiting' ? <IconButton icon={RotateCw} label={t('Try the upload of {name} now', { name })} onClick={() => act(() => callEngine('uploads.retry', { ids }))} /> : null}
        {state === 'done' || state === 'failed' ? null : <IconButton icon={X} label={t('Cancel the upload of {name}', { name })} onClick={() => act(() => callEngine('uploads.cancel', { ids }))} />}
      </div>
    </li>
  );
});
