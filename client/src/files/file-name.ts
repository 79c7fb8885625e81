/** A file's name is written by the other side: it may lie about its end, hide characters, or try to leave its folder. */

/** Code points. Long enough for people, short enough for every file system. */
const longest = 100;

/** Programs and pages: opening one runs what somebody else has written. */
const running = new Set(
  (
    'apk app appimage bat bin chm cmd com cpl deb desktop dll dmg docm exe gadget hta htm html img inf iso jar js jse ' +
    'lnk mjs msc msi msix msp pif pkg pptm ps1 reg rpm scf scr sh svg url vb vbe vbs vhd vhdx ws wsf wsh xhtml xll xlsm ' +
    'xml xsl'
  ).split(' '),
);

/**
 * A name that can be shown and saved: no invisible or direction-changing characters (Unicode categories C, Zl, Zp), no
 * path, nothing a file system keeps for itself. What is too long loses its middle; its ending stays in sight.
 * @param otherwise for a name of which nothing is left
 */
export function cleanFileName(raw: string, otherwise: string): string {
  const visible = raw
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\uFFFD]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .~]+|[ .]+$/g, '');
  if (visible === '') return otherwise;
  const name = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(visible) ? `_${visible}` : visible;
  return shortened(name);
}

/** Opening a file of this name could run a program or a page. */
export function canRun(name: string): boolean {
  return running.has(endingOf(name).toLowerCase());
}

/** Another ending for the same name: `Ausflug.heic` becomes `Ausflug.jpg`. */
export function withEnding(name: string, ending: string): string {
  const own = endingOf(name);
  return `${own === '' ? name : name.slice(0, -own.length - 1)}.${ending}`;
}

/** Without the dot; empty where there is none. */
function endingOf(name: string): string {
  return /[^.]\.([A-Za-z0-9]{1,12})$/.exec(name)?.[1] ?? '';
}

function shortened(name: string): string {
  const points = [...name];
  if (points.length <= longest) return name;
  const tail = 24;
  return [...points.slice(0, longest - tail - 1), '…', ...points.slice(-tail)].join('');
}
