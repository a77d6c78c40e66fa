import { roundEven } from './round-even';

/** Tables of OpenCV's Lab in 8 bits (modules/imgproc/src/color_lab.cpp, Apache-2.0). */
export interface LabTables {
  /** Of each byte its linear light. */
  readonly linear: Uint16Array;
  /** Of each sum of linear light its root. */
  readonly root: Uint16Array;
  /** Of each lightness Y, and the root of Y. */
  readonly lightness: Int32Array;
  /** Of each sum of roots, from the least on, its cube. */
  readonly cube: Int32Array;
  /** Of each part of linear light its byte. */
  readonly companded: Uint8Array;
}

const GAMMA_BITS = 3;
const ROOT_BITS = 15;
const BASE_BITS = 14;
const BASE = 1 << BASE_BITS;
const INVERSE_BITS = 12;
/** Of the sums of a lightness and a or b. */
const LEAST_SUM = -8145;

const { fround } = Math;
const linear = (x: number): number => fround(x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
const companded = (x: number): number => fround(x <= 0.0031308 ? x * 12.92 : x ** (1 / 2.4) * 1.055 - 0.055);

/** The cube root of OpenCV's software floats: a rational polynomial on an eighth to one, cut off to single precision. */
function cubeRoot(x: number): number {
  if (x <= 0) return 0;
  const power = Math.ceil((Math.floor(Math.log2(x)) + 1) / 3);
  const part = x / 8 ** power;
  const above = (((45.2548339756803 * part + 192.2798368355061) * part + 119.16548242855816) * part + 13.432501390862399) * part + 0.16361612265857542;
  const below = (((14.808840932191346 * part + 151.97140510444356) * part + 168.52544141015682) * part + 33.99059413502156) * part + 1;
  return cutOff(above / below) * 2 ** power;
}

const cutOff = (x: number): number => Math.floor(x * 2 ** 24) / 2 ** 24;

const fill = <T extends Uint16Array | Int32Array | Uint8Array>(table: T, value: (at: number) => number): T => {
  for (let at = 0; at < table.length; at++) table[at] = value(at);
  return table;
};

let made: LabTables | undefined;

/** Made once a process. */
export const labTables = (): LabTables => (made ??= makeTables());

function makeTables(): LabTables {
  const linearScale = fround(255 * (1 << GAMMA_BITS));
  const step = fround(1 / linearScale);
  const threshold = fround(216 / 24389);
  const slope = fround(841 / 108);
  const bias = fround(16 / 116);
  const rootOf = (x: number): number => fround(x < threshold ? fround(x * slope + bias) : cubeRoot(x));
  const lightRootOf = (at: number): number =>
    at <= 20
      ? roundEven(fround(BASE * fround(bias + fround(fround(at * 5) / fround(3 * 17 * 29)))))
      : roundEven(lightRootFloat(at));
  const lightRootFloat = (at: number): number =>
    fround(fround(fround(at * 100 * BASE) / fround(255 * 116)) + fround(fround(16 * BASE) / 116));
  const lightOf = (at: number): number => {
    if (at <= 20) return roundEven(fround(fround(at * BASE * 20 * 9) / fround(17 * 29 * 29 * 29)));
    const root = lightRootFloat(at);
    return roundEven(fround(fround(fround(root * root) * root) / fround(BASE * BASE)));
  };
  const cubeOf = (at: number): number => {
    const sum = at + LEAST_SUM;
    if (sum <= 3390) return Math.trunc((sum * 108) / 841) - Math.trunc((Math.trunc((BASE * 16) / 116) * 108) / 841);
    return Math.trunc((Math.trunc((sum * sum) / BASE) * sum) / BASE);
  };
  return {
    linear: fill(new Uint16Array(256), (at) => roundEven(fround(linearScale * linear(fround(at / 255))))),
    root: fill(new Uint16Array(((256 * 3) / 2) << GAMMA_BITS), (at) => roundEven(fround((1 << ROOT_BITS) * rootOf(fround(step * at))))),
    lightness: fill(new Int32Array(2 * 256), (at) => (at % 2 === 0 ? lightOf(at / 2) : lightRootOf((at - 1) / 2))),
    cube: fill(new Int32Array((BASE * 9) / 4), cubeOf),
    companded: fill(new Uint8Array(1 << INVERSE_BITS), (at) => roundEven(fround(255 * companded(at / (1 << INVERSE_BITS))))),
  };
}
