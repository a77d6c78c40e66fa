import { resolve } from 'node:path';
import { checkTemplate, type Inspector, type PictureChange, type PictureChanger } from '../../engine/engine-queries';
import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { formatBytes } from '../../shared/model/format-bytes';
import type { TransformOutput, TransformRecipe } from '../../shared/model/transform';
import { parseArguments } from '../arguments';
import { dataFolder } from '../data-folder';
import { checkAsksForChange, outputOf, RECIPE_OPTIONS, recipeOf } from './recipe-options';
import { withPictureChanger } from './with-picture-changer';
import { printJson, printLine, printNote, shown } from '../print';

export const TRANSFORM_USAGE =
  'image transform FILE… [--max-side N [--enlarge] | --size WxH] [--sharpen] [--blur] [--edge-enhance]' +
  ' [--brightness F] [--contrast F] [--saturation F] [--white-balance] [--equalise] [--auto-enhance]' +
  ' [--format jpeg|png|webp|avif|tiff] [--quality 1–100] [--compression 0–9] [--strip-metadata]' +
  ' [--output DIR] [--name TEMPLATE] [--on-conflict rename|skip|replace]';

/**
 * Writes changed copies of pictures, without an engine or a ledger; only where a file is to be replaced, it goes to the
 * vault of the data folder. Exit 1 when one of them could not be changed.
 */
export async function transformPictures(argv: string[]): Promise<number> {
  const { values, positionals: files } = parseArguments(argv, RECIPE_OPTIONS);
  if (files.length === 0) throw new FilemillError('usage.invalid', 'Which picture is to be changed?', { hint: 'filemill image transform FILE…' });
  const recipe = recipeOf(values);
  const output = outputOf(values);
  checkTemplate(output.name);
  checkAsksForChange(values);
  return withPictureChanger(dataFolder(values.data), async (inspector, changer) => {
    // All at once: the workers take one after the other.
    const changes = files.map((file) => change(inspector, changer, resolve(file), recipe, output));
    let failures = 0;
    for (const one of changes) {
      const { path, result, error } = await one;
      if (error) failures += 1;
      if (values.json) printJson({ type: 'picture', path, ...(result ? lineOf(result) : {}), ...(error ? { error } : {}) });
      else printForPeople(path, result, error);
    }
    return failures > 0 ? 1 : 0;
  });
}

interface Changed {
  path: string;
  result: PictureChange | null;
  error: ErrorData | null;
}

async function change(inspector: Inspector, changer: PictureChanger, path: string, recipe: TransformRecipe, output: TransformOutput): Promise<Changed> {
  try {
    const source = inspector.look(path);
    const result = await changer.change(source, await inspector.recognise(source), recipe, output);
    return { path, result, error: null };
  } catch (error) {
    return { path, result: null, error: toErrorData(error) };
  }
}

const lineOf = ({ path: output, replaced, ...facts }: PictureChange): object => ({ output, ...facts, ...(replaced === null ? {} : { replaced }) });

function printForPeople(path: string, result: PictureChange | null, error: ErrorData | null): void {
  if (error) printNote(`${shown(path)}: ${error.message} ${error.hint}`.trim());
  else if (result?.path === null) printLine(`${shown(path)}: left alone, the name is taken`);
  else if (result) {
    const { width, height, bytes, log, replaced } = result;
    printLine(`${shown(result.path ?? '')}  ${width} × ${height}, ${formatBytes(bytes)}`);
    if (log.length > 0) printLine(`    ${log.join('; ')}`);
    if (replaced !== null) printLine(`    The former file is kept as ${shown(replaced)}`);
  }
}
