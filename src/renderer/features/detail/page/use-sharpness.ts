import { useEffect, useState } from 'react';
import { sharpnessFor, type Size } from './zoom';

/** Zooming passes many sizes. */
const REST_MS = 150;

/** The longer side of the picture to ask for, pixels; follows the size when that has come to rest. Null shows nothing. */
export function useSharpness(size: Size | null): number | null {
  const wanted = size ? sharpnessFor(size, window.devicePixelRatio) : null;
  const [side, setSide] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setSide(wanted), REST_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return wanted === null ? null : (side ?? wanted);
}
