import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { nameDecoder } from './name-decoder';

const SAMPLES: [encoding: string, iconvName: string, names: string[]][] = [
  ['cp437', 'cp437', ['Müller Straße.txt', 'Ärger.doc', 'façade.pdf']],
  ['cp437', 'cp437', ['Über uns.txt']],
  ['cp437', 'cp437', ['Äpfel über.txt']],
  ['cp437', 'cp437', ['Ärzte.txt']],
  ['cp437', 'cp437', ['Öl für Frau Öztürk.doc']],
  ['cp437', 'cp437', ['Größenübersicht.doc']],
  ['cp437', 'cp437', ['señor niño.txt', 'garçon.txt']],
  ['windows-1252', 'win1252', ['Äpfel über.txt']],
  ['windows-1252', 'win1252', ['Übersicht – März.txt']],
  ['shift_jis', 'cp932', ['Excel資料.xls', '旅行memo.txt']],
  ['shift_jis', 'cp932', ['（株）田中 見積.pdf']],
  ['windows-1252', 'win1252', ['Müller Straße.txt', 'Prüfung – Übersicht.doc', 'Café “x”.txt']],
  ['windows-1252', 'win1252', ['Größe.txt']],
  ['windows-1252', 'win1252', ['latin-é.txt']],
  ['shift_jis', 'cp932', ['写真/旅行の思い出.jpg', '資料.txt', 'テスト ファイル.xls']],
  ['shift_jis', 'cp932', ['請求書_2024.pdf']],
  ['gbk', 'gbk', ['新建文件夹/照片.jpg', '简历.doc', '中文文件名.txt']],
  ['gbk', 'gbk', ['报告.pdf']],
  ['cp866', 'cp866', ['Новая папка/Отчёт.doc', 'Фото.jpg', 'Привет мир.txt']],
  ['cp866', 'cp866', ['ДОГОВОР 12.pdf']],
];

describe('nameDecoder', () => {
  it.each(SAMPLES)('tells %s by how its names look (%#)', (encoding, iconvName, names) => {
    const bytes = names.map((name) => iconv.encode(name, iconvName));
    const decoder = nameDecoder(bytes);
    expect(decoder.encoding).toBe(encoding);
    expect(bytes.map((name) => decoder.decode(name).text)).toEqual(names);
    expect(decoder.isGuessed).toBe(encoding !== 'cp437');
  });

  it('takes names that are all valid UTF-8 as such', () => {
    const names = ['Größe.txt', '写真.jpg'].map((name) => Buffer.from(name));
    const decoder = nameDecoder(names);
    expect(decoder.source).toContain('UTF-8');
    expect(names.map((name) => decoder.decode(name).text)).toEqual(['Größe.txt', '写真.jpg']);
  });

  it('reads a few other names among UTF-8 for themselves', () => {
    const decoder = nameDecoder([Buffer.from('Größe.txt'), Buffer.from('Übung.txt'), Buffer.from('Stra\xdfe.txt', 'latin1')]);
    expect(decoder.decode(Buffer.from('Größe.txt'))).toEqual({ text: 'Größe.txt', encoding: 'utf-8' });
    expect(decoder.decode(Buffer.from('Stra\xdfe.txt', 'latin1'))).toEqual({ text: 'Straße.txt', encoding: 'windows-1252' });
  });

  it('decides for thousands of names in a moment', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => iconv.encode(`Größe ${index}.txt`, 'cp437'));
    const decoder = nameDecoder(names);
    expect(decoder.decode(names[7] as Buffer).text).toBe('Größe 7.txt');
  });
});
