/** How long work tells a person what it is doing. The terminal’s version is in `cli/`; tests are silent. */

export interface Steps {
  /** Runs one named step and says how long it took. `say` adds a line below its name. */
  run<T>(name: string, work: (say: (line: string) => void) => Promise<T>): Promise<T>;
}

export const silentSteps: Steps = { run: (_name, work) => work(() => undefined) };
