/** A chat with a file in every state there is. */

import { signal } from '@preact/signals';
import type { ChatMessage, ChatView } from '../src/crypto/chat-view.ts';
import type { ChatFile, ChatFiles, FileState } from '../src/crypto/files-view.ts';
import { noteCall } from './calls.ts';
import { fakeChat } from './fake-chat.ts';

export function fakeChatWithFiles(start: readonly ChatMessage[] = fileMessages()): ChatView {
  const files: ChatFiles = {
    largestBytes: signal(10 * 1024 * 1024),
    learnLimit: () => undefined,
    send: async ({ name, type, bytes }) => noteCall('send-file', `${name} ${type} ${bytes.length}`),
    fetch: async ({ name }) => noteCall('fetch-file', name),
    cancel: ({ name }) => noteCall('cancel-file', name),
  };
  return { ...fakeChat(start), files };
}

const morning = new Date(2026, 10, 23, 10, 2).getTime();

function fileMessages(): readonly ChatMessage[] {
  return [
    ...fetched(),
    said('moving', true, file('Fragebogen.pdf', { step: 'moving', share: 0.4 }), 'sending'),
    said('failed', true, file('Urlaubsfilm.mp4', { step: 'failed', fault: 'no-more' }), 'failed'),
    said('changed', false, file('Bericht.pdf', { step: 'failed', fault: 'not-as-sent' })),
    {
      id: 'link',
      own: false,
      text: 'Hier steht mehr: https://schlaf.example/hygiene?seite=2.',
      sentAtMs: morning,
      state: 'sent',
    },
    said('program', false, file('Entspannung.exe', { step: 'offered' })),
    said('picture', false, painted('Wochenplan.png')),
  ];
}

/** What has come, and may be saved or looked at. */
function fetched(): readonly ChatMessage[] {
  return [
    said('offered', false, file('Arbeitsblatt zur Schlafhygiene, zweite Fassung.pdf', { step: 'offered' })),
    said('here', true, file('Tagebuch.ods', { step: 'here', url: 'blob:nowhere', as: 'file' })),
  ];
}

function said(id: string, own: boolean, file: ChatFile, state: ChatMessage['state'] = 'sent'): ChatMessage {
  return { id, own, text: '', sentAtMs: morning, state, file };
}

function file(name: string, state: FileState): ChatFile {
  return { name, sizeBytes: 1_300_000, isPicture: false, state: signal(state) };
}

/** A week in colours, drawn here. */
function painted(name: string): ChatFile {
  const state = signal<FileState>({ step: 'moving', share: 0.9 });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [700, 400];
  const pen = canvas.getContext('2d');
  for (let day = 0; pen && day < 7; day += 1) {
    pen.fillStyle = `hsl(${day * 40} 35% 70%)`;
    pen.fillRect(day * 100, 0, 100, 400);
  }
  canvas.toBlob((blob) => {
    if (blob) state.value = { step: 'here', url: URL.createObjectURL(blob), as: 'picture' };
  });
  return { name, sizeBytes: 90_000, isPicture: true, width: 700, height: 400, state };
}
