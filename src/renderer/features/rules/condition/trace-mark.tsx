import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FactType, FactValue } from '../../../../shared/model/fact';
import type { Trace } from '../../../../shared/model/rule';
import { actualWords } from './actual-words';
import { t } from '../../../../shared/words/words';
import { PartsOfText } from '../../../parts/parts-of-text';
import styles from './condition.module.css';

/** Whether it holds for the file that is looked at. */
export function TraceMark({ trace }: { trace: Trace | null }): ReactNode {
  if (!trace) return <span className={styles.mark} />;
  const Icon = trace.isMet ? Check : X;
  const words = trace.isMet ? t('Holds for the chosen file') : t('Does not hold for the chosen file');
  return (
    <span className={styles.mark} data-met={trace.isMet} title={words}>
      <Icon role="img" aria-label={words} aria-hidden={undefined} />
    </span>
  );
}

/** What the file that is looked at has. */
export function ActualValue({ trace, type }: { trace: Trace | null; type: FactType }): ReactNode {
  if (!trace || trace.parts.length > 0) return null;
  return (
    <span className={styles.actual} data-testid="actual">
      {words(trace.actual, type)}
    </span>
  );
}

function words(actual: FactValue | null, type: FactType): ReactNode {
  if (actual === null) return t('Not known of this file');
  return <PartsOfText text="This file: {actual}" values={{ actual: <b translate="no">{actualWords(actual, type)}</b> }} />;
}
