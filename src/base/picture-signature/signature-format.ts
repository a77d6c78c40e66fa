/** Cells a side of the small grey picture. */
export const GREY_SIDE = 60;
/** Cells a side of the two colour planes. */
export const COLOUR_SIDE = 6;
/** Cells a side of the picture as it is seen from afar. */
export const COARSE_SIDE = GREY_SIDE / 4;
export const COARSE_CELLS = COARSE_SIDE * COARSE_SIDE;
/** See `headOfPicture`: so many keys, each of so many 32-bit words. */
export const KEY_COUNT = 8;
export const KEY_WORDS = 3;
/** What a picture may be brightened by and still be the same. */
export const BRIGHTENING = 1.15;

const VERSION = 3;
const HEADER_BYTES = 12;
const KEYS_AT = HEADER_BYTES;
const COARSE_AT = KEYS_AT + KEY_COUNT * KEY_WORDS * 4;
/** So much of a signature is all that an index needs. */
export const HEAD_BYTES = COARSE_AT + COARSE_CELLS;
const CELLS = GREY_SIDE * GREY_SIDE;
const COLOURS = COLOUR_SIDE * COLOUR_SIDE;
const GREY_AT = HEAD_BYTES;
const EXCESS_AT = GREY_AT + CELLS;
const COLOUR_AT = EXCESS_AT + CELLS / 2;
const TOTAL_BYTES = COLOUR_AT + 2 * COLOURS;
export const NEUTRAL = 128;
const EXCESS_STEP = (255 * (BRIGHTENING - 1)) / 15;

/** A picture as it is compared: upright, squeezed into a square. */
export interface SmallPicture {
  /** Pixels of the upright original. */
  readonly width: number;
  readonly height: number;
  /** 0–255, `GREY_SIDE` squared. */
  readonly grey: Float32Array;
  /** What would be above 255, and so lost, were it brightened by `BRIGHTENING`: of the same size, in the levels of the brighter picture. */
  readonly excess: Float32Array;
  /** Colour differences (JPEG's Cb and Cr, 0 for grey), `COLOUR_SIDE` squared. */
  readonly blueness: Float32Array;
  readonly redness: Float32Array;
}

/** One out of a signature. */
export interface ComparedPicture extends SmallPicture {
  /** See `SignatureHead`. */
  readonly coarse: Int8Array;
}

/** What a picture is found by. */
export interface SignatureHead {
  /** See `headOfPicture`. */
  readonly keys: Uint32Array;
  /** `COARSE_CELLS` levels around their mean, −127 to 127 for the furthest. */
  readonly coarse: Int8Array;
}

/**
 * version, 0, lowest and highest grey, width and height (4 bytes each); the head: keys (12 bytes each), coarse grid; grey
 * stretched to 0–255, excess in fifteenths of the most there can be (4 bits each), colour differences around 128.
 */
export function writeSignature(picture: SmallPicture, { keys, coarse }: SignatureHead): Uint8Array {
  const bytes = new Uint8Array(TOTAL_BYTES);
  const view = new DataView(bytes.buffer);
  let lowest = 255;
  let highest = 0;
  for (const level of picture.grey) {
    if (level < lowest) lowest = level;
    if (level > highest) highest = level;
  }
  lowest = Math.min(254, Math.max(0, Math.floor(lowest)));
  highest = Math.min(255, Math.max(lowest + 1, Math.ceil(highest)));
  bytes[0] = VERSION;
  bytes[2] = lowest;
  bytes[3] = highest;
  view.setUint32(4, picture.width);
  view.setUint32(8, picture.height);
  keys.forEach((word, index) => view.setUint32(KEYS_AT + index * 4, word));
  bytes.set(new Uint8Array(coarse.buffer, coarse.byteOffset, COARSE_CELLS), COARSE_AT);
  const stretch = 255 / (highest - lowest);
  picture.grey.forEach((level, index) => {
    bytes[GREY_AT + index] = Math.min(255, Math.max(0, Math.round((level - lowest) * stretch)));
  });
  picture.excess.forEach((excess, index) => {
    bytes[EXCESS_AT + (index >> 1)]! |= Math.min(15, Math.round(excess / EXCESS_STEP)) << ((index & 1) * 4);
  });
  for (let index = 0; index < COLOURS; index += 1) {
    bytes[COLOUR_AT + index] = Math.round(Math.min(127, Math.max(-NEUTRAL, picture.blueness[index] ?? 0)) + NEUTRAL);
    bytes[COLOUR_AT + COLOURS + index] = Math.round(Math.min(127, Math.max(-NEUTRAL, picture.redness[index] ?? 0)) + NEUTRAL);
  }
  return bytes;
}

/** Whether these bytes are a signature of the version that this code compares. Others must be made anew. */
export function isPictureSignature(bytes: Uint8Array): boolean {
  return bytes.length === TOTAL_BYTES && bytes[0] === VERSION;
}

/** @param bytes a signature, or its first `HEAD_BYTES` */
export function isSignatureHead(bytes: Uint8Array): boolean {
  return bytes.length >= HEAD_BYTES && bytes[0] === VERSION;
}

/** @param bytes as `isSignatureHead` has them */
export function readHead(bytes: Uint8Array): SignatureHead {
  const keys = new Uint32Array(KEY_COUNT * KEY_WORDS);
  readKeys(bytes, keys, 0);
  return { keys, coarse: coarseOf(bytes) };
}

/** Puts the keys of a head into `keys`, from `start` on. */
export function readKeys(bytes: Uint8Array, keys: Uint32Array, start: number): void {
  for (let index = start, at = KEYS_AT; at < COARSE_AT; index += 1, at += 4) {
    keys[index] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
}

/** See `SignatureHead`. */
export function coarseOf(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset + COARSE_AT, COARSE_CELLS);
}

/** The parts of a signature as they lie there. */
export interface SignatureParts {
  readonly width: number;
  readonly height: number;
  readonly coarse: Int8Array;
  /** Level = lowest + byte × unit. */
  readonly grey: Uint8Array;
  readonly lowest: number;
  readonly unit: number;
  /** Two cells a byte, the lower half first, in steps of so many levels. */
  readonly excess: Uint8Array;
  readonly excessStep: number;
  /** Around `NEUTRAL`. */
  readonly blueness: Uint8Array;
  readonly redness: Uint8Array;
}

/** Throws where `isPictureSignature` is false. */
export function partsOf(bytes: Uint8Array): SignatureParts {
  if (!isPictureSignature(bytes)) throw new Error('Not a picture signature of this version.');
  const numberAt = (at: number) => ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
  const lowest = bytes[2]!;
  return {
    width: numberAt(4),
    height: numberAt(8),
    coarse: coarseOf(bytes),
    grey: bytes.subarray(GREY_AT, EXCESS_AT),
    lowest,
    unit: (bytes[3]! - lowest) / 255,
    excess: bytes.subarray(EXCESS_AT, COLOUR_AT),
    excessStep: EXCESS_STEP,
    blueness: bytes.subarray(COLOUR_AT, COLOUR_AT + COLOURS),
    redness: bytes.subarray(COLOUR_AT + COLOURS, TOTAL_BYTES),
  };
}
