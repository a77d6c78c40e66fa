import type { ActionSpec } from '../../../shared/model/action';
import type { Rule, RuleWarning } from '../../../shared/model/rule';
import { t } from '../../../shared/words/words';

/** What takes originals away or replaces something, and what is not allowed. */
export function warnOfActions(rule: Rule, programsAllowed: boolean): RuleWarning[] {
  return rule.then.flatMap((spec, action): RuleWarning[] => {
    const destructive = sayDestructive(spec);
    if (destructive !== null) return [{ kind: 'destructive', sentence: destructive, action }];
    if (spec.do !== 'run' || programsAllowed) return [];
    return [{ kind: 'notAllowed', sentence: t('Programs are not allowed, so it fails. Allow them in Settings, under “Actions of rules”.'), action }];
  });
}

function sayDestructive(spec: ActionSpec): string | null {
  if (spec.do === 'trash') return spec.to === 'vault' ? t('The original goes to Filemill’s vault, which keeps it for some time only.') : t('The original goes to the system’s trash.');
  if (spec.do === 'archive' && spec.originals !== 'keep') return t('Originals go to the {place, select, vault {vault} other {trash}} once they are packed and the archive is verified.', { place: spec.originals });
  if (spec.do === 'upload' && spec.original === 'vault') return t('Once the object is proved, the original goes to Filemill’s vault, which keeps it for some time only.');
  if ('conflict' in spec && spec.conflict === 'replace') return t('A file of the same name is replaced; what lay there goes to the vault, which keeps it for some time only.');
  return null;
}
