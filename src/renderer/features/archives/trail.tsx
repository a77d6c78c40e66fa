import { ChevronRight, Package } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { FileName } from '../../parts/file-name';
import styles from './trail.module.css';

export interface TrailStep {
  readonly name: string;
  readonly isArchive: boolean;
  go(): void;
}

/** The way to what is on show, `a.zip › b.tar.gz › docs`; each step leads back to itself. */
export function Trail({ steps }: { steps: readonly TrailStep[] }): ReactNode {
  return (
    <nav aria-label="Place in the archive" className={styles.trail} data-testid="archive-trail">
      <ol>
        {steps.map((step, index) => (
          <li key={index}>
            {index > 0 ? <ChevronRight aria-hidden /> : null}
            {step.isArchive ? <Package aria-hidden className={styles.package} /> : null}
            <button type="button" aria-current={index === steps.length - 1 ? 'location' : undefined} title={displayName(step.name)} onClick={step.go}>
              <FileName name={step.name} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
