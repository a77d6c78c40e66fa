import type { Condition } from '../../../shared/model/rule';
import { Logic } from './logic';
import type { Way } from './ways';

/**
 * The shortest chain of ways that begins with the given one and leads back to its beginning; null where there is none that the
 * same file could go. What arrives in a folder is created there: rules that do not hear of this take no part.
 */
export function circleOf(first: Way, ways: readonly Way[]): Way[] | null {
  const listening = ways.filter(({ rule }) => rule.on.includes('created'));
  if (!listening.some((way) => way.rule === first.rule && way.action === first.action)) return null;
  const chains: Way[][] = [[first]];
  const seen = new Set([first.to]);
  for (let chain = chains.shift(); chain; chain = chains.shift()) {
    const last = chain.at(-1);
    if (!last) return null;
    if (last.to === first.from) return canBeGone(chain) ? chain : null;
    for (const next of listening) {
      if (next.from !== last.to || (seen.has(next.to) && next.to !== first.from)) continue;
      seen.add(next.to);
      chains.push([...chain, next]);
    }
  }
  return null;
}

/** Facts that change on the way: where it lies, what it is called, when. */
const CHANGING = new Set(['name', 'stem', 'extension', 'path', 'folder', 'subfolder', 'event', 'arrived', 'modified', 'age', 'duplicate', 'copies', 'tags', 'verified']);

function canBeGone(chain: readonly Way[]): boolean {
  const isRefused = chain.some(({ subfolder }, index) => {
    const next = chain[(index + 1) % chain.length];
    return subfolder !== '' && next !== undefined && new Logic().isImpossible(next.rule.if, [{ fact: 'subfolder', operator: 'starts with', value: subfolder }]);
  });
  // What writes something else than the file itself may turn it into anything.
  const rules = chain.filter(({ rule, action }) => KEEPS_BYTES.has(rule.then[action]?.do ?? '')).map(({ rule }) => lasting(rule.if));
  return !isRefused && !new Logic().isImpossible({ all: rules });
}

const KEEPS_BYTES = new Set<string>(['route', 'move', 'rename', 'copy', 'backup', 'version', 'link']);

/** The tests that a file passes or fails wherever it lies; what is left out makes it wider. */
function lasting(condition: Condition): Condition {
  const parts = 'all' in condition ? condition.all : [condition];
  return { all: parts.filter((part) => 'fact' in part && !CHANGING.has(part.fact)) };
}

/** "“Scans” → “Invoices” → “Scans”". */
export function sayCircle(circle: readonly Way[]): string {
  return [circle[0]?.from, ...circle.map(({ to }) => to)].map((folder) => `“${folder?.settings.name ?? ''}”`).join(' → ');
}
