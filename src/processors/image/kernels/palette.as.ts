/** Samples of a picture: 24-bit colours in 32-bit words, in boxes of colours that lie side by side. */

/** Into `span`: the least byte of each channel, and the most (as colours). Up to three words behind the last are read. */
export function spanOfBox(samples: usize, count: i32, span: usize): void {
  const first = v128.load32_splat(samples);
  let least = first;
  let most = first;
  let at = 0;
  for (; at + 4 <= count; at += 4) {
    const four = v128.load(samples + (<usize>at << 2));
    least = i8x16.min_u(least, four);
    most = i8x16.max_u(most, four);
  }
  for (; at < count; at += 1) {
    const one = v128.load32_splat(samples + (<usize>at << 2));
    least = i8x16.min_u(least, one);
    most = i8x16.max_u(most, one);
  }
  least = i8x16.min_u(least, i32x4.shuffle(least, least, 2, 3, 0, 1));
  most = i8x16.max_u(most, i32x4.shuffle(most, most, 2, 3, 0, 1));
  store<i32>(span, i32x4.extract_lane(i8x16.min_u(least, i32x4.shuffle(least, least, 1, 0, 3, 2)), 0));
  store<i32>(span, i32x4.extract_lane(i8x16.max_u(most, i32x4.shuffle(most, most, 1, 0, 3, 2)), 0), 4);
}

/**
 * Parts a box in two, neither empty, at the median of the channel at `shift`: the lower half is put to the beginning.
 *
 * @param counts room for 256 words
 * @param spare room for the box
 * @returns how many are in the lower half
 */
export function cutBox(samples: usize, count: i32, shift: i32, counts: usize, spare: usize): i32 {
  memory.fill(counts, 0, 1024);
  const end = samples + (<usize>count << 2);
  for (let from = samples; from < end; from += 4) {
    const at = counts + (<usize>((load<u32>(from) >> shift) & 255) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let limit: u32 = 0;
  let below = 0;
  while (below + load<i32>(counts + (<usize>limit << 2)) <= count >> 1) {
    below += load<i32>(counts + (<usize>limit << 2));
    limit += 1;
  }
  // Where the median is the least value, it goes to the lower half.
  while (below == 0) {
    below += load<i32>(counts + (<usize>limit << 2));
    limit += 1;
  }
  let low = samples;
  let high = spare;
  for (let from = samples; from < end; from += 4) {
    const sample = load<u32>(from);
    const isLow = ((sample >> shift) & 255) < limit;
    // Both are written, and one of them stays: which one is anyone's guess.
    store<u32>(low, sample);
    store<u32>(high, sample);
    low += isLow ? 4 : 0;
    high += isLow ? 0 : 4;
  }
  memory.copy(low, spare, high - spare);
  return below;
}

/** Into `sums`: of the first, the second and the third byte of all samples. */
export function sumBox(samples: usize, count: i32, sums: usize): void {
  let first = 0, second = 0, third = 0;
  for (const end = samples + (<usize>count << 2); samples < end; samples += 4) {
    const sample = load<u32>(samples);
    first += sample & 255;
    second += (sample >> 8) & 255;
    third += (sample >> 16) & 255;
  }
  store<i32>(sums, first);
  store<i32>(sums, second, 4);
  store<i32>(sums, third, 8);
}
