import type { Flow, FlowPart } from '../../../shared/model/flow';

const QUIET = { active: 0, waiting: 0, done: 0, failed: 0, isOff: false, detail: '' };

export function aPart(column: FlowPart['column'], name: string, more: Partial<FlowPart> = {}): FlowPart {
  return { id: `${column}:${name}`, column, title: name, opens: { list: 'history', rule: name }, ...QUIET, ...more };
}

export const aLink = (from: string, to: string, files = 1, more: Partial<Flow['links'][number]> = {}): Flow['links'][number] => ({ from, to, files, failed: 0, perMinute: 0, ...more });

/** So many folders and rules, one lane, and a destination for each rule. */
export function aFlow(folders: number, rules: number): Flow {
  const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  return {
    at: 0,
    parts: [
      ...range(folders).map((n) => aPart('folder', String(n), { opens: { list: 'files', folderId: n + 1 } })),
      aPart('lane', 'documents'),
      ...range(rules).map((n) => aPart('rule', String(n))),
      ...range(rules).map((n) => aPart('destination', `to:/${n}`)),
      aPart('destination', 'stays', { id: 'destination:stays', opens: { list: 'files' } }),
    ],
    links: [
      ...range(folders).map((n) => aLink(`folder:${n}`, 'lane:documents', n + 1)),
      ...range(rules).flatMap((n) => [aLink('lane:documents', `rule:${n}`, n), aLink(`rule:${n}`, `destination:to:/${n}`, n)]),
      aLink('lane:documents', 'destination:stays', 5),
    ],
  };
}
