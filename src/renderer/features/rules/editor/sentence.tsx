import { FolderPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileEvent } from '../../../../shared/model/file';
import { FILE_EVENTS } from '../../../../shared/model/file';
import type { Rule, RuleWarning, Trace } from '../../../../shared/model/rule';
import { EVENT_WORDS } from '../../../format/event-words';
import { midSentence } from '../../../format/mid-sentence';
import { Switch } from '../../../parts/switch';
import { useSnapshot } from '../../../state/engine-store';
import { ActionList } from '../actions/action-list';
import { withActions } from '../actions/with-actions';
import { ConditionGroup } from '../condition/condition-group';
import { ListInput } from '../condition/list-input';
import { problemIn, type Problems } from '../draft/rule-problems';
import { namedFolders } from '../list/named-folders';
import { PickButton } from '../../../parts/picker/pick-button';
import { folderWord } from '../words/folder-word';
import { ProblemLine } from './problem-line';
import { ReadsAs } from './reads-as';
import { t } from '../../../../shared/words/words';
import { PartsOfText } from '../../../parts/parts-of-text';
import styles from './sentence.module.css';

interface Props {
  rule: Rule;
  trace: Trace | null;
  problems: Problems;
  warnings: readonly RuleWarning[];
  keeping: string;
  onChange: (rule: Rule) => void;
}

/** The rule as a sentence: when, if, then. */
export function Sentence({ rule, trace, problems, warnings, keeping, onChange }: Props): ReactNode {
  const set = (part: Partial<Rule>): void => onChange({ ...rule, ...part });
  return (
    <div className={styles.sentence}>
      <ReadsAs rule={rule} />
      <section className={styles.part} aria-label={t('When@@rule')}>
        <div className={styles.words}>
          <PartsOfText text="{when} a file is" values={{ when: <span className={styles.lead}>{t('When@@rule')}</span> }} />
          <Events on={rule.on} onChange={(on) => set({ on })} />
          <Folders folders={rule.folders} onChange={(folders) => set({ folders })} />
        </div>
        <ProblemLine problem={problemIn(problems, 'on') ?? problemIn(problems, 'folders')} />
      </section>
      <section className={styles.part} aria-label={t('If')}>
        <ConditionGroup root={rule.if} place={[]} trace={trace} problems={problems} onChange={(condition) => set({ if: condition })} />
      </section>
      <section className={styles.part} aria-label={t('Then')}>
        <ActionList actions={rule.then} problems={problems} warnings={warnings} keeping={keeping} onChange={(actions) => onChange(withActions(rule, actions))} />
        <Switch label={t('Stop here')} hint={t('Rules below are not asked about a file that this one acts on.')} checked={rule.stop} onChange={(stop) => set({ stop })} />
      </section>
      <div className={styles.part}>
        <textarea className={styles.note} rows={2} aria-label={t('Note')} placeholder={t('A note for whoever reads this rule')} maxLength={2_000} value={rule.note} onChange={(event) => set({ note: event.currentTarget.value })} />
      </div>
    </div>
  );
}

function Events({ on, onChange }: { on: readonly FileEvent[]; onChange: (on: FileEvent[]) => void }): ReactNode {
  return (
    <span className={styles.events} role="group" aria-label={t('Events')}>
      {FILE_EVENTS.map((event) => {
        const isOn = on.includes(event);
        return (
          <button key={event} type="button" aria-pressed={isOn} data-testid={`event-${event}`} onClick={() => onChange(FILE_EVENTS.filter((one) => (one === event ? !isOn : on.includes(one))))}>
            {midSentence(EVENT_WORDS[event].word)}
          </button>
        );
      })}
    </span>
  );
}

function Folders({ folders, onChange }: { folders: readonly string[]; onChange: (folders: string[]) => void }): ReactNode {
  const watched = namedFolders(useSnapshot((snapshot) => snapshot.folders, []));
  const others = watched.filter(({ name, path }) => !folders.includes(name) && !folders.includes(path));
  const groups = [{ title: t('Watched folders'), items: others.map(({ name, path }) => ({ id: name, label: name, hint: path })) }];
  return (
    <span className={styles.folders}>
      {t('in@@folder')}
      {folders.length === 0 ? <b>{t('every watched folder')}</b> : <ListInput label={t('Folders')} values={folders} wordOf={(folder) => folderWord(folder, watched)} testId="rule-folders" onChange={onChange} />}
      {others.length > 0 ? (
        <PickButton label={folders.length === 0 ? t('Only some') : t('Another folder')} text={folders.length === 0 ? t('Only some') : t('Another folder')} icon={FolderPlus} isQuiet groups={groups} testId="add-rule-folder" onPick={(name) => onChange([...folders, name])} />
      ) : null}
    </span>
  );
}
