/** The bridge library, started: registration read, transactions listened to, the bot's client handed out. */

import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { AppService, AppServiceRegistration, Bridge } from 'matrix-appservice-bridge';
import * as v from 'valibot';
import { parse } from 'yaml';
import { type Listening, listen } from '../http/listen.ts';
import type { BotClient } from './bot.ts';
import { quietLibrary } from './quiet-library.ts';
import { type TransactionParts, transactionListener } from './transactions.ts';

export interface BridgeOptions {
  /** Path of the generated `registration.yaml`. */
  readonly registration: string;
  /** Loopback address of the homeserver. */
  readonly homeserverUrl: string;
  readonly serverName: string;
}

export interface LoadedBridge {
  /** Speaks as the bot. */
  readonly client: BotClient;
  listen(options: ListenForTransactions): Promise<ListeningBridge>;
}

export interface ListenForTransactions extends Pick<TransactionParts, 'membershipChanged' | 'log'> {
  /** Where the homeserver finds us; loopback, never exposed. Port 0: the system chooses. */
  readonly host: string;
  readonly port: number;
}

export interface ListeningBridge {
  readonly port: number;
  close(): Promise<void>;
}

/** Talks to nobody yet. Fails for a registration that covers more than the bot. */
export async function loadBridge(options: BridgeOptions): Promise<LoadedBridge> {
  quietLibrary();
  const { registration, homeserverToken } = await readRegistration(options.registration);
  const bridge = new Bridge({
    homeserverUrl: options.homeserverUrl,
    domain: options.serverName,
    registration,
    disableStores: true,
    logRequestOutcome: false,
    controller: { onEvent: () => {}, onLog: () => {} },
  });
  await bridge.initialise();
  return {
    client: bridge.getIntent().matrixClient,
    async listen({ host, port, ...parts }) {
      const listener = new GuardedAppService(homeserverToken, parts);
      await bridge.listen(port, host, 10, listener);
      return { port: listener.port, close: () => bridge.close() };
    },
  };
}

/** The library's listener behind ours: `transactions.ts`. */
class GuardedAppService extends AppService {
  readonly #token: string;
  readonly #parts: Pick<TransactionParts, 'membershipChanged' | 'log'>;
  #server: Listening | undefined;

  constructor(homeserverToken: string, parts: Pick<TransactionParts, 'membershipChanged' | 'log'>) {
    super({ homeserverToken });
    this.#token = homeserverToken;
    this.#parts = parts;
  }

  get port(): number {
    return this.#server?.port ?? 0;
  }

  override async listen(port: number, host: string): Promise<void> {
    const { membershipChanged, log } = this.#parts;
    const acknowledge = handOn((request, response) => this.expressApp(request, response));
    const app = transactionListener({ homeserverToken: this.#token, membershipChanged, acknowledge, log });
    this.#server = await listen(app, { host, port });
  }

  override async close(): Promise<void> {
    await this.#server?.close();
  }
}

/**
 * Gives a request whose body has been read to the library. It gets the transaction without its events: they have been
 * dealt with, and it would keep the members of every room in memory for as long as it runs.
 */
function handOn(library: (request: IncomingMessage, response: ServerResponse) => void): RequestHandler {
  return (request, response) => {
    // `_body` is how body-parser is told that there is nothing left to read.
    Object.assign(request, { body: { events: [] }, _body: true });
    library(request, response);
  };
}

async function readRegistration(file: string) {
  const content = v.parse(RegistrationSchema, parse(await readFile(file, 'utf8')));
  const registration = AppServiceRegistration.fromObject(content);
  return { registration, homeserverToken: content.hs_token };
}

const NamespaceSchema = v.array(v.object({ regex: v.string(), exclusive: v.boolean() }));
const RegistrationSchema = v.object({
  id: v.string(),
  url: v.string(),
  as_token: v.pipe(v.string(), v.minLength(32)),
  hs_token: v.pipe(v.string(), v.minLength(32)),
  sender_localpart: v.string(),
  rate_limited: v.boolean(),
  namespaces: v.object({
    /** The bot and nobody else: an appservice can act as everybody in here. */
    users: v.pipe(NamespaceSchema, v.maxLength(1)),
    rooms: v.optional(v.pipe(NamespaceSchema, v.maxLength(0)), []),
    aliases: v.optional(v.pipe(NamespaceSchema, v.maxLength(0)), []),
  }),
});
