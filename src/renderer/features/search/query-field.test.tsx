import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { QueryField } from './query-field';
import { FILE_EXAMPLES } from './split-query';

afterEach(cleanup);

let query = '';
let entered = 0;
function Field({ first, onChange }: { first: string; onChange: (text: string) => void }): ReactNode {
  const [text, setText] = useState(first);
  const change = (next: string): void => {
    onChange(next);
    setText(next);
  };
  return (
    <QueryField
      query={text}
      onChange={change}
      problem={null}
      label="Find"
      placeholder=""
      clearLabel="Clear"
      examples={FILE_EXAMPLES}
      onDown={() => undefined}
      onEnter={() => {
        entered += 1;
      }}
      testId="query"
    />
  );
}

function shown(first = ''): HTMLInputElement {
  query = first;
  render(
    <Field
      first={first}
      onChange={(text) => {
        query = text;
      }}
    />,
  );
  return screen.getByTestId<HTMLInputElement>('query');
}
const conditions = (): string[] => screen.queryAllByTestId('condition').map((one) => one.textContent);

it('finds by words as they are typed', () => {
  const field = shown();
  fireEvent.change(field, { target: { value: 'lake at ' } });
  expect(query).toBe('lake at ');
  expect(field.value).toBe('lake at ');
});

it('asks for a condition only when it is typed to its end, and makes it a chip', () => {
  const field = shown();
  fireEvent.change(field, { target: { value: 'lake brightness:<4' } });
  expect(query).toBe('lake ');
  expect(field.value).toBe('lake brightness:<4');
  fireEvent.change(field, { target: { value: 'lake brightness:<40 ' } });
  expect(query).toBe('brightness:<40 lake ');
  expect(conditions()).toEqual(['brightness:<40']);
  expect(field.value).toBe('lake ');
});

it('ends a condition with Enter and on leaving', () => {
  const field = shown();
  fireEvent.change(field, { target: { value: 'blur:yes' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(query).toBe('blur:yes');
  fireEvent.change(field, { target: { value: 'faces:>0' } });
  fireEvent.blur(field);
  expect(conditions()).toEqual(['blur:yes', 'faces:>0']);
});

it('takes conditions out: with their button, with Backspace at the beginning, all with Esc', () => {
  const field = shown('blur:yes faces:>0 dup:yes lake');
  fireEvent.click(screen.getByRole('button', { name: 'Take out faces:>0' }));
  expect(query).toBe('blur:yes dup:yes lake');
  field.setSelectionRange(0, 0);
  fireEvent.keyDown(field, { key: 'Backspace' });
  expect(query).toBe('blur:yes lake');
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(query).toBe('');
});

it('Enter first ends the condition, and only then means the list', () => {
  entered = 0;
  const field = shown();
  fireEvent.change(field, { target: { value: 'lake type:pdf' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect([query, entered]).toEqual(['type:pdf lake ', 0]);
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(entered).toBe(1);
});

it('forgets what was being typed when it is led to another query', () => {
  const props = { onChange: () => undefined, problem: null, label: 'Find', placeholder: '', clearLabel: 'Clear', examples: FILE_EXAMPLES, onDown: () => undefined, onEnter: () => undefined, testId: 'query' };
  const { rerender } = render(<QueryField {...props} query="" />);
  const field = screen.getByTestId<HTMLInputElement>('query');
  fireEvent.change(field, { target: { value: 'type:p' } });
  expect(field.value).toBe('type:p');
  rerender(<QueryField {...props} query="harbour state:failed" />);
  expect(field.value).toBe('harbour ');
  expect(conditions()).toEqual(['state:failed']);
});
