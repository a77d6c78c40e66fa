// AssemblyScript. All memory belongs to the caller.

const PART_BITS: u32 = 16;
const PART: u32 = 0xffff;
/** None, one or two of four doubts. */
const MOST_FLIPS: i32 = 11;

let hit: usize = 0;

@inline
function isNear(place: usize, key: u64, reach: u64): u32 {
  return <u32>(popcnt<u64>(load<u64>(place) ^ key) <= reach);
}

/** Notes the keys of a bucket that differ from `key` in at most `reach` bits. Four at a time, however few there are: a guess at how many would mostly be wrong. */
@inline
function scanBucket(starts: usize, keys: usize, bucket: u32, key: u64, reach: u64, question: i32): void {
  const last = load<u32>(starts + ((<usize>bucket + 1) << 2));
  let at = load<u32>(starts + (<usize>bucket << 2));
  do {
    const place = keys + (<usize>at << 3);
    const left = last - at;
    let near = isNear(place, key, reach) | (isNear(place + 8, key, reach) << 1) | (isNear(place + 16, key, reach) << 2) | (isNear(place + 24, key, reach) << 3);
    near &= (1 << min(left, 4)) - 1;
    for (; near != 0; near &= near - 1) {
      store<i32>(hit, question);
      store<u32>(hit, at + ctz(near), 4);
      hit += 8;
    }
    at += 4;
  } while (at < last);
}

/**
 * Asks `questions` (three words each, `stride` bytes apart: high, low and doubts) from number `first` up to `end` for the
 * keys near them, of which `keys` has the 64 bits side by side by the buckets of a part, each from its place in `starts`
 * on. Puts into `hits` the number of a question and the place of a key each. One without a doubt is passed over.
 *
 * @param isUpper whether the part is the upper half of the low word
 * @param flips doubts that may be turned at once, 1 or 2
 * @param most of hits that fit; a question begins only where its hits certainly do
 * @returns the number of the first question that was not asked; how many hits there are stands behind `hitCount`
 */
export function scanBuckets(starts: usize, keys: usize, count: i32, questions: usize, stride: usize, first: i32, end: i32, isUpper: bool, reach: i32, flips: i32, hits: usize, most: i32, hitCount: usize): i32 {
  hit = hits;
  const room = hits + (<usize>(most - count) << 3);
  const bits = <u64>reach;
  let number = first;
  for (; number < end && hit <= room; number += 1) {
    const at = questions + <usize>number * stride;
    const allDoubts = load<u32>(at, 8);
    if (allDoubts == 0) continue;
    const low = load<u32>(at, 4);
    const key = (<u64>load<u32>(at) << 32) | <u64>low;
    const bucket = isUpper ? low >>> PART_BITS : low & PART;
    const doubts = isUpper ? allDoubts >>> PART_BITS : allDoubts & PART;
    scanBucket(starts, keys, bucket, key, bits, number);
    let asked = 1;
    for (let rest = doubts; rest != 0; rest &= rest - 1) {
      const one = rest & (0 - rest);
      if (asked < MOST_FLIPS) {
        scanBucket(starts, keys, bucket ^ one, key, bits, number);
        asked += 1;
      }
      if (flips < 2) continue;
      for (let others = rest & (rest - 1); others != 0; others &= others - 1) {
        if (asked >= MOST_FLIPS) break;
        scanBucket(starts, keys, bucket ^ one ^ (others & (0 - others)), key, bits, number);
        asked += 1;
      }
    }
  }
  store<i32>(hitCount, <i32>((hit - hits) >> 3));
  return number;
}
