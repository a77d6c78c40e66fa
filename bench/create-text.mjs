import { writeFileSync } from 'node:fs';
import { randomNumbers } from './kit/numbers.mjs';

const SYLLABLES =
  'ba be bi bo bu da de di do ka ke ki la le li lo ma me mi mo na ne no ra re ri ro sa se si so ta te ti to va ve wa wi str ing tion ment er ed est th ch sh'.split(' ');
const WORDS = 20_000;
const LINE = 80;

/**
 * Text that packs like people's: words of a made-up language, few of them often and many seldom (Zipf), so that deflate leaves
 * about 36 of 100 bytes. The same seed gives the same text.
 *
 * @returns {Buffer} of exactly so many bytes
 */
export function createText(seed, bytes) {
  const random = randomNumbers(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const words = Array.from({ length: WORDS }, () => Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(SYLLABLES)).join(''));
  const text = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; ) {
    let line = '';
    while (line.length < LINE) line += words[Math.floor(WORDS ** random()) - 1] + (random() < 0.08 ? ', ' : ' ');
    at += text.write(`${line.trim()}.\n`, at, 'latin1');
  }
  return text;
}

/** One text cut into files of different lengths. @returns what they are called */
export function writeTexts(folder, seed, bytes, files) {
  const text = createText(seed, bytes);
  const random = randomNumbers(seed + 1);
  const cuts = [...Array.from({ length: files - 1 }, () => Math.floor(random() * bytes)), 0, bytes].sort((a, b) => a - b);
  return Array.from({ length: files }, (_, i) => {
    const name = `text-${i}.txt`;
    writeFileSync(`${folder}/${name}`, text.subarray(cuts[i], cuts[i + 1]));
    return name;
  });
}
