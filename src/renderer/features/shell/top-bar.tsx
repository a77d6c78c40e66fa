import type { ReactNode } from 'react';
import { NoticeBell } from '../notices/notice-bell';
import { EnginePill } from './engine-pill';
import { Logo } from './logo';
import { PauseButton } from './pause-button';
import { SearchField } from './search-field';
import { t } from '../../../shared/words/words';
import styles from './top-bar.module.css';

export function TopBar(): ReactNode {
  return (
    <header className={styles.bar} data-region tabIndex={-1} aria-label={t('Search and engine')}>
      <Logo />
      <SearchField />
      <div className={styles.engine}>
        <EnginePill />
        <NoticeBell />
        <PauseButton />
      </div>
    </header>
  );
}
