import { expect, test } from 'vitest';

import { hostOf, isLoopback, permissionFor, readAddress } from './address';

test.each([
  ['127.0.0.1:8377', 'http://127.0.0.1:8377'],
  [' localhost:8377/connect ', 'http://localhost:8377'],
  ['memory.lan', 'https://memory.lan'],
  ['http://memory.lan:8377/', 'http://memory.lan:8377'],
  ['HTTPS://Memory.LAN/x?y#z', 'https://memory.lan'],
  ['http://[::1]:8377', 'http://[::1]:8377'],
])('“%s” is read as %s', (typed, address) => {
  expect(readAddress(typed)).toBe(address);
});

test.each([
  '',
  '   ',
  'ftp://memory.lan',
  'http://',
  'a b',
  'https://a%20b',
  'https://me:secret@memory.lan',
  'javascript:alert(1)',
])('“%s” is no address', (typed) => {
  expect(readAddress(typed)).toBeNull();
});

test('only plain http on this machine needs no permission', () => {
  expect(isLoopback('http://127.0.0.1:8377')).toBe(true);
  expect(isLoopback('https://127.0.0.1:8377')).toBe(false);
  expect(isLoopback('http://memory.lan')).toBe(false);
});

test('permission is asked for one host, without its port', () => {
  expect(permissionFor('https://memory.lan:8443')).toBe('https://memory.lan/*');
  expect(hostOf('https://memory.lan:8443')).toBe('memory.lan:8443');
});
