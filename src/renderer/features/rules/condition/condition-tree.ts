import type { Condition, RuleTest } from '../../../../shared/model/rule';

export const GROUP_KINDS = ['all', 'any', 'none'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** Where a condition stands: places in groups, from the outermost in; empty for the whole. */
export type Place = readonly number[];

export interface Group {
  readonly kind: GroupKind;
  readonly parts: readonly Condition[];
}

/** Null for a single test. */
export function groupOf(condition: Condition): Group | null {
  if ('all' in condition) return { kind: 'all', parts: condition.all };
  if ('any' in condition) return { kind: 'any', parts: condition.any };
  return 'none' in condition ? { kind: 'none', parts: condition.none } : null;
}

export function conditionOf({ kind, parts }: Group): Condition {
  if (kind === 'all') return { all: [...parts] };
  return kind === 'any' ? { any: [...parts] } : { none: [...parts] };
}

/** The outermost is always a group, so that there is a place for another condition. */
export function rootGroup(condition: Condition): Group {
  return groupOf(condition) ?? { kind: 'all', parts: [condition] };
}

/** What is asked in the end, from the outermost in. */
export function testsOf(condition: Condition, place: Place = []): { place: Place; test: RuleTest }[] {
  const group = groupOf(condition);
  if (!group) return 'fact' in condition ? [{ place, test: condition }] : [];
  return group.parts.flatMap((part, at) => testsOf(part, [...place, at]));
}

/** The same conditions, with what stands at a place changed; null takes it out. A place that is not there changes nothing. */
export function changeAt(condition: Condition, place: Place, change: (there: Condition) => Condition | null): Condition {
  const [at, ...rest] = place;
  if (at === undefined) return change(condition) ?? { all: [] };
  const { kind, parts } = rootGroup(condition);
  const there = parts[at];
  if (there === undefined) return condition;
  const next = rest.length === 0 ? change(there) : changeAt(there, rest, change);
  return conditionOf({ kind, parts: parts.flatMap((part, index) => (index === at ? (next === null ? [] : [next]) : [part])) });
}

const changeGroup = (condition: Condition, place: Place, change: (group: Group) => Group): Condition =>
  changeAt(condition, place, (there) => conditionOf(change(rootGroup(there))));

/** At the end of the group at `place`. */
export function addTo(condition: Condition, place: Place, added: Condition): Condition {
  return changeGroup(condition, place, ({ kind, parts }) => ({ kind, parts: [...parts, added] }));
}

export function setKind(condition: Condition, place: Place, kind: GroupKind): Condition {
  return changeGroup(condition, place, ({ parts }) => ({ kind, parts }));
}

export function removeAt(condition: Condition, place: Place): Condition {
  return changeAt(condition, place, () => null);
}

/** A place further up (-1) or down (1) in its group. */
export function moveWithin(condition: Condition, place: Place, step: 1 | -1): Condition {
  const at = place.at(-1);
  if (at === undefined) return condition;
  return changeGroup(condition, place.slice(0, -1), ({ kind, parts }) => {
    const to = at + step;
    const moved = parts[at];
    if (moved === undefined || to < 0 || to >= parts.length) return { kind, parts };
    return { kind, parts: parts.toSpliced(at, 1).toSpliced(to, 0, moved) };
  });
}

/** Into a group of its own, to which more can be added. */
export function wrap(condition: Condition, place: Place): Condition {
  return changeAt(condition, place, (there) => ({ any: [there] }));
}

/** The parts of a group take its place in the group around it. */
export function unwrap(condition: Condition, place: Place): Condition {
  const at = place.at(-1);
  if (at === undefined) return condition;
  return changeGroup(condition, place.slice(0, -1), ({ kind, parts }) => ({
    kind,
    parts: parts.flatMap((part, index) => (index === at ? (groupOf(part)?.parts ?? [part]) : [part])),
  }));
}

/** As problems name it: "if.all.1"; the outermost test of a rule that has no group stands for all of it. */
export function pathOf(condition: Condition, place: Place): string {
  const [at, ...rest] = place;
  const group = groupOf(condition);
  if (at === undefined || !group) return '';
  const part = group.parts[at];
  return `.${group.kind}.${at}${part === undefined ? '' : pathOf(part, rest)}`;
}
