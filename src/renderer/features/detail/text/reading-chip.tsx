import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { OcrPageFacts } from '../../../../shared/model/page-layout';
import type { OcrReport } from '../../../../shared/model/report';
import { FactList } from '../../../parts/fact-list';
import { attemptLines, pageReading, sureness } from './page-reading';
import { t } from '../../../../shared/words/words';
import styles from './reading-chip.module.css';

/** How sure the reading of a page is; a click tells how it was read. */
export function ReadingChip({ report, page, pageCount }: { report: OcrReport; page: OcrPageFacts; pageCount: number }): ReactNode {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const attempts = attemptLines(page);
  const place = (): void => {
    const at = button.current?.getBoundingClientRect();
    const size = box.current?.getBoundingClientRect();
    if (!at || !size || !box.current) return;
    box.current.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8))}px`;
    box.current.style.top = `${Math.min(at.bottom + 4, window.innerHeight - size.height - 8)}px`;
  };
  const onKey = (event: KeyboardEvent): void => {
    // Esc closes these facts only, not what they belong to.
    if (event.key === 'Escape' && box.current?.matches(':popover-open')) event.stopPropagation();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <span role="group" aria-label={t('Reading')} onKeyDown={onKey}>
      <button
        ref={button}
        type="button"
        className={styles.chip}
        popoverTarget={id}
        title={t('How this page was read')}
        data-testid="reading"
      >
        {sureness(page, pageCount)}
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        className={styles.box}
        role="dialog"
        aria-label={t('How page {page} was read', { page: page.page })}
        tabIndex={-1}
        data-testid="reading-facts"
        onToggle={(event) => event.newState === 'open' && place()}
      >
        <FactList facts={pageReading(report, page)} />
        {attempts.length > 0 ? (
          <ol className={styles.attempts} aria-label={t('Attempts')}>
            {attempts.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ol>
        ) : null}
      </div>
    </span>
  );
}
