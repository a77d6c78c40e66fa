import { Eye, EyeOff, FilePlus, FolderOpen, FolderPlus, PackagePlus, ShieldCheck, Terminal, X } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';
import { ARCHIVE_FORMATS, type ArchiveFormat, type ArchiveRecipe, type CreateRequest } from '../../../../shared/model/archive';
import { displayName } from '../../../../shared/model/display-name';
import { callEngine } from '../../../engine-client/engine-client';
import { callShell } from '../../../engine-client/shell-client';
import { useLive } from '../../../engine-client/use-live';
import { Button } from '../../../parts/button';
import { EmptyState } from '../../../parts/empty-state';
import { ErrorNote } from '../../../parts/error-note';
import { IconButton } from '../../../parts/icon-button';
import { LargeDialog } from '../../../parts/large-dialog';
import { MonoPath } from '../../../parts/mono-path';
import { Select } from '../../../parts/select';
import { Slider } from '../../../parts/slider';
import { Switch } from '../../../parts/switch';
import { attempt, tell } from '../../../state/toast-store';
import { ControlGroup } from '../control-group';
import { contentWords } from '../content-words';
import { followRun } from '../runs/follow-run';
import { CAN_ENCRYPT, CAN_PACK, FORMAT_WORDS } from '../words';
import { FIRST_CHOICE, nameProblem, splitTarget, targetOf, usableRecipe, type CreateChoice } from './create-choice';
import { createCommand } from './create-command';
import { useCreate } from './create-store';
import { pickFiles, pickFolder } from './pick-sources';
import { t } from '../../../../shared/words/words';
import styles from '../archive-dialog.module.css';

/** A command has a longest length. */
const MOST_IN_COMMAND = 200;

const CONFLICTS: readonly { value: CreateRequest['conflict']; label: string }[] = [
  { value: 'rename', label: t('Next free name') },
  { value: 'skip', label: t('Make nothing') },
  { value: 'replace', label: t('Replace it, old one to vault') },
];

/** A new archive of files and folders, wherever they came from. */
export function CreateDialog(): ReactNode {
  const sources = useCreate((state) => state.sources);
  return sources === null ? null : <OpenDialog sources={sources} />;
}

