import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, actionSpecSchema } from '../../../../shared/model/action';
import { ACTION_FIELDS } from './action-fields';
import { ACTION_GROUPS, consequenceOf } from './action-words';
import { fieldOf, newAction, withField } from './new-action';

describe('a new action', () => {
  it.each(ACTION_NAMES)('%s lacks nothing but what only a person can know', (name) => {
    const parsed = actionSpecSchema.safeParse(newAction(name));
    const lacking = parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
    for (const key of lacking) expect(ACTION_FIELDS[name].map((field) => field.key)).toContain(key);
    for (const key of lacking) expect(fieldOf(newAction(name), key)).toBe('');
  });

  it.each(ACTION_NAMES)('%s shows a field for all that it is told', (name) => {
    const schema = actionSpecSchema.options.find(({ shape }) => shape.do.value === name);
    const told = Object.keys(schema?.shape ?? {}).filter((key) => !['do', 'conflict', 'onFailure'].includes(key));
    expect(ACTION_FIELDS[name].map(({ key }) => key).toSorted()).toEqual(told.toSorted());
  });

  it('is offered once', () => {
    expect(ACTION_GROUPS.flatMap(({ actions }) => actions).toSorted()).toEqual([...ACTION_NAMES].toSorted());
  });
});

it('leaves a field out that is given up', () => {
  const spec = withField(newAction('transform'), 'to', '/out');
  expect(fieldOf(spec, 'to')).toBe('/out');
  expect('to' in withField(spec, 'to', undefined)).toBe(false);
});

describe('what an action takes away', () => {
  it('is nothing for copies', () => {
    expect(consequenceOf(newAction('copy'), 'for 30 days')).toBeNull();
    expect(consequenceOf(newAction('notify'), 'for 30 days')).toBeNull();
  });

  it('says what becomes of the original and of what is replaced', () => {
    expect(consequenceOf(withField(newAction('trash'), 'to', 'vault'), 'for 30 days')).toBe('The original goes away. The vault keeps it for 30 days.');
    const both = consequenceOf(withField(newAction('move'), 'conflict', 'replace'), 'for 30 days');
    expect(both).toContain('The original leaves its folder.');
    expect(both).toContain('A file that has the name already is replaced. The vault keeps it for 30 days.');
    expect(consequenceOf(withField(newAction('route'), 'keep', true), 'for 30 days')).toBeNull();
    expect(consequenceOf(withField(newAction('archive'), 'originals', 'trash'), 'for 30 days')).toContain('the system’s trash');
  });
});
