const POLE: f64 = -0.26794919243112270647; // √3 − 2
/** From here on what is mirrored at the edge no longer counts. */
const HORIZON: i32 = 12;

@inline
function level(at: usize): f64 {
  return <f64>load<f32>(at);
}

function filter(start: usize, step: usize, side: i32): void {
  let sum = level(start);
  let weight = POLE;
  for (let k = 1; k < min(side, HORIZON); k += 1) {
    sum += weight * level(start + <usize>k * step);
    weight *= POLE;
  }
  store<f32>(start, <f32>sum);
  let at = start;
  for (let k = 1; k < side; k += 1) {
    at += step;
    store<f32>(at, <f32>(level(at) + POLE * level(at - step)));
  }
  store<f32>(at, <f32>((POLE / (POLE * POLE - 1)) * (level(at) + POLE * level(at - step))));
  for (let k = side - 2; k >= 0; k -= 1) {
    at -= step;
    store<f32>(at, <f32>(POLE * (level(at + step) - level(at))));
  }
  for (let k = 0; k < side; k += 1) {
    store<f32>(at, <f32>(level(at) * 6));
    at += step;
  }
}

/** Makes of a grid, in place, what cubic B-splines are weighted by to go through its cells; mirrored at the edges. */
export function toSpline(grid: usize, side: i32): void {
  for (let line = 0; line < side; line += 1) filter(grid + (<usize>(line * side) << 2), 4, side);
  for (let line = 0; line < side; line += 1) filter(grid + (<usize>line << 2), <usize>side << 2, side);
}
