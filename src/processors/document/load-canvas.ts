export type Canvas = typeof import('@napi-rs/canvas');

let hasSystemFonts = false;

/** The drawing library; without the fonts of this computer, which it takes a quarter of a second to look through. */
export function loadCanvas(): Promise<Canvas> {
  leaveSystemFontsAlone();
  return import('@napi-rs/canvas');
}

export async function loadCanvasWithSystemFonts(): Promise<Canvas> {
  const canvas = await loadCanvas();
  // Missing in the library's types for this entry; its other one (node-canvas.d.ts) has it.
  if (!hasSystemFonts) (canvas.GlobalFonts as unknown as { loadSystemFonts(): number }).loadSystemFonts();
  hasSystemFonts = true;
  return canvas;
}

/** To be called before anything else loads the library, which asks for this only then. */
export function leaveSystemFontsAlone(): void {
  process.env['DISABLE_SYSTEM_FONTS_LOAD'] = '1';
}