function OpenDialog({ sources }: { sources: readonly string[] }): ReactNode {
  const { add, remove, close } = useCreate.getState();
  const id = useId();
  const [choice, setChoice] = useState<CreateChoice>(FIRST_CHOICE);
  const [isShown, setShown] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const [isStarting, setStarting] = useState(false);
  const set = (part: Partial<CreateChoice>): void => setChoice((now) => ({ ...now, ...part }));
  const setRecipe = (part: Partial<ArchiveRecipe>): void => setChoice((now) => ({ ...now, recipe: { ...now.recipe, ...part } }));
  const { value: plan, error: planError } = useLive(sources.length === 0 ? null : sources.join('\n'), (signal) => callEngine('archives.planCreate', { sources: [...sources] }, { signal }), 60_000);
  const { recipe } = choice;
  const suggested = plan?.suggestedTarget ?? '';
  const name = choice.name ?? splitTarget(suggested)[1];
  const problem = plan === null ? null : nameProblem(name);
  const target = plan === null ? '' : targetOf(choice, suggested);
  const canEncrypt = CAN_ENCRYPT.has(recipe.format);
  const isBlocked = plan === null || plan.files + plan.folders === 0 || problem !== null;

  const pickMore = (pick: () => Promise<string[]>): void => void attempt(async () => add(await pick()));
  const make = (): void => {
    if (plan === null) return;
    setStarting(true);
    setError(null);
    callEngine('archives.create', { sources: [...sources], target, recipe: usableRecipe(recipe), conflict: choice.conflict, removeOriginals: choice.removeOriginals }).then(
      (run) => {
        followRun(run, { bytes: plan.bytes, removesOriginals: choice.removeOriginals });
        close();
      },
      (thrown: unknown) => {
        setError(toErrorData(thrown));
        setStarting(false);
      },
    );
  };
  const copyCommand = (): void =>
    void attempt(async () => {
      await callShell('text.copy', { text: createCommand(sources, target, choice, window.filemill.platform) });
      tell(usableRecipe(recipe).password === null ? t('The command is copied') : t('The command is copied, without the password'));
    });
  const shownError = error ?? planError;

  return (
    <LargeDialog label={t('New archive')} testId="create-dialog" onClose={close}>
      <div className={styles.dialog}>
        <header className={styles.head}>
          <h2>{t('New archive')}</h2>
          <span className={styles.name}>{plan === null ? '' : contentWords({ ...plan, folders: 0 })}</span>
          <IconButton icon={X} label={t('Close')} onClick={close} />
        </header>
        <div className={styles.body}>
          <section className={styles.preview} aria-label={t('What goes in')}>
            <div className={styles.add}>
              <Button icon={FilePlus} data-first data-testid="add-files" onClick={() => pickMore(pickFiles)}>
                {t('Add files…')}
              </Button>
              <Button icon={FolderPlus} data-testid="add-source-folder" onClick={() => pickMore(() => pickFolder('pack'))}>
                {t('Add folder…')}
              </Button>
            </div>
            {sources.length === 0 ? (
              <EmptyState icon={PackagePlus} title={t('Nothing in it yet')} text={t('Add files and folders, or drop them onto the window.')} />
            ) : (
              <ul className={styles.sources} aria-label={t('Files and folders')} tabIndex={0} data-testid="create-sources">
                {sources.map((source) => (
                  <li key={source}>
                    <MonoPath path={source} />
                    <IconButton icon={X} label={t('Leave out {name}', { name: displayName(splitTarget(source)[1]) })} disabled={isStarting} onClick={() => remove(source)} />
                  </li>
                ))}
              </ul>
            )}
            {plan && plan.leftOut.length > 0 ? (
              <details className={styles.leftOut} data-testid="left-out">
                <summary>{t('{count, plural, one {# entry} other {# entries}} left out', { count: plan.leftOut.length })}</summary>
                <ul>
                  {plan.leftOut.map(({ path, reason }) => (
                    <li key={path}>
                      <b translate="no">{displayName(path)}</b> {reason}
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
            <p className={styles.count} role="status" data-testid="create-count">
              {plan === null ? '' : contentWords(plan)}
            </p>
          </section>
          <div className={styles.side} tabIndex={0} role="region" aria-label={t('Choices')}>
            <fieldset disabled={isStarting}>
              <ControlGroup label={t('Name')} id={`${id}-name`}>
                <input
                  id={`${id}-name`}
                  className={styles.field}
                  type="text"
                  spellCheck={false}
                  autoComplete="off"
                  value={name}
                  disabled={plan === null}
                  aria-invalid={problem !== null}
                  aria-describedby={`${id}-problem`}
                  data-testid="create-name"
                  onChange={(event) => set({ name: event.currentTarget.value })}
                />
                <p id={`${id}-problem`} className={problem === null ? styles.hint : styles.problem} data-testid="create-target">
                  {problem ?? (target === '' ? '' : t('Becomes {name}', { name: displayName(splitTarget(target)[1]) }))}
                </p>
              </ControlGroup>
              <ControlGroup label={t('Folder')}>
                <span className={styles.folder}>
                  {target === '' ? <span className={styles.dim}>…</span> : <MonoPath path={splitTarget(target)[0]} />}
                  <Button
                    icon={FolderOpen}
                    data-testid="create-pick"
                    onClick={() =>
                      void attempt(async () => {
                        const [folder] = await pickFolder('target');
                        if (folder !== undefined) set({ folder });
                      })
                    }
                  >
                    {t('Choose…')}
                  </Button>
                </span>
              </ControlGroup>
              <ControlGroup label={t('Name taken')}>
                <Select label={t('Name taken')} value={choice.conflict} options={CONFLICTS} onChange={(conflict) => set({ conflict })} testId="create-conflict" />
              </ControlGroup>
              <ControlGroup label={t('Format')}>
                <div className={styles.formats} role="radiogroup" aria-label={t('Format')}>
                  {ARCHIVE_FORMATS.map((format) => (
                    <label key={format} className={styles.format}>
                      <input type="radio" name={`${id}-format`} checked={recipe.format === format} data-testid={`format-${format}`} onChange={() => setRecipe({ format })} />
                      <b>{FORMAT_WORDS[format].label}</b>
                      <span>{FORMAT_WORDS[format].meaning}</span>
                    </label>
                  ))}
                </div>
              </ControlGroup>
              {CAN_PACK.has(recipe.format) ? (
                <ControlGroup label={t('Level')} hint={levelWords(recipe.level)}>
                  <Slider label={t('Level')} value={recipe.level} least={0} most={9} step={1} words={levelWords(recipe.level)} width={200} testId="create-level" onChange={(level) => setRecipe({ level })} />
                </ControlGroup>
              ) : null}
              <ControlGroup label={t('Inside')}>
                <Switch label={t('Keep the folders')} hint={t('Off: all files side by side, under their names alone.')} checked={recipe.preservePaths} onChange={(preservePaths) => setRecipe({ preservePaths })} />
                <Switch label={t('Add a list of contents')} hint={t('_metadata.json: when it was made, and of how many files.')} checked={recipe.metadata} onChange={(metadata) => setRecipe({ metadata })} />
                <Switch label={t('Reproducible')} hint={t('Sorted, with fixed times: the same files give the same bytes.')} checked={recipe.isReproducible} onChange={(isReproducible) => setRecipe({ isReproducible })} />
              </ControlGroup>
              <ControlGroup label={t('Password')} hint={canEncrypt ? passwordHint(recipe.format) : t('ZIP and 7z take one.')} id={`${id}-password`}>
                <span className={styles.inline}>
                  <span className={styles.grow}>
                    <input
                      id={`${id}-password`}
                      className={styles.field}
                      type={isShown ? 'text' : 'password'}
                      autoComplete="new-password"
                      spellCheck={false}
                      maxLength={1_000}
                      placeholder={t('None@@password')}
                      disabled={!canEncrypt}
                      value={canEncrypt ? (recipe.password ?? '') : ''}
                      data-testid="create-password"
                      onChange={(event) => setRecipe({ password: event.currentTarget.value === '' ? null : event.currentTarget.value })}
                    />
                  </span>
                  <IconButton icon={isShown ? EyeOff : Eye} label={isShown ? t('Hide the password') : t('Show the password')} disabled={!canEncrypt} onClick={() => setShown(!isShown)} />
                </span>
                {recipe.format === '7z' && recipe.password !== null ? <Switch label={t('Hide the names, too')} checked={recipe.hideNames} onChange={(hideNames) => setRecipe({ hideNames })} /> : null}
              </ControlGroup>
              <ControlGroup label={t('Afterwards')}>
                <p className={styles.always} data-testid="always-verified">
                  <ShieldCheck aria-hidden />
                  <span>{t('Verified after writing, always: every byte is read back and compared.')}</span>
                </p>
                <Switch
                  label={t('Originals to the vault')}
                  hint={t('Once the archive is verified. They can be put back while the vault keeps them.')}
                  checked={choice.removeOriginals}
                  onChange={(removeOriginals) => set({ removeOriginals })}
                />
              </ControlGroup>
            </fieldset>
          </div>
        </div>
        {shownError && sources.length > 0 ? (
          <div className={styles.error}>
            <ErrorNote error={shownError} />
          </div>
        ) : null}
        <footer className={styles.foot}>
          <Button kind="quiet" icon={Terminal} title={sources.length > MOST_IN_COMMAND ? t('A command takes at most {most, number} files', { most: MOST_IN_COMMAND }) : t('The same on the command line')} disabled={isBlocked || sources.length > MOST_IN_COMMAND} data-testid="create-command" onClick={copyCommand}>
            {t('Copy as command')}
          </Button>
          <span className={styles.said}>{choice.removeOriginals ? t('Originals go to the vault once it is verified.') : t('Originals stay as they are.')}</span>
          <Button onClick={close}>{t('Cancel')}</Button>
          <Button kind="primary" disabled={isBlocked || isStarting} data-testid="create-start" onClick={make}>
            {t('Make archive')}
          </Button>
        </footer>
      </div>
    </LargeDialog>
  );
}

/** A ZIP opens everywhere, but not one that is locked as it should be. */
function passwordHint(format: ArchiveFormat): string {
  return format === 'zip'
    ? t('AES-256. If the password is lost, nobody can open the archive. The receiver needs a program such as 7-Zip: Windows itself does not open it.')
    : t('AES-256. If the password is lost, nobody can open the archive.');
}

function levelWords(level: number): string {
  if (level === 0) return t('0, stored without packing');
  if (level <= 3) return t('{level}, fast', { level });
  if (level <= 6) return level === 6 ? t('6, the usual balance') : t('{level}, balanced', { level });
  return level === 9 ? t('9, smallest and slowest') : t('{level}, small', { level });
}
