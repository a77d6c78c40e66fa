const PAGES_BY_OCR = /^Reading by OCR: (\d[\d,.]*) of (\d[\d,.]*) pages$/;

/** What is being done to a file in the few letters that a row has: "OCR 12 of 60" for "Reading by OCR: 12 of 60 pages". */
export function briefJob(label: string): string {
  return label.replace(PAGES_BY_OCR, 'OCR $1 of $2');
}
