import { FolderOpen, Terminal, X } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';
import { unpackLimitsSchema } from '../../../../shared/model/archive';
import { callEngine } from '../../../engine-client/engine-client';
import { callShell } from '../../../engine-client/shell-client';
import { formatSize } from '../../../format/size';
import { Button } from '../../../parts/button';
import { ErrorNote } from '../../../parts/error-note';
import { FileName } from '../../../parts/file-name';
import { IconButton } from '../../../parts/icon-button';
import { LargeDialog } from '../../../parts/large-dialog';
import { MonoPath } from '../../../parts/mono-path';
import { Notice } from '../../../parts/notice';
import { OptionalNumber } from '../../../parts/optional-number';
import { Select } from '../../../parts/select';
import { useSettings } from '../../../state/settings-store';
import { attempt } from '../../../state/toast-store';
import { useUnlock } from '../../unlock/unlock-store';
import { UnlockArchive } from '../unlock-archive';
import { useDelayed } from '../use-delayed';
import { followRun } from '../runs/follow-run';
import { contentWords } from '../content-words';
import { ControlGroup } from '../control-group';
import { countLocked } from './count-locked';
import { copyExtractCommand } from './copy-extract-command';
import { extractRequestOf, USUAL_CHOICE, type ExtractChoice } from './extract-request';
import { useExtract, type ExtractWish } from './extract-store';
import { PlanLines } from './plan-lines';
import { useExtractPlan, type Plan } from './use-extract-plan';
import { t } from '../../../../shared/words/words';
import styles from '../archive-dialog.module.css';

const MB = 1_000_000;
const PAUSE_MS = 250;
const LIMITS = unpackLimitsSchema.parse({});

const OWN_FOLDER: readonly { value: ExtractChoice['ownFolder']; label: string }[] = [
  { value: 'smart', label: t('Where it needs one') },
  { value: 'always', label: t('Always') },
  { value: 'never', label: t('Never') },
];
const OWN_FOLDER_HINT: Readonly<Record<ExtractChoice['ownFolder'], string>> = {
  smart: t('A folder named like the archive, unless all of it is one folder or one file.'),
  always: t('A folder named like the archive, whatever is in it.'),
  never: t('Straight into the target folder.'),
};
const CONFLICTS: readonly { value: ExtractChoice['conflict']; label: string }[] = [
  { value: 'rename', label: t('Next free name') },
  { value: 'skip', label: t('Leave what is there') },
];

/** What of an archive is extracted, where to, and what that will write. */
export function ExtractDialog(): ReactNode {
  const wish = useExtract((state) => state.wish);
  return wish === null ? null : <OpenDialog wish={wish} />;
}

