import { FilePenLine } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RuleProblem } from '../../../shared/model/rule';
import { callShell } from '../../engine-client/shell-client';
import { Button } from '../../parts/button';
import { ErrorNote } from '../../parts/error-note';
import { copyText } from '../../state/copy-text';
import { attempt } from '../../state/toast-store';

/** What is wrong with the file of the rules, and the way to it. */
export function RulesFileNote({ problem: { line, rule, message, hint }, path }: { problem: RuleProblem; path: string }): ReactNode {
  const where = [line === null ? '' : ` in line ${line}`, rule === null ? '' : ` (“${rule}”)`].join('');
  return (
    <ErrorNote
      error={{
        code: 'settings.invalid',
        cause: 'settings',
        message: `rules.yaml has a mistake${where}: ${message}`,
        hint: `${hint} Until it is mended the last good rules stay in force, and nothing can be saved here.`,
      }}
    >
      <Button icon={FilePenLine} data-testid="open-rules-file" onClick={() => void attempt(() => callShell('rules.open', {}))}>
        Open rules.yaml
      </Button>
      <Button onClick={() => copyText(path, 'Path')}>Copy its path</Button>
    </ErrorNote>
  );
}
