import { ChevronLeft, ChevronRight, Copy, RotateCcw, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { writtenFormat } from '../../../shared/model/written-format';
import { toErrorData } from '../../../shared/errors/filemill-error';
import { callEngine } from '../../engine-client/engine-client';
import { callShell } from '../../engine-client/shell-client';
import { useLive } from '../../engine-client/use-live';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { FileName } from '../../parts/file-name';
import { IconButton } from '../../parts/icon-button';
import { LargeDialog } from '../../parts/large-dialog';
import { attempt } from '../../state/toast-store';
import { asCommand } from './as-command';
import { BeforeAfter } from './before-after';
import { nameExample } from './name-example';
import { OutputControls } from './output-controls';
import { doesNothing, isPreset, PRESETS, recipeOf, sizeAfter, UNCHANGED, USUAL_OUTPUT } from './recipe';
import { RecipeControls } from './recipe-controls';
import { sizesLine } from './sizes-line';
import { tellCopies } from './tell-copies';
import { useTransform, type Picture } from './transform-store';
import { usePreview } from './use-preview';
import { writeCopies, type Copies, type Progress } from './write-copies';
import { t } from '../../../shared/words/words';
import styles from './transform-dialog.module.css';

const PREVIEW_PIXELS = 1200;
/** Paths are asked for one by one, and a command has a longest length. */
const MOST_IN_COMMAND = 200;

/** Changed copies of pictures, wherever the wish came from. */
export function TransformDialog(): ReactNode {
  const pictures = useTransform((state) => state.pictures);
  return pictures === null ? null : <OpenDialog pictures={pictures} />;
}

function OpenDialog({ pictures }: { pictures: readonly Picture[] }): ReactNode {
  const { close } = useTransform.getState();
  const [at, setAt] = useState(0);
  const shown = pictures[Math.min(at, pictures.length - 1)];
  const [recipe, setRecipe] = useState(UNCHANGED);
  const [output, setOutput] = useState(USUAL_OUTPUT);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [copies, setCopies] = useState<Copies | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const abort = useRef<AbortController | null>(null);
  const [openedAt] = useState(() => Date.now());
  useEffect(() => () => abort.current?.abort(), []);

  const id = shown?.id ?? 0;
  const { value: detail } = useLive(`${id}`, (signal) => callEngine('files.detail', { id }, { signal }));
  const preview = usePreview(id, recipe, PREVIEW_PIXELS);
  const report = detail?.report?.kind === 'image' ? detail.report : null;
  const made = preview.made?.before;
  const measured = report ?? made ?? null;
  const original = measured ?? { width: 1, height: 1 };
  const after = sizeAfter(original, recipe);
  const name = detail?.row.name ?? shown?.name ?? '';
  const format = writtenFormat(detail?.row.mime ?? null, recipe.format);
  const example = nameExample(output.name, { name, ...after, at: openedAt }, format);
  const isIdle = doesNothing(recipe);
  const isWriting = progress !== null;
  /** What can't be shown can't be written either. */
  const isUnreadable = pictures.length === 1 && preview.error !== null && measured === null;

  const write = (): void => {
    const running = new AbortController();
    abort.current = running;
    setCopies(null);
    setNotice(null);
    void attempt(async () => {
      const made = await writeCopies(
        pictures,
        { recipe, output },
        { signal: running.signal, transform: (input, signal) => callEngine('pictures.transform', input, { signal }), onProgress: setProgress },
      );
      setCopies(made);
      if (made.failed.length === 0 && made.left.length === 0) leave(made);
    }).finally(() => setProgress(null));
  };
  /** Notices lie below the dialog, so that what was written is told when it closes. */
  const leave = (made: Copies | null): void => {
    if (made) tellCopies(made, pictures.length === 1 ? (detail?.row.size ?? null) : null);
    close();
  };
  const copyCommand = (): void =>
    void (async () => {
      const paths: string[] = [];
      for (const picture of pictures) paths.push((await callEngine('files.locate', { id: picture.id })).absolutePath);
      await callShell('text.copy', { text: asCommand(paths, recipe, output, window.filemill.platform) });
      setNotice(t('The command is copied.'));
    })().catch((thrown: unknown) => setNotice(toErrorData(thrown).message));
  const closeOrStop = (): void => {
    if (isWriting) abort.current?.abort();
    else leave(copies);
  };

  const title = pictures.length === 1 ? t('Transform') : t('Transform {count, plural, one {# image} other {# images}}', { count: pictures.length });
  return (
    <LargeDialog label={title} testId="transform-dialog" onClose={closeOrStop}>
      <div className={styles.dialog}>
        <header className={styles.head}>
          <h2>{title}</h2>
          <span className={styles.name}>
            <FileName name={name} />
          </span>
          {pictures.length > 1 ? (
            <span className={styles.switcher}>
              <IconButton icon={ChevronLeft} label={t('Image before')} disabled={at === 0} onClick={() => setAt(at - 1)} />
              <span>
                {t('{at, number} of {count, number}', { at: at + 1, count: pictures.length })}
              </span>
              <IconButton icon={ChevronRight} label={t('Next image')} disabled={at >= pictures.length - 1} onClick={() => setAt(at + 1)} />
            </span>
          ) : null}
          <IconButton icon={X} label={t('Close')} data-testid="transform-close" onClick={closeOrStop} />
        </header>
        <div className={styles.body}>
          <section className={styles.preview} aria-label={t('Preview')}>
            <BeforeAfter made={preview.made} isStale={preview.isStale} error={preview.error} hasAlpha={report?.hasAlpha ?? false} isFilled={format === 'jpeg'} thumbnail={detail?.row.thumbnail ?? null} />
            <p className={styles.sizes} data-testid="sizes">
              {sizesLine(measured, detail?.row.size ?? null, after)}
            </p>
            <p className={styles.log} role="status" data-testid="transform-log">
              {isIdle ? t('Nothing is changed yet.') : (preview.made?.log ?? []).join(' · ')}
            </p>
          </section>
          <div className={styles.side} tabIndex={0} role="region" aria-label={t('Changes')}>
            <fieldset disabled={isWriting}>
              <div className={styles.presets} role="group" aria-label={t('Presets')}>
                {PRESETS.map((preset, place) => (
                  <Chip
                    key={preset.id}
                    label={preset.label}
                    pressed={isPreset(recipe, preset)}
                    isFirst={place === 0}
                    testId={`preset-${preset.id}`}
                    onPress={() => setRecipe(isPreset(recipe, preset) ? UNCHANGED : recipeOf(preset))}
                  />
                ))}
                <Button kind="quiet" icon={RotateCcw} disabled={isIdle} data-testid="reset-all" onClick={() => setRecipe(UNCHANGED)}>
                  {t('Reset all')}
                </Button>
              </div>
              <RecipeControls recipe={recipe} original={original} formats={pictures.length > 1 && recipe.format === 'same' ? null : [format]} onChange={setRecipe} />
              <OutputControls output={output} example={example} onChange={setOutput} />
            </fieldset>
          </div>
        </div>
        {copies && copies.failed.length > 0 ? <Failures failed={copies.failed} /> : null}
        <footer className={styles.foot}>
          <Button
            kind="quiet"
            icon={Copy}
            disabled={pictures.length > MOST_IN_COMMAND || isWriting || isIdle}
            title={pictures.length > MOST_IN_COMMAND ? t('A command takes at most {most} images', { most: MOST_IN_COMMAND }) : t('The same on the command line')}
            data-testid="copy-command"
            onClick={copyCommand}
          >
            {t('Copy as command')}
          </Button>
          <span className={styles.promise} role="status" data-testid="transform-progress">
            {progress ? wordsOf(progress) : (notice ?? (copies ? resultOf(copies) : t('Originals stay as they are.')))}
          </span>
          {progress && progress.total > 1 ? <progress className={styles.bar} aria-label={t('Copies written')} value={progress.done} max={progress.total} /> : null}
          <Button data-testid="transform-cancel" onClick={closeOrStop}>
            {isWriting ? t('Stop') : copies ? t('Close') : t('Cancel')}
          </Button>
          <Button
            kind="primary"
            disabled={isWriting || isIdle || isUnreadable || example.problem !== null}
            title={isIdle ? t('Nothing is changed yet') : undefined}
            data-testid="write-copies"
            onClick={write}
          >
            {pictures.length === 1 ? t('Write copy') : t('Write {count, plural, one {# copy} other {# copies}}', { count: pictures.length })}
          </Button>
        </footer>
      </div>
    </LargeDialog>
  );
}

function wordsOf({ done, total, name }: Progress): string {
  return t('{done, number} of {total, number} done. Writing {name}', { done, total, name: displayName(name) });
}

function resultOf({ written, left }: Copies): string {
  const result = t('{count, plural, one {# copy} other {# copies}} written.', { count: written.length });
  return left.length > 0 ? `${result} ${t('Stopped before {count, plural, one {# image} other {# images}}.', { count: left.length })}` : result;
}

function Failures({ failed }: { failed: Copies['failed'] }): ReactNode {
  return (
    <section className={styles.failed} role="alert" data-testid="transform-failed">
      <h3>{t('{count, plural, one {One copy} other {# copies}} could not be written', { count: failed.length })}</h3>
      <ul tabIndex={0} aria-label={t('Failures')}>
        {failed.map(({ picture, error }) => (
          <li key={picture.id}>
            <b translate="no">{displayName(picture.name)}</b> {error.message} {error.hint ?? ''}
          </li>
        ))}
      </ul>
    </section>
  );
}
