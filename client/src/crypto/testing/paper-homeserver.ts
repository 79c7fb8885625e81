/**
 * A homeserver on paper: keys, signatures and to-device messages, as far as two crypto machines need one another.
 * It can lie, which a real one cannot be asked to.
 */

import * as v from 'valibot';

type Json = Record<string, unknown>;

const SendSchema = v.object({ messages: v.record(v.string(), v.record(v.string(), v.unknown())) });
const UploadSchema = v.object({
  device_keys: v.optional(v.looseObject({ user_id: v.string(), device_id: v.string() })),
  one_time_keys: v.optional(v.record(v.string(), v.unknown())),
});
const SigningSchema = v.record(v.string(), v.looseObject({ usage: v.array(v.string()) }));
const SignaturesSchema = v.record(
  v.string(),
  v.record(
    v.string(),
    v.looseObject({ signatures: v.record(v.string(), v.record(v.string(), v.unknown())) }),
  ),
);
const UsersSchema = v.record(v.string(), v.unknown());
const ClaimSchema = v.record(v.string(), v.record(v.string(), v.string()));

export interface RoomNews {
  readonly state?: readonly Json[];
  readonly timeline?: readonly Json[];
}

interface Account {
  devices: Map<string, Json>;
  oneTimeKeys: Map<string, [string, unknown][]>;
  signing: Map<string, Json>;
}

export class PaperHomeserver {
  readonly #accounts = new Map<string, Account>();
  readonly #inbox = new Map<string, Json[]>();
  readonly #waiting = new Map<string, () => void>();
  readonly #roomNews = new Map<string, (RoomNews & { roomId: string })[]>();
  /** Contents of the events that were sent into rooms, in order. */
  readonly sentIntoRooms: Json[] = [];
  /** What the clients asked for, in order. */
  readonly asked: string[] = [];

  /** From now on the server shows `other`'s keys when asked for `user`'s: a whole identity exchanged. */
  readonly shownInsteadOf = new Map<string, string>();

  /** What one user is answered may be changed on its way: path, the true answer, and what they are told instead. */
  readonly lies = new Map<string, (path: string, answer: Json) => Json | Promise<Json>>();

  /** Puts a message into a device's inbox as it is, unencrypted. */
  inject(userId: string, deviceId: string, event: Json): void {
    const address = `${userId} ${deviceId}`;
    this.#inbox.set(address, [...(this.#inbox.get(address) ?? []), event]);
    this.#waiting.get(address)?.();
  }

  /** What this device is told of a room it is in, with its next sync. */
  showRoom(userId: string, deviceId: string, roomId: string, news: RoomNews): void {
    const address = `${userId} ${deviceId}`;
    this.#roomNews.set(address, [...(this.#roomNews.get(address) ?? []), { roomId, ...news }]);
    this.#waiting.get(address)?.();
  }

  /** What a homeserver does when it ends a device's session: its keys are gone. */
  forgetDevice(userId: string, deviceId: string): void {
    this.#account(userId).devices.delete(deviceId);
    this.#account(userId).oneTimeKeys.delete(deviceId);
  }

  /** `fetch` as one device sees it. */
  fetchAs(userId: string, deviceId: string): typeof fetch {
    return async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const path = url.pathname.replace(/^.*\/v3\//, '');
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
      this.asked.push(path.replace(/\/[^/]*$/, (last) => (path.startsWith('sendToDevice') ? '' : last)));
      const truth = await this.#answer(userId, deviceId, path, url, body, init?.signal);
      const answer = truth && ((await this.lies.get(userId)?.(path, truth)) ?? truth);
      return new Response(JSON.stringify(answer ?? { errcode: 'M_NOT_FOUND' }), {
        status: answer ? 200 : 404,
      });
    };
  }

