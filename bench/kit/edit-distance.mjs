/**
 * Levenshtein distance of two strings of UTF-16 units, 32 rows at a time: Myers, "A fast bit-vector algorithm for
 * approximate string matching" (1999), in blocks as Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau
 * edit distances" (2003) gives them.
 */
export function editDistance(a, b) {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return long.length;
  const blocks = Math.ceil(short.length / 32);
  const peq = matchMasks(short, blocks);
  const none = new Int32Array(blocks);
  const positive = new Int32Array(blocks).fill(-1);
  const negative = new Int32Array(blocks);
  const lastBit = 1 << ((short.length - 1) & 31);
  let distance = short.length;
  for (let j = 0; j < long.length; j += 1) {
    const masks = peq.get(long.charCodeAt(j)) ?? none;
    // The row above the first one grows by one a column.
    let positiveIn = 1;
    let negativeIn = 0;
    for (let block = 0; block < blocks; block += 1) {
      const p = positive[block];
      const n = negative[block];
      const eq = masks[block] | negativeIn;
      const xv = masks[block] | n;
      const xh = (((eq & p) + p) ^ p) | eq;
      const hp = n | ~(xh | p);
      const hn = p & xh;
      if (block === blocks - 1) {
        if (hp & lastBit) distance += 1;
        if (hn & lastBit) distance -= 1;
      }
      const hpShifted = (hp << 1) | positiveIn;
      const hnShifted = (hn << 1) | negativeIn;
      positiveIn = hp >>> 31;
      negativeIn = hn >>> 31;
      positive[block] = hnShifted | ~(xv | hpShifted);
      negative[block] = hpShifted & xv;
    }
  }
  return distance;
}

function matchMasks(text, blocks) {
  const masks = new Map();
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    let mask = masks.get(unit);
    if (mask === undefined) masks.set(unit, (mask = new Int32Array(blocks)));
    mask[i >> 5] |= 1 << (i & 31);
  }
  return masks;
}
