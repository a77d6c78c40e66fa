import { FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TransformOutput } from '../../../shared/model/transform';
import { callShell } from '../../engine-client/shell-client';
import { Button } from '../../parts/button';
import { MonoPath } from '../../parts/mono-path';
import { Select } from '../../parts/select';
import { attempt } from '../../state/toast-store';
import { ControlRow } from './control-row';
import type { NameExample } from './name-example';
import { USUAL_OUTPUT } from './recipe';
import { t } from '../../../shared/words/words';
import styles from './output-controls.module.css';

interface Props {
  output: TransformOutput;
  example: NameExample;
  onChange: (output: TransformOutput) => void;
}

const CONFLICTS: readonly { value: TransformOutput['conflict']; label: string }[] = [
  { value: 'rename', label: t('Next free name') },
  { value: 'skip', label: t('Write nothing') },
  { value: 'replace', label: t('Replace it (former to vault)') },
];

/** Where copies go and what they are called. */
export function OutputControls({ output, example, onChange }: Props): ReactNode {
  const set = (part: Partial<TransformOutput>): void => onChange({ ...output, ...part });
  const pick = (): void =>
    void attempt(async () => {
      const { path } = await callShell('folder.pick', { purpose: 'target' });
      if (path !== null) set({ folder: path });
    });
  return (
    <section aria-label={t('Copies')}>
      <ControlRow label={t('Folder')} isChanged={output.folder !== null} onReset={() => set({ folder: null })}>
        {output.folder === null ? <span className={styles.usual} title={t('Beside the original')}>{t('Beside the original')}</span> : <MonoPath path={output.folder} />}
        <Button icon={FolderOpen} data-testid="pick-output" onClick={pick}>
          {t('Choose…')}
        </Button>
      </ControlRow>
      <ControlRow label={t('Name')} isChanged={output.name !== USUAL_OUTPUT.name} onReset={() => set({ name: USUAL_OUTPUT.name })} isTall>
        <input
          className={styles.name}
          type="text"
          aria-label={t('Name')}
          aria-invalid={example.problem !== null}
          aria-describedby="transform-name-example"
          spellCheck={false}
          maxLength={255}
          value={output.name}
          data-testid="output-name"
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <p className={styles.example} id="transform-name-example" data-problem={example.problem !== null} role="status" data-testid="name-example">
          {example.problem ?? <span translate="no">{example.name}</span>}
        </p>
      </ControlRow>
      <ControlRow label={t('Name taken')} isChanged={output.conflict !== USUAL_OUTPUT.conflict} onReset={() => set({ conflict: USUAL_OUTPUT.conflict })}>
        <Select label={t('When the name is taken')} value={output.conflict} options={CONFLICTS} testId="conflict" onChange={(conflict) => set({ conflict })} />
      </ControlRow>
    </section>
  );
}
