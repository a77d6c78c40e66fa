import { leaveRoom, takeRoom } from '../pixels/spare-room';
import { withKernelRoom } from './kernel-room';
import { labTables } from './lab-tables';

/**
 * CIE L*a*b* in 8 bits, bit for bit as OpenCV 4 has it (`COLOR_BGR2LAB` and back; integer paths of
 * modules/imgproc/src/color_lab.cpp, Apache-2.0): each of L, a, b in a byte, L by 255/100, a and b moved by 128.
 */
export interface Lab {
  readonly light: Uint8Array;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}

/** Pixels that go through the kernels at once. */
const PART = 16_384;

/** @param rgb three bytes a pixel */
export function toLab(rgb: Uint8Array): Lab {
  const { linear, root } = labTables();
  const count = rgb.length / 3;
  const lab = { light: takeRoom(count), a: takeRoom(count), b: takeRoom(count) };
  return withKernelRoom((room) => {
    const colours = room.place(PART * 3);
    const [light, a, b] = [room.place(PART), room.place(PART), room.place(PART)];
    const [linearTable, rootTable] = [room.place(linear.byteLength), room.place(root.byteLength)];
    const bytes = room.open();
    new Uint16Array(bytes.buffer, linearTable).set(linear);
    new Uint16Array(bytes.buffer, rootTable).set(root);
    for (let at = 0; at < count; at += PART) {
      const pixels = Math.min(PART, count - at);
      bytes.set(rgb.subarray(at * 3, (at + pixels) * 3), colours);
      room.kernels.toLabRow(colours, light, a, b, pixels, linearTable, rootTable);
      lab.light.set(bytes.subarray(light, light + pixels), at);
      lab.a.set(bytes.subarray(a, a + pixels), at);
      lab.b.set(bytes.subarray(b, b + pixels), at);
    }
    return lab;
  });
}

/** The inverse, into `rgb`; `lab` is used up. */
export function fromLab(lab: Lab, rgb: Uint8Array): void {
  const { lightness, cube, companded } = labTables();
  const count = lab.light.length;
  withKernelRoom((room) => {
    const colours = room.place(PART * 3);
    const [light, a, b] = [room.place(PART), room.place(PART), room.place(PART)];
    const [lightTable, cubeTable, byteTable] = [room.place(lightness.byteLength), room.place(cube.byteLength), room.place(companded.byteLength)];
    const bytes = room.open();
    new Int32Array(bytes.buffer, lightTable).set(lightness);
    new Int32Array(bytes.buffer, cubeTable).set(cube);
    bytes.set(companded, byteTable);
    for (let at = 0; at < count; at += PART) {
      const pixels = Math.min(PART, count - at);
      bytes.set(lab.light.subarray(at, at + pixels), light);
      bytes.set(lab.a.subarray(at, at + pixels), a);
      bytes.set(lab.b.subarray(at, at + pixels), b);
      room.kernels.fromLabRow(light, a, b, colours, pixels, lightTable, cubeTable, byteTable);
      rgb.set(bytes.subarray(colours, colours + pixels * 3), at * 3);
    }
  });
  for (const plane of [lab.light, lab.a, lab.b]) leaveRoom(plane);
}
