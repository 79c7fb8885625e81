/** Files in room messages: `m.file`, `m.image` and their like, with an encrypted `file` and in no other form. */

import * as v from 'valibot';
import { describeLock, type FileLock, FileLockSchema } from '../files/attachment.ts';
import type { PreparedFile } from '../files/prepare-file.ts';

/** A file as a message describes it: the sender's words, all of them. */
export interface FileContent {
  readonly name: string;
  /** What stands beside the file; empty for most. */
  readonly caption: string;
  /** Bytes; 0 where nothing is said. */
  readonly sizeBytes: number;
  /** Sent to be looked at. Whether it can be, its bytes decide. */
  readonly isPicture: boolean;
  /** Points, for a place that does not jump when the picture comes. */
  readonly width?: number;
  readonly height?: number;
  readonly mediaId: string;
  readonly lock: FileLock;
}

/** @param serverName ours: a file is fetched from no other server */
export function readFileContent(content: unknown, serverName: string): FileContent | undefined {
  const read = v.safeParse(ContentSchema, content);
  if (!read.success) return undefined;
  const { msgtype, body, filename, info, file } = read.output;
  const [server, mediaId = ''] = file.url.slice('mxc://'.length).split('/');
  if (server !== serverName) return undefined;
  const { w, h, size } = info ?? {};
  const { url: _, ...lock } = file;
  return {
    name: filename ?? body,
    caption: filename === undefined || filename === body ? '' : body,
    sizeBytes: size ?? 0,
    isPicture: msgtype === 'm.image',
    ...(w && h ? { width: w, height: h } : {}),
    mediaId,
    lock,
  };
}

/** Whether a message means to bring a file, well made or not. */
export function meansFile(content: unknown): boolean {
  return v.is(v.object({ msgtype: MsgTypeSchema }), content);
}

/** The content of the message that sends a file. */
export function fileContent(file: PreparedFile, url: string, lock: FileLock): object {
  const { name, type, bytes, picture } = file;
  return {
    msgtype: picture ? 'm.image' : 'm.file',
    body: name,
    filename: name,
    info: { mimetype: type, size: bytes.length, ...(picture && { w: picture.width, h: picture.height }) },
    file: { ...describeLock(lock), url },
  };
}

const MsgTypeSchema = v.picklist(['m.file', 'm.image', 'm.audio', 'm.video']);
const TextSchema = v.pipe(v.string(), v.maxLength(20_000));
/** A number that makes no sense is not said. */
const CountSchema = v.fallback(
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(2 ** 40))),
  undefined,
);
const ContentSchema = v.object({
  msgtype: MsgTypeSchema,
  body: TextSchema,
  filename: v.optional(TextSchema),
  info: v.fallback(v.optional(v.object({ size: CountSchema, w: CountSchema, h: CountSchema })), undefined),
  file: v.object({
    ...FileLockSchema.entries,
    url: v.pipe(v.string(), v.regex(/^mxc:\/\/[A-Za-z0-9.:[\]-]{1,230}\/[A-Za-z0-9_-]{1,64}$/)),
  }),
});
