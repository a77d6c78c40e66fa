import { greyPng } from '../../base/grey-png';

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
  return greyPng(width, height, (x, y) => (DOTS[dotAt(y)]?.[dotAt(x)] === '#' ? 0 : 255));
}

const dotAt = (pixel: number): number => Math.floor((pixel - MARGIN) / DOT_PIXELS);
