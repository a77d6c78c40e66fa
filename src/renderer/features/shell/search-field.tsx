import { Search, X } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { focusList, openFirst } from '../../parts/beside-list';
import { IconButton } from '../../parts/icon-button';
import { Kbd } from '../../parts/kbd';
import { useRoute } from '../../state/route-store';
import { t } from '../../../shared/words/words';
import styles from './search-field.module.css';

/** Typing shows the files that match, letter by letter. */
export function SearchField(): ReactNode {
  const query = useRoute((state) => state.route.query);
  const [focused, setFocused] = useState(false);

  const search = (text: string): void => {
    const { route, go, adjust } = useRoute.getState();
    if (route.section === 'files') adjust({ query: text, fileId: null });
    else go({ section: 'files', query: text });
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape' && query) {
      event.stopPropagation();
      search('');
    }
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      if (query === '') search('');
      if (event.key === 'Enter' && query.trim() !== '') openFirst();
      else focusList();
    }
  };

  return (
    <div className={styles.search} role="search">
      <Search aria-hidden />
      <input
        id="search"
        type="text"
        aria-label={t('Search text and names')}
        placeholder={t('Search text and names')}
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={query}
        data-testid="search"
        onChange={(event) => search(event.currentTarget.value)}
        onKeyDown={onKey}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      />
      {query ? (
        <IconButton icon={X} label={t('Clear the search')} onClick={() => search('')} />
      ) : focused ? null : (
        <span className={styles.keys}>
          <Kbd>/</Kbd>
        </span>
      )}
    </div>
  );
}
