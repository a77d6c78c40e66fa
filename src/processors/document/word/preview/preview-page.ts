/** No page loads or runs anything, whoever shows it. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
const CUT_NOTE = 'The document goes on. The preview ends here; open it in its own program to see the rest.';

const LOOK = `
html{background:#e8eaed}
body{margin:0;color:#000;font:11pt/1.35 Calibri,Carlito,"Segoe UI",sans-serif}
.sheet{box-sizing:border-box;margin:0 auto;padding:54pt 62pt;background:#fff;min-height:100vh;overflow-wrap:break-word}
p,h1,h2,h3,h4,h5,h6{margin:0 0 .55em;white-space:pre-wrap;min-height:1em;font-size:inherit}
h1{margin-top:1em;font-size:1.45em}h2{margin-top:.8em;font-size:1.2em}h3,h4,h5,h6{margin-top:.6em;font-size:1.05em}
table{border-collapse:collapse;margin:0 0 .8em;max-width:100%}
td,th{border:.75pt solid #8a8f98;padding:2pt 5pt;vertical-align:top;text-align:left}
td p,th p,li p{margin:0}
ul,ol{margin:0 0 .55em;padding-left:2em}li ul,li ol{margin:0}
img{max-width:100%;height:auto}
a{color:#0645ad;text-decoration:underline}
sup sup{vertical-align:baseline;font-size:inherit}
mark{background:#fff59d}
.no-picture,.cut{border:1px solid #8a8f98;color:#555;padding:4pt 8pt;display:inline-block;font-size:9pt}
.cut{display:block;margin-top:12pt}`;

interface PreviewPage {
  /** Cleaned. */
  readonly html: string;
  /** Made of numbers and of our own words. */
  readonly css: string;
  /** Points. */
  readonly sheetWidth: number;
  readonly isCut: boolean;
}

/** The whole page around a cleaned document. */
export function previewPage({ html, css, sheetWidth, isCut }: PreviewPage): string {
  return `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta charset="utf-8"><style>${LOOK}
.sheet{max-width:${sheetWidth}pt}
${css}</style></head><body><div class="sheet">${html}${isCut ? `<p class="cut">${CUT_NOTE}</p>` : ''}</div></body></html>`;
}
