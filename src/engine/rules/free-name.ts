import { foldRuleName } from './fold-rule-name';

const MOST_CHARACTERS = 200;

/** The name itself where it is free, else with the first number that makes it so: "Invoices 2". @param taken folded */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(foldRuleName(name))) return name;
  for (let count = 2; ; count += 1) {
    const end = ` ${count}`;
    const candidate = name.slice(0, MOST_CHARACTERS - end.length) + end;
    if (!taken.has(foldRuleName(candidate))) return candidate;
  }
}
