import { createRequire } from 'node:module';
import { resourceFile } from '../../../base/resource-file';

/** A decompressor or compressor of the library. */
export type TurboHandle = object;

type Koffi = typeof import('koffi');

/** What reading and writing have in common of the API of libjpeg-turbo 3 (turbojpeg.h). */
export interface TurboLibrary {
  readonly koffi: Koffi;
  readonly native: ReturnType<Koffi['load']>;
  /** Null when there is no memory for one. */
  create(kind: 'compress' | 'decompress'): TurboHandle | null;
  destroy(handle: TurboHandle): void;
  set(handle: TurboHandle, parameter: number, value: number): number;
}

const KINDS = { compress: 0, decompress: 1 } as const;

/**
 * libjpeg-turbo as a shared library, which lies in `resources/native` (tools/prepare/jpeg-library.mjs) for Linux.
 *
 * @param bind adds the functions that the caller needs
 * @returns null elsewhere, and where it can't be loaded
 */
export function bindTurboLibrary<Bound>(bind: (library: TurboLibrary) => Bound): Bound | null {
  if (process.platform !== 'linux') return null;
  const path = resourceFile('native', 'libturbojpeg.so.0');
  if (path === null) return null;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as Koffi;
    const native = koffi.load(path);
    const create = native.func('void *tj3Init(int)');
    return bind({
      koffi,
      native,
      create: (kind) => create(KINDS[kind]) as TurboHandle | null,
      destroy: native.func('void tj3Destroy(void *)'),
      set: native.func('int tj3Set(void *, int, int)'),
    });
  } catch {
    return null;
  }
}
