import { describe, expect, it } from 'vitest';
import { applyEdits, applySafeFixes } from '../../server/src/rules/fixes';
import type { CheckResult } from '../../server/src/rules/engine';
import type { Finding, Fix } from '../../server/src/rules/rule';
import { check } from './support';

describe('applyEdits', () => {
  it('applies edits in the order of the text, whatever order they come in', () => {
    const edits = [
      { start: 4, end: 5, text: 'E' },
      { start: 0, end: 1, text: '' },
      { start: 2, end: 2, text: '-' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('b-cdEf');
  });

  it('keeps the order of insertions at one place', () => {
    const edits = [
      { start: 1, end: 1, text: 'x' },
      { start: 1, end: 1, text: 'y' },
    ];
    expect(applyEdits('ab', edits)).toBe('axyb');
  });

  it('refuses edits that overlap', () => {
    const edits = [
      { start: 0, end: 3, text: '' },
      { start: 2, end: 4, text: '' },
    ];
    expect(() => applyEdits('abcdef', edits)).toThrow(RangeError);
  });
});

describe('applySafeFixes', () => {
  it('applies safe fixes, leaves suggestions, and touches nothing else', () => {
    const text =
      '\uFEFF/ip service\r\n\tset api-ssl   certificate=c  \r\nset www-ssl tls-version=any\r\nset api disabled=no\r\n';
    expect(applySafeFixes(text, check)).toEqual({
      text: '\uFEFF/ip service\r\n\tset api-ssl   certificate=c tls-version=only-1.2  \r\nset www-ssl tls-version=only-1.2\r\nset api disabled=no\r\n',
      applied: 2,
    });
  });

  it('gives a text without findings back as it is', () => {
    expect(applySafeFixes(':put 1\r', check)).toEqual({ text: ':put 1\r', applied: 0 });
  });

  it('applies fixes that touch each other in different rounds', () => {
    // Each finding wants one letter behind its digit; both insert at the same place.
    const lint = (text: string) =>
      result(text, [
        ...(text.includes('a') ? [] : [insertion(1, 'a')]),
        ...(text.includes('b') ? [] : [insertion(1, 'b')]),
      ]);
    expect(applySafeFixes('1', lint)).toEqual({ text: '1ba', applied: 2 });
  });

  it('stops where fixes undo each other', () => {
    const lint = (text: string) => result(text, [replacement(text === 'x' ? 'y' : 'x')]);
    const { applied } = applySafeFixes('x', lint);
    expect(applied).toBeGreaterThan(1);
    expect(applied).toBeLessThan(1000);
  });

  it('does not apply what gives the script a new error', () => {
    const lint = (text: string) =>
      text === 'good'
        ? result(text, [replacement('bad')])
        : result(text, [{ ...replacement('worse'), severity: 'error' }]);
    expect(applySafeFixes('good', lint)).toEqual({ text: 'good', applied: 0 });
  });

  it('applies nothing twice: a second run changes nothing', () => {
    const text = '/ip service set api-ssl,www-ssl certificate=c\n/ip service set www-ssl tls-version=tls1.2';
    const first = applySafeFixes(text, check);
    expect(first.text).toBe(
      '/ip service set api-ssl,www-ssl certificate=c tls-version=only-1.2\n/ip service set www-ssl tls-version=only-1.2',
    );
    expect(applySafeFixes(first.text, check)).toEqual({ text: first.text, applied: 0 });
  });
});

function result(text: string, findings: readonly Finding[]): CheckResult {
  return { ...check(text), findings };
}

function finding(fix: Fix): Finding {
  return {
    rule: 'test',
    category: 'style',
    severity: 'warning',
    span: { start: 0, end: 1 },
    message: 'A finding.',
    related: [],
    tags: [],
    fixes: [fix],
  };
}

function insertion(at: number, text: string): Finding {
  return finding({ title: 'Insert', class: 'safe', edits: [{ start: at, end: at, text }] });
}

function replacement(text: string): Finding {
  return finding({ title: 'Replace', class: 'safe', edits: [{ start: 0, end: text.length + 1, text }] });
}
