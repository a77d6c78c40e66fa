import type { Rule, RuleWarning } from '../../../shared/model/rule';
import { folderKey } from '../rule-set';
import type { WatchedFolder } from './watched-folder';
import { t } from '../../../shared/words/words';

/** Folders that are not watched: the rule waits for them, a route fails. */
export function warnOfFolders(rule: Rule, folders: readonly WatchedFolder[]): RuleWarning[] {
  const known = new Set(folders.flatMap(({ path, settings }) => [path, settings.name].map(folderKey)));
  const isUnknown = (written: string): boolean => !known.has(folderKey(written));
  const missing = rule.folders.filter(isUnknown).map((folder): RuleWarning => ({ kind: 'unknownFolder', sentence: t('No folder “{folder}” is watched.', { folder }), action: null }));
  const routes = rule.then.flatMap((spec, action): RuleWarning[] =>
    spec.do === 'route' && isUnknown(spec.to) ? [{ kind: 'unknownFolder', sentence: t('No folder “{to}” is watched: files can’t be handed to it.', { to: spec.to }), action }] : [],
  );
  return [...missing, ...routes];
}
