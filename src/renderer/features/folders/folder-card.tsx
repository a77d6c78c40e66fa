import { Folder } from 'lucide-react';
import { memo, useEffect, useRef, type ReactNode } from 'react';
import type { FileState } from '../../../shared/model/file';
import type { FolderView } from '../../../shared/model/folder';
import { formatCount } from '../../format/number';
import { RECIPE_WORDS } from '../../format/recipe-words';
import { STATE_WORDS } from '../../format/state-words';
import { Ago } from '../../parts/ago';
import { Link } from '../../parts/link';
import { MonoPath } from '../../parts/mono-path';
import { PartsOfText } from '../../parts/parts-of-text';
import { StateLabel } from '../../parts/state-label';
import { MODE_TONES } from '../shell/watch-parts';
import { FolderActions } from './folder-actions';
import { MissingNotice } from './missing-notice';
import { t } from '../../../shared/words/words';
import styles from './folder-card.module.css';

const STATES: readonly FileState[] = ['done', 'inProgress', 'waiting', 'attention', 'ignored'];

interface Props {
  folder: FolderView;
  isSelected: boolean;
}

export const FolderCard = memo(function FolderCard({ folder, isSelected }: Props): ReactNode {
  const { id, path, settings, health, accounting, lastFileAt } = folder;
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  return (
    <li ref={card} className={styles.card} data-selected={isSelected} data-testid="folder-card">
      <div className={styles.top}>
        <h2>
          <Link to={{ section: 'folders', folderId: id }} aria-current={isSelected || undefined} title={settings.name} translate="no">
            <Folder aria-hidden />
            <span translate="no">{settings.name}</span>
          </Link>
        </h2>
        <StateLabel tone={MODE_TONES[health.mode]} label={health.label} />
      </div>
      <MonoPath path={path} />
      <p className={styles.recipe}>{RECIPE_WORDS[settings.recipe]}</p>
      {health.sentence ? <p className={styles.sentence}>{health.sentence}</p> : null}
      <MissingNotice folder={folder} />
      <ul className={styles.counts}>
        {STATES.map((state) => (
          <li key={state} data-state={state} data-zero={accounting[state] === 0}>
            <Link to={{ section: 'files', state, folderId: id }}>
              <span className={styles.figure}>{formatCount(accounting[state])}</span>
              <span>{STATE_WORDS[state].short}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <span>
          {lastFileAt === null ? (
            t('No file yet')
          ) : (
            <PartsOfText text="Last file {ago}" values={{ ago: <Ago at={lastFileAt} /> }} />
          )}
        </span>
        <FolderActions folder={folder} />
      </div>
    </li>
  );
});
