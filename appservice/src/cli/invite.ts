/**
 * `invite`: a link made on the server, for a reception that has no desk. It stands in no notebook, so it proves nothing,
 * and the two compare pictures: `docs/adr` says why it is off unless a practice asks for it.
 */

import {
  deriveLinkKeys,
  fromBase64,
  type LinkSecret,
  randomBytes,
  redeemHash,
  toBase64Url,
  UserIdSchema,
  writeLink,
} from '@sprechzimmer/protocol';
import { renderUnicodeCompact } from 'uqr';
import * as v from 'valibot';
import { practiceAnswer, visitPolicy } from '../config/mapping.ts';
import type { Config } from '../config/sections.ts';
import { makeNamer } from '../matrix/namer.ts';
import { openHomeserverRows } from '../setup/homeserver-rows.ts';
import { nudge } from '../setup/nudge.ts';
import type { DataPaths } from '../setup/paths.ts';
import { readSecrets } from '../setup/secrets.ts';
import { type ExitCode, exitCodes, Trouble } from '../setup/trouble.ts';
import { inviteOutside } from '../visits/invite-outside.ts';
import { Refusal } from '../visits/service.ts';
import { type Options, usage } from './command-line.ts';
import type { InviteAnswer } from './invite-answer.ts';
import { inviteText, wantedBy } from './invite-words.ts';
import { type OwnPractice, withPractice } from './own-store.ts';
import { tell } from './tell.ts';
import { iso, signInName } from './visit-words.ts';

export async function invite(dataDir: string, options: Options): Promise<ExitCode> {
  const wanted = wantedBy(options);
  const json = await withPractice(dataDir, (practice) => makeInvitation(practice, wanted));
  const code = options.json !== true && process.stdout.isTTY ? renderUnicodeCompact(json.link) : '';
  tell('invite', options, { text: inviteText(json, code), json });
  return exitCodes.done;
}

async function makeInvitation(
  { config, paths, store }: OwnPractice,
  { clinician, startsAt, minutes, kind }: ReturnType<typeof wantedBy>,
): Promise<InviteAnswer> {
  const { invitations, clinicians, web, homeserver } = config;
  if (!invitations.byCommand)
    throw new Trouble(
      exitCodes.configuration,
      'This practice makes its links at the desk. Such a link shows patient and clinician that they are talking with each ' +
        'other; one that is made here cannot, and the two have to compare pictures. Who wants that all the same sets ' +
        'invitations.byCommand to true in sprechzimmer.yaml.',
    );
  const wanted = clinician.startsWith('@') ? clinician : `@${clinician}:${homeserver.serverName}`;
  const user = clinicians.find((listed) => listed.user === wanted)?.user;
  if (user === undefined)
    throw usage(`${clinician} is not among the clinicians of ${paths.config}.`, 'invite');

  const link: LinkSecret = {
    secret: randomBytes(32),
    clinicianMasterKey: await masterKeyOf(config, paths, v.parse(UserIdSchema, user)),
  };
  const { id, redeem } = await deriveLinkKeys(link);
  const notBefore = startsAt - invitations.opensMinutesBefore * 60;
  const notAfter = startsAt + (minutes + invitations.closesMinutesAfter) * 60;
  const request = {
    id,
    redeemHash: await redeemHash(redeem),
    bookName: 'command',
    nonce: toBase64Url(randomBytes(16)),
    kind,
    notBefore,
    notAfter,
    startsAt,
  };
  const { voucherKey } = await readSecrets(paths.secrets);
  const registered = await inviteOutside(
    {
      store: store.visits,
      clock: { nowMs: () => Date.now() },
      namer: makeNamer(fromBase64(voucherKey)),
      policy: visitPolicy(config),
      practice: {
        serverName: homeserver.serverName,
        botUserId: practiceAnswer(config).botUserId,
        clinicianName: (someone) => clinicians.find((listed) => listed.user === someone)?.name,
      },
    },
    user,
    request,
  ).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'too-late')
      throw usage('That time is over. The link would open nothing.', 'invite');
    throw error;
  });
  await nudge(paths.nudge);
  return {
    ok: true,
    label: registered.guestName,
    clinician: signInName(user),
    kind,
    begins: iso(startsAt * 1000),
    opens: iso(notBefore * 1000),
    closes: iso(notAfter * 1000),
    link: await writeLink(web.publicUrl, link),
    compare: true,
  };
}

/** As the homeserver publishes it. A homeserver that lies here is what the comparison of pictures is for. */
async function masterKeyOf(
  config: Config,
  paths: DataPaths,
  user: string,
): Promise<LinkSecret['clinicianMasterKey']> {
  const rows = await openHomeserverRows(config, paths).catch(() => {
    throw new Trouble(
      exitCodes.environment,
      'The database of the homeserver cannot be read. Has the practice ever run?',
    );
  });
  try {
    const published = await rows.masterKey(v.parse(UserIdSchema, user));
    const [key] =
      published === undefined ? [] : Object.values(v.parse(KeysSchema, JSON.parse(published)).keys);
    if (key === undefined)
      throw new Trouble(
        exitCodes.environment,
        'This clinician has never set up their keys. They have to sign in at the desk once; before that nobody can be invited.',
      );
    return fromBase64(key);
  } finally {
    await rows.close();
  }
}

/** `keys/query` of the Matrix client-server API: one key, named after itself. */
const KeysSchema = v.object({
  keys: v.record(v.string(), v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{43}$/))),
});
