import { CalendarPlus, FolderPlus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../parts/button';
import { PageHead } from '../../parts/page-head';
import { Tabs, type Tab } from '../../parts/tabs';
import { useRoute, type HandoffView } from '../../state/route-store';
import { Board } from './board/board';
import { ExpectationDialog } from './expectations/expectation-dialog';
import { ExpectationsView } from './expectations/expectations-view';
import { PlaceDialog } from './places/place-dialog';
import { PlacesView } from './places/places-view';
import { t } from '../../../shared/words/words';
import styles from './handoffs-screen.module.css';

const VIEWS: readonly Tab<HandoffView>[] = [
  { id: 'board', label: t('Board') },
  { id: 'expectations', label: t('Expectations') },
  { id: 'places', label: t('Places') },
];

/** Files that programs hand over to each other: what lies where, what is expected, and where it happens. */
export function HandoffsScreen(): ReactNode {
  const view = useRoute((state) => state.route.view);
  const [adding, setAdding] = useState<'place' | 'expectation' | null>(null);
  const close = (): void => setAdding(null);
  return (
    <>
      <PageHead
        title={t('Hand-offs')}
        sentence={t('Files that programs hand over to each other, each with a sidecar that says whom it is for.')}
        actions={
          view === 'expectations' ? (
            <Button icon={CalendarPlus} kind="primary" data-testid="add-expectation" onClick={() => setAdding('expectation')}>
              {t('Add an expectation…')}
            </Button>
          ) : (
            <Button icon={FolderPlus} kind={view === 'places' ? 'primary' : 'plain'} data-testid="add-place" onClick={() => setAdding('place')}>
              {t('Add a place…')}
            </Button>
          )
        }
      />
      <div className={styles.body}>
        <Tabs tabs={VIEWS} active={view} label={t('Views of hand-offs')} onChange={(next) => useRoute.getState().adjust({ view: next, path: '' })}>
          <div className={styles.view}>{view === 'board' ? <Board onAddPlace={() => setAdding('place')} /> : view === 'places' ? <PlacesView onAdd={() => setAdding('place')} /> : <ExpectationsView onAdd={() => setAdding('expectation')} />}</div>
        </Tabs>
      </div>
      {adding === 'place' ? <PlaceDialog place={null} onClose={close} /> : null}
      {adding === 'expectation' ? <ExpectationDialog expectation={null} onClose={close} /> : null}
    </>
  );
}
