import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { formatCount } from '../../format/number';
import styles from './file-group.module.css';

interface Props {
  title: string;
  count: number;
  /** Nothing of it needs anybody. */
  isCalm?: boolean;
  isOpen: boolean;
  onToggle: () => void;
  /** Beside the title. */
  action?: ReactNode;
  testId: string;
  children: ReactNode;
}

/** Files of one sort under a heading that opens and closes them. */
export function FileGroup({ title, count, isCalm = false, isOpen, onToggle, action, testId, children }: Props): ReactNode {
  const id = useId();
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className={styles.group} data-open={isOpen} data-calm={isCalm} data-testid={testId}>
      <header className={styles.head}>
        <h2>
          <button type="button" aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={onToggle}>
            <Icon aria-hidden />
            <span>{title}</span>
            <span className={styles.count}>{formatCount(count)}</span>
          </button>
        </h2>
        {action}
      </header>
      {isOpen ? (
        <div id={id} className={styles.body}>
          {children}
        </div>
      ) : null}
    </section>
  );
}
