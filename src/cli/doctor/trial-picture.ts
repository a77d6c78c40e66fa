import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The word FILEMILL, a character a dot. */
const DOTS = [
  '#####  #####  #      #####  #   #  #####  #      #    ',
  '#        #    #      #      ## ##    #    #      #    ',
  '#        #    #      #      # # #    #    #      #    ',
  '####     #    #      ####   # # #    #    #      #    ',
  '#        #    #      #      #   #    #    #      #    ',
  '#        #    #      #      #   #    #    #      #    ',
  '#      #####  #####  #####  #   #  #####  #####  #####',
];
const DOT_PIXELS = 6;
const MARGIN = 60;

/** A grey PNG of one word, for OCR to be tried on. */
export function trialPicture(): Buffer {
  const width = (DOTS[0] ?? '').length * DOT_PIXELS + 2 * MARGIN;
  const height = DOTS.length * DOT_PIXELS + 2 * MARGIN;
  const rows = Buffer.alloc((width + 1) * height, 0xff);
  for (let y = 0; y < height; y += 1) {
    rows[y * (width + 1)] = 0;
    for (let x = 0; x < width; x += 1) {
      if (DOTS[dotAt(y)]?.[dotAt(x)] === '#') rows[y * (width + 1) + 1 + x] = 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const dotAt = (pixel: number): number => Math.floor((pixel - MARGIN) / DOT_PIXELS);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
