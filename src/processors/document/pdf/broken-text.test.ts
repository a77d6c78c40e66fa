import { expect, it } from 'vitest';
import { isBrokenText } from './broken-text';

const ENGLISH = 'The committee thanked Mrs Whitfield for her careful work on the accounts of the last year, and the meeting closed at nine. ';

it.each([
  ['English', ENGLISH.repeat(4)],
  ['Czech', 'Žluťoučký kůň pěl ďábelské ódy, prst skrz krk, čtvrthrst zrn a blb vlk zmlkl u krbu. '.repeat(5)],
  ['Vietnamese', 'Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và các quyền lợi. '.repeat(5)],
  ['Welsh', 'Genir pawb yn rhydd ac yn gydradd â’i gilydd mewn urddas a hawliau. '.repeat(6)],
  ['Azerbaijani', 'Bütün insanlar ləyaqət və hüquqlarına görə azad və bərabər doğulurlar. '.repeat(6)],
  ['Greek', 'Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. '.repeat(4)],
  ['Kazakh', 'Барлық адамдар тумысынан азат және қадір-қасиеті мен кұқықтары тең болып дүниеге келеді. '.repeat(4)],
  ['Japanese', 'すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。'.repeat(4)],
  ['Hebrew', 'כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. '.repeat(5)],
  ['hexadecimal figures', '3f9a 00c4 bd71 e2d0 57ac 91fe 4b3c d8e5 '.repeat(20)],
  ['figures', '12,480.00 7,110.50 319.25 88 1,204 '.repeat(20)],
  ['one sign that has no letter', `\uf0b7 ${ENGLISH}`],
  ['two bullets in a short text', '\uf0b7 Yes\n\uf0b7 No'],
  ['nothing', ''],
])('believes %s', (_what, text) => {
  expect(isBrokenText(text)).toBe(false);
});

it.each([
  ['control characters', [...ENGLISH].map((letter) => String.fromCharCode(letter.charCodeAt(0) % 31)).join('')],
  ['letters moved by 29, with control characters for spaces', [...ENGLISH].map((letter) => String.fromCharCode(letter.charCodeAt(0) - 29)).join('')],
  ['letters exchanged for others', ENGLISH.replace(/[a-z]/g, (letter) => 'bcdfghjklmnpqrstvwxzbcdfgh'['abcdefghijklmnopqrstuvwxyz'.indexOf(letter)] ?? 'b').repeat(4)],
  ['private use', '\ue012\ue044\ue0a1 \ue012\ue044 \ue0f1\ue002'],
  ['signs for what is missing', '\ufffd\ufffd\ufffd \ufffd\ufffd a'],
  ['names of glyphs', '(cid:17)(cid:42)(cid:3)(cid:88)(cid:12) (cid:9)(cid:17)'],
  ['numbers of glyphs taken for characters', 'ƂɈɗƞʁ ɭʃƴɯ ʊɵǸɝƆ ʭʇɲ'],
])('does not believe %s', (_what, text) => {
  expect(isBrokenText(text)).toBe(true);
});
