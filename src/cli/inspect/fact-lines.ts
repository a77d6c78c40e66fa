import { shown } from '../print';
import { WIDTH, wrapLine } from '../wrap-line';

/** A name and its value; those without a value are left out. */
export type Fact = readonly [name: string, value: string | null];

/** Names in one column, values in another, wrapped. */
export function factLines(facts: readonly Fact[], indent: string): string[] {
  const known = facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [{ name: indent + shown(name), value }]));
  const column = Math.max(0, ...known.map(({ name }) => name.length)) + 2;
  return known.flatMap(({ name, value }) =>
    wrapLine(shown(value.replace(/\s+/g, ' ')), WIDTH - column).map((part, index) => (index === 0 ? name : '').padEnd(column) + part),
  );
}
