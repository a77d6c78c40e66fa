import { FilemillError, toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { CallInput, CallOutput } from '../../../shared/rpc/define-api';
import type { EngineApi } from '../../../shared/contract/engine-api';
import type { Picture } from './transform-store';

type Input = CallInput<EngineApi, 'pictures.transform'>;
type Written = CallOutput<EngineApi, 'pictures.transform'>;

export interface Progress {
  done: number;
  total: number;
  /** What is under way. */
  name: string;
}

export interface Copies {
  written: { path: string; bytes: number; effectId: number | null }[];
  /** Their names were taken and are left alone. */
  skipped: Picture[];
  failed: { picture: Picture; error: ErrorData }[];
  /** Not begun, because it was stopped. */
  left: Picture[];
}

interface Options {
  signal: AbortSignal;
  /** Makes one copy. */
  transform: (input: Input, signal: AbortSignal) => Promise<Written>;
  onProgress: (progress: Progress) => void;
}

/** Writes a copy of each, one after the other; what fails is told at the end, and the rest goes on. */
export async function writeCopies(pictures: readonly Picture[], way: Omit<Input, 'id'>, { signal, transform, onProgress }: Options): Promise<Copies> {
  const copies: Copies = { written: [], skipped: [], failed: [], left: [] };
  for (const [done, picture] of pictures.entries()) {
    if (signal.aborted) {
      copies.left = pictures.slice(done);
      return copies;
    }
    onProgress({ done, total: pictures.length, name: picture.name });
    try {
      const { path, bytes, effectId } = await transform({ id: picture.id, ...way }, signal);
      if (path === null) copies.skipped.push(picture);
      else copies.written.push({ path, bytes, effectId });
    } catch (thrown) {
      if (signal.aborted) {
        copies.left = pictures.slice(done);
        return copies;
      }
      copies.failed.push({ picture, error: toErrorData(thrown) });
      if (thrown instanceof FilemillError && thrown.code === 'peer.gone') {
        copies.left = pictures.slice(done + 1);
        return copies;
      }
    }
  }
  return copies;
}
