/** What a handler gets and gives, by endpoint: read off the table, so that the two cannot drift. */

import type { UserId } from '@sprechzimmer/protocol';
import type * as v from 'valibot';
import type { EndpointName, Endpoints } from './endpoints.ts';

/** Who is calling, after they have proved it. */
export interface Callers {
  readonly anybody: undefined;
  readonly guest: GuestCaller;
  readonly clinician: ClinicianCaller;
}

/** Whether the claim belongs to a visit the use cases decide. */
export interface GuestCaller {
  /** 32 raw bytes. */
  readonly claim: Uint8Array;
}

export interface ClinicianCaller {
  readonly userId: UserId;
  /** As presented: to sign out with. */
  readonly session: string;
}

export interface Call<Name extends EndpointName> {
  readonly body: v.InferOutput<Endpoints[Name]['request']>;
  readonly params: v.InferOutput<Endpoints[Name]['params']>;
  readonly caller: Callers[Endpoints[Name]['who']];
  /** Aborted when nobody waits for the answer any more, or when the appservice stops. */
  readonly signal: AbortSignal;
}

/** An answer its schema has not seen yet; nothing for 204. */
export type Reply<Name extends EndpointName> = Endpoints[Name]['answer'] extends v.GenericSchema
  ? Promise<v.InferInput<Endpoints[Name]['answer']>>
  : Promise<void>;

export type Handlers = { readonly [Name in EndpointName]: (call: Call<Name>) => Reply<Name> };
