/** As SAFETY.md has it, plus the shipped fonts. Sent as a header, so that no page can leave it out. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: fm:",
  "font-src 'self'",
  "connect-src 'self'",
  'frame-src fm:',
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** An artifact is made from a stranger's file: whatever it holds, it may not act. */
const ARTIFACT_SECURITY_POLICY = "default-src 'none'; sandbox";
/** The same for a document shown as HTML: it has pictures and looks of its own, and still loads and runs nothing. */
const HTML_SECURITY_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox";

export function artifactSecurityPolicy(contentType: string): string {
  return contentType.startsWith('text/html') ? HTML_SECURITY_POLICY : ARTIFACT_SECURITY_POLICY;
}
