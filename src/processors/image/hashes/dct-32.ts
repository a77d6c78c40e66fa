const SIZE = 32;
const ROOT = Math.SQRT2;

/** cos(πi / 64) and sin(πi / 64), correctly rounded; engines differ in the last bit of theirs. */
const COSINES = [
  1.0, 0.9987954562051724, 0.9951847266721969, 0.989176509964781,
  0.9807852804032304, 0.970031253194544, 0.9569403357322088, 0.9415440651830208,
  0.9238795325112867, 0.9039892931234433, 0.881921264348355, 0.8577286100002721,
  0.8314696123025452, 0.8032075314806449, 0.773010453362737, 0.7409511253549591,
  0.7071067811865476,
];
const SINES = [
  0.0, 0.049067674327418015, 0.0980171403295606, 0.14673047445536175,
  0.19509032201612825, 0.24298017990326387, 0.29028467725446233, 0.33688985339222005,
  0.3826834323650898, 0.4275550934302821, 0.47139673682599764, 0.5141027441932217,
  0.5555702330196022, 0.5956993044924334, 0.6343932841636455, 0.6715589548470183,
  0.7071067811865475,
];

/** cos and sin of 2πi / n for n = 32 or 128 and i up to n / 4. */
function direct(i: number, n: number): [number, number] {
  const step = (128 / n) * i;
  if (step > 16) return [SINES[32 - step] as number, COSINES[32 - step] as number];
  return step < 16 ? [COSINES[step] as number, SINES[step] as number] : [SINES[16] as number, COSINES[16] as number];
}

/** cos and sin of 2πi / n for i up to n / 2, each the product of two of a table's, as `sincos_2pibyn` has them. */
function root(i: number, n: number): [number, number] {
  if (2 * i > n) {
    const [cos, sin] = root(n - i, n);
    return [cos, -sin];
  }
  const step = n === 128 ? 16 : 8;
  const [a, b] = i % step === 0 ? [1, 0] : direct(i % step, n);
  const [c, d] = i < step ? [1, 0] : direct(i - (i % step), n);
  return [a * c - b * d, a * d + b * c];
}

/** cos(2πi / 128) for i = 0…32. */
const quarter = Float64Array.from({ length: SIZE + 1 }, (_, i) => root(i, 4 * SIZE)[0]);

/** Real and imaginary parts of the roots of unity that one pass multiplies with, as `comp_twiddle` lays them out. */
function twiddles(radix: number, passes: number, length: number): Float64Array {
  const roots = new Float64Array((radix - 1) * (length - 1));
  for (let j = 1; j < radix; j += 1) {
    for (let i = 1; i <= (length - 1) >> 1; i += 1) {
      const at = (j - 1) * (length - 1) + 2 * i - 2;
      [roots[at], roots[at + 1]] = root(j * passes * i, SIZE) as [number, number];
    }
  }
  return roots;
}

const first = twiddles(2, 1, 16);
const second = twiddles(4, 2, 4);
const last = new Float64Array(0);

/**
 * The unnormalised DCT-II of 32 values, in place, in the very order of operations that SciPy has (pocketfft:
 * `T_dcst23`, `radb2`, `radb4`): where coefficients cancel out, the rounding that is left decides a hash's bits.
 */
export function dct32(values: Float64Array): void {
  const c = values;
  c[0]! *= 2;
  c[SIZE - 1]! *= 2;
  for (let k = 1; k < SIZE - 1; k += 2) {
    const t = c[k + 1]!;
    c[k + 1]! -= c[k]!;
    c[k]! += t;
  }
  const other = new Float64Array(SIZE);
  radix2(c, other, 16, first);
  radix4(other, c, 4, 2, second);
  radix4(c, other, 1, 8, last);
  c.set(other);
  for (let k = 1, kc = SIZE - 1; k < SIZE / 2; k += 1, kc -= 1) {
    const t1 = quarter[k]! * c[kc]! + quarter[kc]! * c[k]!;
    const t2 = quarter[k]! * c[k]! - quarter[kc]! * c[kc]!;
    c[k] = 0.5 * (t1 + t2);
    c[kc] = 0.5 * (t1 - t2);
  }
  c[SIZE / 2]! *= quarter[SIZE / 2]!;
}

function radix2(from: Float64Array, to: Float64Array, length: number, roots: Float64Array): void {
  const half = length;
  to[0] = from[0]! + from[2 * length - 1]!;
  to[half] = from[0]! - from[2 * length - 1]!;
  to[length - 1] = 2 * from[length - 1]!;
  to[half + length - 1] = -2 * from[length]!;
  for (let i = 2; i < length; i += 2) {
    const back = length - i;
    to[i - 1] = from[i - 1]! + from[length + back - 1]!;
    const real = from[i - 1]! - from[length + back - 1]!;
    const imaginary = from[i]! + from[length + back]!;
    to[i] = from[i]! - from[length + back]!;
    multiply(to, half + i, roots, i - 2, imaginary, real);
  }
}

function radix4(from: Float64Array, to: Float64Array, length: number, count: number, roots: Float64Array): void {
  for (let k = 0; k < count; k += 1) {
    const a = 4 * k * length;
    const [b, c, d] = [a + length, a + 2 * length, a + 3 * length];
    const [e, step] = [k * length, count * length];
    const [f, g, h] = [e + step, e + 2 * step, e + 3 * step];
    const tr2 = from[a]! + from[d + length - 1]!;
    const tr1 = from[a]! - from[d + length - 1]!;
    const tr3 = 2 * from[b + length - 1]!;
    const tr4 = 2 * from[c]!;
    to[e] = tr2 + tr3;
    to[g] = tr2 - tr3;
    to[h] = tr1 + tr4;
    to[f] = tr1 - tr4;
    if (length === 1) continue;
    {
      const ti1 = from[d]! + from[b]!;
      const ti2 = from[d]! - from[b]!;
      const sum = from[a + length - 1]! + from[c + length - 1]!;
      const difference = from[a + length - 1]! - from[c + length - 1]!;
      to[e + length - 1] = sum + sum;
      to[f + length - 1] = ROOT * (difference - ti1);
      to[g + length - 1] = ti2 + ti2;
      to[h + length - 1] = -ROOT * (difference + ti1);
    }
    for (let i = 2; i < length; i += 2) {
      const back = length - i;
      const [r2, r1] = [from[a + i - 1]! + from[d + back - 1]!, from[a + i - 1]! - from[d + back - 1]!];
      const [i1, i2] = [from[a + i]! + from[d + back]!, from[a + i]! - from[d + back]!];
      const [r4, i3] = [from[c + i]! + from[b + back]!, from[c + i]! - from[b + back]!];
      const [r3, i4] = [from[c + i - 1]! + from[b + back - 1]!, from[c + i - 1]! - from[b + back - 1]!];
      to[e + i - 1] = r2 + r3;
      to[e + i] = i2 + i3;
      multiply(to, f + i, roots, i - 2, i1 + i4, r1 - r4);
      multiply(to, g + i, roots, length - 1 + i - 2, i2 - i3, r2 - r3);
      multiply(to, h + i, roots, 2 * (length - 1) + i - 2, i1 - i4, r1 + r4);
    }
  }
}

/** `to[at]` and the one before it become the imaginary and real part of a value times a root. */
function multiply(to: Float64Array, at: number, roots: Float64Array, root: number, imaginary: number, real: number): void {
  const [cos, sin] = [roots[root]!, roots[root + 1]!];
  to[at] = cos * imaginary + sin * real;
  to[at - 1] = cos * real - sin * imaginary;
}
