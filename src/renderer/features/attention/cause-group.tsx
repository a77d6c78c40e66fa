import { ChevronDown, ChevronRight, RotateCw } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Cause } from '../../../shared/errors/error-table';
import { CAUSE_WORDS } from '../../format/cause-words';
import { formatCount } from '../../format/number';
import { Button } from '../../parts/button';
import { useRoute } from '../../state/route-store';
import { retryCause } from '../files/retry-files';
import { CauseFiles } from './cause-files';
import styles from './cause-group.module.css';

interface Props {
  cause: Cause;
  count: number;
  isOpen: boolean;
}

export function CauseGroup({ cause, count, isOpen }: Props): ReactNode {
  const id = useId();
  const { title, sentence } = CAUSE_WORDS[cause];
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className={styles.group} data-open={isOpen} data-testid={`cause-${cause}`}>
      <header className={styles.head}>
        <h2>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => useRoute.getState().adjust({ cause, fileId: null })}
          >
            <Icon aria-hidden />
            <span>{title}</span>
            <span className={styles.count}>{formatCount(count)}</span>
          </button>
        </h2>
        <Button
          icon={RotateCw}
          aria-label={`Retry all: ${title}`}
          data-testid={`retry-${cause}`}
          onClick={() => retryCause(cause)}
        >
          Retry all
        </Button>
      </header>
      {isOpen ? (
        <div id={id} className={styles.body}>
          <p className={styles.sentence}>{sentence}</p>
          <CauseFiles cause={cause} />
        </div>
      ) : null}
    </section>
  );
}
