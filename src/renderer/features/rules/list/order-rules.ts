import type { RuleView } from '../../../../shared/model/rule';

/** All names in their new order: `name` stands before `before`, or at the end. */
export function moveBefore(names: readonly string[], name: string, before: string | null): string[] {
  if (name === before || !names.includes(name)) return [...names];
  const others = names.filter((one) => one !== name);
  const at = before === null ? others.length : others.indexOf(before);
  return others.toSpliced(at < 0 ? others.length : at, 0, name);
}

/** A place further up (-1) or down (1) among those that are on show; others that lie between are passed by. */
export function moveAmong(names: readonly string[], shown: readonly string[], name: string, step: 1 | -1): string[] {
  const neighbour = shown[shown.indexOf(name) + step];
  if (!shown.includes(name) || neighbour === undefined) return [...names];
  if (step < 0) return moveBefore(names, name, neighbour);
  const after = names[names.indexOf(neighbour) + 1] ?? null;
  return after === name ? [...names] : moveBefore(names, name, after);
}

/** Rules as they are named; what is not named stays behind them. */
export function inOrder(rules: readonly RuleView[], names: readonly string[]): readonly RuleView[] {
  const places = new Map(names.map((name, at) => [name, at]));
  const placeOf = ({ rule }: RuleView): number => places.get(rule.name) ?? names.length;
  return rules.toSorted((a, b) => placeOf(a) - placeOf(b));
}
