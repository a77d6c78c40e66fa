import { expect, it } from 'vitest';
import { histogramWords } from './histogram-words';

const of = (grey: number[]) => ({ red: grey, green: grey, blue: grey, grey });
const filled = (values: Record<number, number>): number[] => Array.from({ length: 64 }, (_, at) => values[at] ?? 0);

it('tells how dark and how light a picture is', () => {
  expect(histogramWords(of(filled({ 10: 600, 30: 1000, 50: 400 })))).toBe('30 % of the picture is dark, 50 % in between, 20 % light.');
});

it('tells what is cut off at both ends', () => {
  expect(histogramWords(of(filled({ 0: 250, 30: 500, 63: 250 })))).toBe(
    '25 % of the picture is dark, 50 % in between, 25 % light. 25 % is black, 25 % is white.',
  );
});

it('has a word for an empty one', () => {
  expect(histogramWords(of(filled({})))).toBe('Nothing to count.');
});
