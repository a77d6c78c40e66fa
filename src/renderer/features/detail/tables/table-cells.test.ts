import { expect, it } from 'vitest';
import { cellsOf, columnName, drawnTexts } from './table-cells';

const rows = [
  ['Year', 'Sales', 'Sales'],
  ['Year', 'North', 'South'],
  ['2025', '3', '4'],
];
const spans = [
  { row: 0, column: 0, rowSpan: 2, columnSpan: 1 },
  { row: 0, column: 1, rowSpan: 1, columnSpan: 2 },
];

it('draws a spanning cell once, with the places it covers', () => {
  const cells = cellsOf(rows, spans);
  expect(cells.map((row) => row.map(({ text, rowSpan, columnSpan }) => `${text} ${rowSpan}×${columnSpan}`))).toEqual([
    ['Year 2×1', 'Sales 1×2'],
    ['North 1×1', 'South 1×1'],
    ['2025 1×1', '3 1×1', '4 1×1'],
  ]);
  expect(cells[1]?.[0]).toMatchObject({ row: 1, column: 1 });
});

it('tells each text once', () => {
  expect(drawnTexts(rows, spans)).toEqual([
    ['Year', 'Sales', ''],
    ['', 'North', 'South'],
    ['2025', '3', '4'],
  ]);
});

it('keeps the grid whole whatever the spans say', () => {
  const odd = [
    { row: 1, column: 1, rowSpan: 9, columnSpan: 9 },
    { row: 0, column: 2, rowSpan: 2, columnSpan: 1 },
    { row: -1, column: 0, rowSpan: 2, columnSpan: 1 },
    { row: 7, column: 0, rowSpan: 1, columnSpan: 1 },
  ];
  const covered = cellsOf(rows, odd).flat().reduce((sum, cell) => sum + cell.rowSpan * cell.columnSpan, 0);
  expect(covered).toBe(9);
  expect(cellsOf([['a'], ['b', 'c']], [])[0]?.map(({ text }) => text)).toEqual(['a', '']);
  expect(cellsOf([], odd)).toEqual([]);
});

it('names columns as a sheet does', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});
