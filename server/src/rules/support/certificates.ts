import type { ScriptModel } from '../../model/types';

/**
 * Names of the certificates that the file makes and that a TLS server can use: not those for signing other certificates only.
 * A certificate without key-usage can serve (vendor manual, "Certificates": the default usages hold tls-server).
 */
export function serverCertificates(script: ScriptModel): readonly string[] {
  const names: string[] = [];
  for (const item of script.state('/certificate').items) {
    if (item.added === undefined || item.removed || item.name === undefined || item.name === '') continue;
    const usage = item.properties.get('key-usage');
    if (usage !== undefined && usage.value?.split(',').includes('tls-server') !== true) continue;
    names.push(item.name);
  }
  return names;
}
