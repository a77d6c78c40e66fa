import type { ReactNode } from 'react';
import { TRANSFORM_FORMATS, type TransformRecipe } from '../../../shared/model/transform';
import type { WrittenFormat } from '../../../shared/model/written-format';
import { NumberField } from '../../parts/number-field';
import { Select } from '../../parts/select';
import { Slider } from '../../parts/slider';
import { Switch } from '../../parts/switch';
import { ControlRow } from './control-row';
import { isChanged, resetOf, type Control } from './recipe';
import { t } from '../../../shared/words/words';
import styles from './controls.module.css';

interface Props {
  recipe: TransformRecipe;
  /** Of the picture on show, pixels; the first size that is offered. */
  original: { width: number; height: number };
  /** In which copies are written; null where that may be any. */
  formats: readonly WrittenFormat[] | null;
  onChange: (recipe: TransformRecipe) => void;
}

type Resize = TransformRecipe['resize'];
type Format = TransformRecipe['format'];

const SIZES: readonly { value: 'none' | 'largestSide' | 'size'; label: string }[] = [
  { value: 'none', label: t('As it is') },
  { value: 'largestSide', label: t('Longest side') },
  { value: 'size', label: t('Width and height') },
];
const MOST_PIXELS = 20_000;

const FORMAT_WORDS: Readonly<Record<Format, string>> = {
  same: t('As it is'),
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  avif: 'AVIF',
  tiff: 'TIFF',
};
const WITH_QUALITY: readonly WrittenFormat[] = ['jpeg', 'webp', 'avif'];
const WITH_COMPRESSION: readonly WrittenFormat[] = ['png'];

const METADATA: readonly { value: TransformRecipe['metadata']; label: string }[] = [
  { value: 'keep', label: t('Keep') },
  { value: 'strip', label: t('Leave out') },
];

const FACTORS = [
  { id: 'brightness', label: t('Brightness') },
  { id: 'contrast', label: t('Contrast') },
  { id: 'saturation', label: t('Saturation') },
] as const;

const SWITCHES = [
  { id: 'whiteBalance', label: t('White balance'), hint: t('Takes a tint away') },
  { id: 'equalise', label: t('Equalise'), hint: t('Lifts dark and pale parts') },
  { id: 'sharpen', label: t('Sharpen'), hint: t('Makes edges clearer') },
  { id: 'blur', label: t('Soften'), hint: t('Evens out grain') },
  { id: 'edgeEnhance', label: t('Edges'), hint: t('Draws them lighter') },
] as const;

/** Every step of a recipe, in the order in which they are done. */
export function RecipeControls({ recipe, original, formats, onChange }: Props): ReactNode {
  const set = (part: Partial<TransformRecipe>): void => onChange({ ...recipe, ...part });
  const row = (control: Control): { isChanged: boolean; onReset: () => void } => ({
    isChanged: isChanged(recipe, control),
    onReset: () => onChange(resetOf(recipe, control)),
  });
  const may = (some: readonly WrittenFormat[]): boolean => formats?.some((one) => some.includes(one)) ?? true;
  const { resize, format } = recipe;
  return (
    <div className={styles.controls}>
      <ControlRow label={t('Size')} {...row('resize')} isTall>
        <Select label={t('Size')} value={resize?.by ?? 'none'} options={SIZES} testId="resize" onChange={(by) => set({ resize: firstResize(by, original) })} />
        <ResizeFields resize={resize} onChange={(next) => set({ resize: next })} />
      </ControlRow>
      {FACTORS.map(({ id, label }) => (
        <ControlRow key={id} label={label} {...row(id)}>
          <Slider label={label} value={Math.min(2, recipe[id])} least={0} most={2} step={0.05} words={`${Math.round(recipe[id] * 100)} %`} testId={id} onChange={(value) => set({ [id]: value })} />
          <NumberField label={t('{label}, percent', { label })} value={Math.round(recipe[id] * 100)} least={0} most={1000} unit="%" width={52} onCommit={(percent) => set({ [id]: percent / 100 })} />
        </ControlRow>
      ))}
      {SWITCHES.map(({ id, label, hint }) => (
        <ControlRow key={id} label={label} {...row(id)}>
          <Switch label={hint} checked={recipe[id]} onChange={(isOn) => set({ [id]: isOn })} />
        </ControlRow>
      ))}
      <ControlRow label={t('Format')} {...row('format')} isTall>
        <Select
          label={t('Format')}
          value={format}
          options={TRANSFORM_FORMATS.map((value) => ({ value, label: FORMAT_WORDS[value] }))}
          testId="format"
          onChange={(next) => set({ format: next })}
        />
        {may(WITH_QUALITY) ? (
          <span className={styles.pair}>
            <span className={styles.name}>{t('Quality')}</span>
            <Slider label={t('Quality')} value={recipe.quality} least={1} most={100} step={1} testId="quality" onChange={(quality) => set({ quality })} />
            <span className={styles.figure}>{recipe.quality}</span>
          </span>
        ) : null}
        {may(WITH_COMPRESSION) ? (
          <span className={styles.pair}>
            <span className={styles.name}>{t('PNG effort')}</span>
            <Slider label={t('Compression')} value={recipe.compression} least={0} most={9} step={1} onChange={(compression) => set({ compression })} />
            <span className={styles.figure}>{recipe.compression}</span>
          </span>
        ) : null}
      </ControlRow>
      <ControlRow label={t('Metadata')} {...row('metadata')}>
        <Select label={t('Metadata')} value={recipe.metadata} options={METADATA} testId="metadata" onChange={(metadata) => set({ metadata })} />
      </ControlRow>
    </div>
  );
}

function firstResize(by: 'none' | 'largestSide' | 'size', { width, height }: Props['original']): Resize {
  if (by === 'none') return null;
  if (by === 'size') return { by, width, height };
  return { by, pixels: Math.min(1600, Math.max(width, height)), enlarge: false };
}

function ResizeFields({ resize, onChange }: { resize: Resize; onChange: (resize: Resize) => void }): ReactNode {
  if (resize === null) return null;
  if (resize.by === 'largestSide') {
    return (
      <>
        <NumberField label={t('Longest side, pixels')} value={resize.pixels} least={1} most={MOST_PIXELS} unit={t('px')} width={72} onCommit={(pixels) => onChange({ ...resize, pixels })} />
        <Switch label={t('Enlarge smaller ones')} checked={resize.enlarge} onChange={(enlarge) => onChange({ ...resize, enlarge })} />
      </>
    );
  }
  return (
    <span className={styles.sizes}>
      <NumberField label={t('Width, pixels')} value={resize.width} least={1} most={MOST_PIXELS} width={68} onCommit={(width) => onChange({ ...resize, width })} />
      <span aria-hidden>×</span>
      <NumberField label={t('Height, pixels')} value={resize.height} least={1} most={MOST_PIXELS} unit={t('px')} width={68} onCommit={(height) => onChange({ ...resize, height })} />
    </span>
  );
}
