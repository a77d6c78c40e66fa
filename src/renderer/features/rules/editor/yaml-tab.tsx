import { useRef, type ReactNode } from 'react';
import type { Rule, RuleProblem } from '../../../../shared/model/rule';
import { callEngine } from '../../../engine-client/engine-client';
import { Button } from '../../../parts/button';
import { ErrorNote } from '../../../parts/error-note';
import { Skeleton } from '../../../parts/skeleton';
import { copyText } from '../../../state/copy-text';
import { useAnswer } from '../use-answer';
import { t } from '../../../../shared/words/words';
import styles from './yaml-tab.module.css';

interface Props {
  rule: Rule;
  /** As somebody wrote it; null where it was put together otherwise. */
  text: string | null;
  problems: readonly RuleProblem[];
  onText: (text: string) => void;
}

/** The same rule as it stands in the file, to be read and written. */
export function YamlTab({ rule, text, problems, onText }: Props): ReactNode {
  const written = useAnswer(JSON.stringify(rule), (signal) => callEngine('rules.write', { rules: [rule] }, { signal }));
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = text ?? written.value?.text ?? null;
  if (shown === null) return written.error ? <ErrorNote error={written.error} /> : <Skeleton rows={8} />;
  return (
    <div className={styles.yaml}>
      <textarea
        ref={field}
        className={styles.text}
        aria-label={t('The rule as YAML')}
        aria-invalid={problems.length > 0 || undefined}
        wrap="off"
        spellCheck={false}
        value={shown}
        data-testid="yaml"
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <div className={styles.foot}>
        {problems.length === 0 ? (
          <p className={styles.hint}>{t('As it stands in rules.yaml. Comments of the file stay there.')}</p>
        ) : (
          <div className={styles.problems} role="status" data-testid="yaml-problems">
            <ul>
              {problems.map(({ line, message, hint }) => (
                <li key={`${line} ${message}`}>
                  {line === null ? null : (
                    <>
                      <button type="button" title={t('Show the line')} onClick={() => field.current && selectLine(field.current, line)}>
                        {t('Line {line}', { line })}
                      </button>
                      {': '}
                    </>
                  )}
                  {message} {hint}
                </li>
              ))}
            </ul>
          </div>
        )}
        <Button onClick={() => copyText(shown, 'YAML')}>{t('Copy')}</Button>
      </div>
    </div>
  );
}

/** @param line from 1 */
function selectLine(field: HTMLTextAreaElement, line: number): void {
  const lines = field.value.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  field.focus();
  field.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
}
