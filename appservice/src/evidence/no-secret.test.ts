import { expect, it } from 'vitest';
import { filesWithSecrets } from './no-secret.ts';

const clean = '# Evidence\n{"clinicians": 2, "database": "sqlite"}\n';

it('what must not be handed on is found in whichever file it is', () => {
  const secret = 'k9-secret-of-this-practice';
  const evidence = new Map([
    ['clean.json', clean],
    ['known.json', `{"x": "${secret}"}`],
    ['guest.md', 'about @guest-abcdefghij0123456789:practice.example'],
    ['token.txt', 'syt_ZG9rdG9y_abcdefghijKLMNOP_0123'],
    ['link.md', `https://praxis.example/j/#1${'A'.repeat(90)}z`],
  ]);
  expect(filesWithSecrets(evidence, [secret])).toEqual(['known.json', 'guest.md', 'token.txt', 'link.md']);
});

it('what may be handed on is not held back', () => {
  expect(filesWithSecrets(new Map([['clean.json', clean]]), ['k9-secret-of-this-practice'])).toEqual([]);
});
