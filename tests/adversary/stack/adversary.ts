/** A practice whose operator attacks: the real servers, the real client, and the attacker between them. */

import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import type { ConfigInput } from '../../../appservice/src/config/sections.ts';
import { startFront } from '../../../appservice/src/front/front.ts';
import { launchBrowser } from '../../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../../stack/practice.ts';
import type { Defence } from '../attack.ts';
import { type Operator, operatorOf } from './operator.ts';
import { type HostileProxy, startProxy } from './proxy.ts';
import { type ClinicianSeat, openScene, type Scene } from './scene.ts';

export interface AdversaryOptions {
  /** Each has an account; a scene takes the first unless it asks for a fresh one. Default 5. */
  readonly clinicians?: number;
  /** What their user ids begin with: in some exchanges it decides who of two is heard. Default `clinician`. */
  readonly named?: string;
  readonly config?: ConfigInput;
  /** For Chromium. */
  readonly flags?: readonly string[];
}

export interface Adversary {
  readonly practice: PracticeStack;
  readonly proxy: HostileProxy;
  readonly operator: Operator;
  readonly browser: Browser;
  /** A fresh beginning: no interceptor, no open page. Without defences to take out it is the real client. */
  scene(without: readonly Defence[]): Promise<Scene>;
  close(): Promise<void>;
}

/** One for each test file: `beforeAll`, and `close` in `afterAll`. */
export async function startAdversary(options: AdversaryOptions = {}): Promise<Adversary> {
  const { clinicians = 5, named = 'clinician', config = {}, flags = [] } = options;
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const practice = await startPracticeStack({
      ...config,
      clinicians: Array.from({ length: clinicians }, (_, index) => ({
        user: `@${named}${index + 1}:${serverName}`,
        name: `Dr. ${surnames[index % surnames.length]} ${index + 1}`,
      })),
      homeserver: { serverName, ...config.homeserver },
    });
    undo.push(() => practice.stop());
    const weakened = await startFront({
      publicUrl: practice.publicUrl,
      port: 0,
      dist: inject('weakenedClient'),
      upstreams: { api: practice.apiUrl, homeserver: practice.homeserverUrl },
    });
    undo.push(() => weakened.close());
    const proxy = await startProxy({
      practice: practice.frontUrl,
      weakened: `http://127.0.0.1:${weakened.port}`,
    });
    undo.push(() => proxy.close());
    // The practice keeps its address; every browser that goes there meets the attacker.
    const { host } = new URL(practice.publicUrl);
    const browser = await launchBrowser([
      `--host-resolver-rules=MAP ${host} 127.0.0.1:${proxy.port}`,
      ...flags,
    ]);
    undo.push(() => browser.close());

    const operator = operatorOf(practice);
    const seats: ClinicianSeat[] = practice.clinicians.map((account) => ({ account }));
    let open: Scene | undefined;
    return {
      practice,
      proxy,
      operator,
      browser,
      async scene(without) {
        await open?.close();
        open = openScene({ practice, proxy, operator, browser, seats }, without);
        return open;
      },
      close: async () => {
        await open?.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const serverName = 'sprechzimmer.localhost';
const surnames = ['Weber', 'Fuchs', 'Sommer', 'Brandt', 'Winter', 'Lang'];
