import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { parseNumber } from '../../../format/parse-number';
import { pageForKey } from './page-for-key';
import { t } from '../../../../shared/words/words';
import styles from './switcher.module.css';

interface Props {
  page: number;
  count: number;
  onPage: (page: number) => void;
}

/** Leads from page to page: buttons, a field for the number, Page Up and Down. */
export function PageSwitcher({ page, count, onPage }: Props): ReactNode {
  const [text, setText] = useState(String(page));
  useEffect(() => setText(String(page)), [page]);
  const commit = (): void => {
    const wanted = parseNumber(text, { least: 1, most: count }) ?? page;
    setText(String(wanted));
    if (wanted !== page) onPage(wanted);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Home and End move within the field.
    const turned = event.key.startsWith('Page') ? pageForKey(event.key, page, count) : null;
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && text !== String(page)) setText(String(page));
    else if (turned !== null) onPage(turned);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span className={styles.switcher} role="group" aria-label={t('Page')} data-testid="page-switcher">
      <button type="button" aria-label={t('Page before')} disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <ChevronLeft aria-hidden />
      </button>
      <label className={styles.number}>
        <span className={styles.word}>{t('Page')}</span>
        <input
          aria-label={t('Page, of {count}', { count })}
          inputMode="numeric"
          value={text}
          style={{ width: `${Math.max(2, String(count).length) + 1.4}ch` }}
          data-testid="page-number"
          onChange={(event) => setText(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={commit}
          onKeyDown={onKey}
        />
      </label>
      <span className={styles.of}>{t('of {count, number}@@pages', { count })}</span>
      <button type="button" aria-label={t('Next page')} disabled={page >= count} onClick={() => onPage(page + 1)}>
        <ChevronRight aria-hidden />
      </button>
    </span>
  );
}
