/**
 * The only logger of the appservice. It has no free text: an event of a closed list, and fields that are numbers,
 * codes, or ids made up for one request. Addresses, names, user ids, rooms, tokens, user agents and error messages
 * have no way in: the types refuse them, and what slips past the types is dropped when the line is written.
 */

import { type DestinationStream, pino } from 'pino';
import { type LogEvent, logEvents } from './events.ts';

export const logLevels = ['error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Every field a line may carry. */
export interface LogFields {
  /** Random, made for one request; also stands in the problem document its sender got. */
  readonly requestId?: string | undefined;
  /** Name of an endpoint in `http/endpoints.ts`, or of a step: lower-case words with hyphens. Never a path. */
  readonly step?: string | undefined;
  /** HTTP status. */
  readonly status?: number | undefined;
  /** A problem code, or an upper-case code of the platform, database or Matrix (`ECONNREFUSED`, `M_FORBIDDEN`). */
  readonly code?: string | undefined;
  readonly count?: number | undefined;
  readonly port?: number | undefined;
  readonly ms?: number | undefined;
  /** Only its class name, code and status are written: messages quote what people send. */
  readonly error?: unknown;
}

export interface Logger {
  error(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  info(event: LogEvent, fields?: LogFields): void;
  debug(event: LogEvent, fields?: LogFields): void;
}

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Default: standard output. One JSON object a line. */
  readonly destination?: DestinationStream;
}

/** JSON lines with level, UTC time, event and safe fields; no host name, no process id. */
export function makeLogger({ level, destination }: LoggerOptions): Logger {
  const options = { level, base: null, messageKey: 'event', timestamp: pino.stdTimeFunctions.isoTime };
  const sink = destination ? pino(options, destination) : pino(options);
  const at =
    (name: Exclude<LogLevel, 'silent'>) =>
    (event: LogEvent, fields: LogFields = {}) =>
      sink[name](safeFields(fields), Object.hasOwn(logEvents, event) ? event : 'unknown');
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

/** For tests and for parts that run without a log. */
export const silentLogger: Logger = { error() {}, warn() {}, info() {}, debug() {} };

type Written = Record<string, string | number>;

function safeFields(fields: LogFields): Written {
  const written: Written = {};
  text(written, 'requestId', fields.requestId, requestIdShape);
  text(written, 'step', fields.step, stepShape);
  text(written, 'code', fields.code, codeShape);
  for (const name of ['status', 'count', 'port', 'ms'] as const) {
    number(written, name, fields[name]);
  }
  if (fields.error instanceof Error) {
    text(written, 'error', fields.error.name, errorNameShape);
    if (written['status'] === undefined) number(written, 'status', Reflect.get(fields.error, 'status'));
    if (!written['code']) text(written, 'code', codeOf(fields.error), codeShape);
  }
  return written;
}

function text(written: Written, name: string, value: string | undefined, shape: RegExp): void {
  if (typeof value === 'string' && shape.test(value)) written[name] = value;
}

function number(written: Written, name: string, value: unknown): void {
  if (typeof value === 'number' && Number.isFinite(value)) written[name] = Math.round(value);
}

/** The code of an error, or of what caused it: `fetch` hides the interesting one a level down. */
function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : undefined;
}

/** 96 random bits, base64url: `http/request-id.ts`. A Matrix or session token is longer. */
const requestIdShape = /^[A-Za-z0-9_-]{16}$/;
/** Lower-case words. No digit and no long word, so that neither a localpart of a guest nor a handle fits. */
const stepShape = /^[a-z]{1,16}(?:-[a-z]{1,16}){0,4}$/;
/** `too-early`, `ECONNREFUSED`, `M_LIMIT_EXCEEDED`, `23505`. */
const codeShape = /^(?:[a-z]{1,16}(?:-[a-z]{1,16}){0,4}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){0,6}|[0-9][0-9A-Z]{4})$/;
const errorNameShape = /^[A-Z][A-Za-z]{2,39}$/;
