import { alarmDe } from './de/alarm.ts';
import { alarmEn } from './en/alarm.ts';
import { translator } from './translator.ts';

/** Texts about visits that have been stopped, in the language in use. */
export const tAlarm = translator({ de: alarmDe, en: alarmEn });
