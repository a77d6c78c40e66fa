import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { EngineApi } from '../../shared/contract/engine-api';
import type { Artifact } from '../../shared/contract/worker-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { CallOutput, HandlerInput } from '../../shared/rpc/define-api';
import { checkTemplate } from '../actions/name-output';
import { transformPicture as writeChanged } from '../actions/transform-picture';
import type { Engine } from '../engine';
import { jobOfFile } from './file-detail';
import { readFileOf, renderPreview, withScratch, type ReadFile } from './preview';
import { previewShelfOf } from './preview-shelf';
import { t } from '../../shared/words/words';

const PREVIEW_MS = 60_000;
/** A hundred million pixels as AVIF take minutes. */
const CHANGING_MS = 900_000;

/** @throws FilemillError `artifact.none` for what is no picture that was read, and `file.*` */
export async function previewPicture(
  engine: Engine,
  { id, recipe, maxSidePixels }: HandlerInput<EngineApi, 'pictures.preview'>,
  signal: AbortSignal,
): Promise<CallOutput<EngineApi, 'pictures.preview'>> {
  const { source, options, key } = pictureOf(engine, id);
  const shelf = await previewShelfOf(engine);
  const before = await renderPreview(engine, { id, page: 1, maxSidePixels }, signal);
  const name = `${key}:${createHash('sha256').update(JSON.stringify(recipe)).digest('hex')}:${maxSidePixels}px`;
  const kept = shelf.get(name);
  if (kept) return { before, ...kept };
  let log: string[] = [];
  const after = await withScratch(
    engine,
    PREVIEW_MS,
    async (worker, scratchDir) => {
      const made = await worker.call('picture.transform', { source, options, recipe, maxSidePixels, scratchDir }, { signal });
      log = made.log;
      return made.artifact;
    },
    (artifact) => shelf.put(name, artifact, () => log),
  );
  return { before, ...after };
}

/**
 * Writes a changed copy where it is wanted.
 *
 * @throws FilemillError of `actions/transform-picture`, `artifact.none` for what is no picture that was read, and `file.*`
 */
export async function transformPicture(
  engine: Engine,
  { id, recipe, output }: HandlerInput<EngineApi, 'pictures.transform'>,
  signal: AbortSignal,
): Promise<CallOutput<EngineApi, 'pictures.transform'>> {
  checkTemplate(output.name);
  const { source, options } = pictureOf(engine, id);
  const { jobId } = jobOfFile(engine.database, id);
  const folderId = engine.database.get<{ id: number }>('SELECT folder_id AS id FROM files WHERE id = ?', id)?.id ?? 0;
  let log: string[] = [];
  let written: Awaited<ReturnType<typeof writeChanged>> = null;
  const { width, height, bytes } = await withScratch<Artifact>(
    engine,
    CHANGING_MS,
    async (worker, scratchDir) => {
      const made = await worker.call('picture.transform', { source, options, recipe, maxSidePixels: null, scratchDir }, { signal });
      log = made.log;
      return made.artifact;
    },
    async (artifact) => {
      const picture = { ...artifact, jobId, fileId: id, folderId, source: join(source.root, source.path) };
      written = await writeChanged(engine.database, engine.vault, picture, output);
      return artifact;
    },
  );
  engine.revise();
  const { path, effectId } = (written as Awaited<ReturnType<typeof writeChanged>>) ?? { path: null, effectId: null };
  return { path, width, height, bytes, log, effectId };
}

function pictureOf(engine: Engine, id: number): ReadFile {
  const file = readFileOf(engine, id);
  if (file.manifest.id === 'image') return file;
  throw new FilemillError('artifact.none', t('This file is no picture that can be changed.'), { hint: t('Choose a picture.') });
}
