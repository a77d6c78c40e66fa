import { CirclePlay, Ellipsis, FileDown, FileUp, Plus, Sparkles } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { FolderView } from '../../../shared/model/folder';
import { focusList } from '../../parts/beside-list';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { ErrorNote } from '../../parts/error-note';
import { FindField } from '../../parts/find-field';
import { IconButton } from '../../parts/icon-button';
import { Kbd } from '../../parts/kbd';
import { Menu, type MenuPlace } from '../../parts/menu';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { Select } from '../../parts/select';
import { Skeleton } from '../../parts/skeleton';
import { SplitPane } from '../../parts/split-pane';
import { useSnapshot } from '../../state/engine-store';
import { useMedia } from '../../state/use-media';
import { useRoute } from '../../state/route-store';
import { useLetterKey } from '../archives/use-letter-key';
import { ExportDialog } from './dialogs/export-dialog';
import { GalleryDialog } from './dialogs/gallery-dialog';
import { ImportDialog } from './dialogs/import-dialog';
import { SimulateDialog } from './dialogs/simulate-dialog';
import { narrowRules } from './list/narrow-rules';
import { namedFolders } from './list/named-folders';
import { inOrder } from './list/order-rules';
import { addRule, duplicateRule, removeRule } from './list/rule-actions';
import { RuleList } from './list/rule-list';
import { NoRules } from './no-rules';
import { RuleDesk } from './rule-desk';
import { RulesFileNote } from './rules-file-note';
import { OrdersNote } from './run/orders-note';
import { useRun } from './run/run-store';
import { useRules } from './rules-store';
import { useSwitchOn } from './use-switch-on';
import { useRuleList, type RuleList as List } from './use-rule-list';
import { t } from '../../../shared/words/words';
import styles from './rules-screen.module.css';

/** The rule lies over the list: as the splitter has it, with rail and padding. */
const COVERS_LIST = '(width < 812px)';

const NONE: readonly FolderView[] = [];

type DialogId = 'simulate' | 'gallery' | 'import' | 'export';

/** Rules in the order in which they are asked, the one that is being written, and what it says to real files. */
export function RulesScreen(): ReactNode {
  const { list, error, isCurrent } = useRuleList();
  const [isNewWanted, setNewWanted] = useState(false);
  if (list) return <Known list={list} isCurrent={isCurrent} isNewWanted={isNewWanted} />;
  return (
    <>
      <PageHead title={t('Rules')} />
      {error && error.code !== 'peer.gone' ? <ErrorNote error={error} /> : <Awaited onNew={setNewWanted} />}
    </>
  );
}

/** Who asks for a new rule meanwhile gets it when the others are known. */
function Awaited({ onNew }: { onNew(isWanted: boolean): void }): ReactNode {
  useLetterKey('n', () => onNew(true));
  // What was asked for before an error is not made long after it.
  useEffect(() => () => onNew(false), [onNew]);
  return <Skeleton rows={10} />;
}

