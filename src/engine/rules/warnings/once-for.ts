import type { Rule } from '../../../shared/model/rule';
import type { WatchedFolder } from './watched-folder';

/** What follows from a rule and the watched folders alone is worked out once, as long as both are the same objects. */
export function onceFor<Result>(work: (rule: Rule, folders: readonly WatchedFolder[]) => Result): typeof work {
  const known = new WeakMap<readonly WatchedFolder[], WeakMap<Rule, { result: Result }>>();
  return (rule, folders) => {
    const those = known.get(folders) ?? new WeakMap<Rule, { result: Result }>();
    known.set(folders, those);
    const { result } = those.get(rule) ?? { result: work(rule, folders) };
    those.set(rule, { result });
    return result;
  };
}
