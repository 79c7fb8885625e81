/**
 * What of others is inside the client: name, version, licence, hash. Written with each build and published with it, in
 * CycloneDX 1.6. The same build gives the same bytes: hence no serial number and no time, both optional there.
 */

import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { type PackageInside, packagesInside } from './packages-inside.ts';

/** Below the folder of the build. */
export const billOfMaterialsPath = 'build/bill-of-materials.json';

/** @param lockfile path of `package-lock.json` */
export function billOfMaterials(lockfile: string): Plugin {
  return {
    name: 'sprechzimmer:bill-of-materials',
    apply: 'build',
    generateBundle(_options, bundle) {
      const inside = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? output.moduleIds : output.originalFileNames.map((file) => `/${file}`),
      );
      const packages = packagesInside(inside, readFileSync(lockfile, 'utf8'));
      this.emitFile({ type: 'asset', fileName: billOfMaterialsPath, source: writeBill(packages) });
    },
  };
}

export function writeBill(packages: readonly PackageInside[]): string {
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: 'sprechzimmer-client' } },
    components: packages.map(component),
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function component({ name, version, licence, integrity }: PackageInside) {
  const [group, ownName] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group === undefined ? {} : { group }),
    name: ownName,
    version,
    hashes: [{ alg: 'SHA-512', content: hexOf(integrity) }],
    licenses: [{ expression: licence }],
    purl,
  };
}

/** From `sha512-` and base64. */
function hexOf(integrity: string): string {
  return Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
}
