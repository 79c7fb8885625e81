/** What can go wrong around a start, each as a sentence with its remedy. One place for all of these texts. */

/** Exit codes of `sprechzimmer`. `docs/reference/command-line.md` lists them. */
export const exitCodes = {
  done: 0,
  /** Something that was looked at is not well. */
  notWell: 1,
  /** A defect of ours. Scripts tell the two apart by the JSON document: an answer, or a failure. */
  unexpected: 1,
  /** The command line was wrong. */
  usage: 2,
  /** The configuration was wrong. */
  configuration: 3,
  /** The machine lacks something: Python, network, a port, a right. */
  environment: 4,
  /** A part of the practice stopped by itself. */
  partDied: 5,
  /** `compare`: the installation delivers something else than the build. */
  differs: 6,
} as const;

/** What a script has to know of each. */
export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = {
  0: 'all well, or stopped as asked',
  1: 'something is not well (`doctor`); or a defect of Sprechzimmer: please report it, with the lines that were printed',
  2: 'the command line is wrong',
  3: 'the configuration is wrong: `npx sprechzimmer check`',
  4: 'the machine lacks something: Python, network, a port, a right, disk',
  5: 'a part of the practice stopped by itself',
  6: '`compare` has found differences',
};

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An expected failure: `message` is for the person at the terminal. */
export class Trouble extends Error {
  readonly exitCode: ExitCode;
  /** Lines that help further, shown below the sentence. */
  readonly detail: readonly string[];

  constructor(exitCode: ExitCode, says: string, detail: readonly string[] = []) {
    super(says);
    this.name = 'Trouble';
    this.exitCode = exitCode;
    this.detail = detail;
  }
}

const environment = (says: string, detail?: readonly string[]) =>
  new Trouble(exitCodes.environment, says, detail);

export const troubles = {
  noPython: () =>
    environment(
      'Python 3.10 or newer is needed for the Matrix homeserver and was not found. ' +
        'Install it (Debian and Ubuntu: sudo apt install python3 python3-venv), then start again.',
    ),
  pythonTooOld: (found: string) =>
    environment(
      `Python 3.10 or newer is needed for the Matrix homeserver; this machine has ${found}. ` +
        'Install a newer one beside it, or name it: PYTHON=/path/to/python3.12 npm start',
    ),
  noVenvModule: (found: string) =>
    environment(
      `Python ${found} is here, but without its venv module. ` +
        'Install it (Debian and Ubuntu: sudo apt install python3-venv), then start again.',
    ),
  noNetworkForPython: () =>
    environment(
      'The Matrix homeserver could not be downloaded: the Python package index cannot be reached. ' +
        'The first start needs a network; connect this machine (or set up pip for your proxy) and start again.',
    ),
  pipFailed: (tail: readonly string[]) =>
    environment(
      'The Matrix homeserver could not be installed. The last lines below say why; then start again.',
      tail,
    ),
  portTaken: (port: number, who: string, setting: string) =>
    environment(
      `Port ${port} is taken by another program, and ${who} needs it. ` +
        `Stop that program (to see it: ss -ltnp 'sport = :${port}'), or choose another port at ${setting} in sprechzimmer.yaml.`,
    ),
  portForbidden: (port: number, who: string, setting: string) =>
    environment(
      `This account may not use port ${port}, which ${who} is set to. ` +
        `Choose one above 1023 at ${setting} in sprechzimmer.yaml; a reverse proxy can listen on 443 in front.`,
    ),
  dataInUse: (folder: string) =>
    environment(
      `The data folder ${folder} is in use by another sprechzimmer. ` +
        'Stop that one first (Ctrl-C where it runs), or name another folder with --data.',
    ),
  cannotWrite: (folder: string) =>
    environment(
      `Nothing can be written to ${folder}. Give this account the right to write there, ` +
        'or name another folder with --data.',
    ),
  folderOpenToOthers: (folder: string) =>
    environment(
      `Other accounts of this machine can write into ${folder}, and could change what the practice keeps there. ` +
        `Close it (chmod go-w ${folder}), or name another folder with --data.`,
    ),
  notAFolder: (folder: string) => environment(`${folder} is not a folder. Name one with --data.`),
  diskFull: (folder: string) =>
    environment(`There is no space left where ${folder} lies. Make room, then start again.`),
  secretReadableByOthers: (file: string) =>
    environment(
      `${file} holds secrets and can be read by other accounts of this machine. ` +
        `Close it (chmod 600 ${file}), and consider the secrets in it known if others have accounts here.`,
    ),
  secretFileMissing: (file: string, setting: string) =>
    environment(`${file}, named at ${setting} in sprechzimmer.yaml, cannot be read or is empty.`),
  secretsBroken: (file: string, name: string) =>
    environment(
      `${file} has no usable value for ${name}. Restore the file from a backup. ` +
        'If there is none, remove the line: a new secret is made, and links that are being opened just now must be opened again.',
    ),
  homeserverDied: (tail: readonly string[], log: string) =>
    new Trouble(
      exitCodes.partDied,
      `The homeserver stopped by itself. Its last words are below; more stands in ${log}.`,
      tail,
    ),
  homeserverSlow: (seconds: number, log: string) =>
    new Trouble(
      exitCodes.partDied,
      `The homeserver did not answer within ${seconds} seconds. Its log ${log} may say why; a busy machine may just need another try.`,
    ),
  partDied: (part: string, tail: readonly string[], log: string) =>
    new Trouble(
      exitCodes.partDied,
      `The ${part} stopped by itself. Its last words are below; more stands in ${log}.`,
      tail,
    ),
  partSlow: (part: string, seconds: number, log: string) =>
    new Trouble(
      exitCodes.partDied,
      `The ${part} was not ready within ${seconds} seconds. Its log ${log} may say why.`,
    ),
  accountRefused: (user: string, code: string) =>
    new Trouble(
      exitCodes.configuration,
      `The homeserver did not make the account ${user} (${code}). Look at its entry under clinicians in sprechzimmer.yaml.`,
    ),
  notReachable: (address: string) =>
    environment(
      `${address} did not answer as a practice does. Look at the address, and whether the practice is running; then try again.`,
    ),
  noManifest: (file: string) =>
    new Trouble(
      exitCodes.usage,
      `${file} is no list of a build’s files. It is found in the folder build of a built client, or at /build/manifest.txt of a practice.`,
    ),
  clientDidNotBuild: (tail: readonly string[]) =>
    new Trouble(
      exitCodes.unexpected,
      'The pages could not be built. The last lines below say why; `npm run build` shows all of it.',
      tail,
    ),
} as const;

/** A failed file operation as a sentence, or the error itself when it is none of ours. */
export function fileTrouble(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return troubles.cannotWrite(folder);
  if (code === 'ENOTDIR' || code === 'EEXIST') return troubles.notAFolder(folder);
  if (code === 'ENOSPC' || code === 'EDQUOT') return troubles.diskFull(folder);
  return error;
}
