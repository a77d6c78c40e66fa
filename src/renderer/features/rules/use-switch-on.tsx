import { useState, type ReactNode } from 'react';
import type { Rule, RuleView } from '../../../shared/model/rule';
import { useRoute } from '../../state/route-store';
import { tell } from '../../state/toast-store';
import { BackTestDialog } from './dialogs/back-test-dialog';
import { isUnsaved, type Draft } from './draft/draft';
import { enableRule, saveRule } from './list/rule-actions';
import { useRules } from './rules-store';
import { t } from '../../../shared/words/words';

interface Pending {
  readonly rule: Rule;
  readonly formerName: string;
  readonly confirm: string | null;
  /** What was written is saved with it. */
  readonly isDraft: boolean;
}

export interface SwitchOn {
  /** Off at once; on only after a look at what would change. */
  toggle(view: RuleView, draft: Draft | undefined): void;
  /** What was written is put in force, after the same look. */
  saveInForce(view: RuleView, rule: Rule): void;
  /** The look alone. */
  look(view: RuleView, rule: Rule): void;
  dialog: ReactNode;
}

/** Before a rule that was changed is in force: what it would have done otherwise with the files that came last. */
export function useSwitchOn(): SwitchOn {
  const [pending, setPending] = useState<Pending | null>(null);
  const close = (): void => setPending(null);
  const confirm = async ({ rule, formerName, isDraft }: Pending): Promise<void> => {
    close();
    if (!isDraft) {
      if (await enableRule(formerName, true)) tell(t('“{name}” is on', { name: rule.name }));
      return;
    }
    if (await keep({ ...rule, isEnabled: true }, formerName)) tell(t('“{name}” is saved and on', { name: rule.name }));
  };
  return {
    toggle: ({ rule }, draft) => {
      if (rule.isEnabled) void enableRule(rule.name, false).then((isDone) => isDone && tell(t('“{name}” is off', { name: rule.name }), { label: t('Undo'), run: () => void enableRule(rule.name, true) }));
      else setPending({ rule, formerName: rule.name, confirm: isUnsaved(draft) ? t('Switch on what is saved') : t('Switch on'), isDraft: false });
    },
    saveInForce: (view, rule) => setPending({ rule, formerName: view.rule.name, confirm: view.rule.isEnabled ? t('Save') : t('Switch on'), isDraft: true }),
    look: (view, rule) => setPending({ rule, formerName: view.rule.name, confirm: null, isDraft: true }),
    dialog: pending ? <BackTestDialog rule={pending.rule} formerName={pending.formerName} confirm={pending.confirm} onConfirm={() => void confirm(pending)} onClose={close} /> : null,
  };
}

/** Saves what was written; the window goes with the rule to its new name. */
export async function keep(rule: Rule, formerName: string): Promise<boolean> {
  if (!(await saveRule(rule, formerName))) return false;
  useRules.getState().drop(formerName);
  useRoute.getState().adjust({ rule: rule.name });
  return true;
}
