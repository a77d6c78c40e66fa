import type { ReactNode } from 'react';
import { focusList, openFirst } from '../../parts/beside-list';
import { Kbd } from '../../parts/kbd';
import { useRoute } from '../../state/route-store';
import { QueryField } from '../search/query-field';
import { FILE_EXAMPLES } from '../search/split-query';
import { t } from '../../../shared/words/words';
import styles from './search-field.module.css';

/** Typing shows the files that match, letter by letter. */
export function SearchField(): ReactNode {
  const query = useRoute((state) => state.route.query);

  const search = (text: string): void => {
    const { route, go, adjust } = useRoute.getState();
    if (route.section === 'files') adjust({ query: text, fileId: null });
    else go({ section: 'files', query: text });
  };
  const leadToList = (isEntered: boolean): void => {
    if (query === '') search('');
    if (isEntered && query.trim() !== '') openFirst();
    else focusList();
  };

  return (
    <div className={styles.search} role="search">
      <QueryField
        query={query}
        onChange={search}
        problem={null}
        label={t('Search text and names')}
        placeholder={t('Search text and names')}
        clearLabel={t('Clear the search')}
        examples={FILE_EXAMPLES}
        onDown={() => leadToList(false)}
        onEnter={() => leadToList(true)}
        hint={
          <span className={styles.keys}>
            <Kbd>/</Kbd>
          </span>
        }
        isInBar
        id="search"
        testId="search"
      />
    </div>
  );
}
