import { statSync } from 'node:fs';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { OcrOptions } from '../../../shared/contract/worker-api';
import { findLanguage, type TrainedData } from '../../../base/trained-data';
import { findNative } from './find-native';
import { openNativeEngine } from './native-engine';
import { EngineFailure, type OcrEngine } from './ocr-engine';
import { openWasmEngine } from './wasm-engine';
import { t } from '../../../shared/words/words';

/** An engine is replaced after so many readings, or once it holds so much: its memory never shrinks again. */
const MAX_READINGS = 50;
const MAX_HELD_BYTES = 400e6;
const MAX_GROWTH_BYTES = 700e6;
/** Further ones, for other languages, are closed when they are given back. */
const MAX_IDLE = 2;

interface Warm {
  readonly key: string;
  readonly engine: OcrEngine;
  /** Resident bytes of the process when the engine began. */
  readonly residentBytes: number;
  readings: number;
}

export type EngineOptions = Pick<OcrOptions, 'languages' | 'languageFolder' | 'useNative'>;

const idle: Warm[] = [];

/**
 * Lends an engine to `work`, a warm one where there is one. It is kept afterwards unless the work failed or it has
 * done its share. Throws what the work throws, and `ocr.noLanguage`.
 */
export async function withEngine<T>(
  options: EngineOptions,
  signal: AbortSignal,
  work: (engine: OcrEngine, countReading: () => void) => Promise<T>,
): Promise<T> {
  const key = JSON.stringify([options.languages, options.languageFolder, options.useNative, dataOf(options)]);
  const at = idle.findIndex((one) => one.key === key);
  const warm = (at >= 0 ? idle.splice(at, 1)[0] : undefined) ?? {
    key,
    residentBytes: process.memoryUsage.rss(),
    engine: await open(options, signal),
    readings: 0,
  };
  let result: T;
  try {
    result = await work(warm.engine, () => void warm.readings++);
  } catch (error) {
    warm.engine.close();
    throw error;
  }
  if (isSpent(warm)) warm.engine.close();
  else idle.push(warm);
  while (idle.length > MAX_IDLE) idle.shift()?.engine.close();
  return result;
}

/** Ends all engines that are not at work. */
export function closeEngines(): void {
  for (const { engine } of idle.splice(0)) engine.close();
}

function isSpent({ engine, readings, residentBytes }: Warm): boolean {
  const isLarge = engine.heldBytes() > MAX_HELD_BYTES;
  return readings >= MAX_READINGS || isLarge || process.memoryUsage.rss() - residentBytes > MAX_GROWTH_BYTES;
}

/** What tells the languages' data from other data: an engine does not outlive data that was removed or replaced. */
function dataOf({ languages, languageFolder }: EngineOptions): unknown[] {
  return languages.map((code) => {
    const path = findLanguage(code, languageFolder)?.path;
    const stat = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
    return stat ? [path, stat.size, stat.mtimeMs] : null;
  });
}

async function open({ languages, languageFolder, useNative }: EngineOptions, signal: AbortSignal): Promise<OcrEngine> {
  const codes = [...new Set(languages)];
  const native = useNative ? await findNative() : null;
  if (native && codes.every((code) => native.languages.has(code))) return openNativeEngine(native, codes);
  const data = codes.map((code) => findLanguage(code, languageFolder) ?? missing(code));
  try {
    return await openWasmEngine(data, signal);
  } catch (error) {
    if (error instanceof EngineFailure) throw unusable(data, error);
    throw error;
  }
}

function missing(code: string): never {
  throw new FilemillError('ocr.noLanguage', t('There is no language data for “{code}”, so the page was not read.', { code }), {
    hint: t('Add the language in Settings, or take it off the list of languages.'),
  });
}

function unusable(data: readonly TrainedData[], failure: EngineFailure): FilemillError {
  const codes = data.map(({ code }) => code).join(', ');
  return new FilemillError('ocr.noLanguage', t('The language data ({codes}) cannot be used, so the page was not read.', { codes }), {
    hint: t('Remove the language in Settings and add it again.'),
    details: failure.message,
    cause: failure,
  });
}
