/** A file among the messages: a picture to look at, anything else to save. */

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ChatFile, ChatFiles, FileState } from '../../crypto/files-view.ts';
import { canRun } from '../../files/file-name.ts';
import { tFiles } from '../../i18n/files.ts';
import { formatBytes } from '../../i18n/format-bytes.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { saveFile } from './saved-files.ts';

export interface FileMessageProps {
  readonly file: ChatFile;
  readonly files: ChatFiles;
  /** Ours, and still with us. */
  readonly leaving: boolean;
}

export function FileMessage({ file, files, leaving }: FileMessageProps) {
  const state = file.state.value;
  const name = file.name || tFiles('file.unnamed');
  useEffect(() => {
    if (file.isPicture && file.state.peek().step === 'offered') void files.fetch(file);
  }, [file, files]);
  const isShown = state.step === 'here' && state.as === 'picture';
  return (
    <div class="file" data-testid="chat-file" data-step={state.step}>
      {isShown ? (
        <Picture url={state.url} name={name} file={file} files={files} />
      ) : (
        <FileLine file={file} name={name} />
      )}
      {state.step === 'moving' && (
        <Moving file={file} files={files} name={name} leaving={leaving} share={state.share} />
      )}
      {state.step === 'failed' && !leaving && <Failed state={state} again={() => void files.fetch(file)} />}
      {!leaving && !isShown && <Saving file={file} files={files} name={name} />}
    </div>
  );
}

interface PictureProps {
  readonly url: string;
  readonly name: string;
  readonly file: ChatFile;
  readonly files: ChatFiles;
}

/** In the list as large as fits; in full, and to be saved, when it is pressed. */
function Picture({ url, name, file, files }: PictureProps) {
  const large = useSignal(false);
  const size = file.width && file.height ? { width: file.width, height: file.height } : {};
  return (
    <>
      <button
        type="button"
        class="file-picture"
        aria-label={tFiles('file.enlarge', { name })}
        data-testid="chat-picture"
        onClick={() => {
          large.value = true;
        }}
      >
        <img src={url} alt="" {...size} />
      </button>
      {large.value && (
        <Dialog
          title={name}
          closable
          testId="picture-large"
          onClose={() => {
            large.value = false;
          }}
        >
          <img class="picture-large" src={url} alt={tFiles('file.picture', { name })} />
          <Saving file={file} files={files} name={name} />
        </Dialog>
      )}
    </>
  );
}

function FileLine({ file, name }: { file: ChatFile; name: string }) {
  return (
    <p class="file-line">
      <Icon name="file" />
      <span class="file-name">
        <bdi>{name}</bdi>
        {file.sizeBytes > 0 && <span class="hint"> {formatBytes(file.sizeBytes)}</span>}
      </span>
    </p>
  );
}

interface MovingProps {
  readonly file: ChatFile;
  readonly files: ChatFiles;
  readonly name: string;
  readonly leaving: boolean;
  readonly share: number;
}

function Moving({ file, files, name, leaving, share }: MovingProps) {
  return (
    <div class="file-moving">
      <progress
        max={1}
        value={share}
        aria-label={leaving ? tFiles('file.sending', { name }) : tFiles('file.fetching', { name })}
      />
      <button type="button" class="link-button" data-testid="file-stop" onClick={() => files.cancel(file)}>
        {tFiles('file.stop')}
      </button>
    </div>
  );
}

function Failed({ state, again }: { state: Extract<FileState, { step: 'failed' }>; again: () => void }) {
  return (
    <p class="fault" data-testid="file-fault">
      {tFiles(`fault.${state.fault}`)}{' '}
      {state.fault !== 'gone' && (
        <button type="button" class="link-button" onClick={again}>
          {tFiles('file.fetchAgain')}
        </button>
      )}
    </p>
  );
}

interface SavingProps {
  readonly file: ChatFile;
  readonly files: ChatFiles;
  readonly name: string;
}

function Saving({ file, files, name }: SavingProps) {
  const saved = useSignal(false);
  const state = file.state.value;
  if (state.step !== 'offered' && state.step !== 'here') return null;
  const save = async () => {
    await files.fetch(file);
    const now = file.state.peek();
    if (now.step !== 'here') return;
    saveFile(now.url, name);
    saved.value = true;
  };
  return (
    <>
      {canRun(name) && <p class="fault">{tFiles('file.canRun')}</p>}
      <Button
        look="quiet"
        icon="save"
        testId="file-save"
        label={tFiles('file.saveName', { name })}
        onClick={() => void save()}
      >
        {tFiles('file.save')}
      </Button>
      {saved.value && (
        <p class="hint" role="status">
          {tFiles('file.saveHint')}
        </p>
      )}
    </>
  );
}
