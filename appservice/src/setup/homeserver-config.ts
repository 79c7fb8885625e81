/** `homeserver.yaml`, from the template and the practice’s configuration. Written anew at every start. */

import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { postgresParts } from '../config/database-url.ts';
import type { Config } from '../config/sections.ts';
import { isRecord } from '../config/source.ts';
import { type DataPaths, projectPaths } from './paths.ts';
import { botUserId } from './registration.ts';

export interface HomeserverSecrets {
  readonly macaroonKeyPath: string;
  readonly formSecretPath: string;
  readonly turnSecret: string | undefined;
  readonly databasePassword: string | undefined;
}

/** Fills the template in. @throws Error when a placeholder of the template remains: template and code have drifted */
export async function renderHomeserverConfig(
  config: Config,
  paths: DataPaths,
  secrets: HomeserverSecrets,
): Promise<string> {
  const template = await readTemplate(projectPaths.homeserverTemplate);
  const filled = {
    ...without(template, [
      'macaroon_secret_key',
      'form_secret',
      'turn_uris',
      'turn_shared_secret',
      'pid_file',
    ]),
    server_name: config.homeserver.serverName,
    public_baseurl: `${config.web.publicUrl}/`,
    listeners: listeners(template, config.homeserver.port),
    database: database(config, paths, secrets.databasePassword),
    media_store_path: paths.media,
    log_config: paths.homeserverLogConfig,
    signing_key_path: paths.signingKey,
    macaroon_secret_key_path: secrets.macaroonKeyPath,
    form_secret_path: secrets.formSecretPath,
    app_service_config_files: [paths.registration],
    modules: modules(template, config, paths),
    default_room_version: config.homeserver.roomVersion,
    max_upload_size: `${config.files.largestMegabytes}M`,
    ...turn(config, secrets.turnSecret),
  };
  return withHeader(stringify(filled, { lineWidth: 0 }));
}

export async function renderHomeserverLogConfig(paths: DataPaths): Promise<string> {
  const template = await readTemplate(projectPaths.logTemplate);
  return withHeader(stringify(replaceAll(template, '<log_file>', paths.homeserverLog), { lineWidth: 0 }));
}

function listeners(template: Record<string, unknown>, port: number): unknown {
  const [first] = Array.isArray(template['listeners']) ? template['listeners'] : [];
  if (!isRecord(first)) throw new Error('the homeserver template has no listener');
  return [{ ...first, port, bind_addresses: ['127.0.0.1'] }];
}

function database(config: Config, paths: DataPaths, password: string | undefined): unknown {
  const parts = postgresParts(config.homeserver.database);
  if (parts === undefined) return { name: 'sqlite3', args: { database: paths.homeserverDatabase } };
  const { host, port, user, database: name } = parts;
  return {
    name: 'psycopg2',
    args: {
      host,
      port,
      user,
      dbname: name,
      cp_min: 5,
      cp_max: 10,
      ...(password === undefined ? {} : { password }),
    },
  };
}

function modules(template: Record<string, unknown>, config: Config, paths: DataPaths): unknown {
  const [steward] = Array.isArray(template['modules']) ? template['modules'] : [];
  if (!isRecord(steward) || !isRecord(steward['config']))
    throw new Error('the homeserver template has no steward module');
  return [
    {
      ...steward,
      config: {
        ...steward['config'],
        voucher_key_path: paths.voucherKey,
        steward_key_path: paths.stewardKey,
        bot_user_id: botUserId(config.homeserver.serverName),
        limits: uploadLimits(config),
      },
    },
  ];
}

/** What a guest may send. Only bytes and counts: the pace is the steward's own. */
function uploadLimits({ files }: Config): Readonly<Record<string, number>> {
  const megabyte = 1024 * 1024;
  return {
    upload_bytes: files.largestMegabytes * megabyte,
    upload_bytes_per_visit: files.perVisitMegabytes * megabyte,
    uploads_per_visit: files.perVisit,
  };
}

function turn(config: Config, secret: string | undefined): Record<string, unknown> {
  if (config.turn.uris.length === 0 || secret === undefined) return {};
  return {
    turn_uris: config.turn.uris,
    turn_shared_secret: secret,
    turn_user_lifetime: `${config.turn.credentialMinutes}m`,
  };
}

async function readTemplate(file: string): Promise<Record<string, unknown>> {
  const template: unknown = parse(await readFile(file, 'utf8'));
  if (!isRecord(template)) throw new Error('a homeserver template is not a map');
  return template;
}

function without(template: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(template).filter(([key]) => !keys.includes(key)));
}

function replaceAll(value: unknown, placeholder: string, text: string): unknown {
  if (value === placeholder) return text;
  if (Array.isArray(value)) return value.map((inner) => replaceAll(inner, placeholder, text));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, replaceAll(inner, placeholder, text)]),
  );
}

function withHeader(yaml: string): string {
  const left = /"?<[a-z_]+>"?/.exec(yaml);
  if (left !== null) throw new Error(`a placeholder of the homeserver template is left: ${left[0]}`);
  return `# Written by sprechzimmer at every start, from sprechzimmer.yaml and synapse-config/. Changes here are lost.\n${yaml}`;
}
