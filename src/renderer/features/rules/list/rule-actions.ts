import type { Rule, RuleView } from '../../../../shared/model/rule';
import { callEngine } from '../../../engine-client/engine-client';
import { useRoute } from '../../../state/route-store';
import { attempt, tell } from '../../../state/toast-store';
import { freeName, newRule } from '../draft/draft';
import { useRules } from '../rules-store';
import { t } from '../../../../shared/words/words';

/* What is done with rules as a whole. Each takes effect at once. */

const show = (rule: string | null): void => useRoute.getState().adjust({ rule });
const touch = (): void => useRules.getState().touch();

/** @returns whether it was done; else it was said why not */
export async function saveRule(rule: Rule, formerName: string | null, at?: number): Promise<boolean> {
  const isDone = await attempt(() => callEngine('rules.put', { rule, formerName, ...(at === undefined ? {} : { at }) }));
  touch();
  return isDone;
}

async function add(rule: Rule, at: number): Promise<void> {
  if (!(await saveRule(rule, null, at))) return;
  show(rule.name);
  // Its name is what is written first.
  const look = (frames: number): void => {
    const field = document.querySelector<HTMLInputElement>('[data-rule-name]');
    if (field?.value === rule.name) field.select();
    else if (frames > 0) requestAnimationFrame(() => look(frames - 1));
  };
  look(120);
}

export function addRule(rules: readonly RuleView[], folder: string | null): void {
  void add(newRule(freeName(t('New rule'), rules), folder), rules.length);
}

/** Below the one it is like, off. */
export function duplicateRule(rules: readonly RuleView[], rule: Rule): void {
  const at = rules.findIndex((view) => view.rule.name === rule.name);
  void add({ ...rule, name: freeName(t('{name} copy', { name: rule.name }), rules), isEnabled: false }, at + 1);
}

export function removeRule(rules: readonly RuleView[], name: string): void {
  const at = rules.findIndex((view) => view.rule.name === name);
  const removed = rules[at]?.rule;
  if (!removed) return;
  const next = rules[at + 1] ?? rules[at - 1];
  void attempt(async () => {
    await callEngine('rules.remove', { names: [name] });
    const draft = useRules.getState().drafts[name];
    useRules.getState().drop(name);
    touch();
    show(next?.rule.name ?? null);
    tell(t('“{name}” deleted', { name }), {
      label: t('Undo'),
      run: () =>
        void saveRule(removed, null, at).then((isBack) => {
          if (!isBack) return;
          if (draft) useRules.getState().edit(name, removed, draft.rule);
          show(name);
        }),
    });
  });
}

export async function enableRule(name: string, isEnabled: boolean): Promise<boolean> {
  const isDone = await attempt(() => callEngine('rules.enable', { names: [name], isEnabled }));
  touch();
  return isDone;
}

export async function orderRules(names: string[]): Promise<void> {
  const { setOrder } = useRules.getState();
  setOrder({ names, isAnswered: false });
  await attempt(() => callEngine('rules.order', { names }));
  touch();
  // Another one may have been asked for meanwhile.
  if (useRules.getState().order?.names === names) setOrder({ names, isAnswered: true });
}
