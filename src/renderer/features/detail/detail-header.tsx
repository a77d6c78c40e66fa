import { AppWindow, Ellipsis, ExternalLink, FileSearch, ScanText, Undo2, WandSparkles, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { Button } from '../../parts/button';
import { FileName } from '../../parts/file-name';
import { IconButton } from '../../parts/icon-button';
import type { MenuItem, MenuPlace } from '../../parts/menu';
import { openFileWindow } from '../file-window/open-file-window';
import { openFile } from '../files/file-actions';
import { FILE_ACTIONS, FileMenu } from '../files/file-menu';
import { possibleActions, type ActionId } from '../files/possible-actions';
import { useReread } from '../reread/reread-store';
import { useTransform } from '../transform/transform-store';
import { useUndo } from '../undo/undo-store';
import { JobProgress } from './job-progress';
import { makeSearchableCopy } from './make-searchable-copy';
import { rereadingOf } from './rereading';
import { summaryLine } from './summary-line';
import { t } from '../../../shared/words/words';
import styles from './detail-header.module.css';

/** What deserves a button of its own, if it makes sense; everything else is in the menu. */
const MAIN: readonly ActionId[] = ['unlock', 'accept', 'takeUp', 'retry', 'front', 'cancel'];

export function DetailHeader({ detail, onClose }: { detail: FileDetail; onClose: () => void }): ReactNode {
  const { row } = detail;
  const isAlone = (window.filemill?.fileId ?? null) !== null;
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const possible = possibleActions(row);
  const main = MAIN.find((id) => possible.includes(id));
  const [isMaking, setMaking] = useState(false);
  const searchable: MenuItem = {
    id: 'searchable',
    label: isMaking ? t('Making a searchable copy…') : t('Make a searchable copy'),
    icon: FileSearch,
    isDisabled: isMaking || !row.isPresent,
    run: () => {
      setMaking(true);
      void makeSearchableCopy(row.id).then(() => setMaking(false));
    },
  };
  const undo: MenuItem = { id: 'undo', label: t('Undo what was done…'), icon: Undo2, run: () => useUndo.getState().ask({ scope: { fileId: row.id }, subject: row.name }) };
  const rereading = rereadingOf(detail);
  const again: MenuItem[] = rereading
    ? [{ id: 'reread', label: t('Read again…'), icon: ScanText, run: () => useReread.getState().ask(rereading) }]
    : [];
  const change: MenuItem[] =
    row.kind === 'image' && row.isPresent
      ? [{ id: 'transform', label: t('Transform…'), icon: WandSparkles, run: () => useTransform.getState().open([row]) }]
      : [];
  return (
    <>
      <header className={styles.header}>
        <div className={styles.words}>
          <h2 data-testid="detail-name" aria-level={isAlone ? 1 : 2}>
            <FileName name={row.name} />
          </h2>
          <p>{row.isPresent ? summaryLine(detail) : t('No longer in its folder · {facts}', { facts: summaryLine(detail) })}</p>
        </div>
        <div className={styles.actions}>
          {main ? (
            <Button
              kind={row.state === 'attention' ? 'primary' : 'plain'}
              icon={FILE_ACTIONS[main].icon}
              data-testid={main}
              onClick={() => FILE_ACTIONS[main].run(row)}
            >
              {FILE_ACTIONS[main].label}
            </Button>
          ) : null}
          <Button
            icon={ExternalLink}
            aria-label={t('Open')}
            title={row.isPresent ? t('Open with its own program') : t('No longer in its folder')}
            disabled={!row.isPresent}
            onClick={() => openFile(row.id)}
          >
            <span className={styles.label}>{t('Open')}</span>
          </Button>
          {isAlone ? null : (
            <IconButton icon={AppWindow} label={t('Open in a window of its own')} data-testid="detail-window" onClick={() => openFileWindow(row.id)} />
          )}
          <IconButton
            icon={Ellipsis}
            label={t('More actions')}
            aria-haspopup="menu"
            data-testid="detail-menu"
            onClick={(event) => setPlace(event.currentTarget.getBoundingClientRect())}
          />
          <IconButton icon={X} label={t('Close the details')} onClick={onClose} />
        </div>
        {place ? (
          <FileMenu
            row={row}
            place={place}
            without={main ? [main, 'open', 'window'] : ['open', 'window']}
            more={[...change, ...again, ...(wasRecognised(detail) ? [searchable] : []), undo]}
            onClose={() => setPlace(null)}
          />
        ) : null}
      </header>
      {row.state === 'inProgress' ? <JobProgress row={row} /> : null}
    </>
  );
}

/** OCR found text in it, so that a copy can have that text. */
function wasRecognised({ report }: FileDetail): boolean {
  return report !== null && 'ocr' in report && (report.ocr?.statistics.words ?? 0) > 0;
}