function Known({ list, isCurrent, isNewWanted }: { list: List; isCurrent: boolean; isNewWanted: boolean }): ReactNode {
  const order = useRules((state) => state.order);
  const rules = useMemo(() => (order ? inOrder(list.rules, order.names) : list.rules), [list.rules, order]);
  useEffect(() => {
    if (order?.isAnswered && isCurrent) useRules.getState().setOrder(null);
  }, [order, isCurrent]);
  const { rule: wanted, folderId, find } = useRoute((state) => state.route);
  const { adjust } = useRoute.getState();
  const drafts = useRules((state) => state.drafts);
  const watched = useSnapshot<readonly FolderView[]>((snapshot) => snapshot.folders, NONE);
  const folders = useMemo(() => namedFolders(watched), [watched]);
  const folder = useMemo(() => folders.find(({ id }) => id === folderId) ?? null, [folders, folderId]);
  const shown = useMemo(() => narrowRules(rules, folder, find), [rules, folder, find]);
  const isCovering = useMedia(COVERS_LIST);
  const [dialog, setDialog] = useState<DialogId | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const { toggle, dialog: switchDialog } = useSwitchOn();
  const view = rules.find(({ rule }) => rule.name === wanted) ?? null;
  const isOn = rules.filter(({ rule }) => rule.isEnabled).length;
  const add = (): void => addRule(rules, folder?.name ?? null);
  useLetterKey('n', add);
  const addAtStart = useRef(isNewWanted ? add : null);
  useEffect(() => {
    addAtStart.current?.();
    addAtStart.current = null;
  }, []);

  // Where there is room for both, the first one is shown at once; one that was just added is only on its way.
  const first = shown[0]?.rule.name;
  useEffect(() => {
    if (view === null && isCurrent && first !== undefined && !isCovering) adjust({ rule: first });
  }, [view, isCurrent, first, isCovering, adjust]);

  const toList = (): void => {
    adjust({ rule: null });
    requestAnimationFrame(focusList);
  };
  return (
    <>
      <PageHead
        title={t('Rules')}
        beside={
          <span className={styles.total} data-testid="rules-total">
            {rules.length === 0 ? '' : t('{count, number}, {isOn, number} on', { count: rules.length, isOn })}
          </span>
        }
        actions={
          <>
            <Button icon={CirclePlay} disabled={isOn === 0} title={t('What all rules would do with the files that are there')} data-testid="simulate" onClick={() => setDialog('simulate')}>
              {t('Simulate all')}
            </Button>
            <Button icon={Sparkles} data-testid="gallery" onClick={() => setDialog('gallery')}>
              {t('Ready-made')}
            </Button>
            <Button kind="primary" icon={Plus} data-testid="new-rule" onClick={add}>
              {t('New rule')} <Kbd>N</Kbd>
            </Button>
            <IconButton icon={Ellipsis} label={t('More for rules')} aria-haspopup="menu" data-testid="rules-menu" onClick={(event) => setMenu(event.currentTarget.getBoundingClientRect())} />
          </>
        }
      />
      {list.problem ? <RulesFileNote problem={list.problem} path={list.path} /> : null}
      <OrdersNote />
      {rules.length === 0 ? (
        <Panel className={styles.panel}>
          <NoRules onNew={add} onGallery={() => setDialog('gallery')} onImport={() => setDialog('import')} />
        </Panel>
      ) : (
        <SplitPane
          id="rules"
          label={t('Width of the rules')}
          leftWidth={216}
          leftShare={0.16}
          leftLeast={180}
          rightLeast={isCovering ? 360 : 560}
          isIdle={view === null}
          left={
            <Panel className={styles.panel}>
              <div className={styles.narrow}>
                {folders.length > 1 ? (
                  <Select
                    label={t('Rules of which folder')}
                    value={String(folder?.id ?? '')}
                    options={[{ value: '', label: t('All folders') }, ...folders.map(({ id, name }) => ({ value: String(id), label: name }))]}
                    onChange={(id) => adjust({ folderId: id === '' ? null : Number(id) })}
                    testId="rules-folder"
                  />
                ) : null}
                <FindField label={t('Find rules')} value={find} onChange={(text) => adjust({ find: text })} testId="rule-find" />
              </div>
              <RuleList
                rules={rules}
                shown={shown}
                selected={view?.rule.name ?? null}
                listKey={JSON.stringify([folderId, find])}
                empty={
                  <EmptyState icon={Sparkles} title={t('No rule fits')} text={find ? t('None has “{find}” in its name or note.', { find }) : t('None belongs to this folder.')}>
                    <Button onClick={() => adjust({ find: '', folderId: null })}>{t('Show all')}</Button>
                  </EmptyState>
                }
                onChoose={(name) => adjust({ rule: name })}
                onOpen={() => document.querySelector<HTMLElement>('[data-rule-name]')?.focus()}
                onToggle={(one) => toggle(one, drafts[one.rule.name])}
                onRemove={(name) => removeRule(rules, name)}
                onDuplicate={(name) => {
                  const one = rules.find(({ rule }) => rule.name === name);
                  if (one) duplicateRule(rules, one.rule);
                }}
              />
            </Panel>
          }
          right={
            view === null ? (
              <Panel className={styles.panel}>
                <EmptyState icon={Sparkles} title={t('No rule chosen')} text={t('Choose one at the left.')} />
              </Panel>
            ) : (
              <RuleDesk key={view.rule.name} rules={rules} view={view} draft={drafts[view.rule.name]} onBack={isCovering ? toList : null} onToggle={toggle} />
            )
          }
        />
      )}
      {menu ? (
        <Menu
          label={t('Rules')}
          place={menu}
          onClose={() => setMenu(null)}
          items={[
            { id: 'run', label: t('Run all that are on…'), icon: CirclePlay, isDisabled: isOn === 0, run: () => useRun.getState().ask({ names: null, folderId }) },
            { id: 'import', label: t('Import…'), icon: FileUp, run: () => setDialog('import') },
            { id: 'export', label: shown.length === rules.length ? t('Export all…') : t('Export {count, plural, one {# rule} other {# rules}}…', { count: shown.length }), icon: FileDown, isDisabled: shown.length === 0, run: () => setDialog('export') },
          ]}
        />
      ) : null}
      {switchDialog}
      {dialog === 'simulate' ? <SimulateDialog unsaved={Object.keys(drafts).length} onClose={() => setDialog(null)} /> : null}
      {dialog === 'gallery' ? <GalleryDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'import' ? <ImportDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'export' ? <ExportDialog rules={shown} path={list.path} onClose={() => setDialog(null)} /> : null}
    </>
  );
}
