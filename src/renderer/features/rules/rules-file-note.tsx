import { FilePenLine } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RuleProblem } from '../../../shared/model/rule';
import { callShell } from '../../engine-client/shell-client';
import { Button } from '../../parts/button';
import { ErrorNote } from '../../parts/error-note';
import { copyText } from '../../state/copy-text';
import { attempt } from '../../state/toast-store';
import { quoted } from '../../format/quoted';
import { t } from '../../../shared/words/words';

/** What is wrong with the file of the rules, and the way to it. */
export function RulesFileNote({ problem: { line, rule, message, hint }, path }: { problem: RuleProblem; path: string }): ReactNode {
  const inRule = rule === null ? '' : ` (${quoted(rule)})`;
  return (
    <ErrorNote
      error={{
        code: 'settings.invalid',
        cause: 'settings',
        message: line === null ? t('rules.yaml has a mistake{inRule}: {message}', { inRule, message }) : t('rules.yaml has a mistake in line {line}{inRule}: {message}', { line, inRule, message }),
        hint: t('{hint} Until it is mended the last good rules stay in force, and nothing can be saved here.', { hint }),
      }}
    >
      <Button icon={FilePenLine} data-testid="open-rules-file" onClick={() => void attempt(() => callShell('rules.open', {}))}>
        {t('Open rules.yaml')}
      </Button>
      <Button onClick={() => copyText(path, t('Path'))}>{t('Copy its path')}</Button>
    </ErrorNote>
  );
}
