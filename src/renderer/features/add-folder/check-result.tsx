import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FolderCheck } from '../../../shared/contract/engine-api';
import type { ErrorData } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { formatSize } from '../../format/size';
import { ErrorNote } from '../../parts/error-note';
import { MonoPath } from '../../parts/mono-path';
import { Skeleton } from '../../parts/skeleton';
import { t } from '../../../shared/words/words';
import styles from './check-result.module.css';

interface Props {
  path: string;
  check: FolderCheck | null;
  error: ErrorData | null;
}

/** The simulated first run: what would be taken, what not, and by which line. */
export function CheckResult({ path, check, error }: Props): ReactNode {
  const problem = error ?? check?.problem ?? null;
  return (
    <section className={styles.result} aria-label={t('What would happen')} data-testid="folder-check">
      <MonoPath path={path} />
      {problem ? <ErrorNote error={problem} /> : null}
      {!check && !error ? <Skeleton rows={4} /> : null}
      {check && !problem ? <Findings check={check} /> : null}
    </section>
  );
}

function summarise(check: FolderCheck): string {
  if (check.existingFiles === 0) return t('The folder is empty. Files are read as they arrive.');
  const { complete, existingFiles, existingBytes, wouldIgnore } = check;
  return t(
    '{complete, select, yes {} other {At least }}{count, plural, one {# file} other {# files}}, {size}; {ignored, plural, =0 {all would be read} other {# would be ignored}}. Nothing has been read yet.',
    { complete: complete ? 'yes' : 'no', count: existingFiles, size: formatSize(existingBytes), ignored: wouldIgnore },
  );
}

function Findings({ check }: { check: FolderCheck }): ReactNode {
  return (
    <>
      <p>{summarise(check)}</p>
      {check.examples.length > 0 ? (
        <ul className={styles.examples}>
          {check.examples.map((example) => (
            <li key={example.path} data-taken={example.taken}>
              {example.taken ? (
                <Check role="img" aria-label={t('Would be read')} />
              ) : (
                <Minus role="img" aria-label={t('Would be ignored')} />
              )}
              <bdi title={displayName(example.path)} translate="no">{displayName(example.path)}</bdi>
              <span title={example.reason}>{example.reason}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
