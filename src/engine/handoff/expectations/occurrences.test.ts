import { describe, expect, it } from 'vitest';
import { judgeOccurrences, type Arrival } from './judge-occurrences';
import { dayAt, duesOf, instantOf, isZone } from './occurrences';

const iso = (instant: number): string => new Date(instant).toISOString();
const weekdays = { days: [1, 2, 3, 4, 5], by: '07:00', timeZone: 'Europe/Berlin' };

describe('when an expectation falls due', () => {
  it('on its days, by the clock of its zone, across the end of summer time', () => {
    expect(duesOf(weekdays, '2026-10-22', '2026-10-27').map(({ day, dueAt }) => [day, iso(dueAt)])).toEqual([
      ['2026-10-22', '2026-10-22T05:00:00.000Z'],
      ['2026-10-23', '2026-10-23T05:00:00.000Z'],
      ['2026-10-26', '2026-10-26T06:00:00.000Z'],
      ['2026-10-27', '2026-10-27T06:00:00.000Z'],
    ]);
  });

  it('a time that the clock leaps over: as much later', () => {
    expect(iso(instantOf('2026-03-29', '02:30', 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z');
    expect(iso(instantOf('2026-03-08', '02:30', 'America/New_York'))).toBe('2026-03-08T07:30:00.000Z');
  });

  it('of a time that comes twice the first', () => {
    expect(iso(instantOf('2026-10-25', '02:30', 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z');
    expect(iso(instantOf('2026-11-01', '01:30', 'America/New_York'))).toBe('2026-11-01T05:30:00.000Z');
  });

  it('in zones far from ours, and half hours away', () => {
    expect(iso(instantOf('2026-11-23', '00:15', 'Pacific/Auckland'))).toBe('2026-11-22T11:15:00.000Z');
    expect(iso(instantOf('2026-11-23', '07:00', 'Asia/Kolkata'))).toBe('2026-11-23T01:30:00.000Z');
    expect(dayAt(Date.parse('2026-11-22T11:15:00Z'), 'Pacific/Auckland')).toBe('2026-11-23');
    expect([isZone('Europe/Berlin'), isZone('Mars/Olympus')]).toEqual([true, false]);
  });
});

describe('what became of it', () => {
  const dues = duesOf(weekdays, '2026-11-19', '2026-11-24');
  const came = (at: string, fileId: number, needsAttention = false): Arrival => ({ at: Date.parse(at), fileId, needsAttention });
  const judge = (arrivals: Arrival[], now: string, count = 1): string[] =>
    judgeOccurrences({ count, graceMinutes: 15, hoursBefore: 24 }, dues, arrivals, Date.parse(now)).map(({ day, state, fileId }) => `${day} ${state} ${fileId ?? '-'}`);

  it('in time, in the time of grace, late, missed, to come', () => {
    expect(judge([came('2026-11-19T05:00:00Z', 1), came('2026-11-20T06:10:00Z', 2), came('2026-11-23T09:00:00Z', 3)], '2026-11-24T05:00:00Z')).toEqual([
      '2026-11-19 met 1',
      '2026-11-20 met 2',
      '2026-11-23 late 3',
      '2026-11-24 coming -',
    ]);
    expect(judge([came('2026-11-19T05:00:00Z', 1)], '2026-11-24T06:20:00Z')).toEqual(['2026-11-19 met 1', '2026-11-20 missed -', '2026-11-23 missed -', '2026-11-24 missed -']);
  });

  it('a file counts once: the next morning’s is not yesterday’s late one', () => {
    expect(judge([came('2026-11-20T05:30:00Z', 2)], '2026-11-20T05:40:00Z')[0]).toBe('2026-11-19 missed -');
    expect(judge([came('2026-11-20T05:30:00Z', 2)], '2026-11-20T05:40:00Z')[1]).toBe('2026-11-20 met 2');
  });

  it('a further one on the same day is not the next day’s', () => {
    expect(judge([came('2026-11-19T05:00:00Z', 1), came('2026-11-19T05:30:00Z', 2)], '2026-11-20T12:00:00Z').slice(0, 2)).toEqual(['2026-11-19 met 1', '2026-11-20 missed -']);
  });

  it('what came and needs attention is no fulfilment, unless a good one came as well', () => {
    expect(judge([came('2026-11-19T05:00:00Z', 1, true)], '2026-11-19T12:00:00Z')[0]).toBe('2026-11-19 faulty 1');
    expect(judge([came('2026-11-19T05:00:00Z', 1, true), came('2026-11-19T05:30:00Z', 2)], '2026-11-19T12:00:00Z')[0]).toBe('2026-11-19 met 1');
  });

  it('too few are missed', () => {
    expect(judge([came('2026-11-19T05:00:00Z', 1)], '2026-11-19T12:00:00Z', 2)[0]).toBe('2026-11-19 missed 1');
  });
});
