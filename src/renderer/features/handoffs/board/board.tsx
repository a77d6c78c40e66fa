import { Handshake } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { HandoffRoute, HandoffState } from '../../../../shared/model/handoff';
import { callEngine } from '../../../engine-client/engine-client';
import { usePolled } from '../../../engine-client/use-polled';
import { joinWords } from '../../../format/join-words';
import { midSentence } from '../../../format/mid-sentence';
import { useEscape } from '../../../parts/beside-list';
import { Button } from '../../../parts/button';
import { Chip } from '../../../parts/chip';
import { EmptyState } from '../../../parts/empty-state';
import { ErrorNote } from '../../../parts/error-note';
import { FindField } from '../../../parts/find-field';
import { Notice } from '../../../parts/notice';
import { Panel } from '../../../parts/panel';
import { Skeleton } from '../../../parts/skeleton';
import { SplitPane } from '../../../parts/split-pane';
import { useRoute } from '../../../state/route-store';
import { STATE_ORDER, STATE_WORDS } from '../words';
import { HandoffDetail } from './handoff-detail';
import { HandoffTable } from './handoff-table';
import { RouteBar } from './route-bar';
import { t } from '../../../../shared/words/words';
import styles from './board.module.css';

const LOOK_EVERY_MS = 2_000;
const PAGE = 200;

/** What lies in all places, by state and route. */
export function Board({ onAddPlace }: { onAddPlace: () => void }): ReactNode {
  const { find, path } = useRoute((state) => state.route);
  const [states, setStates] = useState<readonly HandoffState[]>([]);
  const [route, setRoute] = useState<Pick<HandoffRoute, 'producer' | 'consumer'> | null>(null);
  const [limit, setLimit] = useState(PAGE);
  const ask = useCallback(
    (signal: AbortSignal) => callEngine('handoffs.page', { states: [...states], query: find, limit: Math.min(500, limit), ...(route ? { route } : {}) }, { signal }),
    [states, find, limit, route],
  );
  const { value, error } = usePolled(ask, LOOK_EVERY_MS);
  useEffect(() => setLimit(PAGE), [states, find, route]);
  const select = (next: string): void => useRoute.getState().adjust({ path: next });
  useEscape(path === '' ? null : () => select(''));
  if (!value) return error ? <ErrorNote error={error} /> : <Skeleton rows={10} />;
  const everything = Object.values(value.counts).reduce((all, count) => all + count, 0);
  const isNarrowed = states.length > 0 || find !== '' || route !== null;
  if (everything === 0 && !isNarrowed && value.unreadable.length === 0) return <NoHandoffs onAddPlace={onAddPlace} />;
  const toggle = (state: HandoffState): void => setStates(states.includes(state) ? states.filter((one) => one !== state) : [...states, state]);
  const clear = (): void => {
    setStates([]);
    setRoute(null);
    useRoute.getState().adjust({ find: '' });
  };
  return (
    <>
      <div className={styles.filters}>
        {STATE_ORDER.map((state) => (
          <Chip key={state} label={STATE_WORDS[state].word} count={value.counts[state]} pressed={states.includes(state)} testId={`handoff-${state}`} onPress={() => toggle(state)} />
        ))}
        <FindField label={t('Name or program')} value={find} onChange={(text) => useRoute.getState().adjust({ find: text })} testId="handoff-find" />
      </div>
      <RouteBar routes={value.routes} chosen={route} onChoose={setRoute} />
      {value.unreadable.length > 0 ? <Notice text={t('{count, plural, one {{path} can’t be read} other {# folders can’t be read}}, so what lies there is not shown.', { count: value.unreadable.length, path: value.unreadable[0] ?? '' })} testId="handoffs-unreadable" /> : null}
      {value.isCut ? <Notice text={t('More lies here than is looked at: the first 20,000 are shown. Archive what is old, or name smaller places.')} /> : null}
      <SplitPane
        id="handoffs"
        label={t('Width of the board')}
        leftWidth={560}
        leftShare={0.5}
        leftLeast={320}
        rightLeast={340}
        left={
          <Panel className={styles.list}>
            {value.rows.length === 0 ? (
              <EmptyState icon={Handshake} title={t('No hand-off is like that')} text={states.length > 0 ? t('Shown are those that are {states}.', { states: joinWords(states.map((state) => midSentence(STATE_WORDS[state].word)), 'or') }) : t('Nothing has this name, and no program is called so.')}>
                <Button onClick={clear}>{t('Show all')}</Button>
              </EmptyState>
            ) : (
              <>
                <HandoffTable rows={value.rows} selected={path} onSelect={select} />
                {value.rows.length < value.total ? (
                  <p className={styles.more}>
                    {limit < 500 ? (
                      <>
                        {t('{count, number} of {total, number}', { count: value.rows.length, total: value.total })} <Button kind="quiet" onClick={() => setLimit(500)}>{t('Show more')}</Button>
                      </>
                    ) : (
                      t('{count, number} of {total, number} are shown. Narrow it to see others.', { count: value.rows.length, total: value.total })
                    )}
                  </p>
                ) : null}
              </>
            )}
          </Panel>
        }
        right={path === '' ? null : <HandoffDetail key={path} path={path} onClose={() => select('')} />}
      />
    </>
  );
}

function NoHandoffs({ onAddPlace }: { onAddPlace: () => void }): ReactNode {
  return (
    <EmptyState isWhole icon={Handshake} title={t('Nothing is handed over yet')} text={t('A place is a folder in which programs leave files for each other. Filemill shows what waits there, checks it, and takes what is for it.')}>
      <Button kind="primary" onClick={onAddPlace}>{t('Add a place…')}</Button>
    </EmptyState>
  );
}
