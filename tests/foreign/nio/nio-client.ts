/** matrix-nio in a process of its own, in the hands of a test. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DeviceIdSchema, RoomIdSchema, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { vi } from 'vitest';
import { projectPaths } from '../../../appservice/src/setup/paths.ts';
import { ensureVenvIn } from '../../../appservice/src/setup/venv.ts';

const EventSchema = v.variant('event', [
  v.object({ event: v.literal('signed-in'), device: DeviceIdSchema }),
  v.object({ event: v.literal('written'), id: v.string() }),
  v.object({
    event: v.literal('read'),
    room: RoomIdSchema,
    sender: UserIdSchema,
    body: v.string(),
    encrypted: v.boolean(),
  }),
  v.object({ event: v.literal('unreadable'), room: RoomIdSchema, sender: UserIdSchema, id: v.string() }),
]);
export type NioEvent = v.InferOutput<typeof EventSchema>;
type Of<E extends NioEvent['event']> = Extract<NioEvent, { event: E }>;

export interface SignIn {
  readonly homeserver: string;
  readonly user: string;
  readonly password: string;
}

export interface NioClient {
  /** Everything it has told so far. */
  readonly told: readonly NioEvent[];
  /** @returns the device id it was given, once its keys are published and it syncs */
  signIn(account: SignIn): Promise<Of<'signed-in'>>;
  /** @returns the event id */
  write(room: string, body: string): Promise<string>;
  /** Resolves when it tells something that fits, or has told it already. @throws after half a minute */
  hears<E extends NioEvent['event']>(event: E, fits?: (told: Of<E>) => boolean): Promise<Of<E>>;
  /** Ends the process and forgets its keys. */
  stop(): Promise<void>;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const patienceMs = 30_000;

/** @throws Trouble when the Python packages cannot be fetched */
export async function startNio(): Promise<NioClient> {
  const { python } = await ensureVenvIn(
    join(projectPaths.cache, 'foreign'),
    { requirements: join(here, 'requirements.txt'), what: 'matrix-nio' },
    (line) => console.log(line),
  );
  const child = spawn(python, ['-I', join(here, 'client.py')], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const told: NioEvent[] = [];
  let complaint = '';
  createInterface(child.stdout).on('line', (line) => told.push(v.parse(EventSchema, JSON.parse(line))));
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-4_000);
  });

  const command = (words: object) => child.stdin.write(`${JSON.stringify(words)}\n`);
  const waitFor = <E extends NioEvent['event']>(
    event: E,
    fits: (told: Of<E>) => boolean = () => true,
    from = 0,
  ): Promise<Of<E>> =>
    vi.waitFor(
      () => {
        const found = told.slice(from).find((one): one is Of<E> => one.event === event && fits(one as Of<E>));
        if (found) return found;
        throw new Error(`matrix-nio did not tell "${event}"${complaint && `, but complained: ${complaint}`}`);
      },
      { timeout: patienceMs, interval: 50 },
    );

  return {
    told,
    hears: waitFor,
    signIn(account) {
      command({ do: 'sign-in', ...account });
      return waitFor('signed-in');
    },
    async write(room, body) {
      const before = told.length;
      command({ do: 'write', room, body });
      return (await waitFor('written', undefined, before)).id;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
