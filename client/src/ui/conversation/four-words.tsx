/** The four words both sides read aloud: whoever sat between them could not make them the same. */

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ParticipantView } from '../../call/call-view.ts';
import type { FourWords, WordList } from '../../call/words.ts';
import { language } from '../../i18n/language.ts';
import { tLine } from '../../i18n/line.ts';
import { tShared } from '../../i18n/shared.ts';
import { loadWords } from '../../i18n/words/load-words.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';

export interface FourWordsProps {
  readonly participant: Pick<ParticipantView, 'words' | 'wordsAreSame' | 'compared'>;
  /** How the other person is called. */
  readonly name: string;
  readonly readsFirst: boolean;
}

export function FourWordsSection({ participant, name, readsFirst }: FourWordsProps) {
  const words = participant.words.value;
  return (
    <section class="words" data-testid="words" aria-labelledby="words-title">
      <h3 id="words-title">{tLine('words.title')}</h3>
      {words ? (
        <>
          <p>{tLine('words.why')}</p>
          <WordsAloud words={words} />
          <p>{readsFirst ? tLine('words.readFirst', { name }) : tLine('words.readLast', { name })}</p>
          <p class="hint">{tLine('words.voice')}</p>
          {words.list !== language.value && <p class="hint">{whoseList(words.list, name)}</p>}
          <Verdict participant={participant} name={name} />
        </>
      ) : (
        <p data-testid="words-pending">{tLine('words.pending')}</p>
      )}
    </section>
  );
}

function Verdict({ participant, name }: Pick<FourWordsProps, 'participant' | 'name'>) {
  return (
    <>
      <div role="status">
        {participant.wordsAreSame.value && (
          <Notice tone="good" icon="shield" testId="words-noted">
            {tLine('words.noted', { name })}
          </Notice>
        )}
      </div>
      <div class="words-verdict">
        {!participant.wordsAreSame.value && (
          <Button look="primary" testId="words-same" onClick={() => participant.compared('same')}>
            {tLine('words.same')}
          </Button>
        )}
        <Button look="danger" testId="words-differ" onClick={() => participant.compared('differ')}>
          {tLine('words.differ')}
        </Button>
      </div>
    </>
  );
}

function WordsAloud({ words: { list, indexes } }: { words: FourWords }) {
  const { loaded, again } = useWordList(list);
  if (loaded === 'failed')
    return (
      <Notice tone="warning" live="polite">
        <p>{tLine('words.notLoaded')}</p>
        <Button look="quiet" onClick={again}>
          {tShared('common.tryAgain')}
        </Button>
      </Notice>
    );
  if (!loaded) return <p>{tLine('words.loading')}</p>;
  return (
    <ol class="four-words" lang={list} data-testid="four-words">
      {indexes.map((index, place) => (
        <li key={`${place} ${index}`}>{loaded[index]}</li>
      ))}
    </ol>
  );
}

/** Undefined while it is on its way. */
function useWordList(list: WordList) {
  const loaded = useSignal<readonly string[] | 'failed' | undefined>(undefined);
  const tries = useSignal(0);
  const current = tries.value;
  useEffect(() => {
    let over = false;
    loaded.value = undefined;
    loadWords(list).then(
      (words) => {
        if (!over) loaded.value = words;
      },
      () => {
        if (!over) loaded.value = 'failed';
      },
    );
    return () => {
      over = true;
    };
  }, [list, current]);
  return {
    loaded: loaded.value,
    again: () => {
      tries.value += 1;
    },
  };
}

function whoseList(list: WordList, name: string): string {
  return list === 'de' ? tLine('words.german', { name }) : tLine('words.english', { name });
}
