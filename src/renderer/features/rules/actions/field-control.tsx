import type { ReactNode } from 'react';
import type { ActionSpec } from '../../../../shared/model/action';
import { NumberField } from '../../../parts/number-field';
import { Select } from '../../../parts/select';
import { Switch } from '../../../parts/switch';
import { ListInput } from '../condition/list-input';
import { TextInput } from '../condition/text-input';
import { problemIn, type Problems } from '../draft/rule-problems';
import { FieldRow } from '../editor/field-row';
import { ProblemLine } from '../editor/problem-line';
import { TemplateField } from '../editor/template-field';
import type { ActionField } from './action-fields';
import { DestinationField } from './destination-field';
import { GatherField } from './gather-field';
import { HeadersField } from './headers-field';
import { fieldOf } from './new-action';
import { RecipeField } from './recipe-field';
import { WatchedFolderField } from './watched-folder-field';
import { t } from '../../../../shared/words/words';
import styles from './action.module.css';

interface Props {
  field: ActionField;
  spec: ActionSpec;
  /** Where problems name the action: "then.0". */
  at: string;
  problems: Problems;
  onChange: (key: string, value: unknown) => void;
}

/** One thing that an action is told. */
export function FieldControl({ field, spec, at, problems, onChange }: Props): ReactNode {
  const { key, label, hint, kind } = field;
  const problem = problemIn(problems, `${at}.${key}`);
  const value = fieldOf(spec, key);
  const hasOwnProblem = kind === 'path' || kind === 'message';
  return (
    <FieldRow label={label} hint={problem === null ? hint : undefined}>
      <Control field={field} value={value} problem={problem} set={(next) => onChange(key, next)} />
      {hasOwnProblem ? null : <ProblemLine problem={problem} />}
    </FieldRow>
  );
}

interface ControlProps {
  field: ActionField;
  value: unknown;
  problem: string | null;
  set: (value: unknown) => void;
}

function Control({ field, value, problem, set }: ControlProps): ReactNode {
  const { key, label, isOptional = false } = field;
  const text = typeof value === 'string' ? value : '';
  const setText = (next: string): void => set(next === '' && isOptional ? undefined : next);
  const testId = `field-${key}`;
  switch (field.kind) {
    case 'path':
      return <TemplateField label={label} value={text} form="path" isFolder={field.isFolder ?? false} placeholder={field.placeholder} problem={problem} testId={testId} onChange={setText} />;
    case 'message':
      return <TemplateField label={label} value={text} form="text" isLong={field.isLong ?? false} placeholder={field.placeholder} problem={problem} testId={testId} onChange={setText} />;
    case 'text':
      return <TextInput label={label} value={text} placeholder={field.placeholder} isMono isInvalid={problem !== null} testId={testId} onChange={setText} />;
    case 'choice':
      return <Select label={label} value={text} options={field.options} testId={testId} onChange={set} />;
    case 'number':
      return <NumberField label={label} value={Number(value)} least={field.least} most={field.most} {...(field.unit ? { unit: field.unit } : {})} onCommit={set} />;
    case 'switch':
      return <Switch label={field.words} checked={value === true} onChange={set} />;
    case 'list':
      return <ListInput label={label} values={texts(value)} placeholder={field.placeholder} isInvalid={problem !== null} testId={testId} onChange={(next) => set(next.length === 0 && isOptional ? undefined : next)} />;
    case 'lines':
      return <LinesField label={label} values={texts(value)} placeholder={field.placeholder} testId={testId} onChange={set} />;
    case 'watched':
      return <WatchedFolderField label={label} value={text} onChange={set} />;
    case 'destination':
      return <DestinationField label={label} value={text} onChange={set} />;
    case 'headers':
      return <HeadersField word={key === 'metadata' ? METADATA : HEADER} headers={value as Readonly<Record<string, string>>} onChange={set} />;
    case 'pairs':
      return <HeadersField word={FIELD} headers={value as Readonly<Record<string, string>>} onChange={set} />;
    case 'gather':
      return <GatherField gather={value as Readonly<Record<string, number>>} onChange={set} />;
    default:
      return <RecipeField recipe={value} onChange={set} />;
  }
}

const HEADER = { one: t('Header'), example: 'Authorization' } as const;
const METADATA = { one: t('Entry'), example: 'department' } as const;
const FIELD = { one: t('Field'), example: 'batch' } as const;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

interface LinesProps {
  label: string;
  values: readonly string[];
  placeholder: string;
  testId: string;
  onChange: (values: string[]) => void;
}

/** Several texts in their order, one a line. */
function LinesField({ label, values, placeholder, testId, onChange }: LinesProps): ReactNode {
  return (
    <textarea
      className={styles.lines}
      rows={Math.min(6, Math.max(2, values.length + 1))}
      aria-label={label}
      placeholder={placeholder}
      spellCheck={false}
      value={values.join('\n')}
      data-testid={testId}
      onChange={(event) => onChange(event.currentTarget.value === '' ? [] : event.currentTarget.value.split('\n'))}
    />
  );
}
