import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { PageSwitcher } from './page-switcher';

afterEach(cleanup);

function shown(page: number, count: number): { onPage: ReturnType<typeof vi.fn>; field: HTMLInputElement } {
  const onPage = vi.fn();
  render(<PageSwitcher page={page} count={count} onPage={onPage} />);
  return { onPage, field: screen.getByTestId<HTMLInputElement>('page-number') };
}

it('goes to the page that is typed, or to the last one', () => {
  const { onPage, field } = shown(3, 12);
  fireEvent.change(field, { target: { value: '7' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onPage).toHaveBeenLastCalledWith(7);
  fireEvent.change(field, { target: { value: '700' } });
  fireEvent.blur(field);
  expect(onPage).toHaveBeenLastCalledWith(12);
});

it('stays where it is for what is no number, and after Esc', () => {
  const { onPage, field } = shown(3, 12);
  fireEvent.change(field, { target: { value: 'seven' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  fireEvent.change(field, { target: { value: '9' } });
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(field.value).toBe('3');
  expect(onPage).not.toHaveBeenCalled();
});

it('ends at both ends', () => {
  shown(1, 2);
  expect(screen.getByRole('button', { name: 'Page before' })).toHaveProperty('disabled', true);
  expect(screen.getByRole('button', { name: 'Next page' })).toHaveProperty('disabled', false);
});
