import type { ArchiveReport } from '../../shared/model/archive';
import { formatBytes } from '../../shared/model/format-bytes';
import type { ImageReport, OcrReport, PdfReport, Report, WordReport } from '../../shared/model/report';
import type { Fact } from './fact-lines';

const count = (number: number): string => number.toLocaleString('en');
/** Nothing for what there is none of. */
const some = (number: number): string | null => (number === 0 ? null : count(number));
const yesNo = (flag: boolean): string => (flag ? 'yes' : 'no');

/** What a reading found in numbers and single words. */
export function reportFacts(report: Report): Fact[] {
  switch (report.kind) {
    case 'text':
      return [
        ['Encoding', report.encoding],
        ['Lines', count(report.lineCount)],
        ['Words', count(report.wordCount)],
        ['Characters', count(report.characterCount)],
      ];
    case 'data':
      return [
        ['Valid', yesNo(report.valid)],
        [report.format === 'json' ? 'Elements' : 'Rows', count(report.rowCount)],
        ['Columns', report.columns.join(', ')],
        ['Header', report.hasHeader === undefined ? null : yesNo(report.hasHeader)],
        ['Delimiter', report.delimiter === '\t' ? 'tab' : (report.delimiter ?? null)],
        ['Encoding', report.encoding ?? null],
      ];
    case 'document':
      return report.format === 'pdf' ? pdfFacts(report) : wordFacts(report);
    case 'image':
      return imageFacts(report);
    case 'archive':
      return archiveFacts(report);
    case 'other':
      return [
        ['Content', report.description],
        ['First bytes', report.headHex.slice(0, 32).replace(/..(?=.)/g, '$& ')],
      ];
  }
}

function archiveFacts(report: ArchiveReport): Fact[] {
  const { type, fileCount, folderCount, totalSize, compressionRatio, volumeCount, comment, nameSource } = report;
  const protectedBy = report.hasEncryptedNames ? 'contents and names' : report.isEncrypted ? 'contents' : null;
  return [
    ['Archive', type],
    ['Files', count(fileCount)],
    ['Folders', some(folderCount)],
    ['Unpacked', totalSize === null ? 'known only when it is unpacked' : `${formatBytes(totalSize)}${compressionRatio === null ? '' : `, packed to ${(compressionRatio * 100).toFixed(1)} %`}`],
    ['Encrypted', protectedBy],
    ['Solid', report.isSolid ? 'yes' : null],
    ['Parts', volumeCount > 1 ? count(volumeCount) : null],
    ['Names', nameSource],
    ['Comment', comment],
  ];
}

function pdfFacts({ statistics, pages, parser, fallbackReason }: PdfReport): Fact[] {
  const [first] = pages;
  return [
    ['Pages', `${count(statistics.pages)}${first ? `, ${first.width.toFixed(0)} × ${first.height.toFixed(0)} pt` : ''}`],
    ['Words', count(statistics.words)],
    ['Characters', count(statistics.characters)],
    ['Tables', some(statistics.tables)],
    ['Read with', parser],
    ['Because', fallbackReason ?? null],
  ];
}

function wordFacts(report: WordReport): Fact[] {
  const { statistics, parser, fallbackReason } = report;
  return [
    ['Paragraphs', count(statistics.paragraphs)],
    ['Words', count(statistics.words)],
    ['Characters', count(statistics.characters)],
    ['Tables', some(statistics.tables)],
    ['Pictures', some(report.imageCount)],
    ['Read with', parser],
    ['Because', fallbackReason ?? null],
  ];
}

function imageFacts(report: ImageReport): Fact[] {
  const { width, height, format, colorSpace, channels, frameCount, frames, bitDepth, colorProfile, density } = report;
  return [
    ['Format', format],
    ['Pixels', `${count(width)} × ${count(height)}`],
    ['Colour', `${colorSpace}, ${channels} ${channels === 1 ? 'channel' : 'channels'}${bitDepth === undefined ? '' : ` of ${bitDepth} bits`}`],
    ['Colour profile', colorProfile ?? null],
    [frames === 'animation' ? 'Frames' : 'Pages', frameCount > 1 ? count(frameCount) : null],
    ['Density', density === undefined ? null : `${density} dpi`],
    ...measureFacts(report),
  ];
}

const rounded = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 1 });

function measureFacts({ quality, content, hashes }: ImageReport): Fact[] {
  if (!quality || !content) return [];
  const { red, green, blue } = content.dominantColors;
  return [
    ['Sharpness', `${rounded(quality.sharpness)}, ${quality.isBlurry ? 'blurry: below' : 'sharp: at least'} ${rounded(quality.blurThreshold)}`],
    ['Brightness', `${rounded(quality.brightness)} of 255`],
    ['Contrast', rounded(quality.contrast)],
    ['Noise', rounded(quality.noise)],
    ['Dominant colours', `red ${red}, green ${green}, blue ${blue}`],
    ['Edges', `${(content.edgeDensity * 100).toFixed(1)} % of the pixels`],
    ['Corners', count(content.cornerCount)],
    ['Faces', content.faceCount === undefined ? null : count(content.faceCount)],
    ['Average hash', hashes?.average ?? null],
    ['Perceptual hash', hashes?.perceptual ?? null],
    ['Difference hash', hashes?.difference ?? null],
    ['Wavelet hash', hashes?.wavelet ?? null],
    ['Block hash', hashes?.block ?? null],
  ];
}

/** How pages were read by OCR, and how far that is to be trusted. */
export function ocrFacts({ engine, languages, confidence, pages, statistics, preprocessing }: OcrReport): Fact[] {
  const doubtful = pages.reduce((sum, page) => sum + page.doubtfulWords, 0);
  return [
    ['Engine', `${engine}, ${languages.join(' + ')}`],
    ['Pages', count(pages.length)],
    ['Words', `${count(statistics.words)}${doubtful > 0 ? `, ${count(doubtful)} of them doubtful` : ''}`],
    ['Confidence', statistics.words > 0 ? `${Math.round(confidence)} %` : null],
    ['Prepared by', preprocessing.join(', ')],
    ['Left out', [...new Set(pages.flatMap(({ skipped }) => skipped ?? []))].join(' ')],
  ];
}
