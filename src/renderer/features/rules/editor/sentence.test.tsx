import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { actionSpecSchema } from '../../../../shared/model/action';
import { ruleSchema, type Condition, type Rule, type RuleWarning, type Trace } from '../../../../shared/model/rule';
import { callEngine } from '../../../engine-client/engine-client';
import { withActions } from '../actions/with-actions';
import type { Problems } from '../draft/rule-problems';
import { Sentence } from './sentence';

vi.mock('../../../engine-client/engine-client', () => ({ callEngine: vi.fn() }));
vi.mock('../../../engine-client/shell-client', () => ({ callShell: vi.fn() }));

const written: Rule[] = [];
const now = (): Rule => written.at(-1) as Rule;

beforeEach(() => {
  vi.mocked(callEngine).mockImplementation(() => new Promise(() => undefined));
  // happy-dom knows no popovers.
  HTMLElement.prototype.showPopover = () => undefined;
});
afterEach(cleanup);

const size: Condition = { fact: 'size', operator: 'above', value: '5 MB' };
const name: Condition = { fact: 'name', operator: 'contains', value: 'inv' };
const met = (sentence: string, isMet: boolean, actual: Trace['actual'], parts: Trace[] = []): Trace => ({ sentence, isMet, actual, parts });

interface DeskProps {
  conditions?: Condition;
  actions?: readonly object[];
  trace?: Trace | null;
  problems?: Problems;
  warnings?: RuleWarning[];
}

function Desk({ conditions = { all: [] }, actions = [], trace = null, problems = new Map(), warnings = [] }: DeskProps): ReactNode {
  const [rule, setRule] = useState(() => withActions(ruleSchema.parse({ name: 'A', if: conditions }), actions.map((one) => actionSpecSchema.parse(one))));
  const change = (next: Rule): void => {
    written.push(next);
    setRule(next);
  };
  return <Sentence rule={rule} trace={trace} problems={problems} warnings={warnings} keeping="for 30 days" onChange={change} />;
}

it('shows each condition with tick or cross and what the file has', () => {
  render(<Desk conditions={{ all: [name, { none: [size] }] }} trace={met('all', false, null, [met('the name …', true, 'inv.pdf'), met('none', false, null, [met('the size …', true, 7_000_000)])])} />);
  const rows = screen.getAllByTestId('condition');
  expect(rows.map((row) => row.getAttribute('data-met'))).toEqual(['true', 'true']);
  expect(rows.map((row) => within(row).getByTestId('actual').textContent)).toEqual(['This file: inv.pdf', 'This file: 7 MB']);
  const group = screen.getByRole('group', { name: 'Group of conditions' });
  expect(within(group).getAllByLabelText('Does not hold for the chosen file')).toHaveLength(1);
});

it('changes a size with its unit, and keeps what is no number to be told of it', () => {
  render(<Desk conditions={size} />);
  fireEvent.change(screen.getByTestId('value'), { target: { value: '1,5' } });
  expect(now().if).toEqual({ all: [{ ...size, value: '1.5 MB' }] });
  fireEvent.change(screen.getByLabelText('Value, unit'), { target: { value: 'GB' } });
  expect(now().if).toEqual({ all: [{ ...size, value: '1.5 GB' }] });
  fireEvent.change(screen.getByTestId('value'), { target: { value: 'much' } });
  expect(now().if).toEqual({ all: [{ ...size, value: 'much' }] });
});

it('asks something else, found by typing', async () => {
  render(<Desk conditions={{ all: [name] }} />);
  fireEvent.click(screen.getByTestId('fact'));
  const find = within(screen.getByTestId('picker')).getByRole('combobox');
  fireEvent.change(find, { target: { value: 'ocr conf' } });
  fireEvent.keyDown(find, { key: 'Enter' });
  expect(now().if).toEqual({ all: [{ fact: 'ocr.confidence', operator: 'at least', value: 1 }] });
  await waitFor(() => expect(screen.queryByTestId('picker')).toBeNull());
  fireEvent.click(screen.getByTestId('fact'));
  fireEvent.change(screen.getByRole('combobox', { name: 'What is asked' }), { target: { value: 'exif.Model' } });
  fireEvent.click(screen.getByTestId('pick-exif.Model'));
  expect(now().if).toEqual({ all: [{ fact: 'exif.Model', operator: 'contains', value: '' }] });
});

it('says a problem beside its field', () => {
  render(
    <Desk
      conditions={{ all: [name, { any: [size] }] }}
      actions={[{ do: 'copy', to: '/x' }, { do: 'tag', add: ['a'] }]}
      problems={new Map([['if.all.1.any.0', 'Not this.'], ['then.0.to', 'Not there.'], ['then.1', 'Not so.']])}
    />,
  );
  const [first, second] = screen.getAllByTestId('condition');
  expect(within(first as HTMLElement).queryByTestId('problem')).toBeNull();
  expect(within(second as HTMLElement).getByTestId('problem').textContent).toBe('Not this.');
  const copy = screen.getByTestId('action-copy');
  expect(within(copy).getByTestId('problem').textContent).toBe('Not there.');
  expect(within(copy).getByTestId('field-to').getAttribute('aria-invalid')).toBe('true');
  expect(within(screen.getByTestId('action-tag')).getByTestId('problem').textContent).toBe('Not so.');
});

it('says what an action takes away, and where what is not allowed is allowed', () => {
  render(<Desk actions={[{ do: 'move', to: '/x', conflict: 'replace' }, { do: 'run', program: '/bin/true' }]} warnings={[{ kind: 'notAllowed', sentence: 'Programs are not allowed.', action: 1 }]} />);
  const move = screen.getByTestId('action-move');
  expect(move.getAttribute('data-destructive')).toBe('true');
  expect(within(move).getByTestId('consequence').textContent).toContain('The vault keeps it for 30 days.');
  expect((within(move).getByTestId('conflict') as HTMLSelectElement).value).toBe('replace');
  const run = screen.getByTestId('action-run');
  expect(within(run).getByTestId('action-warning').textContent).toContain('Programs are not allowed.');
  expect(within(run).getByTestId('allow-programs').getAttribute('href')).toContain('settings');
});

it('adds, orders and takes out actions', () => {
  render(<Desk actions={[{ do: 'tag', add: ['a'] }]} />);
  fireEvent.click(screen.getByTestId('add-action'));
  fireEvent.click(screen.getByTestId('pick-notify'));
  expect(now().then.map((spec) => spec.do)).toEqual(['tag', 'notify']);
  fireEvent.click(within(screen.getByTestId('action-notify')).getByLabelText('More for “Notify”'));
  fireEvent.click(screen.getByRole('menuitem', { name: 'Move up' }));
  expect(now().then.map((spec) => spec.do)).toEqual(['notify', 'tag']);
  fireEvent.click(within(screen.getByTestId('action-notify')).getByTestId('remove-action'));
  expect(now().then.map((spec) => spec.do)).toEqual(['tag']);
});

it('puts a token where the caret stands', () => {
  render(<Desk actions={[{ do: 'copy', to: '/a/b' }]} />);
  const to = screen.getByTestId<HTMLInputElement>('field-to');
  to.setSelectionRange(3, 4);
  fireEvent.click(within(screen.getByTestId('action-copy')).getAllByTestId('tokens')[0] as HTMLElement);
  fireEvent.click(screen.getByTestId('pick-{stem}'));
  expect(now().then[0]).toMatchObject({ to: '/a/{stem}' });
});
