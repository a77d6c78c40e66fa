import { checkDimensions } from '../image-limits';
import { takeRoom } from './spare-room';
import { bindTurboLibrary, type TurboHandle, type TurboLibrary } from './turbo-library';
import { t } from '../../../shared/words/words';

/** Of the API of libjpeg-turbo 3 (turbojpeg.h). */
const TJPARAM_STOPONWARNING = 0;
const TJPARAM_JPEGWIDTH = 5;
const TJPARAM_JPEGHEIGHT = 6;
const TJPARAM_PRECISION = 7;
const TJPARAM_COLORSPACE = 8;
const TJPARAM_SCANLIMIT = 13;
const RGB = { pixelFormat: 0, channels: 3 } as const;
const GREY = { pixelFormat: 6, channels: 1 } as const;
const CMYK = { pixelFormat: 11, channels: 4 } as const;
/** By colour space in the file: RGB, YCbCr, grey, CMYK, YCCK. */
const LAYOUTS = [RGB, RGB, GREY, CMYK, CMYK] as const;
/** As libvips has it: a progressive picture with more is made to cost time. */
const MAX_SCANS = 100;

/** As the file has it: four channels are CMYK, inverted as Adobe does. */
export interface TurboPicture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
}

/** Null for what it does not decode, and for a JPEG with any fault: libvips has the words for that. Throws `file.tooLarge`. */
export type TurboJpeg = (bytes: Buffer) => Promise<TurboPicture | null>;

let loaded: TurboJpeg | null | undefined;

/**
 * libjpeg-turbo, called directly, with the accurate transforms that Pillow, OpenCV and libvips use, so that every pixel
 * is theirs. Inside Electron on Linux, where sharp is WebAssembly, it takes 0.4 of sharp's time. Null where the library is
 * not there.
 */
export function loadTurboJpeg(): TurboJpeg | null {
  if (loaded === undefined) {
    const reader = bindTurboLibrary(bind);
    loaded = reader && ((bytes) => decode(reader, bytes));
  }
  return loaded;
}

interface Reader extends TurboLibrary {
  get(handle: TurboHandle, parameter: number): number;
  readHeader(handle: TurboHandle, bytes: Buffer, size: number): number;
  decompress(handle: TurboHandle, bytes: Buffer, size: number, target: Uint8Array, pixelFormat: number): Promise<number>;
}

function bind(library: TurboLibrary): Reader {
  const { native } = library;
  const decompress = native.func('int tj3Decompress8(void *, void *, size_t, void *, int, int)');
  return {
    ...library,
    get: native.func('int tj3Get(void *, int)'),
    readHeader: native.func('int tj3DecompressHeader(void *, void *, size_t)'),
    // On a thread of its own, so that the worker answers meanwhile.
    decompress: (handle, bytes, size, target, pixelFormat) =>
      new Promise((resolve, reject) => {
        // Held until it is done: koffi does not keep the arguments of a call on another thread.
        const held = { bytes, target };
        decompress.async(handle, held.bytes, size, held.target, 0, pixelFormat, (error: Error | null, result: number) => {
          if (error || held.target.length === 0) reject(error ?? new Error(t('There was no room for the pixels.')));
          else resolve(result);
        });
      }),
  };
}

async function decode(library: Reader, bytes: Buffer): Promise<TurboPicture | null> {
  const handle = library.create('decompress');
  if (!handle) return null;
  try {
    library.set(handle, TJPARAM_STOPONWARNING, 1);
    library.set(handle, TJPARAM_SCANLIMIT, MAX_SCANS);
    if (library.readHeader(handle, bytes, bytes.length) !== 0) return null;
    const layout = LAYOUTS[library.get(handle, TJPARAM_COLORSPACE)];
    if (!layout || library.get(handle, TJPARAM_PRECISION) !== 8) return null;
    const width = library.get(handle, TJPARAM_JPEGWIDTH);
    const height = library.get(handle, TJPARAM_JPEGHEIGHT);
    checkDimensions(width, height);
    const data = takeRoom(width * height * layout.channels);
    const result = await library.decompress(handle, bytes, bytes.length, data, layout.pixelFormat);
    return result === 0 ? { data, width, height, channels: layout.channels } : null;
  } finally {
    library.destroy(handle);
  }
}
