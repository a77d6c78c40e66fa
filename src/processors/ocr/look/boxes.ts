/** Upright rectangles in pixels, from the first to the last pixel that belongs to each. */
export interface Boxes {
  readonly count: number;
  readonly left: Int32Array;
  readonly top: Int32Array;
  readonly right: Int32Array;
  readonly bottom: Int32Array;
}

export function widthOf({ left, right }: Boxes, index: number): number {
  return (right[index] ?? 0) - (left[index] ?? 0) + 1;
}

export function heightOf({ top, bottom }: Boxes, index: number): number {
  return (bottom[index] ?? 0) - (top[index] ?? 0) + 1;
}

/** The same boxes with rows and columns exchanged: what stood above now stands to the left. */
export function transpose({ count, left, top, right, bottom }: Boxes): Boxes {
  return { count, left: top, top: left, right: bottom, bottom: right };
}

/** The boxes of a picture of this size after half a turn. */
export function turnOver(boxes: Boxes): Boxes {
  const negative = (values: Int32Array): Int32Array => values.map((value) => -value);
  return {
    count: boxes.count,
    left: negative(boxes.right),
    top: negative(boxes.bottom),
    right: negative(boxes.left),
    bottom: negative(boxes.top),
  };
}

/** The boxes once lines that fall to the right by so many degrees are level: each one lifted as it stands. */
export function level(boxes: Boxes, degrees: number): Boxes {
  const fall = Math.tan((degrees * Math.PI) / 180);
  const lifted = (values: Int32Array): Int32Array =>
    values.map((value, index) => value - Math.round(((boxes.left[index] ?? 0) + (boxes.right[index] ?? 0)) * 0.5 * fall));
  return { ...boxes, top: lifted(boxes.top), bottom: lifted(boxes.bottom) };
}

export function pick(boxes: Boxes, wanted: (index: number) => boolean): Boxes {
  const kept: number[] = [];
  for (let index = 0; index < boxes.count; index++) if (wanted(index)) kept.push(index);
  const values = (from: Int32Array): Int32Array => Int32Array.from(kept, (index) => from[index] ?? 0);
  return {
    count: kept.length,
    left: values(boxes.left),
    top: values(boxes.top),
    right: values(boxes.right),
    bottom: values(boxes.bottom),
  };
}
