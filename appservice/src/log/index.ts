export { endOnCrash } from './crash.ts';
export { type LogEvent, logEvents } from './events.ts';
export { type LogFields, type Logger, type LogLevel, logLevels, makeLogger, silentLogger } from './logger.ts';
