import { Archive, Folder, FolderPlus, Pencil, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import type { HandoffPlace, HandoffPlaceView, SweepRun } from '../../../../shared/model/handoff';
import { callEngine } from '../../../engine-client/engine-client';
import { usePolled } from '../../../engine-client/use-polled';
import { formatSpan } from '../../../format/duration';
import { midSentence } from '../../../format/mid-sentence';
import { formatCount } from '../../../format/number';
import { formatSize } from '../../../format/size';
import { formatMoment } from '../../../format/time';
import { Button } from '../../../parts/button';
import { ConfirmDialog } from '../../../parts/confirm-dialog';
import { EmptyState } from '../../../parts/empty-state';
import { ErrorNote } from '../../../parts/error-note';
import { FactList } from '../../../parts/fact-list';
import { IconButton } from '../../../parts/icon-button';
import { MonoPath } from '../../../parts/mono-path';
import { Panel } from '../../../parts/panel';
import { Skeleton } from '../../../parts/skeleton';
import { attempt, tell } from '../../../state/toast-store';
import { STATE_ORDER, STATE_WORDS } from '../words';
import { PlaceDialog } from './place-dialog';
import { SweepDialog } from './sweep-dialog';
import { PartsOfText } from '../../../parts/parts-of-text';
import { t } from '../../../../shared/words/words';
import styles from './places.module.css';

const ASK_EVERY_MS = 2_000;

const ask = async (signal: AbortSignal) => {
  const [{ places, noZstd }, { runs, next }] = await Promise.all([callEngine('handoffPlaces.list', {}, { signal }), callEngine('sweeps.list', {}, { signal })]);
  return { places, noZstd, runs, next };
};

/** The folders in which programs hand over, and what happens there. */
export function PlacesView({ onAdd }: { onAdd: () => void }): ReactNode {
  const { value, error } = usePolled(ask, ASK_EVERY_MS);
  const [changing, setChanging] = useState<HandoffPlace | null>(null);
  const [removing, setRemoving] = useState<HandoffPlace | null>(null);
  const [sweeping, setSweeping] = useState<HandoffPlace | null>(null);
  if (!value) return error ? <ErrorNote error={error} /> : <Skeleton rows={6} />;
  if (value.places.length === 0) {
    return (
      <EmptyState isWhole icon={FolderPlus} title={t('No place yet')} text={t('Name the folder in which programs leave files for each other. Filemill shows what waits there, and takes what is addressed to names that you give it.')}>
        <Button kind="primary" onClick={onAdd}>{t('Add a place…')}</Button>
      </EmptyState>
    );
  }
  const remove = async ({ path }: HandoffPlace): Promise<void> => {
    setRemoving(null);
    if (await attempt(() => callEngine('handoffPlaces.remove', { path }))) tell(t('It is no hand-off place any more'));
  };
  return (
    <>
      <div className={styles.cards}>
        {value.places.map((view) => (
          <Card
            key={view.place.path}
            view={view}
            run={value.runs.find(({ path }) => path === view.place.path) ?? null}
            nextAt={value.next.find(({ path }) => path === view.place.path)?.at ?? null}
            onChange={() => setChanging(view.place)}
            onRemove={() => setRemoving(view.place)}
            onSweep={() => setSweeping(view.place)}
          />
        ))}
      </div>
      {changing ? <PlaceDialog place={changing} onClose={() => setChanging(null)} /> : null}
      {sweeping ? <SweepDialog place={sweeping} onClose={() => setSweeping(null)} /> : null}
      {removing ? (
        <ConfirmDialog title={t('Take this place out?')} confirm={t('Take it out')} onConfirm={() => void remove(removing)} onClose={() => setRemoving(null)}>
          <p>{t('Filemill no longer takes hand-offs from {path}, and shows none of it. Its files stay as they are, and the folder stays watched if it was.', { path: displayName(removing.path) })}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

interface CardProps {
  view: HandoffPlaceView;
  run: SweepRun | null;
  nextAt: number | null;
  onChange: () => void;
  onRemove: () => void;
  onSweep: () => void;
}

function Card({ view: { place, isListed, problem, counts }, run, nextAt, onChange, onRemove, onSweep }: CardProps): ReactNode {
  const { path, apps, stuckMinutes, archive } = place;
  const name = displayName(path.split(/[\\/]/).at(-1) ?? path);
  const cancel = (): void => void attempt(() => callEngine('sweeps.cancel', { path }));
  return (
    <Panel className={styles.card} testId="place">
      <header className={styles.head}>
        <h2>
          <Folder aria-hidden />
          <bdi translate="no">{name}</bdi>
        </h2>
        {isListed ? (
          <span className={styles.tools}>
            <IconButton icon={Pencil} label={t('Change {name}', { name })} onClick={onChange} />
            <IconButton icon={Trash2} label={t('Take {name} out', { name })} onClick={onRemove} />
          </span>
        ) : (
          <span className={styles.dim}>{t('A rule hands over here')}</span>
        )}
      </header>
      <div className={styles.cardBody}>
        {problem ? <ErrorNote error={problem} /> : null}
        <p className={styles.counts}>
          {STATE_ORDER.map((state) => (
            <span key={state}>
              <PartsOfText text="{count} {state}" values={{ count: <b>{formatCount(counts[state] ?? 0)}</b>, state: midSentence(STATE_WORDS[state].word) }} />
            </span>
          ))}
        </p>
        <FactList
          facts={[
            [t('Folder'), <MonoPath key="path" path={path} />],
            [t('Takes'), apps.length === 0 ? t('Nothing: it is only looked at') : t('What is for {apps}', { apps: apps.map((app) => displayName(app)).join(', ') })],
            [t('Stuck after'), formatSpan(stuckMinutes * 60)],
            [t('Archive'), archive ? t('After {days, plural, one {# day} other {# days}}, at {time}, as {format}', { days: archive.olderThanDays, time: archive.at, format: archive.format }) : ''],
            [t('Into'), archive ? <MonoPath key="to" path={archive.to} /> : ''],
            [t('Next@@run'), nextAt === null ? '' : formatMoment(nextAt)],
            [t('Last time'), run ? runWords(run) : ''],
          ]}
        />
        {archive ? (
          <div className={styles.actions}>
            {run?.state === 'running' ? (
              <Button onClick={cancel}>{t('Stop archiving')}</Button>
            ) : (
              <Button icon={Archive} data-testid="sweep" onClick={onSweep}>
                {t('Archive now…')}
              </Button>
            )}
          </div>
        ) : null}
        {run?.error ? <ErrorNote error={run.error} /> : null}
        {run?.failed[0] ? <ErrorNote error={run.failed[0].error} /> : null}
      </div>
    </Panel>
  );
}

function runWords({ state, files, bytes, packedBytes, failed, startedAt }: SweepRun): string {
  const did = files === 0 ? t('nothing was old enough') : t('{files, plural, one {# file} other {# files}}, {bytes} as {packedBytes}', { files, bytes: formatSize(bytes), packedBytes: formatSize(packedBytes) });
  const result = failed.length > 0 ? `${did}; ${t('{count, plural, one {# file} other {# files}} stayed', { count: failed.length })}` : did;
  if (state === 'running') return t('Under way: {files, plural, one {# file} other {# files}}', { files });
  if (state === 'cancelled') return t('Stopped {at}: {result}', { at: formatMoment(startedAt), result });
  return `${formatMoment(startedAt)}: ${result}`;
}
