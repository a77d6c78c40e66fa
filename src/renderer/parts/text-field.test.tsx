import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { TextField } from './text-field';

it('tells what was typed once, however the field is left, and again when it is typed anew', () => {
  const told: string[] = [];
  render(<TextField label="Name" value="old" onCommit={(text) => told.push(text)} />);
  const field = screen.getByLabelText('Name');
  fireEvent.change(field, { target: { value: 'new' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  fireEvent.blur(field);
  expect(told).toEqual(['new']);
  fireEvent.change(field, { target: { value: 'newer' } });
  fireEvent.change(field, { target: { value: 'new' } });
  fireEvent.blur(field);
  expect(told).toEqual(['new', 'new']);
  fireEvent.change(field, { target: { value: 'old' } });
  fireEvent.blur(field);
  expect(told).toEqual(['new', 'new']);
});
