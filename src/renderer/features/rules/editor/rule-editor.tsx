import { ChevronLeft, CirclePlay, CopyPlus, Ellipsis, History, Trash2, TriangleAlert, Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { RuleView } from '../../../../shared/model/rule';
import { Button } from '../../../parts/button';
import { IconButton } from '../../../parts/icon-button';
import { Menu, type MenuPlace } from '../../../parts/menu';
import { Notice } from '../../../parts/notice';
import { Panel } from '../../../parts/panel';
import { Tabs } from '../../../parts/tabs';
import { useLayout } from '../../../state/layout-store';
import { useRoute } from '../../../state/route-store';
import { useUndo } from '../../undo/undo-store';
import { isOvertaken, isUnsaved, type Draft } from '../draft/draft';
import { duplicateRule, removeRule } from '../list/rule-actions';
import { Toggle } from '../list/toggle';
import { useRules } from '../rules-store';
import { useRun } from '../run/run-store';
import { ProblemLine } from './problem-line';
import { SaveBar } from './save-bar';
import { Sentence } from './sentence';
import type { Checked } from './use-checked';
import { useKeeping } from './use-keeping';
import { useReadYaml } from './use-read-yaml';
import { YamlTab } from './yaml-tab';
import type { FileAnswer } from '../matches/use-trace';
import { showKey } from '../../../keys/show-key';
import { t } from '../../../../shared/words/words';
import styles from './rule-editor.module.css';

const TAB_ID = 'rules-tab';
type TabId = 'sentence' | 'yaml' | 'matches';

interface Props {
  rules: readonly RuleView[];
  view: RuleView;
  draft: Draft | undefined;
  checked: Checked;
  answer: FileAnswer;
  /** The matches as a tab, where there is no room for them beside. */
  matches: ReactNode | null;
  /** Back to the list, where this lies over it. */
  onBack: (() => void) | null;
  onToggle: () => void;
  onSave: () => void;
  onSaveAndEnable: () => void;
  onBackTest: () => void;
}

/** One rule, to be read and written: as a sentence or as YAML. */
export function RuleEditor(props: Props): ReactNode {
  const { rules, view, draft, checked, answer, matches, onBack, onToggle, onSave, onSaveAndEnable, onBackTest } = props;
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const wished = useLayout((state) => state.choices[TAB_ID]);
  const choose = useLayout((state) => state.choose);
  const keeping = useKeeping();
  const saved = view.rule;
  const rule = draft?.rule ?? saved;
  const edit = (next: typeof rule): void => useRules.getState().edit(saved.name, saved, next);
  const run = (): void => useRun.getState().ask({ names: [saved.name], folderId: null });
  const text = draft?.text ?? null;
  const setText = (next: string | null): void => useRules.getState().setText(saved.name, saved, next);
  const yaml = useReadYaml({ text, rule, onRule: edit, onSame: () => setText(null) });
  const tabs: { id: TabId; label: string }[] = [
    { id: 'sentence', label: t('Sentence') },
    { id: 'yaml', label: t('YAML') },
    ...(matches === null ? [] : [{ id: 'matches' as const, label: t('Matches') }]),
  ];
  const tab = tabs.find(({ id }) => id === wished)?.id ?? 'sentence';
  const general = [checked.problems.get(''), checked.problems.get('then')].find(Boolean) ?? null;
  const remarks = checked.warnings.filter(({ action, kind }) => action === null && kind !== 'destructive');

  return (
    <Panel className={styles.editor} testId="rule-editor">
      <div className={styles.head}>
        {onBack ? <IconButton icon={ChevronLeft} label={t('Back to the rules')} data-testid="back-to-rules" onClick={onBack} /> : null}
        <input
          className={styles.name}
          aria-label={t('Name of the rule')}
          aria-invalid={checked.problems.has('name') || undefined}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          value={rule.name}
          data-rule-name
          data-testid="rule-name"
          onChange={(event) => edit({ ...rule, name: event.currentTarget.value })}
        />
        <span className={styles.state} data-on={saved.isEnabled}>
          {saved.isEnabled ? t('On') : t('Off')}
        </span>
        <Toggle label={t('This rule is on')} isOn={saved.isEnabled} isFocusable onToggle={onToggle} />
        <IconButton icon={CirclePlay} label={t('Run it on the files that are there…')} data-testid="run-rule" onClick={run} />
        <IconButton icon={Ellipsis} label={t('More for this rule')} aria-haspopup="menu" data-testid="rule-menu" onClick={(event) => setMenu(event.currentTarget.getBoundingClientRect())} />
      </div>
      <div className={styles.remarks}>
        <ProblemLine problem={checked.problems.get('name') ?? null} />
        <ProblemLine problem={general} />
        {remarks.map(({ kind, sentence }) => (
          <p key={`${kind} ${sentence}`} className={styles.remark} data-testid="rule-remark">
            <TriangleAlert aria-hidden />
            <span>{sentence}</span>
          </p>
        ))}
        {draft && isOvertaken(draft, saved) ? (
          <Notice text={t('This rule was changed elsewhere since you began to write.')} testId="overtaken">
            <Button onClick={() => useRules.getState().drop(saved.name)}>{t('Take what is saved')}</Button>
            <Button onClick={() => useRules.getState().rebase(saved.name, saved)}>{t('Keep mine')}</Button>
          </Notice>
        ) : null}
        {yaml.problems.length > 0 && tab !== 'yaml' ? <Notice text={t('The YAML has a mistake. The sentence shows the last that could be read.')} /> : null}
      </div>
      <Tabs<TabId> tabs={tabs} active={tab} label={t('Ways to write it')} onChange={(next) => choose(TAB_ID, next)}>
        {tab === 'sentence' ? (
          <Sentence rule={rule} trace={answer.value?.trace ?? null} problems={checked.problems} warnings={checked.warnings} keeping={keeping} onChange={edit} />
        ) : tab === 'yaml' ? (
          <YamlTab rule={rule} text={text ?? yaml.source} problems={yaml.problems} onText={setText} />
        ) : (
          matches
        )}
      </Tabs>
      <SaveBar
        isUnsaved={isUnsaved(draft)}
        isEnabled={saved.isEnabled}
        canSave={checked.problems.size === 0 && text === null}
        onRevert={() => useRules.getState().drop(saved.name)}
        onBackTest={onBackTest}
        onSave={onSave}
        onSaveAndEnable={onSaveAndEnable}
      />
      {menu ? (
        <Menu
          label={saved.name}
          place={menu}
          onClose={() => setMenu(null)}
          items={[
            { id: 'run', label: t('Run on the files that are there…'), icon: CirclePlay, run },
            { id: 'history', label: t('What it did'), icon: History, run: () => useRoute.getState().go({ section: 'history', rule: saved.name }) },
            { id: 'undo', label: t('Undo what it did…'), icon: Undo2, isDisabled: view.hits === 0, run: () => useUndo.getState().ask({ scope: { rule: saved.name }, subject: saved.name }) },
            { id: 'duplicate', label: t('Duplicate'), icon: CopyPlus, key: showKey('Ctrl+d'), run: () => duplicateRule(rules, saved) },
            { id: 'delete', label: t('Delete'), icon: Trash2, key: showKey('Delete'), run: () => removeRule(rules, saved.name) },
          ]}
        />
      ) : null}
    </Panel>
  );
}
