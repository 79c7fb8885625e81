/** The configuration as an auditor may see it. What is not named here as harmless is left out. */

import type { Config } from '../config/sections.ts';

/** Accounts become a count, places of databases and secrets become words. */
export function settingsWithoutSecrets(config: Config): Record<string, unknown> {
  const { web, homeserver, clinicians, invitations, visits, files, before, waitingRoom, after } = config;
  const { retention, turn, call, store, limits, practice } = config;
  return {
    practice: { name: practice.name, language: practice.language },
    web: { publicUrl: web.publicUrl },
    homeserver: {
      serverName: homeserver.serverName,
      roomVersion: homeserver.roomVersion,
      database: engine(homeserver.database),
    },
    clinicians: clinicians.length,
    invitations,
    visits,
    files,
    before: {
      company: before.company,
      callback: before.callback,
      place: before.place,
      crisis: before.crisis,
      consent: before.consent,
      consentVersion: before.consentVersion ?? null,
    },
    waitingRoom: { ownMessages: waitingRoom.messages?.length ?? 0 },
    after: { crisisNumbers: after.crisisNumbers?.length ?? 0, quickExit: after.quickExitTo !== undefined },
    retention,
    turn: { relays: turn.uris.length, credentialMinutes: turn.credentialMinutes },
    call,
    store: { database: engine(store.database) },
    limits,
  };
}

function engine(database: string): 'sqlite' | 'postgresql' {
  return database === 'sqlite' ? 'sqlite' : 'postgresql';
}
