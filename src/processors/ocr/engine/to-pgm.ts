import type { GreyPicture } from '../picture/grey-picture';

/** The picture as a PGM file: the cheapest format that both engines read. */
export function toPgm({ data, width, height }: GreyPicture): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + data.length);
  file.set(head);
  file.set(data, head.length);
  return file;
}
