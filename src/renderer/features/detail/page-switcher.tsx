import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from '../../format/number';
import styles from './switcher.module.css';

interface Props {
  page: number;
  count: number;
  onPage: (page: number) => void;
}

export function PageSwitcher({ page, count, onPage }: Props): ReactNode {
  return (
    <span className={styles.switcher} role="group" aria-label="Page" data-testid="page-switcher">
      <button type="button" aria-label="Page before" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <ChevronLeft aria-hidden />
      </button>
      <span>
        Page {formatCount(page)} of {formatCount(count)}
      </span>
      <button type="button" aria-label="Next page" disabled={page >= count} onClick={() => onPage(page + 1)}>
        <ChevronRight aria-hidden />
      </button>
    </span>
  );
}
