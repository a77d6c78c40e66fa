import { LockKeyhole, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorData } from '../../../shared/errors/filemill-error';
import type { ArchiveRef } from '../../../shared/model/archive';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { ErrorNote } from '../../parts/error-note';
import { Panel } from '../../parts/panel';
import { Skeleton } from '../../parts/skeleton';
import { ArchivePane } from './archive-pane';
import { useEntries } from './entries/use-entries';
import { keyOf } from './shown-archive';
import { outerSteps, Trail } from './trail';
import { UnlockArchive } from './unlock-archive';
import { useTrailNames } from './use-trail-names';
import { t } from '../../../shared/words/words';
import styles from './shown-pane.module.css';

interface Props {
  archive: ArchiveRef;
  back?: ReactNode;
  isBrief?: boolean;
}

/** What is in an archive, or why that can't be told, with what helps. */
export function ShownArchive({ archive, back = null, isBrief = false }: Props): ReactNode {
  const { listing, error, again } = useEntries(archive);
  const fileId = 'fileId' in archive ? archive.fileId : null;
  const { value: detail } = useLive(fileId === null ? null : `${fileId}`, (signal) => callEngine('files.detail', { id: fileId ?? 0 }, { signal }), 1_500);
  const name = fileId === null && 'path' in archive ? (archive.path.split(/[\\/]/).at(-1) ?? archive.path) : (detail?.row.name ?? '');
  const names = useTrailNames(archive, name);
  const shownName = names.at(-1) ?? '';
  if (listing) {
    return (
      <>
        {detail?.row.error && !isBrief && listing.key === keyOf(archive) ? (
          <div className={styles.above}>
            <ErrorNote error={detail.row.error}>{detail.row.error.cause === 'needsPassword' ? <UnlockArchive archive={archive} name={name} onKnown={again} /> : null}</ErrorNote>
          </div>
        ) : null}
        <ArchivePane key={listing.key} listing={listing} names={names} back={back} isBrief={isBrief} />
      </>
    );
  }
  return (
    <Panel className={styles.panel} testId="archive-instead">
      {back || names.length > 1 ? (
        <div className={styles.back}>
          {back}
          {names.length > 1 ? <Trail steps={[...outerSteps(archive, names), { name: names.at(-1) ?? '', isArchive: true, go: again }]} /> : null}
        </div>
      ) : null}
      {error === null || error.code === 'peer.gone' ? <Skeleton rows={10} /> : error.cause === 'needsPassword' ? <Locked archive={archive} name={shownName} onKnown={again} /> : <Broken error={error} onAgain={again} />}
    </Panel>
  );
}

interface LockedProps {
  archive: ArchiveRef;
  name: string;
  onKnown: () => void;
}

function Locked({ archive, name, onKnown }: LockedProps): ReactNode {
  return (
    <EmptyState icon={LockKeyhole} title={name === '' ? t('Opens only with its password') : t('{name} opens only with its password', { name: displayName(name) })} text={t('Not even its list of entries can be read without it.')}>
      <UnlockArchive archive={archive} name={name} onKnown={onKnown} />
    </EmptyState>
  );
}

function Broken({ error, onAgain }: { error: ErrorData; onAgain: () => void }): ReactNode {
  return (
    <div className={styles.broken}>
      <ErrorNote error={error}>
        <Button icon={RotateCw} onClick={onAgain}>
          {t('Try again')}
        </Button>
      </ErrorNote>
    </div>
  );
}
