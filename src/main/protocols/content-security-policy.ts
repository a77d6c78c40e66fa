/** As SAFETY.md has it, plus the shipped fonts. Sent as a header, so that no page can leave it out. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: fm:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** An artifact is made from a stranger's file: whatever it holds, it may not act. */
export const ARTIFACT_SECURITY_POLICY = "default-src 'none'; sandbox";
