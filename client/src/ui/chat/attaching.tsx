/** Under the messages: what may be attached, and what is attached already. */

import { useRef } from 'preact/hooks';
import type { ChatFiles } from '../../crypto/files-view.ts';
import { tFiles } from '../../i18n/files.ts';
import { formatBytes } from '../../i18n/format-bytes.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import type { Draft, DraftTray } from './draft-tray.ts';

export interface AttachingProps {
  readonly files: ChatFiles;
  readonly tray: DraftTray;
}

export function Attaching({ files, tray }: AttachingProps) {
  const input = useRef<HTMLInputElement>(null);
  const largest = files.largestBytes.value;
  const drafts = tray.drafts.value;
  return (
    <div class="attaching" data-testid="attaching">
      {drafts.length > 0 && (
        <ul class="drafts" aria-label={tFiles('attach.list')}>
          {drafts.map((draft) => (
            <DraftLine
              key={draft.key}
              draft={draft}
              largest={largest}
              remove={() => tray.remove(draft.key)}
            />
          ))}
        </ul>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="attach-input"
        onChange={({ currentTarget }) => {
          tray.add([...(currentTarget.files ?? [])]);
          // The same file can be chosen once more.
          currentTarget.value = '';
        }}
      />
      <Button testId="attach-choose" onClick={() => input.current?.click()}>
        {tFiles('attach.choose')}
      </Button>
      <p class="hint" data-testid="attach-limit">
        {largest !== undefined && tFiles('attach.limit', { size: formatBytes(largest) })}{' '}
        {tFiles('attach.sendHint')}
      </p>
      <p class="hint attaching-how">{tFiles('attach.how')}</p>
    </div>
  );
}

interface DraftLineProps {
  readonly draft: Draft;
  readonly largest: number | undefined;
  readonly remove: () => void;
}

function DraftLine({ draft, largest, remove }: DraftLineProps) {
  const name = draft.name || tFiles('file.unnamed');
  return (
    <li class="draft" data-testid="draft" data-state={draft.state}>
      {draft.preview ? <img class="draft-picture" src={draft.preview} alt="" /> : <Icon name="file" />}
      <div class="draft-text">
        <p class="file-name">
          <bdi>{name}</bdi>
        </p>
        <p class={draft.fault ? 'fault' : 'hint'} role={draft.fault ? 'alert' : undefined}>
          {stateText(draft, largest)}
        </p>
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={tFiles('attach.remove', { name })}
        data-testid="draft-remove"
        onClick={remove}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

function stateText({ state, fault, sizeBytes }: Draft, largest: number | undefined): string {
  const size = formatBytes(sizeBytes);
  if (fault === 'too-large') return tFiles('attach.faultTooLarge', { size, most: formatBytes(largest ?? 0) });
  if (fault === 'picture') return tFiles('attach.faultPicture');
  if (fault === 'unreadable') return tFiles('attach.faultUnreadable');
  return state === 'preparing' ? tFiles('attach.preparing') : size;
}
