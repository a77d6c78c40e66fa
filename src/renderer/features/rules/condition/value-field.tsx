import type { ReactNode } from 'react';
import type { Fact } from '../../../../shared/model/fact';
import type { RuleTest, TestValue } from '../../../../shared/model/rule';
import { Select } from '../../../parts/select';
import { choiceWord } from './choice-words';
import { ListInput } from './list-input';
import { SIZE_UNITS, SPAN_UNITS } from '../../../../shared/model/measure';
import { MeasureInput } from './measure-input';
import { NumberInput } from './number-input';
import { TextInput } from './text-input';
import { shapeOf } from './value-shape';
import { t } from '../../../../shared/words/words';
import styles from './value-field.module.css';

interface Props {
  fact: Fact;
  test: RuleTest;
  isInvalid: boolean;
  onChange: (value: TestValue) => void;
}

const YES_NO = [
  { value: 'yes', label: t('yes') },
  { value: 'no', label: t('no') },
] as const;

const LABEL = t('Value');

/** What a fact is compared with, in the field that suits it. */
export function ValueField({ fact, test: { operator, value }, isInvalid, onChange }: Props): ReactNode {
  const shape = shapeOf(fact.type, operator);
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  const options = (fact.choices ?? []).map((one) => ({ value: one, label: choiceWord(one) }));
  const pair = (Array.isArray(value) ? value : [value, value]).slice(0, 2).map((one) => (typeof one === 'boolean' ? '' : one));
  switch (shape) {
    case 'truth':
      return <Select label={LABEL} value={value === true ? 'yes' : 'no'} options={YES_NO} testId="value" onChange={(next) => onChange(next === 'yes')} />;
    case 'choice':
      return <Select label={LABEL} value={text} options={options.some((one) => one.value === text) ? options : [{ value: text, label: text }, ...options]} testId="value" onChange={onChange} />;
    case 'choices':
      return <Choices choices={fact.choices ?? []} chosen={Array.isArray(value) ? value.map(String) : [text]} onChange={onChange} />;
    case 'texts':
      return <ListInput label={LABEL} values={Array.isArray(value) ? value.map(String) : [text].filter(Boolean)} placeholder={t('One or several')} isInvalid={isInvalid} testId="value" onChange={onChange} />;
    case 'number':
      return <NumberInput label={LABEL} value={typeof value === 'number' ? value : text} isInvalid={isInvalid} testId="value" onChange={onChange} />;
    case 'numbers':
      return (
        <Pair
          of={(at) => <NumberInput label={at === 0 ? t('Lowest') : t('Highest')} value={pair[at] ?? ''} isInvalid={isInvalid} onChange={(one) => onChange(pair.with(at, one))} />}
        />
      );
    case 'size':
      return <MeasureInput label={LABEL} value={text} units={SIZE_UNITS} isInvalid={isInvalid} onChange={onChange} />;
    case 'sizes':
      return (
        <Pair
          of={(at) => (
            <MeasureInput label={at === 0 ? t('Smallest') : t('Largest')} value={String(pair[at] ?? '')} units={SIZE_UNITS} isInvalid={isInvalid} onChange={(one) => onChange(pair.with(at, one))} />
          )}
        />
      );
    case 'span':
      return <MeasureInput label={LABEL} value={text} units={SPAN_UNITS} isInvalid={isInvalid} onChange={onChange} />;
    case 'date':
      // A month or a moment, which YAML can name, is kept as text.
      return <TextInput label={LABEL} type={/^(\d{4}-\d\d-\d\d)?$/.test(text) ? 'date' : 'text'} value={text} isInvalid={isInvalid} testId="value" onChange={onChange} />;
    default:
      return <TextInput label={LABEL} value={text} placeholder={PLACEHOLDERS[shape]} isMono={shape !== 'text'} isInvalid={isInvalid} testId="value" onChange={onChange} />;
  }
}

const PLACEHOLDERS: Readonly<Record<string, string>> = { pattern: 'invoice*', expression: 'No\\. (?P<number>\\d+)' };

function Pair({ of }: { of: (at: 0 | 1) => ReactNode }): ReactNode {
  return (
    <span className={styles.pair}>
      {of(0)}
      <span>{t('and')}</span>
      {of(1)}
    </span>
  );
}

function Choices({ choices, chosen, onChange }: { choices: readonly string[]; chosen: readonly string[]; onChange: (chosen: string[]) => void }): ReactNode {
  return (
    <span className={styles.choices} role="group" aria-label={LABEL}>
      {choices.map((one) => {
        const isChosen = chosen.includes(one);
        return (
          <button key={one} type="button" aria-pressed={isChosen} onClick={() => onChange(choices.filter((other) => (other === one ? !isChosen : chosen.includes(other))))}>
            {choiceWord(one)}
          </button>
        );
      })}
    </span>
  );
}
