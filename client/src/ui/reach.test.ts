import { expect, it } from 'vitest';
import { mailto, telephone } from './reach.ts';

it('dials a number however it is written', () => {
  expect(telephone('+49 (0)30 123-4567')).toBe('tel:+49301234567');
  expect(telephone('030 / 12 34 56')).toBe('tel:030123456');
});

it('writes to the address and adds nothing to the mail', () => {
  expect(mailto('praxis@lindenhof.example')).toBe('mailto:praxis@lindenhof.example');
  expect(mailto('a@b.example?bcc=c@d.example')).toBe('mailto:a@b.example%3Fbcc%3Dc%40d.example');
});
