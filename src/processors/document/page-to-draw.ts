/** A page as shown, in points. */
export interface PageToDraw {
  readonly width: number;
  readonly height: number;
  /** The picture that is all there is on the page, as of a scan. */
  readonly image: ScannedImage | null;
}

export interface ScannedImage {
  /** Pixels of the picture as it is stored. */
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  /** Points that it covers; before the page is turned. */
  readonly width: number;
  readonly height: number;
}

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}
