/** Writes `docs/reference/api.md` from the table of endpoints, their schemas and examples. */

import { apiPrefix, problemCodes } from '@sprechzimmer/protocol';
import type * as v from 'valibot';
import { commonProblems, type EndpointName, type EndpointShape, endpoints } from './endpoints.ts';
import { type Example, examples } from './examples.ts';
import { titles } from './problems.ts';
import { describeFields } from './schema-words.ts';

/** The whole page. A test compares it with the file; `npx vitest run -u appservice/src/http/reference` renews it. */
export function apiReference(): string {
  const names = Object.keys(endpoints) as EndpointName[];
  return [intro, ...names.map((name) => section(endpoints[name], examples[name])), problems()].join('\n');
}

const intro = `# The public API

<!-- Made from appservice/src/http/endpoints.ts and the schemas in protocol/src/api.ts. Do not edit by hand. -->

All paths are below \`${apiPrefix}\`. Bodies are JSON of at most 16 kB, \`application/json\` both ways; compressed
bodies are not taken. Secrets travel in bodies and in the \`Authorization\` header, never in a URL. There are no
cookies and no CORS headers: only pages of the practice itself can use this API.

Unknown fields in a request are errors. Every answer carries \`X-Request-Id\`; the same id stands in problem
documents and in the log of the appservice, which holds nothing else about the request.

| who | proves it by |
|---|---|
| anybody | nothing, or by what is in the body |
| guest | \`Authorization: Bearer <claim>\`, the 32 random bytes the browser made when it redeemed |
| clinician | \`Authorization: Bearer <session>\`, from \`POST /session\` |
`;

function section(endpoint: EndpointShape, example: Example): string {
  const method = endpoint.method.toUpperCase();
  const own = [...new Set([...endpoint.problems, ...commonProblems])];
  return [
    `## \`${method} ${endpoint.path}\`\n`,
    `${endpoint.purpose}\n`,
    `For: ${endpoint.who}.${endpoint.cacheSeconds ? ` May be cached for ${endpoint.cacheSeconds} seconds.` : ''}\n`,
    fields('In the path', endpoint.params),
    fields('Request', endpoint.request),
    endpoint.answer ? fields('Answer, 200', endpoint.answer) : 'Answer: 204, no body.\n',
    shown(method, example),
    `Problems: ${own.map((code) => `\`${code}\``).join(', ')}.\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function fields(title: string, schema: v.GenericSchema): string {
  const rows = describeFields(schema);
  if (rows.length === 0) return '';
  const lines = rows.map(
    ({ name, words, optional }) => `| \`${name}\` | ${words} | ${optional ? '' : 'yes'} |`,
  );
  return [`**${title}**\n`, '| field | what | always |', '|---|---|---|', ...lines, ''].join('\n');
}

function shown(method: string, { path, request, answer }: Example): string {
  const lines = [`${method} ${apiPrefix}${path}`];
  if (request) lines.push('', JSON.stringify(request, null, 2));
  const answered = answer === undefined ? '204 No Content' : `200 OK\n\n${JSON.stringify(answer, null, 2)}`;
  return ['```http', ...lines, '```', '', '```http', answered, '```', ''].join('\n');
}

function problems(): string {
  const rows = Object.entries(problemCodes).map(
    ([code, status]) => `| \`${code}\` | ${status} | ${Reflect.get(titles, code)} |`,
  );
  return [
    '## Problems\n',
    'Errors are `application/problem+json` (RFC 9457). `type` is `about:blank#<code>`; `title` is for developers and',
    'support calls. `too-early` carries `notBefore` (Unix seconds), `too-many-tries` carries `retryAfterSeconds` and the',
    '`Retry-After` header. A wrong method answers 405 and a wrong content type 415, both with the code `bad-request`.\n',
    '| code | status | title |',
    '|---|---|---|',
    ...rows,
    '',
    '```json',
    JSON.stringify(
      {
        type: 'about:blank#too-early',
        title: titles['too-early'],
        status: 403,
        code: 'too-early',
        requestId: 'mQ0Zk3wq1VYx8nB5',
        notBefore: 1_790_000_100,
      },
      null,
      2,
    ),
    '```',
    '',
  ].join('\n');
}