  async #answer(
    userId: string,
    deviceId: string,
    path: string,
    url: URL,
    body: unknown,
    signal?: AbortSignal | null,
  ): Promise<Json | undefined> {
    if (path.endsWith('/client/versions')) return { versions: ['v1.12'] };
    if (path === 'keys/upload') return this.#upload(userId, deviceId, body);
    if (path === 'keys/device_signing/upload') return this.#signing(userId, body);
    if (path === 'keys/signatures/upload') return this.#signatures(userId, body);
    if (path === 'keys/query') return this.#query(userId, body);
    if (path === 'keys/claim') return this.#claim(body);
    if (path.startsWith('sendToDevice/')) return this.#send(userId, path.split('/')[1] ?? '', body);
    if (/^rooms\/[^/]+\/send\//.test(path)) {
      const number = this.sentIntoRooms.push(v.parse(v.record(v.string(), v.unknown()), body));
      return { event_id: `$sent-${number}` };
    }
    if (path === 'sync') return this.#sync(userId, deviceId, url, signal);
    return undefined;
  }

  #account(userId: string): Account {
    const known = this.#accounts.get(userId);
    const account = known ?? { devices: new Map(), oneTimeKeys: new Map(), signing: new Map() };
    this.#accounts.set(userId, account);
    return account;
  }

  #upload(userId: string, deviceId: string, body: unknown): Json {
    const { device_keys, one_time_keys } = v.parse(UploadSchema, body);
    const account = this.#account(userId);
    if (device_keys) account.devices.set(deviceId, device_keys);
    const keys = [...(account.oneTimeKeys.get(deviceId) ?? []), ...Object.entries(one_time_keys ?? {})];
    account.oneTimeKeys.set(deviceId, keys);
    return { one_time_key_counts: { signed_curve25519: keys.length } };
  }

  #signing(userId: string, body: unknown): Json {
    for (const [name, key] of Object.entries(v.parse(SigningSchema, body)))
      this.#account(userId).signing.set(name, key);
    return {};
  }

  #signatures(signer: string, body: unknown): Json {
    for (const [userId, objects] of Object.entries(v.parse(SignaturesSchema, body))) {
      const account = this.#account(userId);
      for (const [keyId, signed] of Object.entries(objects)) {
        const target = account.devices.get(keyId) ?? account.signing.get('master_key');
        if (target) target['signatures'] = merged(target['signatures'], signer, signed.signatures[signer]);
      }
    }
    return {};
  }

  #query(asker: string, body: unknown): Json {
    const users = Object.keys(v.parse(v.object({ device_keys: UsersSchema }), body).device_keys);
    const answer: Record<string, Json> = {
      device_keys: {},
      master_keys: {},
      self_signing_keys: {},
      user_signing_keys: {},
    };
    for (const user of users) {
      const shown = user === asker ? user : (this.shownInsteadOf.get(user) ?? user);
      const account = this.#account(shown);
      const relabel = (value: unknown) =>
        JSON.parse(JSON.stringify(value).replaceAll(`"${shown}"`, `"${user}"`));
      const put = (section: string, value: unknown) => {
        if (value !== undefined) answer[section] = { ...answer[section], [user]: relabel(value) };
      };
      put('device_keys', Object.fromEntries(account.devices));
      put('master_keys', account.signing.get('master_key'));
      put('self_signing_keys', account.signing.get('self_signing_key'));
      if (user === asker) put('user_signing_keys', account.signing.get('user_signing_key'));
    }
    return { ...answer, failures: {} };
  }

  #claim(body: unknown): Json {
    const wanted = v.parse(v.object({ one_time_keys: ClaimSchema }), body).one_time_keys;
    const given = Object.entries(wanted).map(([user, devices]) => [
      user,
      Object.fromEntries(
        Object.keys(devices).map((device) => {
          const key = this.#account(user).oneTimeKeys.get(device)?.shift();
          return [device, key ? { [key[0]]: key[1] } : {}];
        }),
      ),
    ]);
    return { one_time_keys: Object.fromEntries(given), failures: {} };
  }

  #send(sender: string, type: string, body: unknown): Json {
    for (const [user, devices] of Object.entries(v.parse(SendSchema, body).messages))
      for (const [device, content] of Object.entries(devices))
        for (const each of device === '*' ? this.#account(user).devices.keys() : [device])
          this.inject(user, each, { sender, type, content });
    return {};
  }

  async #sync(userId: string, deviceId: string, url: URL, signal?: AbortSignal | null): Promise<Json> {
    const address = `${userId} ${deviceId}`;
    if (
      !this.#inbox.get(address)?.length &&
      !this.#roomNews.get(address)?.length &&
      url.searchParams.get('timeout') !== '0'
    )
      await new Promise<void>((resolve, reject) => {
        this.#waiting.set(address, resolve);
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    const events = this.#inbox.get(address) ?? [];
    this.#inbox.set(address, []);
    const [news, ...later] = this.#roomNews.get(address) ?? [];
    this.#roomNews.set(address, later);
    if (later.length > 0) queueMicrotask(() => this.#waiting.get(address)?.());
    const left = this.#account(userId).oneTimeKeys.get(deviceId)?.length ?? 0;
    return {
      next_batch: String(Date.now()),
      to_device: { events },
      ...(news ? { rooms: { join: { [news.roomId]: roomSection(news) } } } : {}),
      device_one_time_keys_count: { signed_curve25519: left },
      device_unused_fallback_key_types: ['signed_curve25519'],
    };
  }
}

function roomSection({ state = [], timeline = [] }: RoomNews): Json {
  return {
    state: { events: state },
    timeline: { events: timeline, limited: false, prev_batch: 'paper' },
    ephemeral: { events: [] },
    account_data: { events: [] },
  };
}

function merged(signatures: unknown, signer: string, added: unknown): Json {
  const known = v.parse(v.record(v.string(), v.record(v.string(), v.unknown())), signatures ?? {});
  return {
    ...known,
    [signer]: { ...known[signer], ...v.parse(v.record(v.string(), v.unknown()), added ?? {}) },
  };
}
