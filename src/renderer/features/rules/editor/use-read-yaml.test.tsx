import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ruleSchema, type Rule } from '../../../../shared/model/rule';
import { callEngine } from '../../../engine-client/engine-client';
import { useReadYaml } from './use-read-yaml';
import { YamlTab } from './yaml-tab';

/** An engine whose YAML is the name alone; "?" is a mistake in its second line. */
vi.mock('../../../engine-client/engine-client', () => ({ callEngine: vi.fn() }));

const named = (name: string): Rule => ruleSchema.parse({ name });
const answers: Readonly<Record<string, (input: { text: string; rules: Rule[] }) => unknown>> = {
  'rules.write': ({ rules }) => ({ text: rules.map(({ name }) => name).join('\n') }),
  'rules.parse': ({ text }) =>
    text.includes('?')
      ? { rules: [], problems: [{ line: 2, rule: null, message: 'There is no “?”.', hint: 'Take it out.' }] }
      : { rules: text.trim().split('\n').map((line) => named(line.trim())), problems: [] },
};

beforeEach(() => void vi.mocked(callEngine).mockImplementation(((name: string, input: { text: string; rules: Rule[] }) => Promise.resolve(answers[name]?.(input))) as typeof callEngine));
afterEach(cleanup);

const rules: string[] = [];

function Desk({ isShown = true }: { isShown?: boolean }): ReactNode {
  const [rule, setRule] = useState(named('first'));
  const [text, setText] = useState<string | null>(null);
  const yaml = useReadYaml({
    text,
    rule,
    onRule: (next) => {
      rules.push(next.name);
      setRule(next);
      setText(null);
    },
    onSame: () => setText(null),
  });
  return (
    <>
      {isShown ? <YamlTab rule={rule} text={text ?? yaml.source} problems={yaml.problems} onText={setText} /> : null}
      <output data-testid="state">{`${rule.name} ${text === null ? 'read' : 'unread'} ${yaml.problems.length}`}</output>
      <button type="button" onClick={() => setRule(named('elsewhere'))}>
        Other
      </button>
    </>
  );
}

const field = (): HTMLTextAreaElement => screen.getByTestId('yaml');
const write = (value: string): boolean => fireEvent.change(field(), { target: { value } });
const state = (): string | null => screen.getByTestId('state').textContent;

it('takes what was written as the rule, and leaves the writing as it is', async () => {
  render(<Desk />);
  await waitFor(() => expect(field().value).toBe('first'));
  write('  second  ');
  await waitFor(() => expect(state()).toBe('second read 0'));
  expect(field().value).toBe('  second  ');
  fireEvent.click(screen.getByText('Other'));
  await waitFor(() => expect(field().value).toBe('elsewhere'));
});

it('names the line of a mistake, shows it, and keeps what was written', async () => {
  render(<Desk />);
  await waitFor(() => expect(field().value).toBe('first'));
  write('first\n  ? here\nlast');
  await waitFor(() => expect(screen.getByTestId('yaml-problems').textContent).toBe('Line 2: There is no “?”. Take it out.'));
  expect(state()).toBe('first unread 1');
  expect(field().value).toBe('first\n  ? here\nlast');
  fireEvent.click(screen.getByText('Line 2'));
  expect(field().value.slice(field().selectionStart, field().selectionEnd)).toBe('  ? here');
});

it('wants one rule', async () => {
  render(<Desk />);
  await waitFor(() => expect(field().value).toBe('first'));
  write('a\nb');
  await waitFor(() => expect(screen.getByTestId('yaml-problems').textContent).toContain('There are 2 rules in it.'));
  expect(state()).toBe('first unread 1');
});

it('reads what was written also when one has left the tab', async () => {
  const { rerender } = render(<Desk />);
  await waitFor(() => expect(field().value).toBe('first'));
  write('third');
  act(() => rerender(<Desk isShown={false} />));
  await waitFor(() => expect(state()).toBe('third read 0'));
  expect(rules.at(-1)).toBe('third');
});
