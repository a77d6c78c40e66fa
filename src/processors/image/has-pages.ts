/** Scans come as files of many pages; in other formats further frames are an animation of the first. */
export const hasPages = (mime: string): boolean => mime === 'image/tiff';
