import { describe, expect, it } from 'vitest';
import { monthOf, shiftMonth } from './month';

describe('a month', () => {
  it('has whole weeks from Monday', () => {
    const { from, to, weeks } = monthOf(2026, 10);
    expect([from, to, weeks.length]).toEqual(['2026-11-01', '2026-11-30', 6]);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(weeks[5]).toEqual(['2026-11-30', null, null, null, null, null, null]);
    expect(monthOf(2027, 1).weeks).toHaveLength(4);
  });

  it('is followed by the next, across years', () => {
    expect(shiftMonth(monthOf(2026, 11), 1).from).toBe('2027-01-01');
    expect(shiftMonth(monthOf(2026, 0), -1)).toMatchObject({ from: '2025-12-01', to: '2025-12-31' });
  });
});
