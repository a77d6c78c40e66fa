import { ChevronRight, Package } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { ArchiveRef } from '../../../shared/model/archive';
import { FileName } from '../../parts/file-name';
import { useRoute } from '../../state/route-store';
import { placeInside } from './shown-archive';
import { t } from '../../../shared/words/words';
import styles from './trail.module.css';

export interface TrailStep {
  readonly name: string;
  readonly isArchive: boolean;
  go(): void;
}

/** To the archives around the one that is shown; `names` from the outermost to this one. */
export function outerSteps(archive: ArchiveRef, names: readonly string[]): TrailStep[] {
  return names.slice(0, -1).map((name, at) => ({ name, isArchive: true, go: () => useRoute.getState().go(placeInside(archive, archive.inside.slice(0, at))) }));
}

/** The way to what is on show, `a.zip › b.tar.gz › docs`; each step leads back to itself. */
export function Trail({ steps }: { steps: readonly TrailStep[] }): ReactNode {
  return (
    <nav aria-label={t('Place in the archive')} className={styles.trail} data-testid="archive-trail">
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
