import { findElectron, resolveElectron } from '../electron-runtime.mjs'

/** The Electron runtime, fetched when it is not here yet. */
export const prepareElectron = async (progress) => findElectron() ?? (await resolveElectron({ progress }))
