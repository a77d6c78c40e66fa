import { roundEven } from './round-even';

/**
 * CIE L*a*b* in 8 bits, bit for bit as OpenCV 4 has it (`COLOR_BGR2LAB` and back; integer paths of
 * modules/imgproc/src/color_lab.cpp, Apache-2.0): each of L, a, b in a byte, L by 255/100, a and b moved by 128.
 */
export interface Lab {
  readonly light: Uint8Array;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}

const XYZ_BITS = 12;
const GAMMA_BITS = 3;
const ROOT_BITS = XYZ_BITS + GAMMA_BITS;
const BASE_BITS = 14;
const BASE = 1 << BASE_BITS;
const INVERSE_BITS = 12;
const BACK_BITS = XYZ_BITS + BASE_BITS - INVERSE_BITS;
/** Of the sums of a lightness and a or b. */
const LEAST_SUM = -8145;

const WHITE = [0.950456, 1, 1.088754];
const TO_XYZ = [0.412453, 0.35758, 0.180423, 0.212671, 0.71516, 0.072169, 0.019334, 0.119193, 0.950227];
const FROM_XYZ = [3.240479, -1.53715, -0.498535, -0.969256, 1.875991, 0.041556, 0.055648, -0.204043, 1.057311];
const FORWARD = TO_XYZ.map((part, at) => Math.round(((1 << XYZ_BITS) * part) / (WHITE[Math.floor(at / 3)] as number)));
const BACK = FROM_XYZ.map((part, at) => Math.round((1 << XYZ_BITS) * part * (WHITE[at % 3] as number)));

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

interface Tables {
  linear: Uint16Array;
  root: Uint16Array;
  light: Int32Array;
  lightRoot: Int32Array;
  cube: Int32Array;
  companded: Uint8Array;
}
let tables: Tables | undefined;

function makeTables(): Tables {
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
    light: fill(new Int32Array(256), lightOf),
    lightRoot: fill(new Int32Array(256), lightRootOf),
    cube: fill(new Int32Array((BASE * 9) / 4), cubeOf),
    companded: fill(new Uint8Array(1 << INVERSE_BITS), (at) => roundEven(fround(255 * companded(at / (1 << INVERSE_BITS))))),
  };
}

/** @param rgb three bytes a pixel */
export function toLab(rgb: Uint8Array): Lab {
  const { linear: linearOf, root } = (tables ??= makeTables());
  const [xr, xg, xb, yr, yg, yb, zr, zg, zb] = FORWARD as [number, number, number, number, number, number, number, number, number];
  const lightScale = Math.trunc((116 * 255 + 50) / 100);
  const lightShift = -Math.trunc((16 * 255 * (1 << ROOT_BITS) + 50) / 100) + (1 << (ROOT_BITS - 1));
  const middle = 128 * (1 << ROOT_BITS) + (1 << (ROOT_BITS - 1));
  const half = 1 << (XYZ_BITS - 1);
  const count = rgb.length / 3;
  const lab = { light: new Uint8Array(count), a: new Uint8Array(count), b: new Uint8Array(count) };
  const { light, a, b } = lab;
  for (let at = 0, from = 0; at < count; at++, from += 3) {
    const red = linearOf[rgb[from] as number] as number;
    const green = linearOf[rgb[from + 1] as number] as number;
    const blue = linearOf[rgb[from + 2] as number] as number;
    const x = root[(red * xr + green * xg + blue * xb + half) >> XYZ_BITS] as number;
    const y = root[(red * yr + green * yg + blue * yb + half) >> XYZ_BITS] as number;
    const z = root[(red * zr + green * zg + blue * zb + half) >> XYZ_BITS] as number;
    light[at] = clampByte((lightScale * y + lightShift) >> ROOT_BITS);
    a[at] = clampByte((500 * (x - y) + middle) >> ROOT_BITS);
    b[at] = clampByte((200 * (y - z) + middle) >> ROOT_BITS);
  }
  return lab;
}

/** The inverse, into `rgb`. */
export function fromLab({ light, a, b }: Lab, rgb: Uint8Array): void {
  const { light: lightOf, lightRoot, cube, companded: compandedOf } = (tables ??= makeTables());
  const [rx, ry, rz, gx, gy, gz, bx, by, bz] = BACK as [number, number, number, number, number, number, number, number, number];
  const { aPart, bPart } = { aPart: new Int32Array(256), bPart: new Int32Array(256) };
  for (let value = 0; value < 256; value++) {
    aPart[value] = ((5 * value * 53687 + (1 << 7)) >> 13) - Math.trunc((128 * BASE) / 500) - LEAST_SUM;
    bPart[value] = ((value * 41943 + (1 << 4)) >> 9) - Math.trunc((128 * BASE) / 200) + 1 + LEAST_SUM;
  }
  const half = 1 << (BACK_BITS - 1);
  const top = (1 << INVERSE_BITS) - 1;
  for (let at = 0, to = 0; at < light.length; at++, to += 3) {
    const value = light[at] as number;
    const root = lightRoot[value] as number;
    const x = cube[root + (aPart[a[at] as number] as number)] as number;
    const y = lightOf[value] as number;
    const z = cube[root - (bPart[b[at] as number] as number)] as number;
    const red = (rx * x + ry * y + rz * z + half) >> BACK_BITS;
    const green = (gx * x + gy * y + gz * z + half) >> BACK_BITS;
    const blue = (bx * x + by * y + bz * z + half) >> BACK_BITS;
    rgb[to] = compandedOf[red < 0 ? 0 : red > top ? top : red] as number;
    rgb[to + 1] = compandedOf[green < 0 ? 0 : green > top ? top : green] as number;
    rgb[to + 2] = compandedOf[blue < 0 ? 0 : blue > top ? top : blue] as number;
  }
}

const clampByte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);
