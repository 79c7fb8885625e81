/** Where a homeserver.yaml says something else than it should, and what that would let somebody do. */

import { parse } from 'yaml';
import { isRecord } from '../config/source.ts';

export interface Departure {
  /** Dotted path of the setting. */
  readonly setting: string;
  /** A sentence; holds no value, for a value may be a secret. */
  readonly says: string;
  /** It would open the practice to somebody. */
  readonly grave: boolean;
}

/** @param wanted, present texts of the two files */
export function departures(wanted: string, present: string): readonly Departure[] {
  const asked: unknown = parse(wanted);
  let given: unknown;
  try {
    given = parse(present);
  } catch {
    return [{ setting: '', says: 'homeserver.yaml is not valid YAML.', grave: true }];
  }
  return differences(asked, given, []).map((path) => {
    const setting = path.join('.');
    const known = meanings.find(({ of }) => of.test(setting));
    return {
      setting,
      says: `${setting} of the homeserver differs from what it should be: ${known?.means ?? 'the homeserver does not do what was tested'}.`,
      grave: known?.grave ?? false,
    };
  });
}

/** Named by key, down to the first list: what differs inside a list differs as a whole. */
function differences(
  wanted: unknown,
  present: unknown,
  path: readonly string[],
): readonly (readonly string[])[] {
  if (isRecord(wanted) && isRecord(present)) {
    const keys = [...new Set([...Object.keys(wanted), ...Object.keys(present)])];
    return keys.flatMap((key) => differences(wanted[key], present[key], [...path, key]));
  }
  return canonical(wanted) === canonical(present) ? [] : [path];
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      isRecord(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}

const meanings: readonly { readonly of: RegExp; readonly means: string; readonly grave: boolean }[] = [
  {
    of: /^registration_shared_secret/,
    means: 'whoever holds that secret can make an admin of themselves',
    grave: true,
  },
  { of: /^(?:enable_registration|registration)/, means: 'strangers could make accounts', grave: true },
  {
    of: /^allow_guest_access|^turn_allow_guests/,
    means: 'strangers could come in as guests whom nobody confines',
    grave: true,
  },
  { of: /^modules/, means: 'the steward may be missing or hold guests to something else', grave: true },
  {
    of: /^app_service_config_files/,
    means: 'another program could act as accounts of the practice',
    grave: true,
  },
  {
    of: /^listeners/,
    means: 'the homeserver could be reached by others than the web server, or answer more',
    grave: true,
  },
  {
    of: /^(?:federation|trusted_key_servers|allow_profile_lookup_over_federation|allow_device_name_lookup_over_federation|allow_public_rooms|serve_server_wellknown)/,
    means: 'other servers or strangers could learn who is here and in which room',
    grave: true,
  },
  {
    of: /^(?:macaroon|form_secret|signing_key)/,
    means: 'sessions could be made with another key than the practice’s own',
    grave: true,
  },
  {
    of: /^experimental_features/,
    means: 'clients are told of members or keys in another way than was tested',
    grave: true,
  },
  {
    of: /^(?:rc_|password_config)/,
    means: 'passwords could be guessed faster, or people be held up',
    grave: false,
  },
  {
    of: /^(?:default_room_version|auto_accept_invites|alias_creation|room_list|max_event_delay)/,
    means: 'rooms are made with other rules than those that were tested',
    grave: false,
  },
  {
    of: /^(?:user_ips|redaction|media_retention|forget|forgotten|delete_stale|unused_expiration)/,
    means: 'addresses, messages or files could stay longer than docs/topics/what-is-stored.md says',
    grave: false,
  },
  {
    of: /^(?:presence|user_directory|enable_search|enable_room_list|require_auth|limit_profile|push|stats|report_stats|enable_metrics|url_preview|enable_3pid|inhibit_user_in_use|suppress_key_server)/,
    means: 'somebody could learn more about people than they need to',
    grave: false,
  },
  {
    of: /^max_(?:upload|pending)/,
    means: 'files may be refused, or larger ones taken than guests may send',
    grave: false,
  },
  { of: /^turn_/, means: 'calls may find no relay', grave: false },
  {
    of: /^(?:database|media_store_path|log_config)/,
    means: 'data or logs lie somewhere else than the practice believes',
    grave: false,
  },
  { of: /^(?:public_baseurl|server_name)/, means: 'links and sign-in lead to another address', grave: false },
];