function OpenDialog({ wish }: { wish: ExtractWish }): ReactNode {
  const { archive, name } = wish;
  const { close } = useExtract.getState();
  const id = useId();
  const limits = useSettings((state) => state.settings?.archives) ?? LIMITS;
  const [choice, setChoice] = useState<ExtractChoice>({ ...USUAL_CHOICE, ordinals: wish.ordinals });
  const [error, setError] = useState<ErrorData | null>(null);
  const [isStarting, setStarting] = useState(false);
  const set = (part: Partial<ExtractChoice>): void => setChoice((now) => ({ ...now, ...part }));
  const request = extractRequestOf(archive, choice, limits);
  const [tries, setTries] = useState(0);
  const again = (): void => setTries((now) => now + 1);
  useWhenUnlocked(again);
  const { plan, lines, error: planError, isStale } = useExtractPlan(useDelayed(request, PAUSE_MS), tries);
  const locked = countLocked(lines, wish.encrypted);
  useFocusOnceOpened(locked > 0, `${id}-in`);
  // Folders alone are not what anybody wants of a locked archive.
  const isNothing = plan !== null && (plan.files + plan.folders === 0 || (plan.files === 0 && locked > 0));
  const isBlocked = plan === null || isStale || plan.problem !== null || isNothing;

  const pick = (): void =>
    void attempt(async () => {
      const { path } = await callShell('folder.pick', { purpose: 'target' });
      if (path !== null) set({ target: path });
    });
  const extract = (): void => {
    setStarting(true);
    setError(null);
    callEngine('archives.extract', request).then(
      (run) => {
        followRun(run);
        close();
      },
      (thrown: unknown) => {
        setError(toErrorData(thrown));
        setStarting(false);
      },
    );
  };

  return (
    <LargeDialog label={t('Extract {name}', { name })} testId="extract-dialog" onClose={close}>
      <div className={styles.dialog}>
        <header className={styles.head}>
          <h2>{t('Extract')}</h2>
          <span className={styles.name}>
            <FileName name={name} />
          </span>
          <IconButton icon={X} label={t('Close')} onClick={close} />
        </header>
        <div className={styles.body}>
          <section className={styles.preview} aria-label={t('What will be written')}>
            <p className={styles.target} data-testid="extract-target">
              <span>{t('Will be written to')}</span>
              {plan === null ? <span className={styles.dim}>…</span> : <MonoPath path={plan.target} />}
            </p>
            <PlanLines lines={lines} isStale={isStale} isKnown={plan !== null} error={planError} />
            <p className={styles.count} role="status" data-testid="extract-count">
              {plan === null ? '' : planWords(plan)}
            </p>
          </section>
          <div className={styles.side} tabIndex={0} role="region" aria-label={t('Choices')}>
            <fieldset disabled={isStarting}>
              {wish.ordinals === null ? null : (
                <ControlGroup label={t('Which entries')}>
                  <Select
                    label={t('Which entries')}
                    value={choice.ordinals === null ? 'all' : 'chosen'}
                    options={[
                      { value: 'chosen', label: t('{count, plural, one {# chosen entry} other {# chosen entries}}', { count: wish.ordinals.length }) },
                      { value: 'all', label: t('All entries') },
                    ]}
                    onChange={(value) => set({ ordinals: value === 'all' ? null : wish.ordinals })}
                    testId="extract-which"
                  />
                </ControlGroup>
              )}
              <ControlGroup label={t('Only these')} hint={t('One pattern a line: *.pdf, photos/**, or a piece of the path. Empty takes all.')} id={`${id}-in`}>
                <textarea id={`${id}-in`} className={styles.lines} rows={2} spellCheck={false} value={choice.include} data-first data-testid="extract-include" onChange={(event) => set({ include: event.currentTarget.value })} />
              </ControlGroup>
              <ControlGroup label={t('Not these')} hint={t('Left out, even when the lines above take them.')} id={`${id}-ex`}>
                <textarea id={`${id}-ex`} className={styles.lines} rows={2} spellCheck={false} value={choice.exclude} data-testid="extract-exclude" onChange={(event) => set({ exclude: event.currentTarget.value })} />
              </ControlGroup>
              <ControlGroup label={t('Largest file')}>
                <OptionalNumber
                  without={t('Any size')}
                  label={t('Largest file in megabytes')}
                  value={choice.maxEntryBytes === null ? null : Math.round(choice.maxEntryBytes / MB)}
                  first={100}
                  least={1}
                  most={1_000_000}
                  unit="MB"
                  onChange={(megabytes) => set({ maxEntryBytes: megabytes === null ? null : megabytes * MB })}
                />
              </ControlGroup>
              <ControlGroup label={t('Target folder')}>
                <span className={styles.folder}>
                  {choice.target === null ? <span className={styles.dim}>{t('Where the archive lies')}</span> : <MonoPath path={choice.target} />}
                  <Button icon={FolderOpen} data-testid="extract-pick" onClick={pick}>
                    {t('Choose…')}
                  </Button>
                  {choice.target === null ? null : <IconButton icon={X} label={t('Where the archive lies')} onClick={() => set({ target: null })} />}
                </span>
              </ControlGroup>
              <ControlGroup label={t('A folder of its own')} hint={OWN_FOLDER_HINT[choice.ownFolder]}>
                <Select label={t('A folder of its own')} value={choice.ownFolder} options={OWN_FOLDER} onChange={(ownFolder) => set({ ownFolder })} testId="extract-own-folder" />
              </ControlGroup>
              <ControlGroup label={t('Files that are there already')}>
                <Select label={t('Files that are there already')} value={choice.conflict} options={CONFLICTS} onChange={(conflict) => set({ conflict })} testId="extract-conflict" />
              </ControlGroup>
              <p className={styles.promise}>
                {t('Nothing leaves the target folder: paths that climb out, links and devices are refused, and at most {size} in {entries, number} entries are written. The settings have the limits.', { size: formatSize(limits.totalBytes), entries: limits.entries })}
              </p>
            </fieldset>
          </div>
        </div>
        {locked > 0 ? (
          <div className={styles.error} data-testid="extract-locked">
            <Notice text={t('{locked, plural, one {# file is} other {# files are}} locked with a password.', { locked })}>
              <UnlockArchive archive={archive} name={name} onKnown={again} />
            </Notice>
          </div>
        ) : null}
        {error || plan?.problem ? (
          <div className={styles.error}>
            {error ? <ErrorNote error={error} /> : plan?.problem ? <ErrorNote error={plan.problem} /> : null}
          </div>
        ) : null}
        <footer className={styles.foot}>
          <Button kind="quiet" icon={Terminal} title={t('The same on the command line')} disabled={archive.inside.length > 0} data-testid="extract-command" onClick={() => copyExtractCommand(archive, choice)}>
            {t('Copy as command')}
          </Button>
          <span className={styles.said}>{t('The archive stays as it is.')}</span>
          <Button onClick={close}>{t('Cancel')}</Button>
          <Button kind="primary" disabled={isBlocked || isStarting} data-testid="extract-start" onClick={extract}>
            {plan === null || plan.files === 0 ? t('Extract') : t('Extract {files, plural, one {# file} other {# files}}', { files: plan.files })}
          </Button>
        </footer>
      </div>
    </LargeDialog>
  );
}

/** A password that was asked for elsewhere in the window has been tried. */
function useWhenUnlocked(run: () => void): void {
  const isAsking = useUnlock((state) => state.locked !== null);
  const wasAsking = useRef(false);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (wasAsking.current && !isAsking) latest.current();
    wasAsking.current = isAsking;
  }, [isAsking]);
}

/** The button that had the focus goes with the lock. */
function useFocusOnceOpened(isLocked: boolean, id: string): void {
  const wasLocked = useRef(false);
  useEffect(() => {
    if (wasLocked.current && !isLocked && document.activeElement === document.body) document.getElementById(id)?.focus();
    wasLocked.current = isLocked;
  }, [isLocked, id]);
}

/** "40 files in 3 folders, 12 MB · 2 get another name · 1 refused · 40 GB free" */
function planWords({ files, folders, bytes, renamed, refused, freeBytes }: Plan): string {
  return [
    contentWords({ files, folders, bytes }),
    renamed > 0 ? t('{renamed, plural, one {# gets} other {# get}} another name', { renamed }) : '',
    refused > 0 ? t('{count, number} refused', { count: refused }) : '',
    freeBytes === null ? '' : t('{size} free', { size: formatSize(freeBytes) }),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
