import { describe, expect, it } from 'vitest';
import { checkScript } from '../../server/src/rules/engine';
import { applySafeFixes } from '../../server/src/rules/fixes';
import { schema } from '../../server/src/schema/bundled';

const check = (text: string): ReturnType<typeof checkScript> => checkScript(text, { schema: schema() });

/** `rule severity: the text of its span`. */
function findingsOf(text: string): string[] {
  return check(text).findings.map(
    ({ rule, severity, span }) => `${rule} ${severity}: ${text.slice(span.start, span.end)}`,
  );
}

describe('scripts inside values', () => {
  it('are judged, and findings stand at their place in the file', () => {
    const text =
      '/system scheduler add name=x interval=1d on-event="/ip service set api-ssl certificate=c\\r\\\n    \\n:put 1"';
    expect(findingsOf(text)).toEqual(['tls-version-missing warning: certificate=c']);
  });

  it('are errors only when they run: the router takes the text as it is', () => {
    expect(findingsOf('/system script add name=s source=":put (1"')).toEqual(['syntax-error warning: (']);
    expect(findingsOf('/system script add name=s source={ /ip servce print }')).toEqual([
      'unknown-command warning: servce',
    ]);
  });

  it('are mended through their escapes', () => {
    const text = '/system script add name=s source=":put \\"x\\"\\n/ip service set api-ssl certificate=\\"my cert\\""';
    const { text: fixed, applied } = applySafeFixes(text, check);
    expect(applied).toBe(1);
    expect(fixed).toBe(
      '/system script add name=s source=":put \\"x\\"\\n/ip service set api-ssl certificate=\\"my cert\\" tls-version=only-1.2"',
    );
  });

  it('may suppress what they do themselves', () => {
    const comment = '# routeros-guard-disable-next-line tls-version-missing';
    expect(
      findingsOf(`/system script add name=s source={\n${comment}\n/ip service set api-ssl certificate=c\n}`),
    ).toEqual([]);
  });

  it('to any depth', () => {
    const text =
      '/system script add name=a source="/system script add name=b source=\\"/ip service set api-ssl certificate=c\\""';
    expect(findingsOf(text)).toEqual(['tls-version-missing warning: certificate=c']);
  });
});
