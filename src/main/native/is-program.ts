/**
 * Ends of names that a desktop runs instead of showing. A stranger's file must not run by a click on "Open": the list
 * is what Windows, macOS and Linux desktops start without asking more than once.
 */
const PROGRAM_ENDINGS = new Set(
  (
    'appimage application appref-ms bat bin cmd com command cpl desktop dll elf exe gadget hta inf jar jnlp js jse ksh ' +
    'lnk msc msi msp mst out pif pkg ps1 psm1 py pyc pyw rb reg run scf scr sct settingcontent-ms sh shb shs terminal tool ' +
    'url vb vbe vbs workflow ws wsc wsf wsh zsh webloc inetloc dmg deb rpm flatpakref'
  ).split(' '),
);

export function isProgram(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  // Windows drops dots and blanks at the end of a name.
  const trimmed = name.replace(/[. ]+$/, '').toLowerCase();
  const dot = trimmed.lastIndexOf('.');
  return dot >= 0 && PROGRAM_ENDINGS.has(trimmed.slice(dot + 1));
}
