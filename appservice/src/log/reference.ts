/** Writes `docs/reference/log.md` from the list of events. */

import { logEvents } from './events.ts';

/** The whole page. A test compares it with the file; `npx vitest run appservice/src/log -u` renews it. */
export function logReference(): string {
  const rows = Object.entries(logEvents).map(([event, meaning]) => `| \`${event}\` | ${meaning} |`);
  return `# The log of the appservice

<!-- Made from appservice/src/log/events.ts. Do not edit by hand. -->

One JSON object a line: \`level\` (20 debug, 30 info, 40 warn, 50 error), \`time\` (UTC), \`event\`, and of the following
what fits: \`requestId\` (random; the person who had the fault sees the same one), \`step\` (which endpoint or which
part of a visit), \`status\`, \`code\`, \`error\` (the kind of error), \`count\`, \`port\`, \`ms\`.

There is no field for an address, a name, a user, a room, a link, a browser or a message, and no free text. Lines may
be handed on without reading them first.

| event | meaning |
|---|---|
${rows.join('\n')}
`;
}
