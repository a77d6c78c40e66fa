import { useEffect, useRef, type ReactNode } from 'react';
import type { RuleView } from '../../../shared/model/rule';
import { SplitPane } from '../../parts/split-pane';
import { useMedia } from '../../state/use-media';
import { tell } from '../../state/toast-store';
import { actsOtherwise, isUnsaved, type Draft } from './draft/draft';
import { RuleEditor } from './editor/rule-editor';
import { useChecked } from './editor/use-checked';
import { MatchesPane } from './matches/matches-pane';
import { useTrace } from './matches/use-trace';
import { useRules } from './rules-store';
import { keep, useSwitchOn, type SwitchOn } from './use-switch-on';
import { t } from '../../../shared/words/words';

/** Room for the matches beside the rule. */
const IS_WIDE = '(width >= 1160px)';

interface Props {
  rules: readonly RuleView[];
  view: RuleView;
  draft: Draft | undefined;
  onBack: (() => void) | null;
  onToggle: SwitchOn['toggle'];
}

/** The rule that is being written, and what it says to real files. */
export function RuleDesk({ rules, view, draft, onBack, onToggle }: Props): ReactNode {
  const isWide = useMedia(IS_WIDE);
  const fileId = useRules((state) => state.fileId);
  const saved = view.rule;
  const rule = draft?.rule ?? saved;
  const checked = useChecked(rule, saved.name);
  const answer = useTrace(checked.good, fileId);
  const { saveInForce, look, dialog } = useSwitchOn();
  const canSave = checked.problems.size === 0 && (draft?.text ?? null) === null;

  const save = (): void => {
    if (!canSave || !isUnsaved(draft)) return;
    if (saved.isEnabled && actsOtherwise(saved, rule)) saveInForce(view, rule);
    else void keep(rule, saved.name).then((isDone) => isDone && tell(t('Saved')));
  };
  useSaveKey(save);

  const matches = <MatchesPane rule={checked.good} isBehind={checked.problems.size > 0} answer={answer} isTab={!isWide} />;
  const editor = (
    <RuleEditor
      rules={rules}
      view={view}
      draft={draft}
      checked={checked}
      answer={answer}
      matches={isWide ? null : matches}
      onBack={onBack}
      onToggle={() => onToggle(view, draft)}
      onSave={save}
      onSaveAndEnable={() => (isUnsaved(draft) ? saveInForce(view, rule) : onToggle(view, draft))}
      onBackTest={() => look(view, rule)}
    />
  );
  return (
    <>
      {isWide ? <SplitPane id="rules-matches" label={t('Width of the rule')} leftWidth={440} leftShare={0.52} leftLeast={380} rightLeast={250} left={editor} right={matches} /> : editor}
      {dialog}
    </>
  );
}

/** Ctrl+S, wherever on the screen one is. */
function useSaveKey(save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
