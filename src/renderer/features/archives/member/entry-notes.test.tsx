import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { ArchiveEntryView, EntryWarning } from '../../../../shared/model/archive';
import { anEntry } from '../an-entry.test-kit';
import { EntryNotes } from './entry-notes';

afterEach(cleanup);

const OUTSIDE = 'Its path leads out of the archive; it is not written anywhere.';
const LOCKED = 'It is locked with a password.';

function show(state: 'failed' | 'skipped', reason: string, warnings: EntryWarning[]): void {
  const member = { state, reason } as ArchiveEntryView['member'];
  render(<EntryNotes entry={anEntry(1, 'a.txt', { member, warnings })} error={null} warnings={[]} />);
}

it('says a sentence once where it is both a warning and why nothing was read', () => {
  show('skipped', OUTSIDE, [{ code: 'traversal', message: OUTSIDE }]);
  expect(screen.getAllByText(OUTSIDE, { exact: false })).toHaveLength(1);
  expect(screen.getByTestId('entry-warning').textContent).toContain('Leads outside');
});

it('says why it was not read where the warning is only a remark', () => {
  show('failed', LOCKED, [{ code: 'encrypted', message: LOCKED }]);
  expect(screen.getByTestId('why-not-read').textContent).toContain(LOCKED);
  expect(screen.queryByTestId('entry-warning')).toBeNull();
});

it('keeps what says something else', () => {
  show('failed', LOCKED, [{ code: 'link', message: OUTSIDE }]);
  expect(screen.getByTestId('why-not-read')).toBeTruthy();
  expect(screen.getByTestId('entry-warning').textContent).toContain(OUTSIDE);
});
