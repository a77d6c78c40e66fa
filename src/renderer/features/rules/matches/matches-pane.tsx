import { FileSearch } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Rule } from '../../../../shared/model/rule';
import { Chip } from '../../../parts/chip';
import { EmptyState } from '../../../parts/empty-state';
import { Panel } from '../../../parts/panel';
import { Select } from '../../../parts/select';
import { useSnapshot } from '../../../state/engine-store';
import { namedFolders } from '../list/named-folders';
import { belongsTo } from '../list/narrow-rules';
import { useRules } from '../rules-store';
import { FileTrace } from './file-trace';
import { MatchList } from './match-list';
import type { FileAnswer } from './use-trace';
import { SHOWN_MATCHES, useMatchRows, type ShownMatches } from './use-match-rows';
import { t } from '../../../../shared/words/words';
import styles from './matches.module.css';

interface Props {
  /** The last that had no mistake; null before there was one. */
  rule: Rule | null;
  /** What is written now has a mistake. */
  isBehind: boolean;
  answer: FileAnswer;
  /** It fills a tab instead of standing for itself. */
  isTab: boolean;
}

const WORDS: Readonly<Record<ShownMatches, string>> = { all: t('All'), met: t('Will act'), unmet: t('No match') };

/** The rule beside real files, while it is written. */
export function MatchesPane({ rule, isBehind, answer, isTab }: Props): ReactNode {
  const folders = namedFolders(useSnapshot((snapshot) => snapshot.folders, []));
  const fileId = useRules((state) => state.fileId);
  const chooseFile = useRules((state) => state.chooseFile);
  const [show, setShow] = useState<ShownMatches>('all');
  const [wishedFolder, setFolder] = useState<number | null>(null);
  const its = rule ? folders.filter((folder) => belongsTo({ rule }, folder)) : [];
  const folderId = its.some(({ id }) => id === wishedFolder) ? wishedFolder : null;
  const { rows, counts } = useMatchRows(rule === null ? null : { rule, folderId, show });
  const countsOf: Readonly<Record<ShownMatches, number | undefined>> = {
    all: counts?.files,
    met: counts?.met,
    unmet: counts ? counts.files - counts.met : undefined,
  };

  // Previews need a file from the start.
  const first = rows.isReplacing ? undefined : rows.rowAt(0)?.id;
  useEffect(() => {
    if (fileId === null && first !== undefined) chooseFile(first);
  }, [fileId, first, chooseFile]);

  return (
    <Panel title={t('Live matches')} className={isTab ? styles.tab : styles.pane} testId="matches" actions={its.length > 1 ? <FolderChoice folders={its} folderId={folderId} onChange={setFolder} /> : null}>
      <div className={styles.shown} role="group" aria-label={t('Which files')}>
        {SHOWN_MATCHES.map((one) => (
          <Chip key={one} label={WORDS[one]} count={countsOf[one]} pressed={one === show} onPress={() => setShow(one)} testId={`matches-${one}`} />
        ))}
      </div>
      {isBehind ? (
        <p className={styles.note} role="status" data-testid="matches-behind">
          {rule ? t('The rule is not complete yet, or has a mistake. These are the matches from before.') : t('The rule is not complete yet, or has a mistake.')}
        </p>
      ) : null}
      {counts && counts.unknown > 0 ? (
        <p className={styles.note} data-testid="matches-unknown">
          {t('{unknown, plural, one {# file} other {# files}} can’t be told yet', { unknown: counts.unknown })}
        </p>
      ) : null}
      <MatchList rows={rows} fileId={fileId} listKey={JSON.stringify([show, folderId])} empty={<NoMatches show={show} files={counts?.files ?? 0} onAll={() => setShow('all')} />} onChoose={chooseFile} />
      {fileId === null || rule === null ? null : <FileTrace answer={answer} />}
    </Panel>
  );
}

interface FolderProps {
  folders: readonly { id: number; name: string }[];
  folderId: number | null;
  onChange: (folderId: number | null) => void;
}

function FolderChoice({ folders, folderId, onChange }: FolderProps): ReactNode {
  return (
    <Select
      label={t('Files of which folder')}
      value={String(folderId ?? '')}
      options={[{ value: '', label: t('All its folders') }, ...folders.map(({ id, name }) => ({ value: String(id), label: name }))]}
      onChange={(value) => onChange(value === '' ? null : Number(value))}
      testId="matches-folder"
    />
  );
}

function NoMatches({ show, files, onAll }: { show: ShownMatches; files: number; onAll: () => void }): ReactNode {
  if (files === 0) return <EmptyState icon={FileSearch} title={t('No files yet')} text={t('Files that come into its folders are shown here, with what this rule would say to each.')} />;
  return (
    <EmptyState icon={FileSearch} title={show === 'met' ? t('No file matches') : t('Every file matches')} text={t('None of {files, number} files is to be shown here.', { files })}>
      <button type="button" className={styles.link} onClick={onAll}>
        {t('Show all files')}
      </button>
    </EmptyState>
  );
}
