import { t, words } from '../../../../shared/words/words';
/** No page loads or runs anything, whoever shows it. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
const CUT_NOTE = words('The document goes on. The preview ends here; open it in its own program to see the rest.');

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
ins{color:#0b6b2e;text-decoration:underline}
del{color:#a3201d;text-decoration:line-through}
.comment{background:#fff0c2}
dl{margin:1.2em 0 0;border-top:.75pt solid #8a8f98;padding-top:.55em}
dt{color:#555;font-size:9pt}dd{margin:0 0 .55em 1.5em}dd p{margin:0}
.margin{color:#555;font-size:9pt;white-space:pre-wrap}
.margin b{display:block;font-weight:600}
header.margin{border-bottom:.75pt solid #d5d8dd;margin-bottom:14pt;padding-bottom:6pt}
footer.margin{border-top:.75pt solid #d5d8dd;margin-top:14pt;padding-top:6pt}
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
  /** Plain text. */
  readonly headers: string[];
  readonly footers: string[];
}

/** The whole page around a cleaned document. */
export function previewPage({ html, css, sheetWidth, isCut, headers, footers }: PreviewPage): string {
  const end = isCut ? `<p class="cut">${t(CUT_NOTE)}</p>` : '';
  return `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta charset="utf-8"><style>${LOOK}
.sheet{max-width:${sheetWidth}pt}
${css}</style></head><body><div class="sheet">${margin('header', 'Header', headers)}${html}${end}${margin('footer', 'Footer', footers)}</div></body></html>`;
}

function margin(tag: 'header' | 'footer', name: string, texts: string[]): string {
  if (texts.length === 0) return '';
  return `<${tag} class="margin"><b>${name}</b>${texts.map((text) => `<div>${escapeHtml(text)}</div>`).join('')}</${tag}>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
