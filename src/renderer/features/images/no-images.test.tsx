import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Snapshot } from '../../../shared/model/engine';
import { useEngine } from '../../state/engine-store';
import { aSnapshot } from '../../testing/a-snapshot';
import { NoImages } from './no-images';

afterEach(cleanup);

function shownFor(query: string, faces: boolean): string {
  useEngine.getState().connected(aSnapshot({ folders: [{ settings: { faces } }] as Snapshot['folders'] }));
  render(<NoImages query={query} onClear={() => undefined} />);
  return screen.getByTestId('empty').textContent;
}

it('says why no face is found where none was looked for', () => {
  expect(shownFor('blur:no faces:>0', false)).toContain('Faces are looked for only in folders whose settings say so');
});

it('says nothing of faces where they were looked for, or not asked for', () => {
  expect(shownFor('faces:>0', true)).not.toContain('looked for');
  cleanup();
  expect(shownFor('"faces:>0"', false)).not.toContain('looked for');
});
