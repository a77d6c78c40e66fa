import type { Pixels } from './pixels/pixels';
import { leaveRoom, takeRoom } from './pixels/spare-room';
import { bindTurboLibrary, type TurboHandle, type TurboLibrary } from './pixels/turbo-library';

/** Of the API of libjpeg-turbo 3 (turbojpeg.h). */
const TJPARAM_NOREALLOC = 2;
const TJPARAM_QUALITY = 3;
const TJPARAM_SUBSAMP = 4;
const TJPARAM_OPTIMIZE = 11;
const TJPARAM_XDENSITY = 20;
const TJPARAM_YDENSITY = 21;
const TJPARAM_DENSITYUNITS = 22;
const DOTS_PER_INCH = 1;
const RGB = { pixelFormat: 0, subsampling: 2 } as const;
const GREY = { pixelFormat: 6, subsampling: 3 } as const;

export interface JpegSettings {
  /** 1–100. */
  readonly quality: number;
  /** Dots per inch. */
  readonly density?: number | null;
}

/** Grey or red, green and blue as a JPEG. Null where the library can't: then it is for sharp. */
export type WriteJpeg = (pixels: Pixels, settings: JpegSettings) => Promise<Buffer | null>;

let loaded: WriteJpeg | null | undefined;

/**
 * libjpeg-turbo, called directly, with the settings that sharp gives it: 4:2:0, tables made for the picture. Inside
 * Electron on Linux, where sharp is WebAssembly, it takes a quarter of sharp's time. Null where the library is not there.
 */
export function loadJpegWriter(): WriteJpeg | null {
  if (loaded === undefined) {
    const writer = bindTurboLibrary(bind);
    loaded = writer && ((pixels, settings) => write(writer, pixels, settings));
  }
  return loaded;
}

interface Writer extends TurboLibrary {
  /** Bytes at most. */
  sizeOf(width: number, height: number, subsampling: number): number;
  /** @returns bytes written; null when it fails */
  compress(handle: TurboHandle, pixels: Pixels, pixelFormat: number, target: Buffer): Promise<number | null>;
}

function bind(library: TurboLibrary): Writer {
  const { koffi, native } = library;
  const sizeOf = native.func('size_t tj3JPEGBufSize(int, int, int)');
  const compress = native.func('int tj3Compress8(void *, void *, int, int, int, int, void *, void *)');
  return {
    ...library,
    sizeOf: (width, height, subsampling) => Number(sizeOf(width, height, subsampling)),
    // On a thread of its own, so that the worker answers meanwhile.
    compress: (handle, { data, width, height }, pixelFormat, target) =>
      new Promise((resolve, reject) => {
        // Held until it is done: nobody else knows that these are still in use.
        const held = { data, target, place: BigUint64Array.of(koffi.address(target)), size: BigUint64Array.of(BigInt(target.length)) };
        compress.async(handle, held.data, width, 0, height, pixelFormat, held.place, held.size, (error: Error | null, result: number) => {
          if (error) reject(error);
          else resolve(result === 0 ? Number(held.size[0]) : null);
        });
      }),
  };
}

async function write(library: Writer, pixels: Pixels, { quality, density }: JpegSettings): Promise<Buffer | null> {
  if (pixels.channels === 4) return null;
  const { pixelFormat, subsampling } = pixels.channels === 1 ? GREY : RGB;
  const handle = library.create('compress');
  if (!handle) return null;
  try {
    library.set(handle, TJPARAM_NOREALLOC, 1);
    library.set(handle, TJPARAM_QUALITY, quality);
    library.set(handle, TJPARAM_SUBSAMP, subsampling);
    library.set(handle, TJPARAM_OPTIMIZE, 1);
    if (density) {
      library.set(handle, TJPARAM_DENSITYUNITS, DOTS_PER_INCH);
      library.set(handle, TJPARAM_XDENSITY, Math.round(density));
      library.set(handle, TJPARAM_YDENSITY, Math.round(density));
    }
    const room = takeRoom(library.sizeOf(pixels.width, pixels.height, subsampling));
    const size = await library.compress(handle, pixels, pixelFormat, Buffer.from(room.buffer, 0, room.length));
    const written = size === null ? null : Buffer.from(room.subarray(0, size));
    leaveRoom(room);
    return written;
  } finally {
    library.destroy(handle);
  }
}
