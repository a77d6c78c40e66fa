export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://filemill';
/** The one page that a window may show. */
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

export const ARTIFACT_SCHEME = 'fm';
