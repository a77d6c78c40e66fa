import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { BeforeAfter } from './before-after';

afterEach(cleanup);

it('says that a preview is being made, also while the small picture stands in for it', () => {
  for (const thumbnail of [null, 'thumb.webp']) {
    render(<BeforeAfter made={null} isStale error={null} hasAlpha={false} isFilled={false} thumbnail={thumbnail} />);
    expect(screen.getByText('Making the preview…')).toBeTruthy();
    cleanup();
  }
});
